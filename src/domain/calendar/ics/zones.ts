import { EVENT_LIMITS } from '#domain/calendar/event.ts'
import type { CustomZone, Observance } from '#domain/calendar/event.ts'
import { wallText } from '#domain/calendar/moment.ts'
import { lineOf, linesOf, textOf } from './details.ts'
import { firstMoment, momentsOf } from './moments.ts'
import type { Component, Line } from './tree.ts'

/** Calendars of people all over the world bring a dozen. */
const MOST_ZONES = 50

/** The zones that a file brings, by TZID (RFC 5545 §3.6.5). One that cannot be read is as good as none. */
export function readZones(calendar: Component): Map<string, CustomZone> {
  const zones = new Map<string, CustomZone>()
  for (const component of calendar.components) {
    const tzid = component.name === 'vtimezone' ? textOf(lineOf(component, 'tzid'))?.slice(0, 255) : undefined
    if (tzid === undefined || tzid === '' || zones.size >= MOST_ZONES) continue
    const observances = component.components.flatMap(readObservance).slice(0, EVENT_LIMITS.observances)
    if (observances.length > 0) zones.set(tzid, { tzid, observances })
  }
  return zones
}

function readObservance(component: Component): Observance[] {
  if (component.name !== 'standard' && component.name !== 'daylight') return []
  const start = firstMoment(lineOf(component, 'dtstart'))
  const from = offsetOf(lineOf(component, 'tzoffsetfrom'))
  const to = offsetOf(lineOf(component, 'tzoffsetto'))
  if (start === null || from === null || to === null) return []
  const rule = lineOf(component, 'rrule')
  return [
    {
      start: wallText(start.wall),
      offset_from: from,
      offset_to: to,
      rrule: rule === undefined ? null : ruleTextOf(rule),
      rdates: linesOf(component, 'rdate')
        .flatMap(momentsOf)
        .slice(0, EVENT_LIMITS.dates)
        .map(({ wall }) => wallText(wall)),
    },
  ]
}

/** The value of an RRULE as it was written. */
export function ruleTextOf(line: Line): string {
  return line.raw
    .slice(line.raw.indexOf(':') + 1)
    .toUpperCase()
    .slice(0, EVENT_LIMITS.rule)
}

/** `+01:00` or `+01:00:30`, as jCal writes an offset, in seconds. */
function offsetOf(line: Line | undefined): number | null {
  const parts = /^([+-])(\d\d):?(\d\d)(?::?(\d\d))?$/.exec(textOf(line) ?? '')
  if (parts === null) return null
  const seconds = Number(parts[2]) * 3600 + Number(parts[3]) * 60 + Number(parts[4] ?? 0)
  return seconds > 86_400 ? null : parts[1] === '-' ? -seconds : seconds
}
