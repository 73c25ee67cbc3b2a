import { Link } from '@tanstack/react-router'
import type { Source } from '#contract/sources.ts'
import { FIELD_WORDS } from '#domain/sources/field-words.ts'
import { formatCount } from '#lib/format-money.ts'
import { useMoments } from '#lib/moments.ts'
import { isRunning } from '#lib/sources.ts'
import { Fact } from '#ui/fact.tsx'
import { Lettermark } from '#ui/lettermark.tsx'
import { HealthBadge, healthOf } from './health-badge.tsx'
import { RunProgress } from './run-progress.tsx'
import { ReadNow, SourceMenu, SourceSwitch } from './source-controls.tsx'

export function SourceCard({ source }: { source: Source }) {
  const running = isRunning(source)
  return (
    <article className="card source" aria-label={source.name}>
      <header className="row row-3 top source-head">
        <Lettermark name={source.name} size={40} />
        <div className="grow">
          <h3 className="h2">
            {source.runnable ? (
              <Link to="/settings/sources/$id" params={{ id: source.id }} className="link-quiet">
                {source.name}
              </Link>
            ) : (
              source.name
            )}
          </h3>
          <a className="t-13 c-2 link-quiet" href={source.homepage} target="_blank" rel="noopener noreferrer">
            {new URL(source.homepage).host}
          </a>
        </div>
        {source.runnable && <SourceSwitch source={source} />}
      </header>
      <p className="c-2 t-13">{source.about}</p>
      {running ? <RunProgress source={source} /> : <State source={source} />}
      {source.enabled && !running && <WhatIsWrong source={source} />}
      <p className="t-12 c-3">
        {source.terms_note}{' '}
        <a className="link" href={source.terms_url} target="_blank" rel="noopener noreferrer">
          Terms
        </a>
      </p>
      {source.runnable && (
        <footer className="row source-foot">
          <ReadNow source={source} size="sm" />
          <HealthBadge source={source} />
          <span className="push" />
          <SourceMenu source={source} size="sm" />
        </footer>
      )}
    </article>
  )
}

function WhatIsWrong({ source }: { source: Source }) {
  if (source.health === 'healthy' || source.health_reason === null) return null
  const missing = source.missing_fields.map(({ field }) => FIELD_WORDS[field])
  // The page of the source has the figures, and since when.
  const words =
    missing.length === 0 ? source.health_reason : `Its postings do not tell any more: ${missing.join(', ')}.`
  return <p className={`t-13 ${healthOf(source).tone === 'bad' ? 'c-bad' : 'c-2'}`}>{words}</p>
}

function State({ source }: { source: Source }) {
  const { past, next } = useMoments()
  const { requests_left: left, requests_per_day: all } = source
  if (!source.runnable) return null
  return (
    <dl className="source-facts">
      <Fact name="Open postings" more={source.postings_new > 0 ? `${formatCount(source.postings_new)} new` : ''}>
        {formatCount(source.postings)}
      </Fact>
      <Fact name="Last read" {...past(source.last_run?.finished_at)} />
      <Fact name="Next" {...next(source.enabled ? source.next_run_at : null, 'due now')} />
      {source.enabled && source.usual_yield !== null && (
        <Fact name="A reading has">about {formatCount(source.usual_yield)}</Fact>
      )}
      {left !== null && all !== null && source.enabled && (
        <Fact name="Requests left today" more={`of ${formatCount(all)}`} span={2}>
          {formatCount(left)}
        </Fact>
      )}
    </dl>
  )
}
