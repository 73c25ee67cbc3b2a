import { DETAIL_FIELDS, detailsOf } from '#domain/calendar/event.ts'
import type { CalendarEvent, DetailChange } from '#domain/calendar/event.ts'
import { toGraph } from '#domain/calendar/sync/graph-recurrence.ts'
import type { CalendarAt, WriteQuestion } from '#domain/calendar/sync/port.ts'
import type { Projection } from '#domain/calendar/sync/projection.ts'
import { addressOf } from './client.ts'
import type { GraphClient } from './client.ts'
import type { Content } from './errors.ts'
import { GraphEvent } from './graph-event.ts'
import { timesOf } from './times.ts'

/** The address of an event, a series or an occurrence. */
export function urlOf(calendar: CalendarAt, id: string, query: Readonly<Record<string, string>> = {}): string {
  return addressOf(calendar, `/events/${encodeURIComponent(id)}`, query)
}

/** Changes what is named of an event, a series or an occurrence. */
export function patch(
  client: GraphClient,
  { calendar }: WriteQuestion,
  { id, if_match = null, body }: { id: string; if_match?: string | null; body: Readonly<Record<string, unknown>> },
): Promise<Content<GraphEvent>> {
  const url = urlOf(calendar, id)
  return client.ask('update', { method: 'PATCH', url, if_match, body }, GraphEvent)
}

/** When an event is and how it repeats. Graph takes the two together: a series begins with the date of its event. */
export function scheduleOf({ when, recurrence }: CalendarEvent, viewerZone: string): Readonly<Record<string, unknown>> {
  const times = timesOf(when, viewerZone)
  if (recurrence?.rrule == null) return times
  const said = toGraph(recurrence.rrule, when)
  if (said === null) throw new Error('A rule that Graph has no words for is refused before it is written.')
  const range = { ...said.range, recurrenceTimeZone: times.start.timeZone }
  return { ...times, recurrence: { pattern: said.pattern, range } }
}

/** The fields of the event itself that a write is about. */
export function changedIn(event: CalendarEvent, changes: Projection): DetailChange {
  const details = detailsOf(event)
  return Object.fromEntries(DETAIL_FIELDS.filter((field) => field in changes).map((field) => [field, details[field]]))
}
