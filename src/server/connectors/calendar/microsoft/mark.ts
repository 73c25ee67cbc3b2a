import { createHash } from 'node:crypto'
import type { Mark } from '#domain/calendar/sync/link.ts'
import type { GraphEvent } from './graph-event.ts'

// The mark that sync leaves on what it wrote (calendar.md §4.2): two extended properties under a name of our own.

const OURS = 'String {6c1f5d0a-3b52-4c0e-9a57-2d8f1c7e4b90} Name'
const [EVENT, WRITE] = [`${OURS} ccId`, `${OURS} ccRev`] as const
const UNFINISHED = ' …'

/** What `$expand` takes to give our mark: extended properties come only by name. */
export const MARK_EXPANDED = `singleValueExtendedProperties($filter=id eq '${EVENT}' or id eq '${WRITE}')`

/** The property of the mark; `unfinished` as long as more requests of the same write are to come. */
export function withMark(mark: Mark, unfinished: boolean): Readonly<Record<string, unknown>> {
  const token = unfinished ? `${mark.token}${UNFINISHED}` : mark.token
  return {
    singleValueExtendedProperties: [
      { id: EVENT, value: mark.event_id },
      { id: WRITE, value: token },
    ],
  }
}

export function markIn({ singleValueExtendedProperties }: GraphEvent): { mark: Mark | null; unfinished: boolean } {
  const valueOf = (id: string) =>
    singleValueExtendedProperties?.find((one) => one.id.toLowerCase() === id.toLowerCase())?.value
  const [event_id, said = ''] = [valueOf(EVENT), valueOf(WRITE)]
  if (event_id === undefined) return { mark: null, unfinished: false }
  const unfinished = said.endsWith(UNFINISHED)
  return { mark: { event_id, token: unfinished ? said.slice(0, -UNFINISHED.length) : said }, unfinished }
}

/** The filter for the events with our mark of this event. */
export function markFilter(event_id: string): string {
  const value = event_id.replaceAll("'", "''")
  return `singleValueExtendedProperties/Any(ep: ep/id eq '${EVENT}' and ep/value eq '${value}')`
}

const OUR_TRANSACTIONS = 'cc0a11e5'

/**
 * The name of a create, the same each time that it is tried, so that a second one makes no second event (learn.microsoft.com/
 * graph/api/resources/event, transactionId). A listing tells it, where it does not tell our mark.
 */
export function transactionIdOf(wanted_id: string): string {
  const hex = createHash('sha256').update(wanted_id).digest('hex')
  return `${OUR_TRANSACTIONS}-${hex.slice(0, 4)}-8${hex.slice(4, 7)}-8${hex.slice(7, 10)}-${hex.slice(10, 22)}`
}

/** Whether an event of a listing may be one that we made; one that does not say may be. */
export function mayBeOurs({ transactionId }: GraphEvent): boolean {
  return transactionId === undefined || transactionId?.toLowerCase().startsWith(OUR_TRANSACTIONS) === true
}
