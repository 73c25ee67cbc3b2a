import { sql } from 'kysely'
import type { SyncFigures } from '#contract/calendar-admin.ts'
import { CalendarProvider } from '#contract/calendar-connections.ts'
import { ERROR_WORDS } from '#domain/calendar/sync/errors.ts'
import type { Tx } from '#platform/db/db.ts'
import { UNSENT, UNSENT_SINCE } from './store.ts'

const LIMITS = ['throttle', 'quota']
/** Classes of errors after which a person connects again. */
const REAUTH = Object.entries(ERROR_WORDS).flatMap(([is, { state }]) =>
  state === 'expired' || state === 'revoked' ? [is] : [],
)

/** Null: all of them together. */
export interface MetricsRow extends SyncFigures {
  readonly provider: CalendarProvider | null
}

/** How sync of the members of a firm went since a moment: with each provider, and then with all of them. */
export async function syncMetrics(
  tx: Tx,
  firm_id: string,
  at: { readonly now: string; readonly since: string },
): Promise<MetricsRow[]> {
  const { rows } = await sql<MetricsRow>`
    WITH accounts AS (
      SELECT n.id, n.provider, n.disconnected_at FROM calendar_connections n JOIN firm_members m ON m.user_id = n.user_id
      WHERE m.firm_id = ${firm_id}
    ), attempts AS (
      SELECT n.provider, a.*, a.imported + a.changed + a.deleted AS pulled,
        extract(epoch FROM a.finished_at - a.started_at)::float8 * 1000 AS ms,
        -- Of a channel that ended only its term is known.
        EXISTS (SELECT FROM calendar_channels h JOIN calendars o ON o.id = h.calendar_id
          WHERE (o.id = c.id OR (h.whole_account AND o.connection_id = n.id)) AND h.created_at <= a.started_at
          AND h.state IN ('live', 'ended') AND h.remote_id IS NOT NULL
          AND (h.expires_at > a.started_at OR (h.expires_at IS NULL AND h.state = 'live'))) AS is_told
      FROM accounts n JOIN calendars c ON c.connection_id = n.id JOIN calendar_attempts a ON a.calendar_id = c.id
      WHERE a.started_at >= ${at.since}
    ), runs AS (
      SELECT provider, count(*) AS runs, count(*) FILTER (WHERE status IN ('done', 'failed', 'lost')) AS ended,
        count(ms) AS timed, 100.0 * count(*) FILTER (WHERE status = 'done')
          / nullif(count(*) FILTER (WHERE status IN ('done', 'failed', 'lost')), 0) AS success,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS p50, percentile_cont(0.95) WITHIN GROUP (ORDER BY ms) AS p95,
        sum(pulled) AS pulled, sum(pushed) AS pushed, sum(conflicts) AS conflicts,
        count(*) FILTER (WHERE "full") AS full_resyncs,
        count(*) FILTER (WHERE because = ANY(${LIMITS}::text[])) AS throttled,
        count(*) FILTER (WHERE because = ANY(${REAUTH}::text[])) AS reauth,
        sum(pulled) FILTER (WHERE trigger = 'push' OR (trigger = 'schedule' AND is_told)) AS found,
        100.0 * sum(pulled) FILTER (WHERE trigger = 'push')
          / nullif(sum(pulled) FILTER (WHERE trigger = 'push' OR (trigger = 'schedule' AND is_told)), 0) AS reliability
      FROM attempts GROUP BY ROLLUP (provider)
    ), links AS (
      SELECT n.provider, count(*) FILTER (WHERE l.trouble ->> 'kind' = 'rejected') AS dead_letters,
        min(${UNSENT_SINCE}) FILTER (WHERE ${UNSENT}) AS unsent_since
      FROM accounts n JOIN calendars c ON c.connection_id = n.id JOIN calendar_links l ON l.calendar_id = c.id
        JOIN calendar_events e ON e.id = l.event_id
      WHERE l.state = 'live' AND (l.to_tell OR l.trouble IS NOT NULL) GROUP BY ROLLUP (n.provider)
    )
    SELECT p.provider, coalesce(r.runs, 0) AS runs, coalesce(r.ended, 0) AS ended,
      round(r.success, 1) AS success_percent, coalesce(r.timed, 0) AS timed, round(r.p50) AS p50_ms, round(r.p95) AS p95_ms, coalesce(r.pulled, 0) AS pulled, coalesce(r.pushed, 0) AS pushed,
      coalesce(r.conflicts, 0) AS conflicts, coalesce(r.full_resyncs, 0) AS full_resyncs,
      coalesce(r.throttled, 0) AS throttled, coalesce(r.reauth, 0) AS reauth, coalesce(l.dead_letters, 0) AS dead_letters,
      round(extract(epoch FROM ${at.now}::timestamptz - l.unsent_since)) AS oldest_unsent_s,
      coalesce(r.found, 0) AS found_while_told, round(r.reliability, 1) AS push_reliability_percent
    FROM unnest(${[...CalendarProvider.options, null]}::text[]) WITH ORDINALITY AS p(provider, place)
      LEFT JOIN runs r ON r.provider IS NOT DISTINCT FROM p.provider
      LEFT JOIN links l ON l.provider IS NOT DISTINCT FROM p.provider
    ORDER BY p.place`.execute(tx)
  return rows
}
