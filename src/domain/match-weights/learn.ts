import type { MatchPartName, MatchWeights } from '#contract/match.ts'
import type { WeightChange } from '#contract/match-weights.ts'
import { MATCH_PARTS, byPart, rounded } from './weights.ts'
import type { Shares } from './weights.ts'

/** What a person said of a posting, with how well each part of it fitted then. */
export interface Answer {
  readonly verdict: 'good' | 'not_for_me'
  /** The parts that the person named, and perhaps `company`. */
  readonly reasons: readonly string[]
  readonly shares: Shares
}

/** How many answers of either kind it takes before anything moves. */
export const NEEDED = 5
/** No part is moved below or above these; one that stands beyond them already stays where it is. */
export const FLOOR = 2
export const CAP = 50

// How many answers of each kind make a difference half believed: few answers move little.
const PRIOR = 5
// What the strongest evidence may add to a part, in points, and take from one, as a part of its weight.
const MOST_GAIN = 20
const MOST_LOSS = 0.5
const IDLE_LOSS = 0.25

export interface Learned {
  readonly weights: MatchWeights
  readonly changes: readonly WeightChange[]
  readonly good: number
  readonly not_for_me: number
}

/**
 * The weights that a person's answers speak for, from those that the person set.
 *
 * A part gains when what was liked fits better in it than what was turned down, or when it is named as the reason; what
 * it gains, the parts give that tell the two apart the least or the wrong way round. So a part that always tells them
 * apart never loses. Evidence is shrunk towards none while answers are few, each move is bounded, whole points stay 100
 * together, a part that the person set to 0 stays 0, and the order of the answers plays no role.
 */
export function learn(base: Readonly<MatchWeights>, answers: readonly Answer[]): Learned {
  const good = answers.filter((each) => each.verdict === 'good')
  const bad = answers.filter((each) => each.verdict === 'not_for_me')
  const counts = { good: good.length, not_for_me: bad.length }
  if (good.length < NEEDED || bad.length < NEEDED) return { weights: { ...base }, changes: [], ...counts }
  const evidence = byPart((part) => weigh(part, good, bad))
  const gains = byPart((part) => gainOf(base[part], evidence[part]))
  const losses = byPart((part) => lossOf(base[part], evidence[part]))
  const asked = sum(gains)
  const offered = sum(losses)
  const moved = Math.min(asked, offered)
  if (moved === 0) return { weights: { ...base }, changes: [], ...counts }
  const weights = rounded(
    byPart((part) => base[part] + (gains[part] * moved) / asked - (losses[part] * moved) / offered),
  )
  const changes = MATCH_PARTS.flatMap((part) =>
    weights[part] === base[part] ? [] : [explain({ part, from: base[part], to: weights[part] }, evidence[part])],
  )
  return { weights, changes, ...counts }
}

interface Evidence {
  /** -1 (the wrong way round) to 1 (tells liked and turned down apart). */
  readonly value: number
  /** How far to believe it, 0 to 1. */
  readonly trust: number
  readonly liked: number | null
  readonly turned_down: number | null
  /** How often it was named as the reason, and how many were turned down that fitted badly in it. */
  readonly named: number
  readonly misfits: number
}

function weigh(part: MatchPartName, good: readonly Answer[], bad: readonly Answer[]): Evidence {
  const liked = sharesOf(part, good)
  const turned = sharesOf(part, bad)
  const fewest = Math.min(liked.length, turned.length)
  const trust = fewest / (fewest + PRIOR)
  const means = { liked: mean(liked), turned_down: mean(turned) }
  const gap = means.liked === null || means.turned_down === null ? 0 : means.liked - means.turned_down
  // Who names a part that fits well as what is wrong with a posting means something that the profile does not say.
  const named =
    good.filter((each) => each.reasons.includes(part) && (each.shares[part] ?? 1) >= 0.5).length +
    bad.filter((each) => each.reasons.includes(part) && (each.shares[part] ?? 0) < 0.75).length
  const value = Math.max(-1, Math.min(1, trust * gap + (0.5 * named) / (named + PRIOR)))
  return { value, trust, ...means, named, misfits: turned.filter((share) => share < 0.5).length }
}

function gainOf(weight: number, { value }: Evidence): number {
  return value <= 0 || weight === 0 ? 0 : Math.max(0, Math.min(CAP - weight, value * MOST_GAIN))
}

// What tells nothing apart gives a little; what speaks the wrong way round gives more; what was never compared, nothing.
function lossOf(weight: number, { value, trust }: Evidence): number {
  if (value > 0 || trust === 0) return 0
  return Math.max(0, Math.min(weight - FLOOR, weight * Math.min(MOST_LOSS, IDLE_LOSS * trust - value)))
}

function sum(values: Readonly<Record<MatchPartName, number>>): number {
  return MATCH_PARTS.reduce((total, part) => total + values[part], 0)
}

function sharesOf(part: MatchPartName, answers: readonly Answer[]): number[] {
  return answers.flatMap((each) => each.shares[part] ?? [])
}

// In whole ten-thousandths, so that the order of the answers does not show in the last digit.
function mean(shares: readonly number[]): number | null {
  if (shares.length === 0) return null
  return shares.reduce((total, share) => total + Math.round(share * 10_000), 0) / shares.length / 10_000
}

const MISFIT: Readonly<Record<MatchPartName, string>> = {
  skills: 'asking for skills that you lack',
  title: 'with other titles than you look for',
  place: 'at other places or in another way of working',
  seniority: 'of another level',
  salary: 'below your floor',
  language: 'in languages that you do not list',
  freshness: 'that had been open for long',
}

function explain(move: { part: MatchPartName; from: number; to: number }, evidence: Evidence): WeightChange {
  const { liked, turned_down, named, misfits } = evidence
  const values = { liked: percent(liked), turned_down: percent(turned_down), named, misfits }
  const told = (reason: WeightChange['reason'], text: string) => ({ ...move, reason, values, text })
  const means = `${values.liked ?? '–'} % fit in what you liked, ${values.turned_down ?? '–'} % in what you turned down`
  if (move.to < move.from)
    return evidence.value < 0
      ? told('other_way_round', `it speaks the other way round: ${means}`)
      : told('tells_nothing', `it tells little apart: ${means}`)
  if (misfits >= 2) return told('turned_down', `you turned down ${misfits} postings ${MISFIT[move.part]}`)
  if (named > 0) return told('named', `you named it as the reason ${named === 1 ? 'once' : `${named} times`}`)
  return told('liked_better', means)
}

function percent(share: number | null): number | null {
  return share === null ? null : Math.round(share * 100)
}
