import type { z } from 'zod'
import { guestUnknown } from '#contract/appointments.ts'
import type { Appointment, createAppointment } from '#contract/appointments.ts'
import { answerMissing, answerUnfit, linkGone, ownLink } from '#contract/booking.ts'
import type { book, BookingInput, getBookingPage, Slots } from '#contract/booking.ts'
import { unknownType } from '#contract/booking-links.ts'
import { notFound } from '#contract/endpoint.ts'
import { answered } from '#domain/appointments/answers.ts'
import { wholeSecond } from '#domain/appointments/appointment-event.ts'
import { firstStatus } from '#domain/appointments/status.ts'
import type { Actor } from '#platform/actor.ts'
import { isoOf } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse, refuseField } from '#platform/errors.ts'
import { invalidInput } from '#platform/serve/input.ts'
import { bookableType, findType, hoursOf, openLink, useLink } from '#features/appointment-types/index.ts'
import type { TypeRow } from '#features/appointment-types/index.ts'
import type { AppointmentCalendar } from '#features/calendar-events/index.ts'
import { settingsOf } from '#features/profile/index.ts'
import { endHeld } from './held.ts'
import { checkApart, checkSlot, slotsWithin } from './diary.ts'
import type { SlotLook } from './diary.ts'
import { carryOut } from './effects.ts'
import { checkHost, checkOpen, countUnproven } from './limits.ts'
import { memberOf, peopleById } from './people.ts'
import type { Person } from './people.ts'
import { present } from './present.ts'
import * as store from './store.ts'
import type { AppointmentRow } from './store.ts'

const HELD_MS = 30 * 60_000

/** What the page of a link shows. */
export async function page(
  ctx: Ctx,
  actor: Actor | null,
  token: string,
): Promise<z.input<typeof getBookingPage.response>> {
  return ctx.db.asSystem('a booking link', async (tx) => {
    const { link, types } = await openLink(ctx, tx, token, actor)
    const you = actor === null ? undefined : (await peopleById(tx, [actor.user_id])).get(actor.user_id)
    return {
      ...{ host_name: link.host_name, firm_name: link.firm_name },
      timezone: (await hoursOf(ctx, tx, link.user_id)).time_zone,
      types: types.map(bookableType),
      you: you === undefined ? null : { name: you.name, email: you.email },
    }
  })
}

export async function slotsByLink(
  ctx: Ctx,
  actor: Actor | null,
  calendar: AppointmentCalendar,
  { token, type_id, ...look }: SlotLook & { token: string; type_id: string },
): Promise<z.input<typeof Slots>> {
  return ctx.db.asSystem('slots of a booking link', async (tx) => {
    const { types } = await openLink(ctx, tx, token, actor)
    const type = types.find(({ id }) => id === type_id) ?? refuse(linkGone)
    return slotsWithin(ctx, tx, calendar, { wanted: wantedOf(type), ...look })
  })
}

/** Books by a link. Of several who want one time the first one in the turn of the host gets it. */
export async function bookByLink(
  ctx: Ctx,
  actor: Actor | null,
  calendar: AppointmentCalendar,
  { token, client, input }: { token: string; client: string; input: BookingInput },
): Promise<z.input<typeof book.response>> {
  return ctx.db.asSystem('book by a link', async (tx) => {
    const { link, types } = await openLink(ctx, tx, token, actor)
    if (actor?.user_id === link.user_id) return refuse(ownLink)
    const type = types.find(({ id }) => id === input.type_id) ?? refuse(linkGone)
    const guest = await guestOf(ctx, tx, actor, input)
    const answers = answersOf(type, input)
    const status = firstStatus({ proven: guest.guest_user_id !== null, needs_confirmation: type.needs_confirmation })
    const given = { ...guest, answers, guest_phone: input.phone, guest_time_zone: input.time_zone, link_id: link.id }
    const { time_zone } = await hoursOf(ctx, tx, link.user_id)
    const made = rowOf(ctx, type, { ...input, ...given, status, time_zone })
    await store.takeTurn(tx, link.user_id)
    await endHeld(ctx, tx, calendar, link.user_id)
    await checkGuest(ctx, tx, made, client)
    await checkSlot(ctx, tx, calendar, {
      wanted: wantedOf(type),
      start: wholeSecond(input.start_time).epochMilliseconds,
    })
    if (!(await useLink(tx, link.id, ctx.clock.iso()))) return refuse(linkGone)
    const row = await add(ctx, tx, calendar, { row: made, by: 'guest' })
    const { start_time, end_time, held_until } = row
    return { status, start_time, end_time, held_until, id: guest.guest_user_id === null ? null : row.id }
  })
}

