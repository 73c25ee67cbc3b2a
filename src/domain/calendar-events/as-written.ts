import { Temporal } from 'temporal-polyfill'
import type { EventInput, EventPatch } from '#contract/calendar-events.ts'
import type { DetailChange, EventDetails, Reminder, When } from '#domain/calendar/event.ts'
import { durationText, endOf, isIanaZone, wallText, zoneClock } from '#domain/calendar/moment.ts'
import { parseRule } from '#domain/calendar/rule.ts'

/** What is wrong with one field of what a person wrote, and what to do about it. */
export interface FieldProblem {
  readonly field: keyof EventPatch
  readonly message: string
}

export type Read<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'problem'; readonly problem: FieldProblem }

/** What an event was when it was opened, which fills what a change does not name. */
export interface Standing {
  readonly when: When
  /** Where it begins on its own clock, and where it ends. */
  readonly start_time: string
  readonly end_time: string
}

type Times = Pick<EventPatch, 'start_time' | 'end_time' | 'timezone' | 'all_day'>

/**
 * When the event is to be; null: the change does not say. A start that moves without its end takes the end along. `zone` is
 * the person's own, for a time of which nobody says whose clock it is.
 */
export function whenWritten(times: Times, before: Standing | null, zone: string): Read<When | null> {
  const { start_time, end_time, timezone, all_day } = times
  if (start_time === undefined && end_time === undefined && timezone === undefined && all_day === undefined) {
    return { kind: 'read', value: null }
  }
  const whole = all_day ?? (before === null ? isDate(start_time ?? '') : before.when.kind === 'all_day')
  if (whole) return wholeDays(times, before, zone)
  const clockZone = timezone ?? zoneOf(before?.when ?? null) ?? zone
  return timed(times, before, clockZone)
}

const isDate = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text)
// What is moved in a zone that only the event knows goes over to the clock of whoever moves it.
const zoneOf = (when: When | null): string | null =>
  when?.kind === 'timed' && isIanaZone(when.zone) ? when.zone : null

function wholeDays({ start_time, end_time, timezone }: Times, before: Standing | null, zone: string): Read<When> {
  const dayOf = (text: string): Temporal.PlainDate =>
    isDate(text) ? Temporal.PlainDate.from(text) : wallOf(text, timezone ?? zone).toPlainDate()
  const first = dayOf(start_time ?? before?.start_time ?? '')
  const days = before?.when.kind === 'all_day' ? before.when.days : 1
  const last = end_time === undefined ? first.add({ days }) : dayOf(end_time)
  const length = first.until(last, { largestUnit: 'day' }).days
  if (length < 0) return problem('end_time', 'It ends before it begins.')
  if (length > 3660) return problem('end_time', 'At most ten years.')
  return read({ kind: 'all_day', date: first.toString(), days: Math.max(1, length) })
}

function timed({ start_time, end_time }: Times, before: Standing | null, zone: string): Read<When> {
  const clock = zoneClock(zone)
  if (clock === null) return problem('timezone', 'Use a time zone such as Europe/Berlin.')
  const given = start_time ?? before?.start_time ?? ''
  if (isDate(given) && start_time !== undefined) {
    return problem('start_time', 'Give a time, or say that it lasts the whole day.')
  }
  // Whole days that get a time begin in the morning.
  const start = isDate(given) ? Temporal.PlainDate.from(given).toPlainDateTime('09:00') : wallOf(given, zone)
  if (end_time !== undefined && isDate(end_time)) return problem('end_time', 'Give a time as well.')
  const same = before?.when.kind === 'timed' || before?.when.kind === 'floating' ? before.when.duration : 'PT1H'
  const from = clock.instantOf(start)
  const to = end_time === undefined ? endOf(from, same, clock) : clock.instantOf(wallOf(end_time, zone))
  if (Temporal.Instant.compare(to, from) < 0) return problem('end_time', 'It ends before it begins.')
  const duration = end_time === undefined ? same : durationText(from.until(to, { largestUnit: 'hour' }))
  return read({ kind: 'timed', start: wallText(start), zone, duration })
}

/** An instant on the clock of the zone, or the time on that clock itself. */
function wallOf(text: string, zone: string): Temporal.PlainDateTime {
  if (isDate(text)) return Temporal.PlainDate.from(text).toPlainDateTime()
  if (!/(Z|[+-]\d\d:?\d\d)$/i.test(text)) return Temporal.PlainDateTime.from(text)
  return Temporal.Instant.from(text).round('second').toZonedDateTimeISO(zone).toPlainDateTime()
}

/** The rule as it is stored; null ends the repeating, `undefined` leaves it. */
export function ruleWritten(recurrence: EventPatch['recurrence']): Read<string | null | undefined> {
  if (recurrence === undefined || recurrence === null) return read(recurrence)
  const rule = recurrence.replace(/^RRULE:/i, '').toUpperCase()
  return parseRule(rule) === null
    ? problem('recurrence', 'This is no rule of RFC 5545. An example: FREQ=WEEKLY;BYDAY=TU.')
    : read(rule)
}

/** The words of an event as they were written; what is not named is not in it. */
export function detailsWritten(
  input: EventInput | EventPatch,
  before: Pick<EventDetails, 'reminders' | 'attendees'>,
): DetailChange {
  const kinds = new Map(before.attendees.map(({ email, kind }) => [email.toLowerCase(), kind]))
  const { title, description, location, url, status, busy, visibility, attendees } = input
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(location === undefined ? {} : { location }),
    ...(url === undefined ? {} : { url }),
    ...(status === undefined ? {} : { status }),
    ...(busy === undefined ? {} : { transparency: busy ? ('opaque' as const) : ('transparent' as const) }),
    ...(visibility === undefined ? {} : { visibility }),
    ...(attendees === undefined
      ? {}
      : { attendees: attendees.map((one) => ({ ...one, kind: kinds.get(one.email.toLowerCase()) ?? 'person' })) }),
    ...remindersWritten(input, before.reminders),
  }
}

/** The three that have a name, and the minutes that they stand for. */
export const NAMED_REMINDERS = { reminder_15min: 15, reminder_1hour: 60, reminder_1day: 1440 } as const
const NAMES = ['reminder_15min', 'reminder_1hour', 'reminder_1day'] as const

/** `reminders` replaces the list; a named one is put in or taken out of what is there then. */
function remindersWritten(
  input: EventInput | EventPatch,
  before: readonly Reminder[],
): Pick<DetailChange, 'reminders'> {
  const named = NAMES.filter((name) => input[name] !== undefined)
  if (input.reminders === undefined && named.length === 0) return {}
  const minutes = new Map((input.reminders ?? before).map((one) => [`${one.minutes_before} ${one.method}`, one]))
  for (const name of named) {
    const one: Reminder = { minutes_before: NAMED_REMINDERS[name], method: 'popup' }
    if (input[name] === true) minutes.set(`${one.minutes_before} popup`, one)
    else minutes.delete(`${one.minutes_before} popup`)
  }
  return { reminders: [...minutes.values()].sort((a, b) => a.minutes_before - b.minutes_before) }
}

const read = <T>(value: T): Read<T> => ({ kind: 'read', value })
const problem = (field: FieldProblem['field'], message: string): { kind: 'problem'; problem: FieldProblem } => ({
  kind: 'problem',
  problem: { field, message },
})
