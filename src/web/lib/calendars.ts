import { queryOptions } from '@tanstack/react-query'
import { listCalendarConnections } from '#contract/calendar-connections.ts'
import type { SyncedCalendar } from '#contract/calendar-connections.ts'
import { call } from './client.ts'

/** The calendar accounts, each with its calendars. */
export const connectionsQuery = queryOptions({
  queryKey: ['calendar', 'connections'],
  queryFn: ({ signal }) => call(listCalendarConnections, { signal }),
})

/** The colour of what is kept here alone. */
export const OWN_COLOUR = 'var(--accent)'

/** The colour that a calendar's person or its provider gave it. */
export function colourOf({ colour, remote_colour }: Pick<SyncedCalendar, 'colour' | 'remote_colour'>): string {
  return colour ?? remote_colour ?? OWN_COLOUR
}
