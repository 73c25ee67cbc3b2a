import { z } from 'zod'
import { endpoint, notFound, refusal, staleVersion } from './endpoint.ts'
import { Id, Instant, Text } from './wire.ts'

const base = { tag: 'Calendar', access: 'user' } as const
// What opens an account goes in here, or is shut: for people who signed in themselves.
const guarded = { ...base, access: 'session' } as const
// All that have a foreign server asked at once, together.
const dials = { rateLimit: 30, rateGroup: 'calendar accounts' } as const
const params = z.object({ id: Id })

export const calendarFailed = refusal(
  'calendar_failed',
  502,
  'The calendar’s server did not answer as it should; details.is says how. Nothing was changed. Try again.',
)
export const tooManyCalendarLogins = refusal(
  'too_many_calendar_logins',
  429,
  'Too many passwords were refused within an hour. Wait, so that the account is not locked, then try again.',
)
export const calendarNotOpened = refusal(
  'calendar_not_opened',
  422,
  'The calendar could not be opened. field_errors says what to look at.',
)
export const wrongCalendarAccount = refusal(
  'wrong_account',
  409,
  'This opens another account than the one that is connected. Connect that one as a new account.',
)
export const calendarReadOnly = refusal(
  'calendar_read_only',
  409,
  'You may only read this calendar, so nothing can be sent to it. Sync it inwards only.',
)

export const CalendarProvider = z.enum(['google', 'microsoft', 'caldav', 'ics'])
export type CalendarProvider = z.infer<typeof CalendarProvider>

/** `error`, `expired`, `revoked`: it waits for the person. `paused`: it goes on by itself, or the operator has been told. */
export const ConnectionStatus = z.enum(['active', 'expired', 'error', 'revoked', 'paused'])
export type ConnectionStatus = z.infer<typeof ConnectionStatus>
export const CalendarDirection = z.enum(['none', 'pull', 'push', 'both'])

/** What of a calendar is synced, beyond its direction. */
export const CalendarFilters = z.object({
  /** Only events with one of these; absent: all. */
  categories: z
    .array(Text(200))
    .max(50)
    .optional()
    .meta({ example: ['Bewerbungen'] }),
  colours: z
    .array(Text(50))
    .max(50)
    .optional()
    .meta({ example: ['#0b8043'] }),
  /** Private events: whole, as busy time without contents, or not at all. */
  private: z.enum(['shown', 'busy', 'left_out']).default('shown'),
  /** Which events that do not lie in this calendar yet are made in it: those made here for it, those of applications, or all. */
  sends: z.enum(['made_here', 'interviews', 'everything']).default('made_here'),
})
export type CalendarFilters = z.infer<typeof CalendarFilters>

const Colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, 'Use a colour such as #0b8043.')
  .transform((text) => text.toLowerCase())
  .meta({ example: '#0b8043' })

/** Why something stands still, in words; null in a field: nothing is the matter. */
const trouble = {
  /** The class of error, for programs. */
  because: z.string().nullable().meta({ example: null }),
  message: z.string().nullable().meta({ example: null }),
  /** What you can do about it. Null: it settles by itself. */
  remedy: z.string().nullable().meta({ example: null }),
}

/** A calendar of an account, and how it is synced. */
export const SyncedCalendar = z.object({
  id: Id,
  connection_id: Id,
  provider: CalendarProvider,
  name: z.string().meta({ example: 'Bewerbungen' }),
  time_zone: z.string().nullable().meta({ example: 'Europe/Berlin' }),
  /** Your own choice, in the place of the provider's. */
  colour: z.string().nullable(),
  remote_colour: z.string().nullable(),
  role: z.enum(['owner', 'writer', 'reader']),
  is_primary: z.boolean(),
  selected: z.boolean(),
  direction: CalendarDirection,
  filters: CalendarFilters,
  state: z.enum(['idle', 'backoff', 'needs_reauth', 'paused', 'quarantined', 'needs_confirmation', 'error']),
  ...trouble,
  last_run_at: Instant.nullable(),
  last_ok_at: Instant.nullable(),
  /** Null: not before you do something. */
  next_run_at: Instant.nullable(),
  version: z.int(),
})
export type SyncedCalendar = z.infer<typeof SyncedCalendar>

