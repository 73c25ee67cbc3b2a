import { Temporal } from 'temporal-polyfill'
import type { CalendarEvent, Override, When } from './event.ts'
import type { ExpansionLimits, Shortfall } from './generate.ts'
import {
  clockOf,
  durationText,
  endOf,
  instantText,
  keyAt,
  spanOf,
  wallAt,
  wallStart,
  wallText,
  zoneClock,
} from './moment.ts'
import type { Span, ZoneClock } from './moment.ts'
import { ruleOccurrences } from './occurrence.ts'

/** One instance of an event: its name in the series, and when it is. */
export interface Instance {
  readonly key: string
  readonly when: When
  readonly span: Span
  /** What was changed for it alone. */
  readonly override: Override | null
}

export interface Expansion {
  /** By start, then by key. */
  readonly instances: readonly Instance[]
  /** Why this is not all there is: too many or too slow for the limits, a rule or a zone that nobody can carry out. */
  readonly stopped: Shortfall | 'unknown_zone' | null
}

/** What is looked at: instants, for all-day events their dates in `zone`. The end is left out. */
export interface Viewport {
  readonly from: string
  readonly to: string
  /** The viewer's zone: floating times are read in it, and days begin in it. */
  readonly zone: string
}

/**
 * The instances of an event that touch a window (RFC 5545 §3.8.5): the start itself, whether or not it matches the rule, what
 * the rule gives, and RDATE; without EXDATE, which wins over all of them; each in its override's place where it has one.
 * They are joined by their original starts as instants (dates for all-day), so that an EXDATE in UTC takes away an
 * instance of a zone. An override of an instance that the rule does not give is shown: somebody planned it.
 */
export function expand(event: CalendarEvent, view: Viewport, limits: ExpansionLimits): Expansion {
  const zone = event.when.kind === 'timed' ? event.when.zone : view.zone
  const clock = zoneClock(zone, event.custom_zones)
  if (clock === null) return { instances: [], stopped: 'unknown_zone' }
  const found = new Map<string, When>()
  const ruled = ruleOccurrences(event, clock, reachOf(event, view), limits)
  for (const { wall, key } of ruled.occurrences) found.set(key, movedTo(event.when, wall))
  const first = event.recurrence_id ?? keyAt(event.when, wallStart(event.when), clock)
  if (!found.has(first)) found.set(first, event.when)
  for (const { key, when } of addedDates(event, clock)) if (!found.has(key)) found.set(key, when)
  const overrides = new Map(event.overrides.map((override) => [override.recurrence_id, override]))
  for (const key of overrides.keys()) if (!found.has(key)) found.set(key, whenAt(event.when, key, clock))
  for (const key of event.recurrence?.exdates ?? []) found.delete(key)

  const instances: Instance[] = []
  for (const [key, regular] of found) {
    const override = overrides.get(key) ?? null
    const when = override?.when ?? regular
    const isRegular = (override?.when ?? null) === null && event.recurrence_id === null
    const span = isRegular ? spanAt(key, when, clock) : spanOf(when, view.zone, event.custom_zones)
    if (span !== null && touches(span, view)) instances.push({ key, when, span, override })
  }
  instances.sort((a, b) => compare(sortText(a, view), sortText(b, view)) || compare(a.key, b.key))
  if (instances.length > limits.instances)
    return { instances: instances.slice(0, limits.instances), stopped: 'too_many' }
  return { instances, stopped: ruled.stopped }
}

/** The same length, at another wall time. */
export function movedTo(when: When, wall: Temporal.PlainDateTime): When {
  return when.kind === 'all_day' ? { ...when, date: wall.toPlainDate().toString() } : { ...when, start: wallText(wall) }
}

/** When the instance with this key is, as the rule and RDATE have it: 02:30 also on the day that has none. */
export function regularAt(event: CalendarEvent, key: string): When {
  if (event.recurrence === null) return event.when
  const clock = clockOf(event.when, event.custom_zones)
  const shown = wallAt(key, clock)
  const isAdded = event.recurrence.rdates.some((text) => text.startsWith(key))
  // Only a gap shows another hour than the rule has.
  if (!isAdded && shown.toPlainTime().equals(wallStart(event.when).toPlainTime())) return movedTo(event.when, shown)
  return givenAt(event, key) ?? movedTo(event.when, shown)
}

