import type { Fingerprint } from './fingerprint.ts'
import { hash32 } from '#domain/hash/hash.ts'

/** Keys under which a posting is looked for: signed 32 bits, as PostgreSQL's `integer`; each once. */
export interface BlockKeys {
  /** By company and title, by company and its longest words, and by the employer's number: one in common is worth a look. */
  readonly names: readonly number[]
  /** By the rarest runs of the text, which also find a copy under another company's name: two in common are. */
  readonly texts: readonly number[]
}

/** The keys of a posting: two postings are compared only where they share some. */
export function blockKeys(print: Fingerprint): BlockKeys {
  const long = print.title.filter((word) => word.length > 3).toSorted((a, b) => b.length - a.length || compare(a, b))
  const texts =
    print.text === null ? [] : [...print.text.whole.hashes.slice(0, 3), ...print.text.lead.hashes.slice(0, 2)]
  return {
    names: keysOf([
      `title ${print.company} ${print.title.toSorted().join(' ')}`,
      ...long.slice(0, 2).map((word) => `word ${print.company} ${word}`),
      ...(print.requisition_id === null ? [] : [`number ${print.company} ${print.requisition_id}`]),
    ]),
    texts: keysOf(texts.map((hash) => `text ${hash}`)),
  }
}

/** The keys of several that are one. */
export function joinKeys(keys: readonly BlockKeys[]): BlockKeys {
  const join = (lists: readonly (readonly number[])[]) => [...new Set(lists.flat())]
  return { names: join(keys.map(({ names }) => names)), texts: join(keys.map(({ texts }) => texts)) }
}

/** Whether two postings share enough keys to be compared. */
export function shareKeys(a: BlockKeys, b: BlockKeys): boolean {
  const [names, texts] = [new Set(a.names), new Set(a.texts)]
  return b.names.some((key) => names.has(key)) || b.texts.filter((key) => texts.has(key)).length >= TEXTS_SHARED
}

/** As many keys of their texts do two postings share that have nothing else in common, before they are compared. */
export const TEXTS_SHARED = 2

function keysOf(names: readonly string[]): number[] {
  return [...new Set(names.map((name) => hash32(name) | 0))]
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
