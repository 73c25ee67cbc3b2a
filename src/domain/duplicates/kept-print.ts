import type { Fingerprint } from './fingerprint.ts'
import type { Sketch, TextSketch } from './sketch.ts'

const BASE = 36
/** As many signs has the largest hash. */
const SIGNS = 7

/** A sketch as its row has it: the hashes as one text, seven signs each. What was kept before has numbers. */
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
  return { hashes: hashes.map((hash) => hash.toString(BASE).padStart(SIGNS, '0')).join(''), size }
}

function unpacked({ hashes, size }: KeptSketch): Sketch {
  if (typeof hashes !== 'string') return { hashes, size }
  const hashAt = (_: unknown, at: number) => Number.parseInt(hashes.slice(at * SIGNS, (at + 1) * SIGNS), BASE)
  return { hashes: Array.from({ length: hashes.length / SIGNS }, hashAt), size }
}
