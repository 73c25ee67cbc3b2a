import { dateIn, formatClock, formatDay, placeOfZone } from '#lib/format-time.ts'
import type { TimeStyle } from '#lib/format-time.ts'

interface Stretch {
  readonly start_time: string
  readonly end_time: string
}

/**
 * Free times as a text to paste into a mail: a line a day, on one's own clock and, where that is another one, on the
 * reader's.
 */
export function freeWords(slots: readonly Stretch[], style: TimeStyle, other_zone: string | null): string {
  const there = other_zone === null ? null : { ...style, time_zone: other_zone }
  const days = new Map<string, string[]>()
  for (const slot of slots) {
    const day = dateIn(slot.start_time, style)
    days.set(day, [...(days.get(day) ?? []), clockWords(slot, style, there)])
  }
  const zone =
    there === null ? placeOfZone(style.time_zone) : `${placeOfZone(style.time_zone)} (${placeOfZone(there.time_zone)})`
  const lines = [...days].map(([day, times]) => `${formatDay(day, style)}: ${times.join(', ')}`)
  return lines.length === 0 ? '' : [...lines, `Times in ${zone}.`].join('\n')
}

function clockWords({ start_time, end_time }: Stretch, style: TimeStyle, there: TimeStyle | null): string {
  const own = `${formatClock(start_time, style)} to ${formatClock(end_time, style)}`
  return there === null ? own : `${own} (${formatClock(start_time, there)} to ${formatClock(end_time, there)})`
}
