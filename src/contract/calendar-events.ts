import { z } from 'zod'

import { endpoint, invalidCursor, notFound, refusal, staleVersion } from './endpoint.ts'
import { windowTooLong } from './calendar-times.ts'
import { Status } from './stages.ts'
import { unlessMissing } from './field-words.ts'
import {
  Bound,
  DateOnly,
  Id,
  Instant,
  NamedTimeZone,
  OptionalText,
  PageQuery,
  Text,
  TimeZone,
  WebUrl,
  pageOf,
} from './wire.ts'

const base = { tag: 'Calendar', access: 'user' } as const
const params = z.object({ id: Id })

export const invalidEvent = refusal(
  'invalid_event',
  422,
  'The event cannot be like this. field_errors says what to change.',
)
export const scopeNeeded = refusal(
  'scope_needed',
  422,
  'This event repeats. Say with `scope` whether this one, this and the following, or all are meant, and which one with `recurrence_id`.',
)
export const unknownInstance = refusal('unknown_instance', 404, 'The series has no such date. Load it again.')
export const ruleInTheWay = refusal(
  'rule_in_the_way',
  422,
  'The series does not repeat on the new day. Send the new rule with `recurrence`.',
)
export const seriesTooLong = refusal('series_too_long', 422, 'This series is too long to be changed from here on.')
export const noCalendar = refusal(
  'no_calendar',
  422,
  'No calendar of this kind is connected and takes events. Connect one, or leave it out.',
)

/** Which instances of a series an edit is for. */
export const Scope = z.enum(['this', 'following', 'all'])
export type Scope = z.infer<typeof Scope>

const wrongMoment = 'Use a date and time such as 2026-11-25T14:00, an instant such as 2026-11-25T13:00:00Z, or a date.'
const LOCAL_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/
/**
 * When something begins or ends: an instant (`2026-11-25T13:00:00Z`), a time on the clock of `timezone`
 * (`2026-11-25T14:00`), or for what lasts whole days a date. The end of whole days is the first day after them.
 */
export const EventMoment = z
  .union(
    [Instant, z.string().regex(LOCAL_TIME).refine(isRealTime, 'There is no such day or time.'), DateOnly],
    unlessMissing(wrongMoment),
  )
  .meta({ example: '2026-11-25T14:00' })

export const EventReminder = z.object({
  minutes_before: z.int().min(0).max(40_320),
  method: z.enum(['popup', 'email']).default('popup'),
})

export const EventAttendee = z.object({
  email: z.email().max(320),
  name: OptionalText(200).default(null),
  role: z.enum(['chair', 'required', 'optional', 'none']).default('required'),
  answer: z.enum(['needs_action', 'accepted', 'declined', 'tentative', 'delegated']).default('needs_action'),
})

/** RFC 5545 RRULE, with or without its name. */
const Rule = Text(500).meta({ example: 'FREQ=WEEKLY;BYDAY=TU' })

/** Days and hours that no calendar has would roll over in JavaScript: 30 February is 2 March there. */
function isRealTime(text: string): boolean {
  const at = new Date(`${text}Z`)
  const is = Number.isNaN(at.getTime()) ? '' : at.toISOString()
  return text >= '0002' && text < '9998' && is.startsWith(text)
}

const Fields = z.object({
  title: Text(1000).meta({ example: 'On-site interview' }),
  description: OptionalText(30_000),
  location: OptionalText(1000),
  url: WebUrl.nullable(),
  start_time: EventMoment,
  end_time: EventMoment,
  timezone: NamedTimeZone.meta({ example: 'Europe/Berlin' }),
  all_day: z.boolean(),
  recurrence: Rule.nullable(),
  status: z.enum(['confirmed', 'tentative', 'cancelled']),
  busy: z.boolean(),
  visibility: z.enum(['public', 'private', 'confidential']),
  attendees: z.array(EventAttendee).max(200),
  /** Whether the calendar may send invitations to them. */
  send_invitations: z.boolean(),
  application_id: Id.nullable(),
  reminder_15min: z.boolean(),
  reminder_1hour: z.boolean(),
  reminder_1day: z.boolean(),
  reminders: z.array(EventReminder).max(20),
})

/** What a new event says. Without an end it lasts an hour, or a day. */
export const EventInput = Fields.partial()
  .required({ title: true, start_time: true })
  .extend({ provider: z.enum(['google', 'microsoft', 'caldav']).optional(), calendar_id: Id.optional() })
export type EventInput = z.output<typeof EventInput>

export const EventPatch = Fields.partial().extend({ version: z.int().optional() })
export type EventPatch = z.output<typeof EventPatch>

/** How an event stands in one of the calendars that it lies in. */
export const EventStanding = z.object({
  calendar_id: Id,
  provider: z.enum(['google', 'microsoft', 'caldav', 'ics']),
  state: z.enum(['in_sync', 'to_send', 'conflict', 'unsupported', 'rejected']),
  reason: z.string().nullable(),
})
export type EventStanding = z.infer<typeof EventStanding>

