import { sql } from 'kysely'
import { z } from 'zod'
import { notFound } from '#contract/endpoint.ts'
import type { AdvertisedPeriod, JobEdit, JobLife, listJobEdits } from '#contract/posting-life.ts'
import { advertisedBy, ghostSigns } from '#domain/postings/life.ts'
import type { Listing } from '#domain/postings/life.ts'
import { textDiff } from '#domain/postings/text-diff.ts'
import { wholeDays } from '#domain/time/elapsed.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import { decodeCursor, encodeCursor, toPage } from '#platform/serve/cursor.ts'
import { livesOf, marksOf } from './facts.ts'
import type { AbsenceRow, EditRow } from './tables.ts'

/** What a source is called. */
export type NameOf = (source_id: string) => string

/** The life of one posting with all that shows it; `id` is of a posting that the person may see. */
export async function presentLife(
  ctx: Ctx,
  tx: Tx,
  { id, user_id, nameOf }: { id: string; user_id: string; nameOf: NameOf },
): Promise<JobLife> {
  const now = ctx.clock.iso()
  const life = (await livesOf(tx, user_id, [id])).get(id) ?? refuse(notFound)
  const { facts, edits } = life
  return {
    ...marksOf(life, now),
    open_since: facts.open_since,
    open_days: wholeDays(facts.open_since, facts.closed_at ?? now),
    edits,
    last_edit_at: facts.watched?.edited_at ?? null,
    periods: await periodsOf(tx, id, nameOf),
    ghost_signs: ghostSigns(facts, now),
  }
}

type ListingRow = { source_id: string; rank: number } & Pick<Listing<unknown>, 'id' | 'from' | 'until'>

/** How the source that advertised it most often did so; among equals the employer's own, then the first. */
async function periodsOf(tx: Tx, posting_id: string, nameOf: NameOf): Promise<AdvertisedPeriod[]> {
  const { rows } = await sql<ListingRow>`
    SELECT s.source_id, s.id, s.rank, s.first_seen_at AS from, s.gone_at AS until
    FROM posting_sources s WHERE s.posting_id = ${posting_id} ORDER BY s.rank, s.first_seen_at, s.id`.execute(tx)
  const { rows: absences } = await sql<AbsenceRow>`
    SELECT a.* FROM posting_absences a JOIN posting_sources s ON s.id = a.source_row_id WHERE s.posting_id = ${posting_id}`.execute(
    tx,
  )
  const each = [...Map.groupBy(rows, (row) => `${row.rank === 0} ${row.source_id}`).values()].map((listings) =>
    advertisedBy(
      listings.map(({ source_id, id, from, until }) => ({
        source: { id: source_id, name: nameOf(source_id) },
        ...{ id, from, until },
        absences: absences.filter((absence) => absence.source_row_id === id),
      })),
    ),
  )
  return each.toSorted((a, b) => b.length - a.length)[0] ?? []
}

const Cursor = z.tuple([z.uuid()])

type Shown = EditRow & { source_id: string; text_after: string | null }

/** A page of what the sources of a posting changed, the latest first. */
export function editsOf(
  ctx: Ctx,
  actor: Actor,
  { id, nameOf, ...query }: { id: string; nameOf: NameOf } & z.output<typeof listJobEdits.query>,
): Promise<z.input<typeof listJobEdits.response>> {
  const before = decodeCursor(ctx.secrets, `job edits ${id}`, query.cursor, Cursor)?.[0] ?? null
  return ctx.db.as(actor, async (tx) => {
    if (!(await livesOf(tx, actor.user_id, [id])).has(id)) refuse(notFound)
    const { rows } = await sql<Shown>`
      SELECT e.*, s.source_id, CASE WHEN e.text_before IS NOT NULL THEN coalesce(
        (SELECT n.text_before FROM posting_edits n WHERE n.source_row_id = e.source_row_id AND n.id > e.id AND n.text_before IS NOT NULL ORDER BY n.id LIMIT 1),
        s.posting->>'description_text') END AS text_after
      FROM posting_edits e JOIN posting_sources s ON s.id = e.source_row_id
      WHERE s.posting_id = ${id} AND (${before}::uuid IS NULL OR e.id < ${before}::uuid) ORDER BY e.id DESC LIMIT ${query.limit + 1}`.execute(
      tx,
    )
    const page = toPage(rows, query.limit, (row) => encodeCursor(ctx.secrets, `job edits ${id}`, [row.id]))
    return { ...page, items: page.items.map((row) => presentEdit(row, nameOf)) }
  })
}

function presentEdit({ id, at, source_id, fields, text_before, text_after }: Shown, nameOf: NameOf): JobEdit {
  const text = text_before === null || text_after === null ? [] : textDiff(text_before, text_after)
  return { id, at, source: { id: source_id, name: nameOf(source_id) }, fields: [...fields], text }
}
