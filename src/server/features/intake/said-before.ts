import { storable } from '#domain/postings/storable.ts'
import { sql } from 'kysely'
import type { FeedPosting } from '#domain/postings/feed-posting.ts'
import type { Tx } from '#platform/db/db.ts'

/** What a source said of these postings when it was last read. */
export async function saidBefore(
  tx: Tx,
  source_id: string,
  external_ids: readonly string[],
): Promise<Map<string, FeedPosting>> {
  const { rows } = await sql<{ external_id: string; posting: FeedPosting }>`
    SELECT external_id, posting FROM posting_sources
    WHERE source_id = ${source_id} AND owner_user_id IS NULL AND external_id = ANY(${storable([...external_ids])}::text[])`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.external_id, row.posting]))
}
