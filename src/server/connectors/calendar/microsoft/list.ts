import { z } from 'zod'
import type { ListedRow } from '#domain/calendar/sync/link.ts'
import type { Answer, CalendarAt, ListQuestion, Listing } from '#domain/calendar/sync/port.ts'
import { addressOf } from './client.ts'
import type { GraphClient } from './client.ts'
import { GraphEvent } from './graph-event.ts'
import { mayBeOurs } from './mark.ts'
import { itemIn } from './parse.ts'

const Removed = z.object({ id: z.string(), '@removed': z.object({}) })
const Named = z.object({ id: z.string(), seriesMasterId: z.string().nullish(), type: z.string().nullish() })
const Page = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
})

const PAGE = 100

/**
 * One page of a round of calendarView/delta, the only listing of changes that v1.0 documents (calendar.md §4.2). The window
 * is that of the round, and so is the cursor: a link that is followed as it was given.
 */
export async function list(client: GraphClient, question: ListQuestion): Promise<Answer<Listing>> {
  const { calendar, cursor, page, size, window } = question
  const first = addressOf(calendar, '/calendarView/delta', { startDateTime: window.from, endDateTime: window.to })
  const url = page ?? cursor ?? first
  const elsewhere = client.talk.failed({ asked: 'list', status: null, code: 'other_host' })
  if (!client.isOwn(url)) return elsewhere
  const by_cursor = url !== first
  const answer = await client.ask('list', { method: 'GET', url, size: size ?? PAGE, by_cursor }, Page)
  if (answer.kind === 'failed') return answer
  const { value, '@odata.nextLink': next = null, '@odata.deltaLink': told = null } = answer.content
  const link = next ?? told
  if (link === null) return client.talk.failed({ asked: 'list', status: 200, code: 'missing_cursor' })
  if (!client.isOwn(link)) return elsewhere
  const rows = value.map((row) => rowIn(row, calendar))
  // A row that cannot even be named says that this is no listing.
  if (rows.some((row) => row === null)) return client.talk.failed({ asked: 'list', status: 200, code: 'bad_json' })
  // A row may come again, and a series comes with a row for each occurrence.
  const once = new Map(rows.flatMap((row) => (row === null ? [] : [[`${row.kind} ${row.remote_id}`, row]])))
  return client.talk.ok({ rows: [...once.values()], next, cursor: next === null ? told : null })
}

function rowIn(row: unknown, calendar: CalendarAt): ListedRow | null {
  const removed = Removed.safeParse(row)
  // Also what was made, moved or changed outside the window is told so (calendar.md §4.4.5).
  if (removed.success) return { kind: 'gone', remote_id: removed.data.id, certain: false }
  const named = Named.safeParse(row)
  if (!named.success) return null
  const { id, seriesMasterId, type } = named.data
  // Of a series a row is a hint: a deleted occurrence has none, and the master may have the times of another one.
  if (seriesMasterId) return { kind: 'dirty', remote_id: seriesMasterId }
  if (type !== 'singleInstance') return { kind: 'dirty', remote_id: id }
  const event = GraphEvent.safeParse(row)
  const item = event.success ? itemIn(event.data, calendar) : null
  if (!event.success || item === null) return { kind: 'unreadable', remote_id: id }
  return mayBeOurs(event.data) ? { ...item, mark_untold: true } : item
}
