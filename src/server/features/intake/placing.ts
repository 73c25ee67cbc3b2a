import { sql } from 'kysely'
import type { Likeness } from '#domain/duplicates/cluster.ts'
import type { Identity } from '#domain/postings/identity.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import type { Reading } from './known.ts'
import type { Made } from './made.ts'
import { absorbable, recognise } from './recognise.ts'
import { othersEvery } from './turn.ts'
import type { PostingSourceRow } from '#features/postings/index.ts'
import { UNJOINED, joinSources } from '#features/postings/index.ts'

/** Those of one company are many to compare; who waits for the writer waits for others, too. */
const HELD_MS = 5

/** The source that a page came from; rank 0 is the employer's own board. */
export interface IngestSource {
  readonly id: string
  readonly rank: number
}

/** A row but for what it says and what it is compared by: both are written as the texts that they came as. */
export type SourceColumns = Omit<PostingSourceRow, 'posting' | 'print'>

export interface Placed {
  readonly row: SourceColumns
  readonly made: Made
  /** The posting comes about with it. */
  readonly is_new: boolean
  /** The source did not have it before. */
  readonly is_newcomer: boolean
  readonly also: readonly Likeness[]
}

/** What is to be written of a source's postings, each with the posting that it belongs to. */
export async function sourceRows(
  ctx: Ctx,
  tx: Tx,
  source: IngestSource,
  readings: readonly Reading[],
): Promise<Placed[]> {
  const elsewhere = await postingsOf(
    tx,
    source.id,
    readings.map(({ draft }) => draft.made().texts.identity),
  )
  const now = ctx.clock.iso()
  const drafts = readings.map(({ draft, known }) => {
    const { item, hash } = draft
    const made = draft.made()
    const { identity, keys } = made.texts
    const addresses = [...(identity.ats_key === null ? [] : [identity.ats_key]), ...identity.url_keys]
    const row = {
      id: known?.id ?? ctx.id(),
      owner_user_id: null,
      source_id: source.id,
      external_id: item.external_id,
      source_url: item.source_url,
      apply_url: item.apply_url,
      ats_key: identity.ats_key,
      url_keys: [...identity.url_keys],
      rank: source.rank,
      content_hash: hash,
      first_seen_at: known?.first_seen_at ?? now,
      last_seen_at: now,
      missed: 0,
      gone_at: item.closed ? now : null,
      block_keys: [...keys.names, ...keys.texts],
    }
    return {
      row,
      made,
      known,
      identical: addresses.map((key) => elsewhere.get(key)).find((id) => id !== undefined) ?? null,
    }
  })
  const places = await recognise(
    tx,
    drafts
      .filter(({ known }) => known === null)
      .map(({ row, made, identical }) => ({
        id: row.id,
        keys: made.texts.keys,
        identical,
        member: {
          source_id: source.id,
          is_employer: source.rank === 0,
          is_open: row.gone_at === null,
          get print() {
            return made.print
          },
        },
      })),
    { now_ms: ctx.clock.ms(), makeId: ctx.id, others: othersEvery(HELD_MS, ctx.clock) },
  )
  return drafts.map(({ row, made, known, identical }): Placed => {
    const place = places.get(row.id)
    if (known !== null || place === undefined)
      return {
        row: { ...row, ...UNJOINED, posting_id: known?.posting_id ?? ctx.id() },
        made,
        is_new: false,
        is_newcomer: known === null,
        also: [],
      }
    const { posting_id, join, also } = place
    // Of newcomers that are one opening, the first brings the posting.
    const is_new = identical === null && join === null
    const how = identical === null ? ('score' as const) : ('identity' as const)
    const joined = {
      joined_how: how,
      joined_probability: join?.probability ?? 1,
      joined_reasons: [...(join?.reasons ?? [])],
      joined_at: now,
      joined_from: null,
    }
    return { row: { ...row, ...(is_new ? UNJOINED : joined), posting_id }, made, is_new, is_newcomer: true, also }
  })
}

/** Makes one posting of several that a newcomer shows to be the same; nobody has touched those that go. */
export async function absorb(ctx: Ctx, tx: Tx, placed: readonly Placed[]): Promise<void> {
  const wished = placed.flatMap(({ row, also }) =>
    also.map((likeness) => ({ into: row.posting_id, from: likeness.posting_id, likeness })),
  )
  const possible = await absorbable(tx, wished)
  const gone = new Set<string>()
  for (const { into, from } of possible) {
    const because = wished.find((each) => each.into === into && each.from === from)?.likeness
    if (because === undefined || gone.has(into) || gone.has(from)) continue
    gone.add(from)
    await joinSources(tx, [{ into, from, how: 'score', ...because, at: ctx.clock.iso() }])
  }
}

/** The postings that other sources know under the same keys. */
async function postingsOf(tx: Tx, source_id: string, identities: readonly Identity[]): Promise<Map<string, string>> {
  const ats = identities.map((identity) => identity.ats_key).filter((key) => key !== null)
  const urls = identities.flatMap((identity) => identity.url_keys)
  // Address by address: an index that is asked for hundreds of them at once looks at all of them for every row. `OFFSET 0`
  // keeps it so where PostgreSQL has not heard yet of what other sources brought, and would sooner go through that.
  const { rows } = await sql<{ ats_key: string | null; url_keys: string[]; posting_id: string }>`
    SELECT s.ats_key, s.url_keys, s.posting_id FROM (
      SELECT id, ats_key, url_keys, posting_id, source_id, owner_user_id, first_seen_at FROM posting_sources WHERE ats_key = ANY(${ats}::text[])
      UNION ALL SELECT x.* FROM unnest(${urls}::text[]) u (key) CROSS JOIN LATERAL (
        SELECT id, ats_key, url_keys, posting_id, source_id, owner_user_id, first_seen_at FROM posting_sources WHERE url_keys @> ARRAY[u.key] OFFSET 0) x
    ) s WHERE s.owner_user_id IS NULL AND s.source_id <> ${source_id} ORDER BY s.first_seen_at DESC, s.id DESC`.execute(
    tx,
  )
  return new Map(
    rows.flatMap((row) =>
      [...row.url_keys, ...(row.ats_key === null ? [] : [row.ats_key])].map((key) => [key, row.posting_id] as const),
    ),
  )
}
