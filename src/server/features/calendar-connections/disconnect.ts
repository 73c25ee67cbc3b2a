import type { CalendarProvider } from '#contract/calendar-connections.ts'
import { notFound } from '#contract/endpoint.ts'
import type { Actor } from '#platform/actor.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import { accountFor } from './account.ts'
import { accountOf, openCredential } from './credential.ts'
import { tellOwner } from './mark.ts'
import * as store from './store.ts'
import type { ConnectCtx, ConnectionHooks, ConnectionRow, CredentialRow } from './tables.ts'

/**
 * Gives an account back: the provider stops telling us of it, the access is revoked as far as the provider allows it, and
 * what opens it is erased here. Nothing changes in its calendars (calendar.md §6.4.17).
 */
export function disconnect(ctx: ConnectCtx, hooks: ConnectionHooks, actor: Actor, one: Closed): Promise<void> {
  return close(ctx, hooks, { ...one, user_id: actor.user_id, door: (work) => ctx.db.as(actor, work) })
}

/** Which account, and what becomes of what was imported from it. */
interface Closed {
  readonly id: string
  readonly copies: 'keep' | 'remove'
}

interface Closing extends Closed {
  readonly user_id: string
  /** How the rows of its owner are reached. */
  readonly door: <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>
}

async function close(ctx: ConnectCtx, hooks: ConnectionHooks, { id, copies, user_id, door }: Closing): Promise<void> {
  const before = await door(async (tx) => {
    const row = (await store.lockConnection(tx, user_id, id)) ?? refuse(notFound)
    const calendars = await store.listCalendars(tx, user_id, { connection_id: id })
    return { row, calendar_ids: calendars.map((one) => one.id), kept: await store.findCredential(tx, id) }
  })
  await giveBack(ctx, hooks, before)
  await door(async (tx) => {
    const row = (await store.lockConnection(tx, user_id, id)) ?? refuse(notFound)
    await store.deleteCredential(tx, id)
    await hooks.stopped(ctx, tx, before.calendar_ids)
    if (copies === 'remove') {
      await hooks.removeCopies(ctx, tx, before.calendar_ids)
      await store.deleteConnection(tx, id)
    } else {
      const now = ctx.clock.iso()
      await store.updateConnection(tx, id, { disconnected_at: now, updated_at: now })
    }
    await tellOwner(ctx, tx, { ...row, status: null })
  })
}

/** The same for all accounts of a provider; copies stay. */
export async function disconnectAll(
  ctx: ConnectCtx,
  hooks: ConnectionHooks,
  actor: Actor,
  provider: CalendarProvider,
): Promise<void> {
  const all = await ctx.db.as(actor, (tx) => store.listConnections(tx, actor.user_id))
  const those = all.filter((row) => row.provider === provider)
  if (those.length === 0) refuse(notFound)
  for (const { id } of those) await disconnect(ctx, hooks, actor, { id, copies: 'keep' })
}

/**
 * The same for every account of a person who is about to be deleted, all at once. One that cannot be given back does not
 * keep the person from going: what opens it is erased with them.
 */
export async function giveBackAll(ctx: ConnectCtx, hooks: ConnectionHooks, user_id: string): Promise<void> {
  const door: Closing['door'] = (work) => ctx.db.asSystem('give back the calendars of a person who goes', work)
  const all = await door((tx) => store.listConnections(tx, user_id))
  const ends = await Promise.allSettled(all.map(({ id }) => close(ctx, hooks, { id, copies: 'keep', user_id, door })))
  for (const end of ends)
    if (end.status === 'rejected') ctx.log.warn({ error: end.reason }, 'a calendar account was not given back')
}

async function giveBack(
  ctx: ConnectCtx,
  hooks: ConnectionHooks,
  {
    row,
    calendar_ids,
    kept,
  }: { readonly row: ConnectionRow; readonly calendar_ids: string[]; readonly kept: CredentialRow | null },
): Promise<void> {
  // What nothing opens cannot be given back; it is erased all the same.
  if (kept === null || !ctx.secrets.hasKey(kept.credential_sealed)) return hooks.closing(ctx, null, calendar_ids)
  // The stored token may have run out since somebody last came: the channels are ended with one that is good.
  const opened = await accountFor(ctx, row.id, { refresh: false })
  const credential = await ctx.db.asSystem('read what opens a calendar account', async (tx) =>
    openCredential(ctx.secrets, (await store.findCredential(tx, row.id)) ?? kept),
  )
  const account = opened.kind === 'ready' ? opened.account : accountOf(row.id, credential)
  await hooks.closing(ctx, account, calendar_ids)
  if (credential.kind !== 'oauth') return
  // At Google one revocation ends every token that this server has for the account, also that of somebody else here.
  const shared = await ctx.db.asSystem('see who else has a calendar account', (tx) =>
    store.isHeld(tx, row, row.user_id),
  )
  if (!shared) await ctx.calendars.login(row.provider)?.revoke(credential.refresh_token)
}
