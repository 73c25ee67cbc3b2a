import type { z } from 'zod'
import {
  calendarFailed,
  calendarNotOpened,
  calendarReadOnly,
  wrongCalendarAccount,
} from '#contract/calendar-connections.ts'
import type {
  CalendarConnection,
  CalendarProvider,
  SyncedCalendar,
  updateCalendarConnection,
  updateSyncedCalendar,
} from '#contract/calendar-connections.ts'
import { notFound, staleVersion } from '#contract/endpoint.ts'
import type { Answer, RemoteCalendar } from '#domain/calendar/sync/port.ts'
import type { Actor } from '#platform/actor.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse, refuseField } from '#platform/errors.ts'
import { accountFor } from './account.ts'
import { requireShown, selectedIds } from './connect.ts'
import { openCredential, sealCredential } from './credential.ts'
import type { Credential } from './credential.ts'
import { markConnection, tellOwner } from './mark.ts'
import { presentCalendar } from './present.ts'
import * as store from './store.ts'
import type { CalendarOf } from './store.ts'
import type { ConnectCtx, ConnectionHooks, ConnectionRow } from './tables.ts'
import { openServer } from './typed.ts'

interface Target {
  readonly id: string
  /** The version that the person saw; null: any. */
  readonly version: number | null
}

/** Changes how an account is synced; a new password is tried first. */
export async function changeConnection(
  ctx: ConnectCtx,
  hooks: ConnectionHooks,
  actor: Actor,
  { id, version, password, ...settings }: Target & Omit<z.output<typeof updateCalendarConnection.body>, 'version'>,
): Promise<CalendarConnection> {
  const credential = password === undefined ? null : await tryPassword(ctx, actor, id, password)
  return ctx.db.as(actor, async (tx) => {
    const row = await requireConnection(tx, actor, { id, version })
    const now = ctx.clock.iso()
    const change: Partial<ConnectionRow> = { ...given(settings), updated_at: now }
    await store.updateConnection(tx, id, change)
    const calendar_ids = await selectedIds(tx, row)
    if (credential !== null) {
      const credential_sealed = sealCredential(ctx.secrets, id, credential)
      await store.saveCredential(tx, {
        connection_id: id,
        user_id: actor.user_id,
        credential_sealed,
        expires_at: null,
        updated_at: now,
      })
      await markConnection(ctx, tx, { id, status: 'active', because: null })
      await hooks.syncSoon(ctx, tx, calendar_ids)
    }
    if (Object.keys(given(settings)).length > 0) await hooks.settingsChanged(ctx, tx, calendar_ids)
    const shown = await requireShown(tx, row)
    await tellOwner(ctx, tx, { ...row, status: shown.status })
    return shown
  })
}

/** Chooses a calendar, its direction, its colour and its filters. */
export function changeCalendar(
  ctx: ConnectCtx,
  hooks: ConnectionHooks,
  actor: Actor,
  { id, version, ...change }: Target & Omit<z.output<typeof updateSyncedCalendar.body>, 'version'>,
): Promise<SyncedCalendar> {
  return ctx.db.as(actor, async (tx) => {
    const row = await requireCalendar(tx, actor, id)
    if (version !== null && version !== row.version) refuse(staleVersion)
    const { direction } = change
    const sends = direction === 'push' || direction === 'both'
    if (sends && (row.role === 'reader' || row.provider === 'ics')) refuseField(calendarReadOnly, 'direction')
    const { colour, ...synced } = change
    await store.updateCalendar(tx, id, {
      ...given(synced),
      ...(colour === undefined ? {} : { colour }),
      updated_at: ctx.clock.iso(),
    })
    if (Object.keys(given(synced)).length > 0) await hooks.settingsChanged(ctx, tx, [id])
    return presentCalendar(await requireCalendar(tx, actor, id))
  })
}

/** Asks for the calendars of an account anew. One that stood still goes on when it opens. */
export async function refreshAccount(
  ctx: ConnectCtx,
  hooks: ConnectionHooks,
  actor: Actor,
  id: string,
): Promise<CalendarConnection> {
  const { user_id } = actor
  const { provider } = await ctx.db.as(actor, (tx) => requireConnection(tx, actor, { id, version: null }))
  const answer = await calendarsOf(ctx, id, provider)
  if (answer.kind === 'failed') return refuse(calendarFailed, { details: { is: answer.is } })
  return ctx.db.as(actor, async (tx) => {
    const row = await requireConnection(tx, actor, { id, version: null })
    const of = { connection_id: id, user_id, is_new: false, now: ctx.clock.iso(), newId: ctx.id }
    await store.saveCalendars(tx, of, answer.value)
    if (row.status !== 'active') {
      await markConnection(ctx, tx, { id, status: 'active', because: null })
      await hooks.syncSoon(ctx, tx, await selectedIds(tx, row))
    }
    return requireShown(tx, row)
  })
}

// A token that is refused before its time is renewed once.
async function calendarsOf(
  ctx: ConnectCtx,
  id: string,
  provider: CalendarProvider,
): Promise<Answer<readonly RemoteCalendar[]>> {
  const port = ctx.calendars.port(provider) ?? refuse(calendarFailed, { details: { is: 'operator' } })
  const opened = await accountFor(ctx, id, { refresh: false, again: true })
  if (opened.kind === 'failed') return opened
  const answer = await port.calendars(opened.account)
  if (answer.kind === 'ok' || answer.is !== 'token') return answer
  const anew = await accountFor(ctx, id, { refresh: true, used: opened.account })
  return anew.kind === 'failed' ? anew : port.calendars(anew.account)
}

async function tryPassword(ctx: ConnectCtx, actor: Actor, id: string, password: string): Promise<Credential> {
  const { row, kept } = await ctx.db.as(actor, async (tx) => ({
    row: await requireConnection(tx, actor, { id, version: null }),
    kept: await store.findCredential(tx, id),
  }))
  const before = kept === null ? null : openCredential(ctx.secrets, kept)
  if (before?.kind !== 'basic') return refuseField(calendarNotOpened, 'password')
  const { found, credential } = await openServer(ctx, actor, { ...before, password })
  return found.subject === row.subject ? credential : refuse(wrongCalendarAccount)
}

async function requireConnection(tx: Tx, actor: Actor, { id, version }: Target): Promise<ConnectionRow> {
  const row = (await store.lockConnection(tx, actor.user_id, id)) ?? refuse(notFound)
  return version === null || version === row.version ? row : refuse(staleVersion)
}

async function requireCalendar(tx: Tx, { user_id }: Actor, id: string): Promise<CalendarOf> {
  const [row] = await store.listCalendars(tx, user_id, { id })
  return row ?? refuse(notFound)
}

/** The fields that were given a value. */
function given(fields: object) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
