import { sql } from 'kysely'
import type { ConnectionHooks } from './tables.ts'

/** What an account does to its calendars and their events. */
export const connectionHooks: ConnectionHooks = {
  settingsChanged: async (ctx, tx, calendar_ids) => {
    await sql`
      UPDATE calendars SET cursor = NULL, fence = fence + 1, leased_until = NULL, next_run_at = ${ctx.clock.iso()}
      WHERE id = ANY (${calendar_ids}::uuid[])`.execute(tx)
  },
  syncSoon: async (ctx, tx, calendar_ids) => {
    await sql`
      UPDATE calendars SET next_run_at = ${ctx.clock.iso()}, failures = 0,
        state = CASE WHEN state IN ('needs_reauth', 'paused', 'backoff', 'error') THEN 'idle' ELSE state END,
        because = CASE WHEN state IN ('needs_reauth', 'paused', 'backoff', 'error') THEN NULL ELSE because END
      WHERE id = ANY (${calendar_ids}::uuid[])`.execute(tx)
  },
  closing: async () => {},
  stopped: async (_ctx, tx, calendar_ids) => {
    await sql`
      UPDATE calendars SET fence = fence + 1, leased_until = NULL, next_run_at = NULL
      WHERE id = ANY (${calendar_ids}::uuid[])`.execute(tx)
  },
  removeCopies: async (_ctx, tx, calendar_ids) => {
    await sql`
      DELETE FROM calendar_events e USING calendar_links l
      WHERE l.event_id = e.id AND l.calendar_id = ANY (${calendar_ids}::uuid[]) AND l.origin = 'imported'
        AND e.application_id IS NULL AND e.interview_id IS NULL
        AND NOT EXISTS (SELECT FROM calendar_links o WHERE o.event_id = e.id AND o.state = 'live' AND o.calendar_id <> ALL (${calendar_ids}::uuid[]))`.execute(
      tx,
    )
  },
}
