import { sql } from 'kysely'
import type { z } from 'zod'
import { notFound } from '#contract/endpoint.ts'
import type { bulkJobState, hideCompany, putJobState } from '#contract/postings.ts'
import { companyNorm } from '#domain/postings/normalise.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import { asName } from '#platform/db/collate.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import type { ApplicationsOf } from './read.ts'
import type { StateRow } from './tables.ts'

type Change = z.output<typeof putJobState.body>

/** Saves, hides, marks as seen, notes; what is not given stays. */
export function setState(
  ctx: Ctx,
  actor: Actor,
  { id, change }: { id: string; change: Change },
  applicationsOf: ApplicationsOf,
): Promise<z.input<typeof putJobState.response>> {
  return ctx.db.as(actor, async (tx) => {
    await markPostings(ctx, tx, actor.user_id, { ids: [id], change })
    const row = (await findState(tx, actor.user_id, id)) ?? refuse(notFound)
    const application = (await applicationsOf(tx, actor.user_id, [id])).get(id) ?? null
    const { saved_at, hidden_at, seen_at, applied_at, not_ghost_at, notes } = row
    return {
      saved_at,
      hidden_at,
      seen_at,
      applied_at,
      not_ghost_at,
      notes,
      application_id: application?.id ?? null,
      application_status: application?.status ?? null,
    }
  })
}

/** What a person did with a posting. */
export async function findState(tx: Tx, user_id: string, posting_id: string): Promise<StateRow | null> {
  const row = await tx
    .selectFrom('posting_states')
    .selectAll()
    .where('user_id', '=', user_id)
    .where('posting_id', '=', posting_id)
    .executeTakeFirst()
  return row ?? null
}

/** The same change for many postings; those that are not there are named. */
export function setStates(
  ctx: Ctx,
  actor: Actor,
  { ids, ...change }: z.output<typeof bulkJobState.body>,
): Promise<{ changed: number; missing: string[] }> {
  return ctx.db.as(actor, async (tx) => {
    const found = new Set(await markPostings(ctx, tx, actor.user_id, { ids, change }))
    return { changed: found.size, missing: ids.filter((id) => !found.has(id)) }
  })
}

/**
 * What an application says of its posting: tracked is saved, and applied from then on. Without one (deleted, undone)
 * the posting is neither.
 */
export async function markTracked(
  ctx: Ctx,
  tx: Tx,
  mark: { user_id: string; posting_id: string; tracked: boolean; applied_at: string | null },
): Promise<void> {
  const now = ctx.clock.iso()
  const applied_at = mark.tracked ? mark.applied_at : null
  await sql`
    INSERT INTO posting_states (user_id, posting_id, saved_at, applied_at, seen_at, updated_at)
    SELECT ${mark.user_id}, p.id, ${mark.tracked ? now : null}, ${applied_at}, ${mark.tracked ? now : null}, ${now} FROM postings p
    WHERE p.id = ${mark.posting_id} AND (p.owner_user_id IS NULL OR p.owner_user_id = ${mark.user_id})
    ON CONFLICT (user_id, posting_id) DO UPDATE SET applied_at = excluded.applied_at, updated_at = excluded.updated_at,
      saved_at = CASE WHEN ${mark.tracked}::boolean THEN coalesce(posting_states.saved_at, excluded.saved_at) END,
      seen_at = coalesce(posting_states.seen_at, excluded.seen_at)`.execute(tx)
}

/** Marks those of these postings that the person may see; gives which. */
export async function markPostings(
  ctx: Ctx,
  tx: Tx,
  user_id: string,
  { ids, change }: { ids: readonly string[]; change: Change },
): Promise<string[]> {
  const now = ctx.clock.iso()
  // A mark that stands already keeps its date.
  const flag = (name: keyof StateRow & `${string}_at`, on: boolean | undefined) =>
    on === undefined
      ? []
      : [sql`${sql.ref(name)} = ${on ? sql`coalesce(posting_states.${sql.ref(name)}, ${now})` : sql`NULL`}`]
  const sets = [
    ...flag('saved_at', change.saved),
    ...flag('hidden_at', change.hidden),
    ...flag('seen_at', change.seen),
    ...flag('not_ghost_at', change.not_ghost),
    ...(change.seen === true ? [sql`looked_at = ${now}`] : []),
    ...(change.notes === undefined ? [] : [sql`notes = ${change.notes}`]),
    sql`updated_at = ${now}`,
  ]
  const at = (on: boolean | undefined) => (on === true ? now : null)
  const { rows } = await sql<{ posting_id: string }>`
    INSERT INTO posting_states (user_id, posting_id, saved_at, hidden_at, seen_at, looked_at, not_ghost_at, notes, updated_at)
    SELECT ${user_id}, p.id, ${at(change.saved)}::timestamptz, ${at(change.hidden)}::timestamptz, ${at(change.seen)}::timestamptz, ${at(change.seen)}::timestamptz,
      ${at(change.not_ghost)}::timestamptz, ${change.notes ?? null}, ${now}::timestamptz
    FROM postings p WHERE p.id = ANY(${[...new Set(ids)]}::uuid[]) AND (p.owner_user_id IS NULL OR p.owner_user_id = ${user_id})
    ON CONFLICT (user_id, posting_id) DO UPDATE SET ${sql.join(sets)}
    RETURNING posting_id`.execute(tx)
  return rows.map((row) => row.posting_id)
}

type Hidden = z.input<typeof hideCompany.response>

/** Companies that the person does not want to see, with how many postings that concerns. */
export function hiddenCompanies(ctx: Ctx, actor: Actor): Promise<{ items: Hidden[] }> {
  return ctx.db.as(actor, async (tx) => ({ items: await listHidden(tx, actor.user_id) }))
}

export function hide(ctx: Ctx, actor: Actor, company: string): Promise<Hidden> {
  return ctx.db.as(actor, async (tx) => {
    const norm = companyNorm(company)
    await sql`
      INSERT INTO hidden_companies (id, user_id, company, company_norm, hidden_at) VALUES (${ctx.id()}, ${actor.user_id}, ${company}, ${norm}, ${ctx.clock.iso()})
      ON CONFLICT (user_id, company_norm) DO NOTHING`.execute(tx)
    const [hidden] = await listHidden(tx, actor.user_id, norm)
    return hidden ?? refuse(notFound)
  })
}

export function show(ctx: Ctx, actor: Actor, id: string): Promise<void> {
  return ctx.db.as(actor, async (tx) => {
    const gone = await tx
      .deleteFrom('hidden_companies')
      .where('id', '=', id)
      .where('user_id', '=', actor.user_id)
      .returning('id')
      .executeTakeFirst()
    if (gone === undefined) refuse(notFound)
  })
}

async function listHidden(tx: Tx, user_id: string, only: string | null = null): Promise<Hidden[]> {
  const { rows } = await sql<Hidden>`
    SELECT h.id, h.company, h.hidden_at, (SELECT count(*) FROM postings p WHERE p.company_norm = h.company_norm) AS postings
    FROM hidden_companies h WHERE h.user_id = ${user_id} AND (${only}::text IS NULL OR h.company_norm = ${only}) ORDER BY ${asName(sql`h.company`)}`.execute(
    tx,
  )
  return rows
}

/** Leaves postings of one's own as news: they came by themselves, and nobody has looked at them yet. */
export async function leaveUnseen(tx: Tx, user_id: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('posting_states')
    .set({ seen_at: null })
    .where('user_id', '=', user_id)
    .where('posting_id', 'in', ids)
    .execute()
}
