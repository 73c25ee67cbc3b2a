import type { EventStanding } from '#contract/calendar-events.ts'
import type { CalendarSide } from './hooks.ts'

const NOWHERE: ReadonlyMap<string, readonly EventStanding[]> = new Map()

/** Where no calendar is connected: events are kept here alone. */
export const keptHere: CalendarSide = {
  standings: async () => NOWHERE,
  home: async () => null,
  takes: async () => false,
  place: async () => {},
  tell: async () => {},
}
