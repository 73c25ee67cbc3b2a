import { Temporal } from 'temporal-polyfill'
import { detailsOf } from './event.ts'
import type { CalendarEvent, DetailChange, Override, Recurrence, When } from './event.ts'
import { givenAt, movedTo, regularAt } from './expand.ts'
import { clockOf, keyAt, wallStart, wallText } from './moment.ts'
import type { ZoneClock } from './moment.ts'
import { ruleOccurrences } from './occurrence.ts'
import { parseRule, withParts } from './rule.ts'
import { daysOf, shiftRule } from './shift-rule.ts'
import type { Shift } from './shift-rule.ts'
import { EDIT_LIMITS, splitAt } from './split.ts'

/** What is to be different. `when` is where the instance goes that one has before one; a rule of null ends the repeating. */
export interface EventChange {
  readonly details?: DetailChange
  readonly when?: When
  readonly rrule?: string | null
}

export type Edited =
  | { readonly kind: 'edited'; readonly events: readonly CalendarEvent[] }
  /** No rule of this kind moves like that: the person has to say the new rule (`rrule`). */
  | { readonly kind: 'rule_in_the_way' }
  /** There are too many instances before this one to tell where to cut. */
  | { readonly kind: 'too_long' }

/** Changes one instance, by its original start. Of an event that does not repeat, the event. */
export function editThis(event: CalendarEvent, key: string, change: Omit<EventChange, 'rrule'>): CalendarEvent {
  if (event.recurrence === null) {
    return { ...event, ...given(change.details), when: change.when ?? event.when, sequence: event.sequence + 1 }
  }
  const before = event.overrides.find((override) => override.recurrence_id === key)
  const regular = regularAt(event, key)
  const when = change.when ?? before?.when ?? null
  const series = Object.entries(detailsOf(event))
  const said = Object.entries({ ...given(before?.details), ...given(change.details) }).filter(
    ([name, value]) => !series.some(([own, same]) => own === name && JSON.stringify(same) === JSON.stringify(value)),
  )
  const override: Override = {
    recurrence_id: key,
    when: when === null || isSame(when, regular) ? null : when,
    details: Object.fromEntries(said),
  }
  const others = event.overrides.filter(({ recurrence_id }) => recurrence_id !== key)
  const isAsTheSeries = override.when === null && said.length === 0 && givenAt(event, key) !== null
  const overrides = isAsTheSeries ? others : [...others, override].sort(byKey)
  return { ...event, overrides, sequence: event.sequence + 1 }
}

/**
 * Changes the whole series, as seen from one of its instances: the series moves as far as that one does. What is named
 * changes for all but those instances that were given a value of their own; the one before one takes the edit.
 */
export function editAll(event: CalendarEvent, key: string, change: EventChange): Edited {
  const regular = regularAt(event, key)
  const when = change.when ?? null
  const own = event.overrides.map((override) => (override.recurrence_id === key ? without(override, change) : override))
  const isNeeded = (one: Override) => one.recurrence_id !== key || isAnything(one) || givenAt(event, key) === null
  const overrides = own.filter(isNeeded)
  const worded = { ...event, ...given(change.details), overrides, sequence: event.sequence + 1 }
  if (event.recurrence === null) return { kind: 'edited', events: [{ ...worded, when: when ?? event.when }] }
  if (change.rrule === null) {
    return { kind: 'edited', events: [{ ...worded, when: when ?? regular, recurrence: null, overrides: [] }] }
  }
  const moved =
    when === null || isSame(when, regular) ? worded : move(worded, regular, when, change.rrule !== undefined)
  if (moved === null) return { kind: 'rule_in_the_way' }
  return { kind: 'edited', events: [change.rrule === undefined ? moved : withRule(moved, change.rrule)] }
}

/**
 * Changes an instance and all after it: the series ends before it, and another one, which knows where it came from,
 * goes on. From the first instance on it is the whole series, and stays one.
 */
export function editFollowing(event: CalendarEvent, key: string, change: EventChange, newUid: string): Edited {
  const parts = splitAt(event, key, newUid)
  if (parts === 'first') return editAll(event, key, change)
  if (parts === 'too_long') return { kind: 'too_long' }
  const after = editAll(parts.after, key, change)
  return after.kind === 'edited' ? { kind: 'edited', events: [parts.before, ...after.events] } : after
}

/** Takes one instance out; null where nothing is left of the event. */
export function removeThis(event: CalendarEvent, key: string): CalendarEvent | null {
  if (event.recurrence === null) return null
  const exdates = [...new Set([...event.recurrence.exdates, key])].sort()
  const overrides = event.overrides.filter(({ recurrence_id }) => recurrence_id !== key)
  return { ...event, recurrence: { ...event.recurrence, exdates }, overrides, sequence: event.sequence + 1 }
}

/** Takes an instance and all after it out; null where nothing is left of the event. */
export function removeFollowing(event: CalendarEvent, key: string): CalendarEvent | null | 'too_long' {
  const parts = splitAt(event, key, event.uid)
  return parts === 'first' ? null : parts === 'too_long' ? parts : parts.before
}

