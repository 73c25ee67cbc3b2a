import { hash32 } from '#domain/hash/hash.ts'

/**
 * The words of a text in 4,096 bits, three for each word (a Bloom filter): tells whether a text has a word, with 2 in 100
 * wrong yeses for a text of 400 different words, and never a wrong no.
 */
export type WordSet = string

const BITS = 4096
const PER_SIGN = 6
const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const SIGN_CODES = Uint8Array.from(SIGNS, (sign) => sign.charCodeAt(0))

/** The set of these words, each given by its `hash32`. */
export function wordSet(hashes: ArrayLike<number>): WordSet {
  const codes = new Uint8Array(Math.ceil(BITS / PER_SIGN))
  // One by one, and all signs at once: every word of every posting comes by here.
  for (let at = 0; at < hashes.length; at += 1) {
    const hash = hashes[at] ?? 0
    for (let from = 0; from <= 20; from += 10) {
      const bit = bitAt(hash, from)
      // A sixth, rounded down, of what is below 2^15.
      const sign = (bit * 10_923) >>> 16
      codes[sign] = (codes[sign] ?? 0) | (1 << (bit - sign * PER_SIGN))
    }
  }
  for (let at = 0; at < codes.length; at += 1) codes[at] = SIGN_CODES[codes[at] ?? 0] ?? 0
  return Reflect.apply(String.fromCharCode, null, codes)
}

/** Whether a text has a word; now and then yes where it does not. */
export function hasWord(words: WordSet, word: string): boolean {
  const hash = hash32(word)
  return [bitAt(hash, 0), bitAt(hash, 10), bitAt(hash, 20)].every((bit) => {
    const sign = SIGNS.indexOf(words[Math.floor(bit / PER_SIGN)] ?? 'A')
    return (sign & (1 << (bit % PER_SIGN))) !== 0
  })
}

function bitAt(hash: number, from: number): number {
  return (hash >>> from) & (BITS - 1)
}
