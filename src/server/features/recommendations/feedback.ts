import type { z } from 'zod'
import { notFound } from '#contract/endpoint.ts'
import type { WeightChange } from '#contract/match-weights.ts'
import { FeedbackReason } from '#contract/feedback.ts'
import type { JobFeedback, putFeedback } from '#contract/feedback.ts'
import { matchOf } from '#domain/postings/match.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import { answerOf, dropAnswer, keepAnswer, learnFrom } from '#features/match-weights/index.ts'
import type { KeptAnswer } from '#features/match-weights/index.ts'
import { findState, markPostings, matchProfile, profileChanged, readPosting } from '#features/postings/index.ts'
import { sharesOf } from './recommend.ts'

type Given = z.output<typeof putFeedback.body>
type After = JobFeedback & { moved: WeightChange[] }

/** What a person said of a posting. */
export function readFeedback(ctx: Ctx, actor: Actor, id: string): Promise<JobFeedback> {
  return ctx.db.as(actor, async (tx) => {
    await visible(tx, actor, id)
    return present(await answerOf(tx, actor.user_id, id))
  })
}

/** Keeps what a person says of a posting, and moves the weights by it. Who turns one down does not meet it again. */
export function giveFeedback(ctx: Ctx, actor: Actor, { id, verdict, reasons }: Given & { id: string }): Promise<After> {
  return ctx.db.as(actor, async (tx) => {
    const { user_id } = actor
    const posting = await visible(tx, actor, id)
    const before = await answerOf(tx, user_id, id)
    const state = await findState(tx, user_id, id)
    const isKept = state !== null && (state.saved_at !== null || state.applied_at !== null)
    const had_hidden = before?.has_hidden === true
    const hides = verdict === 'not_for_me' && !isKept && (had_hidden || (state?.hidden_at ?? null) === null)
    await markPostings(ctx, tx, user_id, {
      ids: [id],
      change: { seen: true, hidden: hides ? true : had_hidden ? false : undefined },
    })
    const profile = await matchProfile(ctx, tx, user_id)
    const now = ctx.clock.iso()
    const shares = sharesOf(matchOf(profile, posting, now))
    const answer = { verdict, reasons: [...new Set(reasons)], has_hidden: hides, answered_at: now }
    await keepAnswer(tx, { user_id, posting_id: id }, { ...answer, shares })
    return { ...present(answer), moved: await learnAndRenew(ctx, tx, user_id) }
  })
}

/** Forgets what a person said of a posting. */
export function takeBackFeedback(ctx: Ctx, actor: Actor, id: string): Promise<After> {
  return ctx.db.as(actor, async (tx) => {
    await visible(tx, actor, id)
    const before = await answerOf(tx, actor.user_id, id)
    if (before?.has_hidden === true)
      await markPostings(ctx, tx, actor.user_id, { ids: [id], change: { hidden: false } })
    await dropAnswer(tx, actor.user_id, id)
    return { ...present(null), moved: await learnAndRenew(ctx, tx, actor.user_id) }
  })
}

async function learnAndRenew(ctx: Ctx, tx: Tx, user_id: string): Promise<WeightChange[]> {
  const moved = await learnFrom(ctx, tx, user_id)
  if (moved !== null) await profileChanged(ctx, tx, user_id)
  return moved ?? []
}

async function visible(tx: Tx, actor: Actor, id: string) {
  return (await readPosting(tx, actor, id)) ?? refuse(notFound)
}

function present(answer: KeptAnswer | null): JobFeedback {
  if (answer === null) return { verdict: null, reasons: [], answered_at: null }
  const reasons = answer.reasons.flatMap((reason) => FeedbackReason.safeParse(reason).data ?? [])
  return { verdict: answer.verdict, reasons, answered_at: answer.answered_at }
}
