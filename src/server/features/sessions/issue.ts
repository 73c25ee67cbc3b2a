import { isoOf } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { announceRevoked } from '#platform/live/store.ts'
import type { ReplyControl, RequestInfo } from '#platform/serve/route.ts'
import { hashOf, newSecret, SESSION_COOKIE, SESSION_MS, sessionTag } from './authenticate.ts'
import { signJwt } from './jwt.ts'
import { deleteSessions, insertSession } from './store.ts'

/** How long an access token works. */
export const ACCESS_TOKEN_S = 24 * 3600
// The server ends a session; the cookie only has to outlive it. Browsers keep one for at most 400 days.
const COOKIE_S = 400 * 24 * 3600

/** A session that was begun: the cookie's value, and what a program is answered with. */
export interface Issued {
  readonly session_id: string
  readonly secret: string
  readonly access_token: string
  readonly expires_at: string
}

/** Begins a session in the transaction of the log-in. Set its cookie with `setSessionCookie` after the commit. */
export async function issueSession(
  ctx: Ctx,
  tx: Tx,
  who: { user_id: string; firm_id: string },
  info: Pick<RequestInfo, 'ip' | 'user_agent'>,
): Promise<Issued> {
  const ms = ctx.clock.ms()
  const id = ctx.id()
  const secret = newSecret(ctx, { id, user_id: who.user_id })
  await insertSession(tx, {
    id,
    ...who,
    token_hash: hashOf(secret),
    user_agent: info.user_agent,
    address: info.ip,
    now: isoOf(ms),
    expires_at: isoOf(ms + SESSION_MS),
  })
  const iat = Math.floor(ms / 1000)
  const exp = iat + ACCESS_TOKEN_S
  const access_token = signJwt({ sub: who.user_id, sid: id, iat, exp }, ctx.secrets.derive('jwt'))
  return { session_id: id, secret, access_token, expires_at: isoOf(exp * 1000) }
}

export function setSessionCookie(reply: ReplyControl, issued: Issued): void {
  reply.cookie(SESSION_COOKIE, issued.secret, COOKIE_S)
}

export function clearSessionCookie(reply: ReplyControl): void {
  reply.cookie(SESSION_COOKIE, '', 0)
}

/** Ends sessions of a person. Expire the given tags after the commit. */
export async function endSessions(
  tx: Tx,
  user_id: string,
  which: { id?: string; except?: string | null } = {},
): Promise<string[]> {
  const ended = await deleteSessions(tx, user_id, which)
  for (const session_id of ended) await announceRevoked(tx, { session_id })
  return ended.map(sessionTag)
}
