import { Temporal } from 'temporal-polyfill'
import type { CalendarEvent, When } from '#domain/calendar/event.ts'
import { clockOf, endOf, keyAt, wallAt, wallStart } from '#domain/calendar/moment.ts'
import type { ZoneClock } from '#domain/calendar/moment.ts'
import { ruleOccurrences } from '#domain/calendar/occurrence.ts'
import { toGraph } from './graph-recurrence.ts'
import type { GraphRecurrence } from './graph-recurrence.ts'

/** Why Graph cannot have a series as it is. */
export type GraphRefusal = 'recurrence_rule' | 'extra_dates' | 'first_instance' | 'moved_instance'

const LIMITS = { instances: 20_000, ms: 1, now: () => 0 }
const UNIT_DAYS = {
  daily: 1,
  weekly: 7,
  absoluteMonthly: 31,
  relativeMonthly: 31,
  absoluteYearly: 366,
  relativeYearly: 366,
}

/**
 * What keeps Graph from having a series: its rule; a first instance that the rule does not give, since Outlook begins with
 * one that it does; an instance beside the rule; one that was moved to the day of the next or past it (learn.microsoft.com/
 * graph/api/event-update). Null: nothing does.
 */
export function refusedByGraph(event: CalendarEvent): GraphRefusal | null {
  const { when, recurrence, overrides } = event
  const clock = clockOf(when, event.custom_zones)
  if (recurrence === null) return null
  if (recurrence.rrule === null || recurrence.rdates.length > 0) return 'extra_dates'
  const said = toGraph(recurrence.rrule, when)
  if (said === null || clock === null) return 'recurrence_rule'
  const first = keyAt(when, wallStart(when), clock)
  if (!given(event, clock, { key: first, days: 1 }).includes(first)) return 'first_instance'
  for (const override of overrides) {
    const key = override.recurrence_id
    const near = given(event, clock, { key, days: override.when === null ? 1 : reachOf(said) })
    if (!near.includes(key)) return 'extra_dates'
    if (override.when !== null && !staysBetween(event, clock, { key, place: override.when, near }))
      return 'moved_instance'
  }
  return null
}

const reachOf = ({ pattern }: GraphRecurrence): number => UNIT_DAYS[pattern.type] * pattern.interval + 8

/** The keys of what the rule gives so many days around one of them. */
function given(event: CalendarEvent, clock: ZoneClock, { key, days }: { key: string; days: number }): string[] {
  const at = clock.instantOf(wallAt(key, clock))
  const reach = { hours: 24 * days }
  const between = { from: at.subtract(reach), to: at.add(reach) }
  return ruleOccurrences(event, clock, between, LIMITS).occurrences.map((one) => one.key)
}

interface Moved {
  readonly key: string
  readonly place: When
  readonly near: readonly string[]
}

function staysBetween(event: CalendarEvent, clock: ZoneClock, { key, place, near }: Moved): boolean {
  const there = near.filter((one) => one === key || event.recurrence?.exdates.includes(one) !== true)
  const at = there.indexOf(key)
  const dayOf = (one: string | undefined): string | null => {
    if (one === undefined) return null
    const moved = event.overrides.find((override) => override.recurrence_id === one)?.when
    return moved ? daysOf(moved, clock).first : wallAt(one, clock).toPlainDate().toString()
  }
  const { first, last } = daysOf(place, clock)
  const [before, after] = [dayOf(there[at - 1]), dayOf(there[at + 1])]
  return (before === null || first > before) && (after === null || last < after)
}

/** The days on which something begins and ends, on the clock of its series. */
function daysOf(when: When, clock: ZoneClock): { first: string; last: string } {
  if (when.kind === 'all_day') {
    const first = Temporal.PlainDate.from(when.date)
    return { first: when.date, last: first.add({ days: when.days - 1 }).toString() }
  }
  const own = clockOf(when, []) ?? clock
  const start = own.instantOf(wallStart(when))
  const day = (instant: Temporal.Instant) => clock.wallOf(instant).toPlainDate().toString()
  return { first: day(start), last: day(endOf(start, when.duration, own)) }
}
