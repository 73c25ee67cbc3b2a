import type { z } from 'zod'
import { notFound, staleVersion } from '#contract/endpoint.ts'
import { MOST_SAVED_SEARCHES, searchNameTaken, tooManySavedSearches } from '#contract/saved-searches.ts'
import type { SavedSearch, createSavedSearch, listSavedSearches, updateSavedSearch } from '#contract/saved-searches.ts'
import { nextAlert } from '#domain/saved-searches/alert.ts'
import type { AlertSetting } from '#domain/saved-searches/alert.ts'
import type { Actor } from '#platform/actor.ts'
import { isoOf } from '#platform/clock.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse, refuseField } from '#platform/errors.ts'
import { feedOf, hasWords, viewerOf } from '#features/postings/index.ts'
import type { BoardCtx } from '#features/postings/index.ts'
import { settingsOf } from '#features/profile/index.ts'
import { recorded } from '#features/undo/index.ts'
import { alertMail, newsFrom } from './alerts.ts'
import { preferIndexOfWords, storedFeed } from './stored-feed.ts'
import * as store from './store.ts'
import type { SearchRow } from './store.ts'

type Undoable<Result> = Result & { undo_id: string | null }

export async function list(ctx: BoardCtx, actor: Actor): Promise<z.input<typeof listSavedSearches.response>> {
  const { rows, alert_mail } = await ctx.db.as(actor, async (tx) => ({
    rows: await store.listSearches(tx, actor.user_id),
    alert_mail: await alertMail(ctx, tx, actor.user_id),
  }))
  return { items: await present(ctx, actor, rows), alert_mail }
}

export async function get(ctx: BoardCtx, actor: Actor, id: string): Promise<SavedSearch> {
  const row = await ctx.db.as(actor, (tx) => find(tx, actor, id))
  return presentOne(ctx, actor, row)
}

export async function create(
  ctx: BoardCtx,
  actor: Actor,
  body: z.output<typeof createSavedSearch.body>,
): Promise<SavedSearch> {
  // Remembering what is there already searches: row-level security would hide the index of the texts.
  const made = await ctx.db.asSystem('save a search', async (tx) => {
    await store.takeTurn(tx, actor.user_id)
    const own = await store.listSearches(tx, actor.user_id)
    if (own.length >= MOST_SAVED_SEARCHES) return refuse(tooManySavedSearches)
    refuseTaken(own, body.name)
    const now = ctx.clock.iso()
    const row = {
      ...body,
      id: ctx.id(),
      user_id: actor.user_id,
      alert_since: newsFrom(ctx),
      ...(await dueOf(ctx, tx, actor.user_id, body)),
      last_alert_at: null,
      last_looked_at: now,
      created_at: now,
      updated_at: now,
      version: 1,
    }
    await store.insertSearch(tx, row)
    await beginAnew(ctx, tx, row, feedOf)
    return find(tx, actor, row.id)
  })
  return presentOne(ctx, actor, made)
}

export async function update(
  ctx: BoardCtx,
  actor: Actor,
  target: { id: string; version: number | null },
  { looked, version: _, ...given }: z.output<typeof updateSavedSearch.body>,
): Promise<Undoable<SavedSearch>> {
  const changed = await ctx.db.asSystem('change a saved search', async (tx) => {
    await store.takeTurn(tx, actor.user_id)
    const row = await lock(tx, actor, target)
    const now = ctx.clock.iso()
    if (looked === true) await store.updateSearch(tx, row, { last_looked_at: now })
    const change = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
    if (Object.keys(change).length === 0) return { row: await find(tx, actor, row.id), undo_id: null }
    const others = (await store.listSearches(tx, actor.user_id)).filter((each) => each.id !== row.id)
    const wanted: SearchRow = { ...row, ...change }
    refuseTaken(others, wanted.name)
    const what = { kind: 'saved_search_changed', label: `Search “${row.name}” changed`, scope: scopeOf(row.id) }
    const anew = given.filter !== undefined || row.alert === 'off'
    const { undo_id } = await recorded(ctx, tx, { ...what, user_id: actor.user_id }, async () =>
      store.updateSearch(tx, row, {
        ...change,
        ...(anew ? { alert_since: newsFrom(ctx) } : {}),
        ...(await dueOf(ctx, tx, actor.user_id, wanted)),
        updated_at: now,
        version: row.version + 1,
      }),
    )
    if (anew) await beginAnew(ctx, tx, wanted, given.filter === undefined ? storedFeed : feedOf)
    return { row: await find(tx, actor, row.id), undo_id }
  })
  return { ...(await presentOne(ctx, actor, changed.row)), undo_id: changed.undo_id }
}

