import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { FORMULA, matchOf } from '#domain/postings/match.ts'
import type { MatchPosting, MatchProfile } from '#domain/postings/match.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { waitTurn } from '#platform/db/turn.ts'
import { job } from '#platform/queue.ts'
import type { BoundJob } from '#platform/queue.ts'
import { allOf, conditionsOf, from, inFeed } from './filters.ts'
import { matchProfile, viewerOf } from './read.ts'
import { subscribersOf, switchedOn } from './subscriptions.ts'
import type { PostingRow } from './tables.ts'

const MATCHED = sql`p.title, p.skills, p.locations, p.remote_kind, p.remote_countries, p.seniority, p.salary_min, p.salary_max, p.salary_currency,
  p.salary_period, p.languages, p.language, p.posted_at, p.first_seen_at`
const BATCH = 500
const GOOD = 75

/**
 * Works out a person's scores: of new and changed postings and those of another basis or an earlier formula, or of all
 * when a day went by.
 */
const matchPostings = job({
  name: 'match-postings',
  data: z.object({
    user_id: z.uuid(),
    /** Scores older than this are worked out again. */
    since: z.string().nullable().default(null),
    /** The source whose run brought postings, to announce the best of them. */
    source_id: z.string().nullable().default(null),
    /** When that run began. */
    brought_since: z.string().nullable().default(null),
  }),
  timeout_s: 600,
  concurrency: 1,
  run: async (ctx, { user_id, since, source_id, brought_since }, signal) => {
    const profile = await ctx.db.asSystem('read a profile to match', (tx) => matchProfile(ctx, tx, user_id))
    const basis = basisOf(profile)
    const scored = { after: null, count: 0, ...{ user_id, since, profile, basis } }
    let batch: Scored = scored
    do {
      const { after } = batch
      batch = await ctx.db.asSystem('match postings', (tx) => scoreBatch(ctx, tx, { ...scored, after }))
      scored.count += batch.count
    } while (batch.after !== null && !signal.aborted)
    if (signal.aborted) return
    await finish(ctx, { user_id, basis, count: source_id === null ? scored.count : 0 })
    if (source_id !== null && brought_since !== null) await announce(ctx, { user_id, source_id, brought_since })
  },
})

// Freshness counts, so scores age; early in the morning in Europe.
const matchDaily = job({
  name: 'match-postings-daily',
  data: z.object({}),
  cron: '40 2 * * *',
  run: (ctx) =>
    ctx.db.asSystem('renew all matches', async (tx) => {
      const users = await tx.selectFrom('posting_matches').select('user_id').distinct().execute()
      for (const { user_id } of users) await enqueueMatching(ctx, tx, { user_id, since: ctx.clock.iso() })
    }),
})

// After an upgrade with another formula, and for scores whose renewal was lost.
const matchStale = job({
  name: 'match-postings-stale',
  data: z.object({}),
  cron: '*/5 * * * *',
  at_start: true,
  run: (ctx) =>
    ctx.db.asSystem('renew the matches of an earlier formula or basis', async (tx) => {
      const scores = await sql<{ user_id: string; formula: number; basis: string }>`
        SELECT DISTINCT user_id, formula, basis FROM posting_matches`.execute(tx)
      const users = Map.groupBy(scores.rows, (row) => row.user_id)
      for (const [user_id, rows] of users) {
        const basis = basisOf(await matchProfile(ctx, tx, user_id))
        const isStale = rows.some((row) => row.formula !== FORMULA || row.basis !== basis)
        if (isStale) await enqueueMatching(ctx, tx, { user_id })
      }
    }),
})

/** What other slices do once a person's feed has what a run brought, with its scores. */
export type Brought = (ctx: Ctx, tx: Tx, of: { user_id: string; source_id: string }) => Promise<void>

export function makeJobs(brought: Brought): BoundJob<Ctx>[] {
  const handle: BoundJob<Ctx>['handle'] = async (ctx, stored, signal) => {
    await matchPostings.handle(ctx, stored, signal)
    const { user_id, source_id } = matchPostings.data.parse(stored)
    if (source_id !== null)
      await ctx.db.asSystem('tell of what a run brought', (tx) => brought(ctx, tx, { user_id, source_id }))
  }
  return [{ ...matchPostings, handle }, matchDaily, matchStale]
}

