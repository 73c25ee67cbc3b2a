import { fingerprint } from '#platform/fingerprint.ts'
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { mergeSources } from '#domain/postings/merge.ts'
import type { SourceView } from '#domain/postings/merge.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { besidesOf } from './made.ts'
import type { PostingSourceRow } from '#features/postings/index.ts'
import { UNJOINED, contentOf, insertPostings, updatePostings, updateStanding } from '#features/postings/index.ts'
import type { NewPosting, OpeningColumns } from '#features/postings/index.ts'

type Standing = Pick<NewPosting, 'closed_at' | 'close_reason'>
interface Was {
  readonly was_closed_at: Standing['closed_at']
  readonly was_close_reason: Standing['close_reason']
}

const NONE: ReadonlySet<string> = new Set()

/**
 * Writes postings anew from what their sources say now; gives how many closed by it. `joined`: sources that came to
 * postings to which nothing else happened; what those do not change is not written.
 */
export async function remerge(
  ctx: Ctx,
  tx: Tx,
  posting_ids: readonly string[],
  joined: ReadonlySet<string> = NONE,
): Promise<number> {
  if (posting_ids.length === 0) return 0
  // Named twice, so that neither table is ever read to its end for it.
  const { rows } = await sql<PostingSourceRow & Was>`
    SELECT s.*, p.closed_at AS was_closed_at, p.close_reason AS was_close_reason
    FROM posting_sources s JOIN postings p ON p.id = s.posting_id WHERE s.posting_id = ANY(${posting_ids}::uuid[]) AND p.id = ANY(${posting_ids}::uuid[])`.execute(
    tx,
  )
  const now = ctx.clock.iso()
  let closed = 0
  const updates = [...Map.groupBy(rows, (row) => row.posting_id)].flatMap(([id, sources]) => {
    const merged = mergeSources(sources.map(viewOf))
    const [first] = sources
    if (merged === null || first === undefined) return []
    const others = sources.filter((row) => !joined.has(row.id))
    const before = others.length === sources.length ? null : mergeSources(others.map(viewOf))
    const open = sources.some((row) => row.gone_at === null)
    const standing = standingOf(merged.posting, { ...first, open, now })
    if (standing.closed_at !== null && first.was_closed_at === null) closed += 1
    const stands = standing.closed_at === first.was_closed_at && standing.close_reason === first.was_close_reason
    if (stands && before !== null && isDeepStrictEqual(before, merged)) return []
    return [
      {
        ...contentOf(merged.posting),
        says_the_same: before !== null && isDeepStrictEqual(before.posting, merged.posting),
        id,
        source_ids: [...merged.source_ids],
        provenance: merged.provenance,
        content_hash: fingerprint(merged.posting),
        last_seen_at: sources.reduce(
          (latest, row) => (row.last_seen_at > latest ? row.last_seen_at : latest),
          first.last_seen_at,
        ),
        ...standing,
        updated_at: now,
      },
    ]
  })
  await updatePostings(
    tx,
    updates.filter((row) => !row.says_the_same),
  )
  await updateStanding(
    tx,
    updates.filter((row) => row.says_the_same),
  )
  return closed
}

function viewOf(row: PostingSourceRow): SourceView {
  const { source_id, rank, first_seen_at, posting } = row
  return { source_id, rank, first_seen_at, gone: row.gone_at !== null, posting }
}

/**
 * Makes a source a posting of its own, under the address that it had before unless another has that by now; gives its id.
 * Both are to be merged anew.
 */
export async function separateSource(ctx: Ctx, tx: Tx, source_row_id: string): Promise<string> {
  const row = await tx
    .selectFrom('posting_sources')
    .selectAll()
    .where('id', '=', source_row_id)
    .executeTakeFirstOrThrow()
  const posting_id = (await vacant(tx, row.joined_from)) ?? ctx.id()
  const opening = openingOf({ ...row, posting_id }, ctx.clock.iso())
  await insertPostings(tx, [{ ...row.posting, ...opening, first_seen_at: row.first_seen_at }])
  await tx
    .updateTable('posting_sources')
    .set({ posting_id, ...UNJOINED })
    .where('id', '=', row.id)
    .execute()
  return posting_id
}

// Where a posting went with several sources, the first that comes out has its address.
async function vacant(tx: Tx, id: string | null): Promise<string | null> {
  if (id === null) return null
  const taken = await tx.selectFrom('postings').select('id').where('id', '=', id).executeTakeFirst()
  return taken === undefined ? id : null
}

/** What a posting has besides what its first source says. */
function openingOf(row: PostingSourceRow, now: string): OpeningColumns {
  const { expires_at } = row.posting
  return { ...besidesOf(row.posting, row.source_id), ...appearing({ ...row, expires_at }, now) }
}

/** The columns of a posting that comes about with one source, as far as they do not come from what that says. */
export function appearing(
  row: Pick<PostingSourceRow, 'posting_id' | 'owner_user_id'> & Pick<NewPosting, 'expires_at'>,
  now: string,
) {
  return {
    id: row.posting_id,
    owner_user_id: row.owner_user_id,
    is_sample: false,
    first_seen_at: now,
    last_seen_at: now,
    ...standingOf(row, { open: true, was_closed_at: null, was_close_reason: null, now }),
    created_at: now,
    updated_at: now,
  }
}

// What a source lists still is over all the same once its own date has passed.
function standingOf(
  { expires_at }: Pick<NewPosting, 'expires_at'>,
  { open, was_closed_at, was_close_reason, now }: Was & { readonly open: boolean; readonly now: string },
): Standing {
  const over = expires_at !== null && expires_at < now
  if (open && !over) return { closed_at: null, close_reason: null }
  const reason = over ? 'expired' : 'absent'
  return { closed_at: was_closed_at ?? now, close_reason: open ? reason : (was_close_reason ?? reason) }
}
