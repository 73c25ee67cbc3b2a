import { MOST_CONNECTIONS, tooManyConnections } from '#contract/calendar-connect.ts'
import type { CalendarConnection } from '#contract/calendar-connections.ts'
import type { RemoteCalendar } from '#domain/calendar/sync/port.ts'
import type { Actor } from '#platform/actor.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import { sealCredential } from './credential.ts'
import type { Credential } from './credential.ts'
import { tellOwner } from './mark.ts'
import { presentConnection } from './present.ts'
import * as store from './store.ts'
import type { ConnectCtx, ConnectionHooks, ConnectionRow } from './tables.ts'

/** An account that was opened, with what opens it and what is in it. */
export interface OpenedAccount extends Pick<
  ConnectionRow,
  'id' | 'provider' | 'subject' | 'name' | 'server_url' | 'scopes'
> {
  readonly credential: Credential
  /** When the access runs out; null: it does not. */
  readonly expires_at: string | null
  readonly calendars: readonly RemoteCalendar[]
}

/**
 * Keeps an account. One that was connected before goes on: with its settings, its calendars and the links to its events. Sync
 * of a new one is off until the person has seen what it would do.
 */
export function keepAccount(
  ctx: ConnectCtx,
  hooks: ConnectionHooks,
  actor: Actor,
  { credential, expires_at, calendars, ...account }: OpenedAccount,
): Promise<CalendarConnection> {
  const { user_id } = actor
  return ctx.db.as(actor, async (tx) => {
    const now = ctx.clock.iso()
    await store.lockConnections(tx, user_id)
    const known = await store.findSubject(tx, { user_id, ...account })
    if (known === null || known.disconnected_at !== null) await requireRoom(tx, user_id)
    const id = known?.id ?? account.id
    await store.saveConnection(tx, { ...account, id, user_id }, now)
    const credential_sealed = sealCredential(ctx.secrets, id, credential)
    await store.saveCredential(tx, { connection_id: id, user_id, credential_sealed, expires_at, updated_at: now })
    await store.saveCalendars(tx, { connection_id: id, user_id, is_new: known === null, now, newId: ctx.id }, calendars)
    if (known !== null) await hooks.syncSoon(ctx, tx, await selectedIds(tx, { id, user_id }))
    await tellOwner(ctx, tx, { id, user_id, status: 'active' })
    return requireShown(tx, { id, user_id })
  })
}

async function requireRoom(tx: Tx, user_id: string): Promise<void> {
  const connected = await store.listConnections(tx, user_id)
  if (connected.length >= MOST_CONNECTIONS) refuse(tooManyConnections)
}

export async function selectedIds(tx: Tx, { id, user_id }: Pick<ConnectionRow, 'id' | 'user_id'>): Promise<string[]> {
  const calendars = await store.listCalendars(tx, user_id, { connection_id: id })
  return calendars.flatMap((calendar) => (calendar.selected ? [calendar.id] : []))
}

/** An account that is known to be there, as its owner sees it. */
export async function requireShown(
  tx: Tx,
  { id, user_id }: Pick<ConnectionRow, 'id' | 'user_id'>,
): Promise<CalendarConnection> {
  const row = (await store.listConnections(tx, user_id)).find((one) => one.id === id)
  if (row === undefined) throw new Error('An account that was just stored is there.')
  return presentConnection(row, await store.listCalendars(tx, user_id, { connection_id: id }))
}
