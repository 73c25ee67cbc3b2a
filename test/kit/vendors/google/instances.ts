import { Temporal } from 'temporal-polyfill'
import { expand, givenAt } from '#domain/calendar/expand.ts'
import type { CalendarEvent } from '#domain/calendar/event.ts'
import { readIcs } from '#domain/calendar/ics/read.ts'
import { dateTimeIn, instantOf } from './event-time.ts'
import { eventIn } from './state.ts'
import type { Calendar, EventTime, GoogleEvent } from './state.ts'

/** Instants in milliseconds; what touches it is in it. */
export interface TimeRange {
  readonly from: number
  readonly to: number
}

/** As far as an endless series is expanded: Google goes on for years, which no test needs. */
const MOST_INSTANCES = 400
const HORIZON_MS = 3 * 366 * 86_400_000

export function isInstance(event: GoogleEvent): boolean {
  return event.recurringEventId !== undefined
}

export function isSeries(event: GoogleEvent): boolean {
  return event.recurrence !== undefined && !isInstance(event)
}

/** An instance is deleted with its series, and is back when the series is. */
export function asSeen(calendar: Calendar, event: GoogleEvent): GoogleEvent {
  return isOfDeletedSeries(calendar, event) ? { ...event, status: 'cancelled' } : event
}

export function isOfDeletedSeries(calendar: Calendar, event: GoogleEvent): boolean {
  return isInstance(event) && eventIn(calendar, event.recurringEventId ?? '')?.status === 'cancelled'
}

/** The instances that differ from a series, or were taken out of it. */
export function exceptionsOf(calendar: Calendar, seriesId: string): GoogleEvent[] {
  return [...(calendar.exceptions.get(seriesId) ?? [])].flatMap((id) => eventIn(calendar, id) ?? [])
}

/** The instances of a series, each as an event; those that differ as they are, also the cancelled ones. */
export function instancesOf(calendar: Calendar, series: GoogleEvent, range: TimeRange): GoogleEvent[] {
  const { regular, exceptions } = inRange(calendar, series, range)
  return [...regular.map((key) => instanceAt(calendar, series, key)), ...exceptions].sort(
    (a, b) => startOf(a, calendar) - startOf(b, calendar),
  )
}

/** Whether a listing of this time has the series in it. */
export function hasInstances(calendar: Calendar, series: GoogleEvent, range: TimeRange): boolean {
  const { regular, exceptions } = inRange(calendar, series, range)
  return regular.length > 0 || exceptions.length > 0
}

function inRange(calendar: Calendar, series: GoogleEvent, range: TimeRange) {
  const exceptions = exceptionsOf(calendar, series.id)
  const own = new Set(exceptions.map(({ id }) => id))
  return {
    regular: keysIn(calendar, series, range).filter((key) => !own.has(instanceId(series, key))),
    exceptions: exceptions.filter((event) => touches(event, range, calendar.timeZone)),
  }
}

/** The instances that the rule gives, by their original starts. */
function keysIn(calendar: Calendar, series: GoogleEvent, range: TimeRange): string[] {
  const from = Math.max(range.from, startOf(series, calendar) - 86_400_000)
  const to = Math.min(range.to, from + HORIZON_MS)
  if (to <= from) return []
  const view = { from: textOf(from), to: textOf(to), zone: calendar.timeZone }
  const limits = { instances: MOST_INSTANCES, ms: 1, now: () => 0 }
  return expand(modelOf(calendar, series), view, limits).instances.map(({ key }) => key)
}

/** An event by its id: one that is stored, or an instance that nobody has changed yet. */
export function findEvent(calendar: Calendar, id: string): GoogleEvent | null {
  const stored = eventIn(calendar, id)
  if (stored !== null) return asSeen(calendar, stored)
  // A series that was split off has an id with a line below of its own, so the last one counts.
  const [, seriesId = '', date = '', time] = /^(.+)_(\d{8})(?:T(\d{6})Z)?$/.exec(id) ?? []
  const series = eventIn(calendar, seriesId)
  if (series === null || !isSeries(series)) return null
  const key = keyOf(date, time)
  const model = modelOf(calendar, series)
  const isDay = time === undefined
  if (isDay !== (series.start.date !== undefined) || givenAt(model, key) === null) return null
  if (model.recurrence?.exdates.includes(key) === true) return null
  return instanceAt(calendar, series, key)
}

