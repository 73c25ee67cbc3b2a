import { Temporal } from 'temporal-polyfill'
import type { CalendarEvent, Recurrence } from './event.ts'
import { movedTo, regularAt } from './expand.ts'
import type { ExpansionLimits } from './generate.ts'
import { clockOf, instantText, keyAt, wallAt, wallStart } from './moment.ts'
import type { ZoneClock } from './moment.ts'
import { ruleOccurrences } from './occurrence.ts'
import type { Occurrence } from './occurrence.ts'
import { parseRule, withParts } from './rule.ts'

/** An edit looks at a person's own series, once: it is bounded by instances and needs no clock. */
export const EDIT_LIMITS: ExpansionLimits = { instances: 50_000, ms: 1, now: () => 0 }

export interface Split {
  readonly before: CalendarEvent
  readonly after: CalendarEvent
}

/**
 * A series cut before one of its instances: two that together show what the one did. A rule with COUNT shares its number
 * out, another one gets an UNTIL; names of instances go to the side that they are on. `first` where nothing comes before.
 */
export function splitAt(event: CalendarEvent, key: string, newUid: string): Split | 'first' | 'too_long' {
  const { recurrence, when } = event
  const clock = clockOf(when, event.custom_zones)
  if (recurrence === null || clock === null) return 'first'
  const first = keyAt(when, wallStart(when), clock)
  const added = recurrence.rdates.map((text) => text.split('/')[0] ?? text)
  if (key <= first && added.every((start) => start >= key)) return 'first'
  const around = occurrencesAround(event, key, clock)
  if (around === 'too_long') return around
  const { count, at, next } = around
  const start = at ?? next
  const after: CalendarEvent = {
    ...event,
    uid: newUid,
    when: start === null ? regularAt(event, key) : movedTo(when, start.wall),
    recurrence: {
      rrule: start === null ? null : rest(recurrence, count),
      // What goes on without a rule begins with this instance: it needs no RDATE for it.
      rdates: recurrence.rdates.filter((text) => startOf(text) >= key && (start !== null || startOf(text) !== key)),
      exdates: recurrence.exdates.filter((one) => one >= key),
    },
    overrides: event.overrides.filter(({ recurrence_id }) => recurrence_id >= key),
    split_from: event.uid,
    sequence: 0,
  }
  const before: CalendarEvent = {
    ...event,
    recurrence: {
      rrule: start === null ? recurrence.rrule : ended(recurrence, key, count, event),
      rdates: recurrence.rdates.filter((text) => startOf(text) < key),
      exdates: recurrence.exdates.filter((one) => one < key),
    },
    overrides: event.overrides.filter(({ recurrence_id }) => recurrence_id < key),
    sequence: event.sequence + 1,
  }
  return { before: tidy(before), after: tidy(after) }
}

/** What repeats no more is a single event. */
function tidy(event: CalendarEvent): CalendarEvent {
  const { recurrence, overrides } = event
  const repeats =
    recurrence !== null && (recurrence.rrule ?? [...recurrence.rdates, ...recurrence.exdates][0]) !== undefined
  return repeats || overrides.length > 0 ? event : { ...event, recurrence: null }
}

interface Around {
  /** How many the rule gives before the instance. */
  readonly count: number
  /** The instance itself, where the rule gives it. */
  readonly at: Occurrence | null
  /** The first that the rule gives after it. */
  readonly next: Occurrence | null
}

function occurrencesAround(event: CalendarEvent, key: string, clock: ZoneClock): Around | 'too_long' {
  const from = clock.instantOf(wallStart(event.when)).subtract({ hours: 3 })
  const middle = clock.instantOf(wallAt(key, clock))
  const before = ruleOccurrences(event, clock, { from, to: middle.add({ hours: 3 }) }, EDIT_LIMITS)
  if (before.stopped !== null && before.stopped !== 'bad_rule') return 'too_long'
  const at = before.occurrences.find((one) => one.key === key) ?? null
  const count = before.occurrences.filter((one) => one.key < key).length
  return { count, at, next: at ?? nextAfter(event, key, clock, middle) }
}

/** Looked for further and further ahead: most rules come back within weeks, 29 February within eight years. */
function nextAfter(event: CalendarEvent, key: string, clock: ZoneClock, from: Temporal.Instant): Occurrence | null {
  for (const days of [40, 800, 15_000]) {
    const window = { from: from.subtract({ hours: 3 }), to: from.add({ hours: 24 * days }) }
    const found = ruleOccurrences(event, clock, window, EDIT_LIMITS).occurrences.find((one) => one.key > key)
    if (found !== undefined) return found
  }
  return null
}

function rest({ rrule }: Recurrence, count: number): string | null {
  const whole = rrule === null ? null : parseRule(rrule)
  if (rrule === null || whole === null || whole.count === null) return rrule
  return withParts(rrule, { COUNT: String(whole.count - count) })
}

function ended({ rrule }: Recurrence, key: string, count: number, event: CalendarEvent): string | null {
  if (rrule === null || count === 0) return null
  if (parseRule(rrule)?.count !== null) return withParts(rrule, { COUNT: String(count) })
  return withParts(rrule, { UNTIL: justBefore(key, event) })
}

/** The last moment before an instance, in the form that UNTIL takes for this series (RFC 5545 §3.3.10). */
function justBefore(key: string, { when }: CalendarEvent): string {
  const plain = (text: string) => text.replaceAll(/[-:]/g, '')
  if (when.kind === 'all_day') return plain(Temporal.PlainDate.from(key).subtract({ days: 1 }).toString())
  if (key.endsWith('Z')) return plain(instantText(Temporal.Instant.from(key).subtract({ seconds: 1 })))
  return plain(Temporal.PlainDateTime.from(key).subtract({ seconds: 1 }).toString({ smallestUnit: 'second' }))
}

function startOf(text: string): string {
  return text.split('/')[0] ?? text
}
