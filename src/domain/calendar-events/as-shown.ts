import { Temporal } from 'temporal-polyfill'
import type { Event } from '#contract/calendar-events.ts'
import { detailsAt } from '#domain/calendar/event.ts'
import type { CalendarEvent, EventDetails, When } from '#domain/calendar/event.ts'
import type { Instance } from '#domain/calendar/expand.ts'
import { isIanaZone, spanOf } from '#domain/calendar/moment.ts'
import type { Span } from '#domain/calendar/moment.ts'
import { NAMED_REMINDERS } from './as-written.ts'

/** What an event says, as it goes over the wire; ids and where it lies come from the store. */
export type Shown = Omit<
  Event,
  | 'id'
  | 'application_id'
  | 'application'
  | 'interview_id'
  | 'appointment_id'
  | 'calendars'
  | 'created_at'
  | 'updated_at'
  | 'version'
>

/** One instance of a series, or an event that does not repeat. */
export function shownInstance(event: CalendarEvent, instance: Instance): Shown {
  const isSeries = event.recurrence !== null
  return {
    ...shown(event, detailsAt(event, instance.key), instance.when, instance.span),
    recurrence_id: isSeries ? instance.key : event.recurrence_id,
    is_exception: instance.override !== null,
  }
}

/** An event as such, a series by its first start. A zone that nobody knows is read as UTC, and told as uncertain. */
export function shownWhole(event: CalendarEvent, zone: string): Shown {
  const span = spanOf(event.when, zone, event.custom_zones)
  return {
    ...shown(event, event, event.when, span ?? asUtc(event.when)),
    recurrence_id: event.recurrence_id,
    is_exception: false,
    tz_uncertain: event.tz_uncertain || span === null,
  }
}

function asUtc(when: When): Span {
  const span = when.kind === 'timed' ? spanOf({ ...when, zone: 'UTC' }, 'UTC') : spanOf(when, 'UTC')
  if (span === null) throw new Error('UTC is a zone.')
  return span
}

function shown(event: CalendarEvent, details: EventDetails, when: When, span: Span): Shown {
  const has = (minutes: number): boolean => details.reminders.some((one) => one.minutes_before === minutes)
  return {
    ...{ recurrence_id: null, is_exception: false },
    ...{ title: details.title, description: details.description, location: details.location, url: details.url },
    ...{ start_time: span.start, end_time: span.end, all_day: span.kind === 'dates' },
    // A zone that only the event knows has no name that anyone else could look up.
    timezone: when.kind === 'timed' && isIanaZone(when.zone) ? when.zone : null,
    recurrence: event.recurrence?.rrule ?? null,
    ...{ status: details.status, busy: details.transparency === 'opaque', visibility: details.visibility },
    organizer: details.organizer,
    attendees: details.attendees.map(({ email, name, role, answer }) => ({ email, name, role, answer })),
    reminders: details.reminders,
    reminder_15min: has(NAMED_REMINDERS.reminder_15min),
    reminder_1hour: has(NAMED_REMINDERS.reminder_1hour),
    reminder_1day: has(NAMED_REMINDERS.reminder_1day),
    ...{ categories: details.categories, colour: details.colour, tz_uncertain: event.tz_uncertain || isOwnZone(when) },
  }
}

const isOwnZone = (when: When): boolean => when.kind === 'timed' && !isIanaZone(when.zone)

/** Whether one is not free then: opaque, not cancelled, and not declined by the person whose address it is. */
export function isBusy(shownEvent: Pick<Shown, 'busy' | 'status' | 'attendees'>, own: ReadonlySet<string>): boolean {
  const declined = shownEvent.attendees.some(
    ({ email, answer }) => answer === 'declined' && own.has(email.toLowerCase()),
  )
  return shownEvent.busy && shownEvent.status !== 'cancelled' && !declined
}

/** The stretches as instants, overlapping and touching ones as one, by start. Days begin in `zone`. */
export function merged(
  spans: readonly Pick<Shown, 'start_time' | 'end_time' | 'all_day'>[],
  zone: string,
): { start_time: string; end_time: string }[] {
  const at = (text: string, allDay: boolean): number =>
    allDay ? Temporal.PlainDate.from(text).toZonedDateTime(zone).epochMilliseconds : Date.parse(text)
  const all = spans
    .map(({ start_time, end_time, all_day }) => ({ from: at(start_time, all_day), to: at(end_time, all_day) }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from)
  const out: { from: number; to: number }[] = []
  for (const span of all) {
    const last = out.at(-1)
    if (last !== undefined && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else out.push({ ...span })
  }
  const text = (ms: number): string => Temporal.Instant.fromEpochMilliseconds(ms).toString()
  return out.map(({ from, to }) => ({ start_time: text(from), end_time: text(to) }))
}
