import type { Appointment } from '#contract/appointments.ts'
import { manageGone } from '#contract/booking.ts'
import type { GuestAppointment } from '#contract/booking.ts'
import { notFound, staleVersion } from '#contract/endpoint.ts'
import { SETTLED } from '#domain/appointments/status.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import type { AppointmentCalendar } from '#features/calendar-events/index.ts'
import { endHeld } from './held.ts'
import { partiesOf, peopleById } from './people.ts'
import { present, presentToGuest, roleOf } from './present.ts'
import { openedBy } from './secret.ts'
import * as store from './store.ts'
import type { AppointmentRow } from './store.ts'
import { take } from './take.ts'
import type { Step } from './take.ts'

/** A step of its host, of a guest with an account, or of who runs the firm. */
export async function change(
  ctx: Ctx,
  actor: Actor,
  calendar: AppointmentCalendar,
  { id, version, step }: { id: string; version: number | null; step: Step },
): Promise<Appointment> {
  const seen = (await ctx.db.as(actor, (tx) => store.findAppointment(tx, id))) ?? refuse(notFound)
  const by = roleOf(actor, seen)
  const row = await ctx.db.asSystem('change an appointment', async (tx) => {
    const before = await lock(ctx, tx, calendar, seen)
    if (version !== null && version !== before.version) return refuse(staleVersion)
    const overseer = by === 'firm' ? ((await peopleById(tx, [actor.user_id])).get(actor.user_id) ?? null) : null
    return take(ctx, tx, calendar, { before, step, by, overseer })
  })
  const [shown] = await present(ctx, actor, [row])
  return shown ?? refuse(notFound)
}

/** A step of whoever has the secret of the mail. */
export async function changeBySecret(
  ctx: Ctx,
  calendar: AppointmentCalendar,
  secret: string,
  step: Step,
): Promise<GuestAppointment> {
  const id = openedBy(ctx.secrets, secret)
  return ctx.db.asSystem('change an appointment by the secret of its mail', async (tx) => {
    const seen = (await store.findAppointment(tx, id)) ?? refuse(manageGone)
    const before = await lock(ctx, tx, calendar, seen)
    // The link in the mail may be opened twice.
    const isDone = step.action === 'confirm' && (before.status === 'requested' || SETTLED.includes(before.status))
    const after = isDone ? before : await take(ctx, tx, calendar, { before, step, by: 'guest' })
    return presentToGuest(ctx, after, await partiesOf(tx, after))
  })
}

/** The appointment as it is, in the turn of its host: nothing of theirs changes until the transaction ends. */
export async function lock(
  ctx: Ctx,
  tx: Tx,
  calendar: AppointmentCalendar,
  { id, user_id }: Pick<AppointmentRow, 'id' | 'user_id'>,
): Promise<AppointmentRow> {
  await store.takeTurn(tx, user_id)
  // What was held for too long takes up no time, but for the wall in the database.
  await endHeld(ctx, tx, calendar, user_id)
  return (await store.lockAppointment(tx, id)) ?? refuse(notFound)
}
