import { useInfiniteQuery } from '@tanstack/react-query'
import { Download, History, ListFilter, ReceiptText } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { exportAdminAttempts } from '#contract/calendar-admin.ts'
import type { AdminAttempt } from '#contract/calendar-admin.ts'
import type { ActiveFirm } from '#contract/firms.ts'
import { urlOf } from '#lib/client.ts'
import { formatCount } from '#lib/format-money.ts'
import { formatMoment } from '#lib/format-time.ts'
import { itemsOf } from '#lib/paged.ts'
import { useSettings } from '#lib/session.ts'
import { outcomeOf } from '#lib/sync-outcome.ts'
import { useUrlParams } from '#lib/url-state.ts'
import { Badge } from '#ui/badge.tsx'
import { Button, buttonClass } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Load } from '#ui/load.tsx'
import { useShortcuts } from '#ui/shortcuts.ts'
import { Table } from '#ui/table.tsx'
import type { Column } from '#ui/table.tsx'
import { Whose } from './accounts-card.tsx'
import { Again } from './again.tsx'
import { AttemptDialog } from './attempt-dialog.tsx'
import { AttemptFilters } from './attempt-filters.tsx'
import { attemptsQuery } from './queries.ts'
import type { AttemptFilter } from './queries.ts'
import { isFiltered, lengthWords, TRIGGERS } from './words.ts'

interface AttemptsCardProps {
  firm: ActiveFirm
  filter: AttemptFilter
  from: string
  to: string
}

/** The syncs of the members, latest first, with the way to do one once more. */
export function AttemptsCard({ firm, filter, from, to }: AttemptsCardProps) {
  const list = useInfiniteQuery(attemptsQuery(firm.id, filter))
  const attempts = itemsOf(list.data)
  const { current, setCurrent, box } = useCurrent(attempts)
  const [opened, setOpened] = useState<string | null>(null)
  const shown = attempts.find(({ id }) => id === opened)
  useShortcuts([
    {
      keys: 'enter',
      label: 'Details of the sync',
      group: 'Calendar sync',
      run: () => current !== null && setOpened(current),
    },
  ])
  return (
    <Card
      title="Syncs"
      note="90 days, latest first"
      ruled
      flush
      className="cal-admin-list"
      actions={
        attempts.length > 0 && (
          <a
            className={buttonClass({ size: 'sm', variant: 'ghost' })}
            href={urlOf(exportAdminAttempts, {}, filter)}
            title="The latest 10 000 that fit"
            download
          >
            <Download aria-hidden="true" />
            CSV
          </a>
        )
      }
    >
      {(attempts.length > 0 || isFiltered(filter)) && <AttemptFilters filter={filter} from={from} to={to} />}
      <div ref={box} aria-busy={list.isPlaceholderData}>
        <Load query={list} failure="The syncs did not load" rows={6}>
          {() =>
            attempts.length === 0 ? (
              <Nothing filtered={isFiltered(filter)} />
            ) : (
              <Attempts
                attempts={attempts}
                current={current}
                onOpen={(id) => {
                  setCurrent(id)
                  setOpened(id)
                }}
              />
            )
          }
        </Load>
      </div>
      {list.hasNextPage && (
        <div className="row p-3">
          <Button size="sm" variant="ghost" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Older syncs
          </Button>
        </div>
      )}
      {shown !== undefined && <AttemptDialog attempt={shown} onClose={() => setOpened(null)} />}
    </Card>
  )
}

/** The row that the keys are on, in sight. */
function useCurrent(attempts: readonly AdminAttempt[]) {
  const [current, setCurrent] = useState<string | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const step = (by: number) => {
    const at = attempts.findIndex(({ id }) => id === current)
    setCurrent(attempts[Math.min(attempts.length - 1, Math.max(0, at + by))]?.id ?? null)
  }
  useEffect(() => {
    if (current !== null) box.current?.querySelector('.is-current')?.scrollIntoView({ block: 'nearest' })
  }, [current])
  useShortcuts([
    { keys: 'j', label: 'Next sync', group: 'Calendar sync', also: ['arrowdown'], run: () => step(1) },
    { keys: 'k', label: 'Sync before', group: 'Calendar sync', also: ['arrowup'], run: () => step(-1) },
  ])
  return { current, setCurrent, box }
}

