/** Whether two values of plain JSON say the same; a store may have changed the order of the keys. */
export function sameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false
    return one.every((value, index) => sameValue(value, other[index]))
  }
  const [left, right] = [Object.entries(one), new Map<string, unknown>(Object.entries(other))]
  return left.length === right.size && left.every(([key, value]) => right.has(key) && sameValue(value, right.get(key)))
}

/** Plain JSON as one text, whatever the order of its keys: what is hashed, and the key of an element of a set. */
export function stableText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stableText).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${stableText(inner)}`).join(',')}}`
}

/** SHA-256 of a text as UTF-8: the caller has one (node:crypto, the browser, a test's own). */
export type Sha256 = (text: string) => Uint8Array

/** A hash that two stores and two releases agree on, as hexadecimal text. */
export function hashOf(value: unknown, sha256: Sha256): string {
  return Array.from(sha256(stableText(value)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
