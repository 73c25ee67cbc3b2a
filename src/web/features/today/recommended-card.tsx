import { Link } from '@tanstack/react-router'
import { Bookmark, BookmarkCheck, ThumbsDown } from 'lucide-react'
import type { AnswerOf } from '#contract/endpoint.ts'
import type { listRecommendations, Recommendation } from '#contract/recommendations.ts'
import { useNow } from '#lib/clock.ts'
import { formatSalary } from '#lib/format-money.ts'
import { formatAgo } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { buttonClass } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Dots } from '#ui/dots.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { ScoreBox } from '#ui/score-box.tsx'
import { useSaveJob, useTurnDown } from './queries.ts'

const REMOTE = { remote: 'remote', hybrid: 'hybrid', onsite: 'on site' } as const

type Recommended = AnswerOf<typeof listRecommendations>

/** The best matches among the postings that were not opened yet, unlike each other. */
export function RecommendedCard({ recommended: { items, unseen, empty } }: { recommended: Recommended }) {
  const save = useSaveJob()
  const turnDown = useTurnDown()
  return (
    <Card
      title="Recommended"
      note={items.length === 0 ? undefined : `${items.length} of ${unseen}${unseen === 400 ? '+' : ''} unseen`}
      flush
      className="w-rec"
      actions={
        <Link to="/jobs/for-you" className={buttonClass({ variant: 'ghost', size: 'sm' })}>
          For you
        </Link>
      }
    >
      {items.length === 0 ? (
        <Nothing why={empty} />
      ) : (
        <ul>
          {items.map(({ job, ...why }) => (
            <li className="lrow rec" key={job.id}>
              <ScoreBox score={job.match_score} />
              <JobFacts job={job} {...why} />
              <IconButton
                icon={job.state.saved_at === null ? Bookmark : BookmarkCheck}
                label={job.state.saved_at === null ? 'Save' : 'Saved; let it go'}
                size="sm"
                onClick={() => save.mutate({ id: job.id, saved: job.state.saved_at === null })}
              />
              <IconButton icon={ThumbsDown} label="Not for me" size="sm" onClick={() => turnDown.mutate(job.id)} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function JobFacts({ job, reasons, missing }: Pick<Recommendation, 'job' | 'reasons' | 'missing'>) {
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
          {reasons[0]?.text}
          {missing.length === 0 ? null : `${missing[0]} is missing`}
        </Dots>
      </div>
    </div>
  )
}

const WHY = {
  no_profile: 'Postings get a score once your profile tells your skills or the titles that you look for.',
  no_match: 'Nothing unseen matches yet. Sources bring postings; your skills and wishes sort them.',
  all_seen: 'You have opened every good match. New ones stand here as soon as a source brings them.',
} as const

function Nothing({ why }: { why: Recommended['empty'] }) {
  return (
    <div className="card-body c-2 t-13">
      <p>{WHY[why ?? 'no_match']}</p>
      <p className="row wrap mt-3">
        <Link
          to="/settings/profile"
          className={buttonClass({ size: 'sm', variant: why === 'no_profile' ? 'default' : 'ghost' })}
        >
          Profile
        </Link>
        <Link
          to="/settings/sources"
          className={buttonClass({ size: 'sm', variant: why === 'no_profile' ? 'ghost' : 'default' })}
        >
          Sources
        </Link>
      </p>
    </div>
  )
}