/** What the address says of attempts: one place takes all of it off. */
export const NO_FILTER = {
  ...{ result: null, because: null, from: null, to: null, account: null, person: null, provider: null },
} as const

function Nothing({ filtered }: { filtered: boolean }) {
  const [, change] = useUrlParams()
  return filtered ? (
    <EmptyState
      icon={ListFilter}
      title="No sync fits"
      action={<Button onClick={() => change(NO_FILTER)}>Take the filters off</Button>}
    >
      Syncs are kept for 90 days.
    </EmptyState>
  ) : (
    <EmptyState icon={History} title="No sync yet">
      Each sync of a member’s calendar stands here for 90 days, with how it went.
    </EmptyState>
  )
}

const count = (key: 'pushed' | 'conflicts', head: string): Column<AdminAttempt> => ({
  ...{ key, head, right: true, className: 'max-lg:hidden' },
  cell: (attempt) => <span className={attempt[key] === 0 ? 'c-3' : undefined}>{formatCount(attempt[key])}</span>,
})

interface AttemptsProps {
  attempts: readonly AdminAttempt[]
  current: string | null
  onOpen: (id: string) => void
}

function Attempts({ attempts, current, onOpen }: AttemptsProps) {
  const settings = useSettings()
  return (
    <Table
      label="Table of syncs"
      rows={attempts}
      rowKey={({ id }) => id}
      currentKey={current ?? undefined}
      columns={[
        {
          ...{ key: 'at', head: 'When', className: 'nw tn hide-sm' },
          cell: ({ started_at }) => formatMoment(started_at, settings),
        },
        {
          ...{ key: 'whose', head: 'Whose', className: 'cal-who' },
          cell: (attempt) => (
            <>
              <Whose {...attempt} />
              <span className="t-12 c-2 only-sm">{formatMoment(attempt.started_at, settings)}</span>
            </>
          ),
        },
        { key: 'result', head: 'Result', cell: (attempt) => <Result attempt={attempt} />, className: 'cal-why' },
        { key: 'why', head: 'Why', cell: ({ trigger }) => TRIGGERS[trigger], className: 'c-2 nw max-lg:hidden' },
        {
          ...{ key: 'in', head: 'In', right: true, className: 'hide-sm' },
          cell: ({ imported, changed, deleted }) => (
            <span className={imported + changed + deleted === 0 ? 'c-3' : undefined}>
              {formatCount(imported + changed + deleted)}
            </span>
          ),
        },
        count('pushed', 'Out'),
        count('conflicts', 'Conflicts'),
        {
          ...{ key: 'took', head: 'Took', right: true, className: 'c-2 nw max-lg:hidden' },
          cell: ({ duration_ms: ms }) => (ms === null ? '–' : lengthWords(ms)),
        },
        {
          ...{ key: 'more', head: <span className="sr">Details</span>, right: true, className: 'cal-do' },
          cell: ({ id, person, started_at }) => (
            <IconButton
              icon={ReceiptText}
              size="sm"
              label={`Details of the sync of ${person}, ${formatMoment(started_at, settings)}`}
              onClick={() => onOpen(id)}
            />
          ),
        },
      ]}
    />
  )
}

function Result({ attempt }: { attempt: AdminAttempt }) {
  const { tone, word } = outcomeOf(attempt)
  const { message, remedy, status } = attempt
  const bad = status === 'failed' || status === 'waiting'
  return (
    <span className="col g-1">
      <span className="row wrap">
        <Badge tone={tone}>{word}</Badge>
        {bad && <Again attempt={attempt} />}
      </span>
      {bad && message !== null && (
        <span className="t-12">
          {message} {remedy !== null && <span className="c-2">They are told: {remedy}</span>}
        </span>
      )}
    </span>
  )
}
