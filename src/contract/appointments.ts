import { z } from 'zod'
import { PlaceKind } from './appointment-types.ts'
import { BookingLink, unknownType } from './booking-links.ts'
import {
  alreadyBegun,
  AppointmentStatus,
  BookableType,
  BookingInput,
  hostUnproven,
  slotNotFree,
  Slots,
  SlotsQuery,
  slotsTooLong,
  tooManyMails,
  tooManyMoves,
  wrongStatus,
} from './booking.ts'
import { endpoint, forbidden, invalidCursor, notFound, refusal, staleVersion } from './endpoint.ts'
import { Id, Instant, OptionalText, PageQuery, QueryList, Text, TimeZone, pageOf } from './wire.ts'

const base = { tag: 'Appointments', access: 'user' } as const
const params = z.object({ id: Id })

export const notBegun = refusal('not_begun', 409, 'The appointment has not begun yet.')
export const guestUnknown = refusal(
  'guest_unknown',
  422,
  'Choose somebody of the active firm, or write a name and an e-mail address.',
)

/** What somebody may do to an appointment as it is now. */
export const AppointmentAction = z.enum(['confirm', 'reschedule', 'cancel', 'complete', 'no_show'])
export type AppointmentAction = z.infer<typeof AppointmentAction>

/** An appointment, as its host, its guest, or an owner or admin of the firm sees it. */
export const Appointment = z.object({
  id: Id,
  firm_id: Id,
  firm_name: z.string(),
  /** Null when the type was deleted. */
  type_id: Id.nullable(),
  title: z.string().meta({ example: 'First talk' }),
  host: z.object({ user_id: Id, name: z.string().meta({ example: 'Jonas Weber' }) }),
  guest: z.object({
    /** Null: somebody without an account. */
    user_id: Id.nullable(),
    name: z.string().meta({ example: 'Mara Lindqvist' }),
    email: z.string(),
    phone: z.string().nullable().meta({ example: null }),
    time_zone: z.string(),
  }),
  status: AppointmentStatus,
  start_time: Instant,
  end_time: Instant,
  duration_min: z.int().meta({ example: 45 }),
  /** The host's clock. */
  time_zone: z.string(),
  place_kind: PlaceKind,
  place: z.string().nullable().meta({ example: 'https://meet.example/jonas' }),
  /** What was asked and answered, in the words of then. */
  answers: z.array(
    z.object({
      key: z.string().meta({ example: 'goal' }),
      label: z.string().meta({ example: 'What would you like to talk about?' }),
      value: z.string().meta({ example: 'A new start' }),
    }),
  ),
  /** Why it was cancelled, if somebody said so. */
  cancel_reason: z.string().nullable().meta({ example: null }),
  /** Until when a guest has to confirm their address; null in other states. */
  held_until: Instant.nullable().meta({ example: null }),
  /** Who you are to it. `firm`: an owner or admin, who reads it and may cancel it. */
  you_are: z.enum(['host', 'guest', 'firm']).meta({ example: 'host' }),
  /** What you may do now. */
  can: z.array(AppointmentAction).meta({ example: ['reschedule', 'cancel'] }),
  created_at: Instant,
  updated_at: Instant,
  version: z.int(),
})
export type Appointment = z.infer<typeof Appointment>

export const ListQuery = PageQuery.extend({
  /** `host`: with you; `guest`: that you booked; `firm`: of everybody in the active firm, for its owners and admins. */
  of: z.enum(['mine', 'host', 'guest', 'firm']).default('mine'),
  status: QueryList(AppointmentStatus).optional(),
  /** Those that end after `from` and start before `to`. */
  from: Instant.optional(),
  to: Instant.optional(),
  type_id: Id.optional(),
  /** The guest's account. */
  member_id: Id.optional(),
  host_id: Id.optional(),
  sort: z.enum(['start_time', '-start_time']).default('start_time'),
})

export const listAppointments = endpoint({
  ...base,
  method: 'GET',
  path: '/appointments',
  summary: 'Appointments, by their start',
  description:
    'Those of which you are the host or the guest, in whatever firm; `of=firm` those of the active firm, for its owners and admins (403 for others).',
  query: ListQuery,
  response: pageOf(Appointment),
  refusals: [invalidCursor, forbidden],
})

export const getAppointment = endpoint({
  ...base,
  method: 'GET',
  path: '/appointments/:id',
  summary: 'An appointment',
  params,
  response: Appointment,
  refusals: [notFound],
})

export const createAppointment = endpoint({
  ...base,
  access: 'staff',
  method: 'POST',
  path: '/appointments',
  summary: 'Make an appointment for somebody',
  description:
    'With one of your types, for somebody of the active firm (`guest_id`) or whoever has an e-mail address. It is confirmed at once, and the guest gets an invitation. Your hours, notice and daily limit do not bind you; other appointments do. Writing to somebody outside of the firm takes a confirmed address of your own, and there is a limit a day to such mails.',
  body: z.object({
    type_id: Id,
    start_time: Instant,
    guest_id: Id.optional(),
    name: Text(120).optional().meta({ example: 'Mara Lindqvist' }),
    email: BookingInput.shape.email,
    phone: BookingInput.shape.phone,
    time_zone: TimeZone.optional(),
    /** In the place of what the type says. */
    place: OptionalText(500).optional().meta({ example: 'https://meet.example/jonas' }),
  }),
  status: 201,
  response: Appointment,
  refusals: [unknownType, guestUnknown, slotNotFree, hostUnproven, tooManyMails],
  rateLimit: 20,
})