const settings = {
  /** False until you have seen what a first sync would do. */
  sync_enabled: z.boolean(),
  /** Events that begin at most this many days ago or ahead are taken up. */
  sync_window_days: z.int().min(7).max(365).meta({ example: 30 }),
  /** When both sides changed the same field. */
  conflict_strategy: z.enum(['ask', 'mine', 'theirs', 'newest']),
  /** What becomes of an event here that was deleted there: deleted, kept without its link, or marked as cancelled. */
  delete_policy: z.enum(['delete', 'unlink', 'cancel']),
  /** Whether attendees are sent along. The provider may send them mail. */
  writes_people: z.boolean(),
}

/** A calendar account. What opens it goes in and never comes out. */
export const CalendarConnection = z.object({
  id: Id,
  provider: CalendarProvider,
  /** What you recognise it by: an address, a user name, the host of a feed. */
  name: z.string().meta({ example: 'mara@example.org' }),
  server_url: z.string().nullable().meta({ example: null }),
  status: ConnectionStatus,
  ...trouble,
  ...settings,
  calendars: z.array(SyncedCalendar),
  last_ok_at: Instant.nullable(),
  next_run_at: Instant.nullable(),
  created_at: Instant,
  updated_at: Instant,
  version: z.int(),
})
export type CalendarConnection = z.infer<typeof CalendarConnection>

const one = { ...base, path: '/calendar/connections/:id', params } as const

export const listCalendarConnections = endpoint({
  ...base,
  method: 'GET',
  path: '/calendar/connections',
  summary: 'Your calendar accounts with their calendars',
  response: z.object({ items: z.array(CalendarConnection) }),
})

export const getCalendarConnection = endpoint({
  ...one,
  method: 'GET',
  summary: 'A calendar account with its calendars',
  response: CalendarConnection,
  refusals: [notFound],
})

export const updateCalendarConnection = endpoint({
  ...one,
  ...guarded,
  method: 'PATCH',
  summary: 'Change how an account is synced, or the password that opens it',
  description: 'A new password is tried before it is kept, and has to open the same account (CalDAV).',
  body: z
    .object(settings)
    .partial()
    .extend({
      password: z.string().min(1, 'Enter the password.').max(1000).optional(),
      version: z.int().optional(),
    }),
  response: CalendarConnection,
  refusals: [notFound, staleVersion, calendarNotOpened, tooManyCalendarLogins, wrongCalendarAccount],
  secret: true,
  ...dials,
})

export const refreshCalendars = endpoint({
  ...base,
  method: 'POST',
  path: '/calendar/connections/:id/refresh',
  summary: 'Ask for the calendars of an account anew',
  description: 'An account that stood still is tried again by it, and goes on when it opens.',
  params,
  response: CalendarConnection,
  refusals: [notFound, calendarFailed],
  ...dials,
})

export const disconnectCalendar = endpoint({
  ...guarded,
  method: 'POST',
  path: '/calendar/connections/:id/disconnect',
  summary: 'Disconnect a calendar account',
  description:
    'Access is given back and forgotten. `remove` takes away what was imported from it, except for what belongs to an application; `keep` leaves it, and connecting the account again goes on with it. Nothing changes at the provider.',
  params,
  body: z.object({ copies: z.enum(['keep', 'remove']) }),
  refusals: [notFound],
  ...dials,
})

export const listSyncedCalendars = endpoint({
  ...base,
  method: 'GET',
  path: '/calendar/calendars',
  summary: 'The calendars of all your accounts',
  response: z.object({ items: z.array(SyncedCalendar) }),
})

export const updateSyncedCalendar = endpoint({
  ...base,
  method: 'PATCH',
  path: '/calendar/calendars/:id',
  summary: 'Choose a calendar, its direction, its colour and what of it is synced',
  description: 'Nothing is deleted at the provider by it. What a filter no longer lets in goes from here.',
  params,
  body: z.object({
    selected: z.boolean().optional(),
    direction: CalendarDirection.optional(),
    colour: Colour.nullable().optional(),
    filters: CalendarFilters.optional(),
    version: z.int().optional(),
  }),
  response: SyncedCalendar,
  refusals: [notFound, staleVersion, calendarReadOnly],
})

/** The data of the live event `calendar_connection`: an account changed its state or its settings, or is gone. */
export const CalendarConnectionEvent = z.object({ connection_id: Id, status: ConnectionStatus.nullable() })
