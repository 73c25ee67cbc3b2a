import type { RawBuilder } from 'kysely'
import type { Tx } from './db.ts'

/**
 * Runs a statement that each connection reads once and soon plans no more (PREPARE): worth it for long ones that run again
 * and again and whose plan is the same whatever the values are. A name stands for one text.
 */
export async function runPrepared(tx: Tx, name: string, statement: RawBuilder<unknown>): Promise<void> {
  const { sql, parameters } = statement.compile(tx)
  await tx.client.query({ name, text: sql, values: [...parameters] })
}
