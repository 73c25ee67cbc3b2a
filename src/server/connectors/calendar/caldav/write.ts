import { markIn, withMark } from '#domain/calendar/ics/mark.ts'
import { patchIcs, writeIcs } from '#domain/calendar/ics/write.ts'
import { instantText } from '#domain/calendar/moment.ts'
import type { Asked } from '#domain/calendar/sync/errors.ts'
import type { Answer, CalendarFailure, WriteQuestion } from '#domain/calendar/sync/port.ts'
import { fitting, pathOf } from '#domain/calendar/sync/projection.ts'
import type { Projection } from '#domain/calendar/sync/projection.ts'
import type { Write, WriteAnswer } from '#domain/calendar/sync/write.ts'
import type { Clock } from '#platform/clock.ts'
import type { DavAnswer, DavClient, DavRequest } from './dav-client.ts'
import { readMultistatus } from './multistatus.ts'
import { nameOf } from './names.ts'
import { etagIn } from './object.ts'
import type { ReadObject } from './object.ts'
import { getObject } from './objects.ts'
import { nameFor, readByUid } from './read.ts'
import { readObjectAside } from './read-aside.ts'

type Told = Answer<WriteAnswer>
type Update = Write & { kind: 'update' }

// Both are read in the thread that answers people.
const LARGEST_PATCHED = 1_000_000
const LONGEST_ANSWER = 100_000

/** Carries out one write, guarded: nothing is overwritten that was not seen. */
export function write(client: DavClient, question: WriteQuestion, clock: Clock): Promise<Told> {
  const { write: asked } = question
  if (asked.kind === 'delete') return remove(client, question, asked)
  return asked.kind === 'create' ? create(client, question, asked, clock) : update(client, question, asked, clock)
}

async function create(
  client: DavClient,
  question: WriteQuestion,
  { event, mark }: Write & { kind: 'create' },
  clock: Clock,
): Promise<Told> {
  const text = withMark(writeIcs([event], { now: nowIn(clock), invite: question.invites }), mark)
  const name = nameFor(question.wanted_id)
  const answer = await put(client, question, { asked: 'create', name, text, guard: { 'if-none-match': '*' } })
  if (answer.kind === 'ok' || answer.is !== 'identity') return answer
  const there = await readByUid(client, { calendar: question.calendar, event_id: mark.event_id, uid: event.uid })
  // Some want a UID to be the only one among all calendars of an account: there is nothing here to be taken for it.
  return there.kind === 'ok' && there.value === null
    ? client.talk.ok({ kind: 'rejected', reason: 'uid_taken' })
    : answer
}

async function update(client: DavClient, question: WriteQuestion, asked: Update, clock: Clock): Promise<Told> {
  const { calendar } = question
  const name = asked.remote_id
  const stored = await getObject(client, { calendar, name, asked: 'update', max_bytes: LARGEST_PATCHED })
  if (stored === null) return client.talk.failed({ asked: 'update', status: 404, code: null })
  if ('kind' in stored) return stored
  const { etag } = stored
  if (asked.if_match !== null && etag !== null && etag !== etagIn(asked.if_match)) {
    return client.talk.failed({ asked: 'update', status: 412, code: null })
  }
  const object = await readObjectAside(stored, { remote_id: name, time_zone: calendar.time_zone })
  if (object.kind !== 'event') return client.talk.failed({ asked: 'update', status: 200, code: codeOf(object) })
  if (object.read.unsupported.length > 0 && isAboutTime(asked.changes)) {
    return client.talk.ok({ kind: 'rejected', reason: 'unsupported_series' })
  }
  const next = fitting(object.item.event, asked.changes)
  if (next === null) return client.talk.ok({ kind: 'rejected', reason: 'too_large' })
  const options = { now: nowIn(clock), invite: question.invites, viewerZone: calendar.time_zone }
  const patched = patchIcs(stored.text, next, options)
  if (patched === null) return client.talk.failed({ asked: 'update', status: 200, code: 'unreadable' })
  const version = etag ?? asked.if_match
  const guard: Record<string, string> = version === null ? {} : { 'if-match': version }
  return put(client, question, { asked: 'update', name, text: withMark(patched, asked.mark), guard })
}

