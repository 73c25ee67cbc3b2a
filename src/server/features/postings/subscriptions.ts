import { sql } from 'kysely'
import type { Tx } from '#platform/db/db.ts'

/** The sources that a person's feed is made of. */
export async function switchedOn(tx: Tx, user_id: string): Promise<string[]> {
  const rows = await tx.selectFrom('source_subscriptions').select('source_id').where('user_id', '=', user_id).where('enabled', '=', true).execute()
  return rows.map((row) => row.source_id)
}

/** All sources that a person ever switched, with where the switch stands. */
export async function subscriptionsOf(tx: Tx, user_id: string): Promise<Map<string, boolean>> {
  const rows = await tx.selectFrom('source_subscriptions').select(['source_id', 'enabled']).where('user_id', '=', user_id).execute()
  return new Map(rows.map((row) => [row.source_id, row.enabled]))
}

/** Everybody whose feed a source belongs to. */
export async function subscribersOf(tx: Tx, source_id: string): Promise<string[]> {
  const rows = await tx.selectFrom('source_subscriptions').select('user_id').where('source_id', '=', source_id).where('enabled', '=', true).execute()
  return rows.map((row) => row.user_id)
}

export async function switchSource(tx: Tx, to: { user_id: string; source_id: string; enabled: boolean; now: string }): Promise<void> {
  await sql`
    INSERT INTO source_subscriptions (user_id, source_id, enabled, changed_at) VALUES (${to.user_id}, ${to.source_id}, ${to.enabled}, ${to.now})
    ON CONFLICT (user_id, source_id) DO UPDATE SET enabled = excluded.enabled, changed_at = excluded.changed_at
    WHERE source_subscriptions.enabled <> excluded.enabled`.execute(tx)
}

export async function forgetSource(tx: Tx, user_id: string, source_id: string): Promise<void> {
  await tx.deleteFrom('source_subscriptions').where('user_id', '=', user_id).where('source_id', '=', source_id).execute()
}
