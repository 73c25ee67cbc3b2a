import type { Answer } from '#kit/vendors/faulty-server.ts'
import { json, refuse } from './answer.ts'
import { patched, readBody, replaced } from './event-body.ts'
import type { EventBody } from './event-body.ts'
import { shown } from './event-time.ts'
import { exceptionsOf, findEvent, isGiven, isInstance, isSeries } from './instances.ts'
import { allIn, eventIn } from './state.ts'
import type { Account, Calendar, GoogleEvent, GoogleState } from './state.ts'

/** The collection that a request is about, and on whose behalf. */
export interface Place {
  readonly state: GoogleState
  readonly account: Account
  readonly calendar: Calendar
}

/** An event as an answer has it, with times in the zone of the answer. */
export function resource(event: GoogleEvent, calendar: Calendar, zone = calendar.timeZone): Record<string, unknown> {
  if (event.bare === true) return { kind: 'calendar#event', etag: event.etag, id: event.id, status: event.status }
  const original = event.originalStartTime
  return {
    kind: 'calendar#event',
    ...event,
    start: shown(event.start, calendar.timeZone, zone),
    end: shown(event.end, calendar.timeZone, zone),
    ...(original === undefined ? {} : { originalStartTime: shown(original, calendar.timeZone, zone) }),
  }
}

/** events/get. A deleted event is still there, with `status: cancelled`; If-None-Match: guides/version-resources. */
export function getEvent({ calendar }: Place, id: string, ifNoneMatch: string | undefined): Answer {
  const event = existing(calendar, id)
  if (ifNoneMatch === event.etag) return { status: 304, headers: { etag: event.etag } }
  return answered(event, calendar)
}

/**
 * events/insert. An id is base32hex of 5 to 1024 characters and the caller's to choose; that one is taken is told with 409,
 * also when its event was deleted; but "we cannot guarantee that ID collisions will be detected at event creation time".
 */
export function insertEvent(place: Place, text: string): Answer {
  const { state, calendar } = place
  const body = readBody(text)
  if (body.id !== undefined && body.iCalUID !== undefined) refuse('invalid', 'Only one of id and iCalUID may be given.')
  if (body.id !== undefined && !/^[a-v0-9]{5,1024}$/.test(body.id)) refuse('invalid', 'Invalid resource id value.')
  let id = body.id ?? state.newId()
  if (calendar.events.has(id) || calendar.burnt.has(id)) {
    if (state.undetectedCollisions === 0) refuse('duplicate')
    state.undetectedCollisions -= 1
    id = state.newId()
  }
  return answered(created(place, id, body), calendar)
}

/**
 * events/import: a copy of an event by its iCalUID; one that is here already is updated, and nobody gets mail. Whether a
 * deleted one comes back is not documented: here it does.
 */
export function importEvent(place: Place, text: string): Answer {
  const { state, calendar } = place
  const body = readBody(text)
  if (body.iCalUID === undefined) return refuse('required', 'Missing iCalUID.')
  const known = allIn(calendar).find((event) => event.iCalUID === body.iCalUID && !isInstance(event))
  if (known === undefined) return answered(created(place, state.newId(), body), calendar)
  return answered(state.put(calendar, replaced(known, body, calendar)), calendar)
}

export function created({ state, account, calendar }: Place, id: string, body: EventBody): GoogleEvent {
  const self = account.entries.get(calendar.id)?.primary === true
  const base = {
    id,
    etag: '',
    updated: '',
    created: state.stamp(),
    htmlLink: `https://www.google.com/calendar/event?eid=${id}`,
    creator: { email: account.email, self },
    organizer: self
      ? { email: account.email, self }
      : { email: calendar.id, displayName: calendar.summary, self: true },
    iCalUID: body.iCalUID ?? `${id}@google.com`,
    sequence: 0,
  }
  const defaults = { reminders: { useDefault: true }, eventType: 'default', ...body }
  return state.put(calendar, replaced(base, defaults, calendar))
}

