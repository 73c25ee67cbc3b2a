import { expect, test } from 'vitest'
import { ruleWords } from './rule-words.ts'

const style = { locale: 'en', time_zone: 'Europe/Berlin' }

test.each([
  ['FREQ=DAILY', 'every day'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=10', 'every 2 weeks on Tue and Thu, 10 times'],
  ['FREQ=MONTHLY;UNTIL=20310310T090000Z', 'every month, until Mon 10 Mar 2031'],
  ['FREQ=MONTHLY;BYDAY=2TU', 'FREQ=MONTHLY;BYDAY=2TU'],
])('%s: %s', (rrule, words) => {
  expect(ruleWords(rrule, style)).toBe(words)
})
