import { z } from 'zod'
import type { LoginDescription } from '#connectors/calendar/oauth.ts'

/** https://developers.google.com/identity/protocols/oauth2/web-server */
export const GOOGLE_LOGIN: LoginDescription = {
  provider: 'google',
  issuer: 'https://accounts.google.com',
  authorization_endpoint: 'https://accounts.google.com/o/oauth2/v2/auth',
  token_endpoint: 'https://oauth2.googleapis.com/token',
  revocation_endpoint: 'https://oauth2.googleapis.com/revoke',
  // The least that lists calendars, and reads and writes their events.
  needed_scopes: [
    'https://www.googleapis.com/auth/calendar.events',
    'https://www.googleapis.com/auth/calendar.calendarlist.readonly',
  ],
  other_scopes: ['openid', 'email'],
  // A refresh token comes only with these, and only then a second account can be chosen (calendar.md §4.1).
  ask: { access_type: 'offline', prompt: 'consent select_account' },
  scopeName: (granted) => granted,
  owner: {
    url: 'https://openidconnect.googleapis.com/v1/userinfo',
    schema: z
      .object({ sub: z.string().min(1), email: z.string().nullish() })
      .transform(({ sub, email }) => ({ subject: sub, name: email ?? 'Google' })),
  },
}
