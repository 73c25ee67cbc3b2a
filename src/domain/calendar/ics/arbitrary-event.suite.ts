import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { blankEvent } from '#domain/calendar/event.ts'
import type { CalendarEvent, EventDetails, When } from '#domain/calendar/event.ts'
import { durationText, keyAt, wallText, zoneClock } from '#domain/calendar/moment.ts'

// Events as people make them, for property tests: all kinds of time, rules, moved instances, and odd texts.

export const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'UTC',
  'Africa/Casablanca',
]
const RULES = [
  'FREQ=DAILY',
  'FREQ=DAILY;INTERVAL=3;COUNT=20',
  'FREQ=WEEKLY;BYDAY=MO,WE,FR',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;WKST=SU',
  'FREQ=MONTHLY;BYMONTHDAY=31',
  'FREQ=MONTHLY;BYDAY=-1FR;COUNT=9',
  'FREQ=YEARLY',
  'FREQ=WEEKLY',
  'FREQ=MONTHLY',
]

const clean = (maxLength: number) =>
  fc.string({ unit: 'grapheme', maxLength }).map((text) => text.replaceAll(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, '').trim())
const orNothing = (maxLength: number) => fc.option(clean(maxLength).map((text) => text || 'x'))
const email = fc.constantFrom('ann@example.com', 'Bob.B@example.org', 'room-4@example.net')
const name = fc.option(fc.constantFrom('Ann', 'Bob "the" Builder', 'Zoë; Müller, Dr.', 'a:b^c'))

export const arbitraryDetails: fc.Arbitrary<EventDetails> = fc.record({
  title: clean(40),
  description: fc.option(fc.constantFrom('One\nTwo, three; four\\five', 'x'.repeat(200), 'ä😀'.repeat(40))),
  location: orNothing(20),
  url: fc.option(fc.constantFrom('https://example.com/a?b=c,d;e', 'https://meet.example/äö')),
  status: fc.constantFrom('confirmed', 'tentative'),
  transparency: fc.constantFrom('opaque', 'transparent'),
  visibility: fc.constantFrom('public', 'private', 'confidential'),
  reminders: fc
    .uniqueArray(fc.integer({ min: -60, max: 3_000 }), { maxLength: 3 })
    .map((minutes) => minutes.sort((a, b) => a - b).map((minutes_before) => ({ minutes_before, method: 'popup' }))),
  organizer: fc.option(fc.record({ email, name })),
  attendees: fc.uniqueArray(
    fc.record({
      email,
      name,
      role: fc.constantFrom('chair', 'required', 'optional', 'none'),
      answer: fc.constantFrom('needs_action', 'accepted', 'declined', 'tentative', 'delegated'),
      kind: fc.constantFrom('person', 'group', 'resource', 'room', 'unknown'),
    }),
    { maxLength: 3, selector: (attendee) => attendee.email },
  ),
  categories: fc.uniqueArray(fc.constantFrom('Work', 'A, B', 'ü;x', 'Interview'), { maxLength: 3 }),
  colour: fc.option(fc.constantFrom('tomato', '#ff0000')),
})

const wall = fc
  .record({ day: fc.integer({ min: 0, max: 1_500 }), minute: fc.integer({ min: 0, max: 1_439 }) })
  .map(({ day, minute }) => Temporal.PlainDateTime.from('2025-01-01T00:00:00').add({ days: day, minutes: minute }))
const duration = fc.oneof(
  fc.integer({ min: 0, max: 3_000 }).map((minutes) => durationText(Temporal.Duration.from({ minutes }))),
  fc.constantFrom('P1D', 'P2DT3H'),
)

export const arbitraryWhen: fc.Arbitrary<When> = fc.oneof(
  fc
    .record({ wall, zone: fc.constantFrom(...ZONES), duration })
    .map(({ wall: start, zone, duration: length }): When => ({
      kind: 'timed',
      start: wallText(start),
      zone,
      duration: length,
    })),
  fc
    .record({ wall, days: fc.integer({ min: 1, max: 4 }) })
    .map(({ wall: start, days }): When => ({ kind: 'all_day', date: start.toPlainDate().toString(), days })),
  fc
    .record({ wall, duration })
    .map(({ wall: start, duration: length }): When => ({ kind: 'floating', start: wallText(start), duration: length })),
)

const noMoment = fc.constant<number | null>(null)

/** A single event or a series, with instances left out, added, moved and reworded. */
export const arbitraryEvent: fc.Arbitrary<CalendarEvent> = fc
  .record({
    when: arbitraryWhen,
    details: arbitraryDetails,
    rule: fc.option(fc.constantFrom(...RULES)),
    skipped: fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 3 }),
    added: fc.uniqueArray(fc.integer({ min: 41, max: 80 }), { maxLength: 2 }),
    changed: fc.uniqueArray(
      fc.record({
        day: fc.integer({ min: 81, max: 120 }),
        moved: fc.oneof(noMoment, fc.integer({ min: -300, max: 300 })),
        title: fc.option(fc.constantFrom('Other', 'Moved')),
      }),
      { maxLength: 3, selector: ({ day }) => day },
    ),
  })
  .map(({ when, details, rule, skipped, added, changed }) => {
    const event = { ...blankEvent('uid-1@example.com', when), ...details }
    if (rule === null && added.length === 0) return event
    return {
      ...event,
      recurrence: {
        rrule: rule,
        rdates: added.map((days) => keyAfter(when, days)).sort(),
        exdates: skipped.map((days) => keyAfter(when, days)).sort(),
      },
      overrides: changed
        .map(({ day, moved, title }) => ({
          recurrence_id: keyAfter(when, day),
          when: moved === null || moved === 0 ? null : shifted(when, day, moved),
          details: title === null || title === event.title ? {} : { title },
        }))
        .sort((a, b) => (a.recurrence_id < b.recurrence_id ? -1 : 1)),
    }
  })

function keyAfter(when: When, days: number): string {
  return keyAt(when, wallAfter(when, days), when.kind === 'timed' ? zoneClock(when.zone) : null)
}

function wallAfter(when: When, days: number): Temporal.PlainDateTime {
  return Temporal.PlainDateTime.from(when.kind === 'all_day' ? when.date : when.start).add({ days })
}

function shifted(when: When, day: number, minutes: number): When {
  const start = wallAfter(when, day)
  if (when.kind === 'all_day') return { ...when, date: start.add({ days: minutes }).toPlainDate().toString() }
  return { ...when, start: wallText(start.add({ minutes })) }
}
