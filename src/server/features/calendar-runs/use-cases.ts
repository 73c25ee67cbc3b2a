import { z } from 'zod'
import { nothingToConfirm, nothingToSync, stillRunning, syncIsOff } from '#contract/calendar-sync.ts'
import type { listSyncAttempts, SyncAttempt, SyncResult } from '#contract/calendar-sync.ts'
import { notFound } from '#contract/endpoint.ts'
import type { Actor } from '#platform/actor.ts'
import { refuse, refuseField } from '#platform/errors.ts'
import { systemWait } from '#platform/http/wait.ts'
import type { Reader, Tx } from '#platform/db/db.ts'
import { decodeCursor, encodeCursor, toPage } from '#platform/serve/cursor.ts'
import type { Sync, SyncCtx, Wanted } from '#features/calendar-sync/index.ts'
import { attemptsAsCsv, presentAttempt, resultOf } from './present.ts'
import * as store from './store.ts'
import type { AttemptRow, CalendarToSync } from './store.ts'

/** How long a person waits for a sync before the answer says that it goes on. */
const WAIT_MS = 8_000
const LOOK_MS = 150
const MOST_EXPORTED = 10_000

type How = Pick<Wanted, 'trigger' | 'parent_id' | 'resync'>

/** Which calendars are synced: those of an account, or one of them. */
interface OfAccount extends How {
  readonly id: string
  readonly calendar_id?: string | null
}

interface OfAttempt {
  readonly id: string
  readonly attempt_id: string
}

/** Has the calendars of somebody's account synced, in the caller's transaction; gives the attempts to wait for. */
export async function beginSync(
  ctx: SyncCtx,
  sync: Sync,
  tx: Tx,
  user_id: string,
  { id, calendar_id = null, ...how }: OfAccount,
): Promise<string[]> {
  const calendars = (await store.calendarsToSync(tx, user_id, id, calendar_id)) ?? refuse(notFound)
  const names_another = calendar_id !== null && !(await store.isCalendarOf(tx, id, calendar_id))
  return names_another ? refuseField(notFound, 'calendar_id') : begin(ctx, sync, tx, calendars, how)
}

/** Has an attempt done once more, as its child, in the caller's transaction; gives the attempt to wait for. */
export async function beginReplay(
  ctx: SyncCtx,
  sync: Sync,
  tx: Tx,
  user_id: string,
  { id, attempt_id }: OfAttempt,
): Promise<string[]> {
  const [attempt] = await store.attemptsById(tx, user_id, [attempt_id])
  if (attempt === undefined || attempt.connection_id !== id) return refuse(notFound)
  if (attempt.status === 'running') return refuse(stillRunning)
  const { calendar_id } = attempt
  return beginSync(ctx, sync, tx, user_id, { id, calendar_id, trigger: 'replay', parent_id: attempt_id })
}

/** Syncs the calendars of an account, and waits a while for the outcome. */
export async function syncNow(ctx: SyncCtx, sync: Sync, actor: Actor, of: OfAccount): Promise<SyncResult> {
  const attempt_ids = await ctx.db.as(actor, (tx) => beginSync(ctx, sync, tx, actor.user_id, of))
  return waitFor(ctx, actor, attempt_ids)
}

/** Does an attempt once more, as its child. */
export async function replay(ctx: SyncCtx, sync: Sync, actor: Actor, of: OfAttempt): Promise<SyncResult> {
  const attempt_ids = await ctx.db.as(actor, (tx) => beginReplay(ctx, sync, tx, actor.user_id, of))
  return waitFor(ctx, actor, attempt_ids)
}

/** What a calendar says is gone was meant to go. */
export async function confirm(ctx: SyncCtx, sync: Sync, actor: Actor, calendar_id: string): Promise<SyncResult> {
  const attempt_ids = await ctx.db.as(actor, async (tx) => {
    const confirmed = (await store.confirmWaiting(tx, actor.user_id, calendar_id)) ?? refuse(notFound)
    if (!confirmed.waited) refuse(nothingToConfirm)
    const { connection_id } = confirmed
    const calendars = await store.calendarsToSync(tx, actor.user_id, connection_id, calendar_id)
    return begin(ctx, sync, tx, calendars ?? [], { trigger: 'person' })
  })
  return waitFor(ctx, actor, attempt_ids)
}

export async function listAttempts(
  ctx: SyncCtx,
  actor: Actor,
  connection_id: string,
  { cursor, limit, ...filter }: z.output<typeof listSyncAttempts.query>,
): Promise<{ items: SyncAttempt[]; next_cursor: string | null }> {
  const scope = JSON.stringify(['calendar attempts', connection_id, filter])
  const after = decodeCursor(ctx.secrets, scope, cursor, z.tuple([z.uuid()]))?.[0] ?? null
  const rows = await attempts(ctx, actor, connection_id, filter, { after, limit })
  const page = toPage(rows, limit, ({ id }) => encodeCursor(ctx.secrets, scope, [id]))
  return { ...page, items: page.items.map(presentAttempt) }
}

export async function exportAttempts(ctx: SyncCtx, actor: Actor, connection_id: string): Promise<string> {
  return attemptsAsCsv(await attempts(ctx, actor, connection_id, {}, { after: null, limit: MOST_EXPORTED }))
}

function attempts(
  ctx: SyncCtx,
  actor: Actor,
  connection_id: string,
  filter: store.AttemptFilter,
  page: { readonly after: string | null; readonly limit: number },
): Promise<AttemptRow[]> {
  const { user_id } = actor
  return ctx.db.as(actor, async (tx) => {
    if ((await store.calendarsToSync(tx, user_id, connection_id, null)) === null) refuse(notFound)
    return store.attemptsPage(tx, { user_id, connection_id }, filter, page)
  })
}

async function begin(
  ctx: SyncCtx,
  sync: Sync,
  tx: Tx,
  calendars: readonly CalendarToSync[],
  how: How,
): Promise<string[]> {
  if (calendars.length === 0) refuse(nothingToSync)
  if (!calendars.every(({ sync_enabled }) => sync_enabled)) refuse(syncIsOff)
  const wanted = calendars.map(({ id, connection_id }) => ({
    ...how,
    ...{ calendar_id: id, connection_id, attempt_id: ctx.id() },
  }))
  for (const one of wanted) await sync.attempt(ctx, tx, one)
  return wanted.map(({ attempt_id }) => attempt_id)
}

/** What came of somebody's attempts. Any node may do them, so that it is read from the database. */
export async function waitFor(ctx: SyncCtx, owner: Reader, attempt_ids: readonly string[]): Promise<SyncResult> {
  for (let left_ms = WAIT_MS; ; left_ms -= LOOK_MS) {
    const rows = await ctx.db.as(owner, (tx) => store.attemptsById(tx, owner.user_id, attempt_ids))
    const result = resultOf(attempt_ids, rows)
    if (result.finished || left_ms <= 0) return result
    await systemWait(LOOK_MS, undefined)
  }
}
