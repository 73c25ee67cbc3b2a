import { sql } from 'kysely'
import type { Tx } from '#platform/db/db.ts'

/** The sources that a person's feed is made of. */
export async function switchedOn(tx: Tx, user_id: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('source_subscriptions')
    .select('source_id')
    .where('user_id', '=', user_id)
    .where('enabled', '=', true)
    .execute()
  return rows.map((row) => row.source_id)
}

/** All sources that a person ever switched, with where the switch stands. */
export async function subscriptionsOf(tx: Tx, user_id: string): Promise<Map<string, boolean>> {
  const rows = await tx
    .selectFrom('source_subscriptions')
    .select(['source_id', 'enabled'])
    .where('user_id', '=', user_id)
    .execute()
  return new Map(rows.map((row) => [row.source_id, row.enabled]))
}

/** Everybody whose feed a source belongs to. */
export async function subscribersOf(tx: Tx, source_id: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('source_subscriptions')
    .select('user_id')
    .where('source_id', '=', source_id)
    .where('enabled', '=', true)
    .execute()
  return rows.map((row) => row.user_id)
}

export async function switchSource(
  tx: Tx,
  to: { user_id: string; source_id: string; enabled: boolean; now: string },
): Promise<void> {
  await sql`
    INSERT INTO source_subscriptions (user_id, source_id, enabled, changed_at) VALUES (${to.user_id}, ${to.source_id}, ${to.enabled}, ${to.now})
    ON CONFLICT (user_id, source_id) DO UPDATE SET enabled = excluded.enabled, changed_at = excluded.changed_at
    WHERE source_subscriptions.enabled <> excluded.enabled`.execute(tx)
}

export async function forgetSource(tx: Tx, user_id: string, source_id: string): Promise<void> {
  await tx
    .deleteFrom('source_subscriptions')
    .where('user_id', '=', user_id)
    .where('source_id', '=', source_id)
    .execute()
}

/** How many postings each source carries now, and how many of them it brought since an instant. */
export async function yieldsOf(
  tx: Tx,
  since: string,
): Promise<Map<string, { postings: number; postings_new: number }>> {
  const { rows } = await sql<{ source_id: string; postings: number; postings_new: number }>`
    SELECT source_id, count(*) AS postings, count(*) FILTER (WHERE first_seen_at >= ${since}) AS postings_new
    FROM posting_sources WHERE owner_user_id IS NULL AND gone_at IS NULL GROUP BY source_id`.execute(tx)
  return new Map(rows.map(({ source_id, ...counts }) => [source_id, counts]))
}

/**
 * Closes postings whose own date of expiry has passed; gives how many. Not those that their source lists still while it
 * leaves such dates out of late: it may have put this one off.
 */
export async function closeExpired(tx: Tx, now: string): Promise<number> {
  const { rows } = await sql`
    UPDATE postings p SET closed_at = ${now}, close_reason = 'expired', updated_at = ${now}, version = version + 1
    WHERE closed_at IS NULL AND expires_at < ${now}::timestamptz AND NOT EXISTS (
      SELECT FROM posting_sources s JOIN sources q ON q.id = s.source_id
      WHERE s.posting_id = p.id AND s.gone_at IS NULL AND s.source_id = p.provenance ->> 'expires_at'
        AND q.missing_fields @> '[{"field": "expires_at"}]')
    RETURNING id`.execute(tx)
  return rows.length
}
