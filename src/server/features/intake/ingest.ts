import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { keepLife } from './life.ts'
import { changedOf } from './known.ts'
import { absorb, sourceRows } from './placing.ts'
import type { IngestSource, Placed } from './placing.ts'
import type { Draft } from './prepare.ts'
import { openingOf, remerge } from './remerge.ts'
import { continueRenumbered, separateListedAtOnce } from './renumbered.ts'
import { insertOpenings, keepTerms, storable, upsertSources } from '#features/postings/index.ts'

export interface Ingested {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly closed: number
}

const TURN = 0x70_6f_73_74

/** Whoever adds shared postings or changes which sources are one takes turns with the others. */
export async function lockPostings(tx: Tx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${TURN})`.execute(tx)
}

/**
 * Keeps a page of a source: shared rows, one posting for all sources that carry it. What did not change is not written.
 * Run it in a transaction of background work; pages of different sources take turns, so that two do not add one posting twice.
 */
export async function ingestPage(ctx: Ctx, tx: Tx, source: IngestSource, drafts: readonly Draft[]): Promise<Ingested> {
  // A page of which nothing changed waits for nobody.
  const changed = await changedOf(tx, source.id, drafts)
  if (changed.length > 0) await lockPostings(tx)
  const written = await changedOf(
    tx,
    source.id,
    changed.map(({ draft }) => draft),
  )
  const unchanged = drafts.length - written.length
  const worth = written.filter(({ draft, known: row }) => row !== null || !draft.item.closed)
  if (worth.length === 0) return { added: 0, changed: 0, unchanged, closed: 0 }
  const rows = await sourceRows(ctx, tx, source, worth)
  const added = new Set(rows.filter((row) => row.is_new).map((row) => row.row.posting_id))
  await keepLife(ctx, tx, source, { rows, worth })
  const now = ctx.clock.iso()
  await insertOpenings(
    tx,
    rows.filter((row) => row.is_new).map(({ row }) => ({ source: row, opening: openingOf(row, now) })),
  )
  await upsertSources(
    tx,
    rows.filter((row) => !row.is_new).map(({ row }) => row),
  )
  await keepTerms(
    tx,
    rows.map(({ row }) => row.posting),
  )
  await absorb(ctx, tx, rows)
  // A posting that one row brought alone says what that row says.
  const brought = new Set(rows.filter((row) => row.is_new && row.also.length === 0).map(({ row }) => row.id))
  const others = [...new Set(rows.filter(({ row }) => !brought.has(row.id)).map(({ row }) => row.posting_id))]
  const closed = await remerge(ctx, tx, others, joinedAlone(rows))
  return { added: added.size, changed: rows.length - added.size, unchanged, closed }
}

/** The newcomers that joined postings to which nothing else happened on this page than that they came about. */
function joinedAlone(rows: readonly Placed[]): ReadonlySet<string> {
  // Which others a posting took in is known only once it did.
  if (rows.some(({ also }) => also.length > 0)) return new Set()
  const groups = [...Map.groupBy(rows, ({ row }) => row.posting_id).values()]
  const quiet = groups.filter((group) => group.every(({ is_newcomer }) => is_newcomer))
  return new Set(quiet.flatMap((group) => group.flatMap(({ is_new, row }) => (is_new ? [] : [row.id]))))
}

/**
 * After a run that read all of a snapshot: what it did not carry is counted as missed, and is gone after two misses.
 * Never call it after an incomplete run: absence then says nothing. `unchanged`: the snapshot is still the last one, so
 * what that lacked is missed again. Call it before the source is noted as read whole: what an employer put up since then
 * may continue what it took down.
 */
export async function markAbsent(
  ctx: Ctx,
  tx: Tx,
  { id: source_id, rank }: IngestSource,
  seen: ReadonlySet<string> | 'unchanged',
): Promise<number> {
  await lockPostings(tx)
  const absent = seen === 'unchanged' ? sql`missed > 0` : sql`NOT external_id = ANY(${storable([...seen])}::text[])`
  const { rows } = await sql<{ posting_id: string; gone_at: string | null }>`
    UPDATE posting_sources SET missed = missed + 1, gone_at = CASE WHEN missed + 1 >= 2 THEN ${ctx.clock.iso()}::timestamptz END
    WHERE source_id = ${source_id} AND owner_user_id IS NULL AND gone_at IS NULL AND ${absent}
    RETURNING posting_id, gone_at`.execute(tx)
  if (rank === 0 && seen !== 'unchanged') {
    const vanished = rows.map((row) => row.posting_id)
    await continueRenumbered(ctx, tx, source_id, vanished)
    await separateListedAtOnce(ctx, tx, source_id)
  }
  return remerge(
    ctx,
    tx,
    rows.filter((row) => row.gone_at !== null).map((row) => row.posting_id),
  )
}
