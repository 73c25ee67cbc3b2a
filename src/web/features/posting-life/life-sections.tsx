import { useQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { useState } from 'react'
import type { AdvertisedPeriod } from '#contract/posting-life.ts'
import type { Job } from '#contract/postings.ts'
import { wholeDays } from '#domain/time/elapsed.ts'
import { useNow } from '#lib/clock.ts'
import { formatAgo, formatMoment, formatShortDay } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { Load } from '#ui/load.tsx'
import { EditView } from './edit-view.tsx'
import { EditsDialog } from './edits-dialog.tsx'
import { editsQuery } from './queries.ts'

/** What its sources changed in a posting, and the times in which it was advertised. */
export function LifeSections({ job }: { job: Job }) {
  return (
    <>
      {job.life.edits > 0 && job.life.last_edit_at !== null && <Edited job={job} at={job.life.last_edit_at} />}
      {job.life.advertised > 1 && <Advertised periods={job.life.periods} />}
    </>
  )
}

function Edited({ job, at }: { job: Job; at: string }) {
  const settings = useSettings()
  const now = useNow()
  const [all, setAll] = useState(false)
  const query = useQuery(editsQuery(job.id, at))
  const language = job.language ?? undefined
  const [latest] = query.data?.items ?? []
  return (
    <section>
      <header className="sec">
        <h3 className="h2">Edited {formatAgo(at, settings, now)}</h3>
        <span className="n long">
          {latest === undefined ? '' : `by ${latest.source.name}, ${formatMoment(latest.at, settings)}`}
        </span>
        {latest !== undefined && (
          <Button variant="ghost" size="sm" className="push" onClick={() => setAll(true)}>
            <History aria-hidden="true" />
            {job.life.edits === 1 ? 'What changed' : `All ${job.life.edits} edits`}
          </Button>
        )}
      </header>
      <Load query={query} failure="The edits did not load">
        {() => latest !== undefined && <EditView edit={latest} language={language} />}
      </Load>
      {all && <EditsDialog edits={query.data?.items ?? []} language={language} onClose={() => setAll(false)} />}
    </section>
  )
}

const HOW = {
  first: 'first seen',
  same_id: 'listed again after an absence',
  new_id: 'listed anew under another number',
} as const

function Advertised({ periods }: { periods: readonly AdvertisedPeriod[] }) {
  const settings = useSettings()
  const now = useNow()
  const [first] = periods
  if (first === undefined) return null
  const days = (from: string, until: string) => {
    const count = Math.max(1, wholeDays(from, until))
    return count === 1 ? '1 day' : `${count} days`
  }
  return (
    <section>
      <header className="sec">
        <h3 className="h2">Advertised {periods.length} times</h3>
        <span className="n long">
          since {formatShortDay(first.from, settings)}, at {first.source.name}
        </span>
      </header>
      <div className="tscroll box" tabIndex={0} role="region" aria-label="Times in which it was advertised">
        <table className="tbl t-13">
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col">Until</th>
              <th scope="col">For</th>
              <th scope="col" className="hide-sm">
                How
              </th>
            </tr>
          </thead>
          <tbody>
            {periods.map((period) => (
              <tr key={period.from}>
                <td className="nw tn">{formatShortDay(period.from, settings)}</td>
                <td className="nw tn">
                  {period.until === null ? 'still listed' : formatShortDay(period.until, settings)}
                </td>
                <td className="nw tn">{days(period.from, period.until ?? now.toISOString())}</td>
                <td className="hide-sm">{HOW[period.how]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
