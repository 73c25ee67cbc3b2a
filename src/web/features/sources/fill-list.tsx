import { TriangleAlert } from 'lucide-react'
import { FillField } from '#contract/posting-fields.ts'
import type { Source, SourceRun } from '#contract/sources.ts'
import { FIELD_WORDS } from '#domain/sources/field-words.ts'
import { sharesOf } from '#domain/sources/fill.ts'
import { TELLING_POSTINGS } from '#domain/sources/shape.ts'
import { formatCount } from '#lib/format-money.ts'
import { formatMoment, formatShortDay } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { Card } from '#ui/card.tsx'

const percent = (share: number) => `${Math.round(share * 100)} %`
const said = (field: FillField) => FIELD_WORDS[field].replace(/^./, (sign) => sign.toUpperCase())

/** Which share of its postings states each field, in the last reading that had any and usually. */
export function FillList({ source, runs }: { source: Source; runs: readonly SourceRun[] }) {
  const settings = useSettings()
  const run = runs.find(({ fill }) => fill !== null)
  if (run === undefined || run.fill === null) return null
  const shares = sharesOf(run.fill)
  const usual = source.usual_fill ?? {}
  const missing = new Map(source.missing_fields.map((each) => [each.field, each]))
  const told = FillField.options.filter((field) => (shares[field] ?? 0) > 0 || (usual[field] ?? 0) > 0)
  const never = FillField.options.filter((field) => !told.includes(field))
  const { postings } = run.fill
  return (
    <Card
      title="What its postings tell"
      note={`of ${formatCount(postings)} read in full on ${formatMoment(run.started_at ?? run.queued_at, settings)}`}
    >
      <table className="fills" aria-label="Share of postings that state each field">
        <thead>
          <tr className="t-12 c-3">
            <th scope="col">Field</th>
            <th scope="col" className="r" colSpan={2}>
              States it
            </th>
            <th scope="col" className="r">
              Usually
            </th>
          </tr>
        </thead>
        <tbody>
          {told.map((field) => (
            <tr key={field} className={missing.has(field) ? 'is-missing' : undefined}>
              <th scope="row">
                {said(field)}
                {missing.has(field) && (
                  <span className="t-12 c-warn row row-1">
                    <TriangleAlert aria-hidden="true" className="i-12" />
                    missing since {formatShortDay(missing.get(field)?.since ?? '', settings)}
                  </span>
                )}
              </th>
              <td aria-hidden="true">
                <span className="bar">
                  <i style={{ width: `${(shares[field] ?? 0) * 100}%` }} />
                </span>
              </td>
              <td className="r tn">{percent(shares[field] ?? 0)}</td>
              <td className="r tn c-2">{usual[field] === undefined ? '–' : percent(usual[field])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {postings < TELLING_POSTINGS && (
        <p className="t-13 c-2 mt-3">
          Too few to say whether a field went missing: that takes {TELLING_POSTINGS} postings in a reading.
        </p>
      )}
      {never.length > 0 && (
        <p className="t-13 c-2 mt-3">Not told by this source: {never.map((field) => FIELD_WORDS[field]).join(', ')}.</p>
      )}
    </Card>
  )
}