/** Has a person's scores worked out in the background, once this transaction commits. */
export async function enqueueMatching(ctx: Ctx, tx: Tx, of: { user_id: string; since?: string | null }): Promise<void> {
  await ctx.queue.enqueue(
    tx,
    matchPostings,
    { user_id: of.user_id, since: of.since ?? null },
    { key: `${of.user_id} ${of.since === undefined || of.since === null ? 'new' : 'all'}` },
  )
}

/** A changed profile, or other weights, change the scores: those of another basis than now are worked out again. */
export async function profileChanged(ctx: Ctx, tx: Tx, user_id: string): Promise<void> {
  await enqueueMatching(ctx, tx, { user_id })
}

/** After a run: scores for everybody who has the source on. */
export async function matchNewOf(ctx: Ctx, tx: Tx, run: { source_id: string; brought_since: string }): Promise<void> {
  for (const user_id of await subscribersOf(tx, run.source_id)) {
    await ctx.queue.enqueue(tx, matchPostings, { user_id, ...run }, { key: `${user_id} ${run.source_id}` })
  }
}

/** Once the texts that runs of a source brought can be searched, after its scores: what was brought is told of then. */
export async function rematchOf(ctx: Ctx, tx: Tx, source_id: string): Promise<void> {
  for (const user_id of await subscribersOf(tx, source_id))
    await ctx.queue.enqueue(tx, matchPostings, { user_id, source_id }, { key: `${user_id} ${source_id} words` })
}

type Scored = { after: string | null; count: number }
type Batch = Omit<Scored, 'count'> & { user_id: string; since: string | null; profile: MatchProfile; basis: string }
type Candidate = MatchPosting & { id: string }

/** Who scores a person's postings and who deletes many of them wait for each other; row by row each would wait for the other. */
export async function waitScoring(tx: Tx, user_id: string): Promise<void> {
  await waitTurn(tx, `scores of ${user_id}`)
}

/** Scores the next postings in the order of their ids; gives how many, and the last id or null when there are no more. */
async function scoreBatch(ctx: Ctx, tx: Tx, { user_id, since, after, profile, basis }: Batch): Promise<Scored> {
  await waitScoring(tx, user_id)
  const sources = await switchedOn(tx, user_id)
  const { rows } = await sql<Candidate>`
    SELECT p.id, ${MATCHED} FROM ${from({ user_id })} WHERE ${inFeed({ user_id, sources })}
      AND (m.computed_at IS NULL OR m.computed_at <= p.updated_at OR m.computed_at <= ${since}::timestamptz OR m.formula <> ${FORMULA} OR m.basis <> ${basis})
      AND (${after}::uuid IS NULL OR p.id > ${after}::uuid)
    ORDER BY p.id LIMIT ${BATCH}`.execute(tx)
  const now = ctx.clock.iso()
  const scored = rows.map((row) => ({ id: row.id, score: matchOf(profile, row, now).score }))
  await sql`
    INSERT INTO posting_matches (user_id, posting_id, score, formula, basis, computed_at)
    SELECT ${user_id}, x.id, x.score, ${FORMULA}, ${basis}, ${now} FROM jsonb_to_recordset(${JSON.stringify(scored)}::jsonb) AS x (id uuid, score int) WHERE x.score IS NOT NULL
    ON CONFLICT (user_id, posting_id) DO UPDATE SET score = excluded.score, formula = excluded.formula, basis = excluded.basis, computed_at = excluded.computed_at`.execute(
    tx,
  )
  const without = scored.filter((each) => each.score === null).map((each) => each.id)
  await sql`DELETE FROM posting_matches WHERE user_id = ${user_id} AND posting_id = ANY(${without}::uuid[])`.execute(tx)
  return {
    after: rows.length < BATCH ? null : (rows.at(-1)?.id ?? null),
    count: scored.filter((each) => each.score !== null).length,
  }
}

