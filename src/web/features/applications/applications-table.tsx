import { useInfiniteQuery } from '@tanstack/react-query'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Application } from '#contract/applications.ts'
import { useNow } from '#lib/clock.ts'
import { formatCount } from '#lib/format-money.ts'
import { daysSince, formatShortDay } from '#lib/format-time.ts'
import { nextOf } from '#lib/next-action.ts'
import { itemsOf } from '#lib/paged.ts'
import { useSettings } from '#lib/session.ts'
import { useUrlParams } from '#lib/url-state.ts'
import { Button } from '#ui/button.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { cx } from '#ui/class-names.ts'
import { useShortcuts } from '#ui/shortcuts.ts'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { StatusBadge } from '#ui/status-badge.tsx'
import { ApplicationsBulk } from './applications-bulk.tsx'
import { Failed, Nothing, Offline } from './list-states.tsx'
import type { ApplicationFilters, Sort } from './filter.ts'
import { isFiltered, sortOf } from './filter.ts'
import { listQuery } from './queries.ts'
import { payOf } from './words.ts'

export interface ListProps {
  filters: ApplicationFilters
  openId: string | null
  onOpen: (id: string) => void
  onAdd: () => void
}

/** All applications as rows: sorted, selected, changed together; j, k, x and Enter on the keyboard. */
export function ApplicationsTable({ filters, openId, onOpen, onAdd }: ListProps) {
  const [params] = useUrlParams()
  const sort = sortOf(params)
  const list = useInfiniteQuery(listQuery(filters, sort))
  const rows = itemsOf(list.data)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [current, setCurrent] = useState<string | null>(null)
  const at = rows.findIndex((row) => row.id === current)
  const step = (by: number) => setCurrent(rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.id ?? null)
  const toggle = (id: string) =>
    setChosen((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]))
  useShortcuts([
    { keys: 'j', also: ['arrowdown'], label: 'Next row', group: 'Applications', run: () => step(1) },
    { keys: 'k', also: ['arrowup'], label: 'Row before', group: 'Applications', run: () => step(-1) },
    { keys: 'x', label: 'Select the row', group: 'Applications', run: () => current !== null && toggle(current) },
    { keys: 'enter', label: 'Open the row', group: 'Applications', run: () => current !== null && onOpen(current) },
  ])
  if (list.data === undefined) {
    return list.error === null ? (
      <SkeletonRows rows={10} />
    ) : (
      <Failed error={list.error} onRetry={() => void list.refetch()} />
    )
  }
  const total = list.data.pages[0]?.total ?? rows.length
  if (rows.length === 0) return <Nothing filtered={isFiltered(filters)} onAdd={onAdd} />
  const visible = rows.filter((row) => chosen.has(row.id))
  return (
    <div className="apptable">
      <Offline since={list.dataUpdatedAt} />
      <div className="tscroll" role="region" aria-label="Applications" tabIndex={0}>
        <table className="tbl">
          <thead>
            <tr>
              <th scope="col" className="t-check">
                <Checkbox
                  aria-label="Select all rows that are loaded"
                  checked={visible.length === 0 ? false : visible.length === rows.length ? true : 'mixed'}
                  onChange={(all) => setChosen(new Set(all ? rows.map((row) => row.id) : []))}
                />
              </th>
              {COLUMNS.map((column) => (
                <Head key={column.label} column={column} sort={sort} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row
                key={row.id}
                row={row}
                open={row.id === openId}
                current={row.id === current}
                chosen={chosen.has(row.id)}
                onToggle={() => toggle(row.id)}
                onOpen={() => onOpen(row.id)}
              />
            ))}
          </tbody>
        </table>
        {list.hasNextPage && (
          <div className="row p-3">
            <Button
              variant="ghost"
              size="sm"
              loading={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              {formatCount(total - rows.length)} more
            </Button>
          </div>
        )}
      </div>
      <ApplicationsBulk chosen={visible} onClear={() => setChosen(new Set())} />
    </div>
  )
}

interface TableColumn {
  label: string
  up: Sort | null
  down: Sort | null
  right?: boolean
  className?: string
}

const COLUMNS: readonly TableColumn[] = [
  { label: 'Company and title', up: 'company', down: '-company' },
  { label: 'Status', up: 'status', down: '-status', className: 't-status' },
  { label: 'In stage', up: '-status_at', down: 'status_at', right: true, className: 'hide-sm' },
  { label: 'Applied', up: 'applied_on', down: '-applied_on', right: true, className: 'hide-sm' },
  { label: 'Next action', up: 'next_action_at', down: null, className: 'hide-sm t-next' },
  { label: 'Pay', up: null, down: null, right: true, className: 'hide-sm' },
]

function Head({ column, sort }: { column: TableColumn; sort: Sort }) {
  const [, change] = useUrlParams()
  const is = column.up === sort ? 'ascending' : column.down === sort ? 'descending' : 'none'
  const next = is === 'ascending' ? (column.down ?? column.up) : column.up
  if (next === null) {
    return (
      <th scope="col" className={cx(column.right && 'r', column.className)}>
        {column.label}
      </th>
    )
  }
  const Arrow = is === 'descending' ? ArrowDown : ArrowUp
  return (
    <th scope="col" aria-sort={is} className={cx(column.right && 'r', column.className)}>
      <button type="button" className="th-sort" onClick={() => change({ sort: next })}>
        {column.label}
        {is !== 'none' && <Arrow className="i-12" aria-hidden="true" />}
      </button>
    </th>
  )
}

interface RowProps {
  row: Application
  open: boolean
  current: boolean
  chosen: boolean
  onToggle: () => void
  onOpen: () => void
}

function Row({ row, open, current, chosen, onToggle, onOpen }: RowProps) {
  const style = useSettings()
  const at = useNow()
  const next = nextOf(row, style, at)
  const line = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (current) line.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return (
    <tr ref={line} className={cx((open || current) && 'is-current')}>
      <td className="t-check">
        <Checkbox aria-label={`Select ${row.company}`} checked={chosen} onChange={onToggle} />
      </td>
      <td>
        <button type="button" className="t-open names" lang="de" aria-current={open || undefined} onClick={onOpen}>
          <b className="m">{row.company}</b>
          <span className="c-2 block t-13">{row.title}</span>
        </button>
      </td>
      <td>
        <StatusBadge status={row.status} label={row.stage_name ?? undefined} />
      </td>
      <td className="r tn hide-sm">{daysSince(row.status_at, at)} d</td>
      <td className="r tn hide-sm">{row.applied_at === null ? '' : formatShortDay(row.applied_at, style)}</td>
      <td className={cx('hide-sm', next.late && 'c-warn', next.kind === 'none' && 'c-3')}>{next.text}</td>
      <td className="r tn hide-sm">{payOf(row) ?? ''}</td>
    </tr>
  )
}
