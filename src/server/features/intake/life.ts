import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import type { Reading } from './known.ts'
import type { IngestSource, Placed } from './placing.ts'
import { keepAbsences, keepEdits } from '#features/posting-life/index.ts'

/**
 * Keeps what a page tells of the life of its postings: what was edited, and what is listed again. Call it before the rows
 * are written; where nothing changed it asks nothing.
 */
export async function keepLife(
  ctx: Ctx,
  tx: Tx,
  source: IngestSource,
  { rows, worth }: { rows: readonly Placed[]; worth: readonly Reading[] },
): Promise<void> {
  const changed = new Set(
    worth.flatMap(({ known, draft }) => (known !== null && known.content_hash !== draft.hash ? [known.id] : [])),
  )
  await keepEdits(
    ctx,
    tx,
    rows.flatMap(({ row: { id, source_id }, made }) =>
      changed.has(id) ? [{ id, source_id, posting: made.posting }] : [],
    ),
  )
  await keepAbsences(
    ctx,
    tx,
    worth.flatMap(({ known, draft }) => (known === null || draft.item.closed ? [] : [known])),
  )
  const company_norm = rows[0]?.made.texts.company_norm
  if (source.rank === 0 && company_norm !== undefined)
    await sql`UPDATE sources SET company_norm = ${company_norm} WHERE id = ${source.id} AND company_norm IS NULL`.execute(
      tx,
    )
}
