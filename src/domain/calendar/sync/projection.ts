import { CalendarEvent, blankEvent, DETAIL_FIELDS, detailsOf } from '#domain/calendar/event.ts'
import type { DetailChange, EventDetails, Override, When } from '#domain/calendar/event.ts'
import { movedTo } from '#domain/calendar/expand.ts'
import { clockOf, durationText, endOf, wallAt, wallStart, zoneClock } from '#domain/calendar/moment.ts'
import type { Capability } from './capability.ts'
import { canonicalRule } from './canonical-rule.ts'
import { nearestColour } from './nearest-colour.ts'
import { sameValue, stableText } from './value.ts'

/**
 * What one calendar can say of an event, in one form, so that two sides are compared field by field (calendar.md §6.2).
 * Flat: `title`, `when`, `rrule`, `rdates` … of the event or the series, and `@<original start>/title`, `…/when`,
 * `…/cancelled` of an instance that differs. A field that is not there follows the series, or is not said at all.
 */
export type Projection = Readonly<Record<string, unknown>>

/** Where a field of a projection belongs: `key` is the original start of an instance, or '' for the event itself. */
export interface Path {
  readonly key: string
  readonly field: string
}

/** `@2026-03-30T07:00:00Z/title` in its two parts. */
export function pathOf(path: string): Path {
  const cut = path.indexOf('/')
  return path.startsWith('@') ? { key: path.slice(1, cut), field: path.slice(cut + 1) } : { key: '', field: path }
}

const at = (key: string, field: string): string => `@${key}/${field}`

/** What of an event a calendar with this capability can say; the overrides are keyed by their original start. */
export function project(event: CalendarEvent, capability: Capability): Projection {
  const fields: Record<string, unknown> = {
    when: stretched(event.when, capability),
    ...said(detailsOf(event), capability),
  }
  const series = event.recurrence
  if (capability.custom_zones && event.custom_zones.length > 0) fields['custom_zones'] = event.custom_zones
  if (series === null) return fields
  fields['rrule'] = series.rrule === null ? null : canonicalRule(series.rrule)
  if (series.rdates.length > 0) fields['rdates'] = [...new Set(series.rdates)].sort()
  for (const key of series.exdates) fields[at(key, 'cancelled')] = true
  const regular = placesOf(event, capability)
  for (const override of event.overrides) {
    const key = override.recurrence_id
    if (fields[at(key, 'cancelled')] === true) continue
    const place = override.when === null ? null : stretched(override.when, capability)
    if (place !== null && !sameValue(place, regular(key))) fields[at(key, 'when')] = place
    for (const [field, value] of Object.entries(said(override.details, capability))) {
      if (!sameValue(value, fields[field])) fields[at(key, field)] = value
    }
  }
  return fields
}

/** Where the series has its instances: one that lies there was not moved, whether or not a calendar says so. */
function placesOf(event: CalendarEvent, capability: Capability): (key: string) => When | null {
  const clock = event.when.kind === 'timed' ? zoneClock(event.when.zone, event.custom_zones) : null
  const when = stretched(event.when, capability)
  return (key) =>
    when.kind === 'timed' && (clock === null || !key.endsWith('Z')) ? null : movedTo(when, wallAt(key, clock))
}

/** An event that says what a projection says, and nothing else: what is written to a calendar. */
export function eventOf(uid: string, fields: Projection): CalendarEvent {
  return withFields(blankEvent(uid, FIRST_DAY), fields)
}

/** The same; null where the fields of two sides together are more than an event holds. */
export function eventFitting(uid: string, fields: Projection): CalendarEvent | null {
  return fitting(blankEvent(uid, FIRST_DAY), fields)
}

const FIRST_DAY: When = { kind: 'all_day', date: '1970-01-01', days: 1 }

/** What is agreed where nothing was yet: an event that says nothing, so that what one side says is its change. */
export function nothingAgreed(capability: Capability): Projection {
  const { when: _, ...fields } = project(blankEvent('-', FIRST_DAY), capability)
  return fields
}

/** The fields in which two sides differ, as the second one has them; `undefined` for what it does not say. */
export function difference(before: Projection, after: Projection): Projection {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return Object.fromEntries(
    paths.filter((path) => !sameValue(before[path], after[path])).map((path) => [path, after[path]]),
  )
}

/** The event as it says all of these fields, and keeps what a calendar with this capability cannot say. */
export function saying(event: CalendarEvent, fields: Projection, capability: Capability): CalendarEvent {
  // Where both together are too much, what the calendar says is what counts.
  return fitting(event, difference(project(event, capability), fields)) ?? eventOf(event.uid, fields)
}

/**
 * The event with these fields changed; `undefined` takes one away. What no field names stays, also what only we can say.
 * Throws where a value is none for its field, or where the event grows beyond `EVENT_LIMITS`.
 */
export function withFields(event: CalendarEvent, changes: Projection): CalendarEvent {
  return CalendarEvent.parse(changedBy(event, changes))
}

/** The same for values that are right in themselves; null: together they are more than an event holds. */
export function fitting(event: CalendarEvent, changes: Projection): CalendarEvent | null {
  return CalendarEvent.safeParse(changedBy(event, changes)).data ?? null
}

