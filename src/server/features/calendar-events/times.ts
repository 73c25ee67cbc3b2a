import { Temporal } from 'temporal-polyfill'
import type { z } from 'zod'
import { windowTooLong } from '#contract/calendar-times.ts'
import type { FreeQuery } from '#contract/calendar-times.ts'
import { isBusy, merged, shownInstance } from '#domain/calendar-events/as-shown.ts'
import { freeSlots } from '#domain/calendar-events/free-slots.ts'
import type { Stretch } from '#domain/calendar-events/free-slots.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuseField } from '#platform/errors.ts'
import { userById } from '#features/accounts/index.ts'
import { checked, instancesOf, zoneOf } from './read.ts'
import type { Look } from './read.ts'
import { eventsBetween } from './store.ts'

/** The most days that are looked through for free times: a mail offers a few. */
const MOST_FREE_DAYS = 92

/** The times at which a person is not free. */
export async function busy(
  ctx: Ctx,
  actor: Actor,
  look: { from: string; to: string; timezone?: string | undefined; all_day?: boolean | undefined },
): Promise<{ items: Stretch[]; shortened: boolean }> {
  checked(look.from, look.to)
  return ctx.db.as(actor, async (tx) => {
    const zone = look.timezone ?? (await zoneOf(ctx, tx, actor.user_id))
    return busyWithin(ctx, tx, actor, { ...look, zone }, look.all_day !== false)
  })
}

/** When a meeting would fit. */
export async function free(
  ctx: Ctx,
  actor: Actor,
  query: z.output<typeof FreeQuery>,
): Promise<{ items: Stretch[]; timezone: string; shortened: boolean }> {
  const { from: first, to: last, day_start, day_end, duration_min, buffer_min } = query
  const days = Temporal.PlainDate.from(first).until(last, { largestUnit: 'day' }).days
  if (days >= MOST_FREE_DAYS) return refuseField(windowTooLong, 'to')
  return ctx.db.as(actor, async (tx) => {
    const zone = query.timezone ?? (await zoneOf(ctx, tx, actor.user_id))
    const at = (date: string, more: number) =>
      Temporal.PlainDate.from(date).add({ days: more }).toZonedDateTime(zone).toInstant().toString()
    const look = { from: at(first, -1), to: at(last, 2), zone }
    const { items: taken, shortened } = await busyWithin(ctx, tx, actor, look, true)
    const weekdays = new Set(query.weekdays.map(Number))
    const wish = {
      first,
      last,
      zone,
      day_start,
      day_end,
      weekdays,
      duration_min,
      buffer_min,
      not_before: ctx.clock.iso(),
    }
    return { items: freeSlots(taken, wish), timezone: zone, shortened }
  })
}

interface Busy {
  items: Stretch[]
  shortened: boolean
}

async function busyWithin(ctx: Ctx, tx: Tx, actor: Actor, look: Look, wholeDays: boolean): Promise<Busy> {
  const events = await eventsBetween(tx, actor.user_id, { ...look, application_id: null, calendar_id: null })
  const { found, shortened } = instancesOf(ctx, events, look)
  const email = (await userById(tx, actor.user_id))?.email
  const own = new Set(email === undefined ? [] : [email.toLowerCase()])
  const shown = found
    .map(({ stored, instance }) => shownInstance(stored.event, instance))
    .filter((one) => isBusy(one, own) && (wholeDays || !one.all_day))
  return { items: merged(shown, look.zone), shortened }
}
