import type { Clock } from '#platform/clock.ts'
import type { Config } from '#platform/config.ts'
import type { Db } from '#platform/db/db.ts'
import type { Log } from '#platform/log.ts'
import type { Metrics } from '#platform/metrics.ts'
import type { Random } from '#platform/random.ts'
import { systemResolve } from './address.ts'
import type { Resolve } from './address.ts'
import { backoffMs } from './backoff.ts'
import { dbBudgets, memoryBudgets } from './budgets.ts'
import type { BudgetLedger } from './budgets.ts'
import { makeCircuits } from './circuit.ts'
import { makeExchange } from './exchange.ts'
import { failure } from './failure.ts'
import { makeHostGate } from './host-gate.ts'
import type { Http, OutboundAnswer, OutboundRequest } from './http.ts'
import { makeJourney } from './journey.ts'
import { retryAfterSeconds } from './retry-after.ts'
import { makeRewrite } from './rewrite.ts'
import { systemWait } from './wait.ts'
import type { Wait } from './wait.ts'

const REPEATABLE = new Set(['GET', 'PUT', 'DELETE'])
const PASSING_STATUS = new Set([429, 500, 502, 503, 504])
// Not `timeout`: having waited that long once is enough, the next scheduled run is another try.
const PASSING_REASON = new Set(['connection', 'dns', 'truncated'])
/** Longer than this is for the caller to schedule, not for a request to sit through. */
const LONGEST_WAIT_S = 30

export interface HttpOptions {
  readonly config: Pick<Config, 'outbound_rewrite' | 'allow_private_hosts' | 'contact_url'>
  readonly clock: Clock
  readonly random: Random
  /** Where daily allowances are counted; without it, in memory. */
  readonly db?: Db
  readonly log?: Log
  readonly metrics?: Pick<Metrics, 'outbound'>
  /** Of this program, for the User-Agent. */
  readonly version: string
  readonly budgets?: BudgetLedger
  readonly wait?: Wait
  readonly resolve?: Resolve
}

/** The way out of the process: polite, bounded, guarded. A failure is a value, never a throw. */
export function makeHttp(options: HttpOptions): Http {
  const { clock, random } = options
  const wait = options.wait ?? systemWait
  const exchange = makeExchange(options.resolve ?? systemResolve)
  const rewrite = makeRewrite(options.config.outbound_rewrite)
  const journey = makeJourney({
    clock,
    exchange,
    rewrite,
    budgets: options.budgets ?? (options.db === undefined ? memoryBudgets() : dbBudgets(options.db)),
    circuits: makeCircuits(clock),
    gate: makeHostGate(clock, wait),
    allowPrivateHosts: options.config.allow_private_hosts,
    userAgent: `CareerCopilot/${options.version} (+${options.config.contact_url})`,
  })
  return {
    async request(request) {
      const tries = REPEATABLE.has(request.method) ? Math.max(1, request.tries ?? 1) : 1
      let before: OutboundAnswer | null = null
      for (let attempt = 1; ; attempt += 1) {
        const from_ms = clock.ms()
        const answer = await journey.travel(request)
        log(request, answer)
        // That our own breaker stopped a second try says less than why the first one failed.
        if (before !== null && answer.kind === 'failure' && answer.reason === 'circuit_open') return before
        before = answer
        count(request, answer, (clock.ms() - from_ms) / 1000)
        const pause = attempt < tries ? pauseBefore(answer, attempt) : null
        if (pause === null) return answer
        if (!(await slept(pause, request))) return failure('aborted', 'The request was given up.')
      }
    },
    rewrite(text) {
      const url = URL.parse(text)
      return url === null ? text : (rewrite.out(url)?.href ?? text)
    },
    close: () => exchange.close(),
  }

  // Milliseconds until the next try, or null when another try makes no sense.
  function pauseBefore(answer: OutboundAnswer, attempt: number): number | null {
    if (answer.kind === 'not_modified') return null
    if (answer.kind === 'failure') return PASSING_REASON.has(answer.reason) ? backoffMs(attempt, random) : null
    if (!PASSING_STATUS.has(answer.status)) return null
    const asked = retryAfterSeconds(answer.headers['retry-after'], clock.ms())
    if (asked === null) return backoffMs(attempt, random)
    return asked <= LONGEST_WAIT_S ? asked * 1000 + Math.floor(random.fraction() * 500) : null
  }

  // The host only: a path or a query may hold what a person typed, or a key.
  function log(request: OutboundRequest, answer: OutboundAnswer): void {
    const host = URL.parse(request.url)?.host ?? null
    const end = answer.kind === 'failure' ? answer.reason : answer.status
    options.log?.debug({ host, method: request.method, end }, 'outbound request')
  }

  // Hosts that people type are without number, and nobody needs a series for each.
  function count(request: OutboundRequest, answer: OutboundAnswer, seconds: number): void {
    const host = request.untrusted === true ? 'typed' : (URL.parse(request.url)?.host ?? 'none')
    const outcome = outcomeOf(answer)
    options.metrics?.outbound({ host, outcome, seconds })
  }

  async function slept(ms: number, request: OutboundRequest): Promise<boolean> {
    try {
      await wait(ms, request.signal)
      return true
    } catch {
      return false
    }
  }
}

function outcomeOf(answer: OutboundAnswer): string {
  if (answer.kind === 'failure') return answer.reason
  return answer.kind === 'not_modified' ? 'not_modified' : `${Math.floor(answer.status / 100)}xx`
}
