import { ERROR_WORDS } from '#domain/calendar/sync/errors.ts'
import type { ErrorClass } from '#domain/calendar/sync/errors.ts'
import type { Account, Answer, CalendarFailure, Grant } from '#domain/calendar/sync/port.ts'
import { isoOf } from '#platform/clock.ts'
import { persistently } from '#platform/db/persistently.ts'
import { systemWait } from '#platform/http/wait.ts'
import { accountOf, openCredential, sealCredential } from './credential.ts'
import type { Credential } from './credential.ts'
import { noteLogin, waitForLogin } from './logins.ts'
import { markConnection } from './mark.ts'
import * as turns from './turns.ts'
import type { ConnectCtx } from './tables.ts'

/** An account that can be asked, or why not. */
export type Opened = { readonly kind: 'ready'; readonly account: Account } | CalendarFailure

export interface OpenHow {
  /** With a new token, since the provider refuses the one that was used. */
  readonly refresh: boolean
  /** The account that was refused: where somebody has got a newer token since, that one is taken. */
  readonly used?: Account
  /** A person asks: an account that was refused is tried once more. */
  readonly again?: boolean
}

/** A token is renewed this long before it runs out. */
const EARLY_MS = 120_000
/** Longer than a request for a token takes, so that a turn ends by itself only where its process did. */
const TURN_MS = 30_000
const POLL_MS = 200
const MOST_POLLS = 200

/**
 * Opens an account for background work: with a token that is good for a while. Over all processes one of them renews it, and
 * the others take what it stored. A refused account is said so once (`expired`), and not asked again until a person comes;
 * a provider that is down never makes anyone sign in again (calendar.md §6.4.11, 12).
 */
export async function accountFor(ctx: ConnectCtx, connection_id: string, how: OpenHow): Promise<Opened> {
  let generation: number | null = null
  for (let polls = 0; polls < MOST_POLLS; polls += 1) {
    const turn = await ctx.db.asSystem('open a calendar account', (tx) =>
      takeTurn(ctx, tx, { connection_id, generation }, how),
    )
    if (turn.kind === 'mine') return renew(ctx, turn)
    if (turn.kind !== 'wait') return turn
    generation = turn.generation
    await systemWait(POLL_MS, undefined)
  }
  return failed('transient')
}

type Turn =
  | Opened
  | { readonly kind: 'wait'; readonly generation: number }
  | { readonly kind: 'mine'; readonly kept: turns.Kept; readonly refresh_token: string }

async function takeTurn(
  ctx: ConnectCtx,
  tx: turns.Tx,
  of: { readonly connection_id: string; readonly generation: number | null },
  how: OpenHow,
): Promise<Turn> {
  const kept = await turns.lockKept(tx, of.connection_id)
  if (kept === null) return failed('reauth')
  const credential = openCredential(ctx.secrets, kept)
  const ready = { kind: 'ready', account: accountOf(kept.connection_id, credential) } as const
  if (credential.kind !== 'oauth') {
    if (!how.refresh && how.again === true)
      return (await isLeftAlone(ctx, tx, kept, credential)) ? failed('reauth') : ready
    if (!how.refresh) return kept.status === 'expired' ? failed('reauth') : ready
    // A password or an address that is refused does not become right by itself, whoever asks.
    if (credential.kind === 'basic') await noteLogin(ctx, tx, { ...credential, user_id: kept.user_id })
    await markConnection(ctx, tx, { id: kept.connection_id, status: 'expired', because: 'reauth' })
    return failed('reauth')
  }
  if (isGood(ctx, kept, credential, how)) return ready
  if (kept.refreshing_until !== null && kept.refreshing_until > ctx.clock.iso())
    return { kind: 'wait', generation: kept.generation }
  if (kept.status === 'expired' && how.again !== true) return failed('reauth')
  // Whoever had the turn while we waited gave it up, with nothing.
  if (kept.refreshing_until === null && of.generation === kept.generation) return failed('transient')
  const refreshing_until = isoOf(ctx.clock.ms() + TURN_MS)
  await turns.beginTurn(tx, { ...kept, refreshing_until })
  return { kind: 'mine', kept: { ...kept, refreshing_until }, refresh_token: credential.refresh_token }
}

