import { sql } from 'kysely'
import type { CalendarEvent } from '#domain/calendar/event.ts'
import { merged } from '#domain/calendar-events/as-shown.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import type { CalendarSide } from './hooks.ts'
import { bringBack, place } from './placing.ts'
import { changeEvent, deleteEvents, eventsByIds, findEvent } from './store.ts'
import type { StoredEvent } from './store.ts'
import { busyEvents } from './times.ts'

/** An event of an appointment, and in whose calendar it is. */
export interface EventPlace {
  readonly user_id: string
  readonly event_id: string
}

/** What the calendar does for appointments. The event of the host has the id of the appointment; that of a guest one of its own. */
export interface AppointmentCalendar {
  /** When somebody is busy, from and to in milliseconds, but for one event. */
  busy(
    ctx: Ctx,
    tx: Tx,
    of: { user_id: string; from: string; to: string; zone: string; except: string | null },
  ): Promise<{ items: { from: number; to: number }[]; shortened: boolean }>
  /** Makes an event, or brings it back, and has it written to the calendar for new events. `follows`: it moves the appointment. */
  put(ctx: Ctx, tx: Tx, place: EventPlace, made: { event: CalendarEvent; follows: boolean }): Promise<void>
  /** Changes it where it is there. One that was deleted by hand stays deleted. */
  change(ctx: Ctx, tx: Tx, place: EventPlace, next: (event: CalendarEvent) => CalendarEvent): Promise<void>
  remove(ctx: Ctx, tx: Tx, place: EventPlace): Promise<void>
  /** As it is now, also when it was deleted. */
  read(tx: Tx, place: EventPlace): Promise<StoredEvent | null>
}

export function appointmentCalendar(side: CalendarSide): AppointmentCalendar {
  return {
    async busy(ctx, tx, { user_id, from, to, zone, except }) {
      const { shown, shortened } = await busyEvents(ctx, tx, { user_id }, { from, to, zone }, side)
      const stretches = merged(
        shown.filter(({ id }) => id !== except),
        zone,
      )
      const items = stretches.map(({ start_time, end_time }) => ({
        from: Date.parse(start_time),
        to: Date.parse(end_time),
      }))
      return { items, shortened }
    },
    async put(ctx, tx, { user_id, event_id }, { event, follows }) {
      const made = { user_id, id: event_id, event, application_id: null, interview_id: null }
      if (await bringBack(ctx, tx, side, made)) return
      await place(ctx, tx, side, made)
      if (follows) await sql`UPDATE calendar_events SET appointment_id = id WHERE id = ${event_id}`.execute(tx)
    },
    async change(ctx, tx, { user_id, event_id }, next) {
      const stored = await findEvent(tx, user_id, event_id, true)
      if (stored === null) return
      const now = ctx.clock.iso()
      await changeEvent(tx, user_id, event_id, { event: next(stored.event), edited_at: now }, now)
      await side.tell(ctx, tx, user_id, [event_id])
    },
    async remove(ctx, tx, { user_id, event_id }) {
      await deleteEvents(tx, user_id, [event_id], { by: 'person', at: ctx.clock.iso() })
      await side.tell(ctx, tx, user_id, [event_id])
    },
    async read(tx, { user_id, event_id }) {
      return (await eventsByIds(tx, user_id, [event_id]))[0] ?? null
    },
  }
}