export const getAppointmentSlots = endpoint({
  ...base,
  method: 'GET',
  path: '/appointments/:id/slots',
  summary: 'Where an appointment could be moved to',
  description: 'In the hours of the host. The host may move it to other times as well.',
  params,
  query: SlotsQuery,
  response: Slots,
  refusals: [notFound, slotsTooLong, wrongStatus],
})

const step = { ...base, method: 'POST', params, response: Appointment } as const
const IfVersion = z.object({ version: z.int().optional() })
const stepRefusals = [notFound, forbidden, staleVersion, wrongStatus]

export const confirmAppointment = endpoint({
  ...step,
  path: '/appointments/:id/confirm',
  summary: 'Confirm an appointment, as its host',
  description:
    'A request, or one whose guest did not confirm their address yet: you vouch for it. The guest gets the invitation. A request that nobody confirmed is cancelled when its time begins.',
  body: IfVersion,
  refusals: [...stepRefusals, alreadyBegun, hostUnproven, tooManyMails],
})

export const rescheduleAppointment = endpoint({
  ...step,
  path: '/appointments/:id/reschedule',
  summary: 'Move an appointment, as its host or its guest',
  description:
    'The other one is told by mail, and the invitation is renewed. A guest moves it to a free slot, and where the host confirms appointments it is a request again; a host moves it anywhere but onto another appointment.',
  body: IfVersion.extend({ start_time: Instant, reason: OptionalText(1000).default(null) }),
  refusals: [...stepRefusals, alreadyBegun, slotNotFree, tooManyMoves, tooManyMails],
})

export const cancelAppointment = endpoint({
  ...step,
  path: '/appointments/:id/cancel',
  summary: 'Cancel an appointment, or decline a request',
  description:
    'As its host, or before it begins as its guest or as an owner or admin of its firm. Whoever else it concerns is told by mail.',
  body: IfVersion.extend({ reason: OptionalText(1000).default(null) }),
  refusals: [...stepRefusals, alreadyBegun],
})

export const completeAppointment = endpoint({
  ...step,
  path: '/appointments/:id/complete',
  summary: 'Note that an appointment took place, as its host',
  description: 'Once it has begun. Also in the place of `no_show`.',
  body: IfVersion,
  refusals: [...stepRefusals, notBegun],
})

export const missAppointment = endpoint({
  ...step,
  path: '/appointments/:id/no-show',
  summary: 'Note that the guest did not come, as the host',
  description: 'Once it has begun. Also in the place of `completed`.',
  body: IfVersion,
  refusals: [...stepRefusals, notBegun],
})

/** One step in the life of an appointment. */
export const AppointmentStep = z.object({
  id: Id,
  at: Instant,
  /** Null for the first one. */
  from_status: AppointmentStatus.nullable().meta({ example: null }),
  to_status: AppointmentStatus,
  /**
   * `calendar`: the host's event was moved, deleted or brought back there, or says another place; with the same status and neither
   * times nor places it was moved to where the appointment cannot be, and put back. `time`: nobody confirmed the address, or the request, in time. `firm`: the overseer.
   */
  by: z.enum(['host', 'guest', 'firm', 'calendar', 'time']).meta({ example: 'guest' }),
  /** The owner or admin of the firm who did it; null for others, and when their account is gone. */
  overseer: z.object({ user_id: Id, name: z.string() }).nullable().meta({ example: null }),
  /** What it was moved from and to; null where its time stayed. */
  from_start: Instant.nullable().meta({ example: null }),
  to_start: Instant.nullable().meta({ example: null }),
  /** When it ended before, and ends since. */
  from_end: Instant.nullable().meta({ example: null }),
  to_end: Instant.nullable().meta({ example: null }),
  /** Where it took place before, and takes place since; both null where that stayed. */
  from_place: z.string().nullable().meta({ example: null }),
  to_place: z.string().nullable().meta({ example: null }),
  reason: z.string().nullable().meta({ example: null }),
})
export type AppointmentStep = z.infer<typeof AppointmentStep>

export const listAppointmentHistory = endpoint({
  ...base,
  method: 'GET',
  path: '/appointments/:id/history',
  summary: 'What happened to an appointment, the first thing first',
  params,
  response: z.object({ items: z.array(AppointmentStep) }),
  refusals: [notFound],
})

export const listBookable = endpoint({
  ...base,
  method: 'GET',
  path: '/appointments/bookable',
  summary: 'With whom in the active firm you can book',
  description: 'The open links of others that are for the people of the firm; book by their `token`.',
  response: z.object({
    items: z.array(
      BookingLink.pick({ id: true, url: true, token: true }).extend({
        host: Appointment.shape.host,
        types: z.array(BookableType),
      }),
    ),
  }),
})