// What is not in the feed keeps no score: it would never be worked out again. A run that began before the last change leaves that to the next.
async function finish(ctx: Ctx, { user_id, basis, count }: { user_id: string; basis: string; count: number }) {
  await ctx.db.asSystem('end a renewal of matches', async (tx) => {
    if (basisOf(await matchProfile(ctx, tx, user_id)) !== basis) return
    await sql`DELETE FROM posting_matches WHERE user_id = ${user_id} AND (basis <> ${basis} OR formula <> ${FORMULA})`.execute(
      tx,
    )
    if (count > 0) await ctx.live.publish(tx, { user_id, type: 'match_renewed', data: { count } })
  })
}

/** What scores are worked out with; another profile or other weights have another. */
export function basisOf(profile: MatchProfile): string {
  return createHash('sha256').update(JSON.stringify(profile)).digest('base64url').slice(0, 16)
}

/** How many of a person's scores there are, and how many are of the profile and the weights of now. */
export async function renewalOf(ctx: Ctx, tx: Tx, user_id: string): Promise<{ total: number; done: number }> {
  const basis = basisOf(await matchProfile(ctx, tx, user_id))
  const { rows } = await sql<{ total: number; done: number }>`
    SELECT count(*) AS total, count(*) FILTER (WHERE basis = ${basis} AND formula = ${FORMULA}) AS done FROM posting_matches WHERE user_id = ${user_id}`.execute(
    tx,
  )
  return rows[0] ?? { total: 0, done: 0 }
}

/** One of the best matches, with what a match looks at. */
export type BestMatch = Candidate & Pick<PostingRow, 'company' | 'company_norm' | 'skill_ids'> & { score: number }

// How many of the best scores are looked at in one reading.
const WALK = 1000

/** The best open matches in a person's feed, the best first; `unseen`: of those that they neither opened nor applied for. */
export async function bestMatches(
  ctx: Ctx,
  tx: Tx,
  of: { user_id: string; unseen: boolean; match_min: number; limit: number },
): Promise<BestMatch[]> {
  const viewer = await viewerOf(ctx, tx, of.user_id)
  const conditions = conditionsOf({ state: of.unseen ? ['open', 'unseen', 'not_applied'] : ['open'] }, viewer, null)
  const found: BestMatch[] = []
  // Down the index of scores, some at a time: sorting all that hold would take more than a second at 100,000.
  for (let walked = 0, ids: string[] = []; walked === 0 || ids.length === WALK; walked += WALK) {
    const { rows: best } = await sql<{ posting_id: string }>`
      SELECT posting_id FROM posting_matches WHERE user_id = ${of.user_id} AND score >= ${of.match_min}
      ORDER BY score DESC, posting_id DESC LIMIT ${WALK} OFFSET ${walked}`.execute(tx)
    ids = best.map((row) => row.posting_id)
    const { rows } = await sql<BestMatch>`
      SELECT p.id, p.company, p.company_norm, p.skill_ids, m.score, ${MATCHED}
      FROM unnest(${ids}::uuid[]) best (id) JOIN ${from(viewer)} ON p.id = best.id
      WHERE ${allOf(conditions)}
      ORDER BY m.score DESC, p.id DESC LIMIT ${of.limit - found.length}`.execute(tx)
    found.push(...rows)
    if (found.length >= of.limit) break
  }
  return found
}

/** Tells a person's open screens of good matches that a run brought. */
async function announce(ctx: Ctx, run: { user_id: string; source_id: string; brought_since: string }): Promise<void> {
  await ctx.db.asSystem('announce new matches', async (tx) => {
    const viewer = await viewerOf(ctx, tx, run.user_id)
    const conditions = conditionsOf({ state: ['open', 'unseen'] }, viewer, null)
    const { rows } = await sql<{ id: string; title: string; company: string; score: number }>`
      SELECT p.id, p.title, p.company, m.score FROM ${from(viewer)}
      WHERE m.score >= ${GOOD} AND p.first_seen_at >= ${run.brought_since} AND ${run.source_id} = ANY(p.source_ids)
        AND ${allOf(conditions)}
      ORDER BY m.score DESC, p.id`.execute(tx)
    if (rows.length === 0) return
    await ctx.live.publish(tx, {
      user_id: run.user_id,
      type: 'job_match',
      data: { source_id: run.source_id, count: rows.length, best: rows.slice(0, 5) },
    })
  })
}
