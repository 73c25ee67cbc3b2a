import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Clock } from '#platform/clock.ts'
import type { Tx } from '#platform/db/db.ts'

const TURN = 0x70_6f_73_74

/** Whoever adds shared postings or changes which sources are one takes turns with the others. */
export async function lockPostings(tx: Tx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${TURN})`.execute(tx)
}

/** Whether nobody has the turn now. */
export async function isTurnFree(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ free: boolean }>`SELECT pg_try_advisory_xact_lock(${TURN}) AS free`.execute(tx)
  return rows[0]?.free === true
}

/** Between the steps of a long work: lets others have their turn, if it has gone on for so long since they had one. */
export function othersEvery(ms: number, clock: Clock): () => Promise<void> {
  let since = clock.ms()
  return async () => {
    if (clock.ms() - since < ms) return
    await nextTurn()
    since = clock.ms()
  }
}
