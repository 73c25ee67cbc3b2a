import { useState } from 'react'
import type { SimilarJob } from '#contract/duplicates.ts'
import { placesOf, payOf } from '#lib/job-words.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Dots } from '#ui/dots.tsx'
import type { useSameness } from './queries.ts'
import { becauseOf, unlikeIn } from './words.ts'

interface SimilarJobsProps {
  similar: readonly SimilarJob[]
  same: ReturnType<typeof useSameness>
  onOpen: (job_id: string) => void
}

const FIRST = 3

/** Postings that may be the same opening, and the same role elsewhere. */
export function SimilarJobs({ similar, same, onOpen }: SimilarJobsProps) {
  const [all, setAll] = useState(false)
  const shown = all ? similar : similar.slice(0, FIRST)
  return (
    <section>
      <header className="sec">
        <h3 className="h2">Like this one</h3>
        {similar.length > FIRST && (
          <Button variant="ghost" size="sm" className="push" onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : `Show all ${similar.length}`}
          </Button>
        )}
      </header>
      <ul className="box similar">
        {shown.map((each) => (
          <Similar key={each.job.id} {...each} same={same} onOpen={onOpen} />
        ))}
      </ul>
    </section>
  )
}

function Similar({ job, verdict, reasons, same, onOpen }: SimilarJob & Pick<SimilarJobsProps, 'same' | 'onOpen'>) {
  const family = verdict === 'role_family'
  const why = family ? unlikeIn(reasons) : (becauseOf(reasons) ?? unlikeIn(reasons))
  return (
    <li>
      <div className="grow">
        <button type="button" className="link" lang={job.language ?? undefined} onClick={() => onOpen(job.id)}>
          {job.title}
        </button>
        <p className="c-2 t-12">
          <Dots>
            {job.company}
            {placesOf(job)}
            {payOf(job)}
            {job.sources.map(({ name }) => name).join(', ')}
          </Dots>
        </p>
        <p className="c-3 t-12">
          <Badge tone={family ? 'line' : 'warn'}>{family ? 'same role' : 'perhaps the same'}</Badge> {why}
        </p>
      </div>
      <div className="row">
        {!family && (
          <Button size="sm" disabled={same.busy} onClick={() => same.merge(job.id)}>
            Same job
          </Button>
        )}
        <Button variant="ghost" size="sm" disabled={same.busy} onClick={() => same.tellApart(job.id)}>
          {family ? 'Leave out' : 'Not a duplicate'}
        </Button>
      </div>
    </li>
  )
}
