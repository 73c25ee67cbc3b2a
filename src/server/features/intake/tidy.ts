import { sql } from 'kysely'
import { z } from 'zod'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { job } from '#platform/queue.ts'

/** So many new postings change how common words are, and fill the lists that stand before the indexes. */
const MUCH = 1000

/** Does at once what the database would come to by itself: until then searches take twice as long. */
export const tidyPostings = job({
  name: 'tidy-postings',
  data: z.object({}),
  timeout_s: 60,
  run: (ctx: Ctx) => ctx.db.asSystem('tidy postings', tidy),
})

/** After so many texts were read: what their words are is what the figures are most about. */
export async function tidyAfter(ctx: Ctx, tx: Tx, read: number): Promise<void> {
  if (read >= MUCH) await ctx.queue.enqueue(tx, tidyPostings, {}, { key: 'all' })
}

async function tidy(tx: Tx): Promise<void> {
  await sql`SELECT tidy_postings()`.execute(tx)
}
