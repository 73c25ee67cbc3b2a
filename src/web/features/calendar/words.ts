import type { Event } from '#contract/calendar-events.ts'
import type { CalendarWarning } from '#contract/calendar-times.ts'
import { titleWords } from '#lib/event-title.ts'
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

const TROUBLES: Readonly<Record<string, string>> = {
  floating_time: 'its time has no zone, which this calendar cannot say',
  unknown_zone: 'its time zone is not known here',
  too_large: 'it is larger than an event can be',
  recurrence_rule: 'this calendar cannot repeat it so',
  extra_dates: 'this calendar knows no single dates beside a rule',
  first_instance: 'its first date does not follow its rule, which this calendar cannot say',
  moved_instance: 'one of its dates was moved as this calendar cannot say',
  poison: 'the calendar does not take it as it is',
  no_such_instance: 'the series has no such date there any more; sync again from its account',
  unsupported_series: 'the series repeats there as is not understood here; change its times there',
  uid_taken: 'another event there is known by the same name; delete one of the two',
  forbidden: 'you may not change it there',
  calendar_gone: 'the calendar is not there any more',
  keeps_changing: 'it changes there faster than it can be written',
  keeps_failing: 'the server fails at it again and again',
}

/** Why an event is not as one in a calendar as here, in words; a reason that is not known stands as it is. */
export function troubleWords(reason: string): string {
  return TROUBLES[reason] ?? reason
}

/** What names a date of a series among all that is drawn. */
export const keyOf = ({ id, recurrence_id }: Pick<Event, 'id' | 'recurrence_id'>): string =>
  recurrence_id === null ? id : `${id} ${recurrence_id}`

/** What stands against an event: what it overlaps, and what one cannot come from or go to in time. */
export function warningsOf(event: Pick<Event, 'id' | 'recurrence_id'>, warnings: readonly CalendarWarning[]): Warned[] {
  const key = keyOf(event)
  return warnings.flatMap((warning) => {
    const other = keyOf(warning.first) === key ? warning.second : warning.first
    return other === warning.second || keyOf(warning.second) === key ? [{ warning, other }] : []
  })
}

/** A warning, and the other event that it is about. */
export interface Warned {
  readonly warning: CalendarWarning
  readonly other: CalendarWarning['first']
}

/** What is the matter with each event that something stands against, by its name: one line for its mark. */
export function marksOf(warnings: readonly CalendarWarning[]): ReadonlyMap<string, string> {
  const far = warnings.filter(({ kind }) => kind === 'travel')
  const double = warnings.filter(({ kind }) => kind === 'overlap')
  const marked = (some: readonly CalendarWarning[], words: string) =>
    some.flatMap(({ first, second }) => [first, second].map((one) => [keyOf(one), words] as const))
  // Whoever is in two places at once is not helped by a faster train.
  return new Map([...marked(far, 'Too little time to travel'), ...marked(double, 'Overlaps something else')])
}

/** `Overlaps “Retro” by 30 min`, `Too little time to come from “Elbkontor”`. */
export function warningWords({ warning, other }: Warned): string {
  const title = `“${titleWords(other.title)}”`
  if (warning.kind === 'overlap') return `Overlaps ${title} by ${warning.minutes} min`
  return `Too little time to ${other === warning.first ? 'come from' : 'get to'} ${title}`
}