async function remove(client: DavClient, question: WriteQuestion, asked: Write & { kind: 'delete' }): Promise<Told> {
  const { remote_id, if_match } = asked
  const headers: Record<string, string> = if_match === null ? {} : { 'if-match': if_match }
  const url = client.at(question.calendar.remote_id + remote_id)
  const answer = await send(client, 'delete', { method: 'DELETE', url, headers })
  if (answer.kind === 'failed') return answer
  return refusalIn(client, 'delete', answer) ?? client.talk.ok({ kind: 'deleted' })
}

interface Put {
  readonly asked: 'create' | 'update'
  readonly name: string
  readonly text: string
  readonly guard: Readonly<Record<string, string>>
}

async function put(client: DavClient, { calendar }: WriteQuestion, { asked, name, text, guard }: Put): Promise<Told> {
  const url = client.at(calendar.remote_id + name)
  const headers = { 'content-type': 'text/calendar; charset=utf-8', ...guard }
  const answer = await send(client, asked, { method: 'PUT', url, headers, body: text })
  if (answer.kind === 'failed') return answer
  const refusal = refusalIn(client, asked, answer)
  if (refusal !== null) return refusal
  // Some put it elsewhere, and say so.
  const at = asked === 'create' ? (nameOf(answer.headers['location'] ?? '/', calendar.remote_id) ?? name) : name
  const etag = etagIn(answer.etag)
  // With a strong ETag it is stored as it was sent (RFC 4791 §5.3.4); otherwise it may say something else by now.
  const isAsSent = etag !== null && answer.etag?.startsWith('W/') !== true
  const stored = isAsSent ? { text, etag } : await getObject(client, { calendar, name: at, asked: 'read' })
  if (stored === null) return client.talk.failed({ asked, status: null, code: 'socket_closed' })
  if ('kind' in stored) return { ...stored, is: 'unknown_outcome' }
  const object = await readObjectAside(stored, { remote_id: at, time_zone: calendar.time_zone })
  // It was written, and what it became cannot be told: it is looked at before anything else is sent.
  if (object.kind !== 'event') return client.talk.failed({ asked, status: null, code: 'socket_closed' })
  // Someone was quicker than our second look: ours is merged with theirs then. A server may also keep no marks.
  const there = markIn(stored.text)
  if (there !== null && there.token !== markIn(text)?.token)
    return client.talk.failed({ asked, status: 412, code: null })
  const { event: echo, ...item } = object.item
  return client.talk.ok({ kind: 'done', remote_id: item.remote_id, etag: item.etag, updated: null, echo })
}

/** One that is answered at length may have been done or not. */
async function send(client: DavClient, asked: Asked, request: DavRequest): Promise<DavAnswer | CalendarFailure> {
  const answer = await client.send(asked, { ...request, max_bytes: LONGEST_ANSWER })
  const isLong = answer.kind === 'failed' && answer.code === 'too_large'
  return isLong ? client.talk.failed({ asked, status: null, code: 'socket_closed' }) : answer
}

/** Null for success. A multistatus is one only where nothing in it was refused: Xandikos answers so with a 412 within. */
function refusalIn(client: DavClient, asked: Asked, answer: DavAnswer): CalendarFailure | null {
  const { status } = answer
  if (status === 207) {
    const responses = readMultistatus(answer.text())?.responses ?? []
    const refused = responses.find((one) => one.status === null || one.status >= 300)
    if (responses.length === 0) return client.talk.failed({ asked, status, code: 'bad_xml' })
    return refused === undefined ? null : client.talk.failed({ asked, status: refused.status, code: refused.error })
  }
  if (status >= 200 && status < 300) return null
  // An object is not missing before it was made: its calendar is.
  return client.refused(asked === 'create' && (status === 404 || status === 410) ? 'calendar' : asked, answer)
}

/** A series that we show as far as it goes is not written anew by guess; its other fields may change. */
function isAboutTime(changes: Projection): boolean {
  return Object.keys(changes).some((path) => {
    const { key, field } = pathOf(path)
    return key !== '' || ['when', 'rrule', 'rdates', 'custom_zones'].includes(field)
  })
}

const codeOf = (object: Exclude<ReadObject, { kind: 'event' }>): string =>
  object.kind === 'page' ? 'html' : 'unreadable'

/** To the second, as files have it. */
const nowIn = (clock: Clock): string => instantText(clock.now())
