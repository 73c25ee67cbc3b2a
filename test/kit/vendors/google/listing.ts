import type { Answer } from '#kit/vendors/faulty-server.ts'
import { json, refuse } from './answer.ts'
import { resource } from './events.ts'
import type { Place } from './events.ts'
import {
  asSeen,
  findEvent,
  hasInstances,
  instancesOf,
  isInstance,
  isOfDeletedSeries,
  isSeries,
  touches,
} from './instances.ts'
import type { TimeRange } from './instances.ts'
import { allIn, eventIn, eventsOf } from './state.ts'
import type { Calendar, EventTime, GoogleEvent } from './state.ts'
import { askedOf, pageSize } from './sync-tokens.ts'
import type { SyncPoint, Tokens } from './sync-tokens.ts'

/** events/list#syncToken: these "cannot be specified together with nextSyncToken". */
const NOT_WITH_SYNC_TOKEN = [
  ...['iCalUID', 'orderBy', 'privateExtendedProperty', 'q'],
  ...['sharedExtendedProperty', 'timeMin', 'timeMax', 'updatedMin'],
]
/** A listing with these is no start of a sync; the first two are known to leave `nextSyncToken` out. */
const NOT_A_SYNC = NOT_WITH_SYNC_TOKEN.filter((name) => name !== 'timeMin' && name !== 'timeMax')

interface Wanted extends TimeRange {
  readonly singleEvents: boolean
  readonly showDeleted: boolean
  readonly zone: string
}

/** events/list: all events, or what changed since a token was given. */
export function listEvents({ state, account, calendar }: Place, tokens: Tokens, query: URLSearchParams): Answer {
  const size = pageSize(query, 250, 2500)
  const collection = eventsOf(calendar)
  const asked = askedOf(query)
  const head = {
    kind: 'calendar#events',
    etag: `"p${state.seq}"`,
    summary: calendar.summary,
    updated: state.stamp(),
    timeZone: calendar.timeZone,
    accessRole: account.entries.get(calendar.id)?.accessRole,
    defaultReminders: [],
  }
  const pageToken = query.get('pageToken')
  if (pageToken !== null) return json({ ...head, ...tokens.page(pageToken, { collection, asked, size }) })
  const wanted = read(calendar, query)
  const token = query.get('syncToken')
  const settings = JSON.stringify([wanted.singleEvents, query.getAll('eventTypes').sort()])
  const since = token === null ? null : syncPoint(tokens.syncPoint(token, collection), settings, query)
  const { from, to } = since ?? wanted
  const range = { ...wanted, from, to }
  const found = since === null ? full(calendar, range, query) : changes(calendar, range, since, state.tellsHistory)
  const rows = ordered(found, query.get('orderBy'))
    .filter((event) => matches(event, query))
    .map((event) => row(calendar, event, range))
  const isSync = !NOT_A_SYNC.some((name) => query.has(name))
  const sync = isSync ? { collection, settings, seq: state.seq, from, to } : null
  return json({ ...head, ...tokens.first({ collection, asked, rows, sync }, size) })
}

/** events/instances: the instances of one series, those that differ among them. */
export function listInstances({ state, calendar }: Place, tokens: Tokens, id: string, query: URLSearchParams): Answer {
  const collection = `${eventsOf(calendar)}/${id}/instances`
  const [asked, size] = [askedOf(query), pageSize(query, 250, 2500)]
  const head = { kind: 'calendar#events', etag: `"p${state.seq}"`, timeZone: calendar.timeZone }
  const pageToken = query.get('pageToken')
  if (pageToken !== null) return json({ ...head, ...tokens.page(pageToken, { collection, asked, size }) })
  const series = findEvent(calendar, id) ?? refuse('notFound')
  const wanted = read(calendar, query)
  const original = query.get('originalStart')
  const instances = isSeries(series) && series.status !== 'cancelled' ? instancesOf(calendar, series, wanted) : []
  const rows = instances
    .filter(({ status }) => wanted.showDeleted || status !== 'cancelled')
    .filter(({ originalStartTime }) => isAt(originalStartTime, original))
    .map((event) => resource(event, calendar, wanted.zone))
  return json({ ...head, ...tokens.first({ collection, asked, rows, sync: null }, size) })
}

function isAt(time: EventTime | undefined, text: string | null): boolean {
  if (text === null) return true
  return time?.date === text || Date.parse(time?.dateTime ?? '') === Date.parse(text)
}

function read(calendar: Calendar, query: URLSearchParams): Wanted {
  const wanted = {
    from: bound(query, 'timeMin') ?? Number.MIN_SAFE_INTEGER,
    to: bound(query, 'timeMax') ?? Number.MAX_SAFE_INTEGER,
    singleEvents: query.get('singleEvents') === 'true',
    showDeleted: query.get('showDeleted') === 'true',
    zone: query.get('timeZone') ?? calendar.timeZone,
  }
  if (wanted.to <= wanted.from) refuse('timeRangeEmpty')
  const order = query.get('orderBy')
  if (order !== null && order !== 'startTime' && order !== 'updated') refuse('invalid', 'Invalid value for: orderBy')
  // events/list#orderBy: "startTime" is "only available when querying single events".
  if (order === 'startTime' && !wanted.singleEvents)
    refuse('badRequest', 'The requested ordering is not available for the particular query.')
  return wanted
}

/** events/list#timeMin: an RFC 3339 timestamp with a mandatory offset. */
function bound(query: URLSearchParams, name: string): number | null {
  const text = query.get(name)
  if (text === null) return null
  if (!/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(Date.parse(text))) refuse('badRequest')
  return Date.parse(text)
}

