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

/** Deletes the personal firm, and practices in which this person is alone; for the end of an account. */
export async function deleteFirmsOf(tx: Tx, user_id: string): Promise<void> {
  await sql`
    DELETE FROM firms f USING firm_members m
    WHERE m.firm_id = f.id AND m.user_id = ${user_id}
      AND NOT EXISTS (SELECT 1 FROM firm_members o WHERE o.firm_id = f.id AND o.user_id <> ${user_id})`.execute(tx)
}
