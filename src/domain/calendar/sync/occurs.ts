import { Temporal } from 'temporal-polyfill'
import type { ExpansionLimits } from '#domain/calendar/generate.ts'
import { keyAt, wallStart, zoneClock } from '#domain/calendar/moment.ts'
import { ruleOccurrences } from '#domain/calendar/occurrence.ts'
import type { Occurs } from './merge-series.ts'
import { eventOf } from './projection.ts'

/**
 * Whether a series has an instance with that original start: its own start, a date beside the rule, or what the rule gives
 * within a day of it. Where that cannot be told within the limits the answer is no, and a person is asked.
 */
export function occursWithin(limits: ExpansionLimits): Occurs {
  return (series, key) => {
    if (series['rrule'] === undefined) return false
    const event = eventOf('-', series)
    const clock = zoneClock(event.when.kind === 'timed' ? event.when.zone : 'UTC', event.custom_zones)
    if (clock === null) return false
    if (keyAt(event.when, wallStart(event.when), clock) === key) return true
    if (event.recurrence?.rdates.some((date) => date.split('/')[0] === key) === true) return true
    const wall = Temporal.PlainDateTime.from(key.replace('Z', ''))
    const from = wall.toZonedDateTime('UTC').toInstant().subtract({ hours: 27 })
    const between = { from, to: from.add({ hours: 54 }) }
    return ruleOccurrences(event, clock, between, limits).occurrences.some((one) => one.key === key)
  }
}
