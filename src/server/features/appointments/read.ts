import { z } from 'zod'
import { manageGone, wrongStatus } from '#contract/booking.ts'
import type { GuestAppointment, Slots } from '#contract/booking.ts'
import type { Appointment, AppointmentStep, ListQuery } from '#contract/appointments.ts'
import { forbidden, notFound } from '#contract/endpoint.ts'
import { OPEN } from '#domain/appointments/status.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import { decodeCursor, encodeCursor, toPage } from '#platform/serve/cursor.ts'
import type { AppointmentCalendar } from '#features/calendar-events/index.ts'
import { slotsWithin } from './diary.ts'
import type { SlotLook } from './diary.ts'
import { partiesOf } from './people.ts'
import { present, presentSteps, presentToGuest } from './present.ts'
import { rulesOf } from './rules.ts'
import { openedBy } from './secret.ts'
import * as store from './store.ts'
import type { AppointmentRow } from './store.ts'

const Cursor = z.tuple([z.string(), z.uuid()])

export async function list(
  ctx: Ctx,
  actor: Actor,
  { cursor, limit, of, sort, ...query }: z.output<typeof ListQuery>,
): Promise<{ items: Appointment[]; next_cursor: string | null }> {
  if (of === 'firm' && actor.role !== 'owner' && actor.role !== 'admin') return refuse(forbidden)
  const asked = {
    ...{ status: query.status ?? null, from: query.from ?? null, to: query.to ?? null, type_id: query.type_id ?? null },
    ...{ member_id: query.member_id ?? null, host_id: query.host_id ?? null, of, descending: sort === '-start_time' },
  }
  const name = `appointments ${JSON.stringify(asked)}`
  const after = decodeCursor(ctx.secrets, name, cursor, Cursor)
  const whose = { user_id: actor.user_id, firm_id: actor.firm_id }
  const rows = await ctx.db.as(actor, (tx) => store.listAppointments(tx, { ...asked, ...whose, after, limit }))
  const { items, next_cursor } = toPage(rows, limit, (row) => encodeCursor(ctx.secrets, name, [row.sort_key, row.id]))
  return { items: await present(ctx, actor, items), next_cursor }
}

export async function get(ctx: Ctx, actor: Actor, id: string): Promise<Appointment> {
  const row = await ctx.db.as(actor, (tx) => find(tx, id))
  const [shown] = await present(ctx, actor, [row])
  return shown ?? refuse(notFound)
}

export async function history(ctx: Ctx, actor: Actor, id: string): Promise<{ items: AppointmentStep[] }> {
  const steps = await ctx.db.as(actor, async (tx) => {
    await find(tx, id)
    return store.stepsOf(tx, id)
  })
  return { items: await presentSteps(ctx, steps) }
}

/** Where an appointment could be moved to, by its host or its guest. */
export async function slots(
  ctx: Ctx,
  actor: Actor,
  calendar: AppointmentCalendar,
  { id, ...look }: SlotLook & { id: string },
): Promise<z.input<typeof Slots>> {
  const row = await ctx.db.as(actor, (tx) => find(tx, id))
  if (row.user_id !== actor.user_id && row.guest_user_id !== actor.user_id) return refuse(notFound)
  return ctx.db.asSystem('slots to move an appointment to', (tx) => slotsOf(ctx, tx, calendar, { row, look }))
}

export async function slotsBySecret(
  ctx: Ctx,
  calendar: AppointmentCalendar,
  { secret, ...look }: SlotLook & { secret: string },
): Promise<z.input<typeof Slots>> {
  const id = openedBy(ctx.secrets, secret)
  return ctx.db.asSystem('slots to move an appointment to', async (tx) => {
    const row = (await store.findAppointment(tx, id)) ?? refuse(manageGone)
    return slotsOf(ctx, tx, calendar, { row, look })
  })
}

async function slotsOf(
  ctx: Ctx,
  tx: Tx,
  calendar: AppointmentCalendar,
  { row, look }: { row: AppointmentRow; look: SlotLook },
): Promise<z.input<typeof Slots>> {
  if (!OPEN.includes(row.status)) return refuse(wrongStatus)
  const wanted = { user_id: row.user_id, rules: await rulesOf(tx, row), type_id: row.type_id, except: row.id }
  return slotsWithin(ctx, tx, calendar, { wanted, ...look })
}

/** The appointment of a mail. */
export async function getBySecret(ctx: Ctx, secret: string): Promise<GuestAppointment> {
  const id = openedBy(ctx.secrets, secret)
  return ctx.db.asSystem('an appointment by the secret of its mail', async (tx) => {
    const row = (await store.findAppointment(tx, id)) ?? refuse(manageGone)
    return presentToGuest(ctx, row, await partiesOf(tx, row))
  })
}

// Row-level security shows those of which one is host or guest, and those of the firm to its owners and admins.
async function find(tx: Tx, id: string): Promise<AppointmentRow> {
  return (await store.findAppointment(tx, id)) ?? refuse(notFound)
}
