import { blankEvent, CalendarEvent, detailsOf, EVENT_LIMITS } from '#domain/calendar/event.ts'
import type { EventDetails, Override } from '#domain/calendar/event.ts'
import { givenAmong, movedTo } from '#domain/calendar/expand.ts'
import { differencesOf } from '#domain/calendar/ics/differences.ts'
import { clockOf, wallAt } from '#domain/calendar/moment.ts'
import { GOOGLE_COLOURS } from '#domain/calendar/sync/google-colours.ts'
import type { Mark, RemoteItem } from '#domain/calendar/sync/link.ts'
import { sameValue } from '#domain/calendar/sync/value.ts'
import { readRecurrence } from './recurrence.ts'
import { isCancelled } from './resource.ts'
import type { Row, Whole } from './resource.ts'
import { keyOf, whenOf } from './times.ts'
import type { Zones } from './times.ts'
import { versionOf } from './version.ts'

/** What an object says; null where it cannot be read. */
export function itemOf(whole: Whole, zones: Zones): RemoteItem | null {
  const event = eventIn(whole, zones)
  if (event === null) return null
  const { master, exceptions } = whole
  const updated = [master, ...exceptions].flatMap((row) => row.updated ?? []).toSorted(byInstant)
  const [etag, mark] = [versionOf(whole), markIn(master)]
  return { kind: 'item', remote_id: master.id, etag, event, updated: updated.at(-1) ?? null, mark }
}

const byInstant = (a: string, b: string): number => Date.parse(a) - Date.parse(b)

/** The series or the event alone, without the instances that differ. */
export function masterIn(row: Row, zones: Zones): CalendarEvent | null {
  const when = whenOf(row.start, row.end, zones)
  if (when === null) return null
  // One whose series nobody gave us: one was invited to it alone.
  const recurrence_id = row.recurringEventId === undefined ? null : keyOf(row.originalStartTime, when, zones)
  const read = CalendarEvent.safeParse({
    ...blankEvent(row.iCalUID ?? row.id, when),
    ...detailsIn(row),
    ...{ recurrence: readRecurrence(row.recurrence, when).recurrence, recurrence_id, sequence: row.sequence },
    tz_uncertain: when.kind === 'timed' && zones.of(row.start ?? {}).uncertain,
  })
  return read.success ? read.data : null
}

function eventIn({ master, exceptions }: Whole, zones: Zones): CalendarEvent | null {
  const event = masterIn(master, zones)
  if (event === null || event.recurrence === null) return event
  const keyed = exceptions.flatMap((row) => {
    const key = keyOf(row.originalStartTime, event.when, zones)
    return key === null ? [] : [{ key, row }]
  })
  // What the series no longer has may stay behind as cancelled, and says nothing.
  const cancelled = keyed.flatMap(({ key, row }) => (isCancelled(row) ? [key] : []))
  const exdates = new Set([...event.recurrence.exdates, ...givenAmong(event, cancelled)])
  const overrides = new Map<string, Override>()
  for (const { key, row } of keyed) {
    if (isCancelled(row)) continue
    const override = overrideIn(row, event, { key, zones })
    if (override === null) return null
    if (override.when !== null || Object.keys(override.details).length > 0) overrides.set(key, override)
  }
  const read = CalendarEvent.safeParse({
    ...event,
    recurrence: { ...event.recurrence, exdates: [...exdates].sort() },
    overrides: [...overrides.values()].sort((a, b) => (a.recurrence_id < b.recurrence_id ? -1 : 1)),
  })
  return read.success ? read.data : null
}

/** Google tells all of an instance; what is the same as in the series goes on following it. */
function overrideIn(row: Row, event: CalendarEvent, at: { key: string; zones: Zones }): Override | null {
  const when = whenOf(row.start, row.end, at.zones)
  if (when === null) return null
  const regular = movedTo(event.when, wallAt(at.key, clockOf(event.when, [])))
  const details = differencesOf(detailsOf(event), detailsIn(row))
  return { recurrence_id: at.key, when: sameValue(when, regular) ? null : when, details }
}

/** Everything that an event says apart from when it is. */
export function detailsIn(row: Row): EventDetails {
  const attendees = row.attendees.slice(0, EVENT_LIMITS.attendees).flatMap(attendeeIn)
  const { transparency, visibility, colorId = '' } = row
  return {
    title: row.summary.slice(0, EVENT_LIMITS.title),
    description: row.description?.slice(0, EVENT_LIMITS.text) ?? null,
    location: row.location?.slice(0, EVENT_LIMITS.text) ?? null,
    url: row.hangoutLink?.slice(0, 2_048) ?? null,
    status: row.status === 'tentative' || row.status === 'cancelled' ? row.status : 'confirmed',
    transparency: transparency === 'transparent' ? 'transparent' : 'opaque',
    visibility: visibility === 'private' || visibility === 'confidential' ? visibility : 'public',
    reminders: remindersIn(row),
    organizer: attendees.length === 0 && row.organizer?.self === true ? null : organizerIn(row),
    attendees,
    categories: [],
    colour: GOOGLE_COLOURS[colorId] ?? null,
  }
}

/** Those that the calendar has for all its events are the calendar's: an event that uses them has none of its own. */
function remindersIn({ reminders }: Row): EventDetails['reminders'] {
  if (reminders === undefined || reminders.useDefault) return []
  return reminders.overrides.slice(0, EVENT_LIMITS.reminders).flatMap(({ method, minutes }) => {
    if (method !== 'popup' && method !== 'email') return []
    return [{ method, minutes_before: Math.min(40_320, Math.max(0, Math.round(minutes))) }]
  })
}

/** Whoever has a calendar organises what is in it: that is worth telling where others take part, or it was another one. */
function organizerIn({ organizer }: Row): EventDetails['organizer'] {
  if (organizer?.email === undefined) return null
  return { email: organizer.email.slice(0, 320), name: organizer.displayName?.slice(0, 500) ?? null }
}

function attendeeIn(one: Row['attendees'][number]): EventDetails['attendees'] {
  if (one.email === undefined) return []
  return [
    {
      email: one.email.slice(0, 320),
      name: one.displayName?.slice(0, 500) ?? null,
      role: one.optional ? 'optional' : 'required',
      answer: ANSWERS[one.responseStatus] ?? 'needs_action',
      kind: one.resource ? 'resource' : 'person',
    },
  ]
}

const ANSWERS: Readonly<Record<string, EventDetails['attendees'][number]['answer']>> = {
  accepted: 'accepted',
  declined: 'declined',
  tentative: 'tentative',
}

/** Our mark: private to the calendar that it lies in (guides/extended-properties). */
export function markIn({ extendedProperties }: Row): Mark | null {
  const { ccId: event_id, ccRev: token = '' } = extendedProperties?.private ?? {}
  return event_id === undefined ? null : { event_id, token }
}
