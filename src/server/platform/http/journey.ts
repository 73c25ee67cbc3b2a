import type { Clock } from '#platform/clock.ts'
import { bare, isAddressLiteral, isPublicAddress } from './address.ts'
import type { BudgetLedger } from './budgets.ts'
import { decodeBody } from './charset.ts'
import type { Circuits } from './circuit.ts'
import type { Exchange, Received } from './exchange.ts'
import { failure } from './failure.ts'
import type { Failure } from './failure.ts'
import type { HostGate } from './host-gate.ts'
import type { OutboundAnswer, OutboundRequest, Politeness } from './http.ts'
import type { Rewrite } from './rewrite.ts'
import { makeRobots } from './robots.ts'
import type { RobotsVerdict } from './robots.ts'

const DEFAULT_TIMEOUT_MS = 20_000
const DEFAULT_MAX_BYTES = 20_000_000
const DEFAULT_REDIRECTS = 5
const ROBOTS_MAX_BYTES = 512 * 1024
const REDIRECTS = new Set([301, 302, 303, 307, 308])
const CREDENTIALS = ['authorization', 'authorization-key', 'cookie', 'proxy-authorization']
const BODY_HEADERS = ['content-type', 'content-length', 'content-encoding']

const NO_RULES: RobotsVerdict = { allowed: true, delay_ms: 0, no_way: null }

interface Parts {
  readonly clock: Clock
  readonly exchange: Exchange
  readonly rewrite: Rewrite
  readonly budgets: BudgetLedger
  readonly circuits: Circuits
  readonly gate: HostGate
  readonly allowPrivateHosts: readonly string[]
  readonly userAgent: string
}

interface Leg {
  readonly url: URL
  readonly method: OutboundRequest['method']
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | undefined
  readonly untrusted: boolean
  /** Redirects belong to the request that led to them: only that one counts against the day. */
  readonly counts: boolean
}

/** One try of a request, from the first address over its redirects to an answer. */
export interface Journey {
  travel(request: OutboundRequest): Promise<OutboundAnswer>
}

