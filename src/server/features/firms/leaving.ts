import { sql } from 'kysely'
import type { Tx } from '#platform/db/db.ts'

/** Practices that would have people but no owner without this person. */
export async function solePracticesOf(tx: Tx, user_id: string): Promise<string[]> {
  const found = await sql<{ name: string }>`
    SELECT f.name FROM firms f JOIN firm_members m ON m.firm_id = f.id AND m.user_id = ${user_id} AND m.role = 'owner'
    WHERE f.kind = 'practice'
      AND NOT EXISTS (SELECT 1 FROM firm_members o WHERE o.firm_id = f.id AND o.role = 'owner' AND o.user_id <> ${user_id})
      AND EXISTS (SELECT 1 FROM firm_members o WHERE o.firm_id = f.id AND o.user_id <> ${user_id})`.execute(tx)
  return found.rows.map((row) => row.name)
}

/**
 * Passes practices on whose only owner goes: to the admin, else the coach, who is there longest. Never to a seeker, who
 * would see the others. Gives who became an owner. Asking for a deletion is refused to a last owner; this is for
 * those who became it during the grace.
 */
export async function passOnFirmsOf(tx: Tx, user_id: string): Promise<string[]> {
  const passed = await sql<{ user_id: string }>`
    UPDATE firm_members h SET role = 'owner'
    FROM (SELECT DISTINCT ON (m.firm_id) m.firm_id, m.user_id
          FROM firm_members m JOIN firm_members o ON o.firm_id = m.firm_id AND o.user_id = ${user_id} AND o.role = 'owner'
          WHERE m.user_id <> ${user_id} AND m.role IN ('admin', 'coach')
            AND NOT EXISTS (SELECT 1 FROM firm_members a WHERE a.firm_id = m.firm_id AND a.role = 'owner' AND a.user_id <> ${user_id})
          ORDER BY m.firm_id, (m.role = 'admin') DESC, m.joined_at, m.user_id) heir
    WHERE h.firm_id = heir.firm_id AND h.user_id = heir.user_id RETURNING h.user_id`.execute(tx)
  return passed.rows.map((row) => row.user_id)
}

/** Deletes the firms, the personal one among them, in which nobody of the staff is left; for the end of an account. */
export async function deleteFirmsOf(tx: Tx, user_id: string): Promise<void> {
  await sql`
    DELETE FROM firms f USING firm_members m
    WHERE m.firm_id = f.id AND m.user_id = ${user_id} AND m.role <> 'member'
      AND NOT EXISTS (SELECT 1 FROM firm_members o WHERE o.firm_id = f.id AND o.user_id <> ${user_id} AND o.role <> 'member')`.execute(
    tx,
  )
}
