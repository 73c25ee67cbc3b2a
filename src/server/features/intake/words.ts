import { sql } from 'kysely'
import { z } from 'zod'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { job } from '#platform/queue.ts'
import { rematchOf } from '#features/postings/index.ts'
import type { Brought } from '#features/postings/index.ts'
import { tidyAfter } from './tidy.ts'
import { isTurnFree } from './turn.ts'

/** Whoever changes one of these waits until all are written. */
const BATCH = 200
const ONE_AT_A_TIME = 0x77_6f_72_64

/** Texts that a reading brought are found by their words from here on. */
const readWords = job({
  name: 'read-words',
  data: z.object({}),
  timeout_s: 600,
  run: async (ctx: Ctx, _, signal) => {
    const read = await readDueWords(ctx, signal)
    await ctx.db.asSystem('tidy up after texts were read', (tx) => tidyAfter(ctx, tx, read))
  },
})

/** A reading of an hour is not waited for, and what a crash left is picked up; not while pages are written without a pause. */
const findDueWords = job({
  name: 'words-due',
  data: z.object({}),
  cron: '* * * * *',
  run: (ctx: Ctx) =>
    ctx.db.asSystem('see whether texts are to be read', async (tx) => {
      if ((await isTurnFree(tx)) && (await isAnyDue(tx, null))) await enqueueWords(ctx, tx)
    }),
})

export const wordJobs = [readWords, findDueWords]

/** After a reading that brought `added` postings. */
export async function readWordsAfter(ctx: Ctx, tx: Tx, added: number): Promise<void> {
  if (added > 0) await enqueueWords(ctx, tx)
}

async function enqueueWords(ctx: Ctx, tx: Tx): Promise<void> {
  await ctx.queue.enqueue(tx, readWords, {}, { key: 'all' })
}

/** Reads the words of all texts that wait for it, some at a time; gives of how many. */
export async function readDueWords(ctx: Ctx, signal?: AbortSignal): Promise<number> {
  let read = 0
  for (let last = BATCH; last > 0 && signal?.aborted !== true; read += last)
    last = await ctx.db.asSystem('read the words of texts', (tx) => readBatch(ctx, tx))
  return read
}

async function readBatch(ctx: Ctx, tx: Tx): Promise<number> {
  await lockWords(tx)
  // What a crash takes back is due again.
  await sql`SET LOCAL synchronous_commit = off`.execute(tx)
  const { rows } = await sql<{ source_ids: string[] }>`
    WITH due AS MATERIALIZED (SELECT id FROM postings WHERE words_due ORDER BY id LIMIT ${BATCH} FOR NO KEY UPDATE SKIP LOCKED)
    UPDATE postings p SET words_due = false FROM due WHERE p.id = due.id RETURNING p.source_ids`.execute(tx)
  for (const source_id of new Set(rows.flatMap(({ source_ids }) => source_ids)))
    if (!(await isBeingRead(tx, source_id)) && !(await isAnyDue(tx, source_id))) await rematchOf(ctx, tx, source_id)
  return rows.length
}

/**
 * Tells of what a run brought once all its texts can be searched: an alert says what it found in one mail. Until then it
 * is left to whoever reads the last of them.
 */
export function onceWordsAreRead(tell: (ctx: Ctx, tx: Tx, user_id: string) => Promise<void>): Brought {
  return async (ctx, tx, { user_id, source_id }) => {
    // Else the last could be read between this look and its end, by one who found the run still under way.
    await lockWords(tx)
    if (!(await isAnyDue(tx, source_id))) await tell(ctx, tx, user_id)
  }
}

async function lockWords(tx: Tx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${ONE_AT_A_TIME})`.execute(tx)
}

async function isAnyDue(tx: Tx, source_id: string | null): Promise<boolean> {
  // In the order of its index, so that this is what is read whatever the figures say of the table.
  const { rows } = await sql`
    SELECT FROM postings WHERE words_due AND (${source_id}::text IS NULL OR ${source_id}::text = ANY(source_ids)) ORDER BY id LIMIT 1`.execute(
    tx,
  )
  return rows.length > 0
}

/** While a source is read, its end will tell. */
async function isBeingRead(tx: Tx, source_id: string): Promise<boolean> {
  const { rows } = await sql`SELECT FROM source_runs WHERE source_id = ${source_id} AND status = 'running'`.execute(tx)
  return rows.length > 0
}