/** An event, or one instance of a series; then `recurrence_id` names it by its original start. */
export const Event = z.object({
  id: Id,
  recurrence_id: z.string().nullable().meta({ example: null }),
  /** True for an instance that differs from its series. */
  is_exception: z.boolean(),
  title: z.string(),
  description: z.string().nullable(),
  location: z.string().nullable(),
  url: z.string().nullable(),
  /** A UTC instant, or a date for what lasts whole days. */
  start_time: z.string().meta({ example: '2026-11-25T13:00:00Z' }),
  /** The same; a date is the first one after it. */
  end_time: z.string().meta({ example: '2026-11-25T14:30:00Z' }),
  /** Whose clock it is written by; null for whole days, and for a time that is meant wherever one is. */
  timezone: z.string().nullable().meta({ example: 'Europe/Berlin' }),
  all_day: z.boolean(),
  recurrence: z.string().nullable(),
  status: Fields.shape.status,
  busy: z.boolean(),
  visibility: Fields.shape.visibility,
  organizer: z.object({ email: z.string(), name: z.string().nullable() }).nullable(),
  attendees: z.array(
    z.object({
      ...{ email: z.string(), name: z.string().nullable() },
      role: EventAttendee.shape.role.unwrap(),
      answer: EventAttendee.shape.answer.unwrap(),
    }),
  ),
  reminders: z.array(z.object({ minutes_before: z.int(), method: z.enum(['popup', 'email']) })),
  reminder_15min: z.boolean(),
  reminder_1hour: z.boolean(),
  reminder_1day: z.boolean(),
  categories: z.array(z.string()),
  colour: z.string().nullable(),
  application_id: Id.nullable(),
  /** What it is for, where it belongs to an application. */
  application: z.object({ company: z.string(), title: z.string(), status: Status }).nullable(),
  interview_id: Id.nullable(),
  /** The appointment of which it is the event. */
  appointment_id: Id.nullable(),
  /** Nobody said which zone is meant; it is read in yours. */
  tz_uncertain: z.boolean(),
  calendars: z.array(EventStanding),
  created_at: Instant,
  updated_at: Instant,
  version: z.int(),
})
export type Event = z.infer<typeof Event>

const withUndo = { undo_id: Id.nullable() }

export const createEvent = endpoint({
  ...base,
  method: 'POST',
  path: '/calendar/events',
  summary: 'Add an event',
  description:
    'With `calendar_id` or `provider` it is written to that calendar within seconds, otherwise to the one for new events, if there is one. Attendees are written, and invited, only with `send_invitations`.',
  body: EventInput,
  status: 201,
  response: Event.extend(withUndo),
  refusals: [invalidEvent, notFound, noCalendar],
})

export const listEvents = endpoint({
  ...base,
  method: 'GET',
  path: '/calendar/events',
  summary: 'Your events: those in a stretch of time, each date of a series by itself, or those of an application',
  description:
    'With `from` and `to` (at most 400 days) the answer is whole and has no further page. Without them the events come by start, a series once. `shortened` says that a series has more dates than are told.',
  query: PageQuery.extend({
    application_id: Id.optional(),
    calendar_id: Id.optional(),
    from: Bound.optional(),
    to: Bound.optional(),
    /** Days begin in it; yours when it is not given. */
    timezone: TimeZone.optional(),
  }),
  response: pageOf(Event).extend({ shortened: z.boolean() }),
  refusals: [invalidCursor, windowTooLong],
})

const Which = z.object({ recurrence_id: z.string().min(10).max(20).optional() })
const Part = Which.extend({ scope: Scope.optional() })

export const getEvent = endpoint({
  ...base,
  method: 'GET',
  path: '/calendar/events/:id',
  summary: 'An event, or one date of a series',
  params,
  query: Which,
  response: Event,
  refusals: [notFound, unknownInstance],
})

export const updateEvent = endpoint({
  ...base,
  method: 'PATCH',
  path: '/calendar/events/:id',
  summary: 'Change an event, or one, some or all dates of a series',
  description:
    'Fields that are not sent stay. For a series `recurrence_id` names the date that one has before one, and `scope` says how far the change goes; the answer is that date, which after `following` may belong to a new series.',
  params,
  query: Part,
  body: EventPatch,
  response: Event.extend(withUndo),
  refusals: [notFound, staleVersion, invalidEvent, scopeNeeded, unknownInstance, ruleInTheWay, seriesTooLong],
})

export const deleteEvent = endpoint({
  ...base,
  method: 'DELETE',
  path: '/calendar/events/:id',
  summary: 'Delete an event, or one, some or all dates of a series',
  description: 'It goes from the calendars that it lies in as well, and can be taken back for 30 days.',
  params,
  query: Part,
  status: 200,
  response: z.object({ id: Id, ...withUndo }),
  refusals: [notFound, staleVersion, scopeNeeded, unknownInstance, seriesTooLong],
})
