import { normalizeIP } from '@fastify/rate-limit'
import type { FastifyRateLimitStore, RateLimitPluginOptions } from '@fastify/rate-limit'
import type { FastifyRequest } from 'fastify'
import type { Endpoint } from '#contract/endpoint.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import { refuse } from '#platform/errors.ts'
import type { Counters } from './counters.ts'
import { Windows } from './counters.ts'
import { tooMany } from './failure.ts'
import type { Authenticate } from './server.ts'

/** Who sent a request; asked once, however many want to know. */
export type Who = (request: FastifyRequest) => Promise<Actor | null>

const MINUTE_MS = 60_000
const MOST_ADDRESSES = 20_000
// Each credential that nobody knows costs a look into the database. So many from one address are no mistake, and
// then nobody's there is looked up until the minute is over.
const STRANGERS = 10

export function askOnce(authenticate: Authenticate): Who {
  const asked = new WeakMap<FastifyRequest, Promise<Actor | null>>()
  return (request) => {
    const before = asked.get(request)
    if (before !== undefined) return before
    const answer = authenticate({ cookies: request.cookies, authorization: request.headers.authorization })
    asked.set(request, answer)
    return answer
  }
}

/** What limits all endpoints together; single ones have limits of their own beside it. */
export function limitOfAll(ctx: Ctx, who: Who, counters: Counters): RateLimitPluginOptions {
  const silent = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false }
  return {
    max: ctx.config.rate_limit,
    timeWindow: MINUTE_MS,
    // Only who is slowed down needs to hear of it: `Retry-After` comes with the 429.
    addHeaders: silent,
    addHeadersOnExceeding: silent,
    keyGenerator: countedFor(ctx, who),
    store: storeOver(counters),
  }
}

/** The limit of one endpoint; null: it counts towards the limit of all. */
export function limitOf(endpoint: Endpoint, factor: number) {
  if (endpoint.rateLimit === null && endpoint.access !== 'public') return null
  return {
    ...(endpoint.rateLimit === null ? {} : { max: endpoint.rateLimit * factor, timeWindow: MINUTE_MS }),
    groupId: ` ${endpoint.rateGroup ?? `${endpoint.method} ${endpoint.path}`}`,
    // Nobody needs a credential for a public one, so none counts.
    ...(endpoint.access === 'public' ? { keyGenerator: addressOf } : {}),
  }
}

// A person, whichever credential they show, so that a household behind one address is not one person. Whoever is not
// known counts as their address: invented credentials are as many as somebody likes.
function countedFor(ctx: Ctx, who: Who): (request: FastifyRequest) => Promise<string> {
  const strangers = new Windows(ctx.clock, MOST_ADDRESSES)
  return async (request) => {
    const address = addressOf(request)
    if (request.headers.authorization === undefined && request.cookies['cc_session'] === undefined) return address
    const before = strangers.read(address)
    if (before.current > ctx.config.rate_limit * STRANGERS) refuse(tooMany, { retry_after_s: before.ttl / 1000 })
    // While the database is away nobody is a stranger; the endpoint says what is wrong.
    const actor = await who(request).catch(() => undefined)
    if (actor === null) strangers.add(address, MINUTE_MS)
    return actor ? `person ${actor.user_id}` : address
  }
}

// Of IPv6 a household has a whole /64.
function addressOf(request: FastifyRequest): string {
  return `address ${normalizeIP(request.ip)}`
}

function storeOver(counters: Counters) {
  return class Store implements FastifyRateLimitStore {
    incr(key: string, done: Parameters<FastifyRateLimitStore['incr']>[1], ms: number, max: number): void {
      counters.count(key, { ms, max }).then((counted) => done(null, counted), done)
    }

    // Endpoints with a limit of their own are told apart by the `groupId` in the key.
    child(): Store {
      return this
    }
  }
}
