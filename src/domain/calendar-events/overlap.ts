/** A stretch of time in milliseconds. */
interface Span {
  readonly from: number
  readonly to: number
}

/** Two that lie at the same time, and for how many minutes. */
export interface Overlap<S> {
  readonly first: S
  readonly second: S
  readonly minutes: number
}

/** All that overlap, by start: each is held against those that begin before it ends. No more than `most` are told. */
export function overlaps<S extends Span>(spans: readonly S[], most: number): Overlap<S>[] {
  const sorted = spans.toSorted((a, b) => a.from - b.from)
  const found: Overlap<S>[] = []
  for (const [at, first] of sorted.entries()) {
    for (let next = at + 1; next < sorted.length && found.length < most; next += 1) {
      const second = sorted[next]
      if (second === undefined || second.from >= first.to) break
      const minutes = Math.round((Math.min(first.to, second.to) - second.from) / 60_000)
      if (minutes > 0) found.push({ first, second, minutes })
    }
  }
  return found
}
