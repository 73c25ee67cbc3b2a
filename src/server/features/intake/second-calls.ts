import { storable } from '#domain/postings/storable.ts'
import { sql } from 'kysely'
import type { Kept, Stamped } from '#domain/postings/job-board-port.ts'
import { isoOf } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { remerge } from './remerge.ts'
import { keepAbsences } from '#features/posting-life/index.ts'

/** A text may change while the list says the same of it, so that it is asked for anew after this. */
const WHOLE_FOR_MS = 14 * 86_400_000

/** What is kept of these postings of a source: whole, in part, or (absent) nothing. */
export async function keptOf(ctx: Ctx, tx: Tx, source_id: string, briefs: readonly Stamped[]): ReturnType<Kept> {
  const { rows } = await sql<{ external_id: string; is_whole: boolean }>`
    SELECT s.external_id, coalesce(s.list_stamp = x.stamp AND s.whole_at > ${isoOf(ctx.clock.ms() - WHOLE_FOR_MS)}, false) AS is_whole
    FROM ${recordsOf(briefs)} JOIN posting_sources s USING (external_id)
    WHERE s.source_id = ${source_id} AND s.owner_user_id IS NULL`.execute(tx)
  return new Map(rows.map((row) => [row.external_id, row.is_whole ? 'whole' : 'in_part']))
}

/** Notes of which postings all is kept now, and what the list said of them. */
export async function keepStamps(ctx: Ctx, tx: Tx, source_id: string, stamped: readonly Stamped[]): Promise<void> {
  if (stamped.length === 0) return
  await sql`
    UPDATE posting_sources s SET list_stamp = x.stamp, whole_at = ${ctx.clock.iso()} FROM ${recordsOf(stamped)}
    WHERE s.source_id = ${source_id} AND s.owner_user_id IS NULL AND s.external_id = x.external_id`.execute(tx)
}

/**
 * Postings that a source carries still, with nothing new to keep: only those that it had lacked are written. One that
 * had closed for that is open again.
 */
export async function keepStanding(ctx: Ctx, tx: Tx, source_id: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const { rows } = await sql<{ id: string; posting_id: string; gone_at: string | null }>`
    WITH lacked AS (
      SELECT id, posting_id, gone_at FROM posting_sources
      WHERE source_id = ${source_id} AND owner_user_id IS NULL AND missed > 0 AND external_id = ANY(${storable(ids)}::text[]) FOR UPDATE
    ), back AS (
      UPDATE posting_sources s SET missed = 0, gone_at = NULL, last_seen_at = ${ctx.clock.iso()} FROM lacked WHERE s.id = lacked.id
    )
    SELECT * FROM lacked`.execute(tx)
  await keepAbsences(ctx, tx, rows)
  await remerge(
    ctx,
    tx,
    rows.map((row) => row.posting_id),
  )
}

function recordsOf(stamped: readonly Stamped[]) {
  return sql`jsonb_to_recordset(${JSON.stringify(storable(stamped))}::jsonb) AS x (external_id text, stamp text)`
}
