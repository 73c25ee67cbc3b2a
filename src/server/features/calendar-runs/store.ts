import { sql } from 'kysely'
import type { SyncAttempt } from '#contract/calendar-sync.ts'
import type { ErrorClass } from '#domain/calendar/sync/errors.ts'
import type { Tx } from '#platform/db/db.ts'

/** An attempt with the names around it, as it is stored. */
export interface AttemptRow extends Omit<SyncAttempt, 'because' | 'message' | 'remedy'> {
  readonly because: ErrorClass | null
  /** Its account was left alone from then on. */
  readonly rests: boolean
}

const ATTEMPT = sql`SELECT a.id, c.connection_id, a.calendar_id, c.name AS calendar_name, a.parent_id, a.trigger, a.status, a.because, a."full",
  a.imported, a.changed, a.deleted, a.pushed, a.conflicts, a.rejected, a.requests, a.started_at, a.finished_at,
  a.retry_at, a.rests
  FROM calendar_attempts a JOIN calendars c ON c.id = a.calendar_id`

export interface AttemptFilter {
  readonly calendar_id?: string | undefined
  readonly status?: string | undefined
  readonly trigger?: string | undefined
  readonly since?: string | undefined
}

/** Attempts of an account, latest first: one more than `limit`. */
export async function attemptsPage(
  tx: Tx,
  of: { readonly user_id: string; readonly connection_id: string },
  filter: AttemptFilter,
  page: { readonly after: string | null; readonly limit: number },
): Promise<AttemptRow[]> {
  const { calendar_id = null, status = null, trigger = null, since = null } = filter
  const { rows } = await sql<AttemptRow>`${ATTEMPT}
    WHERE a.user_id = ${of.user_id} AND c.connection_id = ${of.connection_id}
      AND (${calendar_id}::uuid IS NULL OR a.calendar_id = ${calendar_id}) AND (${status}::text IS NULL OR a.status = ${status})
      AND (${trigger}::text IS NULL OR a.trigger = ${trigger}) AND (${since}::timestamptz IS NULL OR a.started_at >= ${since})
      AND (${page.after}::uuid IS NULL OR a.id < ${page.after})
    ORDER BY a.id DESC LIMIT ${page.limit + 1}`.execute(tx)
  return rows
}

export async function attemptsById(tx: Tx, user_id: string, ids: readonly string[]): Promise<AttemptRow[]> {
  const { rows } = await sql<AttemptRow>`${ATTEMPT}
    WHERE a.user_id = ${user_id} AND a.id = ANY(${ids}::uuid[]) ORDER BY a.id`.execute(tx)
  return rows
}

export interface CalendarToSync {
  readonly id: string
  readonly connection_id: string
  readonly sync_enabled: boolean
}

/** The calendars of an account that are chosen to be synced; null: there is no such account. */
export async function calendarsToSync(
  tx: Tx,
  user_id: string,
  connection_id: string,
  calendar_id: string | null,
): Promise<CalendarToSync[] | null> {
  const account = await sql`
    SELECT FROM calendar_connections WHERE id = ${connection_id} AND user_id = ${user_id} AND disconnected_at IS NULL`.execute(
    tx,
  )
  if (account.rows.length === 0) return null
  const { rows } = await sql<CalendarToSync>`
    SELECT c.id, c.connection_id, n.sync_enabled FROM calendars c JOIN calendar_connections n ON n.id = c.connection_id
    WHERE c.connection_id = ${connection_id} AND c.user_id = ${user_id} AND c.selected AND c.direction <> 'none'
      AND (${calendar_id}::uuid IS NULL OR c.id = ${calendar_id})
    ORDER BY c.id`.execute(tx)
  return rows
}

/** Whether an account has this calendar, synced or not. */
export async function isCalendarOf(tx: Tx, connection_id: string, calendar_id: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM calendars WHERE id = ${calendar_id} AND connection_id = ${connection_id}`.execute(tx)
  return rows.length > 0
}

/** What waited for a person is confirmed. Null: there is no such calendar; else whether something waited. */
export async function confirmWaiting(
  tx: Tx,
  user_id: string,
  calendar_id: string,
): Promise<{ readonly connection_id: string; readonly waited: boolean } | null> {
  const found = await sql<{ connection_id: string; waited: boolean }>`
    SELECT connection_id, waiting <> '{}' AS waited FROM calendars WHERE id = ${calendar_id} AND user_id = ${user_id} FOR UPDATE`.execute(
    tx,
  )
  await sql`UPDATE calendars SET confirmed = waiting WHERE id = ${calendar_id} AND user_id = ${user_id}`.execute(tx)
  return found.rows[0] ?? null
}
