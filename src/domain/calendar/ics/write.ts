import { Temporal } from 'temporal-polyfill'
import { detailsAt, detailsOf } from '#domain/calendar/event.ts'
import type { CalendarEvent, CustomZone, When } from '#domain/calendar/event.ts'
import { instantText, wallAt, zoneClock } from '#domain/calendar/moment.ts'
import { lineOf, readDetails, textOf } from './details.ts'
import { firstMoment, keyOf, tzidOf, whenOf, ZoneBook } from './moments.ts'
import { MARK } from './mark.ts'
import { readSeries, seriesOf } from './read.ts'
import { makeLine, readTree, verbatim, writeTree } from './tree.ts'
import type { Component } from './tree.ts'
import { zoneComponent } from './vtimezone.ts'
import { replaced, withDetails } from './write-details.ts'
import { keyLine, whenLines } from './write-when.ts'
import { readZones } from './zones.ts'

export interface WriteOptions {
  /** From `ctx.clock`: DTSTAMP and LAST-MODIFIED of what changes. */
  readonly now: string
  /** Whether the server may mail people who are new among the attendees. */
  readonly invite: boolean
}

const PRODID = '-//Career Copilot//Calendar//EN'

/** A file with these events and nothing else. */
export function writeIcs(
  events: readonly CalendarEvent[],
  options: WriteOptions & { readonly name?: string; readonly method?: 'REQUEST' | 'CANCEL' },
): string {
  const head = [makeLine('version', 'text', ['2.0']), makeLine('prodid', 'text', [PRODID])]
  if (options.method !== undefined) head.push(makeLine('method', 'text', [options.method]))
  if (options.name !== undefined) head.push(makeLine('x-wr-calname', 'text', [options.name]))
  const book = new ZoneBook(new Map(), null, 'UTC')
  const components = events.flatMap((event) => componentsOf([], { event, book, options }))
  const zones = events.flatMap((event) => event.custom_zones)
  return writeTree(withZones({ name: 'vcalendar', lines: head, components }, zones, book))
}

/**
 * The file with one event as it is now, and everything else as it was: unknown properties, alarms, attendees, zones, other
 * events. What says the same already is not touched; what changes counts SEQUENCE up (RFC 5545 §3.8.7.4). Null for a file
 * that could not be read whole: it must not be written back.
 */
export function patchIcs(
  original: string,
  event: CalendarEvent,
  options: WriteOptions & { readonly viewerZone: string },
): string | null {
  const { calendars, truncated } = readTree(original)
  const [calendar] = calendars
  if (calendar === undefined || truncated || calendars.length !== 1) return null
  const book = new ZoneBook(readZones(calendar), textOf(lineOf(calendar, 'x-wr-timezone')), options.viewerZone)
  const there = new Set(seriesOf(calendar).get(event.uid) ?? [])
  const own = componentsOf([...there], { event, book, options })
  const at = calendar.components.findIndex((component) => there.has(component))
  const before = at === -1 ? calendar.components : calendar.components.slice(0, at)
  const after = at === -1 ? [] : calendar.components.slice(at).filter((component) => !there.has(component))
  return writeTree(withZones({ ...calendar, components: [...before, ...own, ...after] }, event.custom_zones, book))
}

/** The VEVENTs of an event: its master first, made from those that are there. */
function componentsOf(there: readonly Component[], write: Write): Component[] {
  const { event, book } = write
  const alone = event.recurrence_id
  const isMaster = (component: Component) => keyIn(component, event.when, book) === alone
  const master = there.findLast(isMaster)
  const next = withMaster(master ?? blank(event.uid), write, master !== undefined, cancelledIn(there, write))
  return [next, ...(alone === null ? withOverrides(there, next, write) : there.filter((one) => !isMaster(one)))]
}

interface Write {
  readonly event: CalendarEvent
  readonly book: ZoneBook
  readonly options: WriteOptions
}

function blank(uid: string): Component {
  return { name: 'vevent', lines: [makeLine('uid', 'text', [uid])], components: [] }
}

/** The master with everything that the event has, its overrides apart. */
function withMaster(component: Component, write: Write, isThere: boolean, cancelled: ReadonlySet<string>): Component {
  const { event, options } = write
  let next = withWhen(component, event.when, write)
  next = withDetails(next, detailsOf(event), options.invite)
  next = withRecurrence(next, write, cancelled)
  if (event.recurrence_id !== null && keyIn(next, event.when, write.book) !== event.recurrence_id) {
    next = replaced(next, 'recurrence-id', [
      keyLine('recurrence-id', event.recurrence_id, event.when, event.custom_zones),
    ])
  }
  const split = 'x-career-copilot-split-from'
  if (textOf(lineOf(next, split)) !== event.split_from) {
    next = replaced(next, split, event.split_from === null ? [] : [makeLine(split, 'text', [event.split_from])])
  }
  return next === component && isThere ? component : stamped(next, component, write, isThere)
}

function withWhen(component: Component, when: When, { event, book }: Write): Component {
  const start = firstMoment(lineOf(component, 'dtstart'))
  const duration = textOf(lineOf(component, 'duration'))
  const now = start === null ? null : whenOf(start, firstMoment(lineOf(component, 'dtend')), duration, book)
  if (now !== null && same(now, when)) return component
  const cleared = replaced(replaced(component, 'dtend', []), 'duration', [])
  return replaced(cleared, 'dtstart', whenLines(when, event.custom_zones))
}

