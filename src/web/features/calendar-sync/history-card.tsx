import { useInfiniteQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import type { CalendarConnection } from '#contract/calendar-connections.ts'
import { exportSyncAttempts } from '#contract/calendar-sync.ts'
import type { SyncAttempt } from '#contract/calendar-sync.ts'
import { urlOf } from '#lib/client.ts'
import { formatCount } from '#lib/format-money.ts'
import { formatMoment } from '#lib/format-time.ts'
import { itemsOf } from '#lib/paged.ts'
import { useSettings } from '#lib/session.ts'
import { outcomeOf } from '#lib/sync-outcome.ts'
import { Badge } from '#ui/badge.tsx'
import { Button, buttonClass } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Load } from '#ui/load.tsx'
import { Select } from '#ui/select.tsx'
import { Table } from '#ui/table.tsx'
import type { Column } from '#ui/table.tsx'
import { attemptsQuery, useReplay } from './queries.ts'
import type { AttemptFilter } from './queries.ts'
import { SyncAgain } from './sync-again.tsx'
import { secondsOf, triggerWords } from './sync-words.ts'

const ALL = 'all'
const STATUSES = [
  { value: ALL, label: 'However they ended' },
  { value: 'done', label: 'Went well' },
  { value: 'failed', label: 'Failed' },
  { value: 'waiting', label: 'Wait' },
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
        <Select
          size="sm"
          aria-label="Calendar"
          value={calendar_id ?? ALL}
          options={[
            { value: ALL, label: 'All calendars' },
            ...account.calendars.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(id) => setFilter({ ...none, ...(status && { status }), ...(id !== ALL && { calendar_id: id }) })}
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
        {() => (attempts.length === 0 ? <p className="c-2 p-4">No sync yet.</p> : <Attempts attempts={attempts} />)}
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

const count = (
  key: 'imported' | 'changed' | 'deleted' | 'pushed',
  head: string,
  small: boolean,
): Column<SyncAttempt> => ({
  ...{ key, head, right: true },
  ...(small ? {} : { className: 'hide-sm' }),
  cell: (attempt) => <span className={attempt[key] === 0 ? 'c-3' : undefined}>{formatCount(attempt[key])}</span>,
})

function Attempts({ attempts }: { attempts: readonly SyncAttempt[] }) {
  const settings = useSettings()
  return (
    <Table
      label="Syncs"
      rows={attempts}
      rowKey={({ id }) => id}
      columns={[
        { key: 'at', head: 'When', cell: ({ started_at }) => formatMoment(started_at, settings), className: 'nw tn' },
        { key: 'calendar', head: 'Calendar', cell: ({ calendar_name }) => calendar_name, className: 'hide-sm' },
        { key: 'why', head: 'Why', cell: ({ trigger }) => triggerWords(trigger), className: 'c-2 hide-sm' },
        count('imported', 'In new', true),
        count('changed', 'changed', false),
        count('deleted', 'deleted', false),
        count('pushed', 'Out', false),
        { key: 'took', head: 'Took', right: true, className: 'c-2 hide-sm', cell: tookWords },
        { key: 'result', head: 'Result', cell: (attempt) => <Result attempt={attempt} /> },
      ]}
    />
  )
}

function tookWords(attempt: SyncAttempt): string {
  const seconds = secondsOf(attempt)
  return seconds === null ? '–' : `${seconds.toFixed(1)} s`
}

function Result({ attempt }: { attempt: SyncAttempt }) {
  const replay = useReplay()
  const { tone, word } = outcomeOf(attempt)
  const { id, connection_id, message, remedy, status, retry_at } = attempt
  const settings = useSettings()
  return (
    <div className="col g-1">
      <div className="row">
        <Badge tone={tone}>{word}</Badge>
        {status === 'failed' && (
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
      {message !== null && (
        <span className="t-12 c-2">
          {message} {remedy} {retry_at !== null && `Next try: ${formatMoment(retry_at, settings)}.`}
        </span>
      )}
    </div>
  )
}
