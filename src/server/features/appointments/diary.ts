import type { Slots } from '#contract/booking.ts'
import { MOST_SLOT_DAYS, slotNotFree, slotsTooLong } from '#contract/booking.ts'
import type { Stretch } from '#domain/appointments/hours.ts'
import { isSlot, keptBy, slots } from '#domain/appointments/slots.ts'
import type { Diary, Rules } from '#domain/appointments/slots.ts'
import { isoOf } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse, refuseField } from '#platform/errors.ts'
import { hoursOf } from '#features/appointment-types/index.ts'
import type { AppointmentCalendar } from '#features/calendar-events/index.ts'
import { keptOf, keptWithin } from './store.ts'
import type { z } from 'zod'

const DAY_MS = 86_400_000
/** How far from a time that is not free other ones are looked for, and how many are named. */
const [NEXT_DAYS, NEXT] = [14, 5]

/** How far from now a host, or a calendar of theirs, puts an appointment. */
const [PAST_DAYS, AHEAD_DAYS] = [366, 3 * 366]

/** What is to be booked with whom; `except`: the appointment that is moved. */
export interface Wanted {
  readonly user_id: string
  readonly rules: Rules
  readonly type_id: string | null
  readonly except: string | null
}

/** All that decides when a host can be booked in a stretch. */
async function diaryOf(
  ctx: Ctx,
  tx: Tx,
  calendar: AppointmentCalendar,
  { wanted, look }: { wanted: Wanted; look: Stretch },
): Promise<Diary & { shortened: boolean }> {
  const { user_id, rules, type_id, except } = wanted
  const week = await hoursOf(ctx, tx, user_id)
  // A whole day is needed for the daily limit; of calendars no more than an appointment takes up with its buffers.
  const wide = { from: look.from - 2 * DAY_MS, to: look.to + 2 * DAY_MS }
  const rows = await keptWithin(tx, user_id, { ...wide, now: ctx.clock.iso(), except })
  const when = {
    from: isoOf(keptBy(look.from, rules).from),
    to: isoOf(keptBy(look.to, rules).to),
    zone: week.time_zone,
  }
  const { items, shortened } = await calendar.busy(ctx, tx, { user_id, ...when, except })
  const same_type = rows.filter((row) => type_id !== null && row.type_id === type_id)
  return {
    ...{ week, rules, busy: items, kept: rows.map(keptOf), now: ctx.clock.ms(), shortened },
    same_type: same_type.map(({ start_time }) => Date.parse(start_time)),
  }
}

/** The stretch that is asked for. */
export interface SlotLook {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** The slots of a stretch, as they are told. */
export async function slotsWithin(
  ctx: Ctx,
  tx: Tx,
  calendar: AppointmentCalendar,
  { wanted, from, to }: SlotLook & { wanted: Wanted },
): Promise<z.input<typeof Slots>> {
  const first = from === undefined ? ctx.clock.ms() : Date.parse(from)
  const look = { from: first, to: to === undefined ? first + NEXT_DAYS * DAY_MS : Date.parse(to) }
  if (look.to - look.from > MOST_SLOT_DAYS * DAY_MS) return refuseField(slotsTooLong, 'to')
  // Beyond the horizon there is nothing, so that nothing is looked for there.
  const now = ctx.clock.ms()
  const near = { from: Math.max(look.from, now), to: Math.min(look.to, now + wanted.rules.horizon_days * DAY_MS) }
  if (near.from >= near.to) {
    const { time_zone } = await hoursOf(ctx, tx, wanted.user_id)
    return { items: [], timezone: time_zone, shortened: false }
  }
  const diary = await diaryOf(ctx, tx, calendar, { wanted, look: near })
  const items = slots(diary, near).map((start) => slotAt(start, wanted.rules))
  return { items, timezone: diary.week.time_zone, shortened: diary.shortened }
}

/** Refuses a start that is no slot, with the next ones. */
export async function checkSlot(
  ctx: Ctx,
  tx: Tx,
  calendar: AppointmentCalendar,
  { wanted, start }: { wanted: Wanted; start: number },
): Promise<void> {
  const { notice_min, horizon_days } = wanted.rules
  const now = ctx.clock.ms()
  const [first, last] = [now + notice_min * 60_000, now + horizon_days * DAY_MS]
  const { code, message } = slotNotFree
  const near = { from: start, to: start + 1 }
  // Too soon or too late is not looked at.
  if (start >= first && start < last) {
    const diary = await diaryOf(ctx, tx, calendar, { wanted, look: near })
    // A calendar that could not be looked through says nothing of its host being free.
    if (!diary.shortened && isSlot(diary, start)) return
  }
  const from = Math.min(Math.max(start, first), last)
  const look = { from, to: Math.min(from + NEXT_DAYS * DAY_MS, last) }
  const diary = from < last ? await diaryOf(ctx, tx, calendar, { wanted, look }) : null
  const next =
    diary === null
      ? []
      : slots(diary, look)
          .filter((one) => one !== start)
          .slice(0, NEXT)
  refuse(slotNotFree, {
    field_errors: [{ field: 'start_time', code, message }],
    details: { next: next.map((one) => slotAt(one, wanted.rules)) },
  })
}

/** Refuses a time at which the host has another appointment, or years away; whatever else they do then is their own affair. */
export async function checkApart(
  ctx: Ctx,
  tx: Tx,
  of: { user_id: string; kept: Stretch; except: string | null },
): Promise<void> {
  if (!(await isApart(ctx, tx, of))) refuse(slotNotFree, { details: { next: [] } })
}

export async function isApart(
  ctx: Ctx,
  tx: Tx,
  { user_id, kept, except }: { user_id: string; kept: Stretch; except: string | null },
): Promise<boolean> {
  const now = ctx.clock.ms()
  if (kept.from < now - PAST_DAYS * DAY_MS || kept.to > now + AHEAD_DAYS * DAY_MS) return false
  return (await keptWithin(tx, user_id, { ...kept, now: ctx.clock.iso(), except })).length === 0
}

const slotAt = (start: number, { duration_min }: Rules) => ({
  start_time: isoOf(start),
  end_time: isoOf(start + duration_min * 60_000),
})
