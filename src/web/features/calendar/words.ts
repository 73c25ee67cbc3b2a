import type { Event } from '#contract/calendar-events.ts'
import { addDays, formatClock, formatDay, knowsZone, placeOfZone } from '#lib/format-time.ts'
import type { TimeStyle } from '#lib/format-time.ts'

type Times = Pick<Event, 'start_time' | 'end_time' | 'all_day'>

/** `Wed 25 Nov, 14:00 to 15:30`, `Wed 25 Nov`, `Wed 25 to Fri 27 Nov`. The last of whole days is told, not the day after. */
export function whenWords({ start_time, end_time, all_day }: Times, style: TimeStyle): string {
  if (all_day) {
    const last = addDays(end_time, -1)
    return last === start_time
      ? formatDay(start_time, style)
      : `${formatDay(start_time, style)} to ${formatDay(last, style)}`
  }
  const [from, to] = [formatDay(start_time, style), formatDay(end_time, style)]
  const clock = `${formatClock(start_time, style)} to ${formatClock(end_time, style)}`
  return from === to
    ? `${from}, ${clock}`
    : `${from}, ${formatClock(start_time, style)} to ${to}, ${formatClock(end_time, style)}`
}

/** The same on the clock of the event, where that is another one: `13:00 to 14:30 in London`. */
export function elsewhereWords(event: Times & Pick<Event, 'timezone'>, style: TimeStyle): string | null {
  const { timezone } = event
  if (timezone === null || event.all_day || !knowsZone(timezone)) return null
  const there = { ...style, time_zone: timezone }
  const same = formatClock(event.start_time, style) === formatClock(event.start_time, there)
  return same
    ? null
    : `${formatClock(event.start_time, there)} to ${formatClock(event.end_time, there)} in ${placeOfZone(timezone)}`
}

/** `15 min`, `1 h`, `1 day`: how long before. */
export function reminderWords(minutes: number): string {
  if (minutes === 0) return 'at the start'
  if (minutes % 1440 === 0) return minutes === 1440 ? '1 day' : `${minutes / 1440} days`
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`
}

/** `Overlaps “Retro” by 30 min`: what is at the same time as an event, both making one busy. */
export function clashesOf(event: Event, others: readonly Event[]): { other: Event; minutes: number }[] {
  if (!takesTime(event)) return []
  return others
    .filter((other) => takesTime(other) && !(other.id === event.id && other.recurrence_id === event.recurrence_id))
    .map((other) => ({ other, minutes: overlapOf(event, other) }))
    .filter(({ minutes }) => minutes > 0)
}

/** The names (by `keyOf`) of all that overlaps something else: each is held against those that begin before it ends. */
export function clashing(events: readonly Event[], keyOf: (event: Event) => string): ReadonlySet<string> {
  const busy = events.filter(takesTime).toSorted((a, b) => Date.parse(a.start_time) - Date.parse(b.start_time))
  const found = new Set<string>()
  for (const [at, event] of busy.entries()) {
    const end = Date.parse(event.end_time)
    for (let next = at + 1; next < busy.length; next += 1) {
      const other = busy[next]
      if (other === undefined || Date.parse(other.start_time) >= end) break
      if (overlapOf(event, other) > 0) for (const one of [event, other]) found.add(keyOf(one))
    }
  }
  return found
}

const takesTime = ({ busy, status, all_day }: Event): boolean => busy && status !== 'cancelled' && !all_day

function overlapOf(a: Times, b: Times): number {
  const from = Math.max(Date.parse(a.start_time), Date.parse(b.start_time))
  return Math.round((Math.min(Date.parse(a.end_time), Date.parse(b.end_time)) - from) / 60_000)
}
