import { z } from 'zod'
import type { Asked } from '#domain/calendar/sync/errors.ts'
import type { RemoteItem } from '#domain/calendar/sync/link.ts'
import type { Answer, CalendarAt, CalendarFailure, ReadQuestion } from '#domain/calendar/sync/port.ts'
import { addressOf } from './client.ts'
import type { GraphClient } from './client.ts'
import { urlOf } from './event-requests.ts'
import { GraphEvent, SELECTED } from './graph-event.ts'
import { MARK_EXPANDED, markFilter } from './mark.ts'
import { itemIn } from './parse.ts'

/** The whole object; without its id it is looked for by our mark. */
export async function read(client: GraphClient, question: ReadQuestion): Promise<Answer<RemoteItem | null>> {
  const { calendar } = question
  const id = question.remote_id ?? (await marked(client, question))
  if (id === null) return client.talk.ok(null)
  if (typeof id !== 'string') return id
  const whole = await wholeOf(client, calendar, { id, asked: 'read' })
  if (whole.kind === 'failed') return whole.is === 'gone' ? client.talk.ok(null) : whole
  return client.talk.ok(whole.item)
}

/** An object as Graph has it, and as we read it. */
export interface Whole {
  readonly kind: 'whole'
  readonly given: GraphEvent
  readonly item: RemoteItem
}

/** What is asked of an object, so that a series comes with its instances. */
export const WHOLE = { $select: SELECTED, $expand: `exceptionOccurrences,${MARK_EXPANDED}` }

/** A series with all that differs on single dates is one request, and so is a single event. */
export async function wholeOf(
  client: GraphClient,
  calendar: CalendarAt,
  { id, asked }: { id: string; asked: Asked },
): Promise<Whole | CalendarFailure> {
  const get = (query: Readonly<Record<string, string>>) =>
    client.ask(asked, { method: 'GET', url: urlOf(calendar, id, query) }, GraphEvent)
  let answer = await get(WHOLE)
  // Whether a single event may be asked for what only a series has is documented nowhere.
  if (answer.kind === 'failed' && answer.status === 400) {
    const single = await get({ $expand: MARK_EXPANDED })
    if (single.kind === 'content' && single.content.recurrence == null) answer = single
  }
  if (answer.kind === 'failed') return answer
  const item = itemIn(answer.content, calendar)
  if (item === null) return client.talk.failed({ asked, status: 200, code: 'unreadable' })
  return { kind: 'whole', given: answer.content, item }
}

const Found = z.object({ value: z.array(z.object({ id: z.string() })) })

async function marked(
  client: GraphClient,
  { calendar, event_id }: ReadQuestion,
): Promise<string | null | CalendarFailure> {
  const url = addressOf(calendar, '/events', { $filter: markFilter(event_id), $select: 'id' })
  const answer = await client.ask('read', { method: 'GET', url }, Found)
  if (answer.kind === 'failed') return answer
  return answer.content.value[0]?.id ?? null
}
