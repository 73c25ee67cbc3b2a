import { Link } from '@tanstack/react-router'
import { Bookmark, BookmarkCheck, Check, CircleDashed, Shuffle, ThumbsDown } from 'lucide-react'
import type { Recommendation } from '#contract/recommendations.ts'
import { useNow } from '#lib/clock.ts'
import { formatAgo } from '#lib/format-time.ts'
import { payOf, placesOf } from '#lib/job-words.ts'
import { wordFor } from '#lib/posting-words.ts'
import { useSettings } from '#lib/session.ts'
import { cx } from '#ui/class-names.ts'
import { Dots } from '#ui/dots.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Lettermark } from '#ui/lettermark.tsx'
import { ScoreBox } from '#ui/score-box.tsx'
import type { useRecommended } from './queries.ts'

interface RecommendationRowProps {
  item: Recommendation
  current: boolean
  actions: ReturnType<typeof useRecommended>
}

const INSTEAD = {
  company: 'Before a better score of a company that stands above already.',
  role: 'Before a better score, for another kind of role.',
} as const

/** A posting with what speaks for it, and what is missing. */
export function RecommendationRow({ item, current, actions }: RecommendationRowProps) {
  const settings = useSettings()
  const now = useNow()
  const { job, reasons, missing, instead } = item
  const saved = job.state.saved_at !== null
  return (
    <li
      className={cx('lrow top', current && 'is-current', actions.dismissing === job.id && 'is-dim')}
      aria-current={current || undefined}
      ref={(row) => {
        if (current) row?.scrollIntoView({ block: 'nearest' })
      }}
    >
      <span className="hide-sm">
        <Lettermark name={job.company} src={job.company_logo_url} />
      </span>
      <div className="grow">
        <Link to="/jobs/$id" params={{ id: job.id }} className="m" lang={job.language ?? undefined}>
          {job.title}
        </Link>
        <div className="t-13 c-2">{job.company}</div>
        <div className="t-12 c-3">
          <Dots>
            {placesOf(job)}
            {job.remote_kind === null ? null : wordFor(job.remote_kind).toLowerCase()}
            {payOf(job)}
            {formatAgo(job.posted_at ?? job.first_seen_at, settings, now)}
          </Dots>
        </div>
        <ul className="why-list" aria-label="Why">
          {reasons.map((reason) => (
            <li key={reason.part}>
              <Check className="i-14 c-2" aria-hidden="true" />
              <span>
                {wordFor(reason.part)}: <span className="c-2">{reason.text}</span>
              </span>
            </li>
          ))}
          {missing.length > 0 && (
            <li>
              <CircleDashed className="i-14 c-3" aria-hidden="true" />
              <span>
                Missing: <span className="c-2">{missing.join(', ')}</span>
              </span>
            </li>
          )}
          {instead !== null && (
            <li className="c-3 t-12">
              <Shuffle className="i-14" aria-hidden="true" />
              {INSTEAD[instead]}
            </li>
          )}
        </ul>
      </div>
      <div className="row row-1">
        <ScoreBox score={job.match_score} />
        <IconButton
          icon={saved ? BookmarkCheck : Bookmark}
          label={saved ? 'Saved; let it go' : 'Save'}
          size="sm"
          onClick={() => actions.save({ id: job.id, saved: !saved })}
        />
        <IconButton icon={ThumbsDown} label="Not for me" size="sm" onClick={() => actions.dismiss(job.id)} />
      </div>
    </li>
  )
}
