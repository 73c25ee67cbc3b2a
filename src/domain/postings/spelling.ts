import { fold } from './fold.ts'

const SHORTEST = 4
const LONGEST = 40
/** Nobody misspells more words than these in one search, and each one costs. */
const MOST = 6

/** A word of a search as it was written, and as it is looked up. */
export interface Written {
  readonly word: string
  readonly term: string
}

/** The words of names that a misspelt one may have meant: folded, of letters only, each once. */
export function termsIn(...names: readonly string[]): string[] {
  const terms = names.flatMap((name) => fold(name).match(/\p{L}+/gu) ?? [])
  return [...new Set(terms.filter((term) => term.length >= SHORTEST && term.length <= LONGEST))]
}

/** The words of a search that may be misspelt: none in quotes, none excluded, none with digits or signs. */
export function writtenWords(q: string): Written[] {
  const open = q.replaceAll(/"[^"]*"?/g, ' ')
  const words = open.split(/\s+/).filter((word) => /^\p{L}+$/u.test(word) && word.length >= SHORTEST)
  return [...new Set(words)].slice(0, MOST).map((word) => ({ word, term: fold(word) }))
}

/** The term that a word most likely means; null when none is near: one slip, two in a word of eight letters or more. */
export function meantBy(term: string, candidates: readonly string[]): string | null {
  const most = term.length >= 8 ? 2 : 1
  const near = candidates
    .map((candidate) => ({ candidate, slips: slips(term, candidate, most) }))
    .filter((each) => each.slips <= most)
    .toSorted(
      (a, b) =>
        a.slips - b.slips ||
        // Hardly anybody mistakes the first letter.
        Number(a.candidate[0] !== term[0]) - Number(b.candidate[0] !== term[0]) ||
        (a.candidate < b.candidate ? -1 : 1),
    )
  return near[0]?.candidate ?? null
}

/** A search with some of its words written otherwise; what stands in quotes stays. */
export function respelled(q: string, meant: ReadonlyMap<string, string>): string {
  return q
    .split(/("[^"]*"?|\s+)/)
    .map((part) => meant.get(part) ?? part)
    .join('')
}

/**
 * How many letters were left out, put in, mistaken or swapped with their neighbour (optimal string alignment; Boytsov
 * 2011, "Indexing methods for approximate dictionary searching", 2.1); more than `most` is only told as more.
 */
export function slips(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1]
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row.push(
        Math.min(
          (last[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          (last[j - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (before[j - 2] ?? 0) + 1 : Infinity,
        ),
      )
    }
    before = last
    last = row
  }
  return Math.min(last[b.length] ?? 0, most + 1)
}
