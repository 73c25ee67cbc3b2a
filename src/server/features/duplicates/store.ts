import { sql } from 'kysely'
import type { FeedPosting } from '#domain/postings/feed-posting.ts'
import type { Tx } from '#platform/db/db.ts'
import type { PostingSourceRow } from '#features/postings/index.ts'

declare module '#platform/db/tables.ts' {
  interface Tables {
    posting_splits: { source_row_id: string; other_row_id: string; split_by: string | null; split_at: string }
    posting_distinctions: { user_id: string; posting_id: string; other_id: string; told_at: string }
  }
}

/** What a source says, or a posting that one merged, ready to be shown side by side. */
export interface MemberRow extends Pick<
  PostingSourceRow,
  'id' | 'joined_how' | 'joined_probability' | 'joined_reasons' | 'joined_at' | 'first_seen_at' | 'gone_at'
> {
  kind: 'source' | 'posting'
  external_id: string | null
  source_ids: string[]
  rank: number
  posting: FeedPosting
  text_length: number
  seen_until: string
}

/** The sources of a posting, the employer's own first. */
export async function sourceMembers(tx: Tx, posting_id: string): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    SELECT ps.id, 'source' AS kind, ps.external_id, ARRAY[ps.source_id] AS source_ids, ps.rank, ps.posting - 'description_html' - 'description_text' AS posting,
      length(coalesce(ps.posting->>'description_text', ''))::int AS text_length, ps.joined_how, ps.joined_probability, ps.joined_reasons, ps.joined_at,
      ps.first_seen_at, ps.gone_at, s.seen_until
    FROM posting_sources ps JOIN posting_sightings s ON s.id = ps.id
    WHERE ps.posting_id = ${posting_id} ORDER BY ps.joined_at IS NOT NULL, ps.rank, ps.first_seen_at, ps.id`.execute(tx)
  return rows
}

/** The postings that a person merged into one. */
export async function mergedMembers(tx: Tx, user_id: string, posting_id: string): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    SELECT p.id, 'posting' AS kind, NULL AS external_id, p.source_ids, 3 AS rank, to_jsonb(p) - 'description_html' - 'description_text' - 'search' AS posting,
      length(coalesce(p.description_text, ''))::int AS text_length, 'person' AS joined_how, 1 AS joined_probability, '[]'::jsonb AS joined_reasons,
      st.updated_at AS joined_at, p.first_seen_at, p.closed_at AS gone_at, p.last_seen_at AS seen_until
    FROM posting_states st JOIN postings p ON p.id = st.posting_id
    WHERE st.user_id = ${user_id} AND st.duplicate_of = ${posting_id} ORDER BY st.updated_at, p.id`.execute(tx)
  return rows
}

/** What a posting doubles for a person; null: it stands for itself. */
export async function duplicateOf(tx: Tx, user_id: string, posting_id: string): Promise<string | null> {
  const row = await tx
    .selectFrom('posting_states')
    .select('duplicate_of')
    .where('user_id', '=', user_id)
    .where('posting_id', '=', posting_id)
    .executeTakeFirst()
  return row?.duplicate_of ?? null
}

/** Hides a posting behind another, with all that was hidden behind it; what was saved stays saved. */
export async function hideBehind(
  tx: Tx,
  merge: { user_id: string; posting_id: string; behind: string; now: string },
): Promise<void> {
  const { user_id, posting_id, behind, now } = merge
  await sql`UPDATE posting_states SET duplicate_of = ${behind}, updated_at = ${now} WHERE user_id = ${user_id} AND duplicate_of = ${posting_id}`.execute(
    tx,
  )
  await sql`
    INSERT INTO posting_states (user_id, posting_id, duplicate_of, updated_at) VALUES (${user_id}, ${posting_id}, ${behind}, ${now})
    ON CONFLICT (user_id, posting_id) DO UPDATE SET duplicate_of = excluded.duplicate_of, updated_at = excluded.updated_at`.execute(
    tx,
  )
  await sql`
    INSERT INTO posting_states (user_id, posting_id, saved_at, updated_at)
    SELECT user_id, ${behind}, saved_at, ${now} FROM posting_states WHERE user_id = ${user_id} AND posting_id = ${posting_id} AND saved_at IS NOT NULL
    ON CONFLICT (user_id, posting_id) DO UPDATE SET saved_at = coalesce(posting_states.saved_at, excluded.saved_at)`.execute(
    tx,
  )
  await removeDistinction(tx, { user_id, id: posting_id, other_id: behind })
}

