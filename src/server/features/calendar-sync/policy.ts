import { CalendarFilters } from '#contract/calendar-connections.ts'
import { expand } from '#domain/calendar/expand.ts'
import type { CalendarEvent } from '#domain/calendar/event.ts'
import { boundInstant } from '#domain/calendar-events/bound.ts'
import { CAPABILITIES } from '#domain/calendar/sync/capability.ts'
import { wants } from '#domain/calendar/sync/filters.ts'
import type { SyncPolicy } from '#domain/calendar/sync/link.ts'
import { occursWithin } from '#domain/calendar/sync/occurs.ts'
import { isoOf } from '#platform/clock.ts'
import type { Clock } from '#platform/clock.ts'
import type { LeasedCalendar } from './tables.ts'

const DAY_MS = 86_400_000
/** What working out the instances of one stranger's series may cost. */
const LIMITS = { instances: 1_000, ms: 200 }

/** How a calendar is synced, and the days of which new things are taken. */
export interface CalendarRules {
  readonly policy: SyncPolicy
  readonly filters: CalendarFilters
  readonly window: { readonly from: string; readonly to: string }
  /** In which times without a zone are meant. */
  readonly zone: string
}

/** The rules of one run, from what its calendar and its connection say. */
export function rulesOf(
  calendar: LeasedCalendar,
  zone: string,
  clock: Clock,
  wider: { readonly from: string | null; readonly to: string | null } = { from: null, to: null },
): CalendarRules {
  const filters = CalendarFilters.parse(calendar.filters)
  const days_ms = calendar.sync_window_days * DAY_MS
  const window = {
    from: isoOf(Math.min(clock.ms() - days_ms, ...msOf(wider.from, zone, 'from'))),
    to: isoOf(Math.max(clock.ms() + days_ms, ...msOf(wider.to, zone, 'to'))),
  }
  const limits = { ...LIMITS, now: clock.ms }
  const capability = CAPABILITIES[calendar.provider]
  const policy: SyncPolicy = {
    capability: { ...capability, writes: capability.writes && calendar.role !== 'reader' },
    direction: calendar.direction,
    strategy: calendar.conflict_strategy,
    when_deleted_there: calendar.delete_policy,
    writes_people: calendar.writes_people,
    wants: (event) => wants(filters, event),
    reaches: (event) => reaches(event, { ...window, zone }, limits),
    occurs: occursWithin(limits),
  }
  return { policy, filters, window, zone }
}

const msOf = (bound: string | null, zone: string, end: 'from' | 'to'): number[] =>
  bound === null ? [] : [Date.parse(boundInstant(bound, zone, end))]

/** Whether it has an instance in these days. One whose zone nobody knows is taken, so that it is shown with its reason. */
function reaches(
  event: CalendarEvent,
  view: { from: string; to: string; zone: string },
  limits: Parameters<typeof expand>[2],
): boolean {
  const { instances, stopped } = expand(event, view, limits)
  return instances.length > 0 || stopped === 'unknown_zone'
}
