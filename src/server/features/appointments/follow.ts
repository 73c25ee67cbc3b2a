import { z } from 'zod'
import { elsewhere, moved, timeOf, wholeSecond } from '#domain/appointments/appointment-event.ts'
import type { Place } from '#domain/appointments/appointment-event.ts'
import { SETTLED } from '#domain/appointments/status.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { job } from '#platform/queue.ts'
import type { Job } from '#platform/queue.ts'
import type { AppointmentCalendar } from '#features/calendar-events/index.ts'
import { isApart } from './diary.ts'
import { dateOf, writeHost } from './effects.ts'
import { endHeld } from './held.ts'
import { isStaff, partiesOf } from './people.ts'
import * as store from './store.ts'
import type { AppointmentRow } from './store.ts'
import { take, write } from './take.ts'

/** For how long a deleted event may come back before its appointment is cancelled; the guest hears of it before the start. */
const [COMES_BACK_MS, AT_LATEST_MS] = [5 * 60_000, 60_000]

const FollowData = z.object({ appointment_id: z.uuid() })
type FollowJob = Job<Ctx, typeof FollowData>

/** The host, or a calendar of theirs, changed when or where the event is, deleted or brought it back: the appointment goes along, or it back. */
export function followJob(calendar: AppointmentCalendar): FollowJob {
  const follow: FollowJob = job({
    // The trigger on events names it as well (migration of appointments).
    name: 'appointment-follows',
    data: FollowData,
    concurrency: 2,
    run: (ctx: Ctx, { appointment_id }) =>
      ctx.db.asSystem('an appointment follows its event', async (tx) => {
        const wait_s = await followEvent(ctx, tx, calendar, appointment_id)
        if (wait_s === null) return
        const later = { key: `gone ${appointment_id}`, start_after_s: wait_s }
        await ctx.queue.enqueue(tx, follow, { appointment_id }, later)
      }),
  })
  return follow
}

/** Gives in how many seconds to look again; null: all is done. */
async function followEvent(ctx: Ctx, tx: Tx, calendar: AppointmentCalendar, id: string): Promise<number | null> {
  const seen = await store.findAppointment(tx, id)
  if (seen === null) return null
  await store.takeTurn(tx, seen.user_id)
  await endHeld(ctx, tx, calendar, seen.user_id)
  const before = await store.lockAppointment(tx, id)
  const stored = await calendar.read(tx, { user_id: seen.user_id, event_id: id })
  // A filter that keeps the event out of a calendar says nothing of the appointment.
  if (before === null || stored === null || stored.deleted_by === 'filter') return null
  // Whoever tidies a calendar means nothing that was.
  if (Date.parse(before.start_time) <= ctx.clock.ms()) return null
  const isGone = stored.deleted_at !== null || stored.event.status === 'cancelled'
  const [time, place] = [timeOf(stored.event), elsewhere(stored.event, before)]
  if (before.status === 'cancelled') {
    if (!isGone) await comesBack(ctx, tx, calendar, { before, time, place })
    return null
  }
  if (!SETTLED.includes(before.status)) return null
  if (isGone) return goes(ctx, tx, calendar, { before, gone_at: stored.deleted_at ?? stored.updated_at })
  if (time === null || !isSame(before, time)) await moves(ctx, tx, calendar, { before, time, place })
  else if (place !== null) await relocates(ctx, tx, calendar, { before, place })
  return null
}

/** An appointment, and when and where its event is; `place`: null where that stayed. */
interface Followed {
  readonly before: AppointmentRow
  readonly time: ReturnType<typeof timeOf>
  readonly place: Place | null
}

// An event that is moved from one calendar to another is gone for a while, and what is deleted by mistake is soon put back.
async function goes(
  ctx: Ctx,
  tx: Tx,
  calendar: AppointmentCalendar,
  { before, gone_at }: { before: AppointmentRow; gone_at: string },
): Promise<number | null> {
  const due = Math.min(Date.parse(gone_at) + COMES_BACK_MS, Date.parse(before.start_time) - AT_LATEST_MS)
  const wait_ms = due - ctx.clock.ms()
  if (wait_ms > 0) return Math.ceil(wait_ms / 1000)
  await take(ctx, tx, calendar, { before, step: { action: 'cancel' }, by: 'calendar' })
  return null
}

