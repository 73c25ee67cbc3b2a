import { z } from 'zod'
import { Question, PlaceKind, AppointmentType } from './appointment-types.ts'
import { endpoint, forbidden, refusal, unauthenticated } from './endpoint.ts'
import { Id, Instant, OptionalText, Text, TimeZone } from './wire.ts'

const base = { tag: 'Appointments', access: 'public' } as const

/** The most days of slots that are told at once. */
export const MOST_SLOT_DAYS = 62

export const linkGone = refusal(
  'link_gone',
  410,
  'This booking link does not work, or not any more. Ask for another one.',
)
export const slotNotFree = refusal(
  'slot_not_free',
  409,
  'This time is not free (any more). Choose another one; `details.next` names the next ones.',
)
export const slotsTooLong = refusal('slots_too_long', 422, `Ask for at most ${MOST_SLOT_DAYS} days at once.`)
export const answerMissing = refusal('answer_missing', 422, 'Answer this question.')
export const answerUnfit = refusal('answer_unfit', 422, 'Choose one of the options.')
export const tooManyBookings = refusal(
  'too_many_bookings',
  429,
  'Too many bookings wait for their confirmation. Confirm one by its mail first, or try later.',
)
export const hostUnproven = refusal(
  'host_unproven',
  409,
  'The host has not confirmed their own e-mail address yet, so that nobody without an account is written to. They ask for the mail under Settings, Account.',
)
export const tooManyAppointments = refusal(
  'too_many_appointments',
  409,
  'You have as many appointments with this host as one person can have at a time. Cancel one first.',
)
export const tooManyMoves = refusal(
  'too_many_moves',
  429,
  'This appointment was moved many times within the hour. Try again later.',
)
export const tooManyMails = refusal(
  'too_many_mails',
  429,
  'As many mails went to people without an account today as may. Try again tomorrow, or invite them into the practice.',
)
export const ownLink = refusal(
  'own_link',
  409,
  'This is your own link, so you would book yourself. Make an appointment for somebody in your list instead.',
)
export const manageGone = refusal(
  'manage_gone',
  410,
  'This link does not lead to an appointment. Use the one in the latest mail.',
)
export const wrongStatus = refusal(
  'wrong_status',
  409,
  'The appointment is in a state in which this cannot be done. Load it again.',
)
export const alreadyBegun = refusal('already_begun', 409, 'The appointment has begun, so this cannot be done any more.')

/** When one may begin. */
export const Slot = z.object({ start_time: Instant, end_time: Instant })
export type Slot = z.infer<typeof Slot>

/** From now on where it is not said, and for two weeks. */
export const SlotsQuery = z.object({ from: Instant.optional(), to: Instant.optional() })
export const Slots = z.object({
  items: z.array(Slot),
  /** The clock of the host; show the slots in the guest's own. */
  timezone: z.string().meta({ example: 'Europe/Berlin' }),
  /** True where the host's calendar has more than was looked at, so that a slot may turn out not to be free. */
  shortened: z.boolean().meta({ example: false }),
})

/**
 * `requested`: the host has to confirm it. `awaiting_confirmation`: the guest has to confirm their address by the link in a
 * mail, within 30 minutes. `confirmed`: it takes place. `rescheduled`: it takes place, at another time than at first.
 * `cancelled`, `completed`, `no_show`: it is over.
 */
export const AppointmentStatus = z
  .enum(['requested', 'awaiting_confirmation', 'confirmed', 'rescheduled', 'cancelled', 'completed', 'no_show'])
  .meta({ example: 'confirmed' })
export type AppointmentStatus = z.infer<typeof AppointmentStatus>

/** A type as a guest sees it. */
export const BookableType = AppointmentType.pick({
  id: true,
  title: true,
  description: true,
  duration_min: true,
  needs_confirmation: true,
}).extend({
  place_kind: PlaceKind,
  questions: z.array(Question),
  /** The guest's number is asked for: the host calls. */
  needs_phone: z.boolean().meta({ example: false }),
})
export type BookableType = z.infer<typeof BookableType>

const byToken = { params: z.object({ token: z.string().min(10).max(100) }) }
const bySecret = { params: z.object({ secret: z.string().min(10).max(200) }) }
const linkRefusals = [linkGone, unauthenticated, forbidden]

export const getBookingPage = endpoint({
  ...base,
  ...byToken,
  method: 'GET',
  path: '/booking/:token',
  summary: 'With whom one books by a link, and what',
  description:
    'A link for members or for the people of a firm answers only to those, with 401 or 403. Whatever else is wrong with a link is told as `link_gone`.',
  response: z.object({
    host_name: z.string().meta({ example: 'Jonas Weber' }),
    /** Null in the workspace of one person. */
    firm_name: z.string().nullable(),
    /** The clock that the host's hours are on. */
    timezone: z.string().meta({ example: 'Europe/Berlin' }),
    types: z.array(BookableType),
    /** Who is logged in, and so need not say name and address; null: nobody. */
    you: z.object({ name: z.string(), email: z.string() }).nullable(),
  }),
  refusals: linkRefusals,
  rateLimit: 60,
})