/** An appointment that a host makes for somebody. */
export async function bookByHost(
  ctx: Ctx,
  actor: Actor,
  calendar: AppointmentCalendar,
  input: z.output<typeof createAppointment.body>,
): Promise<Appointment> {
  const row = await ctx.db.asSystem('a host makes an appointment', async (tx) => {
    const type = (await findType(tx, actor, input.type_id)) ?? refuseField(unknownType, 'type_id')
    const member = input.guest_id === undefined ? null : await memberOf(tx, actor.firm_id, input.guest_id)
    if (input.guest_id !== undefined && (member === null || member.id === actor.user_id))
      return refuseField(guestUnknown, 'guest_id')
    const [guest_name, guest_email] = [member?.name ?? input.name, member?.email ?? input.email]
    if (guest_name === undefined) return refuseField(guestUnknown, 'name')
    if (guest_email === undefined) return refuseField(guestUnknown, 'email')
    const { time_zone } = await hoursOf(ctx, tx, actor.user_id)
    const guestZone = member === null ? time_zone : (await settingsOf(tx, member.id, ctx.clock.iso())).time_zone
    if (member === null) checkHost(ctx, await hostOf(tx, actor.user_id))
    const made = rowOf(ctx, input.place === undefined ? type : { ...type, place: input.place }, {
      ...{ guest_user_id: member?.id ?? null, guest_name, guest_email, guest_phone: input.phone, answers: [] },
      ...{ guest_time_zone: input.time_zone ?? guestZone, time_zone },
      ...{ start_time: input.start_time, link_id: null, status: 'confirmed' },
    })
    await store.takeTurn(tx, actor.user_id)
    await endHeld(ctx, tx, calendar, actor.user_id)
    await checkApart(ctx, tx, { user_id: actor.user_id, kept: store.keptOf(made), except: null })
    return add(ctx, tx, calendar, { row: made, by: 'host' })
  })
  const [shown] = await present(ctx, actor, [row])
  return shown ?? refuse(notFound)
}

const hostOf = async (tx: Tx, user_id: string): Promise<Person> =>
  (await peopleById(tx, [user_id])).get(user_id) ?? refuse(notFound)

const wantedOf = (type: TypeRow) => ({ user_id: type.user_id, rules: type, type_id: type.id, except: null })

type Guest = Pick<AppointmentRow, 'guest_user_id' | 'guest_name' | 'guest_email'>

async function guestOf(ctx: Ctx, tx: Tx, actor: Actor | null, { name, email }: BookingInput): Promise<Guest> {
  if (actor !== null) {
    const you = (await peopleById(tx, [actor.user_id])).get(actor.user_id) ?? refuse(notFound)
    // An account whose address nobody has shown to be theirs says no more than a stranger does.
    const proven = you.email_verified || !ctx.mail.delivers
    return { guest_user_id: proven ? you.id : null, guest_name: you.name, guest_email: you.email }
  }
  if (name === undefined) return missing('name', 'Write your name.')
  if (email === undefined) return missing('email', 'Write your e-mail address.')
  return { guest_user_id: null, guest_name: name, guest_email: email }
}

function missing(field: string, message: string): never {
  return refuse(invalidInput, { field_errors: [{ field, code: 'missing', message }] })
}

function answersOf(type: TypeRow, { answers, phone }: BookingInput): AppointmentRow['answers'] {
  if (bookableType(type).needs_phone && phone === null) return missing('phone', 'Write the number to call.')
  const read = answered(type.questions, answers)
  if (read.kind === 'answered') return read.answers
  return refuseField(read.kind === 'missing' ? answerMissing : answerUnfit, `answers.${read.key}`)
}

async function checkGuest(ctx: Ctx, tx: Tx, made: AppointmentRow, client: string): Promise<void> {
  const { id, user_id, link_id, guest_user_id, guest_email } = made
  if (guest_user_id !== null) return checkOpen(ctx, tx, { user_id, guest_user_id })
  const host = await hostOf(tx, user_id)
  await countUnproven(ctx, tx, { appointment_id: id, host, link_id, email: guest_email, client })
}

type Given = Guest &
  Pick<
    AppointmentRow,
    'guest_phone' | 'guest_time_zone' | 'answers' | 'link_id' | 'start_time' | 'status' | 'time_zone'
  >

function rowOf(ctx: Ctx, type: TypeRow, given: Given): AppointmentRow {
  const { guest_user_id, guest_name, guest_email, guest_phone, guest_time_zone, answers, link_id, status } = given
  const [start, now] = [wholeSecond(given.start_time).epochMilliseconds, ctx.clock.iso()]
  return {
    ...{ id: ctx.id(), firm_id: type.firm_id, user_id: type.user_id, type_id: type.id, link_id, title: type.title },
    ...{ guest_user_id, guest_name, guest_email, guest_phone, guest_time_zone, answers, status },
    ...{ start_time: isoOf(start), end_time: isoOf(start + type.duration_min * 60_000), time_zone: given.time_zone },
    ...{ buffer_before_min: type.buffer_before_min, buffer_after_min: type.buffer_after_min },
    ...{ needs_confirmation: type.needs_confirmation, place_kind: type.place_kind, place: type.place },
    held_until: status === 'awaiting_confirmation' ? isoOf(ctx.clock.ms() + HELD_MS) : null,
    ...{ cancel_reason: null, invited: false, sequence: 0, guest_event_id: null },
    settled_at: status === 'confirmed' ? now : null,
    ...{ day_told_for: null, hour_told_for: null, created_at: now, updated_at: now, version: 1 },
  }
}

async function add(
  ctx: Ctx,
  tx: Tx,
  calendar: AppointmentCalendar,
  { row, by }: { row: AppointmentRow; by: 'host' | 'guest' },
): Promise<AppointmentRow> {
  await store.insertAppointment(tx, row)
  await store.insertStep(tx, {
    ...{ id: ctx.id(), appointment_id: row.id, at: row.created_at, by, overseer_id: null, reason: null },
    ...{ from_status: null, to_status: row.status, from_start: null, to_start: null },
    ...{ from_end: null, to_end: null, from_place: null, to_place: null },
  })
  return carryOut(ctx, tx, calendar, { before: null, after: row, by, reason: null })
}
