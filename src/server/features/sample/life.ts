import { sql } from 'kysely'
import { FeedPosting } from '#domain/postings/feed-posting.ts'
import type { SampleLife } from '#domain/sample/life.ts'
import { isoOf } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { insertEdits } from '#features/posting-life/index.ts'
import { UNJOINED, upsertSources } from '#features/postings/index.ts'
import type { NewPosting } from '#features/postings/index.ts'

/** A sample posting with what happened to it. */
export interface Lived {
  readonly posting: NewPosting
  readonly life: SampleLife
}

/** Writes what happened to sample postings as if sources had been read all along. */
export async function writeLives(ctx: Ctx, tx: Tx, user_id: string, lived: readonly Lived[]): Promise<void> {
  const now = ctx.clock.iso()
  const rows = lived.flatMap(({ posting, life }) =>
    life.listings.map((listing) => ({ posting, life, listing, id: ctx.id() })),
  )
  await upsertSources(
    tx,
    rows.map(({ posting, listing, id }) => ({
      id,
      posting_id: posting.id,
      owner_user_id: user_id,
      source_id: listing.is_employer ? 'sample.employer' : 'sample',
      external_id: listing.external_id,
      source_url: posting.source_url ?? '',
      apply_url: posting.apply_url,
      ats_key: null,
      url_keys: [],
      rank: listing.is_employer ? 0 : 2,
      posting: FeedPosting.parse(posting),
      content_hash: posting.content_hash,
      first_seen_at: isoOf(listing.from_ms),
      last_seen_at: listing.until_ms === null ? now : isoOf(listing.until_ms),
      missed: 0,
      gone_at: listing.until_ms === null ? null : isoOf(listing.until_ms),
      print: null,
      block_keys: [],
      ...UNJOINED,
    })),
  )
  const edits = rows.flatMap(({ life: { edit }, posting, id }) => (edit === null ? [] : [{ edit, posting, id }]))
  await insertEdits(
    tx,
    edits.map(({ edit, id }) => ({
      id: ctx.id(),
      source_row_id: id,
      owner_user_id: user_id,
      at: isoOf(edit.at_ms),
      fields: edit.fields,
      text_before: edit.text_before,
    })),
  )
  const seen = JSON.stringify(edits.map(({ edit, posting }) => ({ id: posting.id, at: isoOf(edit.seen_ms) })))
  await sql`
    INSERT INTO posting_states (user_id, posting_id, seen_at, updated_at)
    SELECT ${user_id}, x.id, x.at, x.at FROM jsonb_to_recordset(${seen}::jsonb) AS x (id uuid, at timestamptz)
    ON CONFLICT (user_id, posting_id) DO UPDATE SET seen_at = excluded.seen_at`.execute(tx)
}
