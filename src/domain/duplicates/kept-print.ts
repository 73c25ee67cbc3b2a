import type { Fingerprint } from './fingerprint.ts'
import type { Sketch, TextSketch } from './sketch.ts'

const BITS = 6
const PER_HASH = 6
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** A sketch as its row has it: the hashes as one text, six letters each. What was kept before has numbers. */
type KeptSketch = Omit<Sketch, 'hashes'> & { readonly hashes: string | readonly number[] }
type KeptText = Omit<TextSketch, 'whole' | 'lead'> & { readonly whole: KeptSketch; readonly lead: KeptSketch }

/** A fingerprint as its row has it: of a hundred numbers in JSON each costs the database as much as a column. */
export type KeptPrint = Omit<Fingerprint, 'text'> & { readonly text: KeptText | null }

/** The fingerprint as it is written. */
export function keptPrint(print: Fingerprint): KeptPrint {
  const { text } = print
  return { ...print, text: text && { ...text, whole: packed(text.whole), lead: packed(text.lead) } }
}

/** The fingerprint that a row has. */
export function printOfKept(kept: KeptPrint): Fingerprint {
  const { text } = kept
  return { ...kept, text: text && { ...text, whole: unpacked(text.whole), lead: unpacked(text.lead) } }
}

function packed({ hashes, size }: Sketch): KeptSketch {
  const codes = new Uint8Array(hashes.length * PER_HASH)
  for (const [at, hash] of hashes.entries())
    for (let place = 0; place < PER_HASH; place += 1)
      codes[at * PER_HASH + place] = LETTERS.charCodeAt((hash >>> (place * BITS)) & 63)
  return { hashes: Reflect.apply(String.fromCharCode, null, codes), size }
}

function unpacked({ hashes, size }: KeptSketch): Sketch {
  if (typeof hashes !== 'string') return { hashes, size }
  const numbers = new Uint32Array(hashes.length / PER_HASH)
  for (let at = 0; at < hashes.length; at += 1) {
    const number = Math.floor(at / PER_HASH)
    const bits = LETTERS.indexOf(hashes.charAt(at)) << ((at % PER_HASH) * BITS)
    numbers[number] = (numbers[number] ?? 0) | bits
  }
  return { hashes: [...numbers], size }
}
