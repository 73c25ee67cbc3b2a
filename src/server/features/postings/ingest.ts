import { sql } from 'kysely'
import type { FeedPosting } from '#domain/postings/feed-posting.ts'
import { identityOf } from '#domain/postings/identity.ts'
import { mergeSources } from '#domain/postings/merge.ts'
import { toFeedPosting } from '#domain/postings/normalise.ts'
import type { JobPosting } from '#domain/postings/posting.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import type { PostingSourceRow } from './tables.ts'
import { contentOf, fingerprint, insertPostings, storable, updatePostings, upsertSources } from './write.ts'
import type { NewPosting } from './write.ts'

/** The source that a page came from; rank 0 is the employer's own board. */
export interface IngestSource {
  readonly id: string
  readonly rank: number
}

export interface Ingested {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly closed: number
}

type Known = Pick<
  PostingSourceRow,
  'id' | 'external_id' | 'posting_id' | 'content_hash' | 'gone_at' | 'missed' | 'first_seen_at'
>
type Reading = { item: JobPosting; hash: string; posting: FeedPosting | null; known: Known | null }

const TURN = 0x70_6f_73_74

/**
 * Keeps a page of a source: shared rows, one posting for all sources that carry it. What did not change is not written.
 * Run it in a transaction of background work; pages of different sources take turns, so that two do not add one posting twice.
 */
export async function ingestPage(
  ctx: Ctx,
  tx: Tx,
  source: IngestSource,
  items: readonly JobPosting[],
): Promise<Ingested> {
  await sql`SELECT pg_advisory_xact_lock(${TURN})`.execute(tx)
  const latest = new Map(items.map(storable).map((item) => [item.external_id, item]))
  const known = await knownOf(tx, source.id, [...latest.keys()])
  const readings = [...latest.values()].map((item): Reading => ({
    item,
    hash: fingerprint(item),
    posting: null,
    known: known.get(item.external_id) ?? null,
  }))
  const written = readings.filter(
    ({ item, hash, known: row }) =>
      row === null || row.content_hash !== hash || (row.gone_at === null) === item.closed || row.missed > 0,
  )
  const worth = written.filter(({ item, known: row }) => row !== null || !item.closed)
  if (worth.length === 0) return { added: 0, changed: 0, unchanged: readings.length - written.length, closed: 0 }
  const rows = await sourceRows(ctx, tx, source, worth)
  const added = new Set(rows.filter((row) => row.is_new).map((row) => row.row.posting_id))
  await insertPostings(
    tx,
    rows.filter((row) => row.is_new).map(({ row }) => freshPosting(row, ctx.clock.iso())),
  )
  await upsertSources(
    tx,
    rows.map(({ row }) => row),
  )
  const others = [...new Set(rows.map(({ row }) => row.posting_id))].filter((id) => !added.has(id))
  const closed = await remerge(ctx, tx, others)
  return { added: added.size, changed: rows.length - added.size, unchanged: readings.length - written.length, closed }
}

/** Writes postings anew from what their sources say now; gives how many closed by it. */
export async function remerge(ctx: Ctx, tx: Tx, posting_ids: readonly string[]): Promise<number> {
  if (posting_ids.length === 0) return 0
  const { rows } = await sql<
    PostingSourceRow & { was_closed_at: string | null; was_close_reason: NewPosting['close_reason'] }
  >`
    SELECT s.*, p.closed_at AS was_closed_at, p.close_reason AS was_close_reason
    FROM posting_sources s JOIN postings p ON p.id = s.posting_id WHERE s.posting_id = ANY(${posting_ids}::uuid[])`.execute(
    tx,
  )
  const now = ctx.clock.iso()
  let closed = 0
  const updates = [...Map.groupBy(rows, (row) => row.posting_id)].flatMap(([id, sources]) => {
    const merged = mergeSources(
      sources.map((row) => ({
        source_id: row.source_id,
        rank: row.rank,
        first_seen_at: row.first_seen_at,
        gone: row.gone_at !== null,
        posting: row.posting,
      })),
    )
    const [first] = sources
    if (merged === null || first === undefined) return []
    const open = sources.some((row) => row.gone_at === null)
    if (!open && first.was_closed_at === null) closed += 1
    return [
      {
        ...contentOf(merged.posting),
        id,
        source_ids: [...merged.source_ids],
        provenance: merged.provenance,
        content_hash: fingerprint(merged.posting),
        last_seen_at: sources.reduce(
          (latest, row) => (row.last_seen_at > latest ? row.last_seen_at : latest),
          first.last_seen_at,
        ),
        closed_at: open ? null : (first.was_closed_at ?? now),
        close_reason: open ? null : (first.was_close_reason ?? ('absent' as const)),
        updated_at: now,
      },
    ]
  })
  await updatePostings(tx, updates)
  return closed
}

