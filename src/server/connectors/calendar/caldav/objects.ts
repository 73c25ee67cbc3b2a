import type { ListedRow } from '#domain/calendar/sync/link.ts'
import type { CalendarAt, CalendarFailure } from '#domain/calendar/sync/port.ts'
import type { Asked } from '#domain/calendar/sync/errors.ts'
import type { DavClient } from './dav-client.ts'
import type { DavResponse } from './multistatus.ts'
import { nameOf } from './names.ts'
import { etagIn } from './object.ts'
import type { Stored } from './object.ts'
import { readObjectAside } from './read-aside.ts'
import { multiget } from './requests.ts'

/** An object that a listing named: its name, and its path as it was listed. */
export interface Listed {
  readonly name: string
  readonly path: string
}

/** The objects of one chunk, or why there are none. */
export async function readObjects(
  client: DavClient,
  calendar: CalendarAt,
  listed: readonly Listed[],
): Promise<readonly ListedRow[] | CalendarFailure> {
  if (listed.length === 0) return []
  const { remote_id } = calendar
  const body = multiget(listed.map(({ path }) => path))
  const answer = await client.multistatus('list', { method: 'REPORT', url: client.at(remote_id), body, depth: '1' })
  // A server that does not know this report, or falls over one object in it, is asked for each by itself.
  if (answer.kind === 'failed' && !isAboutReport(answer)) return answer
  const found = new Map(
    (answer.kind === 'failed' ? [] : answer.responses).map((one) => [nameOf(one.href, remote_id), one]),
  )
  const rows: ListedRow[] = []
  for (const { name } of listed) {
    const given = storedIn(found.get(name))
    const stored = given ?? (await getObject(client, { calendar, name, asked: 'list' }))
    if (stored !== null && 'kind' in stored) {
      if (!isAboutObject(stored)) return stored
      rows.push({ kind: 'unreadable', remote_id: name })
    } else rows.push(...(await rowOf(stored, { remote_id: name, time_zone: calendar.time_zone })))
  }
  return rows
}

interface ObjectAsk {
  readonly calendar: CalendarAt
  readonly name: string
  readonly asked: Asked
  readonly max_bytes?: number
}

/** One object; null where there is none. */
export async function getObject(
  client: DavClient,
  { calendar, name, asked, max_bytes }: ObjectAsk,
): Promise<Stored | null | CalendarFailure> {
  // Some servers make another version of what they pack.
  const headers = { accept: 'text/calendar', 'accept-encoding': 'identity' }
  const url = client.at(calendar.remote_id + name)
  const bound = max_bytes === undefined ? {} : { max_bytes }
  const answer = await client.send(asked, { method: 'GET', url, headers, ...bound })
  if (answer.kind === 'failed') return answer
  if (answer.status === 404 || answer.status === 410) return null
  if (answer.status !== 200) return client.refused(asked, answer)
  return { text: answer.text(), etag: etagIn(answer.etag) }
}

/** The file within an answer about many. */
export function storedIn(response: DavResponse | undefined): Stored | null {
  const text = response?.props.get('calendar-data')?.text
  return text ? { text, etag: etagIn(response?.props.get('getetag')?.text) } : null
}

async function rowOf(stored: Stored | null, at: { remote_id: string; time_zone: string }): Promise<ListedRow[]> {
  const { remote_id } = at
  if (stored === null) return [{ kind: 'gone', remote_id, certain: true }]
  const object = await readObjectAside(stored, at)
  if (object.kind === 'event') return [object.item]
  return object.kind === 'other' ? [] : [{ kind: 'unreadable', remote_id }]
}

const isAboutReport = ({ status, is }: CalendarFailure): boolean =>
  status !== null && ['transient', 'forbidden', 'poison', 'race'].includes(is) && ![429, 502, 503, 504].includes(status)

/** A refusal of this object alone: the others are read, and it is known to be there. */
const isAboutObject = ({ status, is }: CalendarFailure): boolean =>
  status !== null && status >= 400 && is !== 'token' && is !== 'throttle' && ![502, 503, 504].includes(status)
