import { useInfiniteQuery } from '@tanstack/react-query'
import { ExternalLink, SquareKanban } from 'lucide-react'
import type { Application } from '#contract/applications.ts'
import type { Seeker } from '#contract/coaching.ts'
import { useNow } from '#lib/clock.ts'
import { formatCount, formatSalary } from '#lib/format-money.ts'
import { formatShortDay } from '#lib/format-time.ts'
import { nextOf } from '#lib/next-action.ts'
import { itemsOf } from '#lib/paged.ts'
import { useSettings } from '#lib/session.ts'
import { Badge } from '#ui/badge.tsx'
import { Card } from '#ui/card.tsx'
import { cx } from '#ui/class-names.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { StatusBadge } from '#ui/status-badge.tsx'
import { Table } from '#ui/table.tsx'
import { Look } from './look.tsx'
import { More } from './more.tsx'
import { seekerApplicationsQuery } from './queries.ts'

/** Where a seeker's applications stand, the latest move first. */
export function SeekerApplications({ seeker, note }: { seeker: Seeker; note: string }) {
  const list = useInfiniteQuery(seekerApplicationsQuery(seeker.user_id))
  const settings = useSettings()
  return (
    <Look query={list} failure="The applications did not load" note={note}>
      {({ pages }) => {
        const rows = itemsOf({ pages })
        if (rows.length === 0) {
          return (
            <EmptyState icon={SquareKanban} title="No applications yet">
              What {seeker.name} applies for shows up here.
            </EmptyState>
          )
        }
        return (
          <Card title="Applications" note={formatCount(pages[0]?.total ?? rows.length)} ruled flush className="looked">
            <Table
              label={`Applications of ${seeker.name}`}
              rows={rows}
              rowKey={(row) => row.id}
              columns={[
                { key: 'what', head: 'Company and title', cell: (row) => <What row={row} />, className: 'what' },
                {
                  key: 'status',
                  head: 'Status',
                  cell: (row) => (
                    <>
                      <StatusBadge status={row.status} label={row.stage_name ?? undefined} />
                      <span className="only-sm t-12 c-3 block">since {formatShortDay(row.status_at, settings)}</span>
                    </>
                  ),
                  className: 'standing',
                },
                {
                  key: 'since',
                  head: 'Since',
                  cell: (row) => formatShortDay(row.status_at, settings),
                  right: true,
                  className: 'hide-sm',
                },
                {
                  key: 'applied',
                  head: 'Applied',
                  cell: (row) => (row.applied_at === null ? '' : formatShortDay(row.applied_at, settings)),
                  right: true,
                  className: 'max-lg:hidden',
                },
                { key: 'next', head: 'Next', cell: (row) => <Next row={row} />, className: 'hide-sm' },
                { key: 'pay', head: 'Pay', cell: payOf, right: true, className: 'max-lg:hidden' },
              ]}
            />
            <More list={list} />
          </Card>
        )
      }}
    </Look>
  )
}

function What({ row }: { row: Application }) {
  return (
    <span className="names" lang="de">
      <b className="m">{row.company}</b> {row.is_sample && <Badge tone="line">sample</Badge>}
      <span className="c-2 block t-13">
        {row.url === null ? (
          row.title
        ) : (
          <a className="link" href={row.url} target="_blank" rel="noreferrer">
            {row.title} <ExternalLink className="i-12 inline" aria-label="opens the posting" />
          </a>
        )}
      </span>
    </span>
  )
}

function Next({ row }: { row: Application }) {
  const next = nextOf(row, useSettings(), useNow())
  return <span className={cx(next.late && 'c-warn', next.kind === 'none' && 'c-3')}>{next.text}</span>
}

function payOf(row: Application): string {
  const { salary_min: min, salary_max: max, salary_currency: currency, salary_period: period } = row
  return formatSalary({ min, max, currency, period }) ?? ''
}
