import type { SourceRun } from '#contract/sources.ts'
import { formatCount } from '#lib/format-money.ts'
import { formatMoment, formatShortDay } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'

/** More bars than this are too thin to tell apart. */
const CHARTED = 20

/** How many postings the last readings had, beside what is usual. The runs below say the same in a table. */
export function YieldChart({ runs, usual }: { runs: readonly SourceRun[]; usual: number | null }) {
  const settings = useSettings()
  const done = runs.filter((run) => run.status === 'done')
  const read = done
    .filter((run) => run.outcome !== 'not_modified')
    .slice(0, CHARTED)
    .toReversed()
  const [first, last] = [read[0], read.at(-1)]
  if (first === undefined || last === undefined)
    return (
      <p className="c-2 t-13">
        {done.length === 0
          ? 'No reading came to its end yet.'
          : 'Nothing had changed at the source in any of the readings below; older ones may have more to show.'}
      </p>
    )
  const top = Math.max(1, usual ?? 0, ...read.map((run) => run.seen))
  const height = (count: number) => `${(count / top) * 100}%`
  const told = read.map(
    (run) => `${formatCount(run.seen)}${run.outcome === 'schema_drift' ? ' with fields missing' : ''}`,
  )
  const about = `Postings in each of the last ${read.length} readings, oldest first: ${told.join(', ')}.${usual === null ? '' : ` Usual: ${formatCount(usual)}.`}`
  const dayOf = ({ started_at, queued_at }: SourceRun) => formatShortDay(started_at ?? queued_at, settings)
  return (
    <figure className="yields">
      <div className="yields-plot" role="img" aria-label={about}>
        <span className="yields-top">{formatCount(top)}</span>
        {read.map((run) => (
          <i
            key={run.id}
            className={run.outcome === 'schema_drift' ? 'is-drifted' : undefined}
            style={{ height: height(run.seen) }}
            title={`${formatMoment(run.started_at ?? run.queued_at, settings)}: ${formatCount(run.seen)} postings`}
          />
        ))}
        {usual !== null && (
          <span className="yields-usual" style={{ bottom: height(usual) }}>
            <b>usually {formatCount(usual)}</b>
          </span>
        )}
      </div>
      <figcaption className="row t-12 c-3">
        <span>{dayOf(first)}</span>
        <span className="push">{read.length > 1 ? dayOf(last) : ''}</span>
      </figcaption>
    </figure>
  )
}
