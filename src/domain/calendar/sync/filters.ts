import type { CalendarFilters } from '#contract/calendar-connections.ts'
import { blankEvent } from '#domain/calendar/event.ts'
import type { CalendarEvent } from '#domain/calendar/event.ts'

/** Whether an event of the calendar is wanted here. */
export function wants(filters: CalendarFilters, event: CalendarEvent): boolean {
  if (filters.private === 'left_out' && event.visibility !== 'public') return false
  const { categories, colours } = filters
  if (categories !== undefined && !event.categories.some((one) => categories.includes(one))) return false
  if (colours === undefined) return true
  // The names of colours are the same however they are written (RFC 7986 §5.9).
  const colour = event.colour?.toLowerCase()
  return colours.some((one) => one.toLowerCase() === colour)
}

/** The event as it may be known here: of a private one, where the person wants that, only when it is. */
export function maskedBy(filters: CalendarFilters, event: CalendarEvent): CalendarEvent {
  if (filters.private !== 'busy' || event.visibility === 'public') return event
  const { uid, when, recurrence, recurrence_id, split_from, sequence, custom_zones, tz_uncertain } = event
  return {
    ...blankEvent(uid, when),
    ...{ recurrence, recurrence_id, split_from, sequence, custom_zones, tz_uncertain },
    ...{ title: 'Busy', visibility: event.visibility, status: event.status, transparency: event.transparency },
    overrides: event.overrides.flatMap((one) => (one.when === null ? [] : [{ ...one, details: {} }])),
  }
}
