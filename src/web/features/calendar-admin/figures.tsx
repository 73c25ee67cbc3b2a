import type { ReactNode } from 'react'
import type { ProviderMetrics, SyncFigures } from '#contract/calendar-admin.ts'
import { formatCount } from '#lib/format-money.ts'
import { Card } from '#ui/card.tsx'
import { Load } from '#ui/load.tsx'
import { Table } from '#ui/table.tsx'
import { lengthWords, percentWords, PROVIDERS, rateOf } from './words.ts'

interface FiguresProps {
  query: {
    data: { overall: SyncFigures; providers: ProviderMetrics[] } | undefined
    error: Error | null
    refetch: () => unknown
  }
}

/** What the syncs of the last days came to: four large numbers, and the same by provider. */
export function Figures({ query }: FiguresProps) {
  if (query.data === undefined)
    return (
      <div className="card">
        <Load query={query} failure="The figures did not load" rows={3}>
          {() => null}
        </Load>
      </div>
    )
  const { overall, providers } = query.data
  const used = providers.filter(({ runs, dead_letters, oldest_unsent_s }) => runs + dead_letters > 0 || oldest_unsent_s)
  return (
    <>
      <div className="cal-figures">
        <Success of={overall} />
        <Took of={overall} />
        <Told of={overall} />
        <Waiting of={overall} />
      </div>
      {used.length > 1 && <ByProvider rows={used} />}
    </>
  )
}

interface FigureProps {
  name: string
  value: ReactNode
  /** What it was told from. */
  sample: string
  children?: ReactNode
}

function Figure({ name, value, sample, children }: FigureProps) {
  return (
    <section className="card cal-figure" aria-label={name}>
      <h2 className="t-13 c-2">{name}</h2>
      <p className="row">
        <span className="num-xl">{value}</span>
        <span className="t-12 c-3">{sample}</span>
      </p>
      {children}
    </section>
  )
}

function Success({ of: { success_percent: percent, ended, reauth, throttled } }: { of: SyncFigures }) {
  const of = counted(ended, 'sync', 'syncs')
  return (
    <Rate name="Went well" percent={percent} cases={ended} sample={`of ${of} that ended`} none="No sync ended yet">
      <p className="t-12 c-2">
        {counted(reauth, 'asks', 'ask')} for a new sign-in, {counted(throttled, 'was', 'were')} held up by a limit
      </p>
    </Rate>
  )
}

function Told({ of: { push_reliability_percent: percent, found_while_told: found } }: { of: SyncFigures }) {
  const of = counted(found, 'change', 'changes')
  return (
    <Rate
      name="Told by the provider"
      percent={percent}
      cases={found}
      sample={`of ${of} while it tells`}
      none="No change while a provider tells of them"
    >
      <p className="t-12 c-2">The others were found by a look by the clock</p>
    </Rate>
  )
}

interface RateProps extends Omit<FigureProps, 'value'> {
  percent: number | null
  cases: number
  none: string
}

/** A rate with the interval in which the true one lies; in words where it was told from too few. */
function Rate({ name, percent, cases, sample, none, children }: RateProps) {
  const rate = rateOf(percent, cases)
  if (rate === null)
    return (
      <Figure name={name} value="–" sample={cases === 0 ? none : `Too few to say: ${sample.replace(/^of /, '')}`}>
        {cases > 0 && children}
      </Figure>
    )
  const [low, high] = [Math.round(rate.low), Math.round(rate.high)]
  return (
    <Figure name={name} value={`${percentWords(rate.percent)} %`} sample={sample}>
      <div className="cal-span" title={`95 % interval: ${low} to ${high} %`}>
        <i className="cal-span-wide" style={{ left: `${rate.low}%`, width: `${rate.high - rate.low}%` }} />
        <i className="cal-span-at" style={{ left: `${rate.percent}%` }} />
        <span className="sr">
          95 % interval: {low} to {high} %
        </span>
      </div>
      {children}
    </Figure>
  )
}

function Took({ of: { p50_ms, p95_ms, timed, full_resyncs } }: { of: SyncFigures }) {
  const none = p50_ms === null || p95_ms === null
  return (
    <Figure
      name="A sync takes"
      value={none ? '–' : lengthWords(p50_ms)}
      sample={none ? 'No sync ended yet' : `median of ${formatCount(timed)}`}
    >
      {!none && (
        <p className="t-12 c-2">
          19 of 20 within {lengthWords(p95_ms)}; {formatCount(full_resyncs)} read everything
        </p>
      )}
    </Figure>
  )
}

function Waiting({ of: { oldest_unsent_s: oldest, dead_letters: dead } }: { of: SyncFigures }) {
  return (
    <Figure
      name="Waits to be sent"
      value={oldest === null ? 'Nothing' : lengthWords(oldest * 1000)}
      sample={oldest === null ? 'now' : 'the oldest, now'}
    >
      <p className="t-12 c-2">
        {dead === 0 ? 'No event is refused by a calendar' : `${counted(dead, 'event is', 'events are')} refused there`}
      </p>
    </Figure>
  )
}

const counted = (count: number, one: string, many: string): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`

function ByProvider({ rows }: { rows: readonly ProviderMetrics[] }) {
  return (
    <Card title="By provider" ruled flush>
      <Table
        label="Figures by provider"
        rows={rows}
        rowKey={({ provider }) => provider}
        columns={[
          { key: 'provider', head: 'Provider', cell: ({ provider }) => <b className="m">{PROVIDERS[provider]}</b> },
          { key: 'runs', head: 'Syncs', right: true, cell: ({ runs }) => formatCount(runs) },
          { key: 'well', head: 'Went well', right: true, cell: (row) => rateWords(row.success_percent, row.ended) },
          { key: 'p50', head: 'Median', right: true, cell: ({ p50_ms: ms }) => (ms === null ? '–' : lengthWords(ms)) },
          {
            ...{ key: 'p95', head: '19 of 20', right: true, className: 'hide-sm' },
            cell: ({ p95_ms: ms }) => (ms === null ? '–' : lengthWords(ms)),
          },
          {
            ...{ key: 'told', head: 'Told', right: true, className: 'hide-sm' },
            cell: (row) => rateWords(row.push_reliability_percent, row.found_while_told),
          },
          count('pulled', 'In'),
          count('pushed', 'Out'),
          count('conflicts', 'Conflicts'),
        ]}
      />
    </Card>
  )
}

const count = (key: 'pulled' | 'pushed' | 'conflicts', head: string) => ({
  ...{ key, head, right: true, className: 'hide-sm' },
  cell: (row: ProviderMetrics) => formatCount(row[key]),
})

function rateWords(percent: number | null, cases: number) {
  const rate = rateOf(percent, cases)
  if (cases === 0) return '–'
  return (
    <>
      {rate === null ? 'too few' : `${percentWords(rate.percent)} %`}{' '}
      <span className="t-12 c-3">of {formatCount(cases)}</span>
    </>
  )
}
