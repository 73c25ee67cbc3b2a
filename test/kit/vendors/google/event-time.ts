import { Temporal } from 'temporal-polyfill'
import { refuse } from './answer.ts'
import type { EventTime } from './state.ts'

/** When it is for the world; a day begins at midnight in the calendar's zone. */
export function instantOf(time: EventTime, calendarZone: string): Temporal.Instant {
  if (time.date !== undefined) return Temporal.PlainDate.from(time.date).toZonedDateTime(calendarZone).toInstant()
  const text = time.dateTime ?? ''
  if (hasOffset(text)) return Temporal.Instant.from(text)
  return Temporal.PlainDateTime.from(text)
    .toZonedDateTime(time.timeZone ?? calendarZone)
    .toInstant()
}

/** An instant as the API writes it: with the offset that the zone has then. */
export function dateTimeIn(instant: Temporal.Instant, zone: string): string {
  const text = instant.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', smallestUnit: 'second' })
  return text.replace(/\+00:00$/, 'Z')
}

/**
 * The time as an answer has it: `dateTime` is told in the zone of the answer, `timeZone` is the one that it was planned in
 * (developers.google.com/workspace/calendar/api/v3/reference/events#start.dateTime, events/list#timeZone).
 */
export function shown(time: EventTime, calendarZone: string, answerZone: string): EventTime {
  if (time.date !== undefined) return { date: time.date }
  const dateTime = dateTimeIn(instantOf(time, calendarZone), answerZone)
  return { dateTime, timeZone: time.timeZone ?? calendarZone }
}

/** Refuses what Google refuses about the start and the end of an event, by the words of its errors. */
export function checkTimes(event: { start?: EventTime; end?: EventTime; recurrence?: string[] }, zone: string): void {
  const { start, end } = event
  if (start === undefined) return refuse('required', 'Missing start time.')
  if (end === undefined) return refuse('required', 'Missing end time.')
  checkTime(start, 'start')
  checkTime(end, 'end')
  if ((start.date === undefined) !== (end.date === undefined))
    refuse('invalid', 'Start and end times must either both be date or both be dateTime.')
  // concepts/events-calendars: "For recurring events, a single timezone must always be specified".
  const isRecurring = (event.recurrence ?? []).length > 0
  if (isRecurring && start.date === undefined && start.timeZone === undefined)
    refuse('required', 'Missing time zone definition for start time.')
  // guides/errors: the range of an event must have a length, also below zero.
  if (Temporal.Instant.compare(instantOf(end, zone), instantOf(start, zone)) <= 0) refuse('timeRangeEmpty')
}

function checkTime(time: EventTime, name: 'start' | 'end'): void {
  const { date, dateTime, timeZone } = time
  // A patch that names the other kind must null the one that was there.
  if ((date === undefined) === (dateTime === undefined)) refuse('invalid', `Invalid ${name} time.`)
  if (timeZone !== undefined && !isZone(timeZone)) refuse('invalid', `Invalid time zone definition for ${name} time.`)
  if (dateTime !== undefined && !hasOffset(dateTime) && timeZone === undefined)
    refuse('required', `Missing time zone definition for ${name} time.`)
  try {
    instantOf(time, 'UTC')
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    refuse('invalid', `Invalid ${name} time.`)
  }
}

function hasOffset(text: string): boolean {
  return /(Z|[+-]\d\d:\d\d)$/i.test(text)
}

function isZone(name: string): boolean {
  if (KNOWN_ZONES.has(name)) return true
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
  } catch {
    return false
  }
  KNOWN_ZONES.add(name)
  return true
}

const KNOWN_ZONES = new Set<string>()
