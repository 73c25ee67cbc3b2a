import { sql } from 'kysely'
import type { Tx } from '#platform/db/db.ts'
import type { Draft } from './prepare.ts'
import type { PostingSourceRow } from '#features/postings/index.ts'

/** What is kept of a source's posting already. */
export type Known = Pick<
  PostingSourceRow,
  'id' | 'external_id' | 'posting_id' | 'content_hash' | 'gone_at' | 'missed' | 'first_seen_at'
>
export interface Reading {
  readonly draft: Draft
  readonly known: Known | null
}

/** Those of a source's postings of which something is to be written. */
export async function changedOf(tx: Tx, source_id: string, drafts: readonly Draft[]): Promise<Reading[]> {
  if (drafts.length === 0) return []
  const { rows } = await sql<Known>`
    SELECT id, external_id, posting_id, content_hash, gone_at, missed, first_seen_at FROM posting_sources
    WHERE source_id = ${source_id} AND owner_user_id IS NULL
      AND external_id = ANY(${drafts.map(({ item }) => item.external_id)}::text[])`.execute(tx)
  const known = new Map(rows.map((row) => [row.external_id, row]))
  return drafts
    .map((draft): Reading => ({ draft, known: known.get(draft.item.external_id) ?? null }))
    .filter(
      ({ draft: { item, hash }, known: row }) =>
        row === null || row.content_hash !== hash || (row.gone_at === null) === item.closed || row.missed > 0,
    )
}
