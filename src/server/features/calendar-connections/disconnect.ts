import type { CalendarProvider } from '#contract/calendar-connections.ts'
import { notFound } from '#contract/endpoint.ts'
import type { Actor } from '#platform/actor.ts'
import { refuse } from '#platform/errors.ts'
import { accountOf, openCredential } from './credential.ts'
import { tellOwner } from './mark.ts'
import * as store from './store.ts'
import type { ConnectCtx, ConnectionHooks, ConnectionRow, CredentialRow } from './tables.ts'

/**
 * Gives an account back: the provider stops telling us of it, the access is revoked as far as the provider allows it, and
 * what opens it is erased here. Nothing changes in its calendars (calendar.md §6.4.17).
 */
export async function disconnect(
  ctx: ConnectCtx,
  hooks: ConnectionHooks,
  actor: Actor,
  { id, copies }: { readonly id: string; readonly copies: 'keep' | 'remove' },
): Promise<void> {
  const { user_id } = actor
  const before = await ctx.db.as(actor, async (tx) => {
    const row = (await store.lockConnection(tx, user_id, id)) ?? refuse(notFound)
    const calendars = await store.listCalendars(tx, user_id, { connection_id: id })
    return { row, calendar_ids: calendars.map((one) => one.id), kept: await store.findCredential(tx, id) }
  })
  if (before.kept !== null) await giveBack(ctx, hooks, { ...before, kept: before.kept })
  await ctx.db.as(actor, async (tx) => {
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

async function giveBack(
  ctx: ConnectCtx,
  hooks: ConnectionHooks,
  {
    row,
    calendar_ids,
    kept,
  }: { readonly row: ConnectionRow; readonly calendar_ids: string[]; readonly kept: CredentialRow },
): Promise<void> {
  // What nothing opens cannot be given back; it is erased all the same.
  if (!ctx.secrets.hasKey(kept.credential_sealed)) return
  const credential = openCredential(ctx.secrets, kept)
  await hooks.closing(ctx, accountOf(row.id, credential), calendar_ids)
  if (credential.kind !== 'oauth') return
  // At Google one revocation ends every token that this server has for the account, also that of somebody else here.
  const shared = await ctx.db.asSystem('see who else has a calendar account', (tx) =>
    store.isHeld(tx, row, row.user_id),
  )
  if (!shared) await ctx.calendars.login(row.provider)?.revoke(credential.refresh_token)
}