function withRecurrence(component: Component, { event, book }: Write, cancelled: ReadonlySet<string>): Component {
  const [read] = readSeries([component], book, () => {})
  const now = read?.event.recurrence ?? null
  const wanted = event.recurrence
  const keys = (name: string, list: readonly string[]) =>
    list.map((key) => keyLine(name, key, event.when, event.custom_zones))
  let next = component
  if ((now?.rrule ?? null) !== (wanted?.rrule ?? null)) {
    const rule = wanted?.rrule ?? null
    next = replaced(next, 'rrule', rule === null ? [] : [verbatim('rrule', rule)])
  }
  if (!same(now?.rdates ?? [], wanted?.rdates ?? []))
    next = replaced(next, 'rdate', keys('rdate', wanted?.rdates ?? []))
  const exdates = (wanted?.exdates ?? []).filter((key) => !cancelled.has(key))
  const written = (now?.exdates ?? []).filter((key) => !cancelled.has(key))
  return same(written, exdates) ? next : replaced(next, 'exdate', keys('exdate', exdates))
}

/** Instances that the file itself calls cancelled: they need no EXDATE beside. */
function cancelledIn(components: readonly Component[], { event, book }: Write): Set<string> {
  const keys = components.flatMap((component) =>
    readDetails(component).status === 'cancelled' ? (keyIn(component, event.when, book) ?? []) : [],
  )
  return new Set(keys.filter((key) => event.recurrence?.exdates.includes(key)))
}

function withOverrides(there: readonly Component[], master: Component, write: Write): Component[] {
  const { event, book } = write
  const cancelled = cancelledIn(there, write)
  const instances = there.filter((component) => lineOf(component, 'recurrence-id') !== undefined)
  const known = new Map(instances.map((component) => [keyIn(component, event.when, book), component]))
  const written = event.overrides.map((override) => {
    const key = override.recurrence_id
    const component = known.get(key)
    const clock = event.when.kind === 'timed' ? zoneClock(event.when.zone, event.custom_zones) : null
    const wall = wallAt(key, clock)
    const regular: When =
      event.when.kind === 'all_day'
        ? { ...event.when, date: wall.toPlainDate().toString() }
        : { ...event.when, start: wall.toString({ smallestUnit: 'second' }) }
    const base = component ?? instanceOf(master, key, event)
    const next = withWhen(base, override.when ?? regular, write)
    const own = withDetails(next, detailsAt(event, key), write.options.invite)
    return own === component ? component : stamped(own, base, write, component !== undefined)
  })
  return [...written, ...instances.filter((one) => cancelled.has(keyIn(one, event.when, book) ?? ''))]
}

/** A new override begins as its series: with all that we do not understand in it. */
function instanceOf(master: Component, key: string, event: CalendarEvent): Component {
  const not = new Set(['rrule', 'rdate', 'exdate', 'exrule', 'recurrence-id', 'x-career-copilot-split-from', ...MARK])
  const lines = master.lines.filter(({ name }) => !not.has(name))
  return { ...master, lines: [...lines, keyLine('recurrence-id', key, event.when, event.custom_zones)] }
}

function stamped(component: Component, before: Component, { event, options }: Write, isThere: boolean): Component {
  const counted = Number(textOf(lineOf(before, 'sequence')) ?? 0)
  const sequence = isThere
    ? Math.max(event.sequence, (Number.isSafeInteger(counted) ? counted : 0) + 1)
    : event.sequence
  // To the second: with parts of it the time would be written without its Z, and DTSTAMP is in UTC (RFC 5545 §3.8.7.2).
  const now = instantText(Temporal.Instant.from(options.now))
  const at = (name: string) => [makeLine(name, 'date-time', [now])]
  const dated = replaced(replaced(component, 'dtstamp', at('dtstamp')), 'last-modified', at('last-modified'))
  return replaced(dated, 'sequence', [makeLine('sequence', 'integer', [sequence])])
}

/** Every TZID that the file uses has its VTIMEZONE. */
function withZones(calendar: Component, zones: readonly CustomZone[], book: ZoneBook): Component {
  const events = calendar.components.filter(({ name }) => name === 'vevent')
  const used = new Set(events.flatMap(({ lines }) => lines.flatMap((line) => tzidOf(line) ?? [])))
  const there = new Set(
    calendar.components.flatMap((one) => (one.name === 'vtimezone' ? (textOf(lineOf(one, 'tzid')) ?? []) : [])),
  )
  const year = Math.min(...events.map((one) => firstMoment(lineOf(one, 'dtstart'))?.wall.year ?? 9_999))
  const added = [...used].flatMap((tzid) => {
    if (there.has(tzid)) return []
    const custom = zones.find((zone) => zone.tzid === tzid) ?? null
    const resolved = book.resolve(tzid)
    if (custom === null && (resolved.kind !== 'iana' || resolved.by !== 'name')) return []
    return [zoneComponent(tzid, custom, Math.max(1971, Math.min(year, 9_000)))]
  })
  return added.length === 0 ? calendar : { ...calendar, components: [...added, ...calendar.components] }
}

function keyIn(component: Component, when: When, book: ZoneBook): string | null {
  const id = firstMoment(lineOf(component, 'recurrence-id'))
  return id === null ? null : keyOf(id, when, book)
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