/**
 * After a run that read all of a snapshot: what it did not carry is counted as missed, and is gone after two misses.
 * Never call it after an incomplete run: absence then says nothing. `unchanged`: the snapshot is still the last one, so
 * what that lacked is missed again.
 */
export async function markAbsent(
  ctx: Ctx,
  tx: Tx,
  source_id: string,
  seen: ReadonlySet<string> | 'unchanged',
): Promise<number> {
  const absent = seen === 'unchanged' ? sql`missed > 0` : sql`NOT external_id = ANY(${[...seen]}::text[])`
  const { rows } = await sql<{ posting_id: string; gone_at: string | null }>`
    UPDATE posting_sources SET missed = missed + 1, gone_at = CASE WHEN missed + 1 >= 2 THEN ${ctx.clock.iso()}::timestamptz END
    WHERE source_id = ${source_id} AND owner_user_id IS NULL AND gone_at IS NULL AND ${absent}
    RETURNING posting_id, gone_at`.execute(tx)
  return remerge(
    ctx,
    tx,
    rows.filter((row) => row.gone_at !== null).map((row) => row.posting_id),
  )
}

async function knownOf(tx: Tx, source_id: string, external_ids: readonly string[]): Promise<Map<string, Known>> {
  const { rows } = await sql<Known>`
    SELECT id, external_id, posting_id, content_hash, gone_at, missed, first_seen_at FROM posting_sources
    WHERE source_id = ${source_id} AND owner_user_id IS NULL AND external_id = ANY(${external_ids}::text[])`.execute(tx)
  return new Map(rows.map((row) => [row.external_id, row]))
}

async function sourceRows(
  ctx: Ctx,
  tx: Tx,
  source: IngestSource,
  readings: readonly Reading[],
): Promise<{ row: PostingSourceRow; is_new: boolean }[]> {
  const identities = new Map(readings.map(({ item }) => [item.external_id, identityOf(item)]))
  const elsewhere = await postingsOf(tx, source.id, [...identities.values()])
  const now = ctx.clock.iso()
  return readings.map(({ item, hash, known }) => {
    const identity = identities.get(item.external_id) ?? { ats_key: null, url_keys: [] }
    const keys = [...(identity.ats_key === null ? [] : [identity.ats_key]), ...identity.url_keys]
    const same = known?.posting_id ?? keys.map((key) => elsewhere.get(key)).find((id) => id !== undefined)
    const row: PostingSourceRow = {
      id: known?.id ?? ctx.id(),
      posting_id: same ?? ctx.id(),
      owner_user_id: null,
      source_id: source.id,
      external_id: item.external_id,
      source_url: item.source_url,
      apply_url: item.apply_url,
      ats_key: identity.ats_key,
      url_keys: [...identity.url_keys],
      rank: source.rank,
      posting: toFeedPosting(item),
      content_hash: hash,
      first_seen_at: known?.first_seen_at ?? now,
      last_seen_at: now,
      missed: 0,
      gone_at: item.closed ? now : null,
    }
    return { row, is_new: same === undefined }
  })
}

/** The postings that other sources know under the same keys. */
async function postingsOf(
  tx: Tx,
  source_id: string,
  identities: readonly { ats_key: string | null; url_keys: readonly string[] }[],
): Promise<Map<string, string>> {
  const ats = identities.map((identity) => identity.ats_key).filter((key) => key !== null)
  const urls = identities.flatMap((identity) => identity.url_keys)
  const { rows } = await sql<{ ats_key: string | null; url_keys: string[]; posting_id: string }>`
    SELECT ats_key, url_keys, posting_id FROM posting_sources
    WHERE owner_user_id IS NULL AND source_id <> ${source_id} AND (ats_key = ANY(${ats}::text[]) OR url_keys && ${urls}::text[])
    ORDER BY first_seen_at DESC, id DESC`.execute(tx)
  return new Map(
    rows.flatMap((row) =>
      [...row.url_keys, ...(row.ats_key === null ? [] : [row.ats_key])].map((key) => [key, row.posting_id] as const),
    ),
  )
}

function freshPosting(row: PostingSourceRow, now: string): NewPosting {
  const stated = mergeSources([
    { source_id: row.source_id, rank: row.rank, first_seen_at: row.first_seen_at, gone: false, posting: row.posting },
  ])
  return {
    ...contentOf(row.posting),
    id: row.posting_id,
    owner_user_id: row.owner_user_id,
    is_sample: false,
    source_ids: [row.source_id],
    provenance: stated?.provenance ?? {},
    content_hash: fingerprint(row.posting),
    first_seen_at: now,
    last_seen_at: now,
    closed_at: null,
    close_reason: null,
    created_at: now,
    updated_at: now,
  }
}
