import type { RemoteItem } from '#domain/calendar/sync/link.ts'
import type { Answer, CalendarFailure, ReadQuestion } from '#domain/calendar/sync/port.ts'
import { eventsPath } from './client.ts'
import type { GoogleClient, Told } from './client.ts'
import { allRows, exceptionsOf, rowsOfUid } from './events.ts'
import { itemOf, markIn } from './parse.ts'
import { isCancelled, Row } from './resource.ts'
import type { Whole } from './resource.ts'
import { Zones } from './times.ts'

/** What one looks for: an id, or what we would have called it. */
export type Sought = Pick<ReadQuestion, 'calendar' | 'remote_id' | 'wanted_id' | 'uid'>

/** One object with its instances. */
export async function read(client: GoogleClient, question: ReadQuestion): Promise<Answer<RemoteItem | null>> {
  const found = question.remote_id === null ? await findOurs(client, question) : await findWhole(client, question)
  if (found.kind === 'failed') return found
  if (found.value === null) return client.talk.ok(null)
  const item = itemOf(found.value, new Zones(question.calendar.time_zone))
  // It is there, so that nobody may take it for gone.
  return item === null ? client.talk.failed({ asked: 'read', status: 200, code: 'unreadable' }) : client.talk.ok(item)
}

/**
 * An object by its id. By its UID a series comes in one request with its instances, as an event does; what we made ourselves
 * has a UID of Google's, and is asked for by its id first.
 */
export async function findWhole(client: GoogleClient, sought: Sought & { remote_id: string | null }): Promise<Found> {
  const { calendar, wanted_id, uid } = sought
  const id = sought.remote_id ?? wanted_id
  if (uid !== '' && id !== wanted_id) {
    const found = await byUid(client, calendar.remote_id, { id, uid })
    if (found.kind === 'failed' || found.value !== null) return live(found)
  }
  const told = await getRow(client, calendar.remote_id, id)
  if (told.kind === 'failed') return told
  return told.value === null ? NOTHING : withInstances(client, calendar.remote_id, told.value)
}

type Found = Told<Whole | null>

async function getRow(client: GoogleClient, calendar_id: string, id: string): Promise<Told<Row | null>> {
  const told = await client.ask('read', { method: 'GET', path: eventsPath(calendar_id, id) }, Row)
  if (told.kind === 'failed') return told.is === 'gone' ? NOTHING : told
  // A deleted event is still there, and says so (calendar.md §4.4.1).
  return isCancelled(told.value) ? NOTHING : told
}

const NOTHING = { kind: 'told', value: null } as const

async function withInstances(client: GoogleClient, calendar_id: string, row: Row): Promise<Found> {
  const { id, iCalUID: uid } = row
  if (row.recurrence.length === 0 || uid === undefined) return { kind: 'told', value: { master: row, exceptions: [] } }
  return live(await byUid(client, calendar_id, { id, uid }))
}

async function byUid(
  client: GoogleClient,
  calendar_id: string,
  { id, uid }: { readonly id: string; readonly uid: string },
): Promise<Found> {
  const found = await rowsOfUid(client, calendar_id, uid)
  if (found.kind === 'failed') return found
  if (found.unreadable.length > 0) return client.talk.failed({ asked: 'read', status: 200, code: 'unreadable' })
  const master = found.rows.find((row) => row.id === id)
  const exceptions = exceptionsOf(found.rows, id)
  return { kind: 'told', value: master === undefined ? null : { master, exceptions } }
}

const live = (found: Found): Found =>
  found.kind === 'told' && found.value !== null && isCancelled(found.value.master) ? NOTHING : found

/**
 * What we made, where nobody told us its id: under the id that we wanted, or with our mark, since Google may give another id
 * and not say that the one we wanted is taken (calendar.md §4.4.3). What lies there and is not ours is told, too.
 */
async function findOurs(client: GoogleClient, question: ReadQuestion): Promise<Found> {
  const { calendar, event_id } = question
  const named = await getRow(client, calendar.remote_id, question.wanted_id)
  if (named.kind === 'failed') return named
  const isOurs = named.value !== null && markIn(named.value)?.event_id === event_id
  const row = isOurs ? named.value : await marked(client, calendar.remote_id, event_id)
  if (row !== null && 'kind' in row) return row
  const found = row ?? named.value
  return found === null ? NOTHING : withInstances(client, calendar.remote_id, found)
}

async function marked(
  client: GoogleClient,
  calendar_id: string,
  event_id: string,
): Promise<Row | null | CalendarFailure> {
  const query = { privateExtendedProperty: `ccId=${event_id}` }
  const found = await allRows(client, { calendar_id, query, size: null })
  if (found.kind === 'failed') return found
  // The instances of a series have what it has.
  return found.rows.find((row) => !isCancelled(row) && row.recurringEventId === undefined) ?? null
}
