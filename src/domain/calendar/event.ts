import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'

// The one form of an event inside: plain JSON, so that it is stored as jsonb, hashed, compared field by field and sent
// as it is. Every text that holds a date or a time is canonical (`moment.ts` makes and reads them): equal texts mean
// equal moments, and other texts other moments.

/** What strangers' calendars may bring; more than this is cut off or refused, never loaded. */
export const EVENT_LIMITS = {
  title: 1_000,
  text: 30_000,
  rule: 1_000,
  dates: 2_000,
  overrides: 1_000,
  attendees: 500,
  reminders: 20,
  categories: 50,
  observances: 400,
  zones: 20,
} as const

/** A calendar date, `2026-03-29`. */
const PlainDateText = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/)
  .refine(isReal)
/** A time on a wall clock, to the second and without a zone: `2026-03-29T02:30:00`. */
const WallText = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
  .refine(isReal)
/** Days and exact time, `P1D`, `PT1H30M`, `P1DT2H`; `PT0S` for none (RFC 5545 §3.3.6: days are nominal). */
const DurationText = z.string().regex(/^P(?=\d|T\d)(\d{1,5}D)?(T(?=\d)(\d{1,7}H)?(\d{1,2}M)?(\d{1,2}S)?)?$/)

/**
 * Which instance of a series: its ORIGINAL start, wherever it was moved to (RECURRENCE-ID, RFC 5545 §3.8.4.4). An instant
 * `2026-03-29T01:30:00Z` for a timed series, a date `2026-03-29` for an all-day one, a wall time for a floating one.
 */
export const InstanceKey = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ?)?$/)
  .refine(isReal)

/**
 * When an event is. All-day is dates and never an instant: it is the same day wherever one looks at it. Floating is a
 * wall time in whatever zone one is in (RFC 5545 §3.3.5, form 1).
 */
export const When = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('timed'), start: WallText, zone: z.string().min(1).max(255), duration: DurationText }),
  z.object({ kind: z.literal('all_day'), date: PlainDateText, days: z.int().min(1).max(3660) }),
  z.object({ kind: z.literal('floating'), start: WallText, duration: DurationText }),
])
export type When = z.infer<typeof When>

/** One stretch of a VTIMEZONE (RFC 5545 §3.6.5): from `start`, read at `offset_from`, clocks are `offset_to` seconds east. */
export const Observance = z.object({
  start: WallText,
  offset_from: z.int().min(-86_400).max(86_400),
  offset_to: z.int().min(-86_400).max(86_400),
  rrule: z.string().max(EVENT_LIMITS.rule).nullable(),
  rdates: z.array(WallText).max(EVENT_LIMITS.dates),
})
export type Observance = z.infer<typeof Observance>

/** A zone that came with the event and matches no IANA zone; `zone` of `When` names it by `tzid`. */
export const CustomZone = z.object({
  tzid: z.string().min(1).max(255),
  observances: z.array(Observance).min(1).max(EVENT_LIMITS.observances),
})
export type CustomZone = z.infer<typeof CustomZone>

/** Minutes before the start (negative: after it), and how one is told. */
export const Reminder = z.object({
  minutes_before: z.int().min(-40_320).max(525_600),
  method: z.enum(['popup', 'email']),
})
export type Reminder = z.infer<typeof Reminder>

export const Attendee = z.object({
  email: z.string().max(320),
  name: z.string().max(500).nullable(),
  role: z.enum(['chair', 'required', 'optional', 'none']),
  answer: z.enum(['needs_action', 'accepted', 'declined', 'tentative', 'delegated']),
  kind: z.enum(['person', 'group', 'resource', 'room', 'unknown']),
})
export type Attendee = z.infer<typeof Attendee>

/** What an event says, apart from when it is: the fields that a merge takes one by one. */
export const EventDetails = z.object({
  title: z.string().max(EVENT_LIMITS.title),
  description: z.string().max(EVENT_LIMITS.text).nullable(),
  location: z.string().max(EVENT_LIMITS.text).nullable(),
  url: z.string().max(2_048).nullable(),
  status: z.enum(['confirmed', 'tentative', 'cancelled']),
  /** Whether it takes up time: `opaque` makes one busy (TRANSP). */
  transparency: z.enum(['opaque', 'transparent']),
  visibility: z.enum(['public', 'private', 'confidential']),
  reminders: z.array(Reminder).max(EVENT_LIMITS.reminders),
  organizer: z.object({ email: z.string().max(320), name: z.string().max(500).nullable() }).nullable(),
  attendees: z.array(Attendee).max(EVENT_LIMITS.attendees),
  categories: z.array(z.string().max(200)).max(EVENT_LIMITS.categories),
  colour: z.string().max(50).nullable(),
})
export type EventDetails = z.infer<typeof EventDetails>

