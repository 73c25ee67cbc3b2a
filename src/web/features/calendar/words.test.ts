import { describe, expect, test } from 'vitest'
import type { CalendarWarning } from '#contract/calendar-times.ts'
import { elsewhereWords, marksOf, reminderWords, troubleWords, warningWords, warningsOf, whenWords } from './words.ts'

const style = { locale: 'en', time_zone: 'Europe/Berlin' }
const at = (start_time: string, end_time: string, all_day = false) => ({ start_time, end_time, all_day })

test.each([
  [at('2031-11-26T13:00:00Z', '2031-11-26T14:30:00Z'), 'Wed 26 Nov 2031, 14:00 to 15:30'],
  [at('2031-11-26T22:00:00Z', '2031-11-27T01:00:00Z'), 'Wed 26 Nov 2031, 23:00 to Thu 27 Nov 2031, 02:00'],
  [at('2031-11-26', '2031-11-27', true), 'Wed 26 Nov 2031'],
  [at('2031-11-26', '2031-11-29', true), 'Wed 26 Nov 2031 to Fri 28 Nov 2031'],
])('%j is told as %s', (times, words) => {
  expect(whenWords(times, style)).toBe(words)
})

test('the other clock is told where it shows another time', () => {
  const times = at('2031-11-26T13:00:00Z', '2031-11-26T14:30:00Z')
  expect(elsewhereWords({ ...times, timezone: 'Europe/London' }, style)).toBe('13:00 to 14:30 in London')
  expect(elsewhereWords({ ...times, timezone: 'Europe/Zurich' }, style)).toBeNull()
  expect(elsewhereWords({ ...times, timezone: null }, style)).toBeNull()
})

test.each([
  [0, 'at the start'],
  [15, '15 min'],
  [60, '1 h'],
  [1440, '1 day'],
  [2880, '2 days'],
])('%i minutes before: %s', (minutes, words) => {
  expect(reminderWords(minutes)).toBe(words)
})

describe('warnings', () => {
  const times = { start_time: '2031-11-26T13:00:00Z', end_time: '2031-11-26T14:00:00Z' }
  const one = (id: string, recurrence_id: string | null = null) => ({ id, recurrence_id, title: id, ...times })
  const overlap: CalendarWarning = { kind: 'overlap', first: one('a'), second: one('b', '2031-11-26'), minutes: 30 }
  const travel: CalendarWarning = {
    ...{ kind: 'travel', first: one('a'), second: { ...one('c'), title: '' }, minutes: 30, needed_minutes: 230 },
    ...{ distance_km: 255, from_place: 'Hamburg', to_place: 'Berlin', message: '', assumption: '' },
  }
  const wordsFor = (id: string, recurrence_id: string | null) =>
    warningsOf({ id, recurrence_id }, [overlap, travel]).map(warningWords)

  test('are told to both that they are about, a date of a series by itself', () => {
    expect(wordsFor('a', null)).toEqual(['Overlaps “b” by 30 min', 'Too little time to get to “Without a title”'])
    expect(wordsFor('b', '2031-11-26')).toEqual(['Overlaps “a” by 30 min'])
    expect(wordsFor('b', '2031-12-03')).toEqual([])
    expect(wordsFor('c', null)).toEqual(['Too little time to come from “a”'])
  })

  test('mark an event with one line, an overlap before a way', () => {
    expect([...marksOf([overlap, travel])]).toEqual([
      ['a', 'Overlaps something else'],
      ['c', 'Too little time to travel'],
      ['b 2031-11-26', 'Overlaps something else'],
    ])
  })
})

test.each([
  ['recurrence_rule', 'this calendar cannot repeat it so'],
  ['no_such_instance', 'the series has no such date there any more; sync again from its account'],
  ['unsupported_series', 'the series repeats there as is not understood here; change its times there'],
  ['uid_taken', 'another event there is known by the same name; delete one of the two'],
  ['said by nobody yet', 'said by nobody yet'],
])('the trouble %j is told as %j', (reason, words) => {
  expect(troubleWords(reason)).toBe(words)
})
