import { expect, test } from 'vitest'
import { boundInstant } from './bound.ts'

test.each([
  ['2026-12-01T08:00:00Z', 'Europe/Berlin', 'from', '2026-12-01T08:00:00Z'],
  ['2026-12-01', 'Europe/Berlin', 'from', '2026-11-30T23:00:00Z'],
  ['2026-12-01', 'Europe/Berlin', 'to', '2026-12-01T23:00:00Z'],
  ['2026-12-01', 'UTC', 'to', '2026-12-02T00:00:00Z'],
  // The day on which the clocks go forward has 23 hours.
  ['2026-03-29', 'Europe/Berlin', 'from', '2026-03-28T23:00:00Z'],
  ['2026-03-29', 'Europe/Berlin', 'to', '2026-03-29T22:00:00Z'],
  // Where midnight itself is left out, the day begins later.
  ['2026-09-06', 'America/Santiago', 'from', '2026-09-06T04:00:00Z'],
] as const)('%s in %s as "%s" is %s', (bound, zone, end, instant) => {
  expect(boundInstant(bound, zone, end)).toBe(instant)
})
