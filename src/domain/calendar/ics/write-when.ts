import { Temporal } from 'temporal-polyfill'
import type { CalendarEvent, When } from '#domain/calendar/event.ts'
import { endOf, wallText, zoneClock } from '#domain/calendar/moment.ts'
import { makeLine } from './tree.ts'
import type { Line } from './tree.ts'

type Zones = CalendarEvent['custom_zones']

/** DTSTART with DTEND, or with DURATION where an end could not say the same (RFC 5545 §3.6.1, §3.8.2.2). */
export function whenLines(when: When, zones: Zones): Line[] {
  if (when.kind === 'all_day') {
    const end = Temporal.PlainDate.from(when.date).add({ days: when.days }).toString()
    return [makeLine('dtstart', 'date', [when.date]), makeLine('dtend', 'date', [end])]
  }
  const zone = when.kind === 'timed' ? when.zone : null
  const start = wallLine('dtstart', when.start, zone)
  if (when.duration === 'PT0S') return [start]
  const end = /\dD/.test(when.duration) ? null : endWall(when, zones)
  return [start, end === null ? makeLine('duration', 'duration', [when.duration]) : wallLine('dtend', end, zone)]
}

/** EXDATE, RDATE and RECURRENCE-ID, in the zone of the series; in UTC for an hour that comes twice. */
export function keyLine(name: string, key: string, when: When, zones: Zones): Line {
  const [start = key, duration] = key.split('/')
  if (duration !== undefined) return makeLine(name, 'period', [[start, duration]])
  if (when.kind === 'all_day') return makeLine(name, 'date', [start])
  if (when.kind === 'floating') return makeLine(name, 'date-time', [start])
  const clock = zoneClock(when.zone, zones)
  const instant = Temporal.Instant.from(start)
  const wall = clock?.wallOf(instant)
  if (clock === null || wall === undefined || !clock.instantOf(wall).equals(instant)) {
    return makeLine(name, 'date-time', [start])
  }
  return wallLine(name, wallText(wall), when.zone)
}

function wallLine(name: string, wall: string, zone: string | null): Line {
  if (zone === 'UTC') return makeLine(name, 'date-time', [`${wall}Z`])
  return makeLine(name, 'date-time', [wall], zone === null ? {} : { tzid: zone })
}

/** The end on the same wall, or null where it would be read as another moment: the hour that comes twice. */
function endWall(when: Exclude<When, { kind: 'all_day' }>, zones: Zones): string | null {
  const clock = zoneClock(when.kind === 'timed' ? when.zone : 'UTC', zones)
  if (clock === null) return null
  const end = endOf(clock.instantOf(Temporal.PlainDateTime.from(when.start)), when.duration, clock)
  const wall = clock.wallOf(end)
  return clock.instantOf(wall).equals(end) ? wallText(wall) : null
}
