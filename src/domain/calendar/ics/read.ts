import { blankEvent, EVENT_LIMITS } from '#domain/calendar/event.ts'
import type { CalendarEvent, CustomZone, Override, Recurrence, When } from '#domain/calendar/event.ts'
import { keyAt, wallAt, wallStart, zoneClock } from '#domain/calendar/moment.ts'
import { parseRule } from '#domain/calendar/rule.ts'
import { resolveZone } from '#domain/calendar/tzid.ts'
import { lineOf, linesOf, readDetails, textOf } from './details.ts'
import { differencesOf } from './differences.ts'
import { firstMoment, keyOf, momentOf, momentsOf, tzidOf, whenOf, ZoneBook } from './moments.ts'
import type { Moment } from './moments.ts'
import { readTree } from './tree.ts'
import type { Component, Line, Problem } from './tree.ts'
import { readZones, ruleTextOf } from './zones.ts'

/** What of an event the model does not carry. Such a series is shown as far as it goes and never written back by guess. */
export type Unsupported = 'rule' | 'many_rules' | 'exrule' | 'this_and_future' | 'too_many_dates' | 'too_many_overrides'

export interface ReadEvent {
  readonly event: CalendarEvent
  readonly unsupported: readonly Unsupported[]
}

export interface IcsReading {
  /** No END:VCALENDAR, no calendar at all (a log-in page), or too large: what is not here may still exist. Never sweep. */
  readonly truncated: boolean
  /** X-WR-CALNAME or NAME. */
  readonly name: string | null
  /** The IANA zone that the calendar as a whole names (X-WR-TIMEZONE), or that of its only VTIMEZONE. */
  readonly time_zone: string | null
  /** As it was written (X-APPLE-CALENDAR-COLOR, COLOR). */
  readonly colour: string | null
  readonly events: readonly ReadEvent[]
  /** The UIDs of events that are there and could not be read, wholly or in a part: nobody takes them for gone. */
  readonly unreadable: readonly string[]
  readonly problems: readonly Problem[]
}

/** The events of a file, each series as one. What is broken in it is told, and costs at most its own event. */
export function readIcs(text: string, options: { readonly viewerZone: string }): IcsReading {
  const { calendars, problems, lost, truncated } = readTree(text)
  const more: Problem[] = []
  const unreadable = new Set(lost.filter(({ name }) => name === 'vevent').map(uidOf))
  const bad = (component: Component) => {
    const uid = uidOf(component)
    unreadable.add(uid)
    more.push({ kind: 'bad_event', line: 0, text: `${uid} ${lineOf(component, 'dtstart')?.raw ?? ''}`.slice(0, 100) })
  }
  const events: ReadEvent[] = []
  let name: string | null = null
  let time_zone: string | null = null
  let colour: string | null = null
  for (const calendar of calendars) {
    const zones = readZones(calendar)
    const book = new ZoneBook(zones, textOf(lineOf(calendar, 'x-wr-timezone')), options.viewerZone)
    name ??= textOf(lineOf(calendar, 'x-wr-calname')) ?? textOf(lineOf(calendar, 'name'))
    time_zone ??= zoneNamed(calendar, zones)
    colour ??= textOf(lineOf(calendar, 'x-apple-calendar-color')) ?? textOf(lineOf(calendar, 'color'))
    for (const series of seriesOf(calendar).values()) events.push(...readSeries(series, book, bad))
  }
  const said = { name: name?.slice(0, 500) ?? null, time_zone, colour, events }
  return { truncated, ...said, unreadable: [...unreadable], problems: [...problems, ...more] }
}

function zoneNamed(calendar: Component, zones: ReadonlyMap<string, CustomZone>): string | null {
  const only = zones.size === 1 ? [...zones.keys()] : []
  const tzid = textOf(lineOf(calendar, 'x-wr-timezone')) ?? only[0]
  if (tzid === undefined) return null
  const zone = resolveZone(tzid, { embedded: zones.get(tzid) ?? null, calendarZone: null, viewerZone: 'UTC' })
  return zone.kind === 'iana' ? zone.zone : null
}

/** The VEVENTs of a calendar by UID, in the order of the file. */
export function seriesOf(calendar: Component): Map<string, Component[]> {
  const series = new Map<string, Component[]>()
  for (const component of calendar.components) {
    if (component.name !== 'vevent') continue
    const uid = uidOf(component)
    const own = series.get(uid)
    if (own === undefined) series.set(uid, [component])
    else own.push(component)
  }
  return series
}

