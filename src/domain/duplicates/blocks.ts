import type { Fingerprint } from './fingerprint.ts'
import { hash32 } from './sketch.ts'

/**
 * The keys under which a posting is looked for: two postings are compared only where they share one. By company and
 * title, by company and its longest words, by the employer's number, and by the rarest runs of the text, which also
 * finds a copy under another company's name. Signed 32 bits, as PostgreSQL's `integer`; each once.
 */
export function blockKeys(print: Fingerprint): number[] {
  const long = print.title.filter((word) => word.length > 3).toSorted((a, b) => b.length - a.length || compare(a, b))
  const texts =
    print.text === null ? [] : [...print.text.whole.hashes.slice(0, 3), ...print.text.lead.hashes.slice(0, 2)]
  const keys = [
    hash32(`title ${print.company} ${print.title.toSorted().join(' ')}`),
    ...long.slice(0, 2).map((word) => hash32(`word ${print.company} ${word}`)),
    ...(print.requisition_id === null ? [] : [hash32(`number ${print.company} ${print.requisition_id}`)]),
    ...texts.map((hash) => hash32(`text ${hash}`)),
  ]
  return [...new Set(keys.map((key) => key | 0))]
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
