import { Temporal } from 'temporal-polyfill'
import type { z } from 'zod'
import { windowTooLong } from '#contract/calendar-times.ts'
import type { FreeQuery } from '#contract/calendar-times.ts'
import { isBusy, merged, shownInstance } from '#domain/calendar-events/as-shown.ts'
import type { Shown } from '#domain/calendar-events/as-shown.ts'
import { boundInstant } from '#domain/calendar-events/bound.ts'
import { freeSlots } from '#domain/calendar-events/free-slots.ts'
import type { Stretch } from '#domain/calendar-events/free-slots.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuseField } from '#platform/errors.ts'
import { userById } from '#features/accounts/index.ts'
import type { CalendarSide } from './hooks.ts'
import { checked, instancesOf, zoneOf } from './read.ts'
import type { Look } from './read.ts'
import { eventsBetween } from './store.ts'

/** The most days that are looked through for free times: a mail offers a few. */
const MOST_FREE_DAYS = 92

/** The times at which a person is not free. */
export async function busy(
  ctx: Ctx,
  actor: Actor,
  query: { from: string; to: string; timezone?: string | undefined; all_day?: boolean | undefined },
  side: CalendarSide,
): Promise<{ items: Stretch[]; shortened: boolean }> {
  return ctx.db.as(actor, async (tx) => {
    const zone = query.timezone ?? (await zoneOf(ctx, tx, actor.user_id))
    const [from, to] = [boundInstant(query.from, zone, 'from'), boundInstant(query.to, zone, 'to')]
    checked(from, to)
    const { shown, shortened } = await busyEvents(ctx, tx, actor, { from, to, zone }, side)
    return { items: merged(query.all_day === false ? shown.filter((one) => !one.all_day) : shown, zone), shortened }
  })
}

/** When a meeting would fit. */
export async function free(
  ctx: Ctx,
  actor: Actor,
  query: z.output<typeof FreeQuery>,
  side: CalendarSide,
): Promise<{ items: Stretch[]; timezone: string; shortened: boolean }> {
  const { from: first, to: last, day_start, day_end, duration_min, buffer_min } = query
  const days = Temporal.PlainDate.from(first).until(last, { largestUnit: 'day' }).days
  if (days >= MOST_FREE_DAYS) return refuseField(windowTooLong, 'to')
  return ctx.db.as(actor, async (tx) => {
    const zone = query.timezone ?? (await zoneOf(ctx, tx, actor.user_id))
    const at = (date: string, more: number) =>
      Temporal.PlainDate.from(date).add({ days: more }).toZonedDateTime(zone).toInstant().toString()
    const look = { from: at(first, -1), to: at(last, 2), zone }
    const { shown, shortened } = await busyEvents(ctx, tx, actor, look, side)
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
    return { items: freeSlots(merged(shown, zone), wish), timezone: zone, shortened }
  })
}

/** What makes a person busy in a stretch, each date of a series by itself. */
export async function busyEvents(
  ctx: Ctx,
  tx: Tx,
  actor: Pick<Actor, 'user_id'>,
  look: Look,
  side: CalendarSide,
): Promise<{ shown: (Shown & { readonly id: string })[]; shortened: boolean }> {
  const events = await eventsBetween(tx, actor.user_id, { ...look, application_id: null, calendar_id: null })
  const { found, shortened } = instancesOf(ctx, events, look)
  const email = (await userById(tx, actor.user_id))?.email ?? null
  const addresses = [email, ...(await side.addresses(tx, actor.user_id))].filter((one) => one !== null)
  const own = new Set(addresses.map((one) => one.toLowerCase()))
  const all = found.map(({ stored, instance }) => ({ ...shownInstance(stored.event, instance), id: stored.id }))
  return { shown: all.filter((one) => isBusy(one, own)), shortened }
}
