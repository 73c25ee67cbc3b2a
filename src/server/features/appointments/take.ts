import { Temporal } from 'temporal-polyfill'
import { notBegun } from '#contract/appointments.ts'
import type { AppointmentAction } from '#contract/appointments.ts'
import { alreadyBegun, wrongStatus } from '#contract/booking.ts'
import { forbidden } from '#contract/endpoint.ts'
import { wholeSecond } from '#domain/appointments/appointment-event.ts'
import type { Place } from '#domain/appointments/appointment-event.ts'
import { move, SETTLED } from '#domain/appointments/status.ts'
import type { By } from '#domain/appointments/status.ts'
import { isoOf } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import { giveBackUse } from '#features/appointment-types/index.ts'
import type { AppointmentCalendar } from '#features/calendar-events/index.ts'
import { checkApart, checkSlot } from './diary.ts'
import { carryOut } from './effects.ts'
import type { Change } from './effects.ts'
import type { Person } from './people.ts'
import { checkMoves } from './limits.ts'
import { rulesOf } from './rules.ts'
import * as store from './store.ts'
import type { AppointmentRow } from './store.ts'

const NOT = { wrong_status: wrongStatus, already_begun: alreadyBegun, not_begun: notBegun, not_yours: forbidden }

/** What somebody does to an appointment. */
export interface Step {
  readonly action: AppointmentAction
  readonly reason?: string | null
  /** Where it is moved to. */
  readonly start_time?: string
  readonly end_time?: string
  /** Where it takes place since, where that changed as well. */
  readonly place?: Place | null
  /** The guest's clock, where they say so. */
  readonly time_zone?: string | undefined
}

/** Decides whether a step may be taken, and takes it with all that follows. */
export async function take(
  ctx: Ctx,
  tx: Tx,
  calendar: AppointmentCalendar,
  { before, step, by, overseer = null }: { before: AppointmentRow; step: Step; by: By; overseer?: Person | null },
): Promise<AppointmentRow> {
  const held = before.held_until !== null && Date.parse(before.held_until) <= ctx.clock.ms()
  // What was held for too long is over, also before the job that ends it has run.
  if (held && by !== 'time') return refuse(wrongStatus)
  const decided = move(before, step.action, by, ctx.clock.ms())
  if (decided.kind !== 'to') return refuse(NOT[decided.kind])
  const after = nextOf(ctx, before, step, decided.status)
  if (step.action === 'reschedule') await checkMove(ctx, tx, calendar, { before, after, by })
  // A booking that came to nothing: nobody proved the address of it, or nobody agreed to it.
  const cameToNothing = after.status === 'cancelled' && (by === 'time' || before.status === 'awaiting_confirmation')
  if (cameToNothing && before.link_id !== null) await giveBackUse(tx, before.link_id)
  return write(ctx, tx, calendar, { before, after, by, overseer, reason: step.reason ?? null })
}

/** Writes down what was decided, with a step in its history, and carries out what follows. */
export async function write(
  ctx: Ctx,
  tx: Tx,
  calendar: AppointmentCalendar,
  change: Change & { readonly before: AppointmentRow },
): Promise<AppointmentRow> {
  const { before, after, by, overseer, reason } = change
  await store.replaceAppointment(tx, after)
  const isMoved =
    Date.parse(before.start_time) !== Date.parse(after.start_time) ||
    Date.parse(before.end_time) !== Date.parse(after.end_time)
  const isElsewhere = before.place !== after.place
  await store.insertStep(tx, {
    ...{ id: ctx.id(), appointment_id: before.id, at: after.updated_at, by, reason },
    overseer_id: overseer?.id ?? null,
    ...{ from_status: before.status, to_status: after.status },
    ...{ from_start: isMoved ? before.start_time : null, to_start: isMoved ? after.start_time : null },
    ...{ from_end: isMoved ? before.end_time : null, to_end: isMoved ? after.end_time : null },
    ...{ from_place: isElsewhere ? before.place : null, to_place: isElsewhere ? after.place : null },
  })
  return carryOut(ctx, tx, calendar, change)
}

function nextOf(ctx: Ctx, before: AppointmentRow, step: Step, status: AppointmentRow['status']): AppointmentRow {
  const now = ctx.clock.iso()
  const times = step.start_time === undefined ? {} : timesOf(before, step.start_time, step.end_time)
  // Mail programs drop what is not newer than what they have (RFC 5546 §2.1.5): a confirmation after a cancellation as well.
  const renews = step.action !== 'confirm' || before.sequence > 0
  const settles = SETTLED.includes(status) && (!SETTLED.includes(before.status) || step.action === 'reschedule')
  return {
    ...before,
    ...times,
    ...step.place,
    status,
    guest_time_zone: step.time_zone ?? before.guest_time_zone,
    cancel_reason: status === 'cancelled' ? (step.reason ?? null) : before.cancel_reason,
    held_until: null,
    sequence: before.sequence + (renews ? 1 : 0),
    settled_at: settles ? now : before.settled_at,
    ...{ updated_at: now, version: before.version + 1 },
  }
}

function timesOf(before: AppointmentRow, start_time: string, end_time: string | undefined) {
  const start = wholeSecond(start_time).epochMilliseconds
  const length = Date.parse(before.end_time) - Date.parse(before.start_time)
  const end = end_time === undefined ? start + length : Temporal.Instant.from(end_time).epochMilliseconds
  return { start_time: isoOf(start), end_time: isoOf(end) }
}

/** A guest moves it to a slot, a host to wherever no other appointment is. */
async function checkMove(
  ctx: Ctx,
  tx: Tx,
  calendar: AppointmentCalendar,
  { before, after, by }: { before: AppointmentRow; after: AppointmentRow; by: By },
): Promise<void> {
  const { user_id, id: except } = after
  if (by !== 'calendar') await checkMoves(ctx, tx, except)
  if (by !== 'guest') return checkApart(ctx, tx, { user_id, kept: store.keptOf(after), except })
  const wanted = { user_id, rules: await rulesOf(tx, before), type_id: before.type_id, except }
  await checkSlot(ctx, tx, calendar, { wanted, start: Date.parse(after.start_time) })
}
