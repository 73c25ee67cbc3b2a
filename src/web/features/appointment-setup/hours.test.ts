import { describe, expect, test } from 'vitest'
import { bodyOf, draftOf, nextStretch, rangesOf, withDays, withoutDays, wrongWith } from './hours.ts'

const off = (date: string) => ({ date, hours: [] })

describe('hours of the week', () => {
  test('a day has several stretches, and what is sent is what was read', () => {
    const given = {
      time_zone: 'Europe/Berlin',
      weekly: [
        { weekday: 1, start: '09:00', end: '12:00' },
        { weekday: 1, start: '13:00', end: '17:00' },
        { weekday: 5, start: '20:00', end: '24:00' },
      ],
      other_days: [off('2026-12-24')],
    }
    const draft = draftOf({ ...given, is_set: true, updated_at: null, version: 1 })
    expect(draft.weekly.map((day) => day.length)).toEqual([2, 0, 0, 0, 1, 0, 0])
    expect(bodyOf(draft)).toEqual(given)
  })

  test('an end before its start is named, midnight is an end', () => {
    expect(wrongWith({ start: '10:00', end: '09:00' })).toMatch(/after the start/)
    expect(wrongWith({ start: '20:00', end: '24:00' })).toBeNull()
    expect(wrongWith({ start: '', end: '09:00' })).toMatch(/from when/)
  })

  test('a further stretch begins after the last one and ends the same day', () => {
    expect(nextStretch([])).toEqual({ start: '09:00', end: '17:00' })
    expect(nextStretch([{ start: '09:00', end: '12:00' }])).toEqual({ start: '13:00', end: '15:00' })
    expect(wrongWith(nextStretch([{ start: '20:00', end: '24:00' }]))).toBeNull()
  })
})

describe('days that are other', () => {
  test('days off in a row are one line, also over the end of a year', () => {
    const days = [off('2026-12-30'), off('2026-12-31'), off('2027-01-01'), off('2027-01-04')]
    expect(rangesOf(days).map(({ first, last }) => [first, last])).toEqual([
      ['2026-12-30', '2027-01-01'],
      ['2027-01-04', '2027-01-04'],
    ])
  })

  test('other hours are another line than a day off', () => {
    const hours = [{ start: '10:00', end: '11:00' }]
    expect(rangesOf([off('2026-12-30'), { date: '2026-12-31', hours }])).toHaveLength(2)
  })

  test('what is said of a day anew holds in the place of what was said', () => {
    const hours = [{ start: '10:00', end: '11:00' }]
    const days = withDays([off('2026-12-24')], { first: '2026-12-23', last: '2026-12-24', hours })
    expect(days).toEqual([
      { date: '2026-12-23', hours },
      { date: '2026-12-24', hours },
    ])
    expect(withoutDays(days, { first: '2026-12-24', last: '2026-12-24' })).toEqual([{ date: '2026-12-23', hours }])
  })
})
