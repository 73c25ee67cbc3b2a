import { MatchPartName } from '#contract/match.ts'
import type { MatchShares, MatchWeights } from '#contract/match.ts'

/** What is known of how well each part fits, 0 to 1. */
export type Shares = Readonly<MatchShares>

/** The parts in the order in which they are shown. */
export const MATCH_PARTS: readonly MatchPartName[] = MatchPartName.options

/** The points of a part, to a tenth. */
export function pointsOf(share: number, of: number): number {
  return Math.round(share * of * 10) / 10
}

/** The points of all parts together; what is not known counts as half. */
export function scoreOf(parts: readonly { readonly share: number | null; readonly of: number }[]): number {
  return Math.round(parts.reduce((sum, { share, of }) => sum + (share === null ? of / 2 : pointsOf(share, of)), 0))
}

/** The score that these weights give. */
export function scoreBy(weights: Readonly<MatchWeights>, shares: Shares): number {
  return scoreOf(MATCH_PARTS.map((part) => ({ share: shares[part], of: weights[part] })))
}

/** Weights of whole points that are 100 together, in the proportions of those given; null when all are 0. */
export function normalised(weights: Readonly<MatchWeights>): MatchWeights | null {
  const whole = MATCH_PARTS.reduce((sum, part) => sum + weights[part], 0)
  return whole === 0 ? null : rounded(byPart((part) => (weights[part] * 100) / whole))
}

/** Whole points of the same sum: down to the whole, and what is left to those that lost most by it. */
export function rounded(exact: Readonly<MatchWeights>): MatchWeights {
  // A share that is whole but for how computers count is that whole.
  const clean = byPart((part) => Math.round(exact[part] * 1e6) / 1e6)
  const down = byPart((part) => Math.floor(clean[part]))
  const total = Math.round(MATCH_PARTS.reduce((sum, part) => sum + clean[part], 0))
  const left = total - MATCH_PARTS.reduce((sum, part) => sum + down[part], 0)
  const lost = MATCH_PARTS.toSorted((a, b) => clean[b] - down[b] - (clean[a] - down[a]))
  const up = new Set(lost.slice(0, left))
  return byPart((part) => down[part] + (up.has(part) ? 1 : 0))
}

export function byPart<Value>(value: (part: MatchPartName) => Value): Record<MatchPartName, Value> {
  return {
    skills: value('skills'),
    title: value('title'),
    place: value('place'),
    seniority: value('seniority'),
    salary: value('salary'),
    language: value('language'),
    freshness: value('freshness'),
  }
}

/** True when every part weighs the same. */
export function sameWeights(a: Readonly<MatchWeights>, b: Readonly<MatchWeights>): boolean {
  return MATCH_PARTS.every((part) => a[part] === b[part])
}