/** Shows a posting for itself again; false: it was not hidden behind that one. */
export async function showAgain(
  tx: Tx,
  of: { user_id: string; posting_id: string; behind: string; now: string },
): Promise<boolean> {
  const row = await tx
    .updateTable('posting_states')
    .set({ duplicate_of: null, updated_at: of.now })
    .where('user_id', '=', of.user_id)
    .where('posting_id', '=', of.posting_id)
    .where('duplicate_of', '=', of.behind)
    .returning('posting_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Remembers that sources were taken apart. */
export async function rememberSplit(
  tx: Tx,
  split: { source_row_id: string; others: readonly string[]; user_id: string; now: string },
): Promise<void> {
  await sql`
    INSERT INTO posting_splits (source_row_id, other_row_id, split_by, split_at)
    SELECT ${split.source_row_id}, other, ${split.user_id}, ${split.now} FROM unnest(${[...split.others]}::uuid[]) other
    ON CONFLICT DO NOTHING`.execute(tx)
}

/**
 * Forgets that a person took two postings apart; true when it was this person, and nobody has done anything with the
 * posting that would go but look at it.
 */
export async function forgetSplit(
  tx: Tx,
  between: { posting_id: string; other_id: string; user_id: string },
): Promise<boolean> {
  const { posting_id, other_id, user_id } = between
  const { rows } = await sql<{ source_row_id: string; other_row_id: string; split_by: string | null }>`
    SELECT x.* FROM posting_splits x JOIN posting_sources a ON a.id = x.source_row_id JOIN posting_sources b ON b.id = x.other_row_id
    WHERE (a.posting_id = ${posting_id} AND b.posting_id = ${other_id}) OR (a.posting_id = ${other_id} AND b.posting_id = ${posting_id})`.execute(
    tx,
  )
  if (rows.length === 0 || rows.some((row) => row.split_by !== user_id)) return false
  const { rows: used } = await sql`
    SELECT FROM posting_states WHERE posting_id = ${other_id}
      AND (user_id <> ${user_id} OR saved_at IS NOT NULL OR applied_at IS NOT NULL OR hidden_at IS NOT NULL OR notes IS NOT NULL)`.execute(
    tx,
  )
  if (used.length > 0) return false
  await sql`
    DELETE FROM posting_splits x USING posting_sources a, posting_sources b WHERE a.id = x.source_row_id AND b.id = x.other_row_id
      AND ((a.posting_id = ${posting_id} AND b.posting_id = ${other_id}) OR (a.posting_id = ${other_id} AND b.posting_id = ${posting_id}))`.execute(
    tx,
  )
  return true
}

/** What a person told apart from a posting. */
export async function distinctFrom(tx: Tx, user_id: string, posting_id: string): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    SELECT CASE WHEN posting_id = ${posting_id} THEN other_id ELSE posting_id END AS id FROM posting_distinctions
    WHERE user_id = ${user_id} AND ${posting_id}::uuid IN (posting_id, other_id)`.execute(tx)
  return new Set(rows.map((row) => row.id))
}

export async function addDistinction(
  tx: Tx,
  pair: { user_id: string; id: string; other_id: string; now: string },
): Promise<void> {
  await sql`
    INSERT INTO posting_distinctions (user_id, posting_id, other_id, told_at)
    VALUES (${pair.user_id}, least(${pair.id}::uuid, ${pair.other_id}::uuid), greatest(${pair.id}::uuid, ${pair.other_id}::uuid), ${pair.now})
    ON CONFLICT DO NOTHING`.execute(tx)
}

export async function removeDistinction(
  tx: Tx,
  pair: { user_id: string; id: string; other_id: string },
): Promise<void> {
  await sql`
    DELETE FROM posting_distinctions WHERE user_id = ${pair.user_id} AND posting_id = least(${pair.id}::uuid, ${pair.other_id}::uuid)
      AND other_id = greatest(${pair.id}::uuid, ${pair.other_id}::uuid)`.execute(tx)
}
