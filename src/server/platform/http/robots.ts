import { createRequire } from 'node:module'
import type { Clock } from '#platform/clock.ts'
import type { Received } from './exchange.ts'
import type { Failure } from './failure.ts'
import { decodeBody } from './charset.ts'

const require = createRequire(import.meta.url)
// CommonJS whose types claim an ES default export; a shape of our own keeps both honest.
const robotsParser: (
  url: string,
  text: string,
) => {
  isAllowed(url: string, agent: string): boolean | undefined
  getCrawlDelay(agent: string): number | undefined
} = require('robots-parser')

const DAY_MS = 24 * 60 * 60_000
const HOUR_MS = 60 * 60_000
const MINUTE_MS = 60_000
const MOST_ORIGINS = 2000
const LONGEST_DELAY_S = 60

const NO_WAY = new Set<Failure['reason']>(['dns', 'connection', 'tls', 'timeout', 'circuit_open', 'private_address'])

interface Rules {
  allows(url: string): boolean
  readonly delay_ms: number
  readonly no_way: Failure | null
}

export interface RobotsVerdict {
  readonly allowed: boolean
  /** What `Crawl-delay` asks for, 0 when it says nothing. */
  readonly delay_ms: number
  /** Why there is no way to the host at all, for its rules as for its pages. */
  readonly no_way: Failure | null
}

/** Asks robots.txt (RFC 9309) before a page is fetched; answers are kept for a day. */
export interface Robots {
  check(url: URL, untrusted: boolean): Promise<RobotsVerdict>
}

/** Robots over a function that fetches `/robots.txt` of an origin. `agent` is the product token of our User-Agent. */
export function makeRobots(
  fetchRobots: (url: URL, untrusted: boolean) => Promise<Received | Failure>,
  clock: Clock,
  agent: string,
): Robots {
  const cache = new Map<string, { until: number; rules: Promise<Rules> }>()
  return {
    async check(url, untrusted) {
      const cached = cache.get(url.origin)
      const fresh = cached !== undefined && cached.until > clock.ms() ? cached : remember(url.origin, untrusted)
      const rules = await fresh.rules
      return { allowed: rules.allows(url.href), delay_ms: rules.delay_ms, no_way: rules.no_way }
    },
  }

  function remember(origin: string, untrusted: boolean) {
    const entry = { until: clock.ms() + DAY_MS, rules: load(origin, untrusted) }
    cache.delete(origin)
    cache.set(origin, entry)
    const oldest = cache.keys().next()
    if (cache.size > MOST_ORIGINS && oldest.done !== true) cache.delete(oldest.value)
    return entry
  }

  async function load(origin: string, untrusted: boolean): Promise<Rules> {
    const address = new URL('/robots.txt', origin)
    const answer = await fetchRobots(address, untrusted)
    if (answer.kind === 'received' && answer.status < 300)
      return rulesOf(address, decodeBody(answer.body, 'text/plain; charset=utf-8'), agent)
    // "Unavailable" (4xx) means no rules; "unreachable" (5xx, no connection) means stay away, and ask again soon.
    if (answer.kind === 'received' && answer.status < 500) return { allows: () => true, delay_ms: 0, no_way: null }
    const no_way = answer.kind === 'failure' && NO_WAY.has(answer.reason) ? answer : null
    const entry = cache.get(origin)
    if (entry !== undefined) entry.until = clock.ms() + (no_way === null ? HOUR_MS : MINUTE_MS)
    return { allows: () => false, delay_ms: 0, no_way }
  }
}

function rulesOf(address: URL, text: string, agent: string): Rules {
  // An HTML page under /robots.txt is somebody's catch-all, not rules.
  const rules = robotsParser(address.href, text.trimStart().startsWith('<') ? '' : text)
  const delay = rules.getCrawlDelay(agent) ?? 0
  return {
    allows: (url) => rules.isAllowed(url, agent) !== false,
    delay_ms: Number.isFinite(delay) ? Math.min(Math.max(0, delay), LONGEST_DELAY_S) * 1000 : 0,
    no_way: null,
  }
}
