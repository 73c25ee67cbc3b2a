import type { Appointment, AppointmentStep } from '#contract/appointments.ts'
import { GuestAction } from '#contract/booking.ts'
import type { GuestAppointment } from '#contract/booking.ts'
import { actionsOf, SETTLED } from '#domain/appointments/status.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import { firmsById, peopleById } from './people.ts'
import type { Parties } from './people.ts'
import type { AppointmentRow, StepRow } from './store.ts'

/** Appointments that the actor may see, as they see them. Names are looked up past row-level security: of these people alone. */
export async function present(ctx: Ctx, actor: Actor, rows: readonly AppointmentRow[]): Promise<Appointment[]> {
  if (rows.length === 0) return []
  const { people, firms } = await ctx.db.asSystem('names of hosts and firms of appointments', async (tx) => ({
    people: await peopleById(
      tx,
      rows.map(({ user_id }) => user_id),
    ),
    firms: await firmsById(
      tx,
      rows.map(({ firm_id }) => firm_id),
    ),
  }))
  return rows.map((row) => ({
    ...shown(ctx, actor, row),
    firm_name: firms.get(row.firm_id)?.name ?? '',
    host: { user_id: row.user_id, name: people.get(row.user_id)?.name ?? '' },
  }))
}

/** Who somebody is to an appointment that they see: row-level security shows it to no others. */
export function roleOf(
  { user_id }: Pick<Actor, 'user_id'>,
  row: Pick<AppointmentRow, 'user_id' | 'guest_user_id'>,
): Appointment['you_are'] {
  return row.user_id === user_id ? 'host' : row.guest_user_id === user_id ? 'guest' : 'firm'
}

function shown(ctx: Ctx, actor: Actor, row: AppointmentRow): Omit<Appointment, 'firm_name' | 'host'> {
  const you_are = roleOf(actor, row)
  const { id, firm_id, type_id, title, status, start_time, end_time, time_zone, place_kind, answers } = row
  const place = you_are === 'guest' ? placeFor(row) : row.place
  return {
    ...{ id, firm_id, type_id, title, status, start_time, end_time, time_zone, place_kind, place, answers },
    guest: {
      ...{ user_id: row.guest_user_id, name: row.guest_name, email: row.guest_email, phone: row.guest_phone },
      time_zone: row.guest_time_zone,
    },
    duration_min: minutesOf(row),
    ...{ cancel_reason: row.cancel_reason, held_until: row.held_until, you_are },
    can: actionsOf(row, you_are, ctx.clock.ms()),
    ...{ created_at: row.created_at, updated_at: row.updated_at, version: row.version },
  }
}

// Where one meets is for those with whom one meets.
function placeFor({ status, place }: AppointmentRow): string | null {
  return SETTLED.includes(status) ? place : null
}

/** How long it lasts. A calendar may have given it parts of a minute. */
export function minutesOf({ start_time, end_time }: Pick<AppointmentRow, 'start_time' | 'end_time'>): number {
  return Math.max(1, Math.round((Date.parse(end_time) - Date.parse(start_time)) / 60_000))
}

/** What happened to an appointment that the actor may see. Names of overseers are looked up past row-level security, as above. */
export async function presentSteps(
  ctx: Ctx,
  steps: readonly Omit<StepRow, 'appointment_id'>[],
): Promise<AppointmentStep[]> {
  const ids = steps.flatMap(({ overseer_id }) => overseer_id ?? [])
  const people =
    ids.length === 0 ? null : await ctx.db.asSystem('who cancelled appointments', (tx) => peopleById(tx, ids))
  return steps.map(({ overseer_id, ...step }) => {
    const overseer = people?.get(overseer_id ?? '')
    return { ...step, overseer: overseer === undefined ? null : { user_id: overseer.id, name: overseer.name } }
  })
}

/** An appointment for whoever has the secret of its mail. */
export function presentToGuest(ctx: Ctx, row: AppointmentRow, parties: Parties): GuestAppointment {
  const { title, guest_name, status, start_time, end_time, place_kind, held_until } = row
  const can = actionsOf(row, 'guest', ctx.clock.ms()).flatMap((action) => GuestAction.safeParse(action).data ?? [])
  return {
    ...{ title, host_name: parties.host.name, firm_name: parties.is_practice ? parties.firm_name : null, guest_name },
    ...{ status, start_time, end_time, time_zone: row.guest_time_zone, place_kind, held_until, can },
    place: placeFor(row),
  }
}
