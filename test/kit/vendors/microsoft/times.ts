import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { isIanaZone } from '#domain/calendar/moment.ts'
import { windowsZoneOf } from '#domain/calendar/tzid.ts'
import { WINDOWS_ZONES } from '#domain/calendar/windows-zones.ts'
import { Refusal, invalid } from './refusal.ts'

/** A zone by the name that it is shown by, which is Windows' own, and by the one that is counted with. */
export interface Zone {
  readonly name: string
  readonly iana: string
}

export const UTC: Zone = { name: 'UTC', iana: 'UTC' }

/** A time without zone or offset, and the zone it is in (learn.microsoft.com/graph/api/resources/datetimetimezone). */
export const GraphTime = z.object({
  dateTime: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,7})?)?$/),
  timeZone: z.string().default('UTC'),
})
export type GraphTime = z.infer<typeof GraphTime>

/** When an event is: instants, or for all-day dates with the end left out. They stay the same day in every zone. */
export interface Times {
  readonly allDay: boolean
  readonly start: string
  readonly end: string
  readonly startZone: Zone
  readonly endZone: Zone
}

/** Names of Windows and of IANA are understood (learn.microsoft.com/graph/api/resources/datetimetimezone). */
export function zoneNamed(name: string): Zone {
  const iana = WINDOWS_ZONES.get(name)?.split(' ')[0]
  if (iana !== undefined) return { name, iana }
  if (isIanaZone(name)) return { name, iana: name }
  throw new Refusal(400, 'TimeZoneNotSupportedException', `A valid TimeZone value must be specified: '${name}'.`)
}

const storedZones = new Map<string, Zone>()

/** Which of the zones that keep its time was meant is lost: Windows has one name for all of them. */
function stored(name: string): Zone {
  const known = storedZones.get(name)
  if (known !== undefined) return known
  const zone = zoneNamed(name)
  const windows = windowsZoneOf(zone.iana)
  const kept = windows === null ? zone : zoneNamed(windows)
  storedZones.set(name, kept)
  return kept
}

/** All-day is from midnight to midnight of the same zone, a day at least (learn.microsoft.com/graph/api/resources/event). */
export function timesOf(start: GraphTime, end: GraphTime, allDay: boolean): Times {
  const [startZone, endZone] = [stored(start.timeZone), stored(end.timeZone)]
  if (!allDay) {
    const times = { allDay, start: instantOf(start), end: instantOf(end), startZone, endZone }
    if (times.end < times.start) throw invalid('The end of an event cannot be before its start.')
    return times
  }
  if (start.timeZone !== end.timeZone)
    throw invalid('The start and the end of an all-day event must be in the same time zone.')
  for (const [name, time] of [['Start', start] as const, ['End', end] as const]) {
    if (!/T00:00(:00(\.0+)?)?$/.test(time.dateTime))
      throw invalid(`The Event.${name} property for an all-day event needs to be set to midnight.`)
  }
  const times = { allDay, start: start.dateTime.slice(0, 10), end: end.dateTime.slice(0, 10), startZone, endZone }
  if (times.end <= times.start) throw invalid('The duration of an event marked as All day must be at least 24 hours.')
  return times
}

function instantOf({ dateTime, timeZone }: GraphTime): string {
  return wallOf(dateTime).toZonedDateTime(zoneNamed(timeZone).iana).toInstant().toString({ smallestUnit: 'second' })
}

function wallOf(text: string): Temporal.PlainDateTime {
  try {
    return Temporal.PlainDateTime.from(text, { overflow: 'reject' })
  } catch (error) {
    if (error instanceof RangeError) throw invalid(`'${text}' is no date and time.`)
    throw error
  }
}

/** As it is answered, in the zone that was asked for. All-day is midnight in any. */
export function shown(times: Times, end: 'start' | 'end', zone: Zone): GraphTime {
  return {
    dateTime: `${times.allDay ? `${times[end]}T00:00:00` : wallIn(times[end], zone)}.0000000`,
    timeZone: zone.name,
  }
}

function wallIn(instant: string, zone: Zone): string {
  if (zone.iana === 'UTC') return instant.replace('Z', '')
  return Temporal.Instant.from(instant)
    .toZonedDateTimeISO(zone.iana)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' })
}

/** The wall time in its own zone at which an event begins. */
export function wallStart({ allDay, start, startZone }: Times): Temporal.PlainDateTime {
  if (allDay) return Temporal.PlainDateTime.from(start)
  return Temporal.Instant.from(start).toZonedDateTimeISO(startZone.iana).toPlainDateTime()
}

// A delta looks at each occurrence of a series more than once, and zones are slow to count with.
const moved = new WeakMap<Times, Map<string, Times>>()

/** The same length and the same hour on another day. */
export function onDate(times: Times, date: string): Times {
  const known = moved.get(times) ?? new Map<string, Times>()
  const found = known.get(date) ?? computedOn(times, date)
  moved.set(times, known.set(date, found))
  return found
}

function computedOn(times: Times, date: string): Times {
  const wall = Temporal.PlainDate.from(date).toPlainDateTime(wallStart(times).toPlainTime())
  if (times.allDay) {
    const days = Temporal.PlainDate.from(times.start).until(times.end).days
    return { ...times, start: date, end: wall.toPlainDate().add({ days }).toString() }
  }
  const start = wall.toZonedDateTime(times.startZone.iana).toInstant()
  const length = Temporal.Instant.from(times.start).until(times.end)
  return { ...times, start: textOf(start), end: textOf(start.add(length)) }
}

const textOf = (instant: Temporal.Instant): string => instant.toString({ smallestUnit: 'second' })

/** The date on which it begins and the one on which it ends, in its own zone. */
export function daysOf(times: Times): { first: string; last: string } {
  const first = wallStart(times).toPlainDate().toString()
  if (times.allDay) return { first, last: Temporal.PlainDate.from(times.end).subtract({ days: 1 }).toString() }
  return {
    first,
    last: Temporal.Instant.from(times.end).toZonedDateTimeISO(times.startZone.iana).toPlainDate().toString(),
  }
}

/** A stretch of time that is looked at, both ends as instants. */
export interface Stretch {
  readonly from: string
  readonly to: string
}

/** Whether an event is in a stretch for some time; all-day in its own zone. */
export function touches(times: Times, { from, to }: Stretch): boolean {
  const [start, end] = [startInstant(times), endInstant(times)]
  return start < to && (end > from || (start === end && start >= from))
}

export const startInstant = (times: Times): string =>
  times.allDay ? midnight(times.start, times.startZone) : times.start
const endInstant = (times: Times): string => (times.allDay ? midnight(times.end, times.startZone) : times.end)

export function midnight(date: string, zone: Zone): string {
  return textOf(Temporal.PlainDate.from(date).toZonedDateTime(zone.iana).toInstant())
}
