import type { Event, EventStanding } from '#contract/calendar-events.ts'
import type { Shown } from '#domain/calendar-events/as-shown.ts'
import type { StoredEvent } from './store.ts'

/** An event on its way over the wire. */
export function presentEvent(stored: StoredEvent, shown: Shown, standings: readonly EventStanding[]): Event {
  const { id, application_id, application, interview_id, appointment_id, created_at, updated_at, version } = stored
  return {
    ...shown,
    id,
    application_id,
    application,
    interview_id,
    appointment_id,
    calendars: [...standings],
    created_at,
    updated_at,
    version,
  }
}
