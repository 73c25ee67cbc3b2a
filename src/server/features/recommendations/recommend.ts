import type { z } from 'zod'
import type { Match, MatchPart } from '#contract/match.ts'
import type { listMatchShares } from '#contract/match-weights.ts'
import type { listRecommendations, Recommendation } from '#contract/recommendations.ts'
import { byPart } from '#domain/match-weights/weights.ts'
import type { Shares } from '#domain/match-weights/weights.ts'
import { matchOf } from '#domain/postings/match.ts'
import type { MatchProfile } from '#domain/postings/match.ts'
import { choose } from '#domain/recommendations/select.ts'
import type { Choice } from '#domain/recommendations/select.ts'
import type { Actor } from '#platform/actor.ts'
import type { Tx } from '#platform/db/db.ts'
import { basisOf, bestMatches, listPostings, matchProfile, presentItem, renewalOf } from '#features/postings/index.ts'
import type { ApplicationsOf, BestMatch, BoardCtx } from '#features/postings/index.ts'
import { settingsOf } from '#features/profile/index.ts'
import { findChoices, keepChoices } from './store.ts'

/** Below it a posting is not recommended. */
const WORTH_A_LOOK = 50
/** Of how many the choice is made. */
const POOL = 400
const REASONS = 3

type Answer = z.input<typeof listRecommendations.response>

/** The best unseen matches, unlike each other. */
export function recommend(ctx: BoardCtx, actor: Actor, limit: number, applicationsOf: ApplicationsOf): Promise<Answer> {
  return ctx.db.as(actor, async (tx) => {
    const { user_id } = actor
    const profile = await matchProfile(ctx, tx, user_id)
    const pool = await bestMatches(ctx, tx, { user_id, unseen: true, match_min: WORTH_A_LOOK, limit: POOL })
    const choices = await choicesOfToday(ctx, tx, { user_id, basis: basisOf(profile), pool, limit })
    const ids = choices.map((choice) => choice.id)
    const rows = new Map((await listPostings(ctx, tx, actor, ids)).map((row) => [row.id, row]))
    const standing = await applicationsOf(tx, user_id, ids)
    const items = choices.flatMap(({ id, instead }) => {
      const row = rows.get(id)
      if (row === undefined) return []
      const job = presentItem(ctx.boards, row, standing.get(id) ?? null)
      return [{ job, instead, ...reasonsOf(matchOf(profile, row, ctx.clock.iso())) }]
    })
    return { items, unseen: pool.length, empty: items.length > 0 ? null : await whyNone(ctx, tx, user_id, profile) }
  })
}

/** What the scores of the best open matches are made of. */
export function shares(ctx: BoardCtx, actor: Actor, limit: number): Promise<z.input<typeof listMatchShares.response>> {
  return ctx.db.as(actor, async (tx) => {
    const profile = await matchProfile(ctx, tx, actor.user_id)
    const best = await bestMatches(ctx, tx, { user_id: actor.user_id, unseen: false, match_min: 0, limit })
    const now = ctx.clock.iso()
    return {
      items: best.map((row) => {
        const match = matchOf(profile, row, now)
        const { id, title, company } = row
        return { id, title, company, match_score: match.score, shares: sharesOf(match) }
      }),
    }
  })
}

/** How well each part of a match fits. */
export function sharesOf({ parts }: Match): Shares {
  const known = new Map(parts.map((each) => [each.part, each.share]))
  return byPart((part) => known.get(part) ?? null)
}

type Today = { user_id: string; basis: string; pool: readonly BestMatch[]; limit: number }

// What was chosen today stands, in its order; what was seen, hidden or closed since leaves room at the end, and has its
// place again when that is taken back.
async function choicesOfToday(
  ctx: BoardCtx,
  tx: Tx,
  { user_id, basis, pool, limit }: Today,
): Promise<readonly Choice[]> {
  const now = ctx.clock.iso()
  const { time_zone } = await settingsOf(tx, user_id, now)
  const day = ctx.clock.now().toZonedDateTimeISO(time_zone).toPlainDate().toString()
  const kept = await findChoices(tx, user_id)
  const found = new Map(pool.map((each) => [each.id, each]))
  const isOfToday = kept !== null && kept.day === day && kept.basis === basis
  const before = isOfToday ? kept.choices : []
  const stay = before.filter(({ id }) => found.has(id))
  const chosen = stay.flatMap(({ id }) => found.get(id) ?? [])
  const more = stay.length >= limit ? [] : choose(pool, chosen, limit - stay.length)
  if (!isOfToday || more.length > 0) {
    // Of scores that are not renewed yet nothing is kept for the day.
    const { done, total } = await renewalOf(ctx, tx, user_id)
    if (done === total) await keepChoices(tx, user_id, { day, basis, choices: [...before, ...more] })
  }
  return [...stay, ...more].slice(0, limit)
}

function reasonsOf(match: Match): Pick<Recommendation, 'reasons' | 'missing'> {
  const strength = (part: MatchPart) => part.points ?? 0
  const strong = match.parts
    .filter((part) => part.part !== 'freshness' && part.of > 0 && (part.share ?? 0) >= 0.6)
    .toSorted((a, b) => strength(b) - strength(a))
  const missing = match.skills_missing.filter((skill) => skill.required).map((skill) => skill.name)
  return { reasons: strong.slice(0, REASONS), missing: missing.slice(0, REASONS) }
}

async function whyNone(ctx: BoardCtx, tx: Tx, user_id: string, profile: MatchProfile): Promise<Answer['empty']> {
  if (profile.skills.length === 0 && profile.titles_wanted.length === 0) return 'no_profile'
  const any = await bestMatches(ctx, tx, { user_id, unseen: false, match_min: WORTH_A_LOOK, limit: 1 })
  return any.length === 0 ? 'no_match' : 'all_seen'
}