/** Whether the series (still) has the instance that this exception is one of. */
export function isGiven(calendar: Calendar, series: GoogleEvent, exception: GoogleEvent): boolean {
  if (!isSeries(series) || exception.originalStartTime === undefined) return false
  const { date } = exception.originalStartTime
  if ((date === undefined) !== (series.start.date === undefined)) return false
  const key = date ?? textOf(instantOf(exception.originalStartTime, calendar.timeZone).epochMilliseconds)
  return givenAt(modelOf(calendar, series), key) !== null
}

/** How many instances begin before a time. */
export function countBefore(calendar: Calendar, series: GoogleEvent, time: EventTime): number {
  const before = instantOf(time, calendar.timeZone).epochMilliseconds
  return keysIn(calendar, series, { from: 0, to: before }).length
}

/** reference/events#recurringEventId: an instance is an event with the id of its series and its original start. */
function instanceAt(calendar: Calendar, series: GoogleEvent, key: string): GoogleEvent {
  const { recurrence: _, ...inherited } = series
  const originalStartTime = timeAt(series, key, calendar.timeZone)
  return {
    ...inherited,
    id: instanceId(series, key),
    recurringEventId: series.id,
    originalStartTime,
    start: { ...originalStartTime },
    end: endAt(calendar, series, originalStartTime),
  }
}

function instanceId(series: GoogleEvent, key: string): string {
  return `${series.id}_${key.replaceAll(/[-:]/g, '')}`
}

function timeAt(series: GoogleEvent, key: string, calendarZone: string): EventTime {
  if (series.start.date !== undefined) return { date: key }
  const timeZone = series.start.timeZone ?? calendarZone
  return { dateTime: dateTimeIn(Temporal.Instant.from(key), timeZone), timeZone }
}

/** As long as the series is: in days on the wall, or in exact time. */
function endAt({ timeZone }: Calendar, series: GoogleEvent, start: EventTime): EventTime {
  if (start.date !== undefined && series.start.date !== undefined && series.end.date !== undefined) {
    const days = Temporal.PlainDate.from(series.start.date).until(series.end.date)
    return { date: Temporal.PlainDate.from(start.date).add(days).toString() }
  }
  const length = instantOf(series.start, timeZone).until(instantOf(series.end, timeZone))
  const zone = series.end.timeZone ?? timeZone
  return { dateTime: dateTimeIn(instantOf(start, timeZone).add(length), zone), timeZone: zone }
}

/** The series as the product knows series, through a file of it: its expansion is proved elsewhere. */
function modelOf(calendar: Calendar, series: GoogleEvent): CalendarEvent {
  const known = MODELS.get(series) ?? modelFrom(calendar, series)
  MODELS.set(series, known)
  return known
}

/** What is stored never changes: a change stores another one. */
const MODELS = new WeakMap<GoogleEvent, CalendarEvent>()

function modelFrom(calendar: Calendar, series: GoogleEvent): CalendarEvent {
  const lines = ['UID:series', whenLine('DTSTART', series.start, calendar.timeZone), ...(series.recurrence ?? [])]
  const text = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n')
  const read = readIcs(text, { viewerZone: calendar.timeZone }).events[0]
  if (read === undefined) throw new Error(`Nobody can read this series: ${text}`)
  return read.event
}

function whenLine(name: string, time: EventTime, calendarZone: string): string {
  if (time.date !== undefined) return `${name};VALUE=DATE:${time.date.replaceAll('-', '')}`
  const zone = time.timeZone ?? calendarZone
  const wall = instantOf(time, calendarZone).toZonedDateTimeISO(zone).toPlainDateTime()
  const text = wall.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')
  return zone === 'UTC' ? `${name}:${text}Z` : `${name};TZID=${zone}:${text}`
}

function keyOf(date: string, time: string | undefined): string {
  const day = date.replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3')
  return time === undefined ? day : `${day}T${time.replace(/(\d\d)(\d\d)(\d\d)/, '$1:$2:$3')}Z`
}

function textOf(ms: number): string {
  return new Date(ms).toISOString().replace('.000', '')
}

function startOf(event: GoogleEvent, calendar: Calendar): number {
  return instantOf(event.start, calendar.timeZone).epochMilliseconds
}

/** events/list: `timeMin` bounds the end, `timeMax` the start, both without the bound itself. */
export function touches(event: GoogleEvent, range: TimeRange, zone: string): boolean {
  return (
    instantOf(event.end, zone).epochMilliseconds > range.from &&
    instantOf(event.start, zone).epochMilliseconds < range.to
  )
}
