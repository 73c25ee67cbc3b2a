import { sql } from 'kysely'
import { z } from 'zod'
import { When } from '#domain/calendar/event.ts'
import { newLink } from '#domain/calendar/sync/link.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { linksOfReturned, saveLinks } from './links.ts'
import type { LinkChange } from './links.ts'
import type { CalendarRules } from './policy.ts'
import type { LeasedCalendar, SyncCtx } from './tables.ts'

/** An event that a person brought back after its delete was told goes on there as a new object. */
async function makeAgain(ctx: SyncCtx, tx: Tx, calendar: LeasedCalendar, rules: CalendarRules): Promise<void> {
  const { id, user_id } = calendar
  const changes = (await linksOfReturned(tx, id)).flatMap(({ was, missing }): LinkChange[] => {
    const { event_id, generation } = was.link
    if (event_id === null || !missing || !pushes(rules)) return [{ was, link: was.link, to_tell: false }]
    const again = newLink(event_id, rules.policy.capability, generation + 1)
    return [
      { was, link: { ...was.link, event_id: null }, to_tell: false },
      { was: null, link: again, to_tell: true },
    ]
  })
  if (changes.length > 0) await saveLinks(tx, { id, user_id, newId: ctx.id, now: ctx.clock.iso() }, changes)
}

/**
 * Gives a link to those of our events that this calendar is to have and does not know yet. One that went from it, or that it
 * told us of, is known.
 */
export async function sendThere(ctx: SyncCtx, tx: Tx, calendar: LeasedCalendar, rules: CalendarRules): Promise<void> {
  await makeAgain(ctx, tx, calendar, rules)
  const sent = await eventsToSend(tx, calendar, rules)
  const { capability } = rules.policy
  await linkEvents(
    ctx,
    tx,
    { ...calendar, capability },
    sent.map(({ id }) => id),
  )
}

const pushes = ({ policy: { direction, capability } }: CalendarRules): boolean =>
  (direction === 'push' || direction === 'both') && capability.writes

/** Which those are: none of sample data, and no interview that was past when it came into the calendar. */
export async function eventsToSend(
  tx: Tx,
  calendar: Pick<LeasedCalendar, 'id' | 'user_id'>,
  rules: CalendarRules,
): Promise<EventToSend[]> {
  const { filters, window } = rules
  if (!pushes(rules) || filters.sends === 'made_here') return []
  const { rows } = await sql`
    SELECT e.id, e.event ->> 'title' AS title, e.event -> 'when' AS "when",
      jsonb_typeof(e.event -> 'recurrence') = 'object' AS repeats FROM calendar_events e
    WHERE e.user_id = ${calendar.user_id} AND e.deleted_at IS NULL AND e.first_at < ${window.to}
      AND (e.last_at IS NULL OR e.last_at > ${window.from})
      AND (${filters.sends === 'everything'} OR e.application_id IS NOT NULL)
      AND NOT EXISTS (SELECT FROM applications a WHERE a.id = e.application_id AND a.is_sample)
      -- An interview that was over before it had an event would come up there after the fact.
      AND NOT EXISTS (SELECT FROM interviews i WHERE i.id = e.interview_id AND i.start_time <= e.created_at)
      AND NOT EXISTS (SELECT FROM calendar_links l WHERE l.event_id = e.id AND l.calendar_id = ${calendar.id})`.execute(
    tx,
  )
  return z.array(EventToSend).parse(rows)
}

const EventToSend = z.object({ id: z.string(), title: z.string(), when: When, repeats: z.boolean() })
type EventToSend = z.infer<typeof EventToSend>

/** The other calendars of this person that are to have everything, also what has just come from this one. */
export async function calendarsThatCopy(
  tx: Tx,
  { id, user_id }: Pick<LeasedCalendar, 'id' | 'user_id'>,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM calendars WHERE user_id = ${user_id} AND id <> ${id} AND selected AND direction IN ('push', 'both')
      AND filters ->> 'sends' = 'everything'`.execute(tx)
  return rows.map((row) => row.id)
}

/** New links: these events are to be made in that calendar. */
export async function linkEvents(
  ctx: Pick<Ctx, 'id' | 'clock'>,
  tx: Tx,
  to: { readonly id: string; readonly user_id: string; readonly capability: CalendarRules['policy']['capability'] },
  event_ids: readonly string[],
): Promise<void> {
  const changes = event_ids.map((id) => ({ was: null, link: newLink(id, to.capability), to_tell: true }))
  const { id, user_id } = to
  await saveLinks(tx, { id, user_id, newId: ctx.id, now: ctx.clock.iso() }, changes)
}
