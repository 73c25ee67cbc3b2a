import { createHash } from 'node:crypto'
import type { z } from 'zod'
import {
  calendarMisconfigured,
  calendarProviderMissing,
  connectStateRefused,
  consentDenied,
  permissionsMissing,
  redirectNotAllowed,
} from '#contract/calendar-connect.ts'
import type { finishCalendarConsent, SignInProvider, startCalendarConsent } from '#contract/calendar-connect.ts'
import { calendarFailed } from '#contract/calendar-connections.ts'
import type { CalendarConnection } from '#contract/calendar-connections.ts'
import { tokenNotEnough } from '#contract/endpoint.ts'
import type { Answer, CalendarLogin, Grant } from '#domain/calendar/sync/port.ts'
import type { Actor } from '#platform/actor.ts'
import { isoOf } from '#platform/clock.ts'
import { refuse, refuseField } from '#platform/errors.ts'
import { keepAccount } from './connect.ts'
import { accountOf, openCredential, verifierPlace } from './credential.ts'
import * as flows from './flows.ts'
import * as store from './store.ts'
import type { ConnectCtx, ConnectionHooks, FlowRow } from './tables.ts'

const FLOW_MS = 10 * 60_000

/** Where to send the browser, and the state that it brings back: of this person and session, once, for ten minutes. */
export async function startConsent(
  ctx: ConnectCtx,
  actor: Actor,
  provider: SignInProvider,
  { redirect_uri }: z.output<typeof startCalendarConsent.query>,
): Promise<z.input<typeof startCalendarConsent.response>> {
  const { login } = wayIn(ctx, provider)
  const back = `${ctx.config.public_url}/settings/calendar/callback/${provider}`
  if (redirect_uri !== undefined && redirect_uri !== back) refuseField(redirectNotAllowed, 'redirect_uri')
  const state = ctx.random.bytes(32).toString('base64url')
  const verifier = ctx.random.bytes(48).toString('base64url')
  const state_hash = hashed(state)
  await ctx.db.as(actor, async (tx) => {
    await flows.addFlow(tx, {
      ...{ state_hash, user_id: actor.user_id, session_hash: sessionOf(actor), provider, redirect_uri: back },
      verifier_sealed: ctx.secrets.seal(verifier, verifierPlace(state_hash)),
      expires_at: isoOf(ctx.clock.ms() + FLOW_MS),
    })
  })
  return { authorization_url: await login.authorizationUrl({ state, verifier, redirect_uri: back }), state }
}

/** Takes what the browser brought back, and keeps the account with its calendars; else nothing is kept, here or there. */
export async function finishConsent(
  ctx: ConnectCtx,
  hooks: ConnectionHooks,
  actor: Actor,
  given: z.output<typeof finishCalendarConsent.body> & { readonly provider: SignInProvider },
): Promise<CalendarConnection> {
  const { provider } = given
  const { login } = wayIn(ctx, provider)
  const flow = await takeFlow(ctx, actor, given)
  if (given.code === undefined) return refuseConsent(given.error ?? '')
  const verifier = ctx.secrets.open(flow.verifier_sealed, verifierPlace(flow.state_hash))
  const grant = valueOf(ctx, await login.exchange({ code: given.code, verifier, redirect_uri: flow.redirect_uri }))
  try {
    return await keepGrant(ctx, hooks, actor, { provider, grant })
  } catch (error) {
    await giveBack(ctx, { provider, grant })
    throw error
  }
}

interface Granted {
  readonly provider: SignInProvider
  readonly grant: Grant
}

