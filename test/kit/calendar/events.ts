import fc from 'fast-check'
import { CalendarEvent, blankEvent } from '#domain/calendar/event.ts'
import type { When } from '#domain/calendar/event.ts'

// Small events from which histories are made: short texts, few days, so that two sides meet each other often.

/** Ten o'clock in Berlin on a day of June, where 10:00 is 08:00 UTC. */
export const tenOn = (day: number, minutes = 60): When => ({
  kind: 'timed',
  start: `2026-06-${String(day).padStart(2, '0')}T10:00:00`,
  zone: 'Europe/Berlin',
  duration: `PT${minutes}M`,
})

/** The original start of the instance on that day of a series of `tenOn`. */
export const keyOn = (day: number): string => `2026-06-${String(day).padStart(2, '0')}T08:00:00Z`

const text = fc.constantFrom('A', 'B', 'C')
const maybe = fc.constantFrom(null, 'A', 'B')
const when = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 5 }), fc.constantFrom(30, 60)).map(([day, minutes]) => tenOn(day, minutes)),
  fc.integer({ min: 1, max: 5 }).map((day): When => ({ kind: 'all_day', date: `2026-06-0${day}`, days: 1 })),
)
const details = fc.record({
  title: text,
  description: maybe,
  location: maybe,
  colour: maybe,
  transparency: fc.constantFrom('opaque', 'transparent'),
  reminders: fc.uniqueArray(
    fc.record({ minutes_before: fc.constantFrom(15, 60, 1440), method: fc.constant('popup') }),
    { selector: ({ minutes_before }) => minutes_before },
  ),
  categories: fc.uniqueArray(text),
})
const overrides = fc.uniqueArray(
  fc.record({
    recurrence_id: fc.integer({ min: 1, max: 3 }).map(keyOn),
    when: fc.constantFrom(null, tenOn(20)),
    details: fc.oneof(
      text.map((title) => ({ title })),
      maybe.map((location) => ({ location })),
    ),
  }),
  { selector: ({ recurrence_id }) => recurrence_id, maxLength: 2 },
)
const series = fc.record({
  recurrence: fc.record({
    rrule: fc.constantFrom('FREQ=DAILY;COUNT=3', 'FREQ=DAILY;COUNT=5'),
    rdates: fc.constant([]),
    exdates: fc.uniqueArray(fc.integer({ min: 1, max: 3 }).map(keyOn), { maxLength: 1 }),
  }),
  overrides: overrides.map((all) => all.toSorted((a, b) => (a.recurrence_id < b.recurrence_id ? -1 : 1))),
})

/** An event or a short daily series. */
export const anyEvent: fc.Arbitrary<CalendarEvent> = fc
  .tuple(when, details, fc.oneof(fc.constant({}), series))
  .map(([at, said, repeats]) => CalendarEvent.parse({ ...blankEvent('uid', at), ...said, ...repeats }))
