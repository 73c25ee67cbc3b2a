import { Temporal } from 'temporal-polyfill'
import type { PlaceKind } from '#contract/appointment-types.ts'
import type { Appointment } from '#contract/appointments.ts'
import { blankEvent } from '#domain/calendar/event.ts'
import type { CalendarEvent, When } from '#domain/calendar/event.ts'
import { writeIcs } from '#domain/calendar/ics/write.ts'
import { durationText, spanOf, wallText } from '#domain/calendar/moment.ts'

/** Nobody writes a longer one here (contract of types). */
const LONGEST_PLACE = 500

/** What of an appointment its events and invitations say. */
export type AppointmentDate = Pick<
  Appointment,
  'id' | 'title' | 'start_time' | 'end_time' | 'time_zone' | 'place_kind' | 'place' | 'answers'
> & {
  readonly host_name: string
  readonly host_email: string
  readonly guest_name: string
  readonly guest_email: string
  readonly guest_phone: string | null
  /** How often it was moved or cancelled. */
  readonly sequence: number
}

/** The same for whoever's calendar it stands in, so that a calendar which also gets the mail has it once. */
export const uidOf = (id: string): string => `${id}@career-copilot`

/** The event in the calendar of the host: who comes, and what they said. */
export function eventOfHost(appointment: AppointmentDate): CalendarEvent {
  const { guest_name, guest_email, guest_phone, answers } = appointment
  const lines = [
    `${guest_name} <${guest_email}>`,
    guest_phone ?? '',
    ...answers.map(({ label, value }) => `${label}\n${value}`),
  ]
  return {
    ...blank(appointment),
    title: `${appointment.title}: ${guest_name}`,
    description: lines.filter((line) => line !== '').join('\n\n'),
    reminders: [{ minutes_before: 15, method: 'popup' }],
  }
}

/** The event in the calendar of a guest who has an account. */
export function eventOfGuest(appointment: AppointmentDate): CalendarEvent {
  return {
    ...blank(appointment),
    title: `${appointment.title}: ${appointment.host_name}`,
    reminders: [60, 1440].map((minutes_before) => ({ minutes_before, method: 'popup' as const })),
  }
}

/** An event after its appointment was moved or its place changed. The rest is the person's. */
export function moved(event: CalendarEvent, appointment: AppointmentDate): CalendarEvent {
  return { ...event, when: whenOf(appointment), ...placeOf(appointment), sequence: event.sequence + 1 }
}

/** When an event of an appointment is now; null where it is no one stretch of time: whole days, or a series. */
export function timeOf(event: CalendarEvent): { start_time: string; end_time: string } | null {
  if (event.when.kind !== 'timed' || event.recurrence !== null) return null
  const span = spanOf(event.when, event.when.zone, event.custom_zones)
  return span?.kind === 'instants' && span.start < span.end ? { start_time: span.start, end_time: span.end } : null
}

/** Where an appointment takes place. */
export type Place = Pick<Appointment, 'place_kind' | 'place'>

/** Where an appointment takes place by its event, if that is another place than it says itself. */
export function elsewhere(event: CalendarEvent, before: Place): Place | null {
  const place = written(event.location)
  return place === written(before.place) ? null : { place, place_kind: kindOf(place, before) }
}

// An event has words only. Where they are no address to open and no number, but were one, one meets in person.
function kindOf(place: string | null, before: Place): PlaceKind {
  if (place === null) return before.place_kind
  if (isUrl(place)) return 'video'
  if (/^\+?[\d\s()/.-]{5,}$/.test(place)) return 'phone'
  return before.place_kind === 'video' && !isUrl(before.place) ? 'video' : 'address'
}

const written = (place: string | null): string | null => place?.trim().slice(0, LONGEST_PLACE).trim() || null
const isUrl = (place: string | null): boolean => /^https?:\/\//.test(place ?? '')

/**
 * The file that goes with a mail (RFC 5546 §3.2.2, §3.2.5): mail programs add, move or remove the appointment by it, going by
 * UID and SEQUENCE.
 */
export function invitation(appointment: AppointmentDate, method: 'REQUEST' | 'CANCEL', now: string): string {
  const { host_name, host_email, guest_name, guest_email } = appointment
  const event: CalendarEvent = {
    ...eventOfGuest(appointment),
    reminders: [],
    status: method === 'CANCEL' ? 'cancelled' : 'confirmed',
    organizer: { email: host_email, name: host_name },
    attendees: [{ email: guest_email, name: guest_name, role: 'required', answer: 'accepted', kind: 'person' }],
  }
  return writeIcs([event], { now, invite: true, method })
}

/** The whole second in which an instant lies, which is as much as calendars count (RFC 5545 section 3.3.5). `instant`: ISO 8601. */
export function wholeSecond(instant: string): Temporal.Instant {
  return Temporal.Instant.from(instant).round({ smallestUnit: 'second', roundingMode: 'floor' })
}

function blank(appointment: AppointmentDate): CalendarEvent {
  const event = blankEvent(uidOf(appointment.id), whenOf(appointment))
  return { ...event, ...placeOf(appointment), sequence: appointment.sequence }
}

function placeOf({ place_kind, place }: AppointmentDate): Pick<CalendarEvent, 'location' | 'url'> {
  return { location: place, url: place_kind === 'video' && isUrl(place) ? place : null }
}

function whenOf({ start_time, end_time, time_zone }: AppointmentDate): When {
  const [from, to] = [wholeSecond(start_time), wholeSecond(end_time)]
  return {
    kind: 'timed',
    start: wallText(from.toZonedDateTimeISO(time_zone).toPlainDateTime()),
    zone: time_zone,
    duration: durationText(from.until(to, { largestUnit: 'hour' })),
  }
}
