import { payOf, placesOf } from '#lib/job-words.ts'
import { Link } from '@tanstack/react-router'
import { Ghost, GitMerge, Hourglass, Pencil, RefreshCw, Sparkles } from 'lucide-react'
import type { JobItem } from '#contract/postings.ts'
import { agoInWords } from '#domain/time/elapsed.ts'
import { useNow } from '#lib/clock.ts'
import { formatAgo, formatMoment, formatShortDay } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { Badge } from '#ui/badge.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { cx } from '#ui/class-names.ts'
import { Dots } from '#ui/dots.tsx'
import { Lettermark } from '#ui/lettermark.tsx'
import { ScoreBox } from '#ui/score-box.tsx'
import { StatusWord } from '#ui/status-badge.tsx'
import { STATUS_WORDS } from '#ui/status.ts'
import { wordFor } from '#lib/posting-words.ts'

interface JobRowProps {
  job: JobItem
  current: boolean
  selected: boolean
  /** Something in the list is selected: every row shows its box. */
  selecting: boolean
  onToggle: () => void
}

export function JobRow({ job, current, selected, selecting, onToggle }: JobRowProps) {
  return (
    <li
      className={cx(
        'lrow jrow',
        current && 'is-current',
        selected && 'is-sel',
        (job.closed_at !== null || job.state.hidden_at !== null) && 'is-dim',
      )}
      aria-current={current || undefined}
      ref={(row) => {
        if (current) row?.scrollIntoView({ block: 'nearest' })
      }}
    >
      {selecting ? (
        <Checkbox checked={selected} aria-label={`Select ${job.title}, ${job.company}`} onChange={onToggle} />
      ) : (
        <button type="button" className="logo-btn" tabIndex={-1} aria-hidden="true" onClick={onToggle}>
          <Lettermark name={job.company} src={job.company_logo_url} />
        </button>
      )}
      <Link
        className="grow"
        to="/jobs/$id"
        params={{ id: job.id }}
        search={true}
        resetScroll={false}
        lang={job.language ?? undefined}
      >
        <b className="j-t">{job.title}</b>
        <span className="j-c">{job.company}</span>
        <span className="j-m" lang="en">
          <Dots>
            {placesOf(job)}
            {distanceOf(job)}
            {job.remote_kind === null ? null : wordFor(job.remote_kind).toLowerCase()}
            {payOf(job)}
          </Dots>
        </span>
        <Tags job={job} />
      </Link>
      <Aside job={job} />
    </li>
  )
}

function distanceOf({ distance_km: km }: JobItem): string | null {
  if (km === null) return null
  return km < 1 ? 'under 1 km' : `${km} km`
}

function Aside({ job }: { job: JobItem }) {
  const settings = useSettings()
  const now = useNow()
  const at = job.posted_at ?? job.first_seen_at
  const verb = job.posted_at === null ? 'First seen' : 'Posted'
  const title = `${verb} ${agoInWords(at, now.toISOString())}, ${formatMoment(at, settings)}`
  return (
    <span className="j-r">
      {job.match_score !== null && <ScoreBox score={job.match_score} />}
      <time className="t-12 c-3 tn nw" dateTime={at} title={title}>
        {formatAgo(at, settings, now).replace(' ago', '')}
      </time>
    </span>
  )
}

function Tags({ job }: { job: JobItem }) {
  const settings = useSettings()
  const status = statusOf(job)
  const none =
    !isMarked(job) &&
    status === null &&
    !job.is_new &&
    job.sources.length < 2 &&
    job.closed_at === null &&
    !job.is_own &&
    !job.is_sample
  if (none && job.state.hidden_at === null) return null
  return (
    <span className="row wrap j-tags" lang="en">
      {job.is_new && (
        <Badge tone="accent" icon={Sparkles}>
          new
        </Badge>
      )}
      {status !== null && <StatusWord status={status} label={STATUS_WORDS[status].toLowerCase()} />}
      {job.sources.length > 1 && <Badge icon={GitMerge}>{job.sources.length} boards</Badge>}
      <LifeBadges job={job} />
      {job.is_own && <Badge tone="line">yours</Badge>}
      {job.is_sample && <Badge tone="line">sample</Badge>}
      {job.state.hidden_at !== null && <Badge tone="line">hidden</Badge>}
      {job.closed_at !== null && <Badge tone="bad">closed {formatShortDay(job.closed_at, settings)}</Badge>}
    </span>
  )
}

function LifeBadges({ job: { life } }: { job: JobItem }) {
  const now = useNow()
  return (
    <>
      {life.edited_at !== null && (
        <Badge icon={Pencil} title="Edited since you last looked at it">
          edited {agoInWords(life.edited_at, now.toISOString())}
        </Badge>
      )}
      {life.is_likely_ghost && (
        <Badge tone="warn" icon={Ghost} title="Several signs say that nobody is hired by it; open it for why">
          likely ghost
        </Badge>
      )}
      {life.is_stale && !life.is_likely_ghost && (
        <Badge icon={Hourglass} title="Open for longer than usual, and nobody touched it">
          stale
        </Badge>
      )}
      {life.advertised > 1 && (
        <Badge icon={RefreshCw} title={`Advertised ${life.advertised} times`}>
          {repostedOf(life.advertised)}
        </Badge>
      )}
    </>
  )
}

function repostedOf(advertised: number): string {
  if (advertised === 2) return 'reposted'
  return advertised === 3 ? 'reposted twice' : `reposted ${advertised - 1} times`
}

/** Whether something about its life is worth a mark. */
function isMarked({ life }: JobItem): boolean {
  return life.edited_at !== null || life.is_stale || life.is_likely_ghost || life.advertised > 1
}

/** The status of the application that stands on a posting, if one does. */
export function statusOf(job: Pick<JobItem, 'state'>): keyof typeof STATUS_WORDS | null {
  const { application_status: status } = job.state
  for (const name of Object.keys(STATUS_WORDS)) if (isStatus(name) && name === status) return name
  return null
}

function isStatus(name: string): name is keyof typeof STATUS_WORDS {
  return name in STATUS_WORDS
}
