import { detailsOf } from '#domain/calendar/event.ts'
import { CAPABILITIES, unsupported } from '#domain/calendar/sync/capability.ts'
import type { Answer, WriteQuestion } from '#domain/calendar/sync/port.ts'
import type { Write, WriteAnswer } from '#domain/calendar/sync/write.ts'
import { addressOf } from './client.ts'
import type { GraphClient } from './client.ts'
import { fieldsOf } from './details.ts'
import { changedIn, patch, scheduleOf, urlOf } from './event-requests.ts'
import { GraphEvent } from './graph-event.ts'
import { transactionIdOf, withMark } from './mark.ts'
import { itemIn } from './parse.ts'
import { settle, updateSeries } from './write-series.ts'
import { timesOf } from './times.ts'

type Told = Answer<WriteAnswer>
type Update = Write & { kind: 'update' }

/** Carries out one write, guarded: nothing is overwritten that was not seen. */
export function write(client: GraphClient, question: WriteQuestion): Promise<Told> {
  const { write: asked } = question
  if (asked.kind === 'delete') return remove(client, question, asked)
  const reason = unsupported(asked.event, CAPABILITIES.microsoft)
  if (reason !== null) return Promise.resolve(client.talk.ok({ kind: 'rejected', reason }))
  if (asked.kind === 'create') return create(client, question, asked)
  const repeats = asked.event.recurrence !== null || 'rrule' in asked.changes
  return repeats ? updateSeries(client, question, asked) : updateSingle(client, question, asked)
}

async function create(client: GraphClient, question: WriteQuestion, asked: Write & { kind: 'create' }): Promise<Told> {
  const { calendar, wanted_id, invites } = question
  const { event, mark } = asked
  const unfinished = event.overrides.length > 0 || (event.recurrence?.exdates.length ?? 0) > 0
  const body = {
    ...fieldsOf(detailsOf(event), invites),
    ...scheduleOf(event, calendar.time_zone),
    ...withMark(mark, unfinished),
    transactionId: transactionIdOf(wanted_id),
  }
  const made = await client.ask('create', { method: 'POST', url: addressOf(calendar, '/events'), body }, GraphEvent)
  // An event is not missing before it was made: its calendar is.
  if (made.kind === 'failed') return made.status === 404 ? { ...made, is: 'calendar_gone' } : made
  if (!unfinished) return done(client, question, made.content)
  return settle(client, question, { event, mark, id: made.content.id, unfinished })
}

async function updateSingle(client: GraphClient, question: WriteQuestion, asked: Update): Promise<Told> {
  const { event, changes, mark } = asked
  const times = 'when' in changes ? timesOf(event.when, question.calendar.time_zone) : {}
  const body = { ...fieldsOf(changedIn(event, changes), question.invites), ...times, ...withMark(mark, false) }
  const changed = await patch(client, question, { id: asked.remote_id, if_match: asked.if_match, body })
  return changed.kind === 'failed' ? changed : done(client, question, changed.content)
}

async function remove(client: GraphClient, question: WriteQuestion, asked: Write & { kind: 'delete' }): Promise<Told> {
  const url = urlOf(question.calendar, asked.remote_id)
  const answer = await client.send('delete', { method: 'DELETE', url, if_match: asked.if_match })
  return answer.kind === 'failed' ? answer : client.talk.ok({ kind: 'deleted' })
}

/** The answer to a write that was one request: what Graph says that it is now. */
function done(client: GraphClient, { calendar }: WriteQuestion, given: GraphEvent): Told {
  const item = itemIn(given, calendar)
  // It was written, and what it became cannot be told: it is looked at before anything else is sent.
  if (item === null) return client.talk.failed({ asked: 'update', status: null, code: 'socket_closed' })
  const { remote_id, etag, updated, event: echo } = item
  return client.talk.ok({ kind: 'done', remote_id, etag, updated, echo })
}
