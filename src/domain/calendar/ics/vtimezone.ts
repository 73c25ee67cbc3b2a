import { Temporal } from 'temporal-polyfill'
import type { CustomZone, Observance } from '#domain/calendar/event.ts'
import { wallText } from '#domain/calendar/moment.ts'
import { makeLine, verbatim } from './tree.ts'
import type { Component, Line } from './tree.ts'

const YEARS_AHEAD = 15
const MOST_CHANGES = 200
/** As many years in a row as it takes to call it a rule. */
const ENOUGH_FOR_A_RULE = 4
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** The VTIMEZONE of a zone, from the year before `fromYear` on (RFC 5545 §3.6.5; §3.2.19 asks for one per TZID). */
export function zoneComponent(tzid: string, zone: CustomZone | null, fromYear: number): Component {
  const observances = zone?.observances ?? observancesOf(tzid, fromYear - 1)
  return {
    name: 'vtimezone',
    lines: [makeLine('tzid', 'text', [tzid])],
    components: observances.map(observanceComponent),
  }
}

/** How the clocks of an IANA zone change from a year on: what repeats every year as a rule without end. */
export function observancesOf(zone: string, fromYear: number): Observance[] {
  const start = Temporal.PlainDateTime.from({ year: fromYear, month: 1, day: 1 }).toZonedDateTime(zone)
  const first = seconds(start)
  const lastYear = fromYear + YEARS_AHEAD
  const observances: Observance[] = [
    { start: wallText(start.toPlainDateTime()), offset_from: first, offset_to: first, rrule: null, rdates: [] },
  ]
  const ruled: { readonly change: ClockChange; readonly rule: string }[] = []
  const changes = changesFrom(start, lastYear)
  for (const change of changes) {
    if (ruled.some((begun) => isSameStep(begun.change, change) && change.rules.includes(begun.rule))) continue
    const rule = change.rules.find((one) => repeats(change, one, changes, lastYear)) ?? null
    if (rule !== null) ruled.push({ change, rule })
    observances.push({
      start: wallText(change.wall),
      offset_from: change.from,
      offset_to: change.to,
      rrule: rule,
      rdates: [],
    })
  }
  return observances
}

interface ClockChange {
  /** What the clock showed when it changed. */
  readonly wall: Temporal.PlainDateTime
  readonly from: number
  readonly to: number
  /** The rules that it would follow, if it does every year. */
  readonly rules: readonly string[]
}

function changesFrom(start: Temporal.ZonedDateTime, toYear: number): ClockChange[] {
  const changes: ClockChange[] = []
  for (let at = start.getTimeZoneTransition('next'); at !== null; at = at.getTimeZoneTransition('next')) {
    if (at.year > toYear || changes.length >= MOST_CHANGES) break
    const from = seconds(at.subtract({ nanoseconds: 1 }))
    const wall = at.toInstant().toZonedDateTimeISO('UTC').add({ seconds: from }).toPlainDateTime()
    changes.push({ wall, from, to: seconds(at), rules: rulesOf(wall) })
  }
  return changes
}

/** From this one on every year to the last, at the same hour and by the same step. */
function repeats(change: ClockChange, rule: string, all: readonly ClockChange[], lastYear: number): boolean {
  const same = all.filter(
    (other) => other.wall.year >= change.wall.year && other.rules.includes(rule) && isSameStep(change, other),
  )
  const years = lastYear - change.wall.year + 1
  return same.length === years && years >= ENOUGH_FOR_A_RULE
}

function isSameStep(a: ClockChange, b: ClockChange): boolean {
  return a.from === b.from && a.to === b.to && a.wall.toPlainTime().equals(b.wall.toPlainTime())
}

function rulesOf(wall: Temporal.PlainDateTime): string[] {
  const day = DAYS[wall.dayOfWeek - 1] ?? 'SU'
  const steps = [...(wall.day <= 28 ? [Math.ceil(wall.day / 7)] : []), ...(wall.day + 7 > wall.daysInMonth ? [-1] : [])]
  return steps.map((nth) => `FREQ=YEARLY;BYMONTH=${wall.month};BYDAY=${nth}${day}`)
}

function seconds(at: Temporal.ZonedDateTime): number {
  return Math.round(at.offsetNanoseconds / 1_000_000_000)
}

function observanceComponent(observance: Observance): Component {
  const lines: Line[] = [
    makeLine('dtstart', 'date-time', [observance.start]),
    makeLine('tzoffsetfrom', 'utc-offset', [offsetText(observance.offset_from)]),
    makeLine('tzoffsetto', 'utc-offset', [offsetText(observance.offset_to)]),
    ...observance.rdates.map((rdate) => makeLine('rdate', 'date-time', [rdate])),
  ]
  if (observance.rrule !== null) lines.push(verbatim('rrule', observance.rrule))
  return { name: observance.offset_to > observance.offset_from ? 'daylight' : 'standard', lines, components: [] }
}

function offsetText(offset: number): string {
  const two = (number: number) => String(number).padStart(2, '0')
  const rest = Math.abs(offset)
  const text = `${offset < 0 ? '-' : '+'}${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}`
  return rest % 60 === 0 ? text : `${text}:${two(rest % 60)}`
}
