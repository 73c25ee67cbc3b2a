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
  /** These calendars are told of no more; their account opens for the last time. */
  readonly close: (ctx: SyncCtx, account: Account, calendar_ids: readonly string[]) => Promise<void>
}

export function makeChannels(sync: Sync, accounts: Accounts): Channels {
  const watchOne = job({
    name: 'calendar.watch',
    data: z.object({ calendar_id: z.uuid() }),
    concurrency: 2,
    run: (ctx: SyncCtx, { calendar_id }) => watchCalendar(ctx, accounts, calendar_id),
  })
  const watch: WatchSoon = async (ctx, tx, calendar_id) => {
    await ctx.queue.enqueue(tx, watchOne, { calendar_id }, { key: calendar_id })
  }
  const watchDue = job({
    name: 'calendar.watch-due',
    data: z.object({}),
    cron: '*/5 * * * *',
    run: async (ctx: SyncCtx) => {
      if (!canBeTold(ctx)) return
      const at = { now: ctx.clock.iso(), refused_before: isoOf(ctx.clock.ms() - DAY_MS) }
      await ctx.db.asSystem('watch calendars', async (tx) => {
        for (const id of await store.calendarsToWatch(tx, at)) await watch(ctx, tx, id)
        await store.forgetChannels(tx, isoOf(ctx.clock.ms() - 30 * DAY_MS))
      })
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
      const calendar =
        first === undefined
          ? null
          : await ctx.db.asSystem('find a calendar to watch', (tx) => store.findWatched(tx, first.calendar_id))
      const push = calendar === null ? null : (ctx.calendars.port(calendar.provider)?.push ?? null)
      if (push !== null) await closeAll(ctx, push, account, rows)
    },
  }
}
