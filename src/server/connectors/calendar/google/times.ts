import { Temporal } from 'temporal-polyfill'
import type { When } from '#domain/calendar/event.ts'
import { durationText, instantText, spanOf, wallText } from '#domain/calendar/moment.ts'
import { resolveZone } from '#domain/calendar/tzid.ts'
import type { GoogleTime } from './resource.ts'

interface FoundZone {
  readonly zone: string
  /** Google named one that nobody knows here; the instant is right all the same. */
  readonly uncertain: boolean
}

/** The zones of one calendar, each name looked up once. */
export class Zones {
  readonly #calendarZone: string
  readonly #known = new Map<string, FoundZone>()

  constructor(calendarZone: string) {
    this.#calendarZone = calendarZone
  }

  of({ timeZone }: GoogleTime): FoundZone {
    const name = timeZone ?? this.#calendarZone
    const known = this.#known.get(name)
    if (known !== undefined) return known
    const hints = { embedded: null, calendarZone: null, viewerZone: this.#calendarZone }
    const resolved = resolveZone(name, hints)
    const found =
      resolved.kind === 'iana'
        ? { zone: resolved.zone, uncertain: false }
        : { zone: this.#calendarZone, uncertain: name !== this.#calendarZone }
    this.#known.set(name, found)
    return found
  }
}

/** When an event is; null where Google told no times, or none that are. The end of days is the first one after them. */
export function whenOf(start: GoogleTime | undefined, end: GoogleTime | undefined, zones: Zones): When | null {
  if (start === undefined || end === undefined) return null
  try {
    if (start.date !== undefined && end.date !== undefined) {
      const date = Temporal.PlainDate.from(start.date)
      const { days } = date.until(end.date)
      return { kind: 'all_day', date: date.toString(), days: Math.min(3660, Math.max(1, days)) }
    }
    const { zone } = zones.of(start)
    const [from, to] = [instantOf(start, zones), instantOf(end, zones)]
    const wall = from.toZonedDateTimeISO(zone).toPlainDateTime()
    return { kind: 'timed', start: wallText(wall), zone, duration: durationText(from.until(to)) }
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** The key of the instance that began then; null where it is of another kind than its series by now. */
export function keyOf(time: GoogleTime | undefined, series: When, zones: Zones): string | null {
  if (time === undefined || (time.date !== undefined) !== (series.kind === 'all_day')) return null
  try {
    return time.date === undefined ? instantText(instantOf(time, zones)) : Temporal.PlainDate.from(time.date).toString()
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function instantOf(time: GoogleTime, zones: Zones): Temporal.Instant {
  const text = time.dateTime ?? ''
  if (/(Z|[+-]\d\d:?\d\d)$/i.test(text)) return Temporal.Instant.from(text)
  return Temporal.PlainDateTime.from(text).toZonedDateTime(zones.of(time).zone).toInstant()
}

/**
 * The start and the end as they are written; what made it the other kind before is cleared. A time goes with its offset, so
 * that an hour that comes twice, or never, is no question.
 */
export function timesOf(when: When): { start: Record<string, string | null>; end: Record<string, string | null> } {
  const zone = when.kind === 'timed' ? when.zone : 'UTC'
  const span = spanOf(when, zone)
  if (span === null) throw new Error(`Nobody knows the zone ${zone}, which no event with it should have come past.`)
  const timeOf = (text: string) =>
    span.kind === 'dates'
      ? { date: text, dateTime: null, timeZone: null }
      : { date: null, dateTime: withOffset(text, zone), timeZone: zone }
  return { start: timeOf(span.start), end: timeOf(span.end) }
}

const withOffset = (instant: string, zone: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', smallestUnit: 'second' })
