import { sql } from 'kysely'
import { z } from 'zod'
import { isoOf } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { job } from '#platform/queue.ts'
import type { BoundJob } from '#platform/queue.ts'
import type { AppointmentCalendar } from '#features/calendar-events/index.ts'
import { addressOf, mailOf } from './effects.ts'
import { followJob } from './follow.ts'
import { endOverdue, forgetUnproven } from './held.ts'
import { forgetMails } from './limits.ts'
import { guestMail } from './mails.ts'
import { partiesOf } from './people.ts'
import * as store from './store.ts'
import type { AppointmentRow } from './store.ts'

const [HOUR_MS, DAY_MS] = [3_600_000, 86_400_000]
const BATCH = 200

/** Background work of appointments. */
export function appointmentJobs(calendar: AppointmentCalendar): BoundJob<Ctx>[] {
  const giveFree = job({
    name: 'appointments-held',
    data: z.object({}),
    cron: '* * * * *',
    timeout_s: 300,
    run: async (ctx: Ctx) => {
      await endOverdue(ctx, calendar)
      await ctx.db.asSystem('mails that no limit asks for any more', (tx) => forgetMails(ctx, tx))
    },
  })
  const forget = job({ name: 'appointments-forget', data: z.object({}), cron: '17 3 * * *', run: forgetUnproven })
  const remind = job({
    name: 'appointments-remind',
    data: z.object({}),
    cron: '* * * * *',
    timeout_s: 300,
    run: async (ctx: Ctx) => {
      for (const when of ['day', 'hour'] as const) {
        let found
        do {
          found = await ctx.db.asSystem('remind of appointments', (tx) => remindSome(ctx, tx, when))
        } while (found === BATCH)
      }
    },
  })
  return [followJob(calendar), giveFree, forget, remind]
}

/** A day or an hour before, once for each time that it was given; not to those who booked or moved it later than that. */
async function remindSome(ctx: Ctx, tx: Tx, when: 'day' | 'hour'): Promise<number> {
  const [column, lead] = when === 'day' ? (['day_told_for', DAY_MS] as const) : (['hour_told_for', HOUR_MS] as const)
  const now = ctx.clock.ms()
  const { rows } = await sql<{ id: string }>`
    UPDATE appointments a SET ${sql.ref(column)} = start_time
    FROM (SELECT id FROM appointments WHERE status IN ('confirmed', 'rescheduled') AND start_time > ${isoOf(now)}
            AND start_time <= ${isoOf(now + lead)} AND ${sql.ref(column)} IS DISTINCT FROM start_time
          ORDER BY start_time LIMIT ${BATCH} FOR UPDATE SKIP LOCKED) due
    WHERE a.id = due.id RETURNING a.id`.execute(tx)
  for (const { id } of rows) {
    const row = await store.findAppointment(tx, id)
    if (row === null) continue
    const start = Date.parse(row.start_time)
    const settled = Date.parse(row.settled_at ?? row.created_at)
    // Of the day before only while it is not the hour before already.
    const isNews = settled <= start - lead && (when === 'hour' || now < start - HOUR_MS)
    if (isNews) await remindOf(ctx, tx, row)
  }
  return rows.length
}

async function remindOf(ctx: Ctx, tx: Tx, row: AppointmentRow): Promise<void> {
  const parties = await partiesOf(tx, row)
  const to = addressOf(row, parties)
  if (to === null || parties.guest?.wants_mail === false) return
  const told = mailOf(ctx, parties, { before: null, after: row, by: 'time', reason: null }, 'guest')
  await ctx.mail.send(tx, { to, ...guestMail('soon', told) })
}
