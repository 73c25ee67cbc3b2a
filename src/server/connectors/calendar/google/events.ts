import type { CalendarFailure } from '#domain/calendar/sync/port.ts'
import { eventsPath } from './client.ts'
import type { GoogleClient } from './client.ts'
import { EventsPage, Row } from './resource.ts'

/** All rows of a listing, however many pages they came on. */
export interface AllRows {
  readonly kind: 'rows'
  readonly rows: readonly Row[]
  /** The ids of what is there and cannot be read. */
  readonly unreadable: readonly string[]
  /** Where the next listing goes on from; null: none was given. */
  readonly cursor: string | null
}

export interface RowsQuestion {
  readonly calendar_id: string
  readonly query: Readonly<Record<string, string>>
  readonly size: number | null
}

/** events/list: the most that a page holds. */
const MOST_ROWS = 2_500
/**
 * Series as series and never as instances: of one without an end these reach to the next century. Deleted ones as well, since
 * a listing by a cursor tells them, and has to ask for the same as the first one did (guides/sync).
 */
const ALL = { singleEvents: 'false', showDeleted: 'true' }

/** Reads a listing to its end. A page may be empty and still not be the last one. */
export async function allRows(client: GoogleClient, question: RowsQuestion): Promise<AllRows | CalendarFailure> {
  const rows: Row[] = []
  const unreadable: string[] = []
  const maxResults = String(Math.min(question.size ?? MOST_ROWS, MOST_ROWS))
  let page: Readonly<Record<string, string>> = {}
  for (;;) {
    const query = { ...ALL, ...question.query, maxResults, ...page }
    const told = await client.ask('list', { method: 'GET', path: eventsPath(question.calendar_id), query }, EventsPage)
    if (told.kind === 'failed') return told
    const { items, nextPageToken, nextSyncToken = null } = told.value
    for (const item of items) {
      const row = Row.safeParse(item)
      if (row.success) rows.push(row.data)
      else unreadable.push(item.id)
    }
    if (nextPageToken === undefined) return { kind: 'rows', rows, unreadable, cursor: nextSyncToken }
    page = { pageToken: nextPageToken }
  }
}

/** All that belongs to one UID: a series with the instances that differ, in one request. */
export function rowsOfUid(client: GoogleClient, calendar_id: string, uid: string): Promise<AllRows | CalendarFailure> {
  return allRows(client, { calendar_id, query: { iCalUID: uid }, size: null })
}

/** The instances among the rows that belong to a series. */
export const exceptionsOf = (rows: readonly Row[], series_id: string): Row[] =>
  rows.filter(({ recurringEventId }) => recurringEventId === series_id)