/** A password that was refused is not tried so often, by whoever presses a button, that the account there is locked. */
async function isLeftAlone(
  ctx: ConnectCtx,
  tx: turns.Tx,
  { status, user_id }: turns.Kept,
  credential: Exclude<Credential, { kind: 'oauth' }>,
): Promise<boolean> {
  if (status !== 'expired' || credential.kind !== 'basic') return false
  return (await waitForLogin(ctx, tx, { ...credential, user_id })) > 0
}

function isGood(
  ctx: ConnectCtx,
  kept: turns.Kept,
  credential: Extract<Credential, { kind: 'oauth' }>,
  { refresh, used }: OpenHow,
): boolean {
  const lasts = kept.expires_at !== null && Date.parse(kept.expires_at) - EARLY_MS > ctx.clock.ms()
  if (!lasts) return false
  const refused = used?.access.kind === 'bearer' ? used.access.token : null
  return !refresh || (refused !== null && refused !== credential.access_token)
}

async function renew(ctx: ConnectCtx, { kept, refresh_token }: Extract<Turn, { kind: 'mine' }>): Promise<Opened> {
  const login = ctx.calendars.login(kept.provider)
  const answer: Answer<Grant> = login === null ? failed('operator') : await login.refresh(refresh_token)
  // What the provider rotated is lost when it is not stored.
  return persistently(() =>
    ctx.db.asSystem('keep a new calendar token', (tx) => endTurn(ctx, tx, kept, answer, refresh_token)),
  )
}

async function endTurn(
  ctx: ConnectCtx,
  tx: turns.Tx,
  kept: turns.Kept,
  answer: Answer<Grant>,
  refresh_token: string,
): Promise<Opened> {
  const now = await turns.lockKept(tx, kept.connection_id)
  if (now === null) return failed('reauth')
  // Connected anew in the meantime: that one holds.
  if (now.generation !== kept.generation)
    return { kind: 'ready', account: accountOf(now.connection_id, openCredential(ctx.secrets, now)) }
  if (answer.kind === 'failed') {
    await turns.giveUpTurn(tx, kept)
    await markRefused(ctx, tx, kept, answer)
    return answer
  }
  const grant = answer.value
  const credential: Credential = {
    ...{ kind: 'oauth', access_token: grant.access_token, refresh_token: grant.refresh_token ?? refresh_token },
  }
  await turns.storeToken(tx, kept, {
    credential_sealed: sealCredential(ctx.secrets, kept.connection_id, credential),
    expires_at: isoOf(ctx.clock.ms() + grant.expires_in * 1000),
    updated_at: ctx.clock.iso(),
  })
  if (kept.because === 'reauth' || kept.because === 'operator')
    await markConnection(ctx, tx, { id: kept.connection_id, status: 'active', because: null })
  return { kind: 'ready', account: accountOf(kept.connection_id, credential) }
}

async function markRefused(
  ctx: ConnectCtx,
  tx: turns.Tx,
  kept: turns.Kept,
  { is, code }: CalendarFailure,
): Promise<void> {
  const id = kept.connection_id
  if (is !== 'reauth' && is !== 'operator') return
  if (is === 'operator')
    ctx.log.error({ provider: kept.provider, code }, 'a provider of calendars refuses the registration of this server')
  const { state: status } = ERROR_WORDS[is]
  if (status !== null) await markConnection(ctx, tx, { id, status, because: is })
}

function failed(is: ErrorClass): CalendarFailure {
  return { kind: 'failed', is, status: null, code: null, retry_after_ms: null, requests: 0 }
}
