import { z } from 'zod'
import type { AlertMail } from '#contract/saved-searches.ts'
import { nextAlert } from '#domain/saved-searches/alert.ts'
import { isoOf } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { job } from '#platform/queue.ts'
import { userById } from '#features/accounts/index.ts'
import { viewerOf } from '#features/postings/index.ts'
import type { BoardCtx } from '#features/postings/index.ts'
import { settingsOf } from '#features/profile/index.ts'
import { alertMessage } from './mails.ts'
import { preferIndexOfWords, storedFeed } from './stored-feed.ts'
import * as store from './store.ts'
import type { SearchRow } from './store.ts'

const LISTED = 10
const BATCH = 500
const DAY_MS = 86_400_000
/** Whatever is older than this is no news; what was told is remembered for longer. */
const NEWS_DAYS = 60
const REMEMBERED_DAYS = 180
/** A page of a source bears the time at which its writing began, and is seen when that ends. */
const UNDER_WAY_MS = 600_000

/**
 * Tells of what a search found and never told of. What is told and the mail are written at once, so running it twice
 * sends one mail; without a mailbox to send to nothing counts as told, and is told as soon as there is one.
 */
const sendAlert = job({
  name: 'saved-search-alert',
  data: z.object({ search_id: z.uuid() }),
  timeout_s: 120,
  concurrency: 2,
  run: (ctx: BoardCtx, { search_id }) =>
    ctx.db.asSystem('alert of a saved search', async (tx) => {
      const search = await store.lockSearch(tx, search_id)
      if (search === null || search.alert === 'off') return
      if ((await alertMail(ctx, tx, search.user_id)) !== 'ready') return
      await alert(ctx, tx, search)
    }),
})

async function alert(ctx: BoardCtx, tx: Tx, search: SearchRow): Promise<void> {
  const now = ctx.clock.iso()
  const oldest = isoOf(ctx.clock.ms() - NEWS_DAYS * DAY_MS)
  const since = Date.parse(search.alert_since) > Date.parse(oldest) ? search.alert_since : oldest
  await preferIndexOfWords(tx, search.filter)
  const found = await storedFeed(ctx, tx, await viewerOf(ctx, tx, search.user_id), search.filter)
  if (found === null) return
  const ids = await store.tell(tx, search, found, { since, now })
  const user = await userById(tx, search.user_id)
  if (ids.length === 0 || user === null) return
  const best = await store.bestOf(tx, search.user_id, { ids, limit: LISTED })
  await ctx.mail.send(tx, alertMessage(ctx, { user, search, count: ids.length, best }))
  await store.updateSearch(tx, search, { last_alert_at: now })
  await announce(ctx, tx, search.user_id, search.id)
}

/** Each minute: what is due goes out once, and its next time is set in the same breath. */
const findDue = job({
  name: 'saved-searches-due',
  data: z.object({}),
  cron: '* * * * *',
  run: async (ctx) => {
    let found
    do {
      found = await ctx.db.asSystem('find saved searches that are due', (tx) => dueBatch(ctx, tx))
    } while (found === BATCH)
  },
})

async function dueBatch(ctx: Ctx, tx: Tx): Promise<number> {
  const now_ms = ctx.clock.ms()
  const due = await store.dueSearches(tx, ctx.clock.iso(), BATCH)
  for (const { zone, ...search } of due) {
    const next = nextAlert(search, zone, now_ms)
    await store.updateSearch(tx, search, { due_at: next === null ? null : isoOf(next), due_zone: zone })
    if (search.due_zone === zone) await enqueue(ctx, tx, search.id)
  }
  return due.length
}

const forgetTold = job({
  name: 'saved-searches-forget',
  data: z.object({}),
  cron: '10 4 * * *',
  run: (ctx) =>
    ctx.db.asSystem('forget what searches told long ago', (tx) =>
      store.forgetTellings(tx, isoOf(ctx.clock.ms() - REMEMBERED_DAYS * DAY_MS)),
    ),
})

export const jobs = [sendAlert, findDue, forgetTold]

/** After a run that brought something: open screens count anew, and instant alerts go out. */
export async function tellOfNew(ctx: Ctx, tx: Tx, user_id: string): Promise<void> {
  const searches = await store.listSearches(tx, user_id)
  if (searches.length === 0) return
  for (const search of searches) if (search.alert === 'instant') await enqueue(ctx, tx, search.id)
  await announce(ctx, tx, user_id, null)
}

/** From when on postings are news for a search that begins now, but for those that are there already. */
export function newsFrom(ctx: Pick<BoardCtx, 'clock'>): string {
  return isoOf(ctx.clock.ms() - UNDER_WAY_MS)
}

/** Whether an alert can reach a person. */
export async function alertMail(ctx: Ctx, tx: Tx, user_id: string): Promise<AlertMail> {
  if (!ctx.mail.delivers) return 'not_configured'
  const user = await userById(tx, user_id)
  if (user?.email_verified !== true) return 'not_confirmed'
  const { notifications } = await settingsOf(tx, user_id, ctx.clock.iso())
  return notifications.email ? 'ready' : 'switched_off'
}

async function enqueue(ctx: Ctx, tx: Tx, search_id: string): Promise<void> {
  await ctx.queue.enqueue(tx, sendAlert, { search_id }, { key: search_id })
}

async function announce(ctx: Ctx, tx: Tx, user_id: string, search_id: string | null): Promise<void> {
  await ctx.live.publish(tx, { user_id, type: 'saved_searches', data: { search_id } })
}
