import { Temporal } from 'temporal-polyfill'
import { blankEvent, detailsOf, EVENT_LIMITS } from '#domain/calendar/event.ts'
import type { CalendarEvent, Override, When } from '#domain/calendar/event.ts'
import { differencesOf } from '#domain/calendar/ics/differences.ts'
import { movedTo } from '#domain/calendar/expand.ts'
import { clockOf, instantText, keyAt, wallAt, wallStart } from '#domain/calendar/moment.ts'
import { fromGraph } from '#domain/calendar/sync/graph-recurrence.ts'
import type { RemoteItem } from '#domain/calendar/sync/link.ts'
import type { CalendarAt } from '#domain/calendar/sync/port.ts'
import { sameValue } from '#domain/calendar/sync/value.ts'
import { detailsIn } from './details.ts'
import type { GraphEvent, GraphInstance } from './graph-event.ts'
import { markIn } from './mark.ts'
import { readable, whenIn, zoneNamed } from './times.ts'

/** An event or a whole series as it was read; null for one whose times cannot be read. */
export function itemIn(given: GraphEvent, calendar: CalendarAt): RemoteItem | null {
  const event = readable(() => eventIn(given, calendar))
  if (event === null) return null
  const { mark, unfinished } = markIn(given)
  const [etag, updated] = [given['@odata.etag'] ?? null, given.lastModifiedDateTime ?? null]
  const item: RemoteItem = { kind: 'item', remote_id: given.id, etag, event, updated, mark }
  return unfinished ? { ...item, unfinished } : item
}

/** Whether an event is in a zone of no name: its instants are right, and its hours on other days are nobody's to say. */
export function isInNoZone({ originalStartTimeZone }: GraphEvent, calendar: CalendarAt): boolean {
  return zoneNamed(originalStartTimeZone ?? 'UTC', calendar.time_zone).kind !== 'iana'
}

function eventIn(given: GraphEvent, calendar: CalendarAt): CalendarEvent | null {
  const zone = zoneNamed(given.originalStartTimeZone ?? 'UTC', calendar.time_zone)
  if (zone.kind === 'custom') return null
  const when = whenIn(given, zone.zone)
  if (when === null) return null
  const single: CalendarEvent = {
    ...blankEvent((given.iCalUId || given.id).slice(0, 1_024), when),
    ...detailsIn(given),
    tz_uncertain: zone.kind === 'uncertain' && when.kind === 'timed',
  }
  if (given.recurrence == null) return single
  const series: CalendarEvent = {
    ...single,
    recurrence: {
      rrule: fromGraph(given.recurrence, when),
      rdates: [],
      exdates: keysOf(given.cancelledOccurrences ?? [], when).slice(0, EVENT_LIMITS.dates),
    },
  }
  return { ...series, overrides: overridesIn(given.exceptionOccurrences ?? [], series) }
}

/**
 * The key of an occurrence: its original start. `occurrenceId` ends with the date on which it would have been, in the zone
 * of its series (learn.microsoft.com/graph/api/resources/event).
 */
export function keyIn({ occurrenceId, originalStart, start }: GraphInstance, when: When): string | null {
  if (when.kind === 'timed' && originalStart) return instantText(Temporal.Instant.from(originalStart))
  const date = dateAtEnd(occurrenceId ?? '') ?? (when.kind === 'all_day' ? start?.dateTime.slice(0, 10) : undefined)
  return date === undefined ? null : keyOn(date, when)
}

function keysOf(occurrenceIds: readonly string[], when: When): string[] {
  const dates = occurrenceIds.flatMap((id) => dateAtEnd(id) ?? [])
  return [...new Set(dates.map((date) => keyOn(date, when)))].sort()
}

const dateAtEnd = (id: string): string | undefined => /\.(\d{4}-\d\d-\d\d)$/.exec(id)?.[1]

const keyOn = (date: string, when: When): string =>
  keyAt(when, Temporal.PlainDate.from(date).toPlainDateTime(wallStart(when).toPlainTime()), clockOf(when, []))

function overridesIn(exceptions: readonly GraphInstance[], series: CalendarEvent): Override[] {
  const { when } = series
  const clock = clockOf(when, [])
  const overrides = new Map<string, Override>()
  for (const exception of exceptions.slice(0, EVENT_LIMITS.overrides)) {
    const key = keyIn(exception, when)
    if (key === null || clock === null) continue
    const own = { ...detailsOf(series), ...detailsIn(exception) }
    const place = whenIn(exception, when.kind === 'timed' ? when.zone : 'UTC')
    const isMoved = place !== null && !sameValue(place, movedTo(when, wallAt(key, clock)))
    overrides.set(key, {
      recurrence_id: key,
      when: isMoved ? place : null,
      details: differencesOf(detailsOf(series), own),
    })
  }
  return [...overrides.values()].sort((a, b) => (a.recurrence_id < b.recurrence_id ? -1 : 1))
}
