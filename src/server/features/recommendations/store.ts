import { sql } from 'kysely'
import { z } from 'zod'
import type { Choice } from '#domain/recommendations/select.ts'
import type { Tx } from '#platform/db/db.ts'

/** What was recommended: on which day of the person's, by which profile and weights. */
export interface KeptChoices {
  readonly day: string
  readonly basis: string
  readonly choices: readonly Choice[]
}

const Row = z.object({
  day: z.string(),
  basis: z.string(),
  choices: z.array(z.object({ id: z.string(), instead: z.enum(['company', 'role']).nullable() })),
})

export async function findChoices(tx: Tx, user_id: string): Promise<KeptChoices | null> {
  const { rows } = await sql`SELECT day, basis, choices FROM recommendations WHERE user_id = ${user_id}`.execute(tx)
  return rows.length === 0 ? null : Row.parse(rows[0])
}

export async function keepChoices(tx: Tx, user_id: string, { day, basis, choices }: KeptChoices): Promise<void> {
  await sql`
    INSERT INTO recommendations (user_id, day, basis, choices) VALUES (${user_id}, ${day}::date, ${basis}, ${JSON.stringify(choices)}::jsonb)
    ON CONFLICT (user_id) DO UPDATE SET day = excluded.day, basis = excluded.basis, choices = excluded.choices`.execute(
    tx,
  )
}