/** A key, or a period: a key with a length of its own. */
const AddedDate = z
  .string()
  .max(80)
  .refine((text) => {
    const [key, duration, ...more] = text.split('/')
    const isPeriod = duration === undefined || DurationText.safeParse(duration).success
    return InstanceKey.safeParse(key).success && isPeriod && more.length === 0
  })

/** How a series repeats. EXDATE wins over everything else with its key; RDATE adds (a period as `start/duration`). */
export const Recurrence = z.object({
  /** The RRULE's value, without its name. UNTIL stands in it as in RFC 5545 §3.3.10: UTC for a timed series. */
  rrule: z.string().max(EVENT_LIMITS.rule).nullable(),
  /** Sorted, each once. */
  rdates: z.array(AddedDate).max(EVENT_LIMITS.dates),
  /** Sorted, each once. An instance that a provider calls cancelled is here. */
  exdates: z.array(InstanceKey).max(EVENT_LIMITS.dates),
})
export type Recurrence = z.infer<typeof Recurrence>

/** What is different for one instance. What is not named follows the series, also after the series changes. */
export const Override = z.object({
  recurrence_id: InstanceKey,
  /** Where it was moved to; null leaves it where the rule has it. */
  when: When.nullable(),
  details: EventDetails.partial(),
})
export type Override = z.infer<typeof Override>

/** New values for some fields. A field that is `undefined` is not named at all; null empties it. */
export type DetailChange = Override['details']

/** An event, or a series: a master with its rule and the instances that differ, never a list of instances. */
export const CalendarEvent = z.object({
  /** UID (RFC 5545 §3.8.4.7): the same for all that belongs to a series, in every calendar. */
  uid: z.string().min(1).max(1_024),
  when: When,
  ...EventDetails.shape,
  recurrence: Recurrence.nullable(),
  /** Sorted by `recurrence_id`, each once. Empty without a recurrence. */
  overrides: z.array(Override).max(EVENT_LIMITS.overrides),
  /** An instance whose series nobody gave us (one was invited to it alone): its key. */
  recurrence_id: InstanceKey.nullable(),
  /** The series that this one was split off from by "this and following". */
  split_from: z.string().max(1_024).nullable(),
  /** SEQUENCE (RFC 5545 §3.8.7.4): how often it was rescheduled. Not a field of a merge. */
  sequence: z.int().min(0),
  custom_zones: z.array(CustomZone).max(EVENT_LIMITS.zones),
  /** Nobody said which zone is meant; the times were read in the viewer's own. */
  tz_uncertain: z.boolean(),
})
export type CalendarEvent = z.infer<typeof CalendarEvent>

/** The names of the fields of `EventDetails`, in a fixed order. */
export const DETAIL_FIELDS = EventDetails.keyof().options

/** An event with nothing in it but its time. */
export function blankEvent(uid: string, when: When): CalendarEvent {
  return {
    uid,
    when,
    title: '',
    description: null,
    location: null,
    url: null,
    status: 'confirmed',
    transparency: when.kind === 'all_day' ? 'transparent' : 'opaque',
    visibility: 'public',
    reminders: [],
    organizer: null,
    attendees: [],
    categories: [],
    colour: null,
    recurrence: null,
    overrides: [],
    recurrence_id: null,
    split_from: null,
    sequence: 0,
    custom_zones: [],
    tz_uncertain: false,
  }
}

/** What an event says, without when it is and how it repeats. */
export function detailsOf(event: CalendarEvent): EventDetails {
  return {
    title: event.title,
    description: event.description,
    location: event.location,
    url: event.url,
    status: event.status,
    transparency: event.transparency,
    visibility: event.visibility,
    reminders: event.reminders,
    organizer: event.organizer,
    attendees: event.attendees,
    categories: event.categories,
    colour: event.colour,
  }
}

/** What one instance says: the series, with what was changed for it. */
export function detailsAt(event: CalendarEvent, key: string): EventDetails {
  const override = event.overrides.find(({ recurrence_id }) => recurrence_id === key)
  return { ...detailsOf(event), ...named(override?.details ?? {}) }
}

function named(details: DetailChange): Partial<EventDetails> {
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined))
}

/** The digits alone would let 30 February through. */
function isReal(text: string): boolean {
  try {
    const { year, month, day } = Temporal.PlainDateTime.from(text.replace('Z', ''), { overflow: 'reject' })
    return year > 0 && month > 0 && day > 0
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
