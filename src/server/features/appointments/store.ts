import { sql } from 'kysely'
import type { ColumnType, RawBuilder } from 'kysely'
import { Appointment } from '#contract/appointments.ts'
import type { AppointmentStep } from '#contract/appointments.ts'
import type { PlaceKind } from '#contract/appointment-types.ts'
import type { AppointmentStatus } from '#contract/booking.ts'
import type { Stretch } from '#domain/appointments/hours.ts'
import { keptBy } from '#domain/appointments/slots.ts'
import { isoOf } from '#platform/clock.ts'
import type { Tx } from '#platform/db/db.ts'
import { waitTurn } from '#platform/db/turn.ts'

export interface AppointmentRow {
  readonly id: string
  readonly firm_id: string
  readonly user_id: string
  readonly guest_user_id: string | null
  readonly type_id: string | null
  readonly link_id: string | null
  readonly title: string
  readonly guest_name: string
  readonly guest_email: string
  readonly guest_phone: string | null
  readonly guest_time_zone: string
  readonly status: AppointmentStatus
  readonly start_time: string
  readonly end_time: string
  readonly buffer_before_min: number
  readonly buffer_after_min: number
  readonly time_zone: string
  readonly needs_confirmation: boolean
  readonly place_kind: PlaceKind
  readonly place: string | null
  readonly answers: Appointment['answers']
  readonly cancel_reason: string | null
  readonly held_until: string | null
  readonly invited: boolean
  readonly sequence: number
  readonly guest_event_id: string | null
  readonly settled_at: string | null
  readonly day_told_for: string | null
  readonly hour_told_for: string | null
  readonly created_at: string
  readonly updated_at: string
  readonly version: number
}

type Stored = Omit<AppointmentRow, 'answers'> & {
  answers: ColumnType<unknown, string, string>
  kept: RawBuilder<string>
}
export interface StepRow extends Omit<AppointmentStep, 'overseer'> {
  readonly appointment_id: string
  readonly overseer_id: string | null
}

declare module '#platform/db/tables.ts' {
  interface Tables {
    appointments: Stored
    appointment_steps: StepRow
  }
}

const COLUMNS = [
  ...(['id', 'firm_id', 'user_id', 'guest_user_id', 'type_id', 'link_id', 'title', 'guest_name'] as const),
  ...(['guest_email', 'guest_phone', 'guest_time_zone', 'status', 'start_time', 'end_time'] as const),
  ...(['buffer_before_min', 'buffer_after_min', 'time_zone', 'needs_confirmation', 'place_kind', 'place'] as const),
  ...(['answers', 'cancel_reason', 'held_until', 'invited', 'sequence', 'guest_event_id', 'settled_at'] as const),
  ...(['day_told_for', 'hour_told_for', 'created_at', 'updated_at', 'version'] as const),
] as const

const rowOf = (row: Omit<AppointmentRow, 'answers'> & { answers: unknown }): AppointmentRow => ({
  ...row,
  answers: Appointment.shape.answers.parse(row.answers),
})

/** The time that it takes up, with its buffers. */
export function keptOf(
  row: Pick<AppointmentRow, 'start_time' | 'end_time' | 'buffer_before_min' | 'buffer_after_min'>,
): Stretch {
  const start = Date.parse(row.start_time)
  return keptBy(start, { ...row, duration_min: (Date.parse(row.end_time) - start) / 60_000 })
}

const rangeOf = ({ from, to }: Stretch) => sql<string>`tstzrange(${isoOf(from)}, ${isoOf(to)})`
const storedOf = (row: AppointmentRow) => ({
  ...row,
  answers: JSON.stringify(row.answers),
  kept: sql<string>`${rangeOf(keptOf(row))}`,
})

/**
 * One booking of a host after the other: what is free, and how many there are on a day, depends on all of them. Held until the
 * transaction ends.
 */
export async function takeTurn(tx: Tx, user_id: string): Promise<void> {
  await waitTurn(tx, `appointments of ${user_id}`)
}

export async function insertAppointment(tx: Tx, row: AppointmentRow): Promise<void> {
  await sql`INSERT INTO appointments (${columnsOf(row)}) VALUES (${valuesOf(row)})`.execute(tx)
}

export async function replaceAppointment(tx: Tx, row: AppointmentRow): Promise<void> {
  await sql`UPDATE appointments SET (${columnsOf(row)}) = ROW (${valuesOf(row)}) WHERE id = ${row.id}`.execute(tx)
}

const columnsOf = (row: AppointmentRow) => sql.join(Object.keys(storedOf(row)).map((name) => sql.ref(name)))
const valuesOf = (row: AppointmentRow) => sql.join(Object.values(storedOf(row)))

