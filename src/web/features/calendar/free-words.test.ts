import { expect, test } from 'vitest'
import { freeWords } from './free-words.ts'

const style = { locale: 'en', time_zone: 'Europe/Berlin' }
const slots = [
  { start_time: '2031-11-24T09:00:00Z', end_time: '2031-11-24T10:30:00Z' },
  { start_time: '2031-11-24T13:00:00Z', end_time: '2031-11-24T15:00:00Z' },
  { start_time: '2031-11-25T08:00:00Z', end_time: '2031-11-25T16:00:00Z' },
]

test('free times are a line a day', () => {
  expect(freeWords(slots, style, null)).toBe(
    'Mon 24 Nov 2031: 10:00 to 11:30, 14:00 to 16:00\nTue 25 Nov 2031: 09:00 to 17:00\nTimes in Berlin.',
  )
})

test('with another clock both are told', () => {
  expect(freeWords(slots.slice(2), style, 'Europe/London')).toBe(
    'Tue 25 Nov 2031: 09:00 to 17:00 (08:00 to 16:00)\nTimes in Berlin (London).',
  )
})

test('nothing free is no text', () => {
  expect(freeWords([], style, null)).toBe('')
})
