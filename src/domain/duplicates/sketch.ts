import { BREAK, fold, foldedUnit } from '#domain/postings/fold.ts'
import { FNV, PRIME, hash32, mix } from '#domain/hash/hash.ts'
import { unitAt } from '#domain/hash/unit-at.ts'
import { wordSet } from './word-set.ts'
import type { WordSet } from './word-set.ts'

/** A text as the smallest hashes of its runs of five words: enough to tell how much two texts share. */
export interface Sketch {
  /** Ascending, each once, unsigned 32 bits. */
  readonly hashes: readonly number[]
  /** How many different runs the text has. */
  readonly size: number
}

const RUN = 5
/** With 64 hashes an estimate is off by 0.06 on average (Cohen and Kaplan 2007, "Summarizing data using bottom-k sketches"). */
const KEPT = 64
/** Aggregators show the first 500 characters; the sketch of a beginning compares those with a whole text. */
const LEAD_WORDS = 60
/** A long text is known well enough from this much of it; nobody gains by sending more. */
const MOST_WORDS = 3000

export interface TextSketch {
  readonly whole: Sketch
  readonly lead: Sketch
  /** Its words; absent from what was kept before there were any. */
  readonly words?: WordSet
}

/** The sketch of a text, of its beginning and of its words; null for a text too short to say anything. */
export function sketchOf(text: string | null): TextSketch | null {
  if (text === null) return null
  const words = hashedWords(text.slice(0, MOST_WORDS * 12))
  if (words.length < 4 * RUN) return null
  const hashes = runs(words)
  return {
    whole: smallest(hashes),
    lead: smallest(hashes.subarray(0, LEAD_WORDS - RUN + 1)),
    words: wordSet(words),
  }
}

/** How much of all that two texts say both of them say, 0 to 1 (Jaccard), as far as sketches tell. */
export function resemblance(a: Sketch, b: Sketch): number {
  const most = Math.max(1, Math.min(KEPT, a.hashes.length + b.hashes.length))
  let [left, right, all, both] = [0, 0, 0, 0]
  // The smallest of both together, in order; an end counts as larger than all.
  while (all < most && (left < a.hashes.length || right < b.hashes.length)) {
    const [x, y] = [a.hashes[left] ?? Infinity, b.hashes[right] ?? Infinity]
    all += 1
    if (x === y) both += 1
    if (x <= y) left += 1
    if (y <= x) right += 1
  }
  return all === 0 ? 0 : both / all
}

/** How much of the shorter of two texts the longer one has, 0 to 1, as far as sketches that resemble each other so much tell. */
export function containment(a: Sketch, b: Sketch, resembling: number): number {
  const both = (resembling * (a.size + b.size)) / (1 + resembling)
  return Math.min(1, both / Math.max(1, Math.min(a.size, b.size)))
}

/** The words of a text as their hashes; the text is folded on the way, and no word is cut out of it. */
function hashedWords(text: string): Uint32Array {
  if (text.includes('Σ')) return Uint32Array.from(fold(text).split(' ', MOST_WORDS), hash32)
  const words = new Uint32Array(MOST_WORDS)
  let count = 0
  let hash = FNV
  const end = () => {
    if (hash === FNV) return
    words[count] = mix(hash) >>> 0
    count += 1
    hash = FNV
  }
  const { length } = text
  for (let at = 0; at < length && count < MOST_WORDS; at += 1) {
    const code = unitAt(text, at)
    const plain = code < 128 ? (PLAIN[code] ?? 0) : 0
    if (plain > 0) hash = Math.imul(hash ^ plain, PRIME)
    else if (code < 128) end()
    else
      for (const part of foldedUnit(text, at))
        if (part === BREAK) end()
        else for (let unit = 0; unit < part.length; unit += 1) hash = Math.imul(hash ^ unitAt(part, unit), PRIME)
  }
  if (count < MOST_WORDS) end()
  return words.subarray(0, count)
}

function runs(words: Uint32Array): Uint32Array {
  const hashes = new Uint32Array(words.length - RUN + 1)
  for (let start = 0; start < hashes.length; start += 1) {
    let mixed = FNV
    for (let index = start; index < start + RUN; index += 1) mixed = mix(mixed ^ (words[index] ?? 0))
    hashes[start] = mixed
  }
  return hashes
}

function smallest(hashes: Uint32Array): Sketch {
  const sorted = hashes.toSorted()
  const kept: number[] = []
  let size = 0
  for (let at = 0; at < sorted.length; at += 1) {
    const hash = sorted[at] ?? 0
    if (at > 0 && hash === sorted[at - 1]) continue
    size += 1
    if (size <= KEPT) kept.push(hash)
  }
  return { hashes: kept, size }
}

// Of ASCII: the letter that counts; 0 stands between words.
const PLAIN = Uint8Array.from({ length: 128 }, (_, code) => {
  const letter = String.fromCharCode(code).toLowerCase()
  return /[a-z\d+#.]/.test(letter) ? letter.charCodeAt(0) : 0
})
