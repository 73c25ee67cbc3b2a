import { Temporal } from 'temporal-polyfill'
import type { When } from '#domain/calendar/event.ts'
import { clockOf, durationText, endOf, wallStart, wallText, zoneClock } from '#domain/calendar/moment.ts'
import { resolveZone, windowsZoneOf } from '#domain/calendar/tzid.ts'
import type { ResolvedZone } from '#domain/calendar/tzid.ts'
import type { GraphInstance, GraphTime } from './graph-event.ts'

/** Which zone a name of Graph means. Some mean none that anybody knows: `tzone://Microsoft/Custom`, `Customized Time Zone`. */
export function zoneNamed(name: string, viewerZone: string): ResolvedZone {
  return resolveZone(name, { embedded: null, calendarZone: null, viewerZone })
}

/** When something is, in the zone of its series or its own; null where it does not say that in a way that can be read. */
export function whenIn({ start, end, isAllDay }: GraphInstance, zone: string): When | null {
  if (start == null || end == null) return null
  if (isAllDay === true) {
    const [from, to] = [dateIn(start), dateIn(end)]
    if (from === null || to === null) return null
    return { kind: 'all_day', date: from.toString(), days: Math.min(Math.max(from.until(to).days, 1), 3660) }
  }
  const [from, to] = [instantIn(start), instantIn(end)]
  const clock = zoneClock(zone)
  if (from === null || to === null || clock === null) return null
  return { kind: 'timed', start: wallText(clock.wallOf(from)), zone, duration: durationText(from.until(to)) }
}

/** The instant that a time without an offset means in its zone. */
export function instantIn({ dateTime, timeZone }: GraphTime): Temporal.Instant | null {
  const zone = zoneNamed(timeZone, 'UTC')
  const wall = wallIn(dateTime)
  return wall === null || zone.kind !== 'iana' ? null : wall.toZonedDateTime(zone.zone).toInstant()
}

/** The dates of an all-day event are midnight in whatever zone was asked for, and say nothing of the hour. */
export const dateIn = ({ dateTime }: GraphTime): Temporal.PlainDate | null => wallIn(dateTime)?.toPlainDate() ?? null

function wallIn(text: string): Temporal.PlainDateTime | null {
  return readable(() => Temporal.PlainDateTime.from(text).round({ smallestUnit: 'second', roundingMode: 'trunc' }))
}

/** What is read of texts that should be dates; null where one of them is none. */
export function readable<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/**
 * When something is, as Graph takes it: on the wall of its own zone, so that a series keeps its hour through changes of the
 * clocks. `viewerZone`: where days of an all-day event begin.
 */
export function timesOf(when: When, viewerZone: string): { isAllDay: boolean; start: GraphTime; end: GraphTime } {
  const clock = clockOf(when, [])
  if (when.kind === 'all_day' || clock === null) {
    const first = wallStart(when).toPlainDate()
    const timeZone = windowsZoneOf(viewerZone) ?? 'UTC'
    const days = when.kind === 'all_day' ? when.days : 1
    const at = (date: Temporal.PlainDate) => ({ dateTime: `${date.toString()}T00:00:00`, timeZone })
    return { isAllDay: true, start: at(first), end: at(first.add({ days })) }
  }
  const zone = when.kind === 'timed' ? when.zone : 'UTC'
  const timeZone = windowsZoneOf(zone) ?? 'UTC'
  const start = clock.instantOf(wallStart(when))
  const end = endOf(start, when.duration, clock)
  const wall = clock.wallOf(end)
  // An hour that comes twice is its first one on the wall: where the second is meant, it is said in UTC.
  const isClear = clock.instantOf(wall).equals(end)
  return {
    isAllDay: false,
    start: { dateTime: wallText(wallStart(when)), timeZone },
    end: isClear
      ? { dateTime: wallText(wall), timeZone }
      : { dateTime: end.toString({ smallestUnit: 'second' }).replace('Z', ''), timeZone: 'UTC' },
  }
}
