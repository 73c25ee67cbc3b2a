import type { EventStanding } from '#contract/calendar-events.ts'
import type { CalendarEvent } from '#domain/calendar/event.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'

/** What sync knows of our events, and does for them. Given by the slice that syncs, so that this one needs no calendars. */
export interface CalendarSide {
  /** The calendars that each of them lies in, and how it stands there. */
  standings(
    tx: Tx,
    user_id: string,
    event_ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly EventStanding[]>>
  /** Under which addresses the person is invited, beside the one of their account here. */
  addresses(tx: Tx, user_id: string): Promise<readonly string[]>
  /** The calendar for new events: of that provider, or of any. Null: none takes events. */
  home(tx: Tx, user_id: string, provider: EventStanding['provider'] | null): Promise<string | null>
  /** Whether this is a calendar of theirs that takes events. */
  takes(tx: Tx, user_id: string, calendar_id: string): Promise<boolean>
  /** Has an event written to a calendar. */
  place(
    ctx: Ctx,
    tx: Tx,
    what: { user_id: string; event_id: string; event: CalendarEvent; calendar_id: string },
  ): Promise<void>
  /** These changed: the calendars that they lie in are told soon. */
  tell(ctx: Ctx, tx: Tx, user_id: string, event_ids: readonly string[]): Promise<void>
}
