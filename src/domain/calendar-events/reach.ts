import { Temporal } from 'temporal-polyfill'
import type { CalendarEvent, When } from '#domain/calendar/event.ts'
import { wallAt, wallStart } from '#domain/calendar/moment.ts'
import { parseRule } from '#domain/calendar/rule.ts'

/** The first and last moment that an event can touch, wherever one looks at it. Null: it goes on for ever. */
export interface Reach {
  readonly first_at: string
  readonly last_at: string | null
}

/** No clock on earth is further from UTC than 14 hours, and one that is changed adds an hour on each side. */
const SLACK_MS = 27 * 3_600_000
/** What a database can hold of times; the year 9999 is how some say that a series never ends. */
const FIRST_MS = Date.parse('0002-01-01T00:00:00Z')
const FOR_EVER_MS = Date.parse('9998-01-01T00:00:00Z')

/**
 * Where a store looks for an event before it is expanded: wider than what it shows, so that it is never missed. A rule with
 * COUNT has no end here: where it ends is known once it is expanded.
 */
export function reachOf(event: CalendarEvent): Reach {
  const series = event.recurrence
  const own = [event.when, ...event.overrides.flatMap(({ when }) => when ?? [])]
  const keys = [...(series?.rdates ?? []), ...event.overrides.map((one) => one.recurrence_id)]
  const starts = [...own.map(startOf), ...keys.map(keyMs)]
  const first_at = new Date(Math.max(FIRST_MS, Math.min(...starts) - SLACK_MS)).toISOString()
  const rule = series?.rrule == null ? null : parseRule(series.rrule)
  if (series?.rrule != null && (rule === null || rule.until === null)) return { first_at, last_at: null }
  const until = rule?.until == null ? [] : [keyMs(extended(rule.until))]
  const periods = (series?.rdates ?? []).map((text) => durationMs(text.split('/')[1] ?? 'PT0S'))
  const length = Math.max(...own.map(lengthOf), ...periods)
  const last = Math.max(...starts, ...until) + length + SLACK_MS
  return { first_at, last_at: last < FOR_EVER_MS ? new Date(last).toISOString() : null }
}

const startOf = (when: When): number =>
  Temporal.ZonedDateTime.from(`${wallStart(when).toString()}[UTC]`).epochMilliseconds
const keyMs = (text: string): number =>
  wallAt(text.split('/')[0] ?? text, null).toZonedDateTime('UTC').epochMilliseconds

const lengthOf = (when: When): number => (when.kind === 'all_day' ? when.days * 86_400_000 : durationMs(when.duration))

function durationMs(text: string): number {
  const { days, hours, minutes, seconds } = Temporal.Duration.from(text)
  return ((days * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000
}

/** UNTIL in the form of a key: `20260329T013000Z` as `2026-03-29T01:30:00Z`. */
function extended(until: string): string {
  const [, y, m, d, h, min, s, z] = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/.exec(until) ?? []
  return h === undefined ? `${y}-${m}-${d}` : `${y}-${m}-${d}T${h}:${min}:${s}${z}`
}
