import { describe, expect, test } from 'vitest'
import { daysOfWeek, isDate, stepped, stretchOf, weekOf } from './stretch.ts'

describe('what a view shows', () => {
  test.each([
    ['day', '2026-11-25', '2026-11-24T23:00:00Z', '2026-11-25T23:00:00Z', '2026-11-25'],
    ['week', '2026-11-25', '2026-11-22T23:00:00Z', '2026-11-29T23:00:00Z', '2026-11-23'],
    ['month', '2026-11-25', '2026-10-25T23:00:00Z', '2026-12-06T23:00:00Z', '2026-10-26'],
    ['agenda', '2026-11-25', '2026-11-24T23:00:00Z', '2026-12-08T23:00:00Z', '2026-11-25'],
    // The week in which the clocks change has an hour more.
    ['week', '2026-10-25', '2026-10-18T22:00:00Z', '2026-10-25T23:00:00Z', '2026-10-19'],
  ] as const)('%s of %s in Berlin', (view, date, from, to, first) => {
    expect(stretchOf(view, date, 'Europe/Berlin')).toEqual({ from, to, first })
  })

  test.each([
    ['day', 1, '2026-12-01'],
    ['week', -1, '2026-11-23'],
    ['month', 1, '2026-12-01'],
    ['month', -1, '2026-10-01'],
    ['agenda', 1, '2026-12-14'],
  ] as const)('%s stepped by %i from 30 November', (view, by, expected) => {
    expect(stepped(view, '2026-11-30', by)).toBe(expected)
  })

  test('weeks are those of ISO 8601', () => {
    expect([weekOf('2026-11-24'), weekOf('2027-01-01')]).toEqual([48, 53])
    expect(daysOfWeek('2027-01-01').slice(0, 2)).toEqual(['2026-12-28', '2026-12-29'])
  })

  test.each([['2026-02-29'], ['tomorrow'], [null], ['2026-13-01']])('%s is no date', (text) => {
    expect(isDate(text)).toBe(false)
  })
})