/** Journeys over the given parts. Every leg passes the same checks: address, circuit, robots, budget, turn. */
export function makeJourney(parts: Parts): Journey {
  const robots = makeRobots(askRobots, parts.clock, 'CareerCopilot')
  return {
    async travel(request) {
      const url = URL.parse(request.url)
      if (url === null) return failure('bad_url', 'That is not a web address.')
      const headers = lowerCased({
        'accept-encoding': 'gzip, br',
        ...request.headers,
        ...conditions(request),
        'user-agent': request.user_agent ?? parts.userAgent,
      })
      const first: Leg = {
        url,
        method: request.method,
        headers,
        body: request.body,
        untrusted: request.untrusted === true,
        counts: true,
      }
      const end = await ask(first, request, request.max_redirects ?? DEFAULT_REDIRECTS)
      return end.kind === 'failure' ? end : answerOf(end, request)
    },
  }

  async function ask(
    first: Leg,
    request: OutboundRequest,
    redirects: number,
  ): Promise<(Received & { url: string }) | Failure> {
    let leg = first
    for (let left = redirects; ; left -= 1) {
      const received = await step(leg, request)
      if (received.kind === 'failure') return received
      const location = received.headers['location']
      if (!REDIRECTS.has(received.status) || location === undefined) return { ...received, url: leg.url.href }
      const next = nextLeg(leg, received.status, location)
      if (request.redirects_answer === true && next !== null)
        return { ...received, headers: { ...received.headers, location: next.url.href }, url: leg.url.href }
      if (left <= 0) return failure('too_many_redirects', `${leg.url.hostname} keeps sending us elsewhere.`)
      if (next === null)
        return failure('bad_url', `${leg.url.hostname} sent us to something that is not a web address.`)
      leg = next
    }
  }

  async function step(leg: Leg, request: OutboundRequest): Promise<Received | Failure> {
    const refused = refusalOf(leg)
    if (refused !== null) return refused
    const { politeness } = request
    const verdict = politeness?.respect_robots === true ? await robots.check(leg.url, leg.untrusted) : NO_RULES
    if (verdict.no_way !== null) return verdict.no_way
    if (!verdict.allowed)
      return failure('robots', `The robots.txt of ${leg.url.hostname} asks programs not to fetch this.`)
    const leave = politeness === undefined ? () => {} : await turnOf(leg, politeness, verdict.delay_ms, request.signal)
    if (leave === null) return failure('aborted', 'The request was given up.')
    try {
      return await guardedBy(leg, request)
    } finally {
      leave()
    }
  }

  async function turnOf(leg: Leg, politeness: Politeness, crawl_delay_ms: number, signal: AbortSignal | undefined) {
    // A rewritten origin is a stand-in of our own: there is nobody to be slow for, and no day's allowance.
    const interval_ms = parts.rewrite.out(leg.url) === null ? Math.max(politeness.min_interval_ms, crawl_delay_ms) : 0
    try {
      return await parts.gate.enter(leg.url.host, { interval_ms, concurrency: politeness.concurrency }, signal)
    } catch {
      return null
    }
  }

  async function guardedBy(leg: Leg, request: OutboundRequest): Promise<Received | Failure> {
    const blocked = parts.circuits.blockedFor(leg.url.host)
    if (blocked > 0)
      return failure(
        'circuit_open',
        `${leg.url.hostname} failed repeatedly; it is left alone for a while.`,
        Math.ceil(blocked / 1000),
      )
    const spent = await overBudget(leg, request.politeness).catch((error: unknown) => {
      parts.circuits.undecided(leg.url.host)
      throw error
    })
    if (spent !== null) {
      parts.circuits.undecided(leg.url.host)
      return spent
    }
    if (leg.counts) request.onSent?.()
    const rewritten = parts.rewrite.out(leg.url)
    const received = await parts.exchange.run({
      method: leg.method,
      url: rewritten ?? leg.url,
      headers: leg.headers,
      body: leg.body,
      guarded: leg.untrusted && rewritten === null && !isAllowedPrivate(leg.url),
      timeout_ms: request.timeout_ms ?? DEFAULT_TIMEOUT_MS,
      max_bytes: request.max_bytes ?? DEFAULT_MAX_BYTES,
      signal: request.signal,
    })
    report(leg.url.host, received)
    return received
  }

  function report(host: string, received: Received | Failure): void {
    if (received.kind === 'received') {
      if (received.status >= 500) parts.circuits.failed(host)
      else parts.circuits.succeeded(host)
    } else if (['timeout', 'connection', 'dns', 'tls', 'truncated'].includes(received.reason))
      parts.circuits.failed(host)
    else parts.circuits.undecided(host)
  }

  async function overBudget(leg: Leg, politeness: Politeness | undefined): Promise<Failure | null> {
    if (politeness === undefined || politeness.per_day === null || !leg.counts || parts.rewrite.out(leg.url) !== null)
      return null
    const day = parts.clock.iso().slice(0, 10)
    if (await parts.budgets.spend(politeness.budget_key, day, politeness.per_day)) return null
    const sinceMidnight = Math.floor(parts.clock.ms() / 1000) % 86_400
    return failure('budget', 'The requests that this source allows a day are used up.', 86_400 - sinceMidnight)
  }

  function refusalOf(leg: Leg): Failure | null {
    const { url } = leg
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
      return failure('bad_url', 'Only http and https addresses are fetched.')
    if (url.username !== '' || url.password !== '')
      return failure('bad_url', 'An address with a name or password in it is not fetched.')
    if (!leg.untrusted || parts.rewrite.out(url) !== null || isAllowedPrivate(url)) return null
    if (!isWebPort(url.port)) return failure('private_address', `Port ${url.port} is not one of the web.`)
    if (isAddressLiteral(url.hostname) && !isPublicAddress(bare(url.hostname)))
      return failure('private_address', `${url.hostname} is a private address.`)
    return null
  }

  function isAllowedPrivate(url: URL): boolean {
    return parts.allowPrivateHosts.some(
      (host) => host === url.hostname || host === bare(url.hostname) || host === url.host,
    )
  }

  function nextLeg(leg: Leg, status: number, location: string): Leg | null {
    const named = URL.parse(location, leg.url.href)
    if (named === null) return null
    const url = parts.rewrite.back(named)
    const toGet = status === 303 || ((status === 301 || status === 302) && leg.method !== 'GET')
    const elsewhere = url.origin !== leg.url.origin
    const dropped = new Set([...(elsewhere ? CREDENTIALS : []), ...(toGet ? BODY_HEADERS : [])])
    return {
      url,
      method: toGet ? 'GET' : leg.method,
      headers: Object.fromEntries(Object.entries(leg.headers).filter(([name]) => !dropped.has(name))),
      body: toGet ? undefined : leg.body,
      // A server that we trust may itself be told by others where to send us.
      untrusted: leg.untrusted || elsewhere,
      counts: false,
    }
  }

  function askRobots(url: URL, untrusted: boolean): Promise<Received | Failure> {
    const headers = { 'accept-encoding': 'gzip, br', 'user-agent': parts.userAgent }
    const request: OutboundRequest = { method: 'GET', url: url.href, max_bytes: ROBOTS_MAX_BYTES, timeout_ms: 10_000 }
    return ask({ url, method: 'GET', headers, body: undefined, untrusted, counts: false }, request, 3)
  }
}

function conditions(request: OutboundRequest): Record<string, string> {
  const { etag = null, last_modified = null } = request.validators ?? {}
  return {
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(last_modified === null ? {} : { 'if-modified-since': last_modified }),
  }
}

function answerOf(end: Received & { url: string }, request: OutboundRequest): OutboundAnswer {
  if (end.status === 304 && request.validators !== undefined) return { kind: 'not_modified', status: 304 }
  return {
    kind: 'answer',
    status: end.status,
    url: end.url,
    headers: end.headers,
    body: end.body,
    text: () => decodeBody(end.body, end.headers['content-type']),
    etag: end.headers['etag'] ?? null,
    last_modified: end.headers['last-modified'] ?? null,
  }
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

// Mail, ssh, databases of old: nothing below 1024 but the web's own ports is worth the risk.
function isWebPort(port: string): boolean {
  return port === '' || port === '80' || port === '443' || Number(port) >= 1024
}
