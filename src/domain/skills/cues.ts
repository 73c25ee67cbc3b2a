import { unitAt } from '#domain/hash/unit-at.ts'

/**
 * Tells in one pass which of many patterns a text may meet, so that the others need not be tried: bit n stands for pattern
 * n. A pattern is alternatives in lower case, and each holds some letters that nothing can stand for. Upper case counts as
 * lower case.
 */
export function makeCues(patterns: readonly RegExp[]): (text: string) => number {
  const literals = patterns.flatMap(({ source }, bit) =>
    alternativesOf(source).map((each) => ({ letters: literalOf(each).toLowerCase(), mask: 1 << bit })),
  )
  const signs = [...new Set(literals.flatMap(({ letters }) => [...letters]))]
  const width = signs.length + 1
  const column = new Uint8Array(COLUMNS)
  for (const [at, sign] of signs.entries())
    for (const form of [sign, sign.toUpperCase()]) if (form.length === 1) column[form.charCodeAt(0)] = at + 1
  const { next, masks } = machineOf(literals, { width, columnOf: (code) => column[code] ?? 0 })
  return (text) => {
    let state = 0
    let met = 0
    const { length } = text
    for (let at = 0; at < length; at += 1) {
      const code = unitAt(text, at)
      state = next[state * width + (code < COLUMNS ? (column[code] ?? 0) : 0)] ?? 0
      met |= masks[state] ?? 0
    }
    return met
  }
}

// Latin letters with their accents.
const COLUMNS = 0x1_80

interface Literal {
  readonly letters: string
  readonly mask: number
}

/** Aho and Corasick 1975, "Efficient string matching": where a word breaks off, what of it begins another one goes on. */
function machineOf(
  literals: readonly Literal[],
  { width, columnOf }: { width: number; columnOf: (code: number) => number },
) {
  const rows: number[][] = [Array.from({ length: width }, () => 0)]
  const masks = [0]
  for (const { letters, mask } of literals) {
    let state = 0
    for (let at = 0; at < letters.length; at += 1) {
      const row = rows[state] ?? []
      const column = columnOf(letters.charCodeAt(at))
      if (row[column] === 0) {
        row[column] = rows.length
        rows.push(Array.from({ length: width }, () => 0))
        masks.push(0)
      }
      state = row[column] ?? 0
    }
    masks[state] = (masks[state] ?? 0) | mask
  }
  const fallback = Array.from({ length: rows.length }, () => 0)
  // State by state as they were reached; those of one length stand before longer ones.
  const queue = (rows[0] ?? []).filter((state) => state > 0)
  for (const state of queue) {
    const row = rows[state] ?? []
    const back = fallback[state] ?? 0
    masks[state] = (masks[state] ?? 0) | (masks[back] ?? 0)
    for (const [column, to] of row.entries()) {
      const other = rows[back]?.[column] ?? 0
      if (to === 0) row[column] = other
      else {
        fallback[to] = other
        queue.push(to)
      }
    }
  }
  return { next: Uint16Array.from(rows.flat()), masks: Int32Array.from(masks) }
}

/** What stands between bars outside of brackets. */
function alternativesOf(source: string): string[] {
  const parts = ['']
  let depth = 0
  for (const sign of source) {
    if (sign === '(') depth += 1
    if (sign === ')') depth -= 1
    if (sign === '|' && depth === 0) parts.push('')
    else parts[parts.length - 1] += sign
  }
  return parts
}

/** The longest run of letters that every text has which meets the alternative. */
function literalOf(alternative: string): string {
  const outside = alternative
    .replaceAll(/\((?:[^()]|\([^()]*\))*\)\??/g, '\n')
    .replaceAll(/\[[^\]]*\][?*+]?|\\[a-zA-Z]|.[?*]/g, '\n')
  const [longest = ''] = outside.split('\n').toSorted((a, b) => b.length - a.length)
  if (!/^[\p{L}\d '-]{3,}$/u.test(longest)) throw new Error(`Nothing in it can be looked for: ${alternative}`)
  return longest
}
