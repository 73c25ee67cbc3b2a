import { sql } from 'kysely'
import { MOST_UNANSWERED } from '#domain/calendar/sync/schedule.ts'
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

/** `full`: so many of its account are synced already. `resting`: its account is left alone until then. */
export type Taking =
  | { readonly kind: 'taken'; readonly calendar: LeasedCalendar }
  | { readonly kind: 'busy' | 'full' | 'off' }
  | { readonly kind: 'resting'; readonly until: string }

/** Graph takes four requests at once of one account (calendar.md §4.2); a run has one under way, and people look as well. */
const MOST_OF_ACCOUNT = 3
const SYNCED = sql`n.disconnected_at IS NULL AND n.sync_enabled AND c.selected AND c.direction <> 'none'`
/** It asked to be left alone (`resting_until`), or nobody answers for it (`silent_until`): the later of the two; null: neither. */
const RESTS = sql`greatest(n.resting_until, n.silent_until)`

/**
 * Takes a calendar for one run, over all nodes, unless too many of its account are taken. `busy`: another run has it. `off`:
 * it is not synced, or not any more. A run that was left without an end by a crash is noted as lost. `waits`: nobody asked
 * for it just now, so that it can wait while its account is left alone; after that the first one alone looks how it stands.
 */
export async function takeLease(
  ctx: SyncCtx,
  tx: Tx,
  { calendar_id, waits }: { readonly calendar_id: string; readonly waits: boolean },
): Promise<Taking> {
  const [now, until] = [ctx.clock.iso(), isoOf(ctx.clock.ms() + LEASE_MS)]
  // One at a time for an account, so that what is counted is still so when it is taken.
  await sql`
    SELECT pg_advisory_xact_lock(hashtextextended('calendar account ' || connection_id, 0)) FROM calendars
    WHERE id = ${calendar_id}`.execute(tx)
  const { rows } = await sql<LeasedCalendar>`
    WITH taken AS (
      UPDATE calendars c SET fence = c.fence + 1, leased_until = ${until}, last_run_at = ${now}
      FROM calendar_connections n
      WHERE c.id = ${calendar_id} AND n.id = c.connection_id AND ${SYNCED}
        AND (c.leased_until IS NULL OR c.leased_until <= ${now})
        AND (NOT ${waits} OR coalesce(${RESTS}, ${now}) <= ${now})
        AND (SELECT count(*) FROM calendars o WHERE o.connection_id = n.id AND o.leased_until > ${now}) < ${MOST_OF_ACCOUNT}
      RETURNING ${CALENDAR}
    ), lost AS (
      UPDATE calendar_attempts SET status = 'lost', finished_at = ${now}
      WHERE calendar_id IN (SELECT id FROM taken) AND status = 'running'
    ), looking AS (
      UPDATE calendar_connections SET silent_until = ${until}
      WHERE id IN (SELECT connection_id FROM taken) AND unanswered >= ${MOST_UNANSWERED}
    )
    SELECT taken.*, EXISTS (
      SELECT FROM calendar_channels h JOIN calendars o ON o.id = h.calendar_id
      WHERE h.state = 'live' AND h.expires_at > ${now}
        AND (o.id = taken.id OR (h.whole_account AND o.connection_id = taken.connection_id))
    ) AS is_told FROM taken`.execute(tx)
  const [calendar] = rows
  return calendar === undefined ? whyNot(tx, { calendar_id, waits, now }) : { kind: 'taken', calendar }
}

async function whyNot(
  tx: Tx,
  { calendar_id, waits, now }: { readonly calendar_id: string; readonly waits: boolean; readonly now: string },
): Promise<Taking> {
  const { rows } = await sql<{ is_taken: boolean | null; is_synced: boolean; resting_until: string | null }>`
    SELECT c.leased_until > ${now} AS is_taken, ${SYNCED} AS is_synced,
      CASE WHEN ${waits} AND ${RESTS} > ${now} THEN ${RESTS} END AS resting_until
    FROM calendars c JOIN calendar_connections n ON n.id = c.connection_id WHERE c.id = ${calendar_id}`.execute(tx)
  const [row] = rows
  if (row?.is_taken === true) return { kind: 'busy' }
  if (row === undefined || !row.is_synced) return { kind: 'off' }
  return row.resting_until === null ? { kind: 'full' } : { kind: 'resting', until: row.resting_until }
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
