import { z } from 'zod'
import { endpoint, notFound, refusal } from './endpoint.ts'
import { Bound, Id, Instant, PageQuery, pageOf } from './wire.ts'

const base = { tag: 'Calendar', access: 'user' } as const
const params = z.object({ id: Id })
// All that have a foreign server asked at once, together.
const dials = { rateLimit: 30, rateGroup: 'calendar sync' } as const

export const nothingToSync = refusal(
  'nothing_to_sync',
  409,
  'No calendar of this account is synced. Choose one, and a direction for it.',
)
export const syncIsOff = refusal(
  'sync_is_off',
  409,
  'The sync of this account is off. Turn it on first; a preview says what it would do.',
)
export const nothingToConfirm = refusal('nothing_to_confirm', 409, 'Nothing of this calendar waits to be confirmed.')
export const stillRunning = refusal('still_running', 409, 'This attempt has not ended yet.')

export const previewFailed = refusal(
  'preview_failed',
  502,
  'The calendar did not answer as it should; details.is says how. Nothing was changed. Try again.',
)

const Trigger = z.enum(['schedule', 'push', 'change', 'person', 'replay', 'resync'])

/** One run of one calendar: what it did here and there, and what it cost. */
export const SyncAttempt = z.object({
  id: Id,
  connection_id: Id,
  calendar_id: Id,
  calendar_name: z.string(),
  /** The attempt that this one repeats. */
  parent_id: Id.nullable(),
  trigger: Trigger,
  /** `waiting`: for a person, or for a limit of the provider. `lost`: it was ended before it was through, and another run went on. */
  status: z.enum(['running', 'done', 'failed', 'waiting', 'lost']),
  /** The class of error, for programs. */
  because: z.string().nullable().meta({ example: null }),
  message: z.string().nullable().meta({ example: null }),
  /** What you can do about it. Null: it settles by itself. */
  remedy: z.string().nullable().meta({ example: null }),
  /** When a sync that failed or waits is tried again by itself. Null: it is not. */
  retry_at: Instant.nullable().meta({ example: null }),
  /** Whether everything was read, not only what changed. */
  full: z.boolean().nullable(),
  imported: z.int(),
  changed: z.int(),
  deleted: z.int(),
  pushed: z.int(),
  conflicts: z.int(),
  rejected: z.int(),
  requests: z.int(),
  started_at: Instant,
  finished_at: Instant.nullable(),
})
export type SyncAttempt = z.infer<typeof SyncAttempt>

/** What a sync that was asked for did. `finished` is false where it takes longer; the live event tells how it goes on. */
export const SyncResult = z.object({
  finished: z.boolean(),
  /** Events that are new here, changed or went. */
  pulled: z.int(),
  /** Events that the calendars were told of. */
  pushed: z.int(),
  conflicts: z.int(),
  rejected: z.int(),
  /** The attempts that were begun; those that wait for their turn have no line of their own yet. */
  attempt_ids: z.array(Id),
  attempts: z.array(SyncAttempt),
})
export type SyncResult = z.infer<typeof SyncResult>

export const syncConnection = endpoint({
  ...base,
  ...dials,
  method: 'POST',
  path: '/calendar/connections/:id/sync',
  summary: 'Sync the chosen calendars of an account now',
  description:
    'Answers when it is done, or after some seconds with `finished: false`; then the live event `calendar_sync` tells how it goes on.',
  params,
  response: SyncResult,
  refusals: [notFound, nothingToSync, syncIsOff],
})

export const resyncConnection = endpoint({
  ...base,
  ...dials,
  method: 'POST',
  path: '/calendar/connections/:id/resync',
  summary: 'Read the calendars of an account as a whole again',
  description:
    'Nothing is thrown away: what is there is compared with what is known. With `from` and `to`, new events of these days are taken up too, beyond the days that are synced.',
  params,
  body: z.object({ calendar_id: Id.optional(), from: Bound.optional(), to: Bound.optional() }),
  response: SyncResult,
  refusals: [notFound, nothingToSync, syncIsOff],
})

export const listSyncAttempts = endpoint({
  ...base,
  method: 'GET',
  path: '/calendar/connections/:id/attempts',
  summary: 'The syncs of an account, latest first',
  description: 'Kept for 90 days.',
  params,
  query: PageQuery.extend({
    calendar_id: Id.optional(),
    status: SyncAttempt.shape.status.optional(),
    trigger: Trigger.optional(),
    since: Instant.optional(),
  }),
  response: pageOf(SyncAttempt),
  refusals: [notFound],
})

export const exportSyncAttempts = endpoint({
  ...base,
  method: 'GET',
  path: '/calendar/connections/:id/attempts.csv',
  summary: 'The syncs of an account as a table (CSV, RFC 4180)',
  params,
  response: z.string(),
  refusals: [notFound],
})

export const replaySyncAttempt = endpoint({
  ...base,
  ...dials,
  method: 'POST',
  path: '/calendar/connections/:id/attempts/:attempt_id/replay',
  summary: 'Do a sync that ended badly once more',
  description: 'It is a new attempt with this one as its parent. What was done already is not done twice.',
  params: z.object({ id: Id, attempt_id: Id }),
  response: SyncResult,
  refusals: [notFound, stillRunning, nothingToSync, syncIsOff],
})

export const confirmDeletions = endpoint({
  ...base,
  ...dials,
  method: 'POST',
  path: '/calendar/calendars/:id/confirm',
  summary: 'Say that so many events were meant to be deleted',
  description: 'A calendar from which much is gone at once waits for this. Until then nothing is deleted here.',
  params,
  response: SyncResult,
  refusals: [notFound, nothingToConfirm, nothingToSync, syncIsOff],
})

/** One thing that a sync would do. */
const Planned = z.object({
  title: z.string(),
  /** When it is, as an event says it; of a series, its first date. Null: nobody knows any more. */
  when: z.record(z.string(), z.unknown()).nullable(),
  repeats: z.boolean(),
  what: z.enum(['create', 'change', 'delete', 'ask']),
})

/** What a first sync of a calendar would do, here and there. */
export const CalendarPreview = z.object({
  calendar_id: Id,
  name: z.string(),
  /** How many things, and the first of each kind, in the order of their times. */
  here: z.object({ create: z.int(), change: z.int(), delete: z.int(), ask: z.int(), first: z.array(Planned) }),
  there: z.object({ create: z.int(), change: z.int(), delete: z.int(), ask: z.int(), first: z.array(Planned) }),
  /** Events there that filters and days keep out. */
  left_out: z.int(),
})
export type CalendarPreview = z.infer<typeof CalendarPreview>

export const previewSync = endpoint({
  ...base,
  ...dials,
  method: 'POST',
  path: '/calendar/connections/:id/preview',
  summary: 'What a sync of an account would do; nothing is stored and nothing is sent',
  params,
  response: z.object({ calendars: z.array(CalendarPreview) }),
  refusals: [notFound, nothingToSync, previewFailed],
})

/** The data of the live event `calendar_sync`: how a run goes, and how it ended. */
export const CalendarSyncEvent = z.object({
  connection_id: Id,
  calendar_id: Id,
  attempt_id: Id,
  phase: z.enum(['reading', 'telling', 'ended']),
  /** Rows read so far, or events told; `total` is null where nobody knows. */
  done: z.int(),
  total: z.int().nullable(),
  /** Of a run that ended. */
  state: z.string().nullable(),
  because: z.string().nullable(),
  pulled: z.int(),
  pushed: z.int(),
  conflicts: z.int(),
})
export type CalendarSyncEvent = z.infer<typeof CalendarSyncEvent>
