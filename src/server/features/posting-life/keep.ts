import { sql } from 'kysely'
import { editOf } from '#domain/postings/edits.ts'
import type { FeedPosting, FieldSources } from '#domain/postings/feed-posting.ts'
import { ABSENCE_DAYS } from '#domain/postings/life.ts'
import { isoOf } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import type { AbsenceRow, EditRow } from './tables.ts'

/** As many edits as are kept of what one source says. */
const KEPT = 20

/** What a source is about to say of a posting, under the id of its row. */
export interface Restated {
  readonly id: string
  readonly source_id: string
  readonly posting: FeedPosting
}

interface Before {
  id: string
  owner_user_id: string | null
  posting: FeedPosting
  last_seen_at: string
  provenance: FieldSources
}

/** Keeps what changed in what sources say, of a page at once; call it before that is written. */
export async function keepEdits(ctx: Ctx, tx: Tx, restated: readonly Restated[]): Promise<void> {
  if (restated.length === 0) return
  const { rows } = await sql<Before>`
    SELECT s.id, s.owner_user_id, s.posting - 'description_html' - 'skills' AS posting, s.last_seen_at, p.provenance
    FROM posting_sources s JOIN postings p ON p.id = s.posting_id WHERE s.id = ANY(${restated.map(({ id }) => id)}::uuid[])`.execute(
    tx,
  )
  const before = new Map(rows.map((row) => [row.id, row]))
  const edits = restated.flatMap(({ id, source_id, posting }): EditRow[] => {
    const row = before.get(id)
    if (row === undefined) return []
    const edit = editOf(row.posting, posting, {
      elapsed_ms: ctx.clock.ms() - Date.parse(row.last_seen_at),
      // A field that nobody stated before is shown as whoever states it now has it.
      shows: (field) => (row.provenance[field] ?? source_id) === source_id,
    })
    const { owner_user_id } = row
    return edit === null ? [] : [{ id: ctx.id(), source_row_id: id, owner_user_id, at: ctx.clock.iso(), ...edit }]
  })
  await insertEdits(tx, edits)
}

/** Adds edits, and forgets the oldest of a source's posting that has too many. */
export async function insertEdits(tx: Tx, edits: readonly EditRow[]): Promise<void> {
  if (edits.length === 0) return
  await sql`
    INSERT INTO posting_edits (id, source_row_id, owner_user_id, at, fields, text_before)
    SELECT id, source_row_id, owner_user_id, at, fields, text_before FROM jsonb_populate_recordset(NULL::posting_edits, ${JSON.stringify(edits)}::jsonb)`.execute(
    tx,
  )
  await sql`
    DELETE FROM posting_edits WHERE id IN (
      SELECT x.id FROM (
        SELECT id, row_number() OVER (PARTITION BY source_row_id ORDER BY id DESC) AS place FROM posting_edits
        WHERE source_row_id = ANY(${edits.map((edit) => edit.source_row_id)}::uuid[])
      ) x WHERE x.place > ${KEPT})`.execute(tx)
}

/** Keeps when sources did not list what they list again; an absence of some days is a hiccup. */
export async function keepAbsences(
  ctx: Ctx,
  tx: Tx,
  back: readonly { readonly id: string; readonly gone_at: string | null }[],
): Promise<void> {
  const before = isoOf(ctx.clock.ms() - ABSENCE_DAYS * 86_400_000)
  await insertAbsences(
    tx,
    back.flatMap(({ id, gone_at }) =>
      gone_at === null || gone_at > before
        ? []
        : [{ source_row_id: id, owner_user_id: null, gone_at, back_at: ctx.clock.iso() }],
    ),
  )
}

async function insertAbsences(tx: Tx, rows: readonly AbsenceRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    INSERT INTO posting_absences (source_row_id, owner_user_id, gone_at, back_at)
    SELECT source_row_id, owner_user_id, gone_at, back_at FROM jsonb_populate_recordset(NULL::posting_absences, ${JSON.stringify(rows)}::jsonb)
    ON CONFLICT DO NOTHING`.execute(tx)
}
