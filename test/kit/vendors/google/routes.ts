import type { Ask } from '#kit/vendors/faults.ts'
import type { Answer } from '#kit/vendors/faulty-server.ts'
import { errorAnswer, refuse, Refused } from './answer.ts'
import { calendarFor, getCalendar, getColours, listCalendars } from './calendar-list.ts'
import type { Channels } from './channels.ts'
import { deleteEvent, getEvent, importEvent, insertEvent, moveEvent, writeEvent } from './events.ts'
import type { Place } from './events.ts'
import { queryFreeBusy } from './free-busy.ts'
import { listEvents, listInstances } from './listing.ts'
import type { OAuth } from './oauth.ts'
import { calendarListOf, eventsOf } from './state.ts'
import type { Account, GoogleState } from './state.ts'
import type { Tokens } from './sync-tokens.ts'

export interface Parts {
  readonly state: GoogleState
  readonly oauth: OAuth
  readonly tokens: Tokens
  readonly channels: Channels
}

interface Call extends Parts {
  readonly ask: Ask
  readonly account: Account
  /** What stands in the path, in its order. */
  readonly names: readonly string[]
}

interface Route {
  readonly method: string
  readonly path: RegExp
  /** One of these is enough: "Authorization" in the reference of each method. */
  readonly scopes: readonly string[]
  readonly run: (call: Call) => Answer
}

const ANY = ['calendar', 'calendar.readonly']
const LISTS = [...ANY, 'calendar.calendarlist', 'calendar.calendarlist.readonly']
const WRITE = ['calendar', 'calendar.events', 'calendar.events.owned', 'calendar.app.created']
const READ = [...ANY, ...WRITE, 'calendar.events.readonly', 'calendar.events.owned.readonly']
const FREE_BUSY = [...ANY, 'calendar.freebusy', 'calendar.events.freebusy']

const ROUTES: readonly Route[] = [
  route('GET', '/users/me/calendarList', LISTS, ({ state, account, tokens, ask }) =>
    listCalendars(state, account, tokens, ask.query),
  ),
  route('POST', '/users/me/calendarList/watch', LISTS, ({ channels, account, ask }) =>
    channels.watch(calendarListOf(account), ask.body),
  ),
  route('GET', '/calendars/*', [...ANY, 'calendar.calendars', 'calendar.calendars.readonly'], (call) =>
    getCalendar(call.state, placeToRead(call).calendar),
  ),
  route('GET', '/colors', ANY, getColours),
  route('POST', '/freeBusy', FREE_BUSY, ({ state, account, ask }) => queryFreeBusy(state, account, ask.body)),
  route('POST', '/channels/stop', READ, ({ channels, ask }) => channels.stop(ask.body)),
  route('GET', '/calendars/*/events', READ, (call) => listEvents(placeToRead(call), call.tokens, call.ask.query)),
  route('POST', '/calendars/*/events', WRITE, (call) => insertEvent(placeToWrite(call), call.ask.body)),
  route('POST', '/calendars/*/events/import', WRITE, (call) => importEvent(placeToWrite(call), call.ask.body)),
  route('POST', '/calendars/*/events/watch', READ, watchEvents),
  route('GET', '/calendars/*/events/*/instances', READ, (call) =>
    listInstances(placeToRead(call), call.tokens, eventId(call), call.ask.query),
  ),
  route('POST', '/calendars/*/events/*/move', WRITE, (call) => {
    const to = calendarFor(call.state, call.account, call.ask.query.get('destination') ?? '', 'writer')
    return moveEvent(placeToWrite(call), eventId(call), to)
  }),
  route('GET', '/calendars/*/events/*', READ, (call) =>
    getEvent(placeToRead(call), eventId(call), call.ask.headers['if-none-match']),
  ),
  route('PATCH', '/calendars/*/events/*', WRITE, (call) => write(call, 'patch')),
  route('PUT', '/calendars/*/events/*', WRITE, (call) => write(call, 'update')),
  route('DELETE', '/calendars/*/events/*', WRITE, (call) =>
    deleteEvent(placeToWrite(call), eventId(call), call.ask.headers['if-match']),
  ),
]

/** What Google answers; the first part of the path stands for the origin that was asked. */
export function answerFor(parts: Parts, ask: Ask): Answer {
  const [, origin, path = ''] = /^\/([a-z]+)(\/.*)$/.exec(ask.path) ?? []
  const { oauth } = parts
  switch (`${ask.method} ${origin} ${path}`) {
    case 'GET accounts /o/oauth2/v2/auth':
      return oauth.authorize(ask.query)
    case 'POST accounts /o/oauth2/v2/consent':
      return oauth.decide(new URLSearchParams(ask.body))
    case 'POST oauth /token':
      return oauth.token(new URLSearchParams(ask.body))
    case 'POST oauth /revoke':
      return oauth.revoke(ask)
    case 'GET openid /v1/userinfo':
      return oauth.userinfo(ask)
    default:
      return origin === 'apis' ? calendarAnswer(parts, ask, path) : errorAnswer('notFound')
  }
}

function calendarAnswer(parts: Parts, ask: Ask, path: string): Answer {
  const found = ROUTES.find((one) => one.method === ask.method && one.path.test(path))
  if (found === undefined) return errorAnswer('notFound')
  const bearer = parts.oauth.bearer(ask)
  if (bearer === null) return errorAnswer('authError')
  const has = (scope: string) => bearer.scopes.has(`https://www.googleapis.com/auth/${scope}`)
  if (!found.scopes.some(has)) return errorAnswer('insufficientPermissions')
  const names = (found.path.exec(path) ?? []).slice(1).map(decodeURIComponent)
  try {
    return found.run({ ...parts, ask, account: bearer.account, names })
  } catch (error) {
    if (error instanceof Refused) return error.answer
    if (error instanceof SyntaxError) return errorAnswer('badRequest', { message: 'Parse Error' })
    throw error
  }
}

/** A star stands for a name in the path. */
function route(method: string, path: string, scopes: readonly string[], run: Route['run']): Route {
  return { method, path: new RegExp(`^/calendar/v3${path.replaceAll('*', '([^/]+)')}$`), scopes, run }
}

function placeToRead({ state, account, names }: Call): Place {
  return { state, account, calendar: calendarFor(state, account, names[0] ?? '', 'reader') }
}

function placeToWrite({ state, account, names }: Call): Place {
  return { state, account, calendar: calendarFor(state, account, names[0] ?? '', 'writer') }
}

function eventId({ names }: Call): string {
  return names[1] ?? ''
}

function write(call: Call, how: 'patch' | 'update'): Answer {
  return writeEvent(placeToWrite(call), eventId(call), {
    how,
    text: call.ask.body,
    ifMatch: call.ask.headers['if-match'],
  })
}

/** Not documented by calendar: those of holidays and birthdays refuse. */
function watchEvents(call: Call): Answer {
  const { calendar } = placeToRead(call)
  if (!calendar.push) refuse('pushNotSupportedForRequestedResource')
  return call.channels.watch(eventsOf(calendar), call.ask.body)
}