/** events/patch and events/update, also of one instance of a series, which makes it an exception. */
export function writeEvent(
  { state, calendar }: Place,
  id: string,
  write: { how: 'patch' | 'update'; text: string; ifMatch: string | undefined },
): Answer {
  const body = readBody(write.text)
  const event = existing(calendar, id)
  checkVersion(event, write.ifMatch)
  return answered(changed(state, calendar, event, { how: write.how, body }), calendar)
}

export function changed(
  state: GoogleState,
  calendar: Calendar,
  event: GoogleEvent,
  { how, body }: { how: 'patch' | 'update'; body: EventBody },
): GoogleEvent {
  const next = how === 'patch' ? patched(event, body, calendar) : replaced(event, body, calendar)
  // Only who says so brings a deleted event back (reference/events#status: its details stay "so that they can be restored").
  if (event.status === 'cancelled' && body.status == null) next.status = 'cancelled'
  if (isInstance(event)) delete next.recurrence
  const stored = state.put(calendar, next)
  if (!isInstance(stored)) dropLostInstances(state, calendar, stored)
  return stored
}

/** An exception whose instance the series no longer has goes with it. Not documented; what the web interface shows. */
function dropLostInstances(state: GoogleState, calendar: Calendar, series: GoogleEvent): void {
  for (const exception of exceptionsOf(calendar, series.id)) {
    if (exception.status === 'cancelled' || isGiven(calendar, series, exception)) continue
    state.put(calendar, { ...exception, status: 'cancelled' })
  }
}

/** events/delete: 204 without a body, and 410 for what is deleted already (guides/errors#410_gone). */
export function deleteEvent({ state, calendar }: Place, id: string, ifMatch: string | undefined): Answer {
  const event = existing(calendar, id)
  if (event.status === 'cancelled') refuse('deleted')
  checkVersion(event, ifMatch)
  cancelled(state, calendar, event)
  return { status: 204 }
}

export function cancelled(state: GoogleState, calendar: Calendar, event: GoogleEvent): GoogleEvent {
  return state.put(calendar, { ...event, status: 'cancelled', sequence: event.sequence + 1 })
}

/** events/move: only default events and whole series; what it leaves behind is a deleted event with nothing but its id. */
export function moveEvent({ state, account, calendar }: Place, id: string, destination: Calendar): Answer {
  const event = existing(calendar, id)
  if (event.status === 'cancelled') refuse('notFound')
  if (isInstance(event) || event['eventType'] !== 'default') refuse('invalid', 'Cannot move this event.')
  const there = eventIn(destination, id)
  if (there !== null && there.bare !== true) refuse('duplicate')
  return answered(moved(state, event, { from: calendar, to: destination, account }), destination)
}

export function moved(
  state: GoogleState,
  event: GoogleEvent,
  { from, to, account }: { from: Calendar; to: Calendar; account: Account },
): GoogleEvent {
  const isPrimary = account.entries.get(to.id)?.primary === true
  const organizer = { email: isPrimary ? account.email : to.id, self: true }
  const sequence = event.sequence + 1
  const exceptions = isSeries(event) ? exceptionsOf(from, event.id) : []
  for (const exception of exceptions) from.events.delete(exception.id)
  state.put(from, { ...event, status: 'cancelled', bare: true })
  const arrived = state.put(to, { ...event, organizer, sequence })
  for (const exception of exceptions) state.put(to, { ...exception, organizer, sequence })
  return arrived
}

function existing(calendar: Calendar, id: string): GoogleEvent {
  return findEvent(calendar, id) ?? refuse('notFound')
}

/** guides/version-resources: conditional modification. */
function checkVersion(event: GoogleEvent, ifMatch: string | undefined): void {
  if (ifMatch !== undefined && ifMatch !== '*' && ifMatch !== event.etag) refuse('conditionNotMet')
}

function answered(event: GoogleEvent, calendar: Calendar): Answer {
  const answer = json(resource(event, calendar))
  return { ...answer, headers: { ...answer.headers, etag: event.etag } }
}
