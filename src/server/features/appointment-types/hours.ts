import type { ColumnType } from 'kysely'
import type { z } from 'zod'
import { Availability } from '#contract/appointment-types.ts'
import type { setAvailability } from '#contract/appointment-types.ts'
import { staleVersion } from '#contract/endpoint.ts'
import { dayOf, USUAL_WEEK } from '#domain/appointments/hours.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { waitTurn } from '#platform/db/turn.ts'
import { refuse } from '#platform/errors.ts'
import { settingsOf } from '#features/profile/index.ts'

type Json = ColumnType<unknown, string, string>

declare module '#platform/db/tables.ts' {
  interface Tables {
    appointment_hours: {
      user_id: string
      time_zone: string
      weekly: Json
      other_days: Json
      updated_at: string
      version: number
    }
  }
}

/** When a host can be booked; before they said so, the usual hours of a week on the clock of their settings. */
export async function hoursOf(ctx: Ctx, tx: Tx, user_id: string): Promise<Availability> {
  const row = await tx
    .selectFrom('appointment_hours')
    .select(['time_zone', 'weekly', 'other_days', 'updated_at', 'version'])
    .where('user_id', '=', user_id)
    .executeTakeFirst()
  if (row !== undefined) return Availability.parse({ ...row, is_set: true })
  const { time_zone } = await settingsOf(tx, user_id, ctx.clock.iso())
  return { time_zone, weekly: USUAL_WEEK, other_days: [], is_set: false, updated_at: null, version: 0 }
}

export async function setHours(
  ctx: Ctx,
  actor: Actor,
  version: number | null,
  given: z.output<typeof setAvailability.body>,
): Promise<Availability> {
  return ctx.db.as(actor, async (tx) => {
    await waitTurn(tx, `hours of ${actor.user_id}`)
    const before = await hoursOf(ctx, tx, actor.user_id)
    if (version !== null && version !== before.version) return refuse(staleVersion)
    const today = dayOf(ctx.clock.ms(), given.time_zone).toString()
    const row = {
      ...{ time_zone: given.time_zone, weekly: JSON.stringify(given.weekly) },
      other_days: JSON.stringify(
        given.other_days.filter(({ date }) => date >= today).toSorted((a, b) => (a.date < b.date ? -1 : 1)),
      ),
      ...{ updated_at: ctx.clock.iso(), version: before.version + 1 },
    }
    await tx
      .insertInto('appointment_hours')
      .values({ user_id: actor.user_id, ...row })
      .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row))
      .execute()
    return hoursOf(ctx, tx, actor.user_id)
  })
}
