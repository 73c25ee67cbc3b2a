import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { SignedIn } from '#contract/accounts.ts'
import { notFound, tokenNotEnough } from '#contract/endpoint.ts'
import {
  identityTaken,
  lastWayIn,
  linkNotAllowed,
  providerFailed,
  providerUnavailable,
  stateMismatch,
} from '#contract/oauth.ts'
import type { Provider } from '#contract/oauth.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import type { ReplyControl, RequestInfo } from '#platform/serve/route.ts'
import { finishSignIn, makeLink, registerUser, takeLink, userById, userByName } from '#features/accounts/index.ts'
import { credentialsOf } from '#features/credentials/index.ts'
import { hashOf } from '#features/sessions/index.ts'
import { exchangeCode, providers } from './providers.ts'
import type { Identity } from './providers.ts'
import { connect, connectedOf, deleteConnected, freeUsername, ownerOf } from './store.ts'

const BROWSER_COOKIE = 'cc_oauth'
const BROWSER_S = 15 * 60
const State = z.object({
  provider: z.string(),
  browser: z.string(),
  verifier_sealed: z.string(),
  place: z.string(),
  /** Who was logged in when this was started: connects, rather than logs in. */
  user_id: z.string().nullable(),
})

type Edge = { info: RequestInfo; reply: ReplyControl }

/** Where to send the browser. The state belongs to this browser (a cookie), works once and for 15 minutes. */
export async function start(
  ctx: Ctx,
  actor: Actor | null,
  provider: Provider,
  { info, reply }: Edge,
): Promise<{ authorization_url: string }> {
  refuseToken(actor)
  const client = clientOf(ctx, provider)
  // One cookie for all log-ins that are under way: two tabs may be at it.
  const browser = info.cookies[BROWSER_COOKIE] ?? ctx.random.bytes(32).toString('base64url')
  const verifier = ctx.random.bytes(48).toString('base64url')
  const place = ctx.id()
  const data = {
    provider,
    browser: hashOf(browser),
    verifier_sealed: ctx.secrets.seal(verifier, placeOf(place)),
    place,
    user_id: actor?.user_id ?? null,
  }
  const state = await ctx.db.asSystem('begin a log-in elsewhere', (tx) =>
    makeLink(ctx, tx, { kind: 'oauth', user_id: null, data }),
  )
  reply.cookie(BROWSER_COOKIE, browser, BROWSER_S)
  const url = new URL(providers[provider].authorize)
  const query = {
    response_type: 'code',
    client_id: client.client_id,
    redirect_uri: redirectUri(ctx, provider),
    scope: providers[provider].scope,
    state,
    ...(providers[provider].pkce
      ? { code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' }
      : {}),
  }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return { authorization_url: ctx.http.rewrite(url.toString()) }
}

/** Takes what the browser brought back: logs in, makes an account, or connects the provider to the one that is logged in. */
export async function finish(
  ctx: Ctx,
  actor: Actor | null,
  given: { provider: Provider; code: string; state: string },
  edge: Edge,
): Promise<SignedIn> {
  refuseToken(actor)
  const client = clientOf(ctx, given.provider)
  const link = await ctx.db.asSystem('finish a log-in elsewhere', (tx) => takeLink(ctx, tx, 'oauth', given.state))
  const state = State.safeParse(link?.data)
  const browser = edge.info.cookies[BROWSER_COOKIE]
  if (!state.success || browser === undefined || hashOf(browser) !== state.data.browser) return refuse(stateMismatch)
  if (state.data.provider !== given.provider || state.data.user_id !== (actor?.user_id ?? null))
    return refuse(stateMismatch)
  const access_token = await exchangeCode(ctx, given.provider, {
    code: given.code,
    redirect_uri: redirectUri(ctx, given.provider),
    code_verifier: ctx.secrets.open(state.data.verifier_sealed, placeOf(state.data.place)),
    client,
  })
  const identity = await providers[given.provider].identify(ctx, access_token)
  const user = await ctx.db.asSystem('log in elsewhere', async (tx) => {
    const user_id = await personOf(ctx, tx, given.provider, identity, actor)
    return (await userById(tx, user_id)) ?? refuse(providerFailed)
  })
  // Who connects a provider has shown the second factor already.
  return finishSignIn(ctx, actor === null ? user : { ...user, two_factor_enabled: false }, edge)
}

export async function disconnect(ctx: Ctx, actor: Actor, id: string): Promise<void> {
  await ctx.db.as(actor, async (tx) => {
    const accounts = await connectedOf(tx, actor.user_id)
    if (!accounts.some((account) => account.id === id)) return refuse(notFound)
    const credentials = await credentialsOf(tx, actor.user_id)
    if (credentials?.password_hash == null && accounts.length === 1) return refuse(lastWayIn)
    return deleteConnected(tx, actor.user_id, id)
  })
}

async function personOf(
  ctx: Ctx,
  tx: Tx,
  provider: Provider,
  identity: Identity,
  actor: Actor | null,
): Promise<string> {
  const owner = await ownerOf(tx, provider, identity.subject)
  if (owner !== null) {
    if (actor !== null && owner !== actor.user_id) return refuse(identityTaken)
    return owner
  }
  const user_id = actor?.user_id ?? (await personByAddress(ctx, tx, identity))
  await connect(tx, {
    id: ctx.id(),
    user_id,
    provider,
    subject: identity.subject,
    email: identity.email,
    created_at: ctx.clock.iso(),
  })
  return user_id
}

// An address proves who somebody is only when both sides have verified it; otherwise whoever registered an
// address that is not theirs, here or there, would get into the account of its owner.
async function personByAddress(ctx: Ctx, tx: Tx, identity: Identity): Promise<string> {
  if (identity.email === null) return refuse(providerFailed)
  const existing = await userByName(tx, identity.email)
  if (existing !== null)
    return existing.email_verified && identity.email_verified ? existing.id : refuse(linkNotAllowed)
  const wish = identity.username ?? identity.email.split('@')[0] ?? 'person'
  const { user_id } = await registerUser(ctx, tx, {
    username: await freeUsername(tx, wish),
    email: identity.email,
    full_name: identity.name?.slice(0, 120) ?? null,
    password_hash: null,
    email_verified: identity.email_verified,
    is_sample: false,
  })
  return user_id
}

// These endpoints are public, so nobody looked at what the bearer may do: a token that may only read would
// connect a provider, and get a session for it.
function refuseToken(actor: Actor | null): void {
  if (actor?.via === 'token') refuse(tokenNotEnough)
}

function clientOf(ctx: Ctx, provider: Provider) {
  return ctx.config.oauth[provider] ?? refuse(providerUnavailable)
}

function redirectUri(ctx: Ctx, provider: Provider): string {
  return `${ctx.config.public_url}/oauth/${provider}/callback`
}

function placeOf(row: string) {
  return { table: 'verifications', row, column: 'data.verifier' }
}
