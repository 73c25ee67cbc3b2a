import { z } from 'zod'
import type { CalendarAt, CalendarFailure } from '#domain/calendar/sync/port.ts'
import { jsonIn } from '#connectors/calendar/conversation.ts'
import type { DavClient } from './dav-client.ts'
import { nameOf, pathOf } from './names.ts'
import type { Listed } from './objects.ts'
import { etagIn } from './object.ts'
import { propfind, syncCollection } from './requests.ts'

/** What a calendar says has changed; the objects themselves are still to be read. */
export interface Changes {
  readonly changed: readonly Listed[]
  readonly gone: readonly string[]
  /** Where the next listing goes on, once all of this is stored. */
  readonly cursor: string
  /** The answer was cut short by the server: there is more from `cursor` on. */
  readonly more: boolean
}

const ABOUT = propfind(['D:sync-token', 'S:getctag'])
const ETAGS = propfind(['D:getetag', 'D:resourcetype'])

/**
 * The cursor of a calendar without sync-collection: what it was as a whole, and the version of each object. A sync-token
 * is a URI (RFC 6578 §4), so that the two are told apart by how they begin.
 */
const Versions = z.object({ ctag: z.string().nullable(), etags: z.array(z.tuple([z.string(), z.string()])) })
type Versions = z.infer<typeof Versions>

/** Everything, by whatever way this server has. */
export async function everything(client: DavClient, calendar: CalendarAt): Promise<Changes | CalendarFailure> {
  const about = await tagsOf(client, calendar)
  if ('kind' in about) return about
  if (about.sync) {
    const synced = await changesSince(client, calendar, null)
    // Whatever this server has against the report, it is not the reason to show nothing.
    if (!('kind' in synced) || synced.is !== 'cursor_dead') return synced
  }
  return versionChanges(client, calendar, { was: { ctag: null, etags: [] }, ctag: about.ctag })
}

/** What changed since a cursor. */
export async function changesSince(
  client: DavClient,
  calendar: CalendarAt,
  cursor: string | null,
): Promise<Changes | CalendarFailure> {
  if (cursor?.startsWith('{') === true) return changesByVersion(client, calendar, cursor)
  const url = client.at(calendar.remote_id)
  const body = syncCollection(cursor)
  const answer = await client.multistatus('list', { method: 'REPORT', url, body, depth: '0', by_cursor: true })
  if (answer.kind === 'failed') return answer
  if (answer.sync_token === null) return client.talk.failed({ asked: 'list', status: 207, code: 'missing_cursor' })
  const changed: Listed[] = []
  const gone: string[] = []
  let more = false
  for (const { href, status } of answer.responses) {
    const name = nameOf(href, calendar.remote_id)
    // The calendar itself, when not all was told at once (RFC 6578 §3.6).
    if (name === null) more ||= status === 507
    else if (status === 404 || status === 410) gone.push(name)
    else changed.push({ name, path: pathAsListed(href) })
  }
  // The same token again with nothing new would be asked for ever.
  if (more && answer.sync_token === cursor) {
    return client.talk.failed({ asked: 'list', status: 207, code: 'missing_cursor' })
  }
  return { changed, gone, cursor: answer.sync_token, more }
}

async function changesByVersion(
  client: DavClient,
  calendar: CalendarAt,
  cursor: string,
): Promise<Changes | CalendarFailure> {
  const was = Versions.safeParse(jsonIn(cursor)).data
  if (was === undefined) return client.talk.failed({ asked: 'list', status: null, code: 'valid-sync-token' })
  const about = await tagsOf(client, calendar)
  if ('kind' in about) return about
  if (about.ctag !== null && about.ctag === was.ctag) return { changed: [], gone: [], cursor, more: false }
  return versionChanges(client, calendar, { was, ctag: about.ctag })
}

async function tagsOf(
  client: DavClient,
  calendar: CalendarAt,
): Promise<{ sync: boolean; ctag: string | null } | CalendarFailure> {
  const url = client.at(calendar.remote_id)
  const answer = await client.multistatus('list', { method: 'PROPFIND', url, body: ABOUT, depth: '0' })
  if (answer.kind === 'failed') return answer
  const props = answer.responses[0]?.props
  if (props === undefined) return client.talk.failed({ asked: 'list', status: 207, code: 'bad_xml' })
  return { sync: Boolean(props.get('sync-token')?.text), ctag: props.get('getctag')?.text || null }
}

async function versionChanges(
  client: DavClient,
  calendar: CalendarAt,
  { was, ctag }: { was: Versions; ctag: string | null },
): Promise<Changes | CalendarFailure> {
  const { remote_id } = calendar
  const url = client.at(remote_id)
  const answer = await client.multistatus('list', { method: 'PROPFIND', url, body: ETAGS, depth: '1' })
  if (answer.kind === 'failed') return answer
  // What is missing in a list that was cut short may be there (RFC 4918 §11.5).
  if (answer.responses.some(({ status }) => status === 507)) {
    return client.talk.failed({ asked: 'list', status: 507, code: null })
  }
  // The calendar itself is in every such answer: without it this is not the list of its objects.
  if (!answer.responses.some(({ href }) => nameOf(href, remote_id) === null)) {
    return client.talk.failed({ asked: 'list', status: 207, code: 'bad_xml' })
  }
  const before = new Map(was.etags)
  const etags = new Map<string, string>()
  const changed: Listed[] = []
  for (const { href, props } of answer.responses) {
    const name = nameOf(href, remote_id)
    if (name === null) continue
    const etag = etagIn(props.get('getetag')?.text) ?? ''
    etags.set(name, etag)
    // One without a version may always have changed.
    if (etag === '' || before.get(name) !== etag) changed.push({ name, path: pathAsListed(href) })
  }
  const gone = [...before.keys()].filter((name) => !etags.has(name))
  return { changed, gone, cursor: JSON.stringify({ ctag, etags: [...etags] } satisfies Versions), more: false }
}

/** Servers find an object again under the path that they gave; in our own spelling most do. */
function pathAsListed(href: string): string {
  return URL.parse(href.trim(), 'https://calendar.invalid')?.pathname ?? pathOf(href) ?? href
}
