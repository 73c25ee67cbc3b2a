import { emailTaken, linkExpired, twoFactorRequired, usernameTaken, wrongCredentials } from '#contract/accounts.ts'
import type { Me, SignedIn } from '#contract/accounts.ts'
import { unauthenticated } from '#contract/endpoint.ts'
import { userTag } from '#platform/actor.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import type { ReplyControl, RequestInfo } from '#platform/serve/route.ts'
import {
  checkNewPassword,
  hashPassword,
  requireCode,
  setPasswordHash,
  verifyPassword,
  withAttempts,
} from '#features/credentials/index.ts'
import { createPersonalFirm, firmsOf } from '#features/firms/index.ts'
import {
  clearSessionCookie,
  endSessions,
  issueSession,
  sessionEnd,
  sessionTag,
  setSessionCookie,
} from '#features/sessions/index.ts'
import { makeLink, peekLink, takePersonalLink } from './links.ts'
import { verifyMail } from './mails.ts'
import { insertUser, userById, userByName } from './store.ts'

type Edge = { info: Pick<RequestInfo, 'ip' | 'user_agent'>; reply: ReplyControl }

export interface NewAccount {
  readonly username: string
  readonly email: string
  readonly full_name: string | null
  /** Null: an account that logs in through a provider only. */
  readonly password_hash: string | null
  readonly email_verified: boolean
  readonly is_sample: boolean
}

/** Adds a person with their personal firm in one transaction, and sends the mail that confirms the address. */
export async function registerUser(
  ctx: Ctx,
  tx: Tx,
  account: NewAccount,
): Promise<{ user_id: string; firm_id: string }> {
  const now = ctx.clock.iso()
  const { password_hash, email_verified, ...names } = account
  const user_id = ctx.id()
  const outcome = await insertUser(tx, { id: user_id, ...names, email_verified_at: email_verified ? now : null }, now)
  if (outcome === 'username') refuse(usernameTaken, taken('username', usernameTaken.message))
  if (outcome === 'email') refuse(emailTaken, taken('email', emailTaken.message))
  await setPasswordHash(tx, user_id, password_hash, now)
  const firm_id = ctx.id()
  await createPersonalFirm(tx, { id: firm_id, name: account.full_name ?? account.username, user_id, now })
  if (!email_verified) await sendVerification(ctx, tx, { id: user_id, ...names })
  return { user_id, firm_id }
}

/** Sends a link that confirms the person's current address. */
export async function sendVerification(
  ctx: Ctx,
  tx: Tx,
  user: { id: string; email: string; username: string; full_name: string | null },
): Promise<void> {
  const token = await makeLink(ctx, tx, { kind: 'email', user_id: user.id, data: { email: user.email } })
  await ctx.mail.send(tx, verifyMail(user, `${ctx.config.public_url}/verify#${token}`))
}

export async function register(
  ctx: Ctx,
  body: { username: string; email: string; password: string; full_name?: string | null | undefined },
  edge: Edge,
): Promise<SignedIn> {
  checkNewPassword(body.password, body)
  const password_hash = await hashPassword(ctx, body.password)
  const { user_id } = await ctx.db.asSystem('register', (tx) =>
    registerUser(ctx, tx, {
      username: body.username,
      email: body.email,
      full_name: body.full_name ?? null,
      password_hash,
      email_verified: false,
      is_sample: false,
    }),
  )
  return startSession(ctx, user_id, edge)
}

export async function login(ctx: Ctx, given: { name: string; password: string }, edge: Edge): Promise<SignedIn> {
  const user = await ctx.db.asSystem('log in', (tx) => userByName(tx, given.name))
  // Counted the same whether or not there is such a person, and whichever of their names was used.
  const guess = { kind: 'password' as const, account: user?.id ?? given.name, address: edge.info.ip }
  const outcome = await withAttempts(ctx, guess, async () =>
    (await verifyPassword(ctx, given.password, user?.password_hash ?? null)) ? user : null,
  )
  if (outcome.result === null) {
    const { tries_left } = outcome
    const message =
      tries_left > 0
        ? `${wrongCredentials.message} ${tries_left} more ${tries_left === 1 ? 'try' : 'tries'}, then a pause of 5 minutes.`
        : wrongCredentials.message
    return refuse(wrongCredentials, {
      details: { tries_left },
      field_errors: [{ field: 'password', code: wrongCredentials.code, message }],
    })
  }
  return finishSignIn(ctx, outcome.result, edge)
}

