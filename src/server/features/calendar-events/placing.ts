import type { CalendarEvent } from '#domain/calendar/event.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import type { CalendarSide } from './hooks.ts'
import { changeEvent, eventsByIds, insertEvents } from './store.ts'

/** An event that comes about for something else, under the id that this gives it. */
interface Made {
  readonly user_id: string
  readonly id: string
  readonly event: CalendarEvent
  readonly application_id: string | null
  readonly interview_id: string | null
}

/** Makes it, and has it written to the calendar for new events. */
export async function place(ctx: Ctx, tx: Tx, side: CalendarSide, { user_id, ...made }: Made): Promise<void> {
  const now = ctx.clock.iso()
  await insertEvents(tx, user_id, [{ ...made, invites: false, edited_at: now }], { now })
  const calendar_id = await side.home(tx, user_id, null)
  if (calendar_id !== null) await side.place(ctx, tx, { user_id, event_id: made.id, event: made.event, calendar_id })
}

/** Brings one back that was deleted, as it is to be now; false: there never was one. */
export async function bringBack(
  ctx: Ctx,
  tx: Tx,
  side: CalendarSide,
  { user_id, id, event }: Pick<Made, 'user_id' | 'id' | 'event'>,
): Promise<boolean> {
  const [before] = await eventsByIds(tx, user_id, [id])
  if (before === undefined) return false
  const now = ctx.clock.iso()
  const sequence = before.event.sequence + 1
  await changeEvent(tx, user_id, id, { event: { ...event, sequence }, edited_at: now }, now)
  await side.tell(ctx, tx, user_id, [id])
  return true
}
