import type { CalendarFailure, WriteQuestion } from '#domain/calendar/sync/port.ts'
import type { Body } from './body.ts'
import { eventsPath } from './client.ts'
import type { GoogleClient } from './client.ts'
import { isCancelled, Row } from './resource.ts'

interface RowWrite {
  readonly asked: 'create' | 'update'
  readonly remote_id?: string
  readonly if_match?: string | null
  readonly body: Body
}

/** One write of one row, and what it has become. */
export async function writeRow(
  client: GoogleClient,
  { calendar, invites }: Pick<WriteQuestion, 'calendar' | 'invites'>,
  { asked, remote_id, if_match = null, body }: RowWrite,
): Promise<Row | CalendarFailure> {
  const path = eventsPath(calendar.remote_id, remote_id)
  const method = asked === 'create' ? 'POST' : 'PATCH'
  const told = await client.ask(asked, { method, path, query: sendUpdates(invites), body, if_match }, Row)
  if (told.kind === 'told') {
    const isGone = isCancelled(told.value) && body['status'] !== 'cancelled'
    return isGone ? client.talk.failed({ asked, status: 200, code: 'cancelled' }) : told.value
  }
  // An event is not missing before it was made: its calendar is.
  const { status, code } = told
  return asked === 'create' && status === 404 ? client.talk.failed({ asked: 'calendar', status, code }) : told
}

/** events/patch#sendUpdates: without it Google decides who gets mail. */
export const sendUpdates = (invites: boolean): Record<string, string> => ({ sendUpdates: invites ? 'all' : 'none' })
