import { z } from 'zod'
import type { Ctx } from '#platform/ctx.ts'
import { job } from '#platform/queue.ts'
import { insertInterviewEvents } from '#features/calendar-events/index.ts'
import * as store from './store.ts'

const BATCH = 500

const giveEvents = job({
  name: 'interviews.give-events',
  data: z.object({}),
  cron: '17 3 * * *',
  at_start: true,
  timeout_s: 300,
  run: async (ctx: Ctx) => {
    while ((await giveSome(ctx)) === BATCH);
  },
})

/** Interviews that stood before there were calendars get their events. One whose event was deleted has had it. */
function giveSome(ctx: Ctx): Promise<number> {
  return ctx.db.asSystem('give interviews their events', async (tx) => {
    const found = await store.withoutEvent(tx, BATCH)
    const byPerson = Map.groupBy(found, ({ user_id }) => user_id)
    for (const [user_id, interviews] of byPerson) await insertInterviewEvents(ctx, tx, user_id, interviews)
    return found.length
  })
}

export const jobs = [giveEvents]
