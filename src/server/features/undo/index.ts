import { z } from 'zod'
import { listUndo, undoChange } from '#contract/undo.ts'
import { decodeCursor, encodeCursor, toPage } from '#platform/serve/cursor.ts'
import { job } from '#platform/queue.ts'
import { route } from '#platform/serve/route.ts'
import type { Route } from '#platform/serve/route.ts'
import { deleteExpired, listEntries } from './store.ts'
import { undo } from './use-cases.ts'
import type { Histories } from './use-cases.ts'

export { recorded } from './record.ts'
export type { Recorded } from './record.ts'
export type { Scope } from './store.ts'

/** The routes of undo, over what the applications slice knows of the rows that are put back. */
export function undoRoutes(histories: Histories): Route[] {
  return [
    route(listUndo, async (ctx, actor, { query }) => {
      const cursor = decodeCursor(ctx.secrets, 'undo', query.cursor, z.tuple([z.uuid()]))
      const page = { before: cursor?.[0] ?? null, now: ctx.clock.iso(), limit: query.limit }
      const rows = await ctx.db.as(actor, (tx) => listEntries(tx, actor.user_id, page))
      return toPage(rows, query.limit, (row) => encodeCursor(ctx.secrets, 'undo', [row.id]))
    }),
    route(undoChange, (ctx, actor, { params }) => undo(ctx, actor, params.id, histories)),
  ]
}

const forgetOldChanges = job({
  name: 'undo-forget',
  data: z.object({}),
  cron: '20 3 * * *',
  run: (ctx) => ctx.db.asSystem('forget expired undo entries', (tx) => deleteExpired(tx, ctx.clock.iso())),
})

export const jobs = [forgetOldChanges]
