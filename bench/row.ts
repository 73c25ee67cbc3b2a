/** One line of the table: what was measured, against what, and what it has to reach. */
export interface Row {
  readonly what: string
  readonly ours: number
  readonly unit: string
  /** What it is compared with in the same run, and what that measured. Null where the bar is absolute. */
  readonly reference: { readonly name: string; readonly value: number } | null
  /** `at_least` and `at_most` are about the ratio where there is a reference, else about the value. Null: only reported. */
  readonly bar: { readonly at_least: number } | { readonly at_most: number } | null
}

/** Ours over the reference, or null without one. */
export function ratioOf(row: Row): number | null {
  return row.reference === null ? null : row.ours / row.reference.value
}

/** Whether the row reaches its bar. */
export function reaches(row: Row): boolean {
  if (row.bar === null) return true
  const value = ratioOf(row) ?? row.ours
  return 'at_least' in row.bar ? value >= row.bar.at_least : value <= row.bar.at_most
}

/** The middle of several rounds: one slow round says something about the machine, not about us. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2
}
