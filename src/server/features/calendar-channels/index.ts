import { z } from 'zod'
import { hearGoogle, hearMicrosoft } from '#contract/calendar-webhooks.ts'
import type { Account } from '#domain/calendar/sync/port.ts'
import { isoOf } from '#platform/clock.ts'
import { job } from '#platform/queue.ts'
import type { BoundJob } from '#platform/queue.ts'
import { publicRoute } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import type { Accounts, Sync, SyncCtx } from '#features/calendar-sync/index.ts'
import { heardGoogle, heardMicrosoft } from './hear.ts'
import type { WatchSoon } from './hear.ts'
import * as store from './store.ts'
import { canBeTold, closeAll, watchCalendar } from './watch.ts'

export { sealedColumns } from './secret.ts'

const DAY_MS = 86_400_000

/** How providers tell us of changes: where they do, and what keeps that going. */
export interface Channels {
  readonly routes: readonly Route<SyncCtx>[]
  readonly jobs: readonly BoundJob<SyncCtx>[]
  /** These calendars are told of no more; their account opens for the last time, or not at all (null). */
  readonly close: (ctx: SyncCtx, account: Account | null, calendar_ids: readonly string[]) => Promise<void>
}

export function makeChannels(sync: Sync, accounts: Accounts): Channels {
  const watchOne = job({
    name: 'calendar.watch',
    data: z.object({ calendar_id: z.uuid() }),
    concurrency: 2,
    run: async (ctx: SyncCtx, { calendar_id }) => {
      const next_of = await watchCalendar(ctx, accounts, calendar_id)
      if (next_of !== null) await watchMissing(ctx, { next_of })
    },
  })
  const watch: WatchSoon = async (ctx, tx, calendar_id) => {
    await ctx.queue.enqueue(tx, watchOne, { calendar_id }, { key: calendar_id })
  }
  const watchMissing = async (ctx: SyncCtx, of: { readonly next_of?: string } = {}): Promise<void> => {
    const at = { now: ctx.clock.iso(), refused_before: isoOf(ctx.clock.ms() - DAY_MS), ...of }
    await ctx.db.asSystem('watch calendars', async (tx) => {
      for (const id of await store.calendarsToWatch(tx, at)) await watch(ctx, tx, id)
    })
  }
  const watchDue = job({
    name: 'calendar.watch-due',
    data: z.object({}),
    cron: '*/5 * * * *',
    run: async (ctx: SyncCtx) => {
      if (!canBeTold(ctx)) return
      await watchMissing(ctx)
      const before = isoOf(ctx.clock.ms() - 30 * DAY_MS)
      await ctx.db.asSystem('forget old channels', (tx) => store.forgetChannels(tx, before))
    },
  })
  return {
    jobs: [watchOne, watchDue],
    routes: [
      publicRoute(hearGoogle, (ctx: SyncCtx, _, { info }) => heardGoogle(ctx, sync, info)),
      publicRoute(hearMicrosoft, async (ctx: SyncCtx, _, { query, body, reply }) => {
        reply.header('content-type', 'text/plain; charset=utf-8')
        if (query.validationToken !== undefined) return query.validationToken
        await heardMicrosoft(ctx, { sync, watch }, body)
        return ''
      }),
    ],
    close: async (ctx, account, calendar_ids) => {
      const rows = await ctx.db.asSystem('find channels to end', (tx) => store.liveChannels(tx, calendar_ids))
      const [first] = rows
      if (first === undefined) return
      const push = ctx.calendars.port(first.provider)?.push ?? null
      if (push !== null && account !== null) return closeAll(ctx, push, account, rows)
      const ids = rows.map(({ id }) => id)
      await ctx.db.asSystem('channels ended', (tx) => store.endChannels(tx, ids, 'ended'))
    },
  }
}