/** Start, rule and every name of an instance, moved alike; instances that were moved by themselves stay where they are. */
function move(event: CalendarEvent, regular: When, to: When, hasRule: boolean): CalendarEvent | null {
  const { recurrence } = event
  const shift: Shift = { from: wallStart(regular), to: wallStart(to) }
  const rrule = recurrence?.rrule ?? null
  // The rule goes by the start of the series, which may have another hour or day than the instance that was moved.
  const start: Shift = { from: wallStart(event.when), to: moveWall(wallStart(event.when), shift, to) }
  const rule = rrule === null || hasRule ? rrule : shiftRule(rrule, start)
  if (rrule !== null && rule === null) return null
  const when = movedTo(to, start.to)
  const clocks = { before: clockOf(event.when, event.custom_zones), after: clockOf(when, event.custom_zones) }
  const rekey = (key: string) => keyAt(when, moveWall(wallStart(regularAt(event, key)), shift, to), clocks.after)
  const moved: Recurrence | null = recurrence && {
    rrule: rule === null ? null : withUntil(rule, event.when, when, (wall) => moveWall(wall, shift, to), clocks),
    rdates: recurrence.rdates.map((text) => rekeyDate(text, rekey, when)).sort(),
    exdates: recurrence.exdates.map(rekey).sort(),
  }
  const overrides = event.overrides.map((one) => ({ ...one, recurrence_id: rekey(one.recurrence_id) })).sort(byKey)
  return { ...event, when, recurrence: moved, overrides }
}

function rekeyDate(text: string, rekey: (key: string) => string, when: When): string {
  const [start = text, duration] = text.split('/')
  return duration === undefined || when.kind === 'all_day' ? rekey(start) : `${rekey(start)}/${duration}`
}

function moveWall(wall: Temporal.PlainDateTime, shift: Shift, to: When): Temporal.PlainDateTime {
  const days = daysOf(shift)
  if (to.kind === 'all_day') return wall.toPlainDate().add({ days }).toPlainDateTime()
  const time = shift.from.toPlainTime().until(shift.to.toPlainTime())
  return wall.add({ days }).add(time)
}

/** UNTIL moves with the rest, and takes the form that the new start asks for (RFC 5545 §3.3.10). */
function withUntil(
  text: string,
  from: When,
  to: When,
  moved: (wall: Temporal.PlainDateTime) => Temporal.PlainDateTime,
  clocks: { readonly before: ZoneClock | null; readonly after: ZoneClock | null },
): string {
  const until = parseRule(text)?.until ?? null
  if (until === null) return text
  const read = Temporal.PlainDateTime.from(until.replace('Z', ''))
  const isInstant = from.kind === 'timed' && until.endsWith('Z') && clocks.before !== null
  const isDay = until.length === 8 && from.kind !== 'all_day'
  const wall = isInstant ? clocks.before.wallOf(read.toZonedDateTime('UTC').toInstant()) : isDay ? endOfDay(read) : read
  // A date of an all-day series takes in whatever time of that day the series is given.
  const last =
    from.kind === 'all_day' && to.kind !== 'all_day'
      ? endOfDay(wall).add({ days: daysOf({ from: wall, to: moved(wall) }) })
      : moved(wall)
  return withParts(text, { UNTIL: untilText(last, to, clocks.after) })
}

function endOfDay(wall: Temporal.PlainDateTime): Temporal.PlainDateTime {
  return wall.toPlainDate().toPlainDateTime('23:59:59')
}

function untilText(wall: Temporal.PlainDateTime, when: When, clock: ZoneClock | null): string {
  const plain = (text: string) => text.replaceAll(/[-:]/g, '')
  if (when.kind === 'all_day') return plain(wall.toPlainDate().toString())
  if (when.kind === 'floating' || clock === null) return plain(wallText(wall))
  return plain(clock.instantOf(wall).toString({ smallestUnit: 'second' }))
}

/** Another rule: names of instances that it does not give would stand for nothing any more. */
function withRule(event: CalendarEvent, rrule: string): CalendarEvent {
  const { recurrence } = event
  const clock = clockOf(event.when, event.custom_zones)
  const changed = { ...event, recurrence: { rdates: [], exdates: [], ...recurrence, rrule } }
  const keys = [...(recurrence?.exdates ?? []), ...event.overrides.map(({ recurrence_id }) => recurrence_id)].sort()
  const [first, last] = [keys[0], keys.at(-1)]
  if (first === undefined || last === undefined || clock === null) return changed
  const at = (key: string) => clock.instantOf(wallStart(regularAt(event, key)))
  const between = { from: at(first).subtract({ hours: 48 }), to: at(last).add({ hours: 48 }) }
  const kept = new Set([
    ...ruleOccurrences(changed, clock, between, EDIT_LIMITS).occurrences.map(({ key }) => key),
    ...changed.recurrence.rdates.map((text) => text.split('/')[0]),
    keyAt(event.when, wallStart(event.when), clock),
  ])
  return {
    ...changed,
    recurrence: { ...changed.recurrence, exdates: changed.recurrence.exdates.filter((key) => kept.has(key)) },
    overrides: event.overrides.filter(({ recurrence_id }) => kept.has(recurrence_id)),
  }
}

/** An override that gives way to an edit of what it had of its own. */
function without(override: Override, change: EventChange): Override {
  const named = Object.keys(given(change.details))
  return {
    ...override,
    when: change.when === undefined ? override.when : null,
    details: Object.fromEntries(Object.entries(override.details).filter(([name]) => !named.includes(name))),
  }
}

function isAnything({ when, details }: Override): boolean {
  return when !== null || Object.keys(details).length > 0
}

/** Without fields that are there in name only. */
function given(details: DetailChange | undefined): Partial<ReturnType<typeof detailsOf>> {
  return Object.fromEntries(Object.entries(details ?? {}).filter(([, value]) => value !== undefined))
}

function isSame(a: When, b: When): boolean {
  return (
    Object.keys(a).length === Object.keys(b).length &&
    Object.entries(a).every(([name, value]) =>
      Object.entries(b).some(([other, same]) => other === name && same === value),
    )
  )
}

function byKey(a: Override, b: Override): number {
  return a.recurrence_id < b.recurrence_id ? -1 : 1
}
