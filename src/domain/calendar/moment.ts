import { Temporal } from 'temporal-polyfill'
import type { CustomZone, When } from './event.ts'
import { customClock } from './zone-rules.ts'

// Texts and Temporal: the only file that turns the model's dates and times into Temporal and back.

/** How one zone's wall clock and the world's time belong together. Seconds are the smallest unit of a calendar. */
export interface ZoneClock {
  /** A wall time in a gap moves forward by it, one that comes twice is its first: RFC 5545 §3.3.5. */
  readonly instantOf: (wall: Temporal.PlainDateTime) => Temporal.Instant
  readonly wallOf: (instant: Temporal.Instant) => Temporal.PlainDateTime
}

/** The clock of an IANA zone, or of one that the event brought with it. Null where neither is known. */
export function zoneClock(zone: string, customZones: readonly CustomZone[] = []): ZoneClock | null {
  const custom = customZones.find(({ tzid }) => tzid === zone)
  if (custom !== undefined) return customClock(custom)
  if (!isIanaZone(zone)) return null
  return {
    instantOf: (wall) => wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).toInstant(),
    wallOf: (instant) => instant.toZonedDateTimeISO(zone).toPlainDateTime(),
  }
}

/** The clock that an event is written by. Floating ones and dates have none: UTC, which never changes, stands for it. */
export function clockOf(when: When, customZones: readonly CustomZone[]): ZoneClock | null {
  return zoneClock(when.kind === 'timed' ? when.zone : 'UTC', customZones)
}

/** Whether this machine knows the zone. Bare offsets such as `+02:00` are no zones: they have no daylight saving time. */
export function isIanaZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone) || zone.length > 64) return false
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone).timeZoneId !== ''
  } catch {
    return false
  }
}

export const wallText = (wall: Temporal.PlainDateTime): string => wall.toString({ smallestUnit: 'second' })
export const instantText = (instant: Temporal.Instant): string => instant.toString({ smallestUnit: 'second' })

/** A hundred years; a calendar that says more was not written by a person. */
const MOST_DAYS = 36_500

/** Days and exact time in the one form that the model stores (RFC 5545 §3.3.6): weeks are days, the rest is balanced. */
export function durationText(duration: Temporal.Duration): string {
  const days = duration.weeks * 7 + duration.days
  const all = duration.hours * 3600 + duration.minutes * 60 + duration.seconds
  if (days < 0 || all < 0 || (days === 0 && all < 1)) return 'PT0S'
  if (days + all / 86_400 > MOST_DAYS) return `P${MOST_DAYS}D`
  const part = (count: number, letter: string) => (count === 0 ? '' : `${count}${letter}`)
  const time =
    part(Math.floor(all / 3600), 'H') + part(Math.floor(all / 60) % 60, 'M') + part(Math.floor(all) % 60, 'S')
  return `P${part(days, 'D')}${time === '' ? '' : `T${time}`}`
}

/** Where something begins and ends for the world: instants, or for all-day dates with the end left out. */
export type Span =
  | { readonly kind: 'instants'; readonly start: string; readonly end: string }
  | { readonly kind: 'dates'; readonly start: string; readonly end: string }

/**
 * Where an event is in time. A floating one is read in the zone of who looks. Null where its zone is unknown.
 * All-day stays dates: the end is the first day after it, as in RFC 5545 §3.6.1.
 */
export function spanOf(when: When, viewerZone: string, customZones: readonly CustomZone[] = []): Span | null {
  if (when.kind === 'all_day') {
    const date = Temporal.PlainDate.from(when.date)
    return { kind: 'dates', start: when.date, end: date.add({ days: when.days }).toString() }
  }
  const clock = zoneClock(when.kind === 'timed' ? when.zone : viewerZone, customZones)
  if (clock === null) return null
  const start = clock.instantOf(Temporal.PlainDateTime.from(when.start))
  return { kind: 'instants', start: instantText(start), end: instantText(endOf(start, when.duration, clock)) }
}

/** Days are added on the wall clock, hours in the world's time: a night through a clock change keeps its length. */
export function endOf(start: Temporal.Instant, duration: string, clock: ZoneClock): Temporal.Instant {
  const { days, hours, minutes, seconds } = Temporal.Duration.from(duration)
  const onDay = days === 0 ? start : clock.instantOf(clock.wallOf(start).add({ days }))
  return onDay.add({ hours, minutes, seconds })
}

/** The key of the instance that begins at this wall time: how overrides, EXDATE and RDATE name it. */
export function keyAt(when: When, wall: Temporal.PlainDateTime, clock: ZoneClock | null): string {
  if (when.kind === 'all_day') return wall.toPlainDate().toString()
  return clock === null || when.kind === 'floating' ? wallText(wall) : instantText(clock.instantOf(wall))
}

/** The wall time at which an event begins; midnight for all-day. */
export function wallStart(when: When): Temporal.PlainDateTime {
  return Temporal.PlainDateTime.from(when.kind === 'all_day' ? when.date : when.start)
}

/** The wall time that a key names. */
export function wallAt(key: string, clock: ZoneClock | null): Temporal.PlainDateTime {
  if (!key.endsWith('Z')) return Temporal.PlainDateTime.from(key)
  const instant = Temporal.Instant.from(key)
  return clock === null ? instant.toZonedDateTimeISO('UTC').toPlainDateTime() : clock.wallOf(instant)
}