/** Ends a log-in whose first factor was right: a session, or the request for the second factor. */
export async function finishSignIn(
  ctx: Ctx,
  user: { id: string; two_factor_enabled: boolean },
  edge: Edge,
): Promise<SignedIn> {
  if (!user.two_factor_enabled) return startSession(ctx, user.id, edge)
  const challenge = await ctx.db.asSystem('two-factor challenge', (tx) =>
    makeLink(ctx, tx, { kind: 'two_factor', user_id: user.id }),
  )
  return refuse(twoFactorRequired, { details: { challenge } })
}

export async function verifyTwoFactor(
  ctx: Ctx,
  given: { challenge: string; code: string },
  edge: Edge,
): Promise<SignedIn> {
  const user_id = await ctx.db.asSystem('two-factor challenge', (tx) => challenged(ctx, tx, given.challenge))
  await requireCode(ctx, user_id, { code: given.code, address: edge.info.ip }, true)
  await ctx.db.asSystem('two-factor challenge', (tx) => takePersonalLink(ctx, tx, 'two_factor', given.challenge))
  return startSession(ctx, user_id, edge)
}

export async function logout(ctx: Ctx, actor: Actor, reply: ReplyControl): Promise<void> {
  const { session_id } = actor
  if (session_id !== null) {
    await ctx.db.as(actor, (tx) => endSessions(tx, actor.user_id, { id: session_id }))
    await ctx.cache.expire([sessionTag(session_id)])
  }
  clearSessionCookie(reply)
}

const ME_TTL_S = 30

/** Everything that a screen needs to know of who is there. From memory for half a minute: it is read all the time. */
export async function me(ctx: Ctx, actor: Actor): Promise<Me> {
  const tags = [userTag(actor.user_id), ...(actor.session_id === null ? [] : [sessionTag(actor.session_id)])]
  const key = `me:${actor.user_id}:${actor.firm_id}:${actor.session_id}`
  return ctx.cache.get(key, { ttl_s: ME_TTL_S, tags }, () =>
    ctx.db.asSystem('who is logged in', async (tx) => {
      const user = await userById(tx, actor.user_id)
      const firms = await firmsOf(tx, actor.user_id)
      const active = firms.find((firm) => firm.id === actor.firm_id)
      if (user === null || active === undefined) return refuse(unauthenticated)
      const active_firm = { id: active.id, name: active.name, kind: active.kind, role: active.role }
      return { user, firms, active_firm, expires_at: await sessionEnd(tx, actor.session_id) }
    }),
  )
}

async function startSession(ctx: Ctx, user_id: string, edge: Edge): Promise<SignedIn> {
  const begun = await ctx.db.asSystem('begin a session', async (tx) => {
    const user = await userById(tx, user_id)
    const [firm] = await firmsOf(tx, user_id)
    if (user === null || firm === undefined) return refuse(unauthenticated)
    return { user, issued: await issueSession(ctx, tx, { user_id, firm_id: firm.id }, edge.info) }
  })
  setSessionCookie(edge.reply, begun.issued)
  return { user: begun.user, access_token: begun.issued.access_token, expires_at: begun.issued.expires_at }
}

async function challenged(ctx: Ctx, tx: Tx, challenge: string): Promise<string> {
  const link = await peekLink(ctx, tx, 'two_factor', challenge)
  return link?.user_id ?? refuse(linkExpired)
}

function taken(field: string, message: string) {
  return { field_errors: [{ field, code: 'taken', message }] }
}
