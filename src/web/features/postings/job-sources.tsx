import { BadgeCheck } from 'lucide-react'
import { Fragment } from 'react'
import type { Job } from '#contract/postings.ts'
import { formatMoment, formatShortDay } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { Badge } from '#ui/badge.tsx'

/** What a reader calls the fields of a posting; what only the machine needs has no word. */
const FIELD_WORDS: Readonly<Record<string, string>> = {
  title: 'title',
  company: 'company',
  locations: 'place',
  remote_kind: 'workplace',
  salary_min: 'pay',
  salary_max: 'pay',
  salary_text: 'pay',
  employment: 'employment',
  contract: 'contract',
  workload_min: 'workload',
  seniority: 'seniority',
  skills: 'skills',
  language: 'language',
  posted_at: 'date',
  expires_at: 'deadline',
  description: 'text',
  description_html: 'text',
  description_text: 'text',
  apply_url: 'address',
}

/** Where a posting was seen, and which of its fields come from where. */
export function JobSources({ job }: { job: Job }) {
  const settings = useSettings()
  const count = job.seen_at_sources.filter((source) => source.id !== 'import').length
  const boards = count === 1 ? 'Seen on 1 board' : `Seen on ${count} boards`
  return (
    <section>
      <header className="sec">
        <h3 className="h2">{count === 0 ? 'Imported by you' : boards}</h3>
        {count > 1 && <span className="n">one job: the same posting or the same address to apply</span>}
      </header>
      <div className="tscroll box" tabIndex={0} role="region" aria-label="Sources">
        <table className="tbl t-13">
          <thead>
            <tr>
              <th scope="col">Source</th>
              <th scope="col" className="hide-sm">
                First seen
              </th>
              <th scope="col">Last seen</th>
              <th scope="col" className="hide-sm">
                Gives
              </th>
            </tr>
          </thead>
          <tbody>
            {job.seen_at_sources.map((source) => (
              <tr key={`${source.id} ${source.external_id}`}>
                <td>
                  {source.source_url === '' ? (
                    source.name
                  ) : (
                    <a className="link" href={source.source_url} target="_blank" rel="noopener noreferrer">
                      {source.name}
                    </a>
                  )}{' '}
                  {source.is_employer && (
                    <Badge tone="ok" icon={BadgeCheck}>
                      employer
                    </Badge>
                  )}
                  {source.gone_at !== null && <Badge tone="line">gone</Badge>}
                </td>
                <td className="nw tn hide-sm">{formatShortDay(source.first_seen_at, settings)}</td>
                <td className="nw tn">{formatMoment(source.last_seen_at, settings)}</td>
                <td className="hide-sm">{gives(source.gives)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {new Set(Object.values(job.provenance)).size > 1 && <FieldSources job={job} />}
    </section>
  )
}

/** The same by field, for whoever wonders about one of them; on a phone the only place that says it. */
function FieldSources({ job }: { job: Job }) {
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

function gives(fields: readonly string[]): string {
  const words = fields.flatMap((field) => FIELD_WORDS[field] ?? [])
  return [...new Set(words)].join(', ')
}
