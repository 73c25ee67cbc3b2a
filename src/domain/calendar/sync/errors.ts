import type { ConnectionStatus } from '#contract/calendar-connections.ts'
import type { Provider } from './capability.ts'

/** What a request was for; the same answer means different things for different requests. */
export type Asked = 'token' | 'list' | 'calendar' | 'read' | 'create' | 'update' | 'delete'

/** What came back instead of an answer, as a connector reads it out of a response or a failed connection. */
export interface ErrorSignal {
  readonly provider: Provider
  readonly asked: Asked
  /** Null where there was no response. */
  readonly status: number | null
  /** The vendor's own code or precondition, or the name of the failure of the connection. */
  readonly code: string | null
}

export type ErrorClass =
  | ('reauth' | 'operator' | 'token' | 'scope' | 'throttle' | 'quota' | 'forbidden' | 'gone' | 'calendar_gone')
  | ('cursor_dead' | 'duplicate' | 'identity' | 'race' | 'poison' | 'unknown_outcome' | 'transient' | 'too_large')
  /** `storage`: not the calendar's, but ours: this server cannot store what it reads. */
  | ('protocol' | 'config' | 'storage')

interface Line {
  readonly provider?: Provider
  readonly asked?: readonly Asked[]
  readonly status?: readonly number[]
  readonly code?: RegExp
  readonly is: ErrorClass
}

const ITEM: readonly Asked[] = ['read', 'update', 'delete']
const WRITE: readonly Asked[] = ['create', 'update', 'delete']

/** The error table of calendar.md §6.5, read from the top: the first line that fits says what it is. */
const TABLE: readonly Line[] = [
  { code: /^(captive_page|bad_(xml|json|ics)|html|missing_cursor|endless)$/i, is: 'protocol' },
  { code: /^(tls|dns|blocked_address|invalid_url|other_host|no_calendars)$/i, is: 'config' },
  { asked: ['token'], code: /invalid_grant|AADSTS(70008|700082|50173|50076|50158|65001|700084)/i, is: 'reauth' },
  { asked: ['token'], code: /invalid_client|unauthorized_client/i, is: 'operator' },
  // Google's refusals of a channel, one of them with 401: the calendar is polled (guides/push).
  { code: /^push/, is: 'forbidden' },
  { code: /^read_only$/, is: 'forbidden' },
  { status: [401], is: 'token' },
  { code: /^(userR|r)ateLimitExceeded$|^ApplicationThrottled$|^MailboxConcurrency$/, is: 'throttle' },
  { status: [429], is: 'throttle' },
  { status: [403], code: /quotaExceeded|dailyLimit/i, is: 'quota' },
  { status: [403], code: /insufficientPermissions|ACCESS_TOKEN_SCOPE_INSUFFICIENT/i, is: 'scope' },
  { provider: 'google', asked: ['list'], status: [410], is: 'cursor_dead' },
  { asked: ['list'], code: /fullSyncRequired|syncStateNotFound|resyncRequired|valid-sync-token/i, is: 'cursor_dead' },
  { provider: 'microsoft', asked: ['list'], status: [410], is: 'cursor_dead' },
  { asked: ['create'], code: /no-uid-conflict/, is: 'identity' },
  // Preconditions of a file that a CalDAV server does not take (RFC 4791 §5.3.2.1).
  { asked: WRITE, code: /^(valid-calendar-|supported-calendar-|(max|min)-)/, is: 'poison' },
  { status: [403], is: 'forbidden' },
  { asked: WRITE, status: [405], is: 'forbidden' },
  { asked: ['calendar', 'list'], status: [404, 410], is: 'calendar_gone' },
  { asked: ITEM, status: [404, 410], is: 'gone' },
  { asked: ['read', 'update', 'delete'], code: /^cancelled$/, is: 'gone' },
  { provider: 'caldav', asked: ['create'], status: [207, 409], is: 'identity' },
  { asked: ['create'], status: [409], is: 'duplicate' },
  { asked: ['create'], code: /ErrorDuplicateTransactionId/, is: 'duplicate' },
  // If-None-Match on a create (calendar.md §4.3): there is one already, perhaps ours.
  { asked: ['create'], status: [412], is: 'duplicate' },
  { status: [412], is: 'race' },
  { code: /ErrorIrresolvableConflict/, is: 'race' },
  { status: [409], is: 'race' },
  { asked: WRITE, status: [400, 415, 422], is: 'poison' },
  { code: /^unreadable$/, is: 'poison' },
  { status: [413, 507], is: 'too_large' },
  { code: /^too_large$/, is: 'too_large' },
  { asked: WRITE, status: [408], is: 'unknown_outcome' },
  { asked: WRITE, code: /^(ECONNRESET|timeout|EPIPE|socket_closed)$/i, is: 'unknown_outcome' },
]

/**
 * What an error means. A server that is down, slow or talks nonsense is `transient` or `protocol`: it never makes anyone
 * sign in again (calendar.md §6.4.12), and is never read as an empty calendar.
 */
