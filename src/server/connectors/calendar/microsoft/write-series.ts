import type { CalendarEvent } from '#domain/calendar/event.ts'
import type { Mark } from '#domain/calendar/sync/link.ts'
import type { Answer, CalendarFailure, WriteQuestion } from '#domain/calendar/sync/port.ts'
import type { Write, WriteAnswer } from '#domain/calendar/sync/write.ts'
import type { GraphClient } from './client.ts'
import { fieldsOf } from './details.ts'
import { changedIn, patch, scheduleOf, urlOf } from './event-requests.ts'
import { bodyOf, editsFor, isRestored } from './instances.ts'
import type { InstanceEdit } from './instances.ts'
import { findInstance } from './find-instance.ts'
import { withMark } from './mark.ts'
import { isInNoZone } from './parse.ts'
import { wholeOf } from './read.ts'
import type { Whole } from './read.ts'

type Told = Answer<WriteAnswer>
type Update = Write & { kind: 'update' }

/** A series that was written in part, and what it is to say in the end. */
interface Unsettled {
  readonly id: string
  readonly event: CalendarEvent
  readonly mark: Mark
  /** Whether the mark says that more is to come; it is closed when all has been said. */
  readonly unfinished: boolean
  /** The version after the last request, where that was about the series itself. */
  readonly etag?: string | null
}

/**
 * Changes a series. Where only its words change that is one request, and one to read what became of it. Its times, its rule
 * and single instances take several: Outlook forgets what differs on single dates when the times change, and each
 * instance is an object of its own.
 */
export async function updateSeries(client: GraphClient, question: WriteQuestion, asked: Update): Promise<Told> {
  const { remote_id: id, if_match, event, changes, mark } = asked
  const reshapes = 'when' in changes || 'rrule' in changes
  const unfinished =
    event.recurrence !== null && (reshapes || Object.keys(changes).some((path) => path.startsWith('@')))
  if (unfinished) {
    const refused = await refusedFor(client, question, asked)
    if (refused !== null) return refused
  }
  const schedule = reshapes ? { recurrence: null, ...scheduleOf(event, question.calendar.time_zone) } : {}
  const fields = fieldsOf(changedIn(event, changes), question.invites)
  const body = { ...fields, ...schedule, ...withMark(mark, unfinished) }
  const changed = await patch(client, question, { id, if_match, body })
  if (changed.kind === 'failed') return changed
  return settle(client, question, { id, event, mark, unfinished, etag: changed.content['@odata.etag'] ?? null })
}

/** A series whose zone has no name is not given other times: nobody knows what its hours are on other days. */
async function refusedFor(client: GraphClient, question: WriteQuestion, asked: Update): Promise<Told | null> {
  const { remote_id: id, if_match } = asked
  const was = await wholeOf(client, question.calendar, { id, asked: 'update' })
  if (was.kind === 'failed') return was
  if (if_match !== null && was.item.etag !== if_match)
    return client.talk.failed({ asked: 'update', status: 412, code: null })
  const isFixed = was.given.recurrence != null && isInNoZone(was.given, question.calendar)
  return isFixed ? client.talk.ok({ kind: 'rejected', reason: 'unknown_zone' }) : null
}

/** Says on single dates what is still to be said there, closes the mark, and answers with the whole as it is then. */
export async function settle(client: GraphClient, question: WriteQuestion, written: Unsettled): Promise<Told> {
  const { id, event, mark, unfinished } = written
  let whole = await wholeOf(client, question.calendar, { id, asked: 'update' })
  if (whole.kind === 'failed') return whole
  if (isRestored(event, whole.item.event)) {
    whole = await begunAnew(client, question, written)
    if (whole.kind === 'failed') return whole
  }
  const edits = editsFor(event, whole.item.event, question.invites)
  for (const edit of edits) {
    const failure = await carryOut(client, question, { edit, whole })
    if (failure !== null) return failure
  }
  let { etag = null } = written
  if (unfinished) {
    const closed = await patch(client, question, { id, body: withMark(mark, false) })
    if (closed.kind === 'failed') return closed
    etag = closed.content['@odata.etag'] ?? null
  }
  if (unfinished || edits.length > 0) whole = await wholeOf(client, question.calendar, { id, asked: 'update' })
  if (whole.kind === 'failed') return whole
  // Someone was quicker than our second look: ours is merged with theirs then.
  const isOthers = etag !== null && whole.item.etag !== etag && (unfinished || edits.length === 0)
  if (isOthers) return client.talk.failed({ asked: 'update', status: 412, code: null })
  const { remote_id, updated, event: echo } = whole.item
  return client.talk.ok({ kind: 'done', remote_id, etag: whole.item.etag, updated, echo })
}

/** An occurrence that was deleted comes back only with a series that begins anew. */
async function begunAnew(
  client: GraphClient,
  question: WriteQuestion,
  { id, event, mark }: Unsettled,
): Promise<Whole | CalendarFailure> {
  const ended = await patch(client, question, { id, body: { recurrence: null, ...withMark(mark, true) } })
  if (ended.kind === 'failed') return ended
  const begun = await patch(client, question, { id, body: scheduleOf(event, question.calendar.time_zone) })
  return begun.kind === 'failed' ? begun : wholeOf(client, question.calendar, { id, asked: 'update' })
}

/** Null: it is done, or there is nothing to delete. */
async function carryOut(
  client: GraphClient,
  question: WriteQuestion,
  { edit, whole }: { edit: InstanceEdit; whole: Whole },
): Promise<CalendarFailure | null> {
  const found = await findInstance(client, question.calendar, { key: edit.key, whole })
  if (found?.kind === 'failed') return found
  // What the rule does not give need not be left out of it.
  if (edit.kind === 'cancel' && found === null) return null
  if (found === null) return client.talk.failed({ asked: 'update', status: 422, code: 'no_such_instance' })
  const { id, etag: if_match } = found
  if (edit.kind === 'cancel') {
    const answer = await client.send('update', { method: 'DELETE', url: urlOf(question.calendar, id), if_match })
    return answer.kind === 'failed' && answer.is !== 'gone' ? answer : null
  }
  const changed = await patch(client, question, { id, if_match, body: bodyOf(edit, question) })
  return changed.kind === 'failed' ? changed : null
}
