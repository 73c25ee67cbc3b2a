import { z } from 'zod'
import { endpoint, refusal } from './endpoint.ts'
import { Id, Instant } from './wire.ts'

/**
 * The WebSocket protocol of `/ws/notifications`. Opened with the session cookie from the app's own origin, or with
 * `?ticket=`. `?since=<id>` replays what was missed after the event of that id; an event that came while a replay was
 * under way may arrive twice after a reconnection, so clients go by `id`. Close codes: 4401 the session ended,
 * 1008 the rules were broken, 1013 the client read too slowly, 1001 the server stops.
 */
export const LIVE_PATH = '/ws/notifications'

const Data = z.record(z.string(), z.unknown())

/** One kind of server event: its type with the shape of its data. */
function liveEvent<const Type extends string, D extends z.ZodType>(type: Type, data: D) {
  return z.object({ type: z.literal(type), id: Id, at: Instant, data })
}

/** What is published for a person: stored for a week, replayed, filtered by subscription. */
export const PublishedEvent = z.discriminatedUnion('type', [
  liveEvent('notification', Data),
  liveEvent('job_match', Data),
  liveEvent('match_renewed', Data),
  liveEvent('application_status_update', Data),
  liveEvent('analytics_update', Data),
  liveEvent('skill_gap_update', Data),
  liveEvent('calendar_sync', Data),
  liveEvent('calendar_connection', Data),
  liveEvent('sources_run', Data),
  /** What a saved search counts may have changed: that of `search_id`, or of all where it is null. */
  liveEvent('saved_searches', Data),
  liveEvent('mail_folder_run', Data),
  liveEvent('mail_folder_stopped', Data),
  liveEvent('import_progress', Data),
  /** An appointment of which the person is host or guest, or of their firm, is new or another: `appointment_id`, `status`. */
  liveEvent('appointment', Data),
  liveEvent('system', Data),
])
export type PublishedEvent = z.infer<typeof PublishedEvent>
export type LiveType = PublishedEvent['type']

/** Every type that can be subscribed to. */
export const LIVE_TYPES: readonly LiveType[] = PublishedEvent.options.map((option) => option.shape.type.value)
const Types = z.array(z.enum(LIVE_TYPES)).max(50)

/** What the server sends: published events, and answers to messages. */
export const ServerEvent = z.discriminatedUnion('type', [
  ...PublishedEvent.options,
  liveEvent('pong', z.object({})),
  /** The types that this socket receives now. */
  liveEvent('subscribed', z.object({ types: Types })),
  liveEvent('marked_read', z.object({ last_read_id: Id })),
  liveEvent('error', z.object({ code: z.string(), message: z.string() })),
])
export type ServerEvent = z.infer<typeof ServerEvent>

/**
 * What a client sends. A socket receives every type until its first `subscribe`, from then on the types that it
 * asked for. `mark_read` says up to which event the person has seen what came.
 */
export const ClientMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ping') }),
  z.object({ type: z.literal('subscribe'), types: Types }),
  z.object({ type: z.literal('unsubscribe'), types: Types }),
  z.object({ type: z.literal('mark_read'), id: Id }),
])
export type ClientMessage = z.infer<typeof ClientMessage>

export const issueLiveTicket = endpoint({
  method: 'POST',
  path: '/live/ticket',
  summary: 'A ticket that opens the WebSocket',
  description: 'For clients without the session cookie: good for 30 seconds and one connection, as `?ticket=`.',
  tag: 'Workspace',
  access: 'user',
  status: 201,
  response: z.object({ ticket: z.string(), expires_at: Instant }),
  secret: true,
})

export const badTicket = refusal('bad_ticket', 401, 'This ticket was used already, or is older than 30 seconds.')
export const tooManySockets = refusal(
  'too_many_connections',
  429,
  'This person has too many live connections open. Close some of them.',
)
