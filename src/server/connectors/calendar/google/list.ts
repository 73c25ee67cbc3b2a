import type { ListedRow } from '#domain/calendar/sync/link.ts'
import type { Answer, CalendarFailure, Listing, ListQuestion } from '#domain/calendar/sync/port.ts'
import type { GoogleClient } from './client.ts'
import { allRows, exceptionsOf, rowsOfUid } from './events.ts'
import { itemOf } from './parse.ts'
import { isCancelled } from './resource.ts'
import type { Row, Whole } from './resource.ts'
import { Zones } from './times.ts'

/** All of a calendar, or what changed since a cursor, in one answer: a series and its instances may lie on different pages. */
export async function list(client: GoogleClient, question: ListQuestion): Promise<Answer<Listing>> {
  const { calendar, cursor, size } = question
  const query: Record<string, string> = cursor === null ? {} : { syncToken: cursor }
  const found = await allRows(client, { calendar_id: calendar.remote_id, query, size })
  if (found.kind === 'failed') return found
  // Without one the next run would begin anew, and what was listed is perhaps not all (calendar.md §4.1).
  if (found.cursor === null) return client.talk.failed({ asked: 'list', status: 200, code: 'missing_cursor' })
  const zones = new Zones(calendar.time_zone)
  const rows = newestOf(found.rows)
  const listed = cursor === null ? wholeRows(rows, zones) : await changedRows(client, question, { rows, zones })
  if ('kind' in listed) return listed
  const unreadable = found.unreadable.map((remote_id): ListedRow => ({ kind: 'unreadable', remote_id }))
  return client.talk.ok({ rows: [...listed, ...unreadable], next: null, cursor: found.cursor })
}

/** One row for each id: a listing may tell what was before as well, the newest last (calendar.md §4.1). */
function newestOf(rows: readonly Row[]): Row[] {
  const newest = new Map<string, Row>()
  for (const row of rows) {
    const before = newest.get(row.id)
    if (before === undefined || !isOlder(row, before)) newest.set(row.id, row)
  }
  return [...newest.values()]
}

const isOlder = (row: Row, than: Row): boolean =>
  row.updated !== null && than.updated !== null && Date.parse(row.updated) < Date.parse(than.updated)

/** Where everything was listed, what belongs together is here. */
function wholeRows(rows: readonly Row[], zones: Zones): ListedRow[] {
  const ids = new Set(rows.map(({ id }) => id))
  const exceptions = Map.groupBy(rows, ({ recurringEventId }) => recurringEventId ?? '')
  return rows.flatMap((row) => {
    if (row.recurringEventId !== undefined && ids.has(row.recurringEventId)) return []
    return [rowOf({ master: row, exceptions: exceptions.get(row.id) ?? [] }, zones)]
  })
}

function rowOf(whole: Whole, zones: Zones): ListedRow {
  const remote_id = whole.master.id
  if (isCancelled(whole.master)) return { kind: 'gone', remote_id, certain: true }
  return itemOf(whole, zones) ?? { kind: 'unreadable', remote_id }
}

/**
 * What changed. Of a series only the parts that changed are told, so it is read whole: at once where a part tells the UID, for
 * then one request brings all of it, and shows as well when there is no series here, but an instance that one was invited to.
 */
async function changedRows(
  client: GoogleClient,
  { calendar }: ListQuestion,
  { rows, zones }: { readonly rows: readonly Row[]; readonly zones: Zones },
): Promise<ListedRow[] | CalendarFailure> {
  const listed: ListedRow[] = []
  const series = new Map<string, string | null>()
  for (const row of rows) {
    const { id, recurringEventId, iCalUID = null } = row
    const isWhole = recurringEventId === undefined && row.recurrence.length === 0
    if (isWhole || (recurringEventId === undefined && isCancelled(row))) listed.push(rowOf(alone(row), zones))
    else series.set(recurringEventId ?? id, iCalUID ?? series.get(recurringEventId ?? id) ?? null)
    // Whoever was invited to this instance alone has it no more; of a series nobody knows the id.
    if (recurringEventId !== undefined && isCancelled(row)) listed.push(rowOf(alone(row), zones))
  }
  const gone = new Set(listed.flatMap((row) => (row.kind === 'gone' ? [row.remote_id] : [])))
  for (const [remote_id, uid] of series) {
    if (gone.has(remote_id)) continue
    if (uid === null) {
      listed.push({ kind: 'dirty', remote_id })
      continue
    }
    const found = await rowsOfUid(client, calendar.remote_id, uid)
    if (found.kind === 'failed') return found
    const master = found.rows.find(({ id }) => id === remote_id)
    const exceptions = exceptionsOf(found.rows, remote_id)
    if (found.unreadable.length > 0) listed.push({ kind: 'unreadable', remote_id })
    else if (master !== undefined) listed.push(rowOf({ master, exceptions }, zones))
    else listed.push(...exceptions.filter((row) => !isCancelled(row)).map((row) => rowOf(alone(row), zones)))
  }
  return listed
}

const alone = (master: Row): Whole => ({ master, exceptions: [] })
