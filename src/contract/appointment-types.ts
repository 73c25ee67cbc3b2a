import { z } from 'zod'
import { endpoint, notFound, refusal, staleVersion } from './endpoint.ts'
import { DateOnly, Id, Instant, NamedTimeZone, OptionalText, Text } from './wire.ts'

const base = { tag: 'Appointments', access: 'staff' } as const
const params = z.object({ id: Id })
const withUndo = { undo_id: Id.nullable() }

/** The most types of one person in one firm. */
export const MOST_TYPES = 50

export const slugTaken = refusal(
  'slug_taken',
  409,
  'You have an appointment type of this short name already. Choose another one.',
)
export const tooManyTypes = refusal('too_many_types', 409, 'Fifty types are the most. Delete one that nobody books.')

/** Where one meets. */
export const PlaceKind = z.enum(['video', 'phone', 'address']).meta({ example: 'video' })
export type PlaceKind = z.infer<typeof PlaceKind>

/** Something that a guest is asked when booking. `key` names it in the answers, also after its words were changed. */
export const Question = z
  .object({
    key: z
      .string()
      .regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'Use small letters, digits, - and _.')
      .meta({ example: 'goal' }),
    label: Text(200).meta({ example: 'What would you like to talk about?' }),
    kind: z.enum(['text', 'long_text', 'choice']).meta({ example: 'long_text' }),
    required: z.boolean().default(false),
    /** What a choice is made from; empty otherwise. */
    options: z.array(Text(100)).max(30).default([]).meta({ example: [] }),
  })
  .refine(({ kind, options }) => kind !== 'choice' || new Set(options).size >= 2, {
    path: ['options'],
    error: 'A choice needs at least two different options.',
  })
export type Question = z.output<typeof Question>

const Questions = z
  .array(Question)
  .max(20)
  .refine((all) => new Set(all.map(({ key }) => key)).size === all.length, 'Each question needs a key of its own.')

const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use small letters and digits, with - between words.')
  .max(60)
  .meta({ example: 'first-talk' })
const minutes = (most: number, example: number) => z.int().min(0).max(most).meta({ example })

const Fields = z.object({
  title: Text(120).meta({ example: 'First talk' }),
  /** Your own name for it, in addresses and exports. Made from the title when it is not given. */
  slug: Slug,
  description: OptionalText(4000).meta({ example: 'We look at where you are and what comes next.' }),
  duration_min: z.int().min(5).max(720).meta({ example: 45 }),
  /** Kept free around it. */
  buffer_before_min: minutes(240, 0),
  buffer_after_min: minutes(240, 15),
  /** How long before its start it can be booked at the latest. */
  notice_min: minutes(43_200, 240),
  /** How many days ahead it can be booked. */
  horizon_days: z.int().min(1).max(366).meta({ example: 60 }),
  /** From one offered start to the next, counted from the beginning of the free hours. */
  step_min: z.int().min(5).max(240).meta({ example: 30 }),
  /** The most of this type on one day of your zone; null: any number. */
  daily_limit: z.int().min(1).max(50).nullable().meta({ example: 4 }),
  place_kind: PlaceKind,
  /**
   * The link, the number or the address. `video` and `address` may be left open and told later; `phone` without one: you
   * call the guest, whose number is then asked for.
   */
  place: OptionalText(500).meta({ example: 'https://meet.example/jonas' }),
  questions: Questions,
  /** True: a booking is a request until you confirm it. */
  needs_confirmation: z.boolean(),
  /** False: it can not be booked; what is booked stays. */
  active: z.boolean().meta({ example: true }),
})

/** Something that can be booked with you, in one firm. */
export const AppointmentType = Fields.extend({
  id: Id,
  firm_id: Id,
  /** As they are stored: see `Question`. */
  questions: z.array(Question),
  created_at: Instant,
  updated_at: Instant,
  version: z.int(),
})
export type AppointmentType = z.output<typeof AppointmentType>

export const TypeInput = z.object({
  title: Fields.shape.title,
  slug: Slug.optional(),
  description: Fields.shape.description.default(null),
  duration_min: Fields.shape.duration_min.default(45),
  buffer_before_min: Fields.shape.buffer_before_min.default(0),
  buffer_after_min: Fields.shape.buffer_after_min.default(0),
  notice_min: Fields.shape.notice_min.default(240),
  horizon_days: Fields.shape.horizon_days.default(60),
  step_min: Fields.shape.step_min.default(30),
  daily_limit: Fields.shape.daily_limit.default(null),
  place_kind: PlaceKind.default('video'),
  place: Fields.shape.place.default(null),
  questions: Questions.default([]),
  needs_confirmation: Fields.shape.needs_confirmation.default(false),
  active: Fields.shape.active.default(true),
})
export type TypeInput = z.output<typeof TypeInput>
export const TypePatch = Fields.partial().extend({ version: z.int().optional() })
export type TypePatch = z.output<typeof TypePatch>

