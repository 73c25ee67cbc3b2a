import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import type { RunRow } from './tables.ts'

const WATCHERS = 200

/** Tells who asked for the run, and at its end those who have the source on. */
export async function publish(ctx: Ctx, tx: Tx, run: RunRow, subscribers: readonly string[]): Promise<void> {
  const { requested_by, ...shown } = run
  const people = new Set([...(requested_by === null ? [] : [requested_by]), ...subscribers.slice(0, WATCHERS)])
  for (const user_id of people) await ctx.live.publish(tx, { user_id, type: 'sources_run', data: { run: shown } })
}