async function moves(
  ctx: Ctx,
  tx: Tx,
  calendar: AppointmentCalendar,
  { before: found, time, place }: Followed,
): Promise<void> {
  if (time !== null && (await fits(ctx, tx, { ...found, ...time }))) {
    const step = { action: 'reschedule', ...time, place } as const
    await take(ctx, tx, calendar, { before: found, step, by: 'calendar' })
    return
  }
  const before = place === null ? found : await relocates(ctx, tx, calendar, { before: found, place })
  const parties = await partiesOf(tx, before)
  await calendar.change(ctx, tx, { user_id: before.user_id, event_id: before.id }, (event) => ({
    ...moved(event, dateOf(before, parties)),
    recurrence: null,
    overrides: [],
  }))
  await store.insertStep(tx, {
    ...{
      id: ctx.id(),
      appointment_id: before.id,
      at: ctx.clock.iso(),
      by: 'calendar',
      overseer_id: null,
      reason: null,
    },
    ...{ from_status: before.status, to_status: before.status },
    ...{ from_start: null, to_start: null, from_end: null, to_end: null, from_place: null, to_place: null },
  })
  await tellHost(ctx, tx, before, time === null ? 'put_back_whole' : 'put_back')
}

/** It takes place elsewhere, at the same time. */
async function relocates(
  ctx: Ctx,
  tx: Tx,
  calendar: AppointmentCalendar,
  { before, place }: { before: AppointmentRow; place: Place },
): Promise<AppointmentRow> {
  const again = { sequence: before.sequence + 1, updated_at: ctx.clock.iso(), version: before.version + 1 }
  const after = { ...before, ...place, ...again }
  return write(ctx, tx, calendar, { before, after, by: 'calendar', reason: null })
}

/** An appointment that the calendar cancelled is there again with its event. Where it cannot be, the event goes again. */
async function comesBack(
  ctx: Ctx,
  tx: Tx,
  calendar: AppointmentCalendar,
  { before, time, place }: Followed,
): Promise<void> {
  const last = (await store.stepsOf(tx, before.id)).at(-1)
  const now = ctx.clock.iso()
  const mayComeBack =
    last?.by === 'calendar' && before.guest_email !== '' && (await isStaff(tx, before.firm_id, before.user_id))
  if (mayComeBack && time !== null && (await fits(ctx, tx, { ...before, ...time }))) {
    const after: AppointmentRow = {
      ...{ ...before, ...(isSame(before, time) ? {} : time), ...place, status: last.from_status ?? 'confirmed' },
      ...{ cancel_reason: null, sequence: before.sequence + 1, settled_at: now },
      ...{ updated_at: now, version: before.version + 1 },
    }
    await write(ctx, tx, calendar, { before, after, by: 'calendar', reason: null })
    return
  }
  await calendar.remove(ctx, tx, { user_id: before.user_id, event_id: before.id })
  await tellHost(ctx, tx, before, 'stays_cancelled')
}

async function tellHost(
  ctx: Ctx,
  tx: Tx,
  row: AppointmentRow,
  what: 'put_back' | 'put_back_whole' | 'stays_cancelled',
): Promise<void> {
  const parties = await partiesOf(tx, row)
  await writeHost(ctx, tx, { what, change: { before: null, after: row, by: 'calendar', reason: null }, parties })
}

const fits = (ctx: Ctx, tx: Tx, row: AppointmentRow): Promise<boolean> =>
  isApart(ctx, tx, { user_id: row.user_id, kept: store.keptOf(row), except: row.id })

function isSame(row: AppointmentRow, time: { start_time: string; end_time: string }): boolean {
  const same = (one: string, other: string) => wholeSecond(one).equals(wholeSecond(other))
  return same(row.start_time, time.start_time) && same(row.end_time, time.end_time)
}
