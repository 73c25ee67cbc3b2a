import { Temporal } from 'temporal-polyfill'
import type { CalendarEvent, When } from './event.ts'
import { generate } from './generate.ts'
import type { ExpansionLimits, Shortfall } from './generate.ts'
import { instantText, isIanaZone, keyAt, wallStart } from './moment.ts'
import type { ZoneClock } from './moment.ts'
import { isSubDaily, parseRule } from './rule.ts'
import type { Rule } from './rule.ts'

/** One time that the rule gives: on the wall as the rule has it, and as the key of the instance. */
export interface Occurrence {
  readonly wall: Temporal.PlainDateTime
  readonly key: string
}

export interface Occurrences {
  /** Ascending. */
  readonly occurrences: readonly Occurrence[]
  readonly stopped: Shortfall | null
}

/**
 * What the RRULE alone gives between two instants. Rules by the day and longer are counted on the wall (in UTC, where no
 * clock ever changes) and then mapped, so that 02:30 in a gap moves forward and is not left out (RFC 5545 §3.3.5); rules by
 * the hour and shorter are counted in the zone itself, where an hour is an hour.
 */
export function ruleOccurrences(
  { when, recurrence }: Pick<CalendarEvent, 'when' | 'recurrence'>,
  clock: ZoneClock,
  between: { readonly from: Temporal.Instant; readonly to: Temporal.Instant },
  limits: ExpansionLimits,
): Occurrences {
  if (recurrence === null || recurrence.rrule === null) return { occurrences: [], stopped: null }
  const rule = readRule(recurrence.rrule, when)
  if (rule === null) return { occurrences: [], stopped: 'bad_rule' }
  const exact = when.kind === 'timed' && isSubDaily(rule) && isIanaZone(when.zone) ? when.zone : null
  const local = (instant: Temporal.Instant) => (exact === null ? utc(clock.wallOf(instant)) : instant.epochMilliseconds)
  const until = rule.until === null ? null : endOfRule(rule.until, when)
  const found = generate(
    rule,
    wallStart(when).toZonedDateTime(exact ?? 'UTC'),
    until === null ? null : generous(until, clock, exact),
    { from: local(between.from), to: local(between.to) },
    limits,
  )
  const last = until?.kind === 'instant' ? instantText(until.at) : null
  const occurrences = found.times.map((time) => {
    const at = Temporal.Instant.fromEpochMilliseconds(time)
    const wall = at.toZonedDateTimeISO(exact ?? 'UTC').toPlainDateTime()
    return { wall, key: exact === null ? keyAt(when, wall, clock) : instantText(at) }
  })
  return {
    occurrences: last === null ? occurrences : occurrences.filter(({ key }) => key <= last),
    stopped: found.stopped,
  }
}

/** Hours on a date mean nothing and are left out (RFC 5545 §3.3.10); a rule that counts them is none for it. */
function readRule(text: string, when: When): Rule | null {
  const rule = parseRule(text)
  if (rule === null || when.kind !== 'all_day') return rule
  return isSubDaily(rule) ? null : { ...rule, byHour: [], byMinute: [], bySecond: [] }
}

type End =
  | { readonly kind: 'wall'; readonly at: Temporal.PlainDateTime }
  | { readonly kind: 'instant'; readonly at: Temporal.Instant }

/**
 * UNTIL is the last moment that counts. An instant for a timed series; strangers write dates there too, which mean the
 * whole day, and instants for dates, of which the date is taken as it stands.
 */
function endOfRule(until: string, when: When): End {
  const date = Temporal.PlainDate.from(until.slice(0, 8))
  if (when.kind === 'all_day') return { kind: 'wall', at: date.toPlainDateTime() }
  if (until.length === 8) return { kind: 'wall', at: date.toPlainDateTime('23:59:59') }
  const wall = Temporal.PlainDateTime.from(until.replace('Z', ''))
  return when.kind === 'timed' && until.endsWith('Z')
    ? { kind: 'instant', at: wall.toZonedDateTime('UTC').toInstant() }
    : { kind: 'wall', at: wall }
}

/** On the wall an end may come too early on the night the clocks change: what is too late is left out as an instant. */
function generous(end: End, clock: ZoneClock, exact: string | null): number {
  if (end.kind === 'instant')
    return exact === null ? utc(clock.wallOf(end.at)) + 3 * 3_600_000 : end.at.epochMilliseconds
  return exact === null ? utc(end.at) : clock.instantOf(end.at).epochMilliseconds
}

/** A wall time as if it were in UTC, where no clock changes. */
function utc(wall: Temporal.PlainDateTime): number {
  return wall.toZonedDateTime('UTC').epochMilliseconds
}
