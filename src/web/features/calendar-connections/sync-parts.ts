import type { ComponentType } from 'react'
import type { CalendarConnection, SyncedCalendar } from '#contract/calendar-connections.ts'

/** What the page of the accounts shows of syncs. It is another slice, so that the app hands it in. */
export interface SyncParts {
  /** The button that syncs an account now. */
  readonly Now: ComponentType<{ account: CalendarConnection }>
  /** What a sync would do, and the way to start it. */
  readonly Preview: ComponentType<{ account: CalendarConnection; onClose: () => void }>
  /** What is under way, and what a person has to decide. */
  readonly Open: ComponentType<{ accounts: readonly CalendarConnection[] }>
  /** The question whether so much was meant to be deleted. */
  readonly Confirm: ComponentType<{ calendar: SyncedCalendar }>
  /** How syncs went, and what they changed. */
  readonly Past: ComponentType<{ account: CalendarConnection }>
}
