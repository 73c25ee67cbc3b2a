import { Temporal } from 'temporal-polyfill'
import type { Availability, Hours } from '#contract/appointment-types.ts'

/** From and to, in milliseconds since the epoch; `to` is not part of it. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** When somebody can be booked: wall times on one clock, and days on which others hold. */
export type Week = Pick<Availability, 'time_zone' | 'weekly' | 'other_days'>

/** What holds before somebody says otherwise: Monday to Friday, 09:00 to 17:00. */
export const USUAL_WEEK: Week['weekly'] = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, start: '09:00', end: '17:00' }))

/**
 * The hours of each day that touches `look`, as one says them: days are not joined, and none is cut. A wall time that a changed
 * clock leaves out moves forward, one that comes twice is the earlier one, as in the calendar.
 */
export function hoursByDay({ time_zone, weekly, other_days }: Week, look: Stretch): Stretch[] {
  const other = new Map(other_days.map(({ date, hours }) => [date, hours]))
  const first = dayOf(look.from, time_zone).subtract({ days: 1 })
  const last = dayOf(look.to, time_zone).add({ days: 1 })
  const open: Stretch[] = []
  for (let day = first; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    const hours = other.get(day.toString()) ?? weekly.filter(({ weekday }) => weekday === day.dayOfWeek)
    open.push(...joined(hours.map((one) => stretchOf(day, one, time_zone))))
  }
  return open
}

/** Overlapping and touching stretches as one, by start; empty ones left out. */
export function joined(stretches: readonly Stretch[]): Stretch[] {
  const sorted = stretches.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from)
  const out: { from: number; to: number }[] = []
  for (const one of sorted) {
    const last = out.at(-1)
    if (last !== undefined && one.from <= last.to) last.to = Math.max(last.to, one.to)
    else out.push({ ...one })
  }
  return out
}

/** The date that a clock shows at a moment. */
export function dayOf(ms: number, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate()
}

function stretchOf(day: Temporal.PlainDate, { start, end }: Hours, zone: string): Stretch {
  return { from: at(day, start, zone), to: at(day, end, zone) }
}

// 24:00 is the beginning of the next day, which some zones have later than at midnight. `compatible`: see above.
function at(day: Temporal.PlainDate, time: string, zone: string): number {
  if (time === '24:00') return day.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds
  return day.toPlainDateTime(time).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds
}