async function keepGrant(
  ctx: ConnectCtx,
  hooks: ConnectionHooks,
  actor: Actor,
  { provider, grant }: Granted,
): Promise<CalendarConnection> {
  const { login, port } = wayIn(ctx, provider)
  requireScopes(login, grant)
  const owner = valueOf(ctx, await login.owner(grant.access_token))
  const known = await ctx.db.as(actor, async (tx) => {
    const connection = await store.findSubject(tx, { user_id: actor.user_id, provider, subject: owner.subject })
    return connection === null ? null : { id: connection.id, kept: await store.findCredential(tx, connection.id) }
  })
  const credential = {
    kind: 'oauth',
    access_token: grant.access_token,
    refresh_token: grant.refresh_token ?? keptToken(ctx, known?.kept ?? null),
  } as const
  const id = known?.id ?? ctx.id()
  const calendars = valueOf(ctx, await port.calendars(accountOf(id, credential)))
  return keepAccount(ctx, hooks, actor, {
    ...{ id, provider, ...owner, server_url: null, scopes: [...(grant.scopes ?? login.needed_scopes)] },
    ...{ credential, expires_at: isoOf(ctx.clock.ms() + grant.expires_in * 1000), calendars },
  })
}

/** At Google one revocation ends every token of the account, so that it is done only where nobody here has it. */
async function giveBack(ctx: ConnectCtx, { provider, grant }: Granted): Promise<void> {
  const { login } = wayIn(ctx, provider)
  const owner = await login.owner(grant.access_token)
  if (owner.kind === 'failed') return
  const { subject } = owner.value
  const held = await ctx.db.asSystem('see who has a calendar account', (tx) => store.isHeld(tx, { provider, subject }))
  if (!held) await login.revoke(grant.refresh_token ?? grant.access_token)
}

function wayIn(ctx: ConnectCtx, provider: SignInProvider) {
  const [login, port] = [ctx.calendars.login(provider), ctx.calendars.port(provider)]
  return login === null || port === null ? refuse(calendarProviderMissing) : { login, port }
}

async function takeFlow(
  ctx: ConnectCtx,
  actor: Actor,
  { state, provider }: { readonly state: string; readonly provider: SignInProvider },
): Promise<FlowRow> {
  const [state_hash, session_hash, now] = [hashed(state), sessionOf(actor), ctx.clock.iso()]
  const taken = await ctx.db.as(actor, async (tx) => {
    const flow = await flows.takeFlow(tx, { state_hash, session_hash, provider, now })
    return flow ?? { refused: whyNot(await flows.findFlow(tx, state_hash), session_hash, provider) }
  })
  return 'refused' in taken ? refuse(connectStateRefused, { details: { reason: taken.refused } }) : taken
}

// Another person's is not seen at all, so that it is one that nobody knows.
function whyNot(flow: FlowRow | null, session_hash: string, provider: SignInProvider) {
  if (flow === null) return 'unknown'
  if (flow.provider !== provider) return 'other_provider'
  if (flow.session_hash !== session_hash) return 'other_session'
  return flow.used_at === null ? 'too_late' : 'used'
}

function refuseConsent(error: string): never {
  return error === 'access_denied'
    ? refuse(consentDenied)
    : refuse(calendarFailed, { details: { is: 'consent', code: error.slice(0, 100) } })
}

function requireScopes({ needed_scopes }: CalendarLogin, { scopes }: Grant): void {
  // RFC 6749 §5.1: an answer that does not name them grants what was asked for.
  const missing = scopes === null ? [] : needed_scopes.filter((scope) => !scopes.includes(scope))
  if (missing.length > 0) refuse(permissionsMissing, { details: { missing } })
}

// Without one the access would end within the hour, and the person would be asked again.
function keptToken(ctx: ConnectCtx, kept: Parameters<typeof openCredential>[1] | null): string {
  const credential = kept === null ? null : openCredential(ctx.secrets, kept)
  return credential?.kind === 'oauth'
    ? credential.refresh_token
    : refuse(permissionsMissing, { details: { missing: ['offline_access'] } })
}

function valueOf<T>(ctx: ConnectCtx, answer: Answer<T>): T {
  if (answer.kind === 'ok') return answer.value
  if (answer.is === 'operator') {
    ctx.log.error({ code: answer.code }, 'a provider of calendars refuses the registration of this server')
    return refuse(calendarMisconfigured)
  }
  return refuse(calendarFailed, { details: { is: answer.is } })
}

function sessionOf({ session_id }: Actor): string {
  return session_id === null ? refuse(tokenNotEnough) : hashed(session_id)
}

function hashed(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
