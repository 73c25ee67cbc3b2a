import type { RemoteItem } from '#domain/calendar/sync/link.ts'
import type { Answer, ReadQuestion } from '#domain/calendar/sync/port.ts'
import type { DavClient } from './dav-client.ts'
import { nameOf } from './names.ts'
import type { Stored } from './object.ts'
import { getObject, storedIn } from './objects.ts'
import { readObjectAside } from './read-aside.ts'
import { queryByUid } from './requests.ts'

/** As much of a hash as tells all objects apart: 130 bits. Servers that keep a list of names write it anew for each object. */
const TELLING = 26

/** The name that an object of ours gets. */
export const nameFor = (wanted_id: string): string => `${wanted_id.slice(0, TELLING)}.ics`

/** One object, by its name; without one by that which we would give it, and else by its UID, ours first. */
export async function read(client: DavClient, question: ReadQuestion): Promise<Answer<RemoteItem | null>> {
  const { calendar, remote_id, wanted_id } = question
  const name = remote_id ?? nameFor(wanted_id)
  const stored = await getObject(client, { calendar, name, asked: 'read' })
  if (stored !== null && 'kind' in stored) return stored
  if (stored !== null) return itemIn(client, stored, { remote_id: name, time_zone: calendar.time_zone })
  return remote_id === null ? readByUid(client, question) : client.talk.ok(null)
}

/** The object with a UID, which a calendar has once at most, or should have: ours before others. */
export async function readByUid(
  client: DavClient,
  question: Pick<ReadQuestion, 'calendar' | 'event_id' | 'uid'>,
): Promise<Answer<RemoteItem | null>> {
  const { calendar, event_id, uid } = question
  const url = client.at(calendar.remote_id)
  const body = queryByUid(uid)
  const answer = await client.multistatus('calendar', { method: 'REPORT', url, body, depth: '1' })
  if (answer.kind === 'failed') return answer
  const items: RemoteItem[] = []
  for (const response of answer.responses) {
    const remote_id = nameOf(response.href, calendar.remote_id)
    const stored = storedIn(response)
    if (remote_id === null || stored === null) continue
    const object = await readObjectAside(stored, { remote_id, time_zone: calendar.time_zone })
    if (object.kind === 'event' && object.item.event.uid === uid) items.push(object.item)
  }
  return client.talk.ok(items.find(({ mark }) => mark?.event_id === event_id) ?? items[0] ?? null)
}

async function itemIn(
  client: DavClient,
  stored: Stored,
  at: { remote_id: string; time_zone: string },
): Promise<Answer<RemoteItem | null>> {
  const object = await readObjectAside(stored, at)
  if (object.kind === 'event') return client.talk.ok(object.item)
  // It is there, so that nobody may take it for gone.
  const code = object.kind === 'page' ? 'html' : 'unreadable'
  return client.talk.failed({ asked: 'read', status: 200, code })
}
