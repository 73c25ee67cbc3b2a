import { z } from 'zod'
import {
  CalendarConnection,
  CalendarProvider,
  ConnectionStatus,
  calendarFailed,
  calendarNotOpened,
  tooManyCalendarLogins,
} from './calendar-connections.ts'
import { endpoint, notFound, refusal } from './endpoint.ts'
import { Id, Instant, Text } from './wire.ts'

const base = { tag: 'Calendar', access: 'user' } as const
// What opens an account goes in here, or is shut: for people who signed in themselves.
const guarded = { ...base, access: 'session' } as const
// All that have a foreign server asked at once, together.
const dials = { rateLimit: 30, rateGroup: 'calendar accounts' } as const

/** The most calendar accounts of one person. */
export const MOST_CONNECTIONS = 20

export const calendarProviderMissing = refusal(
  'calendar_provider_not_configured',
  404,
  'This server is not registered with the provider. Whoever runs it can do that; CalDAV works without.',
)
export const redirectNotAllowed = refusal(
  'redirect_not_allowed',
  422,
  'The way back leads to `/settings/calendar/callback/{provider}` of this server, and nowhere else.',
)
export const connectStateRefused = refusal(
  'connect_state',
  400,
  'This was begun elsewhere, too long ago, or ended already; details.reason says which. Connect again.',
)
export const consentDenied = refusal(
  'consent_denied',
  422,
  'You did not allow it at the provider. Nothing was stored. Connect again whenever you want to.',
)
export const permissionsMissing = refusal(
  'permissions_missing',
  422,
  'A permission that the sync needs was not ticked; details.missing says which. Nothing was stored. Connect again and leave all of them ticked.',
)
export const calendarMisconfigured = refusal(
  'calendar_misconfigured',
  503,
  'The provider refuses this server’s registration. Whoever runs the server has been told.',
)
export const tooManyConnections = refusal(
  'too_many_connections',
  409,
  'Twenty calendar accounts are the most for one person. Disconnect one of them first.',
)

/** Those that one signs in to at the provider. */
export const SignInProvider = CalendarProvider.extract(['google', 'microsoft'])
export type SignInProvider = z.infer<typeof SignInProvider>

export const listCalendarProviders = endpoint({
  ...base,
  method: 'GET',
  path: '/calendar/providers',
  summary: 'Which kinds of calendars can be connected here',
  response: z.object({ items: z.array(z.object({ provider: CalendarProvider, configured: z.boolean() })) }),
})

export const startCalendarConsent = endpoint({
  ...guarded,
  method: 'GET',
  path: '/calendar/oauth/:provider/authorize',
  summary: 'Begin to connect a Google or Microsoft account',
  description:
    'Send the browser to `authorization_url`. It comes back to `/settings/calendar/callback/{provider}` of the web with `code` and `state`, or with `error` and `state`. The state works once, for ten minutes, in this session.',
  params: z.object({ provider: SignInProvider }),
  query: z.object({ redirect_uri: z.string().max(2048).optional() }),
  response: z.object({ authorization_url: z.string(), state: z.string() }),
  refusals: [calendarProviderMissing, redirectNotAllowed],
  secret: true,
  rateLimit: 30,
})

export const finishCalendarConsent = endpoint({
  ...guarded,
  method: 'POST',
  path: '/calendar/oauth/:provider/callback',
  summary: 'Finish connecting a Google or Microsoft account',
  description:
    'Several accounts of one provider can be connected. An account that was connected before goes on with its links. Sync stays off until you switch it on.',
  params: z.object({ provider: SignInProvider }),
  body: z
    .object({
      state: z.string().min(1).max(500),
      code: z.string().min(1).max(5000).optional(),
      /** What the provider sent in the place of a code, `access_denied` for example. */
      error: z.string().min(1).max(200).optional(),
    })
    .refine(({ code, error }) => (code === undefined) !== (error === undefined), {
      path: ['code'],
      message: 'Send what came back: a code or an error.',
    })
    .meta({ example: { state: 'c3RhdGU', code: 'b25seSBvbmNl' } }),
  response: CalendarConnection,
  refusals: [
    ...[calendarProviderMissing, connectStateRefused, consentDenied, permissionsMissing, tooManyConnections],
    ...[calendarFailed, calendarMisconfigured],
  ],
  secret: true,
  ...dials,
})

/** What is kept to open an account, without its secret. */
export const CalendarCredential = z.object({
  connection_id: Id,
  provider: CalendarProvider,
  name: z.string().meta({ example: 'mara@example.org' }),
  status: ConnectionStatus,
  scopes: z.array(z.string()),
  /** When the access that is kept runs out; it is renewed before. Null: it does not. */
  expires_at: Instant.nullable(),
  updated_at: Instant,
})

export const listCalendarCredentials = endpoint({
  ...base,
  method: 'GET',
  path: '/calendar/credentials',
  summary: 'What is kept to open your calendar accounts',
  response: z.object({ items: z.array(CalendarCredential) }),
})

export const deleteCalendarCredentials = endpoint({
  ...guarded,
  method: 'DELETE',
  path: '/calendar/credentials/:provider',
  summary: 'Disconnect all accounts of a provider',
  description: 'Access is given back and forgotten. What was imported stays here; nothing changes at the provider.',
  params: z.object({ provider: CalendarProvider }),
  refusals: [notFound],
  ...dials,
})

export const connectCaldav = endpoint({
  ...guarded,
  method: 'POST',
  path: '/calendar/connections/caldav',
  summary: 'Connect an account of a CalDAV server',
  description:
    'iCloud, Nextcloud, Fastmail and others. `url` is the address of the server or just its name; the rest is found. Most want a password that is made for programs. After six that were refused within an hour no more are tried for a while; `Retry-After` says for how long.',
  body: z.object({
    url: Text(2000).meta({ example: 'https://cloud.example.org' }),
    username: Text(320).meta({ example: 'mara' }),
    password: z.string().min(1, 'Enter the password.').max(1000),
  }),
  status: 201,
  response: CalendarConnection,
  refusals: [calendarNotOpened, tooManyCalendarLogins, tooManyConnections],
  secret: true,
  ...dials,
})

export const connectFeed = endpoint({
  ...guarded,
  method: 'POST',
  path: '/calendar/connections/ics',
  summary: 'Connect a calendar that can be read at an address (.ics)',
  description: 'It is read and never written. `webcal:` addresses work, too. The address is kept as a secret.',
  body: z.object({ url: Text(2000).meta({ example: 'https://calendar.example.org/holidays.ics' }) }),
  status: 201,
  response: CalendarConnection,
  refusals: [calendarNotOpened, tooManyConnections],
  secret: true,
  ...dials,
})
