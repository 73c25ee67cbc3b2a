import { expect, test } from 'vitest'
import { agoInWords, wholeDays } from './elapsed.ts'

const NOW = '2026-03-28T09:00:00Z'

test.each([
  ['2026-03-28T08:59:01Z', 'just now', 0],
  ['2026-03-28T08:55:00Z', '5 minutes ago', 0],
  ['2026-03-28T07:00:01Z', '1 hour ago', 0],
  ['2026-03-27T09:00:01Z', '23 hours ago', 0],
  ['2026-03-27T09:00:00Z', '1 day ago', 1],
  ['2026-03-26T09:00:01Z', '1 day ago', 1],
  ['2026-03-24T21:00:00Z', '3 days ago', 3],
  ['2026-03-29T09:00:00Z', 'just now', 0],
])('%s was %s, %i whole days', (instant, words, days) => {
  expect([agoInWords(instant, NOW), wholeDays(instant, NOW)]).toEqual([words, days])
})
