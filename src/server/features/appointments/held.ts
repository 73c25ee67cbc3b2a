import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { isoOf } from '#platform/clock.ts'
import type { AppointmentCalendar } from '#features/calendar-events/index.ts'
import { heldTooLong, lockAppointment, takeTurn } from './store.ts'
import { take } from './take.ts'

const FORGET_MS = 7 * 86_400_000
const BATCH = 1000

/** Gives free what was held for guests of a host who did not confirm their address in time. In the turn of the host. */
export async function endHeld(ctx: Ctx, tx: Tx, calendar: AppointmentCalendar, user_id: string): Promise<void> {
  for (const before of await heldTooLong(tx, ctx.clock.iso(), user_id))
    await take(ctx, tx, calendar, { before, step: { action: 'cancel' }, by: 'time' })
}

/** Ends what nobody confirmed in time: addresses, and requests whose time has begun. Each host in their turn, and by themselves. */
export async function endOverdue(ctx: Ctx, calendar: AppointmentCalendar): Promise<void> {
  const now = ctx.clock.iso()
  const { rows } = await ctx.db.asSystem('whose bookings nobody confirmed', (tx) =>
    sql<{ user_id: string }>`
      SELECT user_id FROM appointments WHERE held_until <= ${now}
      UNION SELECT user_id FROM appointments WHERE status = 'requested' AND start_time <= ${now}`.execute(tx),
  )
  for (const { user_id } of rows) {
    await ctx.db.asSystem('bookings that nobody confirmed', async (tx) => {
      await takeTurn(tx, user_id)
      await endHeld(ctx, tx, calendar, user_id)
      await endRequests(ctx, tx, calendar, user_id)
    })
  }
}

async function endRequests(ctx: Ctx, tx: Tx, calendar: AppointmentCalendar, user_id: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM appointments
    WHERE user_id = ${user_id} AND status = 'requested' AND start_time <= ${ctx.clock.iso()} ORDER BY id`.execute(tx)
  for (const { id } of rows) {
    const before = await lockAppointment(tx, id)
    if (before !== null) await take(ctx, tx, calendar, { before, step: { action: 'cancel' }, by: 'time' })
  }
}

/** Forgets bookings whose address nobody proved, a week after they came to nothing: what is in them is of whoever it may be. */
export async function forgetUnproven(ctx: Ctx): Promise<void> {
  const before = isoOf(ctx.clock.ms() - FORGET_MS)
  let gone
  do {
    const { numAffectedRows } = await ctx.db.asSystem('forget bookings that nobody confirmed', (tx) =>
      sql`DELETE FROM appointments WHERE id IN (
        SELECT a.id FROM appointments a JOIN appointment_steps s ON s.appointment_id = a.id
        WHERE a.status = 'cancelled' AND a.settled_at IS NULL AND a.guest_user_id IS NULL AND a.updated_at < ${before}
          AND s.from_status = 'awaiting_confirmation' AND s.to_status = 'cancelled' LIMIT ${BATCH})`.execute(tx),
    )
    gone = Number(numAffectedRows ?? 0n)
  } while (gone === BATCH)
}
