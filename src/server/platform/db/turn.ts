import { sql } from 'kysely'
import type { Tx } from './db.ts'

/** Waits until nobody else has the turn of this name, and keeps it until the transaction ends. Over all nodes. */
export async function waitTurn(tx: Tx, name: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx)
}