/** Notes that the guest has an invitation, and where the event in their calendar is; no new version of it. */
export async function noteSent(
  tx: Tx,
  id: string,
  sent: Pick<AppointmentRow, 'invited' | 'guest_event_id'>,
): Promise<void> {
  await tx.updateTable('appointments').set(sent).where('id', '=', id).execute()
}

export async function findAppointment(tx: Tx, id: string): Promise<AppointmentRow | null> {
  const row = await tx.selectFrom('appointments').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : rowOf(row)
}

/** It stays as it is until the transaction ends. */
export async function lockAppointment(tx: Tx, id: string): Promise<AppointmentRow | null> {
  const row = await tx.selectFrom('appointments').select(COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst()
  return row === undefined ? null : rowOf(row)
}

export async function insertStep(tx: Tx, step: StepRow): Promise<void> {
  await tx.insertInto('appointment_steps').values(step).execute()
}

const STEP = [
  ...(['id', 'at', 'from_status', 'to_status', 'by', 'overseer_id'] as const),
  ...(['from_start', 'to_start', 'from_end', 'to_end', 'from_place', 'to_place', 'reason'] as const),
] as const

export async function stepsOf(tx: Tx, appointment_id: string): Promise<Omit<StepRow, 'appointment_id'>[]> {
  return tx
    .selectFrom('appointment_steps')
    .select(STEP)
    .where('appointment_id', '=', appointment_id)
    .orderBy('id')
    .execute()
}

/** The appointments of a host that take up time in a stretch, but for one; what was held for too long takes up none. */
export async function keptWithin(
  tx: Tx,
  user_id: string,
  look: Stretch & { readonly now: string; readonly except: string | null },
): Promise<AppointmentRow[]> {
  const rows = await tx
    .selectFrom('appointments')
    .select(COLUMNS)
    .where('user_id', '=', user_id)
    .where('status', '<>', 'cancelled')
    .where(sql<boolean>`kept && ${rangeOf(look)}`)
    .where(sql<boolean>`coalesce(held_until > ${look.now}, true)`)
    .$if(look.except !== null, (query) => query.where('id', '<>', look.except ?? ''))
    .execute()
  return rows.map(rowOf)
}

/** Those of a host whose guest did not confirm their address in time. */
export async function heldTooLong(tx: Tx, now: string, user_id: string): Promise<AppointmentRow[]> {
  const rows = await tx
    .selectFrom('appointments')
    .select(COLUMNS)
    .where('held_until', '<=', now)
    .where('user_id', '=', user_id)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(rowOf)
}

/** What a list asks for; null: whatever it is. */
export interface ListPage {
  readonly of: 'mine' | 'host' | 'guest' | 'firm'
  readonly user_id: string
  readonly firm_id: string
  readonly status: readonly AppointmentStatus[] | null
  readonly from: string | null
  readonly to: string | null
  readonly type_id: string | null
  readonly member_id: string | null
  readonly host_id: string | null
  readonly descending: boolean
  readonly after: readonly [string, string] | null
  readonly limit: number
}

/** Appointments by their start; one more than `limit`. */
export async function listAppointments(tx: Tx, page: ListPage): Promise<(AppointmentRow & { sort_key: string })[]> {
  const { after, descending } = page
  const order = descending ? 'desc' : 'asc'
  const beyond = sql.raw(descending ? '<' : '>')
  const rows = await tx
    .selectFrom('appointments')
    .select(COLUMNS)
    .select(sql<string>`start_time::text`.as('sort_key'))
    .where(whose(page))
    .$if((page.status ?? []).length > 0, (query) => query.where('status', 'in', [...(page.status ?? [])]))
    .$if(page.from !== null, (query) => query.where('end_time', '>', page.from ?? ''))
    .$if(page.to !== null, (query) => query.where('start_time', '<', page.to ?? ''))
    .$if(page.type_id !== null, (query) => query.where('type_id', '=', page.type_id))
    .$if(page.member_id !== null, (query) => query.where('guest_user_id', '=', page.member_id))
    .$if(page.host_id !== null, (query) => query.where('user_id', '=', page.host_id ?? ''))
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(start_time, id) ${beyond} (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy('start_time', order)
    .orderBy('id', order)
    .limit(page.limit + 1)
    .execute()
  return rows.map(({ sort_key, ...row }) => ({ ...rowOf(row), sort_key }))
}

function whose({ of, user_id, firm_id }: ListPage): RawBuilder<boolean> {
  if (of === 'firm') return sql`firm_id = ${firm_id}`
  if (of === 'host') return sql`user_id = ${user_id}`
  if (of === 'guest') return sql`guest_user_id = ${user_id}`
  return sql`(user_id = ${user_id} OR guest_user_id = ${user_id})`
}
