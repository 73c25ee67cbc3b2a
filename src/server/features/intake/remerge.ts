import { sql } from 'kysely'
import { mergeSources } from '#domain/postings/merge.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import type { PostingSourceRow } from '#features/postings/index.ts'
import { UNJOINED, contentOf, fingerprint, insertPostings, updatePostings } from '#features/postings/index.ts'
import type { NewPosting } from '#features/postings/index.ts'

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

/** Makes a source a posting of its own, under the address that it had before; gives its id. Both are to be merged anew. */
export async function separateSource(ctx: Ctx, tx: Tx, source_row_id: string): Promise<string> {
  const row = await tx
    .selectFrom('posting_sources')
    .selectAll()
    .where('id', '=', source_row_id)
    .executeTakeFirstOrThrow()
  const posting_id = row.joined_from ?? ctx.id()
  const fresh = freshPosting({ ...row, posting_id }, ctx.clock.iso())
  await insertPostings(tx, [{ ...fresh, first_seen_at: row.first_seen_at }])
  await tx
    .updateTable('posting_sources')
    .set({ posting_id, ...UNJOINED })
    .where('id', '=', row.id)
    .execute()
  return posting_id
}

/** A posting as its first source has it. */
export function freshPosting(row: PostingSourceRow, now: string): NewPosting {
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
