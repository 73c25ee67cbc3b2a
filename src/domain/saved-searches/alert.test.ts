import { describe, expect, test } from 'vitest'
import { nextAlert } from './alert.ts'

const next = (
  alert: 'off' | 'instant' | 'daily' | 'weekly',
  hour: number,
  zone: string,
  after: string,
  weekday = 1,
) => {
  const ms = nextAlert({ alert, alert_hour: hour, alert_weekday: weekday }, zone, Date.parse(after))
  return ms === null ? null : new Date(ms).toISOString().slice(0, 16)
}

describe('a daily alert is due at its hour on the clocks of the person', () => {
  test.each<[string, number, string, string, string]>([
    ['later on the same day', 8, 'Europe/Berlin', '2026-10-24T05:00:00Z', '2026-10-24T06:00'],
    ['the day after, at the very moment', 8, 'Europe/Berlin', '2026-10-24T06:00:00Z', '2026-10-25T07:00'],
    ['across the end of summer time', 8, 'Europe/Berlin', '2026-10-24T10:00:00Z', '2026-10-25T07:00'],
    ['across the beginning of summer time', 8, 'Europe/Berlin', '2026-03-28T10:00:00Z', '2026-03-29T06:00'],
    ['in the hour that comes twice, the first time', 2, 'Europe/Berlin', '2026-10-24T20:00:00Z', '2026-10-25T00:00'],
    ['after the hour that came twice, the next day', 2, 'Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-26T01:00'],
    ['in an hour that is left out, an hour later', 2, 'Europe/Berlin', '2026-03-28T20:00:00Z', '2026-03-29T01:00'],
    ['where midnight is left out', 0, 'America/Santiago', '2026-09-05T12:00:00Z', '2026-09-06T04:00'],
    ['where summer time is half an hour', 8, 'Australia/Lord_Howe', '2026-10-03T12:00:00Z', '2026-10-03T21:00'],
    ['far in the east', 8, 'Pacific/Auckland', '2026-12-31T20:00:00Z', '2027-01-01T19:00'],
    ['at the end of a month', 8, 'America/New_York', '2026-02-28T20:00:00Z', '2026-03-01T13:00'],
    ['in UTC', 0, 'UTC', '2026-12-31T23:59:59Z', '2027-01-01T00:00'],
  ])('%s', (_, hour, zone, after, expected) => {
    expect(next('daily', hour, zone, after)).toBe(expected)
  })
})

// 2026-10-24 is a Saturday.
test.each([
  [1, '2026-10-26T07:00'],
  [6, '2026-10-31T07:00'],
  [7, '2026-10-25T07:00'],
])('a weekly alert of weekday %i is due on that day', (weekday, expected) => {
  expect(next('weekly', 8, 'Europe/Berlin', '2026-10-24T10:00:00Z', weekday)).toBe(expected)
})

test('a weekly alert is due later on its own day', () => {
  expect(next('weekly', 18, 'Europe/Berlin', '2026-10-24T10:00:00Z', 6)).toBe('2026-10-24T16:00')
})

test('one that is off or instant is bound to no clock', () => {
  expect([next('off', 8, 'UTC', '2026-10-24T10:00:00Z'), next('instant', 8, 'UTC', '2026-10-24T10:00:00Z')]).toEqual([
    null,
    null,
  ])
})
