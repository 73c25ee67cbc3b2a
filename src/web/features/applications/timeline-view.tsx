import { useInfiniteQuery } from '@tanstack/react-query'
import type { ApplicationStays } from '#contract/application-history.ts'
import { useNow } from '#lib/clock.ts'
import { formatDay, formatShortDay } from '#lib/format-time.ts'
import type { TimeStyle } from '#lib/format-time.ts'
import { itemsOf } from '#lib/paged.ts'
import { useSettings } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { cx } from '#ui/class-names.ts'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { StatusWord } from '#ui/status-badge.tsx'
import { STATUS_WORDS } from '#ui/status.ts'
import type { ListProps } from './applications-table.tsx'
import { CLOSED } from './columns.ts'
import { Failed, Nothing, Offline } from './list-states.tsx'
import { isFiltered } from './filter.ts'
import { staysQuery } from './queries.ts'

const DAY = 86_400_000

/** Each application as a bar over time, in the colours of where it stood. */
export function TimelineView({ filters, openId, onOpen, onAdd }: ListProps) {
  const style = useSettings()
  const at = useNow()
  const list = useInfiniteQuery(staysQuery(filters))
  if (list.data === undefined) {
    return list.error === null ? (
      <SkeletonRows rows={10} />
    ) : (
      <Failed error={list.error} onRetry={() => void list.refetch()} />
    )
  }
  const rows = itemsOf(list.data)
  if (rows.length === 0) return <Nothing filtered={isFiltered(filters)} onAdd={onAdd} />
  const span = spanOf(rows, at.getTime())
  const shown = STATUSES.filter((status) => rows.some((row) => row.stays.some((stay) => stay.status === status)))
  return (
    <div className="overtime">
      <Offline since={list.dataUpdatedAt} />
      <div className="row wrap ot-legend">
        {shown.map((status) => (
          <StatusWord key={status} status={status} />
        ))}
      </div>
      <div className="ot-scroll" role="region" aria-label="Applications over time" tabIndex={0}>
        <div className="ot-head" aria-hidden="true">
          <span className="hide-sm" />
          <div className="ot-axis">
            {ticksOf(span).map((tick) => (
              <span key={tick} style={{ left: `${share(tick, span)}%` }}>
                {formatShortDay(new Date(tick).toISOString(), style)}
              </span>
            ))}
          </div>
        </div>
        <ul>
          {rows.map((row) => (
            <li key={row.id} className={cx('ot-row', row.id === openId && 'is-current')}>
              <button type="button" className="ot-name names" lang="de" onClick={() => onOpen(row.id)}>
                <b className="m">{row.company}</b>
                <span className="c-2 block t-12">{row.title}</span>
                <span className="sr-only">{wordsOf(row, style)}</span>
              </button>
              <Bars row={row} span={span} style={style} />
            </li>
          ))}
        </ul>
        {list.hasNextPage && (
          <Button variant="ghost" size="sm" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            More
          </Button>
        )}
      </div>
    </div>
  )
}

type Span = { from: number; to: number }

function Bars({ row, span, style }: { row: ApplicationStays; span: Span; style: TimeStyle }) {
  return (
    <div className="ot-bars" aria-hidden="true">
      {ticksOf(span).map((tick) => (
        <i key={tick} className="ot-grid" style={{ left: `${share(tick, span)}%` }} />
      ))}
      {row.stays.map((stay) => {
        const from = share(Date.parse(stay.from), span)
        const closing = CLOSED.includes(stay.status)
        // A closing is a moment: it is marked where it happened, and does not go on.
        const to = closing ? from : share(stay.to === null ? span.to : Date.parse(stay.to), span)
        return (
          <i
            key={stay.from + stay.status}
            className={closing ? 'ot-end' : 'ot-bar'}
            data-st={stay.status}
            title={`${STATUS_WORDS[stay.status]} since ${formatDay(stay.from, style)}`}
            style={{ left: `min(${from}%, 100% - 4px)`, ...(closing ? {} : { width: `max(4px, ${to - from}%)` }) }}
          />
        )
      })}
    </div>
  )
}

const STATUSES = ['interested', 'applied', 'interview', 'offer', ...CLOSED] as const

// From the first thing that happened, at least four weeks, at most a year back; up to today.
function spanOf(rows: readonly ApplicationStays[], now: number): Span {
  const first = Math.min(...rows.flatMap((row) => row.stays.map((stay) => Date.parse(stay.from))))
  return { from: Math.max(now - 365 * DAY, Math.min(first, now - 28 * DAY)), to: now }
}

function share(at: number, { from, to }: Span): number {
  return Math.min(100, Math.max(0, ((at - from) / (to - from)) * 100))
}

function ticksOf({ from, to }: Span): number[] {
  const days = (to - from) / DAY
  const step = (days > 180 ? 56 : days > 90 ? 28 : days > 45 ? 14 : 7) * DAY
  return Array.from({ length: Math.floor((to - from) / step) }, (_, index) => to - (index + 0.5) * step).toReversed()
}

function wordsOf(row: ApplicationStays, style: TimeStyle): string {
  return row.stays.map((stay) => `${STATUS_WORDS[stay.status]} since ${formatDay(stay.from, style)}`).join(', ')
}
