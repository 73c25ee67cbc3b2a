import { z } from 'zod'
import { CalendarProvider, ConnectionStatus } from './calendar-connections.ts'
import { SyncAttempt, SyncResult, nothingToSync, stillRunning, syncIsOff } from './calendar-sync.ts'
import { endpoint, invalidCursor, notFound } from './endpoint.ts'
import { Bound, Id, Instant, PageQuery, pageOf } from './wire.ts'

const base = { tag: 'Calendar', access: 'admin' } as const
// All that have a foreign server asked at once, together with what people ask for themselves.
const dials = { rateLimit: 30, rateGroup: 'calendar sync' } as const
const params = z.object({ id: Id })

/** Said of all of them. */
const scope =
  'For owners and admins of the active practice, about its members. Tells how sync goes, and nothing of what is synced: no titles, no names of calendars, no addresses of accounts.'
const logged = 'It is written to the log that the person reads.'

/** Whose it is, by the name that the practice knows. */
const whose = { user_id: Id, person: z.string().meta({ example: 'Mara Lindqvist' }) }
const reason = {
  /** The class of error, for programs. */
  because: z.string().nullable().meta({ example: null }),
  message: z.string().nullable().meta({ example: null }),
  /** What the person can do about it, as they read it themselves. Null: it settles by itself. */
  remedy: z.string().nullable().meta({ example: null }),
}

/** A calendar account of a member, and how its sync goes. */
export const AdminConnection = z.object({
  id: Id,
  ...whose,
  provider: CalendarProvider,
  status: ConnectionStatus,
  ...reason,
  sync_enabled: z.boolean(),
  /** How many of its calendars are synced, and how many of those wait for a person or the operator. */
  calendars: z.int(),
  standing_still: z.int(),
  last_ok_at: Instant.nullable(),
  /** Null: not before somebody does something. */
  next_run_at: Instant.nullable(),
  /** In a row, of the calendar that has most. */
  failures: z.int(),
  /** Since when the oldest change made here waits to be told. */
  oldest_unsent_at: Instant.nullable(),
  /** Channels by which the provider tells us, and those that it refuses; `whole_account`: one of them is for all calendars. */
  channels: z.object({
    live: z.int(),
    refused: z.int(),
    whole_account: z.boolean(),
    last_message_at: Instant.nullable(),
  }),
})
export type AdminConnection = z.infer<typeof AdminConnection>

/** A run of a calendar of a member. */
export const AdminAttempt = SyncAttempt.omit({ calendar_name: true, message: true, remedy: true }).extend({
  ...whose,
  provider: CalendarProvider,
  ...reason,
  /** Null while it runs. */
  duration_ms: z.int().nullable(),
  /** Of that, waiting for the provider and for the database; null where it was not measured. */
  http_ms: z.int().nullable(),
  database_ms: z.int().nullable(),
  /** SHA-256 of the cursor. */
  cursor_before: z.string().nullable(),
  cursor_after: z.string().nullable(),
})
export type AdminAttempt = z.infer<typeof AdminAttempt>

/** How sync went over a window. Null where there is nothing to tell it from. */
export const SyncFigures = z.object({
  /** Runs that were begun. */
  runs: z.int(),
  /** Runs that ended, well or badly; what waits for a person or for a limit has not. */
  ended: z.int(),
  /** Of those that ended. */
  success_percent: z.number().nullable().meta({ example: 99.2 }),
  /** Runs of which it is known how long they took. */
  timed: z.int(),
  p50_ms: z.int().nullable(),
  p95_ms: z.int().nullable(),
  pulled: z.int(),
  pushed: z.int(),
  conflicts: z.int(),
  /** Runs that read everything. */
  full_resyncs: z.int(),
  /** Runs that a limit of the provider ended. */
  throttled: z.int(),
  /** Runs that ended because the person has to connect again. */
  reauth: z.int(),
  /** Events that the provider does not take, now. */
  dead_letters: z.int(),
  /** How long the oldest change made here waits to be told, now. */
  oldest_unsent_s: z.int().nullable(),
  /** Changes that were found while the provider told us of changes. */
  found_while_told: z.int(),
  /** Of these: how many it told us of. The others were found by a look at the calendar by the clock. */
  push_reliability_percent: z.number().nullable().meta({ example: 98.5 }),
})
export type SyncFigures = z.infer<typeof SyncFigures>

export const ProviderMetrics = SyncFigures.extend({ provider: CalendarProvider })
export type ProviderMetrics = z.infer<typeof ProviderMetrics>

export const listAdminConnections = endpoint({
  ...base,
  method: 'GET',
  path: '/admin/calendar/connections',
  summary: 'The calendar accounts of the members, latest first',
  description: scope,
  query: PageQuery.extend({
    status: ConnectionStatus.optional(),
    provider: CalendarProvider.optional(),
    user_id: Id.optional(),
  }),
  response: pageOf(AdminConnection),
  refusals: [invalidCursor],
})

const filters = {
  status: SyncAttempt.shape.status.optional(),
  provider: CalendarProvider.optional(),
  because: z.string().max(40).optional().meta({ example: 'throttle' }),
  user_id: Id.optional(),
  connection_id: Id.optional(),
  /** Begun at this moment or later, and before that one. */
  from: Instant.optional(),
  to: Instant.optional().meta({ example: '2026-11-22T00:00:00Z' }),
}

export const listAdminAttempts = endpoint({
  ...base,
  method: 'GET',
  path: '/admin/calendar/attempts',
  summary: 'The syncs of the members, latest first',
  description: `${scope} Kept for 90 days.`,
  query: PageQuery.extend(filters),
  response: pageOf(AdminAttempt),
  refusals: [invalidCursor],
})

export const exportAdminAttempts = endpoint({
  ...base,
  method: 'GET',
  path: '/admin/calendar/attempts.csv',
  summary: 'The latest 10,000 syncs of the members as a table (CSV, RFC 4180)',
  description: scope,
  query: z.object(filters),
  response: z.string(),
})

/** What a sync came to, in numbers. */
const AdminSyncResult = SyncResult.omit({ attempts: true }).extend({
  /** Of its attempts: those that ended badly, or wait for a person or for a limit. */
  ended_badly: z.int(),
})
export type AdminSyncResult = z.infer<typeof AdminSyncResult>

export const replayAdminAttempt = endpoint({
  ...base,
  ...dials,
  method: 'POST',
  path: '/admin/calendar/attempts/:id/replay',
  summary: 'Do a sync of a member that ended badly once more',
  description: `It is a new attempt with this one as its parent. ${logged}`,
  params,
  response: AdminSyncResult,
  refusals: [notFound, stillRunning, nothingToSync, syncIsOff],
})

export const resyncAdminConnection = endpoint({
  ...base,
  ...dials,
  method: 'POST',
  path: '/admin/calendar/connections/:id/resync',
  summary: 'Read the calendars of an account of a member as a whole again',
  description: `Nothing is thrown away. With \`from\` and \`to\`, new events of these days are taken up too. ${logged}`,
  params,
  body: z.object({ calendar_id: Id.optional(), from: Bound.optional(), to: Bound.optional() }),
  response: AdminSyncResult,
  refusals: [notFound, nothingToSync, syncIsOff],
})

export const readCalendarMetrics = endpoint({
  ...base,
  method: 'GET',
  path: '/admin/calendar/metrics',
  summary: 'How sync went over the last days, with all providers and with each',
  description: scope,
  query: z.object({ days: z.coerce.number().int().min(1).max(90).default(7) }),
  response: z.object({ since: Instant, overall: SyncFigures, providers: z.array(ProviderMetrics) }),
})
