import { sql } from 'kysely'
import type { Tx } from '#platform/db/db.ts'

const TURN = 0x70_6f_73_74

/** Whoever adds shared postings or changes which sources are one takes turns with the others. */
export async function lockPostings(tx: Tx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${TURN})`.execute(tx)
}