export async function remove(
  ctx: BoardCtx,
  actor: Actor,
  target: { id: string; version: number | null },
): Promise<Undoable<{ id: string }>> {
  return ctx.db.as(actor, async (tx) => {
    const row = await lock(tx, actor, target)
    const what = { kind: 'saved_search_deleted', label: `Search “${row.name}” deleted`, scope: scopeOf(row.id) }
    const { undo_id } = await recorded(ctx, tx, { ...what, user_id: actor.user_id }, () =>
      store.deleteSearch(tx, row.id),
    )
    return { id: row.id, undo_id }
  })
}

async function lock(tx: Tx, actor: Actor, target: { id: string; version: number | null }): Promise<SearchRow> {
  const row = await store.lockOwnSearch(tx, actor.user_id, target.id)
  if (row === null) return refuse(notFound)
  if (target.version !== null && target.version !== row.version) return refuse(staleVersion)
  return row
}

function refuseTaken(others: readonly SearchRow[], name: string): void {
  if (others.some((row) => row.name.toLowerCase() === name.toLowerCase())) refuseField(searchNameTaken, 'name')
}

function scopeOf(id: string) {
  return [{ table: 'saved_searches', column: 'id', ids: [id] }] as const
}

/** What is there already is no news. */
async function beginAnew(ctx: BoardCtx, tx: Tx, row: SearchRow, feed: typeof storedFeed): Promise<void> {
  await preferIndexOfWords(tx, row.filter)
  const found = await feed(ctx, tx, await viewerOf(ctx, tx, row.user_id), row.filter)
  if (found !== null) await store.tell(tx, row, found, { since: newsFrom(ctx), now: ctx.clock.iso() })
}

/** When the next alert is due in the person's own zone. */
async function dueOf(ctx: BoardCtx, tx: Tx, user_id: string, setting: AlertSetting) {
  const { time_zone } = await settingsOf(tx, user_id, ctx.clock.iso())
  const due = nextAlert(setting, time_zone, ctx.clock.ms())
  return { due_at: due === null ? null : isoOf(due), due_zone: due === null ? null : time_zone }
}

async function find(tx: Tx, actor: Actor, id: string): Promise<SearchRow> {
  return (await store.findSearch(tx, actor.user_id, id)) ?? refuse(notFound)
}

async function presentOne(ctx: BoardCtx, actor: Actor, row: SearchRow): Promise<SavedSearch> {
  const [shown] = await present(ctx, actor, [row])
  return shown ?? refuse(notFound)
}

async function present(ctx: BoardCtx, actor: Actor, rows: readonly SearchRow[]): Promise<SavedSearch[]> {
  if (rows.length === 0) return []
  const { viewer, time_zone } = await ctx.db.as(actor, async (tx) => ({
    viewer: await viewerOf(ctx, tx, actor.user_id),
    ...(await settingsOf(tx, actor.user_id, ctx.clock.iso())),
  }))
  // Row-level security hides the index of the texts; every condition names the viewer.
  return ctx.db.asSystem('count what is new of saved searches', async (tx) => {
    const shown = new Map<string, SavedSearch>()
    // What is preferred for words stays so: those without come first.
    const ordered = rows.toSorted((a, b) => Number(hasWords(a.filter)) - Number(hasWords(b.filter)))
    for (const { user_id: _, alert_since: __, due_at: ___, due_zone: ____, ...row } of ordered) {
      await preferIndexOfWords(tx, row.filter)
      const found = await storedFeed(ctx, tx, viewer, row.filter)
      const new_count = found === null ? 0 : await store.countNew(tx, found, row.last_looked_at)
      const next = nextAlert(row, time_zone, ctx.clock.ms())
      shown.set(row.id, { ...row, next_alert_at: next === null ? null : isoOf(next), new_count })
    }
    return rows.flatMap(({ id }) => shown.get(id) ?? [])
  })
}
