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
  readonly code: (typeof WORTH_SAYING)[number] | 'same_board'
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

/** Merges unasked from here: none of the pairs that the weights were fitted to is then merged wrongly (`npm run bench -- duplicates`). */
export const MERGE_FROM = 0.6
/** Half of the letters pair up in any two names; below this it is another employer's. */
const NAMED_ALIKE = 0.75
/** From here the two are shown side by side as perhaps the same. */
export const SHOW_FROM = 0.17

/** How the two are shown. */
export interface Shown {
  /** The employer's own board lists both at once, so the employer tells them apart, however alike they read. */
  readonly same_board: boolean
  /** One source of whatever kind lists both at once: boards retitle what others have, and not their own. */
  readonly same_source?: boolean
}

/** Whether two postings are one opening. */
export function judge(a: Fingerprint, b: Fingerprint, context: Shown): Judgement {
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
  // An agency's copy and a copied wording read alike: another name is for people to judge.
  const may = seen.company >= NAMED_ALIKE && (seen.title === 1 || context.same_source !== true)
  if (may && probability >= MERGE_FROM) return { verdict: 'duplicate', probability, reasons }
  // Where a text is missing, the same title of one employer is all that there is to go by.
  const perhaps = seen.texts < 2 && seen.title === 1 && seen.company >= 0.9
  const shown = perhaps ? Math.max(probability, SHOW_FROM) : probability
  return { verdict: shown >= SHOW_FROM ? 'similar' : 'different', probability: shown, reasons }
}

/**
 * What the score weighs. A text says nothing without a title that fits it, and the same title nothing without a text:
 * so most of it are products. Silence counts as neither for nor against, unless it has a weight of its own.
 */
export function featuresOf(seen: Comparison): Record<keyof typeof WEIGHTS, number> {
  const { title, titles } = seen
  // All of the shorter text, not most of it: what follows one template has most of it in common, too.
  const [text, text_within] = [seen.text ?? 0, Math.max(0, (seen.text_within ?? 0) - 0.9) * 10]
  const title_equal = Number(title === 1)
  const text_equal = Number(seen.text_equal)
  const told = titles.within * (titles.told ?? 0)
  return {
    title_equal,
    // Half of the letters pair up in any two names.
    company: Math.max(0, seen.company - 0.5) * 2,
    company_equal: Number(seen.company === 1),
    text_with_title: text * title_equal,
    text_within_with_title: text_within * title_equal,
    text_with_told: text * told,
    text_within_with_told: text_within * told,
    text_with_letters: text * titles.letters,
    text_equal_with_words: text_equal * titles.within,
    text_equal_with_letters: text_equal * titles.letters,
    // One side shows no text; that neither does leaves nothing to go by.
    text_silent_with_title: Number(seen.texts === 1) * title_equal * (seen.date ?? 0.5),
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
