import { sql } from 'kysely'
import type { CalendarConflict, JournalLine } from '#contract/calendar-conflicts.ts'
import type { Tx } from '#platform/db/db.ts'

export interface ConflictRow extends Omit<CalendarConflict, 'fields' | 'when'> {
  /** As it is stored; null where a side was deleted. */
  readonly conflicts: unknown
  readonly when: unknown
}

const OPEN = sql`l.trouble IS NOT NULL AND l.state = 'live'
  AND l.trouble ->> 'kind' IN ('fields', 'edit_vs_delete', 'delete_vs_edit')`

export async function countConflicts(tx: Tx, user_id: string, calendar_id: string | null): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    SELECT count(*)::int AS total FROM calendar_links l
    WHERE l.user_id = ${user_id} AND ${OPEN} AND (${calendar_id}::uuid IS NULL OR l.calendar_id = ${calendar_id})`.execute(
    tx,
  )
  return rows[0]?.total ?? 0
}

/** Open questions, oldest first: one more than `limit`. */
export async function conflictsPage(
  tx: Tx,
  user_id: string,
  of: {
    readonly calendar_id: string | null
    readonly after: readonly [string, string] | null
    readonly limit: number
  },
): Promise<ConflictRow[]> {
  const after =
    of.after === null ? sql`TRUE` : sql`(l.troubled_at, l.id) > (${of.after[0]}::timestamptz, ${of.after[1]}::uuid)`
  const { rows } = await sql<ConflictRow>`
    SELECT l.id, l.trouble ->> 'kind' AS kind, l.calendar_id, c.name AS calendar_name, n.provider, l.event_id,
      coalesce(e.event ->> 'title', '') AS title, e.event -> 'when' AS "when", l.trouble -> 'conflicts' AS conflicts, l.troubled_at AS since
    FROM calendar_links l JOIN calendars c ON c.id = l.calendar_id JOIN calendar_connections n ON n.id = c.connection_id
      LEFT JOIN calendar_events e ON e.id = l.event_id
    WHERE l.user_id = ${user_id} AND ${OPEN}
      AND (${of.calendar_id}::uuid IS NULL OR l.calendar_id = ${of.calendar_id}) AND ${after}
    ORDER BY l.troubled_at, l.id LIMIT ${of.limit + 1}`.execute(tx)
  return rows
}

export interface JournalRow extends Omit<JournalLine, 'can_undo' | 'before' | 'after'> {
  readonly before: unknown
  readonly after: unknown
}

const LINE = sql`SELECT j.id, j.calendar_id, c.name AS calendar_name, j.attempt_id, j.event_id, j.verdict, j.title, j.before, j.after,
  j.at, j.undone_at FROM calendar_journal j JOIN calendars c ON c.id = j.calendar_id`

/** What sync changed here, latest first: one more than `limit`. */
export async function journalPage(
  tx: Tx,
  user_id: string,
  of: {
    readonly calendar_id: string | null
    readonly event_id: string | null
    readonly after: string | null
    readonly limit: number
  },
): Promise<JournalRow[]> {
  const { rows } = await sql<JournalRow>`${LINE}
    WHERE j.user_id = ${user_id} AND (${of.calendar_id}::uuid IS NULL OR j.calendar_id = ${of.calendar_id})
      AND (${of.event_id}::uuid IS NULL OR j.event_id = ${of.event_id}) AND (${of.after}::uuid IS NULL OR j.id < ${of.after})
    ORDER BY j.id DESC LIMIT ${of.limit + 1}`.execute(tx)
  return rows
}

export async function lockLine(tx: Tx, user_id: string, id: string): Promise<JournalRow | null> {
  const { rows } = await sql<JournalRow>`${LINE} WHERE j.id = ${id} AND j.user_id = ${user_id} FOR UPDATE OF j`.execute(
    tx,
  )
  return rows[0] ?? null
}

export async function markUndone(tx: Tx, id: string, now: string): Promise<void> {
  await sql`UPDATE calendar_journal SET undone_at = ${now} WHERE id = ${id}`.execute(tx)
}

/** Whether the event has a link to the calendar that goes on. */
export async function isLinked(tx: Tx, calendar_id: string, event_id: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM calendar_links WHERE calendar_id = ${calendar_id} AND event_id = ${event_id} AND state = 'live'`.execute(
    tx,
  )
  return rows.length > 0
}
