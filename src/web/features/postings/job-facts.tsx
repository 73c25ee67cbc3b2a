import { payOf } from '#lib/job-words.ts'
import type { ReactNode } from 'react'
import type { Job } from '#contract/postings.ts'
import { closingDay, daysBetween, formatDay, formatMoment, today } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { wordFor } from '#lib/posting-words.ts'

const ORIGIN = { stated: 'stated', parsed: 'read from the text', predicted: 'estimated by the source, not stated' }

/** The four facts that decide whether one reads on. Unknown is said, never guessed. */
export function JobFacts({ job }: { job: Job }) {
  return (
    <dl className="facts">
      <Fact title="Salary" value={payOf(job)} unknown="Not stated">
        {salaryNote(job)}
      </Fact>
      <Fact title="Workplace" value={workplace(job)} unknown="Not stated">
        {placesIn(job)}
      </Fact>
      <Fact title="Employment" value={employment(job)} unknown="Not stated">
        {[job.contract, job.seniority].flatMap((value) => (value === null ? [] : [wordFor(value)])).join(', ')}
      </Fact>
      <Dates job={job} />
    </dl>
  )
}

function Fact({
  title,
  value,
  unknown,
  children,
}: {
  title: string
  value: string | null
  unknown: string
  children?: ReactNode
}) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        <b className={value === null ? 'c-3' : undefined}>{value ?? unknown}</b>
        <span>{children}</span>
      </dd>
    </div>
  )
}

function Dates({ job }: { job: Job }) {
  const settings = useSettings()
  if (job.expires_at !== null) {
    const day = closingDay(job.expires_at)
    const days = daysBetween(today(settings), day)
    const left = days < 0 ? 'in the past' : days === 0 ? 'today' : `in ${days} ${days === 1 ? 'day' : 'days'}`
    return (
      <Fact title="Closes" value={formatDay(day, settings)} unknown="Not stated">
        {left}
      </Fact>
    )
  }
  return (
    <Fact
      title="Posted"
      value={job.posted_at === null ? null : formatDay(job.posted_at, settings)}
      unknown="Not stated"
    >
      first seen {formatMoment(job.first_seen_at, settings)}
    </Fact>
  )
}

function salaryNote(job: Job): string {
  if (payOf(job) === null) return ''
  const period = job.salary_period === 'year' && job.salary_currency !== null ? 'per year' : ''
  const gross = job.salary_gross === null ? '' : job.salary_gross ? 'gross' : 'net'
  return [period, gross, job.salary_origin === null ? '' : ORIGIN[job.salary_origin]].filter(Boolean).join(', ')
}

function workplace(job: Job): string | null {
  const cities = [...new Set(job.locations.flatMap((location) => location.city ?? location.country ?? []))]
  const kind = job.remote_kind === null ? null : wordFor(job.remote_kind)
  const where = cities.slice(0, 3).join(', ')
  if (kind === null && where === '') return job.locations[0]?.raw ?? null
  return [kind, where].filter(Boolean).join(', ')
}

// As the source wrote it, where that says more than the name of the city above.
function placesIn(job: Job): string {
  const raw = [...new Set(job.locations.map((location) => location.raw))].join(' · ')
  return workplace(job)?.endsWith(raw) === true ? '' : raw
}

function employment(job: Job): string | null {
  const { workload_min: min, workload_max: max } = job
  if (min !== null && max !== null) return min === max ? `${min} %` : `${min} to ${max} %`
  return job.employment.length === 0 ? null : job.employment.map(wordFor).join(' or ')
}
