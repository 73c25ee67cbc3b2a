import { sql } from 'kysely'
import { OPEN } from '#domain/appointments/status.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { revokeAll } from '#features/appointment-types/index.ts'
import type { AppointmentCalendar } from '#features/calendar-events/index.ts'
import { lock } from './change.ts'
import { findAppointment } from './store.ts'
import { take } from './take.ts'

/**
 * What happens to appointments when their host is on the staff of a firm no more: those to come are cancelled, so that guests
 * hear of it, and their links there end. Past ones stay, for the owners and admins of the firm.
 */
export function onLeavingStaff(calendar: AppointmentCalendar) {
  return async (ctx: Ctx, tx: Tx, { firm_id, user_id }: { firm_id: string; user_id: string }): Promise<void> => {
    const { rows } = await sql<{ id: string }>`
      SELECT id FROM appointments WHERE user_id = ${user_id} AND firm_id = ${firm_id}
        AND start_time > ${ctx.clock.iso()} AND status = ANY(${[...OPEN]}::text[]) ORDER BY id`.execute(tx)
    for (const { id } of rows) await cancelOpen(ctx, tx, calendar, { id, leaves: user_id })
    await revokeAll(tx, { user_id, firm_id }, ctx.clock.iso())
  }
}

/**
 * What happens to appointments when an account goes: those to come are cancelled, so that the other one hears of it. Those that
 * somebody had as a guest stay with their host, without a name; those of a host go with the account.
 */
export function onDeletion(calendar: AppointmentCalendar) {
  return async (ctx: Ctx, tx: Tx, user_id: string): Promise<void> => {
    const { rows } = await sql<{ id: string }>`
      SELECT id FROM appointments WHERE (user_id = ${user_id} OR guest_user_id = ${user_id}) AND start_time > ${ctx.clock.iso()}
        AND status = ANY(${[...OPEN]}::text[]) ORDER BY user_id, id`.execute(tx)
    for (const { id } of rows) await cancelOpen(ctx, tx, calendar, { id, leaves: user_id })
    await forgetGuest(ctx, tx, calendar, user_id)
  }
}

async function cancelOpen(
  ctx: Ctx,
  tx: Tx,
  calendar: AppointmentCalendar,
  { id, leaves }: { id: string; leaves: string },
): Promise<void> {
  const seen = await findAppointment(tx, id)
  if (seen === null) return
  const before = await lock(ctx, tx, calendar, seen)
  // By now its time may have run out.
  if (!OPEN.includes(before.status)) return
  const by = seen.user_id === leaves ? 'host' : 'guest'
  const held = before.status === 'awaiting_confirmation'
  await take(ctx, tx, calendar, { before, step: { action: 'cancel' }, by: held ? 'time' : by })
}

// The events of their hosts carry name and address as well, and so does what would be undone of them.
async function forgetGuest(ctx: Ctx, tx: Tx, calendar: AppointmentCalendar, user_id: string): Promise<void> {
  const { rows } = await sql<{ id: string; user_id: string; title: string }>`
    SELECT id, user_id, title FROM appointments WHERE guest_user_id = ${user_id} ORDER BY user_id, id`.execute(tx)
  for (const { id, user_id: host, title } of rows) {
    await calendar.change(ctx, tx, { user_id: host, event_id: id }, (event) => ({ ...event, title, description: null }))
    await sql`DELETE FROM undo_entries WHERE user_id = ${host}
      AND changes @> jsonb_build_array(jsonb_build_object('table', 'calendar_events', 'id', ${id}::text))`.execute(tx)
  }
  // Those that were deleted stay so. With a new version, so that no run of sync writes what it read before.
  await sql`UPDATE calendar_events e SET event = e.event || jsonb_build_object('title', a.title, 'description', NULL),
      version = e.version + 1, updated_at = ${ctx.clock.iso()}
    FROM appointments a WHERE a.id = e.id AND a.guest_user_id = ${user_id} AND e.deleted_at IS NOT NULL`.execute(tx)
  await sql`UPDATE appointment_steps s SET reason = NULL
    FROM appointments a WHERE a.id = s.appointment_id AND a.guest_user_id = ${user_id}`.execute(tx)
  await sql`UPDATE appointments SET guest_user_id = NULL, guest_event_id = NULL, guest_name = 'A deleted account',
      guest_email = '', guest_phone = NULL, answers = '[]', cancel_reason = NULL
    WHERE guest_user_id = ${user_id}`.execute(tx)
}
