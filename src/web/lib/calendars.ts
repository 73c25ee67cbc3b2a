import { queryOptions } from '@tanstack/react-query'
import { listCalendarConnections } from '#contract/calendar-connections.ts'
import type { CalendarConnection, SyncedCalendar } from '#contract/calendar-connections.ts'
import { CALDAV_PRESETS } from '#domain/calendar/sync/caldav-presets.ts'
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

/** What an account is one of: Google, iCloud, Nextcloud and so on. */
export function kindOf({ provider, server_url }: Pick<CalendarConnection, 'provider' | 'server_url'>): string {
  if (provider === 'google') return 'Google'
  if (provider === 'microsoft') return 'Microsoft'
  if (provider === 'ics') return 'Calendar address'
  const host = hostOf(server_url)
  const known = CALDAV_PRESETS.find(({ domains }) => domains.some((one) => host === one || host.endsWith(`.${one}`)))
  return known?.name ?? (server_url?.includes('/remote.php/') === true ? 'Nextcloud' : 'CalDAV')
}

/** The host of a server; empty where there is none. */
export function hostOf(url: string | null): string {
  return URL.parse(url ?? '')?.host ?? ''
}

export type Way = SyncedCalendar['direction']

/** Which way a calendar goes. One that is not chosen goes none. */
export function wayOf({ selected, direction }: Pick<SyncedCalendar, 'selected' | 'direction'>): Way {
  return selected ? direction : 'none'
}
