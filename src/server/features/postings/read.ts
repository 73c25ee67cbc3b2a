import { sql } from 'kysely'
import { z } from 'zod'
import { notFound } from '#contract/endpoint.ts'
import type { JobFilter, getJob, listJobs } from '#contract/postings.ts'
import type { MatchProfile } from '#domain/postings/match.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Reader, Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import { decodeCursor, encodeCursor, toPage } from '#platform/serve/cursor.ts'
import { weightsOf } from '#features/match-weights/index.ts'
import { livesOf, marksOf, presentLife } from '#features/posting-life/index.ts'
import { nearOf } from '#features/places/index.ts'
import { readProfile } from '#features/profile/index.ts'
import type { Condition } from './condition.ts'
import { allOf, conditionsOf, from } from './filters.ts'
import { presentItem, presentJob, skillName, sourceName } from './present.ts'
import type { MarkedRow, Standing } from './present.ts'
import { countFeed, findPlaces, findPosting, findPostings, readPlaces } from './search.ts'
import type { FeedCounts, FeedRow, Place } from './search.ts'
import type { Viewer } from './filters.ts'
import { searchedFor } from './spelling.ts'
import { switchedOn } from './subscriptions.ts'
import { hasWords, searchOf } from './text-search.ts'
import type { BoardCtx, PostingSourceRow } from './tables.ts'

/** Where a person's applications for postings stand, by posting. */
export type ApplicationsOf = (
  tx: Tx,
  user_id: string,
  posting_ids: readonly string[],
) => Promise<ReadonlyMap<string, Standing>>

// Where the next page begins, and what was searched for instead of what was written.
const Cursor = z.tuple([z.number(), z.string(), z.uuid(), z.string().nullable()])

