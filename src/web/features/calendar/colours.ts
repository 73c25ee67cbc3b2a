import type { SyncedCalendar } from '#contract/calendar-connections.ts'
import type { Event } from '#contract/calendar-events.ts'
import { colourOf } from '#lib/calendars.ts'

/** What a screen needs to know of a calendar to draw its events. */
export interface CalendarLook {
  readonly id: string
  readonly name: string
  readonly colour: string
  readonly writable: boolean
}

/** The calendars that are synced, by name, each with the colour that its person or its provider gave it. */
export function looksOf(calendars: readonly SyncedCalendar[]): CalendarLook[] {
  return calendars
    .filter(({ selected }) => selected)
    .map(({ id, name, colour, remote_colour, direction, role }) => ({
      ...{ id, name, colour: colourOf({ colour, remote_colour }) },
      writable: role !== 'reader' && (direction === 'both' || direction === 'push'),
    }))
    .sort((a, b) => a.name.localeCompare(b.name))
}

/** The calendar that an event is drawn by: the first that it lies in. Null: it is kept here alone. */
export function lookOf(event: Pick<Event, 'calendars'>, looks: readonly CalendarLook[]): CalendarLook | null {
  return looks.find(({ id }) => event.calendars.some(({ calendar_id }) => calendar_id === id)) ?? null
}

/** Whether an event can be changed here: one of its calendars takes changes, or it lies in none. */
export function isWritable(event: Pick<Event, 'calendars'>, looks: readonly CalendarLook[]): boolean {
  if (event.calendars.length === 0) return true
  return looks.some((look) => look.writable && event.calendars.some(({ calendar_id }) => calendar_id === look.id))
}
