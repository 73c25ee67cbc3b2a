import type { MatchShares, MatchWeights } from '#contract/match.ts'
import { scoreBy } from '#domain/match-weights/weights.ts'

interface Scored {
  readonly id: string
  readonly match_score: number | null
  readonly shares: MatchShares
}

/** In the order of the weights of after, with how many places each moves up (or down, below 0) from those of before. */
export function ranked<Item extends Scored>(
  items: readonly Item[],
  before: MatchWeights,
  after: MatchWeights,
): (Item & { score: number; moved: number })[] {
  const was = order(items, before).map(({ id }) => id)
  return order(items, after).map((item, at) => ({ ...item, moved: was.indexOf(item.id) - at }))
}

function order<Item extends Scored>(items: readonly Item[], weights: MatchWeights): (Item & { score: number })[] {
  return items
    .filter((item) => item.match_score !== null)
    .map((item) => ({ ...item, score: scoreBy(weights, item.shares) }))
    .toSorted((a, b) => b.score - a.score || (a.id < b.id ? 1 : -1))
}
