import { compare } from './compare.ts'
import type { Comparison } from './compare.ts'
import type { Fingerprint } from './fingerprint.ts'
import { BIAS, WEIGHTS } from './weights.ts'

/**
 * `duplicate`: one opening, shown twice. `similar`: probably, but not surely enough to merge unasked. `role_family`: the
 * same role of an employer at another place or level, which one may apply to besides.
 */
export type Verdict = 'duplicate' | 'similar' | 'role_family' | 'different'

/** What decided, for people to read: each with how it looked. */
export interface Reason {
  readonly code: keyof Comparison | 'same_board'
  /** 0 against, 1 for. */
  readonly value: number
}

export interface Judgement {
  readonly verdict: Verdict
  /** How probable it is that the two are one opening, 0 to 1. */
  readonly probability: number
  /** All that is known of both, the most telling first. */
  readonly reasons: readonly Reason[]
}

/** Merges unasked from here; chosen on the labelled pairs so that at least 98 of 100 merges are right. */
export const MERGE_FROM = 0.7
/** From here the two are shown side by side as perhaps the same. */
export const SHOW_FROM = 0.25

/**
 * Whether two postings are one opening. `same_board`: the employer's own board lists both at once, so the employer
 * tells them apart, however alike they read.
 */
export function judge(a: Fingerprint, b: Fingerprint, context: { same_board: boolean }): Judgement {
  const seen = compare(a, b)
  const probability = probabilityOf(seen)
  const reasons = reasonsOf(seen, context.same_board)
  const role = seen.title >= 0.5 && seen.company >= 0.9
  if (seen.place === 0 || seen.level === 0)
    return { verdict: role ? 'role_family' : 'different', probability: Math.min(probability, 0.05), reasons }
  const apart = context.same_board || (seen.requisition === 0 && seen.company >= 0.9)
  if (apart) return { verdict: role ? 'similar' : 'different', probability: Math.min(probability, SHOW_FROM), reasons }
  // The employer's number names the opening, as long as nothing else speaks against it.
  if (seen.requisition === 1 && seen.company >= 0.9 && seen.title >= 0.3)
    return { verdict: 'duplicate', probability: Math.max(probability, 0.99), reasons }
  if (probability >= MERGE_FROM) return { verdict: 'duplicate', probability, reasons }
  return { verdict: probability >= SHOW_FROM ? 'similar' : 'different', probability, reasons }
}

/** What the score weighs: silence counts as neither for nor against, unless it has a weight of its own. */
export function featuresOf(seen: Comparison): Record<keyof typeof WEIGHTS, number> {
  const text = seen.text ?? 0
  return {
    title: seen.title,
    title_equal: Number(seen.title === 1),
    // Half of the letters pair up in any two names.
    company: Math.max(0, seen.company - 0.5) * 2,
    company_equal: Number(seen.company === 1),
    text,
    text_with_title: text * seen.title,
    text_silent: Number(seen.text === null),
    language: seen.language === null ? 0 : seen.language * 2 - 1,
  }
}

function probabilityOf(seen: Comparison): number {
  const known: Readonly<Record<string, number>> = WEIGHTS
  const sum = Object.entries(featuresOf(seen)).reduce(
    (total, [name, value]) => total + (known[name] ?? 0) * value,
    BIAS,
  )
  return 1 / (1 + Math.exp(-sum))
}

const WORTH_SAYING = ['requisition', 'title', 'company', 'place', 'text', 'level', 'pay', 'date', 'language'] as const

function reasonsOf(seen: Comparison, same_board: boolean): Reason[] {
  const stated = WORTH_SAYING.flatMap((code): Reason[] => {
    const value = seen[code]
    return value === null ? [] : [{ code, value }]
  })
  return same_board ? [{ code: 'same_board', value: 0 }, ...stated] : stated
}