function changedBy(event: CalendarEvent, changes: Projection): Record<string, unknown> {
  const next: Record<string, unknown> = { ...event }
  const instances = new Map<string, Record<string, unknown>>()
  for (const [path, value] of Object.entries(changes)) {
    const { key, field } = pathOf(path)
    if (key !== '') instances.set(key, { ...instances.get(key), [field]: value })
    else if (field !== 'rrule' && field !== 'rdates') next[field] = value ?? emptyOf(field)
  }
  const was = event.recurrence
  const repeats = 'rrule' in changes ? changes['rrule'] !== undefined : was !== null
  if (!repeats) return { ...next, recurrence: null, overrides: [] }
  const rrule = 'rrule' in changes ? changes['rrule'] : was?.rrule
  const rdates = 'rdates' in changes ? (changes['rdates'] ?? []) : (was?.rdates ?? [])
  const exdates = new Set(was?.exdates)
  const overrides = new Map(event.overrides.map((one) => [one.recurrence_id, following(one, event, changes)]))
  for (const [key, change] of instances) changeInstance(key, change, { exdates, overrides })
  return {
    ...next,
    recurrence: { rrule: rrule ?? null, rdates, exdates: [...exdates].sort() },
    overrides: [...overrides.values()].sort((a, b) => (a.recurrence_id < b.recurrence_id ? -1 : 1)),
  }
}

interface Instances {
  readonly exdates: Set<string>
  readonly overrides: Map<string, Override>
}

function changeInstance(key: string, change: Readonly<Record<string, unknown>>, into: Instances): void {
  if (change['cancelled'] === true) {
    into.exdates.add(key)
    into.overrides.delete(key)
    return
  }
  // An instance that comes back says what it is told now, and nothing of what it said before.
  if (into.exdates.delete(key)) into.overrides.delete(key)
  const before = into.overrides.get(key) ?? { recurrence_id: key, when: null, details: {} }
  const when = 'when' in change ? (change['when'] ?? null) : before.when
  const named = Object.entries({ ...before.details, ...change }).filter(
    ([field, value]) => field !== 'when' && field !== 'cancelled' && value !== undefined,
  )
  into.overrides.delete(key)
  if (when === null && named.length === 0) return
  const parsed = CalendarEvent.shape.overrides.parse([{ recurrence_id: key, when, details: Object.fromEntries(named) }])
  for (const override of parsed) into.overrides.set(key, override)
}

/** An instance that names what its series says anyway goes on following it, as the projection has it. */
function following(override: Override, event: CalendarEvent, changes: Projection): Override {
  const series: Readonly<Record<string, unknown>> = event
  const named = Object.entries(override.details).filter(
    ([field, value]) => !(field in changes && sameValue(value, series[field])),
  )
  return { ...override, details: Object.fromEntries(named) }
}

function emptyOf(field: string): unknown {
  return EMPTY[field] ?? null
}

const {
  when: _when,
  uid: _uid,
  ...BLANK
} = blankEvent('-', { kind: 'floating', start: '1970-01-01T00:00:00', duration: 'PT0S' })
const EMPTY: Readonly<Record<string, unknown>> = BLANK

function said(details: DetailChange, capability: Capability): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const field of DETAIL_FIELDS) {
    if (details[field] !== undefined && capability.fields.has(field))
      fields[field] = valueOf(field, details, capability)
  }
  return fields
}

function valueOf(field: keyof EventDetails, details: DetailChange, capability: Capability): unknown {
  if (field === 'reminders') return reminders(details.reminders ?? [], capability)
  if (field === 'attendees')
    return sortedSet(
      (details.attendees ?? []).map((one) => capability.attendee({ ...one, email: one.email.toLowerCase() })),
    )
  if (field === 'categories') return sortedSet(details.categories ?? [])
  if (field === 'title') return plain(details.title ?? '')
  if (field === 'colour' && capability.palette !== null) return nearestColour(details.colour ?? '', capability.palette)
  const value = details[field]
  return typeof value === 'string' ? plain(value) || null : value
}

/** Line ends and trailing blanks are no words of a person, and servers change them. */
const plain = (text: string): string => text.replaceAll('\r\n', '\n').normalize('NFC').trimEnd()

/** Those nearest to the start, where not all can be said. */
function reminders(all: EventDetails['reminders'], capability: Capability): unknown[] {
  const { least, most } = capability.reminder_minutes
  const can = all
    .filter((one) => one.minutes_before >= least && one.minutes_before <= most)
    .map((one) => (capability.reminder_methods.has(one.method) ? one : { ...one, method: 'popup' as const }))
    .toSorted((a, b) => Math.abs(a.minutes_before) - Math.abs(b.minutes_before) || b.minutes_before - a.minutes_before)
  const kept: unknown[] = []
  for (const one of can)
    if (kept.length < capability.reminders && !kept.some((other) => sameValue(one, other))) kept.push(one)
  return sortedSet(kept)
}

/** The elements of a set in one order, each once. */
export function sortedSet(values: readonly unknown[]): unknown[] {
  return [...new Map(values.map((value) => [stableText(value), value]))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, value]) => value)
}

function stretched(when: When, { shortest, lengths }: Capability): When {
  if (when.kind === 'all_day') return when
  if (shortest !== null && !/[1-9]/.test(when.duration)) return { ...when, duration: shortest }
  const clock = lengths === 'exact' && when.duration.includes('D') ? clockOf(when, []) : null
  if (clock === null) return when
  const start = clock.instantOf(wallStart(when))
  return { ...when, duration: durationText(start.until(endOf(start, when.duration, clock))) }
}
