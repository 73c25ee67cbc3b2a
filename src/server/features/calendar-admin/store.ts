import { sql } from 'kysely'
import type { AdminAttempt, AdminConnection } from '#contract/calendar-admin.ts'
import type { ErrorClass } from '#domain/calendar/sync/errors.ts'
import type { Tx } from '#platform/db/db.ts'

/** An account of a member of a firm. */
export interface Owner {
  readonly user_id: string
  readonly connection_id: string
}

export interface ConnectionRow extends Omit<AdminConnection, 'because' | 'message' | 'remedy' | 'channels'> {
  readonly because: ErrorClass | null
  readonly live: number
  readonly refused: number
  readonly whole_account: boolean
  readonly last_message_at: string | null
}

export interface AttemptRow extends Omit<AdminAttempt, 'because' | 'message' | 'remedy'> {
  readonly because: ErrorClass | null
}

/**
 * Links (l) to calendars (c) of accounts (n) with something to tell that no question to the person keeps back. A link does
 * not say since when: what an earlier good run could have told is younger than that run.
 */
export const UNSENT = sql`l.state = 'live' AND l.to_tell AND l.trouble IS NULL AND c.selected AND c.direction IN ('push', 'both')
  AND c.role <> 'reader' AND n.provider <> 'ics' AND n.disconnected_at IS NULL`
export const UNSENT_SINCE = sql`greatest(e.updated_at, c.last_ok_at)`

const PERSON = sql`coalesce(u.full_name, u.username, '?')`

export interface ConnectionFilter {
  readonly status?: string | undefined
  readonly provider?: string | undefined
  readonly user_id?: string | undefined
}

/** Accounts of the members of a firm, latest first: one more than `limit`. */
export async function connectionsPage(
  tx: Tx,
  firm_id: string,
  filter: ConnectionFilter,
  page: { readonly after: string | null; readonly limit: number; readonly now: string },
): Promise<ConnectionRow[]> {
  const { status = null, provider = null, user_id = null } = filter
  const { rows } = await sql<ConnectionRow>`
    WITH page AS (
      SELECT n.*, ${PERSON} AS person
      FROM firm_members m JOIN users u ON u.id = m.user_id JOIN calendar_connections n ON n.user_id = m.user_id
      WHERE m.firm_id = ${firm_id} AND n.disconnected_at IS NULL AND (${status}::text IS NULL OR n.status = ${status})
        AND (${provider}::text IS NULL OR n.provider = ${provider}) AND (${user_id}::uuid IS NULL OR n.user_id = ${user_id})
        AND (${page.after}::uuid IS NULL OR n.id < ${page.after})
      ORDER BY n.id DESC LIMIT ${page.limit + 1}
    )
    SELECT n.id, n.user_id, n.person, n.provider, n.status, n.because, n.sync_enabled, synced.*, waiting.*, told.*
    FROM page n CROSS JOIN LATERAL (
      SELECT count(*) AS calendars, count(*) FILTER (WHERE c.state NOT IN ('idle', 'backoff')) AS standing_still,
        max(c.last_ok_at) AS last_ok_at, min(c.next_run_at) AS next_run_at, coalesce(max(c.failures), 0) AS failures
      FROM calendars c WHERE c.connection_id = n.id AND c.selected AND c.direction <> 'none'
    ) synced CROSS JOIN LATERAL (
      SELECT min(${UNSENT_SINCE}) AS oldest_unsent_at
      FROM calendars c JOIN calendar_links l ON l.calendar_id = c.id JOIN calendar_events e ON e.id = l.event_id
      WHERE c.connection_id = n.id AND ${UNSENT}
    ) waiting CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE h.state = 'live' AND (h.expires_at IS NULL OR h.expires_at > ${page.now})) AS live,
        count(*) FILTER (WHERE h.state = 'refused') AS refused,
        coalesce(bool_or(h.whole_account) FILTER (WHERE h.state = 'live' AND (h.expires_at IS NULL OR h.expires_at > ${page.now})), false)
          AS whole_account, max(h.last_message_at) AS last_message_at
      FROM calendars c JOIN calendar_channels h ON h.calendar_id = c.id WHERE c.connection_id = n.id
    ) told
    ORDER BY n.id DESC`.execute(tx)
  return rows
}

export interface AttemptFilter {
  readonly status?: string | undefined
  readonly provider?: string | undefined
  readonly because?: string | undefined
  readonly user_id?: string | undefined
  readonly connection_id?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** Attempts of the members of a firm, latest first: one more than `limit`. */
export async function attemptsPage(
  tx: Tx,
  firm_id: string,
  filter: AttemptFilter,
  page: { readonly after: string | null; readonly limit: number },
): Promise<AttemptRow[]> {
  const { status = null, provider = null, because = null, user_id = null, connection_id = null } = filter
  const { from = null, to = null } = filter
  const { rows } = await sql<AttemptRow>`
    SELECT a.id, a.user_id, ${PERSON} AS person, n.provider, c.connection_id, a.calendar_id, a.parent_id, a.trigger, a.status,
      a.because, a."full", a.imported, a.changed, a.deleted, a.pushed, a.conflicts, a.rejected, a.requests, a.started_at,
      a.finished_at, a.retry_at, round(extract(epoch FROM a.finished_at - a.started_at) * 1000) AS duration_ms,
      round((a.phases ->> 'http')::numeric) AS http_ms, round((a.phases ->> 'database')::numeric) AS database_ms,
      a.cursor_before, a.cursor_after
    FROM calendar_attempts a JOIN firm_members m ON m.user_id = a.user_id JOIN users u ON u.id = a.user_id
      JOIN calendars c ON c.id = a.calendar_id JOIN calendar_connections n ON n.id = c.connection_id
    WHERE m.firm_id = ${firm_id} AND (${status}::text IS NULL OR a.status = ${status})
      AND (${provider}::text IS NULL OR n.provider = ${provider}) AND (${because}::text IS NULL OR a.because = ${because})
      AND (${user_id}::uuid IS NULL OR a.user_id = ${user_id}) AND (${connection_id}::uuid IS NULL OR n.id = ${connection_id})
      AND (${from}::timestamptz IS NULL OR a.started_at >= ${from}) AND (${to}::timestamptz IS NULL OR a.started_at < ${to})
      AND (${page.after}::uuid IS NULL OR a.id < ${page.after})
    ORDER BY a.id DESC LIMIT ${page.limit + 1}`.execute(tx)
  return rows
}

export async function ownerOfAttempt(tx: Tx, firm_id: string, id: string): Promise<Owner | null> {
  const { rows } = await sql<Owner>`
    SELECT a.user_id, c.connection_id
    FROM calendar_attempts a JOIN firm_members m ON m.user_id = a.user_id JOIN calendars c ON c.id = a.calendar_id
    WHERE a.id = ${id} AND m.firm_id = ${firm_id}`.execute(tx)
  return rows[0] ?? null
}

export async function ownerOfConnection(tx: Tx, firm_id: string, id: string): Promise<Owner | null> {
  const { rows } = await sql<Owner>`
    SELECT n.user_id, n.id AS connection_id FROM calendar_connections n JOIN firm_members m ON m.user_id = n.user_id
    WHERE n.id = ${id} AND m.firm_id = ${firm_id} AND n.disconnected_at IS NULL`.execute(tx)
  return rows[0] ?? null
}