/** UID; one without (RFC 5545 §3.8.4.7 requires it) is known by what it says, so that it is the same the next time. */
export function uidOf(component: Component): string {
  const uid = textOf(lineOf(component, 'uid'))?.trim().slice(0, 1_024)
  if (uid !== undefined && uid !== '') return uid
  const said = ['dtstart', 'recurrence-id', 'summary'].map((name) => lineOf(component, name)?.raw ?? '')
  return `without-uid:${said.join('|').slice(0, 900)}`
}

/** One series; without its master, each instance is an event of its own. */
export function readSeries(
  components: readonly Component[],
  zones: ZoneBook,
  bad: (component: Component) => void,
): ReadEvent[] {
  const masters = components.filter((component) => lineOf(component, 'recurrence-id') === undefined)
  const instances = components.filter((component) => lineOf(component, 'recurrence-id') !== undefined)
  const master = masters.reduce<Component | undefined>(
    (best, one) => (best === undefined || sequenceOf(one) >= sequenceOf(best) ? one : best),
    undefined,
  )
  const read = master === undefined ? null : readMaster(master, zones)
  if (master !== undefined && read === null) bad(master)
  if (read === null) {
    return instances.flatMap((component) => {
      const alone = readAlone(component, zones)
      if (alone === null) bad(component)
      return alone === null ? [] : [alone]
    })
  }
  return [withOverrides(read, instances, zones, bad)]
}

function readMaster(component: Component, zones: ZoneBook): ReadEvent | null {
  const start = firstMoment(lineOf(component, 'dtstart'))
  if (start === null) return null
  const when = whenIn(component, start, zones)
  const { recurrence, unsupported } = readRecurrence(component, when, zones)
  return {
    event: {
      ...blankEvent(uidOf(component), when),
      ...readDetails(component),
      recurrence,
      sequence: sequenceOf(component),
      ...zonesUsed(start, zones),
      split_from: textOf(lineOf(component, 'x-career-copilot-split-from'))?.slice(0, 1_024) ?? null,
    },
    unsupported,
  }
}

function readAlone(component: Component, zones: ZoneBook): ReadEvent | null {
  const read = readMaster(component, zones)
  const id = firstMoment(lineOf(component, 'recurrence-id'))
  const key = read === null || id === null ? null : keyOf(id, read.event.when, zones)
  return read === null || key === null
    ? null
    : { ...read, event: { ...read.event, recurrence: null, recurrence_id: key } }
}

function withOverrides(
  { event, unsupported }: ReadEvent,
  components: readonly Component[],
  zones: ZoneBook,
  bad: (component: Component) => void,
): ReadEvent {
  const notes = new Set<Unsupported>(unsupported)
  const overrides = new Map<string, Override>()
  const cancelled: string[] = []
  const own = new Map(event.custom_zones.map((zone) => [zone.tzid, zone]))
  let isUncertain = event.tz_uncertain
  for (const component of components) {
    const id = firstMoment(lineOf(component, 'recurrence-id'))
    const start = firstMoment(lineOf(component, 'dtstart')) ?? id
    const key = id === null ? null : keyOf(id, event.when, zones)
    if (key === null || start === null) {
      bad(component)
      continue
    }
    if (lineOf(component, 'recurrence-id')?.params.range !== undefined) notes.add('this_and_future')
    const used = zonesUsed(start, zones)
    for (const zone of used.custom_zones) own.set(zone.tzid, zone)
    isUncertain ||= used.tz_uncertain
    const details = readDetails(component)
    if (details.status === 'cancelled' && event.status !== 'cancelled') cancelled.push(key)
    else overrides.set(key, overrideOf(event, key, whenIn(component, start, zones), details))
  }
  if (overrides.size > EVENT_LIMITS.overrides) notes.add('too_many_overrides')
  const exdates = unique([...(event.recurrence?.exdates ?? []), ...cancelled])
  if (exdates.length > EVENT_LIMITS.dates) notes.add('too_many_dates')
  const sorted = [...overrides.values()].sort((a, b) => (a.recurrence_id < b.recurrence_id ? -1 : 1))
  const recurrence = event.recurrence ?? (components.length === 0 ? null : { rrule: null, rdates: [], exdates: [] })
  return {
    event: {
      ...event,
      custom_zones: [...own.values()].slice(0, EVENT_LIMITS.zones),
      tz_uncertain: isUncertain,
      overrides: sorted.slice(0, EVENT_LIMITS.overrides),
      recurrence: recurrence === null ? null : { ...recurrence, exdates: exdates.slice(0, EVENT_LIMITS.dates) },
    },
    unsupported: [...notes],
  }
}

