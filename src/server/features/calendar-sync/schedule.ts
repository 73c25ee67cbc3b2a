import { sql } from 'kysely'
import type { Tx } from '#platform/db/db.ts'
import type { SyncCtx } from './tables.ts'

export interface Syncable {
  readonly id: string
  readonly connection_id: string
}

const SYNCED = sql`c.selected AND c.direction <> 'none' AND n.disconnected_at IS NULL`

/** Those of them that are synced at all. */
export async function syncable(tx: Tx, calendar_ids: readonly string[]): Promise<Syncable[]> {
  if (calendar_ids.length === 0) return []
  const { rows } = await sql<Syncable>`
    SELECT c.id, c.connection_id FROM calendars c JOIN calendar_connections n ON n.id = c.connection_id
    WHERE c.id = ANY(${calendar_ids}::uuid[]) AND ${SYNCED} AND n.sync_enabled`.execute(tx)
  return rows
}

/** Whose time has come, or for which a person changed something in the meantime; nobody has them just now. */
export async function dueCalendars(tx: Tx, now: string): Promise<(Syncable & { has_changes: boolean })[]> {
  const { rows } = await sql<Syncable & { has_changes: boolean }>`
    WITH told AS (SELECT DISTINCT calendar_id FROM calendar_links WHERE to_tell)
    SELECT c.id, c.connection_id, c.next_run_at > ${now} AS has_changes
    FROM calendars c JOIN calendar_connections n ON n.id = c.connection_id
    WHERE ${SYNCED} AND n.sync_enabled AND (c.leased_until IS NULL OR c.leased_until <= ${now})
      AND (c.next_run_at <= ${now} OR (c.state = 'idle' AND c.next_run_at IS NOT NULL AND c.direction IN ('push', 'both')
        AND c.id IN (SELECT calendar_id FROM told)))
    ORDER BY c.next_run_at`.execute(tx)
  return rows
}

/** Its account does not answer: nothing is asked of it before then. */
export async function putOff(ctx: SyncCtx, calendar_id: string, until: string): Promise<void> {
  await ctx.db.asSystem('put off a calendar', (tx) =>
    sql`UPDATE calendars SET next_run_at = ${until} WHERE id = ${calendar_id} AND next_run_at < ${until}`.execute(tx),
  )
}

/** Forgets what is old, and ends attempts whose process is gone. */
export async function tidy(
  tx: Tx,
  at: { readonly now: string; readonly attempts_before: string; readonly journal_before: string },
): Promise<void> {
  await sql`
    UPDATE calendar_attempts a SET status = 'lost', finished_at = ${at.now} FROM calendars c
    WHERE c.id = a.calendar_id AND a.status = 'running' AND (c.leased_until IS NULL OR c.leased_until <= ${at.now})`.execute(
    tx,
  )
  await sql`DELETE FROM calendar_attempts WHERE started_at < ${at.attempts_before}`.execute(tx)
  await sql`DELETE FROM calendar_journal WHERE at < ${at.journal_before}`.execute(tx)
}
