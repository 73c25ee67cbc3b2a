import { Link } from '@tanstack/react-router'
import { Bookmark, BookmarkCheck } from 'lucide-react'
import type { JobItem } from '#contract/postings.ts'
import { useNow } from '#lib/clock.ts'
import { formatSalary } from '#lib/format-money.ts'
import { formatAgo } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { buttonClass } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Dots } from '#ui/dots.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { ScoreBox } from '#ui/score-box.tsx'
import { useSaveJob } from './queries.ts'

const REMOTE = { remote: 'remote', hybrid: 'hybrid', onsite: 'on site' } as const

/** The best matches among the postings that were not opened yet. */
export function RecommendedCard({ jobs, total }: { jobs: readonly JobItem[]; total: number | null }) {
  const save = useSaveJob()
  return (
    <Card
      title="Recommended"
      note={total === null ? undefined : `${jobs.length} of ${total} unseen`}
      flush
      className="w-rec"
      actions={
        <Link to="/jobs" className={buttonClass({ variant: 'ghost', size: 'sm' })}>
          All postings
        </Link>
      }
    >
      {jobs.length === 0 ? (
        <Nothing />
      ) : (
        <ul>
          {jobs.map((job) => (
            <li className="lrow rec" key={job.id}>
              <ScoreBox score={job.match_score} />
              <JobFacts job={job} />
              <IconButton
                icon={job.state.saved_at === null ? Bookmark : BookmarkCheck}
                label={job.state.saved_at === null ? 'Save' : 'Saved; let it go'}
                size="sm"
                onClick={() => save.mutate({ id: job.id, saved: job.state.saved_at === null })}
              />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function JobFacts({ job }: { job: JobItem }) {
  const settings = useSettings()
  const now = useNow()
  const salary = formatSalary({
    min: job.salary_min,
    max: job.salary_max,
    currency: job.salary_currency,
    period: job.salary_period,
  })
  const place = [
    job.locations[0]?.city ?? job.locations[0]?.raw,
    job.remote_kind === null ? null : REMOTE[job.remote_kind],
  ]
    .filter(Boolean)
    .join(', ')
  return (
    <div className="grow">
      <div className="row">
        <Link to="/jobs/$id" params={{ id: job.id }} className="m">
          {job.title}
        </Link>
        <span className="t-12 c-3 push nw">{formatAgo(job.posted_at ?? job.first_seen_at, settings, now)}</span>
      </div>
      <div className="t-13 c-2">{job.company}</div>
      <div className="t-12 c-3 rec-m">
        <Dots>
          {salary}
          {place}
          {job.skills
            .slice(0, 3)
            .map((skill) => skill.name)
            .join(', ')}
        </Dots>
      </div>
    </div>
  )
}

function Nothing() {
  return (
    <div className="card-body c-2 t-13">
      <p>Nothing unseen matches yet. Sources bring postings; your skills and wishes sort them.</p>
      <p className="row wrap mt-3">
        <Link to="/settings/sources" className={buttonClass({ size: 'sm' })}>
          Sources
        </Link>
        <Link to="/settings/profile" className={buttonClass({ size: 'sm', variant: 'ghost' })}>
          Profile
        </Link>
      </p>
    </div>
  )
}