export const getBookingSlots = endpoint({
  ...base,
  ...byToken,
  method: 'GET',
  path: '/booking/:token/slots',
  summary: 'When a type can be booked by a link',
  description: `At most ${MOST_SLOT_DAYS} days at once. Says nothing of what the host does at other times.`,
  query: SlotsQuery.extend({ type_id: Id }),
  response: Slots,
  refusals: [...linkRefusals, slotsTooLong],
  rateLimit: 60,
})

/** What a guest says when booking. */
export const BookingInput = z.object({
  type_id: Id,
  start_time: Instant,
  /** Needed when nobody is logged in; else the account's are taken. */
  name: Text(120).optional().meta({ example: 'Mara Lindqvist' }),
  email: z.string().trim().max(254).pipe(z.email('Use an e-mail address.')).optional(),
  phone: OptionalText(40).default(null),
  /** The guest's own clock, for the mails. */
  time_zone: TimeZone,
  /** By the key of the question. */
  answers: z
    .record(z.string().max(40), z.string().max(4000))
    .default({})
    .meta({ example: { goal: 'A new start' } }),
})
export type BookingInput = z.output<typeof BookingInput>

export const book = endpoint({
  ...base,
  ...byToken,
  method: 'POST',
  path: '/booking/:token',
  summary: 'Book by a link',
  description:
    'Who is not logged in, or whose account has an address that nobody confirmed yet, gets a mail first and confirms the address by it (`awaiting_confirmation`); the time is held for them for 30 minutes. The answer is the same whether or not the address has an account here. Of several who want one time exactly one gets it.',
  body: BookingInput,
  status: 201,
  response: z.object({
    status: AppointmentStatus,
    start_time: Instant,
    end_time: Instant,
    /** The appointment, for somebody who is logged in and has confirmed their address. */
    id: Id.nullable(),
    /** Until when the address has to be confirmed. */
    held_until: Instant.nullable().meta({ example: null }),
  }),
  refusals: [
    ...[...linkRefusals, ownLink, slotNotFree, answerMissing, answerUnfit],
    ...[tooManyBookings, tooManyAppointments, hostUnproven],
  ],
  rateLimit: 10,
  bodyLimit: 100_000,
})

/** What a guest may do to an appointment as it is now. */
export const GuestAction = z.enum(['confirm', 'reschedule', 'cancel'])

/** An appointment as its guest sees it who is not logged in. */
export const GuestAppointment = z.object({
  title: z.string().meta({ example: 'First talk' }),
  host_name: z.string().meta({ example: 'Jonas Weber' }),
  firm_name: z.string().nullable(),
  guest_name: z.string().meta({ example: 'Mara Lindqvist' }),
  status: AppointmentStatus,
  start_time: Instant,
  end_time: Instant,
  /** The guest's clock. */
  time_zone: z.string(),
  place_kind: PlaceKind,
  place: z.string().nullable().meta({ example: 'https://meet.example/jonas' }),
  held_until: Instant.nullable().meta({ example: null }),
  can: z.array(GuestAction).meta({ example: ['reschedule', 'cancel'] }),
})
export type GuestAppointment = z.infer<typeof GuestAppointment>

const manage = { ...base, ...bySecret, response: GuestAppointment, rateLimit: 30 } as const

export const getBooked = endpoint({
  ...manage,
  method: 'GET',
  path: '/booked/:secret',
  summary: 'The appointment that a mail leads to',
  description: 'Reading it confirms nothing, so that programs which look at links in mails do no harm.',
  refusals: [manageGone],
})

export const getBookedSlots = endpoint({
  ...base,
  ...bySecret,
  method: 'GET',
  path: '/booked/:secret/slots',
  summary: 'Where the appointment of a mail could be moved to',
  query: SlotsQuery,
  response: Slots,
  refusals: [manageGone, slotsTooLong, wrongStatus],
  rateLimit: 60,
})

export const confirmBooked = endpoint({
  ...manage,
  method: 'POST',
  path: '/booked/:secret/confirm',
  summary: 'Confirm the address of a booking, by the link in the mail',
  description: 'Doing it again changes nothing.',
  refusals: [manageGone, wrongStatus, alreadyBegun],
})

export const rescheduleBooked = endpoint({
  ...manage,
  method: 'POST',
  path: '/booked/:secret/reschedule',
  summary: 'Move the appointment of a mail',
  description: 'Where the host confirms appointments, it is a request again.',
  body: z.object({ start_time: Instant, time_zone: TimeZone.optional() }),
  refusals: [manageGone, wrongStatus, alreadyBegun, slotNotFree, tooManyMoves],
})

export const cancelBooked = endpoint({
  ...manage,
  method: 'POST',
  path: '/booked/:secret/cancel',
  summary: 'Cancel the appointment of a mail',
  body: z.object({ reason: OptionalText(1000).default(null) }),
  refusals: [manageGone, wrongStatus, alreadyBegun],
})
