import { sql } from 'kysely'
import { z } from 'zod'
import { FORMULA, matchOf } from '#domain/postings/match.ts'
import type { MatchPosting, MatchProfile } from '#domain/postings/match.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { job } from '#platform/queue.ts'
import { from, inFeed } from './filters.ts'
import { matchProfile } from './read.ts'
import { subscribersOf, switchedOn } from './subscriptions.ts'

const BATCH = 500
const GOOD = 75

/**
 * Works out a person's scores: of new and changed postings and those by an earlier formula, or of all when the profile
 * changed or a day went by.
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
    let after: string | null = null
    do {
      after = await ctx.db.asSystem('match postings', (tx) => scoreBatch(ctx, tx, { user_id, since, after, profile }))
    } while (after !== null && !signal.aborted)
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

export const jobs = [matchPostings, matchDaily]

/** Has a person's scores worked out in the background, once this transaction commits. */
export async function enqueueMatching(ctx: Ctx, tx: Tx, of: { user_id: string; since?: string | null }): Promise<void> {
  await ctx.queue.enqueue(
    tx,
    matchPostings,
    { user_id: of.user_id, since: of.since ?? null },
    { key: `${of.user_id} ${of.since === undefined || of.since === null ? 'new' : 'all'}` },
  )
}

/** A changed profile changes every score. */
export async function profileChanged(ctx: Ctx, tx: Tx, user_id: string): Promise<void> {
  await enqueueMatching(ctx, tx, { user_id, since: ctx.clock.iso() })
}

/** After a run: scores for everybody who has the source on. */
export async function matchNewOf(ctx: Ctx, tx: Tx, run: { source_id: string; brought_since: string }): Promise<void> {
  for (const user_id of await subscribersOf(tx, run.source_id)) {
    await ctx.queue.enqueue(tx, matchPostings, { user_id, ...run }, { key: `${user_id} ${run.source_id}` })
  }
}

type Batch = { user_id: string; since: string | null; after: string | null; profile: MatchProfile }
type Candidate = MatchPosting & { id: string }

/** Scores the next postings in the order of their ids; gives the last id, or null when there are no more. */
async function scoreBatch(ctx: Ctx, tx: Tx, { user_id, since, after, profile }: Batch): Promise<string | null> {
  const sources = await switchedOn(tx, user_id)
  const { rows } = await sql<Candidate>`
    SELECT p.id, p.title, p.skills, p.locations, p.remote_kind, p.remote_countries, p.seniority, p.salary_min, p.salary_max, p.salary_currency,
      p.salary_period, p.languages, p.language, p.posted_at, p.first_seen_at
    FROM ${from({ user_id })} WHERE ${inFeed({ user_id, sources })}
      AND (m.computed_at IS NULL OR m.computed_at <= p.updated_at OR m.computed_at <= ${since}::timestamptz OR m.formula <> ${FORMULA})
      AND (${after}::uuid IS NULL OR p.id > ${after}::uuid)
    ORDER BY p.id LIMIT ${BATCH}`.execute(tx)
  const now = ctx.clock.iso()
  const scored = rows.map((row) => ({ id: row.id, score: matchOf(profile, row, now).score }))
  await sql`
    INSERT INTO posting_matches (user_id, posting_id, score, formula, computed_at)
    SELECT ${user_id}, x.id, x.score, ${FORMULA}, ${now} FROM jsonb_to_recordset(${JSON.stringify(scored)}::jsonb) AS x (id uuid, score int) WHERE x.score IS NOT NULL
    ON CONFLICT (user_id, posting_id) DO UPDATE SET score = excluded.score, formula = excluded.formula, computed_at = excluded.computed_at`.execute(
    tx,
  )
  const without = scored.filter((each) => each.score === null).map((each) => each.id)
  await sql`DELETE FROM posting_matches WHERE user_id = ${user_id} AND posting_id = ANY(${without}::uuid[])`.execute(tx)
  return rows.length < BATCH ? null : (rows.at(-1)?.id ?? null)
}

/** Tells a person's open screens of good matches that a run brought. */
async function announce(ctx: Ctx, run: { user_id: string; source_id: string; brought_since: string }): Promise<void> {
  await ctx.db.asSystem('announce new matches', async (tx) => {
    const { rows } = await sql<{ id: string; title: string; company: string; score: number }>`
      SELECT p.id, p.title, p.company, m.score FROM posting_matches m JOIN postings p ON p.id = m.posting_id
      WHERE m.user_id = ${run.user_id} AND m.score >= ${GOOD} AND p.first_seen_at >= ${run.brought_since} AND ${run.source_id} = ANY(p.source_ids)
      ORDER BY m.score DESC, p.id`.execute(tx)
    if (rows.length === 0) return
    await ctx.live.publish(tx, {
      user_id: run.user_id,
      type: 'job_match',
      data: { source_id: run.source_id, count: rows.length, best: rows.slice(0, 5) },
    })
  })
}
