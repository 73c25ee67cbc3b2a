import type pg from 'pg'
import type { PgBoss } from 'pg-boss'
import { z } from 'zod'

/** A job whose tries are used up: for the operator to read and to run again. */
export interface DeadLetter {
  readonly id: string
  readonly job: string
  readonly data: unknown
  readonly error: string
  readonly tries: number
  readonly enqueued_at: string
  readonly failed_at: string
}

const Row = z.object({
  id: z.string(),
  job: z.string(),
  data: z.unknown(),
  error: z.string().nullable(),
  tries: z.number(),
  enqueued_at: z.string(),
  failed_at: z.string(),
})

/** Jobs that failed for good, latest first; kept for a week. */
export async function deadLetters(pool: pg.Pool, limit: number): Promise<readonly DeadLetter[]> {
  const { rows } = await pool.query(
    `SELECT id, name AS job, data, coalesce(output ->> 'message', output #>> '{value,message}') AS error,
            retry_count + 1 AS tries, created_on AS enqueued_at, completed_on AS failed_at
     FROM pgboss.job WHERE state = 'failed' AND name NOT LIKE '\\_\\_pgboss\\_\\_%' ORDER BY completed_on DESC LIMIT $1`,
    [limit],
  )
  return z
    .array(Row)
    .parse(rows)
    .map((row) => ({ ...row, data: row.data, error: row.error ?? 'No reason was recorded.' }))
}

/** Puts a dead letter back into the queue. */
export async function runAgain(boss: PgBoss, pool: pg.Pool, id: string): Promise<boolean> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT name FROM pgboss.job WHERE id = $1 AND state = 'failed'`,
    [id],
  )
  const [found] = rows
  if (found === undefined) return false
  await boss.retry(found.name, id)
  return true
}
