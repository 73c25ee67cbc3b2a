import { expect, test } from 'vitest'
import { tenOn, keyOn } from '#kit/calendar/events.ts'
import { blankEvent } from '#domain/calendar/event.ts'
import type { When } from '#domain/calendar/event.ts'
import { CAPABILITIES } from './capability.ts'
import { occursWithin } from './occurs.ts'
import { project } from './projection.ts'

const occurs = occursWithin({ instances: 100, ms: 1_000, now: () => 0 })
const series = (when: When, rrule: string | null, rdates: string[] = []) =>
  project(
    { ...blankEvent('u1', when), recurrence: rrule === null ? null : { rrule, rdates, exdates: [] } },
    CAPABILITIES.caldav,
  )
const day = (date: string): When => ({ kind: 'all_day', date, days: 1 })

test.each([
  ['its start', series(tenOn(1), 'FREQ=WEEKLY;BYDAY=FR'), keyOn(1), true],
  ['an instance of the rule', series(tenOn(1), 'FREQ=DAILY;COUNT=3'), keyOn(3), true],
  ['what is behind its end', series(tenOn(1), 'FREQ=DAILY;COUNT=3'), keyOn(4), false],
  ['another time of the day', series(tenOn(1), 'FREQ=DAILY;COUNT=3'), '2026-06-02T09:00:00Z', false],
  ['a date beside the rule', series(tenOn(1), 'FREQ=DAILY;COUNT=3', [keyOn(9)]), keyOn(9), true],
  ['a day of an all-day series', series(day('2026-06-01'), 'FREQ=DAILY'), '2026-06-09', true],
  ['no day of an all-day series', series(day('2026-06-01'), 'FREQ=WEEKLY'), '2026-06-09', false],
  ['an instance of no series', series(tenOn(1), null), keyOn(1), false],
  ['a rule that nobody can read', series(tenOn(1), 'FREQ=SOMETIMES'), keyOn(2), false],
])('a series has %s', (_, fields, key, has) => {
  expect(occurs(fields, key)).toBe(has)
})
