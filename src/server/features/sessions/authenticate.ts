import { createHash } from 'node:crypto'
import { userTag } from '#platform/actor.ts'
import type { Actor } from '#platform/actor.ts'
import { isoOf } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Authenticate } from '#platform/serve/server.ts'
import { verifyJwt } from './jwt.ts'
import { findPersonalToken, findSession, touchPersonalToken, touchSession } from './store.ts'
import type { Found } from './store.ts'

export const SESSION_COOKIE = 'cc_session'
export const TOKEN_PREFIX = 'cc_'
/** A session that nobody used for this long is over. */
export const SESSION_MS = 30 * 24 * 3600_000
const TTL_S = 30
const MINUTE_MS = 60_000

/** The cache tag of one session or personal token. */
export const sessionTag = (id: string) => `session:${id}`

type Known = { actor: Actor; expires_ms: number } | null
type Credential = {
  via: Actor['via']
  user_id: string
  id: string
  key: string
  by: { token_hash: string } | { id: string }
  ends_ms: number
}

const MOST_REMEMBERED = 5_000
const NEVER_MS = 8_640_000_000_000_000

/** Tells who sent a request. Answers from memory for 30 seconds; ending a session forgets it on every node at once. */
export function makeAuthenticate(ctx: Ctx): Authenticate {
  // Derived once: a derivation costs more than all the rest of a request that is answered from memory.
  const keys = ctx.secrets.deriveAll('jwt')
  const read = remembering((sent: Sent) => credentialOf(sent, { keys, now_s: ctx.clock.ms() / 1000 }))
  return async (request) => {
    const credential = read(sentBy(request))
    if (credential === null) return null
    const tags = [userTag(credential.user_id), sessionTag(credential.id)]
    const known = await ctx.cache.get<Known>(`auth:${credential.key}`, { ttl_s: TTL_S, tags }, () =>
      lookUp(ctx, credential),
    )
    return known !== null && Math.min(known.expires_ms, credential.ends_ms) > ctx.clock.ms() ? known.actor : null
  }
}

type Sent = { kind: 'bearer' | 'cookie'; value: string } | null

function sentBy({ authorization, cookies }: Parameters<Authenticate>[0]): Sent {
  if (authorization !== undefined && /^Bearer/i.test(authorization)) {
    // A bearer that does not fit is a mistake, not a reason to act as whoever owns the cookie.
    return { kind: 'bearer', value: /^Bearer +(\S{1,2000})$/i.exec(authorization)?.[1] ?? '' }
  }
  const cookie = cookies[SESSION_COOKIE]
  return cookie === undefined ? null : { kind: 'cookie', value: cookie }
}

function credentialOf(sent: Sent, jwt: { keys: readonly Buffer[]; now_s: number }): Credential | null {
  if (sent === null) return null
  if (sent.kind === 'cookie') return randomCredential('session', sent.value, sent.value)
  if (!sent.value.startsWith(TOKEN_PREFIX)) return jwtCredential(sent.value, jwt)
  return randomCredential('token', sent.value, sent.value.slice(TOKEN_PREFIX.length))
}

// Hashing and checking signatures costs as much as the rest of a small request. What a text says never changes;
// whether it still counts is asked anew every time (its end, and the cache that revocation expires).
function remembering(read: (sent: Sent) => Credential | null): (sent: Sent) => Credential | null {
  const known = new Map<string, Credential>()
  return (sent) => {
    if (sent === null) return null
    const key = `${sent.kind} ${sent.value}`
    const before = known.get(key)
    if (before !== undefined) return before
    const credential = read(sent)
    if (known.size >= MOST_REMEMBERED) known.clear()
    if (credential !== null) known.set(key, credential)
    return credential
  }
}

// The ids inside only name cache tags; what counts is the hash of the whole.
function randomCredential(via: 'session' | 'token', whole: string, body: string): Credential | null {
  const bytes = Buffer.from(body, 'base64url')
  if (bytes.length !== 64) return null
  const token_hash = hashOf(whole)
  return {
    via,
    id: uuidOf(bytes.subarray(0, 16)),
    user_id: uuidOf(bytes.subarray(16, 32)),
    key: token_hash,
    by: { token_hash },
    ends_ms: NEVER_MS,
  }
}

function jwtCredential(token: string, jwt: { keys: readonly Buffer[]; now_s: number }): Credential | null {
  const claims = verifyJwt(token, jwt.keys, jwt.now_s)
  if (claims === null) return null
  return {
    via: 'jwt',
    id: claims.sid,
    user_id: claims.sub,
    key: `jwt:${claims.sid}`,
    by: { id: claims.sid },
    ends_ms: claims.exp * 1000,
  }
}

/** A new secret for a session or personal token: its ids, then 32 random bytes. */
export function newSecret(ctx: Ctx, ids: { id: string; user_id: string }): string {
  return Buffer.concat([bytesOf(ids.id), bytesOf(ids.user_id), ctx.random.bytes(32)]).toString('base64url')
}

async function lookUp(ctx: Ctx, { via, by }: Credential): Promise<Known> {
  const ms = ctx.clock.ms()
  const now = isoOf(ms)
  return ctx.db.asSystem('authenticate', async (tx) => {
    const found =
      via === 'token' && 'token_hash' in by
        ? await findPersonalToken(tx, by.token_hash, now)
        : await findSession(tx, by, now)
    if (found === null) return null
    const at = { now, minute_ago: isoOf(ms - MINUTE_MS), expires: isoOf(ms + SESSION_MS) }
    await (via === 'token' ? touchPersonalToken(tx, found.id, at) : touchSession(tx, found.id, at))
    return {
      actor: actorOf(found, via),
      expires_ms: found.expires_at === null ? NEVER_MS : Date.parse(found.expires_at),
    }
  })
}

function actorOf(found: Found, via: Actor['via']): Actor {
  return {
    user_id: found.user_id,
    firm_id: found.firm_id,
    role: found.role,
    via,
    session_id: via === 'token' ? null : found.id,
    scopes: found.scopes,
  }
}

/** Session and personal tokens are random, so a plain hash is enough: nothing can be guessed from it. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

function bytesOf(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex')
}

function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