function overrideOf(event: CalendarEvent, key: string, when: When, details: ReturnType<typeof readDetails>): Override {
  const clock = event.when.kind === 'timed' ? zoneClock(event.when.zone, event.custom_zones) : null
  const wall = wallAt(key, clock)
  const regular =
    keyAt(when, wallStart(when), when.kind === 'timed' ? clock : null) === key && sameLength(event.when, when)
  const sameZone = when.kind !== 'timed' || (event.when.kind === 'timed' && event.when.zone === when.zone)
  const isRegular = regular && sameZone && wallStart(when).equals(wall)
  return { recurrence_id: key, when: isRegular ? null : when, details: differencesOf(event, details) }
}

function sameLength(a: When, b: When): boolean {
  if (a.kind === 'all_day' || b.kind === 'all_day')
    return a.kind === b.kind && 'days' in a && 'days' in b && a.days === b.days
  return a.kind === b.kind && a.duration === b.duration
}

function whenIn(component: Component, start: Moment, zones: ZoneBook): When {
  const length = textOf(lineOf(component, 'duration'))
  return whenOf(start, firstMoment(lineOf(component, 'dtend')), length, zones)
}

function zonesUsed(start: Moment, zones: ZoneBook): { custom_zones: CustomZone[]; tz_uncertain: boolean } {
  const resolved = start.kind === 'wall' && start.tzid !== null ? zones.resolve(start.tzid) : null
  return {
    custom_zones: resolved?.kind === 'custom' ? [resolved.zone] : [],
    tz_uncertain: resolved?.kind === 'uncertain',
  }
}

function readRecurrence(
  component: Component,
  when: When,
  zones: ZoneBook,
): { recurrence: Recurrence | null; unsupported: Unsupported[] } {
  const rules = linesOf(component, 'rrule').map(ruleTextOf)
  const keys = (name: string) =>
    linesOf(component, name).flatMap((line) => momentsOf(line).flatMap((moment) => keyOf(moment, when, zones) ?? []))
  const rdates = unique([
    ...keys('rdate'),
    ...linesOf(component, 'rdate').flatMap((line) => periodsOf(line, when, zones)),
  ])
  const exdates = unique(keys('exdate'))
  const first = rules[0] ?? null
  const unsupported: Unsupported[] = []
  if (first !== null && parseRule(first) === null) unsupported.push('rule')
  if (rules.length > 1) unsupported.push('many_rules')
  if (linesOf(component, 'exrule').length > 0) unsupported.push('exrule')
  if (Math.max(rdates.length, exdates.length) > EVENT_LIMITS.dates) unsupported.push('too_many_dates')
  const repeats = first !== null || rdates.length > 0 || exdates.length > 0
  const most = EVENT_LIMITS.dates
  return {
    recurrence: repeats ? { rrule: first, rdates: rdates.slice(0, most), exdates: exdates.slice(0, most) } : null,
    unsupported,
  }
}

/** RDATE;VALUE=PERIOD: a start with an end or a length of its own (RFC 5545 §3.3.9). */
function periodsOf(line: Line, when: When, zones: ZoneBook): string[] {
  if (line.type !== 'period' || when.kind === 'all_day') return []
  return line.values.flatMap((value) => {
    if (!Array.isArray(value)) return []
    const [from, to]: unknown[] = value
    const start = typeof from === 'string' ? momentOf(from, tzidOf(line)) : null
    const key = start === null ? null : keyOf(start, when, zones)
    if (start === null || key === null || typeof to !== 'string') return []
    const own = whenOf(start, momentOf(to, tzidOf(line)), to.startsWith('P') ? to : null, zones)
    return own.kind === 'all_day' ? [] : [`${key}/${own.duration}`]
  })
}

function sequenceOf(component: Component): number {
  const number = Number(textOf(lineOf(component, 'sequence')) ?? 0)
  return Number.isSafeInteger(number) && number > 0 ? number : 0
}

function unique(keys: readonly string[]): string[] {
  return [...new Set(keys)].sort()
}
