import { expect, test } from 'vitest'
import { Instant, NamedTimeZone } from './wire.ts'

const taken = (value: string) => Instant.safeParse(value).success

test('an instant has the offset of a place on earth', () => {
  expect(['2026-11-21T09:30:00Z', '2026-11-21T09:30:00+14:00', '2026-11-21T09:30:00.123456-12:00'].map(taken)).toEqual([
    true,
    true,
    true,
  ])
  expect(['2026-11-21T09:30:00+23:59', '2026-11-21T09:30:00-16:00'].map(taken)).toEqual([false, false])
})

test('an instant still has a year of four digits in UTC, and once its fraction is rounded', () => {
  expect(['9998-12-31T12:00:00Z', '0002-01-01T12:00:00Z'].map(taken)).toEqual([true, true])
  expect(['9998-12-31T23:00:00-12:00', '0002-01-01T00:00:00+14:00', '9998-12-31T23:59:59.9999999Z'].map(taken)).toEqual(
    [false, false, false],
  )
})

test.each([
  ['Europe/Berlin', true],
  ['UTC', true],
  ['+01:00', false],
  ['Mars/Olympus', false],
  ['', false],
])('the time zone %j is taken: %s', (zone, is_taken) => {
  expect(NamedTimeZone.safeParse(zone).success).toBe(is_taken)
})