/** The same, or null where the series gives no such instance: only an override knows it. */
export function givenAt(event: CalendarEvent, key: string): When | null {
  const clock = clockOf(event.when, event.custom_zones)
  if (clock === null || event.recurrence === null) return event.when
  if (key === keyAt(event.when, wallStart(event.when), clock)) return event.when
  const at = clock.instantOf(wallAt(key, clock))
  const near = { from: at.subtract({ hours: 3 }), to: at.add({ hours: 3 }) }
  const { occurrences } = ruleOccurrences(event, clock, near, { instances: 25_000, ms: 1, now: () => 0 })
  const wall = occurrences.find((one) => one.key === key)?.wall
  if (wall !== undefined) return movedTo(event.when, wall)
  return addedDates(event, clock).find((date) => date.key === key)?.when ?? null
}

/** The keys among these of instances that the series gives, found in one walk; all of them where that takes too long. */
export function givenAmong(event: CalendarEvent, keys: readonly string[]): ReadonlySet<string> {
  const clock = clockOf(event.when, event.custom_zones)
  if (clock === null || event.recurrence === null) return new Set(keys)
  const times = keys.map((key) => clock.instantOf(wallAt(key, clock))).sort(Temporal.Instant.compare)
  const [first, last] = [times[0], times.at(-1)]
  if (first === undefined || last === undefined) return new Set()
  const between = { from: first.subtract({ hours: 3 }), to: last.add({ hours: 3 }) }
  const { occurrences, stopped } = ruleOccurrences(event, clock, between, { instances: 25_000, ms: 1, now: () => 0 })
  if (stopped !== null) return new Set(keys)
  const start = keyAt(event.when, wallStart(event.when), clock)
  const given = new Set([start, ...[...occurrences, ...addedDates(event, clock)].map(({ key }) => key)])
  return new Set(keys.filter((key) => given.has(key)))
}

function whenAt(when: When, key: string, clock: ZoneClock | null): When {
  return movedTo(when, wallAt(key, clock))
}

/** RDATE, where a period (`start/duration`) brings its own length (RFC 5545 §3.8.5.2). */
function addedDates(event: CalendarEvent, clock: ZoneClock): { key: string; when: When }[] {
  return (event.recurrence?.rdates ?? []).map((text) => {
    const [key = text, duration] = text.split('/')
    const when = whenAt(event.when, key, clock)
    if (duration === undefined || when.kind === 'all_day') return { key, when }
    return { key, when: { ...when, duration: durationText(Temporal.Duration.from(duration)) } }
  })
}

/** The key of a timed instance is its start, also in the hour that comes twice, which a wall time cannot tell. */
function spanAt(key: string, when: When, clock: ZoneClock): Span {
  if (when.kind === 'all_day') {
    const end = Temporal.PlainDate.from(when.date).add({ days: when.days })
    return { kind: 'dates', start: when.date, end: end.toString() }
  }
  const start = key.endsWith('Z') ? Temporal.Instant.from(key) : clock.instantOf(Temporal.PlainDateTime.from(key))
  return { kind: 'instants', start: instantText(start), end: instantText(endOf(start, when.duration, clock)) }
}

/** The starts of all that may touch the window: hours for a change of clocks, and a day for what has no zone of its own. */
function reachOf({ when }: CalendarEvent, view: Viewport): { from: Temporal.Instant; to: Temporal.Instant } {
  const margin = when.kind === 'timed' ? 3 : 27
  return {
    from: Temporal.Instant.from(view.from).subtract({ hours: hoursOf(when) + margin }),
    to: Temporal.Instant.from(view.to).add({ hours: margin }),
  }
}

function hoursOf(when: When): number {
  if (when.kind === 'all_day') return when.days * 24
  const { days, hours, minutes } = Temporal.Duration.from(when.duration)
  return days * 24 + hours + Math.ceil(minutes / 60) + 1
}

/** What takes no time is there at its start; what ends when the window begins is not. */
function touches(span: Span, view: Viewport): boolean {
  const [from, to] = span.kind === 'dates' ? [dayOf(view.from, view.zone), dayAfter(view)] : [view.from, view.to]
  const at = (text: string) => (span.kind === 'dates' ? text : instantText(Temporal.Instant.from(text)))
  const [first, last] = [at(from), at(to)]
  return span.start < last && (span.end > first || (span.start === span.end && span.start >= first))
}

function dayOf(instant: string, zone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString()
}

/** The first day that the window does not touch. */
function dayAfter(view: Viewport): string {
  const last = Temporal.Instant.from(view.to).subtract({ nanoseconds: 1 }).toZonedDateTimeISO(view.zone)
  return last.toPlainDate().add({ days: 1 }).toString()
}

/** Days stand before the hours of the same day. */
function sortText({ span }: Instance, view: Viewport): string {
  if (span.kind === 'instants') return `${span.start} `
  return instantText(Temporal.PlainDate.from(span.start).toZonedDateTime(view.zone).toInstant())
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
