import { Temporal } from 'temporal-polyfill'
import type { CustomZone, Observance } from './event.ts'
import { generate } from './generate.ts'
import { parseRule, withParts } from './rule.ts'

/** From this instant on clocks are `offset` seconds east of UTC. */
export interface Change {
  readonly at: number
  readonly offset: number
}

const YEARS_AHEAD = 2
const LAST_YEAR = 2200
/** A VTIMEZONE changes twice a year; more than this is nobody's clock. */
const MOST_CHANGES = 1_000

/** Seconds east of UTC before the first change that the zone tells of (RFC 5545 §3.6.5: the first TZOFFSETFROM). */
export function firstOffset(zone: CustomZone): number {
  return [...zone.observances].sort((a, b) => (a.start < b.start ? -1 : 1))[0]?.offset_from ?? 0
}

/** When the clocks of a VTIMEZONE change, up to the end of a year, the earliest first (RFC 5545 §3.6.5). */
export function changesOf(zone: CustomZone, toYear: number): readonly Change[] {
  const changes: Change[] = []
  for (const observance of zone.observances) {
    if (changes.length > MOST_CHANGES) break
    changes.push(...onsetsOf(observance, Math.min(toYear, LAST_YEAR)))
  }
  return changes.sort((a, b) => a.at - b.at)
}

/** The clock of a zone that nobody but the event's sender knows. */
export function customClock(zone: CustomZone): {
  instantOf: (wall: Temporal.PlainDateTime) => Temporal.Instant
  wallOf: (instant: Temporal.Instant) => Temporal.PlainDateTime
} {
  const before = firstOffset(zone)
  const years = new Map<number, readonly Change[]>()
  const changesTo = (year: number): readonly Change[] => {
    // By tens of years: two events of one series mostly ask for the same list.
    const until = Math.ceil((year + YEARS_AHEAD) / 10) * 10
    const known = years.get(until) ?? changesOf(zone, until)
    years.set(until, known)
    return known
  }
  const offsetAt = (ms: number, year: number): number =>
    changesTo(year).findLast(({ at }) => at <= ms)?.offset ?? before
  return {
    instantOf: (wall) => {
      const local = wall.toZonedDateTime('UTC').epochMilliseconds
      // A day before, no change of today counts yet; in a gap this offset moves the time forward by it.
      const early = offsetAt(local - 86_400_000, wall.year)
      const late = offsetAt(local + 86_400_000, wall.year)
      const fits = [early, late].find((offset) => offsetAt(local - offset * 1000, wall.year) === offset)
      return Temporal.Instant.fromEpochMilliseconds(local - (fits ?? early) * 1000)
    },
    wallOf: (instant) => {
      const year = instant.toZonedDateTimeISO('UTC').year
      const local = instant.epochMilliseconds + offsetAt(instant.epochMilliseconds, year) * 1000
      return Temporal.Instant.fromEpochMilliseconds(local).toZonedDateTimeISO('UTC').toPlainDateTime()
    },
  }
}

function onsetsOf(observance: Observance, toYear: number): Change[] {
  const start = Temporal.PlainDateTime.from(observance.start)
  const walls = [start, ...observance.rdates.map((text) => Temporal.PlainDateTime.from(text))]
  const rule = observance.rrule === null ? null : parseRule(observance.rrule)
  if (rule !== null && observance.rrule !== null) walls.push(...ruleOnsets(observance, observance.rrule, start, toYear))
  return walls
    .filter(({ year }) => year <= toYear)
    .map((wall) => ({
      at: wall.toZonedDateTime('UTC').epochMilliseconds - observance.offset_from * 1000,
      offset: observance.offset_to,
    }))
}

function ruleOnsets(observance: Observance, text: string, start: Temporal.PlainDateTime, toYear: number) {
  const rule = parseRule(withParts(text, { UNTIL: null }))
  const ending = parseRule(text)
  // Clocks change by the year; a rule by the second is somebody's joke.
  if (rule === null || ending === null || !['YEARLY', 'MONTHLY'].includes(rule.freq)) return []
  const from = start.toZonedDateTime('UTC')
  const end = Temporal.PlainDateTime.from({ year: toYear, month: 12, day: 31, hour: 23 }).toZonedDateTime('UTC')
  const { times } = generate(
    { ...rule, count: ending.count },
    from,
    untilOf(ending.until, observance.offset_from),
    // Outlook's zones begin in 1601: nobody's appointments do.
    { from: Math.max(0, from.epochMilliseconds), to: end.epochMilliseconds },
    { instances: MOST_CHANGES, ms: 1_000, now: () => 0 },
  )
  return times.map((time) => Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO('UTC').toPlainDateTime())
}

/** UNTIL of a VTIMEZONE is in UTC, its times are walls before the change (RFC 5545 §3.6.5). */
function untilOf(until: string | null, offset: number): number | null {
  if (until === null) return null
  const wall = Temporal.PlainDateTime.from(until.replace('Z', ''))
  return (until.endsWith('Z') ? wall.add({ seconds: offset }) : wall).toZonedDateTime('UTC').epochMilliseconds
}
