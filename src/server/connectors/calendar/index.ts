import type { Provider } from '#domain/calendar/sync/capability.ts'
import type { CalendarLogin, CalendarPort, Calendars } from '#domain/calendar/sync/port.ts'
import type { Config } from '#platform/config.ts'
import { makeCaldav } from './caldav/index.ts'
import type { CaldavParts } from './caldav/dav-client.ts'
import { makeIcs } from './ics/index.ts'
import { makeGoogle } from './google/index.ts'
import { GOOGLE_LOGIN } from './google/login.ts'
import { makeMicrosoft } from './microsoft/index.ts'
import { microsoftLogin } from './microsoft/login.ts'
import { makeLogin } from './oauth.ts'

type Parts = CaldavParts & { readonly config: Pick<Config, 'oauth' | 'microsoft'> }

/** Calendars elsewhere. A new provider is a line here. */
export function makeCalendars(platform: Parts): Calendars {
  const caldav = makeCaldav(platform)
  const ports: Partial<Record<Provider, CalendarPort>> = {
    ...{ caldav, ics: makeIcs(platform), google: makeGoogle(platform), microsoft: makeMicrosoft(platform) },
  }
  const logins = loginsOf(platform)
  return {
    port: (provider) => ports[provider] ?? null,
    // Others open with a name and a password, or are an address: nobody is sent to another page to give access.
    login: (provider) => logins[provider] ?? null,
    findServer: caldav.findServer,
  }
}

/** Of the providers at which this server is registered. */
function loginsOf(platform: Parts): Partial<Record<Provider, CalendarLogin>> {
  const { google } = platform.config.oauth
  const { microsoft } = platform.config
  return {
    ...(google === null ? {} : { google: makeLogin(platform, google, GOOGLE_LOGIN) }),
    ...(microsoft === null ? {} : { microsoft: makeLogin(platform, microsoft, microsoftLogin(microsoft.tenant_id)) }),
  }
}
