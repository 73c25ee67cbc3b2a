import type { Decider } from './merge.ts'

/** Times as HTTP tells them are whole seconds, and the way there takes one; nearer than this nobody was first. */
const TIE_MS = 2_000

/**
 * A moment of our clock as the calendar's clock would have shown it. `offset_ms` is the calendar's clock (the `Date` of an
 * answer) less ours at that time: a clock of ours that is wrong by a day is wrong in both and cancels out (calendar.md
 * §6.4.14). Null: the offset was never measured.
 */
export function inProviderTime(ours: string, offset_ms: number | null): string | null {
  return offset_ms === null ? null : new Date(Date.parse(ours) + offset_ms).toISOString()
}

/** Which side changed last, both told by the calendar's clock; where that is not known or too near, the person is asked. */
export function newest(mine: string | null, theirs: string | null): Decider {
  if (mine === null || theirs === null) return 'ask'
  const ahead = Date.parse(mine) - Date.parse(theirs)
  return Math.abs(ahead) < TIE_MS ? 'ask' : ahead > 0 ? 'mine' : 'theirs'
}
