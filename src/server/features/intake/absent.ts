import { storable } from '#domain/postings/storable.ts'
import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import type { IngestSource } from './placing.ts'
import { remerge } from './remerge.ts'
import { continueRenumbered, separateListedAtOnce } from './renumbered.ts'
import { lockPostings } from './turn.ts'

const BATCH = 500

/** What a snapshot carried; `unchanged`: it is still the last one, so what that lacked is missed again. */
export type Seen = ReadonlySet<string> | 'unchanged'

/**
 * After a run that read all of a snapshot, and before it is ended: what it lacks for the second time is gone, and what
 * an employer put up since it was last read whole may continue what it took down. Gives how many postings closed by it.
 *
 * In parts, each in a transaction of its own, so that those who wait for their turn get it. What is counted as missed is
 * left to `countMissed`: doing this twice does no more than doing it once.
 */
export async function settleAbsent(ctx: Ctx, source: IngestSource, seen: Seen): Promise<number> {
  const absent = await ctx.db.asSystem('find what a source does not carry', (tx) => absentOf(tx, source.id, seen))
  if (source.rank === 0 && seen !== 'unchanged') {
    const ids = new Set(absent.map(({ id }) => id))
    await continueRenumbered(ctx, source.id, ids)
    await separateListedAtOnce(ctx, source.id, ids)
  }
  const again = absent.filter(({ missed }) => missed > 0)
  let closed = 0
  for (let at = 0; at < again.length; at += BATCH) {
    const ids = again.slice(at, at + BATCH).map(({ id }) => id)
    closed += await ctx.db.asSystem('close what a source carries no more', (tx) => close(ctx, tx, ids))
  }
  return closed
}

/**
 * Counts what a snapshot lacks for the first time, where the run that read it ends. Never call it, or `settleAbsent`,
 * after an incomplete run: absence then says nothing.
 */
export async function countMissed(tx: Tx, { id: source_id }: IngestSource, seen: Seen): Promise<void> {
  if (seen === 'unchanged') return
  await lockPostings(tx)
  await sql`UPDATE posting_sources SET missed = 1
    WHERE source_id = ${source_id} AND owner_user_id IS NULL AND gone_at IS NULL AND missed = 0 AND ${lacks(seen)}`.execute(
    tx,
  )
}

async function close(ctx: Ctx, tx: Tx, ids: readonly string[]): Promise<number> {
  await lockPostings(tx)
  const { rows } = await sql<{ posting_id: string }>`
    UPDATE posting_sources SET missed = missed + 1, gone_at = ${ctx.clock.iso()}::timestamptz
    WHERE id = ANY(${ids}::uuid[]) AND gone_at IS NULL RETURNING posting_id`.execute(tx)
  return remerge(ctx, tx, [...new Set(rows.map((row) => row.posting_id))])
}

async function absentOf(tx: Tx, source_id: string, seen: Seen): Promise<{ id: string; missed: number }[]> {
  const { rows } = await sql<{ id: string; missed: number }>`
    SELECT id, missed FROM posting_sources
    WHERE source_id = ${source_id} AND owner_user_id IS NULL AND gone_at IS NULL
      AND ${seen === 'unchanged' ? sql`missed > 0` : lacks(seen)} ORDER BY id`.execute(tx)
  return rows
}

function lacks(seen: ReadonlySet<string>) {
  return sql`NOT external_id = ANY(${storable([...seen])}::text[])`
}
