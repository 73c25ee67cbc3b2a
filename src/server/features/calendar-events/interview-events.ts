import type { CalendarEvent } from '#domain/calendar/event.ts'
import { eventOfInterview, followed } from '#domain/calendar-events/interview-event.ts'
import type { InterviewDate } from '#domain/calendar-events/interview-event.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import type { CalendarSide } from './hooks.ts'
import { bringBack, place } from './placing.ts'
import { changeEvent, deleteEvents, findEvent, insertEvents } from './store.ts'

/** What the calendar does for interviews. The event of an interview has the interview's id. */
export interface InterviewCalendar {
  /** Makes the event of a new interview, and has it written to the calendar for new events. */
  added(ctx: Ctx, tx: Tx, interview: OwnedInterview): Promise<void>
  /** Moves the event with its interview. One that was deleted by hand stays deleted. */
  changed(ctx: Ctx, tx: Tx, interview: OwnedInterview): Promise<void>
  /** Makes an event again that was deleted by hand. */
  returned(ctx: Ctx, tx: Tx, interview: OwnedInterview): Promise<void>
  /** Before the interview goes. */
  removed(ctx: Ctx, tx: Tx, interview: Pick<OwnedInterview, 'id' | 'user_id'>): Promise<void>
}

export type OwnedInterview = InterviewDate & {
  readonly user_id: string
  readonly application_id: string
  readonly company: string
}

/** An interview that has no event yet. */
export type StandingInterview = OwnedInterview & { readonly is_sample: boolean }

/**
 * Makes the events of interviews that stood before. A calendar that is to have interviews gets those to come with its next
 * sync; what is past stays here. What belongs to sample data takes nobody's time, and is sent nowhere.
 */
export async function insertInterviewEvents(
  ctx: Ctx,
  tx: Tx,
  user_id: string,
  interviews: readonly StandingInterview[],
): Promise<void> {
  const now = ctx.clock.iso()
  const made = interviews.map(({ is_sample, ...interview }) => {
    const event = eventOfInterview(interview, interview.company)
    const { id, application_id } = interview
    const sample: CalendarEvent = {
      ...event,
      ...{ transparency: 'transparent', description: 'Sample data', reminders: [] },
    }
    const of = { application_id, interview_id: id, invites: false, edited_at: now }
    return { ...of, id, event: is_sample ? sample : event }
  })
  await insertEvents(tx, user_id, made, { now, standing: 'stays' })
}

export function interviewCalendar(side: CalendarSide): InterviewCalendar {
  return {
    async added(ctx, tx, interview) {
      const { id, user_id, application_id } = interview
      const event = eventOfInterview(interview, interview.company)
      await place(ctx, tx, side, { user_id, id, event, application_id, interview_id: id })
    },
    async changed(ctx, tx, interview) {
      const { id, user_id } = interview
      const stored = await findEvent(tx, user_id, id, true)
      if (stored === null) return
      const event = followed(stored.event, interview)
      const now = ctx.clock.iso()
      await changeEvent(tx, user_id, id, { event: { ...event, sequence: event.sequence + 1 }, edited_at: now }, now)
      await side.tell(ctx, tx, user_id, [id])
    },
    async returned(ctx, tx, interview) {
      const { id, user_id } = interview
      const event = eventOfInterview(interview, interview.company)
      if (!(await bringBack(ctx, tx, side, { user_id, id, event }))) await this.added(ctx, tx, interview)
    },
    async removed(ctx, tx, { id, user_id }) {
      await deleteEvents(tx, user_id, [id], { by: 'person', at: ctx.clock.iso() })
      await side.tell(ctx, tx, user_id, [id])
    },
  }
}
