import { sql } from 'kysely'
import { isoOf } from '#platform/clock.ts'
import type { Tx } from '#platform/db/db.ts'
import type { LeasedCalendar, SyncCtx } from './tables.ts'

/** Longer than any single request; it is prolonged with each step and while one waits for an answer. */
export const LEASE_MS = 120_000

/** Which lease of which calendar: a newer one has a higher fence, and what an older one would store is refused. */
export interface Lease {
  readonly calendar_id: string
  readonly fence: number
}

const CALENDAR = sql`c.id, c.user_id, c.connection_id, c.remote_id, c.name, c.time_zone, c.role, c.direction, c.filters, c.cursor,
  c.whole_due_at, c.fence, c.failures, c.confirmed, c.clock_offset_ms, n.provider, n.status, n.sync_window_days,
  n.conflict_strategy, n.delete_policy, n.writes_people`

/** A calendar as a run would have it, for what a person does to it; null: there is none. */
export async function findCalendar(tx: Tx, user_id: string, calendar_id: string): Promise<LeasedCalendar | null> {
  const { rows } = await sql<LeasedCalendar>`
    SELECT ${CALENDAR}, false AS is_told FROM calendars c JOIN calendar_connections n ON n.id = c.connection_id
    WHERE c.id = ${calendar_id} AND c.user_id = ${user_id}`.execute(tx)
  return rows[0] ?? null
}

/**
 * Takes a calendar for one run, over all nodes. `busy`: another run has it. `off`: it is not synced, or not any more. A run
 * that was left without an end by a crash is noted as lost.
 */
export async function takeLease(ctx: SyncCtx, tx: Tx, calendar_id: string): Promise<LeasedCalendar | 'busy' | 'off'> {
  const [now, until] = [ctx.clock.iso(), isoOf(ctx.clock.ms() + LEASE_MS)]
  const { rows } = await sql<LeasedCalendar>`
    WITH taken AS (
      UPDATE calendars c SET fence = c.fence + 1, leased_until = ${until}, last_run_at = ${now}
      FROM calendar_connections n
      WHERE c.id = ${calendar_id} AND n.id = c.connection_id AND n.disconnected_at IS NULL AND n.sync_enabled AND c.selected
        AND c.direction <> 'none' AND (c.leased_until IS NULL OR c.leased_until <= ${now})
      RETURNING ${CALENDAR}
    ), lost AS (
      UPDATE calendar_attempts SET status = 'lost', finished_at = ${now}
      WHERE calendar_id IN (SELECT id FROM taken) AND status = 'running'
    )
    SELECT taken.*, EXISTS (
      SELECT FROM calendar_channels h WHERE h.calendar_id = taken.id AND h.state = 'live' AND h.expires_at > ${now}
    ) AS is_told FROM taken`.execute(tx)
  const [taken] = rows
  if (taken !== undefined) return taken
  const busy = await sql`SELECT FROM calendars WHERE id = ${calendar_id} AND leased_until > ${now}`.execute(tx)
  return busy.rows.length > 0 ? 'busy' : 'off'
}

/** Prolongs a lease, and holds its row until the transaction ends. False: another run has taken it. */
export async function holdLease(ctx: SyncCtx, tx: Tx, { calendar_id, fence }: Lease): Promise<boolean> {
  const { rows } = await sql`
    UPDATE calendars SET leased_until = ${isoOf(ctx.clock.ms() + LEASE_MS)}
    WHERE id = ${calendar_id} AND fence = ${fence} RETURNING 1`.execute(tx)
  return rows.length > 0
}

/** Lets go of a calendar in the middle of a run. */
export async function freeLease(tx: Tx, { calendar_id, fence }: Lease): Promise<void> {
  await sql`UPDATE calendars SET leased_until = NULL WHERE id = ${calendar_id} AND fence = ${fence}`.execute(tx)
}
