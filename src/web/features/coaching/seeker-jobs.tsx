import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Bookmark } from 'lucide-react'
import type { SavedJob, Seeker } from '#contract/coaching.ts'
import { formatSalary } from '#lib/format-money.ts'
import { formatShortDay } from '#lib/format-time.ts'
import { itemsOf } from '#lib/paged.ts'
import { useSettings } from '#lib/session.ts'
import { Badge } from '#ui/badge.tsx'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Table } from '#ui/table.tsx'
import { Look } from './look.tsx'
import { More } from './more.tsx'
import { seekerJobsQuery } from './queries.ts'

/** The postings that a seeker saved. */
export function SeekerJobs({ seeker, note }: { seeker: Seeker; note: string }) {
  const list = useInfiniteQuery(seekerJobsQuery(seeker.user_id))
  const settings = useSettings()
  return (
    <Look query={list} failure="The saved jobs did not load" note={note}>
      {({ pages }) => {
        const rows = itemsOf({ pages })
        if (rows.length === 0) {
          return (
            <EmptyState icon={Bookmark} title="No saved jobs yet">
              Postings that {seeker.name} saves show up here.
            </EmptyState>
          )
        }
        return (
          <Card title="Saved jobs" ruled flush className="looked">
            <Table
              label={`Saved jobs of ${seeker.name}`}
              rows={rows}
              rowKey={(row) => row.id}
              columns={[
                { key: 'what', head: 'Company and title', cell: (row) => <What row={row} />, className: 'what' },
                { key: 'place', head: 'Place', cell: placesOf, className: 'hide-sm' },
                { key: 'pay', head: 'Pay', cell: payOf, right: true, className: 'hide-sm' },
                {
                  key: 'saved',
                  head: 'Saved',
                  cell: (row) => formatShortDay(row.saved_at, settings),
                  right: true,
                  className: 'standing',
                },
              ]}
            />
            <More list={list} />
          </Card>
        )
      }}
    </Look>
  )
}

function What({ row }: { row: SavedJob }) {
  // A posting that the seeker wrote down is theirs alone; those of the boards can be opened.
  const shared = !row.is_own && !row.is_sample
  return (
    <span className="names" lang="de">
      <b className="m">{row.company}</b> {row.is_sample && <Badge tone="line">sample</Badge>}{' '}
      {row.closed_at !== null && <Badge tone="bad">closed</Badge>}
      <span className="c-2 block t-13">
        {shared ? (
          <Link className="link" to="/jobs/$id" params={{ id: row.id }}>
            {row.title}
          </Link>
        ) : (
          row.title
        )}
      </span>
    </span>
  )
}

function placesOf(row: SavedJob): string {
  return [...new Set(row.locations.map(({ city, raw }) => city ?? raw))].slice(0, 2).join(', ')
}

function payOf(row: SavedJob): string {
  const { salary_min: min, salary_max: max, salary_currency: currency, salary_period: period } = row
  return formatSalary({ min, max, currency, period }) ?? row.salary_text ?? ''
}