export function classify(signal: ErrorSignal): ErrorClass {
  const { provider, asked, status, code } = signal
  const line = TABLE.find(
    (one) =>
      (one.provider === undefined || one.provider === provider) &&
      (one.asked === undefined || one.asked.includes(asked)) &&
      (one.status === undefined || (status !== null && one.status.includes(status))) &&
      (one.code === undefined || (code !== null && one.code.test(code))),
  )
  return line?.is ?? 'transient'
}

/**
 * Whether a listing by a cursor is done once more without it. CalDAV servers refuse a dead token in many ways, also with
 * 500 (calendar.md §4.3): any refusal with a token counts, and a refusal without one is what it says.
 */
export function isCursorDead(signal: ErrorSignal, withCursor: boolean): boolean {
  if (!withCursor || signal.asked !== 'list') return false
  if (classify(signal) === 'cursor_dead') return true
  const refused = signal.status !== null && signal.status >= 400 && ![401, 404, 429, 503].includes(signal.status)
  return signal.provider === 'caldav' && refused
}

/** What a run does about it. */
export type ErrorAction =
  | ('stop' | 'refresh_token' | 'wait' | 'park' | 'read_only' | 'treat_as_gone' | 'quarantine' | 'resync' | 'adopt')
  | ('read_and_merge' | 'set_aside' | 'read_before_retry' | 'smaller')

export interface ErrorWords {
  readonly action: ErrorAction
  /** How the account is shown from then on; null: it says nothing of the account, but of one calendar, one event or one moment. */
  readonly state: ConnectionStatus | null
  /** What happened, and what to do about it; null: it settles by itself. */
  readonly reason: string
  readonly remedy: string | null
}

const waits = (reason: string): ErrorWords => ({ action: 'wait', state: null, reason, remedy: null })

/** What is done about each class, and what the person is told. */
export const ERROR_WORDS: Readonly<Record<ErrorClass, ErrorWords>> = {
  storage: {
    ...{ action: 'wait', state: null, reason: 'This server could not store anything just then.' },
    remedy: 'It goes on by itself, and nothing is lost or doubled. If it lasts, tell whoever runs this server.',
  },
  reauth: {
    ...{ action: 'stop', state: 'expired', reason: 'The calendar no longer accepts our access.' },
    remedy: 'Connect the account again. Nothing is lost: what changed since is synced then.',
  },
  operator: {
    ...{ action: 'stop', state: 'paused', reason: 'This server is not registered correctly with the provider.' },
    remedy: 'Whoever runs this server has been told. You need not do anything.',
  },
  token: { action: 'refresh_token', state: null, reason: 'The access had run out and is renewed.', remedy: null },
  scope: {
    ...{ action: 'stop', state: 'revoked', reason: 'A permission that the sync needs was not given.' },
    remedy: 'Connect again and leave all permissions ticked.',
  },
  throttle: waits('The calendar asked us to slow down.'),
  quota: {
    ...{ action: 'park', state: 'paused', reason: 'The provider’s daily limit is used up.' },
    remedy: 'It goes on by itself when the limit is reset.',
  },
  forbidden: {
    ...{ action: 'read_only', state: null, reason: 'The calendar does not let us change this.' },
    remedy: 'Ask its owner for the right to edit, or sync it one way.',
  },
  gone: { action: 'treat_as_gone', state: null, reason: 'The event is no longer in the calendar.', remedy: null },
  calendar_gone: {
    ...{
      action: 'quarantine',
      state: null,
      reason: 'The calendar is no longer there, or no longer shared with you.',
    },
    remedy: 'Choose another calendar, or keep what is here and turn this one off.',
  },
  cursor_dead: { action: 'resync', state: null, reason: 'The calendar is read once as a whole.', remedy: null },
  duplicate: { action: 'adopt', state: null, reason: 'The event was there already.', remedy: null },
  identity: {
    action: 'adopt',
    state: null,
    reason: 'The calendar has an event with the same identity.',
    remedy: null,
  },
  race: {
    action: 'read_and_merge',
    state: null,
    reason: 'Someone else changed it at the same time.',
    remedy: null,
  },
  poison: {
    ...{ action: 'set_aside', state: null, reason: 'The calendar does not accept this event.' },
    remedy: 'Change the event; it is tried again then. The others are synced.',
  },
  unknown_outcome: {
    ...{ action: 'read_before_retry', state: null, reason: 'No answer came; we look whether it was done.' },
    remedy: null,
  },
  transient: waits('The calendar cannot be reached at the moment.'),
  too_large: { action: 'smaller', state: null, reason: 'It is read in smaller parts.', remedy: null },
  protocol: waits('The calendar’s server answered something else than a calendar.'),
  config: {
    ...{ action: 'stop', state: 'error', reason: 'The address of the calendar cannot be used.' },
    remedy: 'Check the address. Addresses inside this server’s own network are refused.',
  },
}
