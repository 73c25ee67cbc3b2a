import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { ArrowLeft, History, Rss } from 'lucide-react'
import type { Source, SourceRun } from '#contract/sources.ts'
import { FIELD_WORDS } from '#domain/sources/field-words.ts'
import { formatCount } from '#lib/format-money.ts'
import { formatMoment } from '#lib/format-time.ts'
import { useMoments } from '#lib/moments.ts'
import { useSettings } from '#lib/session.ts'
import { itemsOf } from '#lib/paged.ts'
import { isRunning, sourcesQuery } from '#lib/sources.ts'
import { buttonClass } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Fact } from '#ui/fact.tsx'
import { Load } from '#ui/load.tsx'
import { Note } from '#ui/note.tsx'
import { Page } from '#ui/page.tsx'
import { FillList } from './fill-list.tsx'
import { HealthBadge, healthOf } from './health-badge.tsx'
import { runsQuery, useRunProgress } from './queries.ts'
import { RunProgress } from './run-progress.tsx'
import { RunsCard } from './runs-card.tsx'
import { ReadNow, SourceMenu, SourceSwitch } from './source-controls.tsx'
import { YieldChart } from './yield-chart.tsx'

const TIERS: Readonly<Record<Source['tier'], string>> = {
  open_api: 'Public, without a key',
  keyed_api: 'Public, with a key of yours',
  grey: 'Not made for programs: at your own responsibility',
  import_only: 'By hand only',
  dead: 'Closed',
}

/** One source: how it does, what its postings tell, how the last readings went, and its terms. */
export function SourcePage() {
  const { id } = useParams({ strict: false })
  const query = useQuery(sourcesQuery)
  useRunProgress()
  const source = query.data?.items.find((each) => each.id === id)
  return (
    <Page
      title={source?.name ?? 'Source'}
      lead={source?.about}
      actions={
        <>
          <Link to="/settings/sources" className={buttonClass({})}>
            <ArrowLeft aria-hidden="true" />
            All sources
          </Link>
          {source?.runnable && <Actions source={source} />}
        </>
      }
    >
      <Load query={query} failure="The source did not load" rows={6}>
        {() =>
          source === undefined ? (
            <EmptyState icon={Rss} title="There is no such source">
              It may be an employer that you do not follow any more.
            </EmptyState>
          ) : (
            <OneSource key={source.id} source={source} />
          )
        }
      </Load>
    </Page>
  )
}

function Actions({ source }: { source: Source }) {
  const navigate = useNavigate()
  return (
    <>
      <ReadNow source={source} />
      <SourceMenu source={source} onGone={() => void navigate({ to: '/settings/sources' })} />
      <SourceSwitch source={source} />
    </>
  )
}

function OneSource({ source }: { source: Source }) {
  const query = useInfiniteQuery(runsQuery(source.id))
  const runs = itemsOf(query.data)
  return (
    <div className="source-page">
      <RunProgress source={source} />
      <WhatIsWrong source={source} />
      <Facts source={source} />
      <Load query={query} failure="The runs did not load" rows={4}>
        {() =>
          runs.length === 0 ? (
            <>
              <div className="card">
                <EmptyState icon={History} title="Never read">
                  {source.enabled
                    ? 'Its first reading is about to begin.'
                    : 'Switch it on, and its postings arrive within a minute.'}
                </EmptyState>
              </div>
              <Terms source={source} />
            </>
          ) : (
            <>
              <div className="source-two">
                <div className="source-page">
                  <Card title="Postings in each reading" note="the table below has the numbers">
                    <YieldChart runs={runs} usual={source.usual_yield} />
                  </Card>
                  <Terms source={source} />
                </div>
                <FillList source={source} runs={runs} />
              </div>
              <RunsCard source={source} runs={runs} list={query} />
              <LeftOut run={runs.find((each) => each.rejects.length > 0)} />
            </>
          )
        }
      </Load>
    </div>
  )
}

function WhatIsWrong({ source }: { source: Source }) {
  const settings = useSettings()
  if (!source.enabled || isRunning(source) || source.health_reason === null || source.health === 'healthy') return null
  const { tone, word } = healthOf(source)
  const since = source.health_since === null ? '' : ` since ${formatMoment(source.health_since, settings)}`
  const missing = source.missing_fields.map(
    ({ field, since: from }) => `${FIELD_WORDS[field]} (since ${formatMoment(from, settings)})`,
  )
  return (
    <Note tone={tone === 'bad' ? 'bad' : 'warn'} title={`${word}${since}`}>
      <p>{source.health_reason}</p>
      {new Set(source.missing_fields.map(({ since: from }) => from)).size > 1 && <p>Missing: {missing.join(', ')}.</p>}
      <p className="c-2">
        {source.missing_fields.length > 0
          ? 'It is well again by itself once postings carry these fields again; after a month it is taken as it is.'
          : 'What it gave before stays. It is read again by itself.'}
      </p>
    </Note>
  )
}

function Facts({ source }: { source: Source }) {
  const { past, next } = useMoments()
  const { last_run: last, requests_left: left, requests_per_day: all } = source
  return (
    <dl className="card source-figures">
      <Fact name="State">
        <HealthBadge source={source} />
      </Fact>
      <Fact
        name="Open postings"
        more={source.postings_new > 0 ? `${formatCount(source.postings_new)} new in 7 days` : ''}
      >
        {formatCount(source.postings)}
      </Fact>
      <Fact name="A reading has" more={source.yields.length > 0 ? `median of ${source.yields.length}` : ''}>
        {source.usual_yield === null ? '–' : `about ${formatCount(source.usual_yield)}`}
      </Fact>
      <Fact
        name="Last read"
        more={last?.by === 'person' ? 'asked for' : ''}
        {...(isRunning(source) ? { children: 'now' } : past(last?.finished_at))}
      />
      <Fact
        name="Next"
        more={`every ${hours(source.interval_min)}`}
        {...(source.enabled ? next(source.next_run_at, 'due now') : { children: 'off' })}
      />
      {left !== null && all !== null && (
        <Fact name="Requests today" more={`${formatCount(left)} of ${formatCount(all)} left`}>
          {formatCount(all - left)} used
        </Fact>
      )}
    </dl>
  )
}

function LeftOut({ run }: { run: SourceRun | undefined }) {
  const settings = useSettings()
  if (run === undefined) return null
  const when = formatMoment(run.started_at ?? run.queued_at, settings)
  return (
    <Card title="Left out" note={`on ${when}, since no posting could be made of it`}>
      <ul className="t-13 c-2">
        {run.rejects.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </Card>
  )
}

function Terms({ source }: { source: Source }) {
  return (
    <Card title="Terms" note={TIERS[source.tier]}>
      <p className="t-13 c-2">
        {source.terms_note} {source.notice}{' '}
        <a className="link" href={source.terms_url} target="_blank" rel="noopener noreferrer">
          Terms of {new URL(source.terms_url).host}
        </a>
      </p>
      <p className="t-13 c-2">
        Its postings are shown with “{source.attribution.text}” and a link to where they are from.
      </p>
    </Card>
  )
}

function hours(minutes: number): string {
  if (minutes < 60) return `${minutes} minutes`
  if (minutes === 60) return 'hour'
  return minutes % 1440 === 0 && minutes > 1440
    ? `${minutes / 1440} days`
    : minutes === 1440
      ? 'day'
      : `${Math.round(minutes / 60)} hours`
}