/** A page of the feed; the first one with what there is in all. */
export async function list(
  ctx: BoardCtx,
  actor: Reader,
  query: z.output<typeof listJobs.query>,
  applicationsOf: ApplicationsOf,
): Promise<z.input<typeof listJobs.response>> {
  const { cursor, limit, sort: wished, facets: wanted, verbatim, ...written } = query
  const sort = wished ?? (hasWords(written) ? 'relevance' : '-match')
  const scope = `jobs ${sort} ${verbatim === true} ${JSON.stringify(written)}`
  const place = decodeCursor(ctx.secrets, scope, cursor, Cursor)
  const after = place === null ? null : ([place[0], place[1], place[2]] as const)
  const near = nearOf(ctx.places, written)
  const look = async (tx: Tx): Promise<Looked> => {
    // One state of things for all statements: a posting that is scored meanwhile would else come twice, or not at all.
    await sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ`.execute(tx)
    const viewer = { ...(await viewerOf(ctx, tx, actor.user_id)), near }
    const { q } = written
    const isBegin = place === null && q !== undefined
    const searched = isBegin ? await searchedFor(tx, viewer, q, verbatim === true) : (place?.[3] ?? null)
    const filter = searched === null ? written : { ...written, q: searched }
    const places = await findPlaces(tx, viewer, { filter, sort, after, limit })
    const counts = place === null && wanted !== false ? await countFeed(tx, viewer, filter) : null
    return { viewer, searched, places, counts }
  }
  const show = async (tx: Tx, { viewer, searched, places, counts }: Looked) => {
    const { items, next_cursor } = toPage(places, limit, (each) =>
      encodeCursor(ctx.secrets, scope, [each.sort_key, each.sort_at, each.id, searched]),
    )
    const meant = searched === null || searched.trim() === written.q?.trim() ? null : searched.trim()
    const rows = await readPlaces(tx, viewer, items)
    const ids = rows.map((row) => row.id)
    const standing = await applicationsOf(tx, actor.user_id, ids)
    const page = {
      items: (await marked(ctx, tx, actor.user_id, rows)).map((row) =>
        presentItem(ctx.boards, row, standing.get(row.id) ?? null),
      ),
      next_cursor,
      ...(meant === null ? {} : { searched_for: meant }),
    }
    if (counts === null) return page
    const { total, is_least, facets } = counts
    const named = {
      ...facets,
      source: facets.source.map((each) => ({ ...each, label: sourceName(ctx.boards, each.value) })),
      skills: facets.skills.map((each) => ({ ...each, label: skillName(each.value) })),
    }
    const hidden_companies = await countHidden(tx, actor.user_id)
    return { ...page, total, total_is_least: is_least, facets: named, hidden_companies }
  }
  // Row-level security hides the index of the texts, so a search for words looks as the system, whose conditions name the
  // viewer; what it finds is read as the viewer.
  if (!hasWords(written)) return ctx.db.as(actor, async (tx) => show(tx, await look(tx)))
  const looked = await ctx.db.asSystem('search a feed for words', look)
  return ctx.db.as(actor, (tx) => show(tx, looked))
}

interface Looked {
  readonly viewer: Viewer
  /** What was searched for instead of what was written; null without words. */
  readonly searched: string | null
  readonly places: Place[]
  /** With the first page. */
  readonly counts: FeedCounts | null
}

/** A page of what a person saved, the newest posting first; where their applications stand is left out. */
export function listSaved(
  ctx: BoardCtx,
  actor: Reader,
  page: Pick<z.output<typeof listJobs.query>, 'cursor' | 'limit'>,
): Promise<z.input<typeof listJobs.response>> {
  const query = { ...page, state: ['saved' as const], sort: '-posted_at' as const, facets: false }
  return list(ctx, actor, query, async () => new Map())
}

/** These postings as lists show them, in no order; those that the person may not see are left out. */
export async function listPostings(
  ctx: Ctx,
  tx: Tx,
  actor: Pick<Actor, 'user_id'>,
  ids: readonly string[],
): Promise<MarkedRow[]> {
  if (ids.length === 0) return []
  return marked(ctx, tx, actor.user_id, await findPostings(tx, await viewerOf(ctx, tx, actor.user_id), ids))
}

async function marked(ctx: Ctx, tx: Tx, user_id: string, rows: readonly FeedRow[]): Promise<MarkedRow[]> {
  const lives = await livesOf(
    tx,
    user_id,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({ ...row, life: marksOf(lives.get(row.id), ctx.clock.iso()) }))
}

/** A posting whole. */
export function get(
  ctx: BoardCtx,
  actor: Actor,
  id: string,
  applicationsOf: ApplicationsOf,
): Promise<z.input<typeof getJob.response>> {
  return ctx.db.as(actor, (tx) => presentOne(ctx, tx, actor.user_id, { id, applicationsOf }))
}

/** A posting as `getJob` answers it; refuses `notFound` for one that the person may not see. */
export async function presentOne(
  ctx: BoardCtx,
  tx: Tx,
  user_id: string,
  { id, applicationsOf }: { id: string; applicationsOf: ApplicationsOf },
): Promise<z.input<typeof getJob.response>> {
  const row = (await findPosting(tx, await viewerOf(ctx, tx, user_id), id)) ?? refuse(notFound)
  const standing = await applicationsOf(tx, user_id, [row.id])
  return presentJob(ctx.boards, {
    row,
    life: await presentLife(ctx, tx, { id: row.id, user_id, nameOf: (source_id) => sourceName(ctx.boards, source_id) }),
    sources: await sourcesOf(tx, row.id),
    application: standing.get(row.id) ?? null,
    profile: await matchProfile(ctx, tx, user_id),
    company_hidden: await isHidden(tx, user_id, row.company_norm),
    now: ctx.clock.iso(),
  })
}

/** A person's profile as far as a match looks at it, with what each part counts for. */
export async function matchProfile(ctx: Ctx, tx: Tx, user_id: string): Promise<MatchProfile> {
  const profile = await readProfile(ctx, tx, user_id)
  return {
    skills: profile.skills,
    titles_wanted: profile.titles_wanted,
    preferred_locations: profile.preferred_locations,
    remote_preference: profile.remote_preference,
    salary_floor: profile.salary_floor,
    languages: profile.languages,
    years_experience: profile.years_experience,
    weights: await weightsOf(tx, user_id),
  }
}

export async function viewerOf(ctx: Ctx, tx: Tx, user_id: string): Promise<Viewer> {
  return { user_id, sources: await switchedOn(tx, user_id), now_ms: ctx.clock.ms() }
}

/** What a filter finds in a viewer's feed, for the SQL of other slices: postings `p` with their state `st` and score `m`. */
export async function feedOf(
  ctx: Pick<BoardCtx, 'places'>,
  tx: Tx,
  seen: Viewer,
  { verbatim, ...filter }: JobFilter & { verbatim?: boolean | undefined },
): Promise<{ from: Condition; where: Condition }> {
  const viewer = { ...seen, near: nearOf(ctx.places, filter) }
  const searched =
    filter.q === undefined ? filter : { ...filter, q: await searchedFor(tx, viewer, filter.q, verbatim === true) }
  const conditions = conditionsOf(searched, viewer, await searchOf(tx, searched))
  return { from: from(viewer), where: allOf(conditions) }
}

async function sourcesOf(tx: Tx, posting_id: string): Promise<(PostingSourceRow & { seen_until: string })[]> {
  const { rows } = await sql<PostingSourceRow & { seen_until: string }>`
    SELECT * FROM posting_sightings WHERE posting_id = ${posting_id} ORDER BY gone_at IS NOT NULL, rank, first_seen_at, source_id`.execute(
    tx,
  )
  return rows
}

async function isHidden(tx: Tx, user_id: string, company_norm: string): Promise<boolean> {
  const found = await tx
    .selectFrom('hidden_companies')
    .select('id')
    .where('user_id', '=', user_id)
    .where('company_norm', '=', company_norm)
    .executeTakeFirst()
  return found !== undefined
}

async function countHidden(tx: Tx, user_id: string): Promise<number> {
  const found = await tx
    .selectFrom('hidden_companies')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('user_id', '=', user_id)
    .executeTakeFirst()
  return found?.count ?? 0
}
