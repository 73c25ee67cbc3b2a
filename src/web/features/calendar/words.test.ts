import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Event } from '#contract/calendar-events.ts'
import { clashesOf, clashing, elsewhereWords, reminderWords, whenWords } from './words.ts'

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

describe('clashes', () => {
  const event = (id: string, from: string, to: string, more: Partial<Event> = {}): Event => ({
    ...{ id, recurrence_id: null, is_exception: false, title: id, description: null, location: null, url: null },
    ...{ start_time: `2031-11-26T${from}:00Z`, end_time: `2031-11-26T${to}:00Z`, timezone: 'UTC', all_day: false },
    ...{ recurrence: null, status: 'confirmed', busy: true, visibility: 'public', organizer: null, attendees: [] },
    ...{ reminders: [], reminder_15min: false, reminder_1hour: false, reminder_1day: false, categories: [] },
    ...{
      colour: null,
      application_id: null,
      application: null,
      interview_id: null,
      tz_uncertain: false,
      calendars: [],
    },
    ...{ created_at: '', updated_at: '', version: 1 },
    ...more,
  })

  test('are what makes one busy twice, and by how long', () => {
    const one = event('a', '13:00', '14:30')
    const others = [
      one,
      event('b', '14:00', '15:00'),
      event('next', '14:30', '15:00'),
      event('free', '13:00', '14:00', { busy: false }),
      event('off', '13:00', '14:00', { status: 'cancelled' }),
    ]
    expect(clashesOf(one, others).map(({ other, minutes }) => [other.id, minutes])).toEqual([['b', 30]])
  })

  test('of many are those that each of them tells', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(180), fc.nat(90), fc.boolean()), { maxLength: 12 }), (spans) => {
        const at = (minutes: number) => new Date(Date.UTC(2031, 10, 26) + minutes * 20_000).toISOString()
        const events = spans.map(([start, length, busy], id) => ({
          ...event(String(id), '13:00', '14:00', { busy }),
          ...{ start_time: at(start), end_time: at(start + length) },
        }))
        const each = events.filter((one) => clashesOf(one, events).length > 0).map(({ id }) => id)
        expect([...clashing(events, ({ id }) => id)].toSorted()).toEqual(each.toSorted())
      }),
      { seed: 3, numRuns: 300 },
    )
  })
})
