import { z } from 'zod'
import { endpoint, refusal } from './endpoint.ts'
import { Bound, DateOnly, Id, Instant, QueryFlag, QueryList, TimeZone } from './wire.ts'

const base = { tag: 'Calendar', access: 'user' } as const

/** The most days that one look at the calendar covers. */
export const MOST_DAYS = 400

export const windowTooLong = refusal('window_too_long', 422, `Ask for at most ${MOST_DAYS} days at once.`)

const Stretch = z.object({ start_time: Instant, end_time: Instant })

export const getBusy = endpoint({
  ...base,
  method: 'GET',
  path: '/calendar/busy',
  summary: 'When you are busy, over all your calendars',
  description: 'Overlapping times are told as one. Events that are free, cancelled or declined do not count.',
  query: z.object({
    from: Bound,
    to: Bound,
    timezone: TimeZone.optional(),
    /** Whole days count as busy only when they say so. */
    all_day: QueryFlag.optional(),
  }),
  // True where a series has more dates than were looked at, so that one may be busier than this says.
  response: z.object({ items: z.array(Stretch), shortened: z.boolean() }),
  refusals: [windowTooLong],
})

const Clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write the time as 09:00.')
  .meta({ example: '09:00' })

/** What to look for; everything has a usual value. */
export const FreeQuery = z.object({
  from: DateOnly,
  to: DateOnly,
  /** Whose clock the hours of the day are; yours when it is not given. */
  timezone: TimeZone.optional(),
  day_start: Clock.default('09:00'),
  day_end: Clock.default('17:00'),
  /** 1 is Monday. */
  weekdays: QueryList(z.enum(['1', '2', '3', '4', '5', '6', '7'])).default(['1', '2', '3', '4', '5']),
  duration_min: z.coerce.number().int().min(5).max(720).default(60),
  /** Minutes to keep free before and after what is there. */
  buffer_min: z.coerce.number().int().min(0).max(240).default(0),
})

export const getFreeTimes = endpoint({
  ...base,
  method: 'GET',
  path: '/calendar/free',
  summary: 'When a meeting would fit, over all your calendars',
  description:
    'The stretches between `from` and `to` (both days taken in, at most 92) in which nothing makes you busy, at quarters of an hour and never in the past. Each goes on as long as it is free.',
  query: FreeQuery,
  response: z.object({ items: z.array(Stretch), timezone: z.string(), shortened: z.boolean() }),
  refusals: [windowTooLong],
})

/** An event that a warning is about, or one date of a series. */
const Warned = z.object({
  id: Id,
  recurrence_id: z.string().nullable(),
  title: z.string(),
  start_time: Instant,
  end_time: Instant,
})

/** Two events that do not go together; `first` begins first. */
export const CalendarWarning = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('overlap'), first: Warned, second: Warned, minutes: z.int() }),
  z.object({
    kind: z.literal('travel'),
    first: Warned,
    second: Warned,
    /** Between the two. */
    minutes: z.int(),
    /** What the way takes, as far as one can tell without a timetable. */
    needed_minutes: z.int(),
    /** Straight. */
    distance_km: z.int(),
    from_place: z.string().meta({ example: 'Hamburg' }),
    to_place: z.string().meta({ example: 'Berlin' }),
    message: z
      .string()
      .meta({ example: 'The way from Hamburg to Berlin takes about 3 h 50 min, and 30 min are left.' }),
    /** What was reckoned with. */
    assumption: z.string(),
  }),
])
export type CalendarWarning = z.infer<typeof CalendarWarning>

export const listWarnings = endpoint({
  ...base,
  method: 'GET',
  path: '/calendar/warnings',
  summary: 'What overlaps, and what cannot be reached in time, over all your calendars',
  description:
    'Only what makes you busy at a certain time counts. A way is reckoned between towns that `location` names for certain, from the last one that you are in; a call needs none. At most 500 overlaps are told, then `shortened` is true.',
  query: z.object({ from: Bound, to: Bound, timezone: TimeZone.optional() }),
  response: z.object({ items: z.array(CalendarWarning), shortened: z.boolean() }),
  refusals: [windowTooLong],
})
