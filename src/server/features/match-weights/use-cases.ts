import { staleVersion } from '#contract/endpoint.ts'
import type { MatchWeights } from '#contract/match.ts'
import type { MatchWeighting, WeightChange } from '#contract/match-weights.ts'
import { NEEDED, learn } from '#domain/match-weights/learn.ts'
import type { Learned } from '#domain/match-weights/learn.ts'
import { MATCH_PARTS, normalised, sameWeights } from '#domain/match-weights/weights.ts'
import { WEIGHTS } from '#domain/postings/match.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import * as store from './store.ts'
import type { Kept } from './store.ts'

/** What other slices do in the transaction that changed what counts. */
export type WeightsHook = (ctx: Ctx, tx: Tx, user_id: string) => Promise<void>

/** What each part of a match counts for, for a person. */
export async function weightsOf(tx: Tx, user_id: string): Promise<MatchWeights> {
  return (await store.findKept(tx, user_id)).weights
}

export function read(ctx: Ctx, actor: Actor): Promise<MatchWeighting> {
  return ctx.db.as(actor, (tx) => present(tx, actor.user_id))
}

type Change = {
  /** Null: the defaults. */
  weights?: MatchWeights | null | undefined
  since?: string | null | undefined
  learning?: boolean | undefined
  if_match: number | null
}

/** Sets the weights, or whether answers move them. */
export function change(
  ctx: Ctx,
  actor: Actor,
  { weights, since, learning, if_match }: Change,
  changed: WeightsHook,
): Promise<MatchWeighting> {
  return ctx.db.as(actor, async (tx) => {
    const now = ctx.clock.iso()
    const before = await store.lockKept(tx, actor.user_id, now)
    if (if_match !== null && if_match !== before.version) refuse(staleVersion)
    const kept = {
      ...before,
      learning: learning ?? before.learning,
      ...(weights === undefined ? {} : { base: weights && normalised(weights), base_since: now }),
      ...(since === undefined ? {} : { base_since: since }),
    }
    return settle(ctx, tx, { actor, before, kept, changed })
  })
}

/** Back to the defaults. */
export function reset(ctx: Ctx, actor: Actor, changed: WeightsHook): Promise<MatchWeighting> {
  return ctx.db.as(actor, async (tx) => {
    const now = ctx.clock.iso()
    const before = await store.lockKept(tx, actor.user_id, now)
    return settle(ctx, tx, { actor, before, kept: { ...before, base: null, base_since: now }, changed })
  })
}

// Nothing is shown as moved for less: a point to and fro with every answer would be noise.
const WORTH_MOVING = 2

/**
 * After an answer was given or taken back: moves what counts to what the answers speak for, if the person lets them.
 * Gives what moved and why; null when nothing did.
 */
export async function learnFrom(ctx: Ctx, tx: Tx, user_id: string): Promise<WeightChange[] | null> {
  const now = ctx.clock.iso()
  const before = await store.lockKept(tx, user_id, now)
  if (!before.learning) return null
  const learned = await learnedOf(tx, user_id, before)
  const far = MATCH_PARTS.some((part) => Math.abs(learned.weights[part] - before.weights[part]) >= WORTH_MOVING)
  const back = sameWeights(learned.weights, before.base ?? WEIGHTS) && !sameWeights(learned.weights, before.weights)
  if (!far && !back) return null
  await store.saveKept(tx, user_id, { kept: { ...before, weights: learned.weights }, now })
  // The reasons say why it is not the base; they explain a move away from it, and none back.
  return learned.changes.flatMap((each) => {
    const from = before.weights[each.part]
    return (each.to - from) * (each.to - each.from) > 0 ? [{ ...each, from }] : []
  })
}

type Settling = { actor: Actor; before: Kept; kept: Kept; changed: WeightsHook }

async function settle(
  ctx: Ctx,
  tx: Tx,
  { actor: { user_id }, before, kept, changed }: Settling,
): Promise<MatchWeighting> {
  const weights = kept.learning ? (await learnedOf(tx, user_id, kept)).weights : (kept.base ?? WEIGHTS)
  await store.saveKept(tx, user_id, { kept: { ...kept, weights }, now: ctx.clock.iso() })
  if (!sameWeights(weights, before.weights)) await changed(ctx, tx, user_id)
  return present(tx, user_id)
}

async function learnedOf(tx: Tx, user_id: string, { base, base_since }: Kept): Promise<Learned> {
  return learn(base ?? WEIGHTS, await store.answersSince(tx, user_id, base_since))
}

async function present(tx: Tx, user_id: string): Promise<MatchWeighting> {
  const kept = await store.findKept(tx, user_id)
  const { weights: suggested, changes, good, not_for_me } = await learnedOf(tx, user_id, kept)
  return {
    weights: kept.weights,
    base: kept.base ?? WEIGHTS,
    defaults: WEIGHTS,
    is_own: kept.base !== null,
    learning: kept.learning,
    suggested,
    changes: [...changes],
    answers: { good, not_for_me, needed: NEEDED },
    since: kept.base_since,
    version: kept.version,
  }
}