/**
 * Where to go on from. A listing that asks for something else than the first is "undefined behavior" (guides/sync): here it
 * is refused, so that nobody relies on it.
 */
function syncPoint(point: SyncPoint, settings: string, query: URLSearchParams): SyncPoint {
  const forbidden = NOT_WITH_SYNC_TOKEN.find((name) => query.has(name))
  if (forbidden !== undefined) refuse('badRequest', `Sync token cannot be used together with ${forbidden}.`)
  if (query.get('showDeleted') === 'false') refuse('badRequest', 'Sync token needs showDeleted.')
  if (point.settings !== settings) refuse('badRequest', 'Sync token was given for other parameters.')
  return point
}

function full(calendar: Calendar, wanted: Wanted, query: URLSearchParams): GoogleEvent[] {
  const events = allIn(calendar).flatMap((stored) => {
    const event = asSeen(calendar, stored)
    if (wanted.singleEvents && (isSeries(event) || isInstance(event)))
      return isSeries(event) && event.status !== 'cancelled' ? instancesOf(calendar, event, wanted) : []
    return isIn(calendar, event, wanted) ? [event] : []
  })
  // events/list#showDeleted: cancelled instances are there also without it, as long as series are not expanded.
  // events/list#updatedMin: what was deleted since is there in any case.
  const showDeleted = wanted.showDeleted || query.has('updatedMin')
  return events.filter(
    (event) => showDeleted || event.status !== 'cancelled' || isCancelledInstance(calendar, event, wanted),
  )
}

function isCancelledInstance(calendar: Calendar, event: GoogleEvent, { singleEvents }: Wanted): boolean {
  return !singleEvents && isInstance(event) && !isOfDeletedSeries(calendar, event)
}

function ordered(events: GoogleEvent[], by: string | null): GoogleEvent[] {
  const ms = ({ updated, start }: GoogleEvent) =>
    Date.parse(by === 'updated' ? updated : (start.dateTime ?? start.date ?? ''))
  return by === null ? events : events.sort((a, b) => ms(a) - ms(b))
}

/** What changed since, oldest first; an event that left the window of the token is told as it is now. */
function changes(calendar: Calendar, wanted: Wanted, since: SyncPoint, tellsHistory: boolean): GoogleEvent[] {
  return [...calendar.events.values()]
    .flatMap((versions) => (tellsHistory ? versions : versions.slice(-1)))
    .filter(({ seq }) => seq > since.seq)
    .sort((a, b) => a.seq - b.seq)
    .flatMap(({ event: stored }) => {
      const event = asSeen(calendar, stored)
      const before = eventIn(calendar, event.id, since.seq)
      if (wanted.singleEvents && (isSeries(event) || (before !== null && isSeries(before))))
        return singles(calendar, event, before, wanted)
      const isWanted =
        event.status === 'cancelled' ||
        isIn(calendar, event, wanted) ||
        (before !== null && isIn(calendar, before, wanted))
      return isWanted ? [event] : []
    })
}

/** With `singleEvents`, a series that was touched is told instance by instance, also those that it no longer has. */
function singles(calendar: Calendar, event: GoogleEvent, before: GoogleEvent | null, wanted: Wanted): GoogleEvent[] {
  const expanded = (series: GoogleEvent | null) =>
    series === null || series.status === 'cancelled' || !isSeries(series) ? [] : instancesOf(calendar, series, wanted)
  const now = isSeries(event) || event.status === 'cancelled' ? expanded(event) : [event]
  const still = new Set(now.map(({ id }) => id))
  const gone = expanded(before).filter(({ id }) => !still.has(id))
  return [...now, ...gone.map((instance) => ({ ...instance, status: 'cancelled' }))]
}

function isIn(calendar: Calendar, event: GoogleEvent, range: TimeRange): boolean {
  if (range.from === Number.MIN_SAFE_INTEGER && range.to === Number.MAX_SAFE_INTEGER) return true
  return isSeries(event) ? hasInstances(calendar, event, range) : touches(event, range, calendar.timeZone)
}

/**
 * reference/events#status: of a deleted event only the id is sure, of a cancelled exception also where it was; more of them
 * is told only to who asks for deleted events.
 */
function row(calendar: Calendar, event: GoogleEvent, wanted: Wanted): Record<string, unknown> {
  const whole = resource(event, calendar, wanted.zone)
  if (event.status !== 'cancelled' || wanted.showDeleted) return whole
  const { kind, etag, id, status, recurringEventId, originalStartTime } = whole
  return { kind, etag, id, status, ...(isInstance(event) ? { recurringEventId, originalStartTime } : {}) }
}

function matches(event: GoogleEvent, query: URLSearchParams): boolean {
  const since = bound(query, 'updatedMin')
  const words = query.get('q')?.toLowerCase()
  const uid = query.get('iCalUID')
  const types = query.getAll('eventTypes')
  const said = [event['summary'], event['description'], event['location']].join(' ').toLowerCase()
  // guides/extended-properties#search: constraints of one kind are joined by "or"... of both kinds by "and".
  const has = (kind: 'private' | 'shared', name: string) => {
    const constraints = query.getAll(name).map((text) => text.split('='))
    const own = event.extendedProperties?.[kind] ?? {}
    return constraints.length === 0 || constraints.some(([key = '', ...value]) => own[key] === value.join('='))
  }
  return (
    (since === null || Date.parse(event.updated) >= since) &&
    (words === undefined || said.includes(words)) &&
    (uid === null || event.iCalUID === uid) &&
    (types.length === 0 || types.includes(String(event['eventType']))) &&
    has('private', 'privateExtendedProperty') &&
    has('shared', 'sharedExtendedProperty')
  )
}
