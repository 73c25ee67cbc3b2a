import { useInfiniteQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import type { CalendarConnection } from '#contract/calendar-connections.ts'
import { exportSyncAttempts } from '#contract/calendar-sync.ts'
import type { SyncAttempt } from '#contract/calendar-sync.ts'
import { standingOf } from '#lib/calendar-standing.ts'
import { urlOf } from '#lib/client.ts'
import { useNow } from '#lib/clock.ts'
import { formatCount } from '#lib/format-money.ts'
import { formatMoment } from '#lib/format-time.ts'
import { itemsOf } from '#lib/paged.ts'
import { useSettings } from '#lib/session.ts'
import { countsOf, outcomeOf } from '#lib/sync-outcome.ts'
import { Badge } from '#ui/badge.tsx'
import { Button, buttonClass } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Load } from '#ui/load.tsx'
import { Select } from '#ui/select.tsx'
import { Table } from '#ui/table.tsx'
import type { Column } from '#ui/table.tsx'
import { CalendarSelect } from './calendar-select.tsx'
import { attemptsQuery, useReplay } from './queries.ts'
import type { AttemptFilter } from './queries.ts'
import { SyncAgain } from './sync-again.tsx'
import { tookWords, triggerWords } from './sync-words.ts'

const ALL = 'all'
const STATUSES = [
  { value: ALL, label: 'However they ended' },
  { value: 'done', label: 'Went well' },
  { value: 'failed', label: 'Failed' },
  { value: 'waiting', label: 'Waiting' },
] as const

/** How the syncs of an account went, latest first. */
export function HistoryCard({ account }: { account: CalendarConnection }) {
  const [filter, setFilter] = useState<AttemptFilter>({})
  const list = useInfiniteQuery(attemptsQuery(account.id, filter))
  const attempts = itemsOf(list.data)
  const { calendar_id, status, ...none } = filter
  return (
    <Card
      title="Sync history"
      note="90 days"
      ruled
      flush
      className="cal-history"
      actions={
        <>
          <SyncAgain account={account} />
          <a
            className={buttonClass({ size: 'sm', variant: 'ghost' })}
            href={urlOf(exportSyncAttempts, { id: account.id }, {})}
            download
          >
            <Download aria-hidden="true" />
            CSV
          </a>
        </>
      }
    >
      <div className="row wrap cal-filters">
        <CalendarSelect
          label="Calendar"
          calendars={account.calendars}
          value={calendar_id ?? null}
          onChange={(id) => setFilter({ ...none, ...(status && { status }), ...(id !== null && { calendar_id: id }) })}
        />
        <Select
          size="sm"
          aria-label="Result"
          value={STATUSES.find(({ value }) => value === status)?.value ?? ALL}
          options={STATUSES}
          onChange={(next) =>
            setFilter({ ...none, ...(calendar_id && { calendar_id }), ...(next !== ALL && { status: next }) })
          }
        />
      </div>
      <Load query={list} failure="The history did not load" rows={3}>
        {() =>
          attempts.length === 0 ? (
            <p className="c-2 p-4">{calendar_id || status ? 'No sync like that.' : 'No sync yet.'}</p>
          ) : (
            <Attempts attempts={attempts} canRun={standingOf(account) === 'active'} />
          )
        }
      </Load>
      {list.hasNextPage && (
        <div className="row p-3">
          <Button size="sm" variant="ghost" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Older syncs
          </Button>
        </div>
      )}
    </Card>
  )
}

const count = (key: 'imported' | 'changed' | 'deleted' | 'pushed', head: string): Column<SyncAttempt> => ({
  ...{ key, head, right: true, className: 'cal-aside' },
  cell: (attempt) => <span className={attempt[key] === 0 ? 'c-3' : undefined}>{formatCount(attempt[key])}</span>,
})

interface AttemptsProps {
  attempts: readonly SyncAttempt[]
  /** Whether the account is open and on, so that a sync can be done again. */
  canRun: boolean
}

function Attempts({ attempts, canRun }: AttemptsProps) {
  return (
    <Table
      label="Syncs"
      rows={attempts}
      rowKey={({ id }) => id}
      columns={[
        { key: 'at', head: 'When', cell: (attempt) => <When attempt={attempt} />, className: 'tn' },
        { key: 'calendar', head: 'Calendar', cell: ({ calendar_name }) => calendar_name, className: 'cal-aside' },
        { key: 'why', head: 'Why', cell: ({ trigger }) => triggerWords(trigger), className: 'c-2 nw cal-aside' },
        count('imported', 'New'),
        count('changed', 'Changed'),
        count('deleted', 'Deleted'),
        count('pushed', 'Sent'),
        { key: 'took', head: 'Took', right: true, className: 'c-2 nw cal-aside', cell: tookWords },
        { key: 'result', head: 'Result', cell: (attempt) => <Result attempt={attempt} canRun={canRun} /> },
      ]}
    />
  )
}

/** When it was; on small screens with what the columns beside it say elsewhere. */
function When({ attempt: { started_at, calendar_name, trigger } }: { attempt: SyncAttempt }) {
  const settings = useSettings()
  return (
    <>
      <span className="nw">{formatMoment(started_at, settings)}</span>
      <span className="cal-instead block t-12 c-2 cal-words">
        {calendar_name}, {triggerWords(trigger)}
      </span>
    </>
  )
}

function Result({ attempt, canRun }: { attempt: SyncAttempt; canRun: boolean }) {
  const replay = useReplay()
  const { tone, word } = outcomeOf(attempt)
  const { id, connection_id, message, remedy, status, retry_at, imported, changed, deleted, pushed } = attempt
  const settings = useSettings()
  const did = countsOf({ pulled: imported + changed + deleted, pushed, conflicts: 0, rejected: 0 })
  const now = useNow(10_000)
  const isToCome = retry_at !== null && Date.parse(retry_at) > now.getTime()
  return (
    <div className="col g-1">
      <div className="row">
        <Badge tone={tone}>{word}</Badge>
        {status === 'failed' && canRun && (
          <Button
            size="sm"
            variant="ghost"
            loading={replay.isPending}
            onClick={() => replay.mutate({ params: { id: connection_id, attempt_id: id } })}
          >
            Do it again
          </Button>
        )}
      </div>
      {did !== null && <span className="cal-instead t-12 c-2">{did}</span>}
      {message !== null && (
        <span className="t-12 c-2">
          {message} {remedy} {isToCome && `Next try: ${formatMoment(retry_at, settings)}.`}
        </span>
      )}
    </div>
  )
}
