import { Temporal } from 'temporal-polyfill'
import type { CustomZone, When } from '#domain/calendar/event.ts'
import { durationText, instantText, wallText, zoneClock } from '#domain/calendar/moment.ts'
import type { ZoneClock } from '#domain/calendar/moment.ts'
import { resolveZone } from '#domain/calendar/tzid.ts'
import type { ResolvedZone } from '#domain/calendar/tzid.ts'
import { customClock } from '#domain/calendar/zone-rules.ts'
import type { Line } from './tree.ts'

/** A date or a time as a file has it (RFC 5545 §3.3.4, §3.3.5): in UTC it says so, else `tzid` or nothing does. */
export interface Moment {
  readonly kind: 'date' | 'wall' | 'utc'
  readonly wall: Temporal.PlainDateTime
  readonly tzid: string | null
}

/** Names of zones that are looked up for one file. */
const MOST_NAMES = 500

/** The zones of one file, each TZID looked up once. */
export class ZoneBook {
  readonly #embedded: ReadonlyMap<string, CustomZone>
  readonly #calendarZone: string | null
  readonly #viewerZone: string
  readonly #resolved = new Map<string, ResolvedZone>()
  readonly #clocks = new Map<string, ZoneClock | null>()

  constructor(embedded: ReadonlyMap<string, CustomZone>, calendarZone: string | null, viewerZone: string) {
    this.#embedded = embedded
    this.#calendarZone = calendarZone
    this.#viewerZone = viewerZone
  }

  resolve(tzid: string): ResolvedZone {
    const known = this.#resolved.get(tzid)
    if (known !== undefined) return known
    if (this.#resolved.size >= MOST_NAMES) return { kind: 'uncertain', zone: this.#viewerZone }
    const hints = {
      embedded: this.#embedded.get(tzid) ?? null,
      calendarZone: this.#calendarZone,
      viewerZone: this.#viewerZone,
    }
    const zone = resolveZone(tzid, hints)
    this.#resolved.set(tzid, zone)
    return zone
  }

  /** The instant of a moment; one without a zone is read in `zone`. */
  instantOf(moment: Moment, zone: string): Temporal.Instant | null {
    if (moment.kind === 'utc') return moment.wall.toZonedDateTime('UTC').toInstant()
    return this.#clockOf(moment.tzid ?? zone)?.instantOf(moment.wall) ?? null
  }

  #clockOf(tzid: string): ZoneClock | null {
    const known = this.#clocks.get(tzid)
    if (known !== undefined) return known
    const resolved = this.resolve(tzid)
    const clock = resolved.kind === 'custom' ? customClock(resolved.zone) : zoneClock(resolved.zone)
    this.#clocks.set(tzid, clock)
    return clock
  }
}

/** The dates and times of a property; what is none of them is left out. */
export function momentsOf(line: Line): Moment[] {
  return line.values.flatMap((value) => {
    const moment = typeof value === 'string' ? momentOf(value, tzidOf(line)) : null
    return moment === null ? [] : [moment]
  })
}

export function firstMoment(line: Line | undefined): Moment | null {
  return line === undefined ? null : (momentsOf(line)[0] ?? null)
}

export function tzidOf(line: Line): string | null {
  const tzid = line.params.tzid
  return typeof tzid === 'string' && tzid !== '' ? tzid.slice(0, 255) : null
}

/** `2026-03-29`, `2026-03-29T02:30:00` or the same with a Z, as jCal writes them. */
export function momentOf(value: string, tzid: string | null): Moment | null {
  // A date without VALUE=DATE, and a time without seconds: ical.js leaves their places empty.
  const text = value.replace(/T::$/, '').replace(/:(Z?)$/, ':00$1')
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ?)?$/.test(text)) return null
  try {
    const wall = Temporal.PlainDateTime.from(text.replace('Z', ''))
    if (wall.year < 1600 || wall.year > 9_000) return null
    return { kind: text.length === 10 ? 'date' : text.endsWith('Z') ? 'utc' : 'wall', wall, tzid }
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** The key of an instance of this series: what RECURRENCE-ID, EXDATE and RDATE name, whichever form they take. */
export function keyOf(moment: Moment, when: When, zones: ZoneBook): string | null {
  if (when.kind === 'all_day') return moment.wall.toPlainDate().toString()
  const start = Temporal.PlainDateTime.from(when.start)
  // A date names the instance of that day.
  const exact = moment.kind === 'date' ? { ...moment, wall: moment.wall.toPlainDate().toPlainDateTime(start) } : moment
  if (when.kind === 'floating') return wallText(exact.wall)
  const instant = zones.instantOf(exact.kind === 'date' ? { ...exact, kind: 'wall', tzid: null } : exact, when.zone)
  return instant === null ? null : instantText(instant)
}

/** DTSTART with DTEND or DURATION (RFC 5545 §3.6.1): a date alone is one day, a time alone takes no time. */
export function whenOf(start: Moment, end: Moment | null, duration: string | null, zones: ZoneBook): When {
  const given = duration === null ? null : readDuration(duration)
  if (start.kind === 'date') {
    const date = start.wall.toPlainDate()
    const until = end === null ? null : end.wall.toPlainDate()
    const days = until === null ? (given?.total({ unit: 'days', relativeTo: date }) ?? 1) : date.until(until).days
    return { kind: 'all_day', date: date.toString(), days: Math.min(3660, Math.max(1, Math.round(days))) }
  }
  const wall = wallText(start.wall)
  if (start.kind === 'wall' && start.tzid === null) {
    const length = end === null ? (given ?? new Temporal.Duration()) : exactly(start.wall.until(end.wall))
    return { kind: 'floating', start: wall, duration: durationText(length) }
  }
  const resolved = start.kind === 'utc' ? null : zones.resolve(start.tzid ?? '')
  const zone = resolved === null ? 'UTC' : resolved.kind === 'custom' ? resolved.zone.tzid : resolved.zone
  const from = zones.instantOf(start, zone)
  const to =
    end === null ? null : zones.instantOf(end.kind === 'date' ? { ...end, kind: 'wall', tzid: start.tzid } : end, zone)
  const length = from === null || to === null ? (given ?? new Temporal.Duration()) : from.until(to)
  return { kind: 'timed', start: wall, zone, duration: durationText(length) }
}

function exactly(length: Temporal.Duration): Temporal.Duration {
  return length.round({ largestUnit: 'hours', relativeTo: Temporal.PlainDateTime.from('2000-01-01T00:00:00') })
}

function readDuration(text: string): Temporal.Duration | null {
  try {
    const length = Temporal.Duration.from(text)
    return length.years === 0 && length.months === 0 ? length : null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
