import { Fragment } from 'react'
import type { Job } from '#contract/postings.ts'
import { FIELD_WORDS } from './fields.ts'

/** The same by field, for whoever wonders about one of them; on a phone the only place that says it. */
export function FieldSources({ job }: { job: Job }) {
  const names = new Map([
    ['own', 'You'],
    ...[...job.sources, ...job.seen_at_sources].map(({ id, name }) => [id, name] as const),
  ])
  const rows = new Map(
    Object.entries(job.provenance).flatMap(([field, id]) => {
      const word = FIELD_WORDS[field]
      return word === undefined ? [] : [[word, names.get(id) ?? id] as const]
    }),
  )
  return (
    <details className="t-13" style={{ marginTop: 8 }}>
      <summary className="link">Where each field comes from</summary>
      <dl className="kv" style={{ marginTop: 8 }}>
        {[...rows].map(([word, name]) => (
          <Fragment key={word}>
            <dt>{word.charAt(0).toUpperCase() + word.slice(1)}</dt>
            <dd>{name}</dd>
          </Fragment>
        ))}
      </dl>
    </details>
  )
}