export const listAppointmentTypes = endpoint({
  ...base,
  method: 'GET',
  path: '/appointments/types',
  summary: 'What can be booked with you in the active firm',
  description: 'By title; at most fifty, so there are no pages.',
  response: z.object({ items: z.array(AppointmentType) }),
})

export const createAppointmentType = endpoint({
  ...base,
  method: 'POST',
  path: '/appointments/types',
  summary: 'Add something that can be booked with you',
  description:
    'It belongs to you in the active firm. Nobody can book it before there is a link (`POST /appointments/links`).',
  body: TypeInput,
  status: 201,
  response: AppointmentType.extend(withUndo),
  refusals: [slugTaken, tooManyTypes],
})

export const getAppointmentType = endpoint({
  ...base,
  method: 'GET',
  path: '/appointments/types/:id',
  summary: 'One of your appointment types',
  params,
  response: AppointmentType,
  refusals: [notFound],
})

export const updateAppointmentType = endpoint({
  ...base,
  method: 'PATCH',
  path: '/appointments/types/:id',
  summary: 'Change an appointment type; fields that are not sent stay',
  description: 'For bookings from now on: appointments that are made keep their length, buffers, place and answers.',
  params,
  body: TypePatch,
  response: AppointmentType.extend(withUndo),
  refusals: [notFound, staleVersion, slugTaken],
})

export const deleteAppointmentType = endpoint({
  ...base,
  method: 'DELETE',
  path: '/appointments/types/:id',
  summary: 'Delete an appointment type',
  description: 'Its links lead nowhere from now on. Appointments that are made stay.',
  params,
  status: 200,
  response: z.object({ id: Id, ...withUndo }),
  refusals: [notFound, staleVersion],
})

const Clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write the time as 09:00.')
  .meta({ example: '09:00' })
const ClockOrMidnight = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Write the time as 17:00; 24:00 is the end of the day.')
  .meta({ example: '17:00' })
const endsLater = { path: ['end'], error: 'The end must be after the start. What goes past midnight is two stretches.' }
const isAfter = ({ start, end }: { start: string; end: string }): boolean => start < end
const hours = { start: Clock, end: ClockOrMidnight }

/** A stretch of a day on the clock of the availability's zone. */
export const Hours = z.object(hours).refine(isAfter, endsLater)
export type Hours = z.infer<typeof Hours>
/** The same, every week. 1 is Monday. */
export const WeeklyHours = z
  .object({ weekday: z.int().min(1).max(7).meta({ example: 1 }), ...hours })
  .refine(isAfter, endsLater)
export type WeeklyHours = z.infer<typeof WeeklyHours>
/** A day on which other hours hold than every week; none: a day off. */
export const OtherDay = z.object({ date: DateOnly, hours: z.array(Hours).max(12).meta({ example: [] }) })
export type OtherDay = z.infer<typeof OtherDay>

const availability = {
  time_zone: NamedTimeZone,
  weekly: z.array(WeeklyHours).max(84),
  other_days: z
    .array(OtherDay)
    .max(1000)
    .refine((all) => new Set(all.map(({ date }) => date)).size === all.length, 'Name each day once.'),
}

/** When you can be booked, by whatever link and in whatever firm. */
export const Availability = z.object({
  ...availability,
  /** False: nothing was said yet, and this is Monday to Friday, 09:00 to 17:00, in the zone of your settings. */
  is_set: z.boolean().meta({ example: true }),
  updated_at: Instant.nullable(),
  version: z.int(),
})
export type Availability = z.infer<typeof Availability>

export const getAvailability = endpoint({
  ...base,
  method: 'GET',
  path: '/appointments/availability',
  summary: 'Your hours for appointments',
  response: Availability,
})

export const setAvailability = endpoint({
  ...base,
  method: 'PUT',
  path: '/appointments/availability',
  summary: 'Say when you can be booked',
  description:
    'Replaces all of it. `weekly` has one line for each stretch (several a day), `other_days` what holds instead on a date. Overlapping stretches count as one. Days that are over are dropped.',
  body: z.object({ ...availability, version: z.int().optional() }),
  response: Availability,
  refusals: [staleVersion],
})
