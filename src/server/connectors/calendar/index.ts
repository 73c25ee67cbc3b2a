import type { Provider } from '#domain/calendar/sync/capability.ts'
import type { CalendarPort, Calendars } from '#domain/calendar/sync/port.ts'
import { makeCaldav } from './caldav/index.ts'
import type { CaldavParts } from './caldav/dav-client.ts'
import { makeIcs } from './ics/index.ts'

/** Calendars elsewhere. A new provider is a line here. */
export function makeCalendars(platform: CaldavParts): Calendars {
  const caldav = makeCaldav(platform)
  const ports: Partial<Record<Provider, CalendarPort>> = { caldav, ics: makeIcs(platform) }
  return {
    port: (provider) => ports[provider] ?? null,
    // A name and a password, or an address: nobody is sent to another page to give access.
    login: () => null,
    findServer: caldav.findServer,
  }
}
