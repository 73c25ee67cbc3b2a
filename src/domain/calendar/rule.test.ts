import { expect, test } from 'vitest'
import { parseRule, withParts } from './rule.ts'

test.each([
  ['freq=weekly;byday=mo, tu', { freq: 'WEEKLY', byDay: ['MO', 'TU'] }],
  ['FREQ=MONTHLY;BYDAY=+1MO,-1FR;X-OWN=1', { byDay: ['1MO', '-1FR'] }],
  ['FREQ=DAILY;BYHOUR=9,9,10', { byHour: [9, 10], interval: 1, count: null, until: null, wkst: 'MO' }],
  ['FREQ=DAILY;UNTIL=20260329T013000Z', { until: '20260329T013000Z' }],
  ['RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=OMIT', { freq: 'MONTHLY' }],
  ['FREQ=SECONDLY;BYSECOND=60', { bySecond: [59] }],
])('%s is read', (text, rule) => {
  expect(parseRule(text)).toMatchObject(rule)
})

test.each([
  '',
  'BYDAY=MO',
  'FREQ=LUNARLY',
  'FREQ=DAILY;INTERVAL=0',
  'FREQ=DAILY;INTERVAL=-1',
  'FREQ=DAILY;COUNT=many',
  'FREQ=DAILY;COUNT=',
  'FREQ=DAILY;UNTIL=tomorrow',
  'FREQ=DAILY;UNTIL=20260230',
  'FREQ=DAILY;UNTIL=20260228T990000Z',
  'FREQ=MONTHLY;BYMONTHDAY=0',
  'FREQ=MONTHLY;BYMONTHDAY=32',
  'FREQ=YEARLY;BYMONTH=13',
  'FREQ=WEEKLY;BYDAY=XX',
  'FREQ=WEEKLY;WKST=1MO',
  'FREQ=YEARLY;RSCALE=CHINESE',
  'FREQ=MONTHLY;RSCALE=GREGORIAN;SKIP=FORWARD',
  `FREQ=DAILY;BYDAY=${'MO,'.repeat(500)}`,
])('%s is no rule that is carried out', (text) => {
  expect(parseRule(text)).toBe(null)
})

test('a part is written anew and everything else stays as it was', () => {
  const text = 'FREQ=DAILY; count=3;X-OWN=a,b;BYHOUR=9'
  expect(withParts(text, { COUNT: '5' })).toBe('FREQ=DAILY;X-OWN=a,b;BYHOUR=9;COUNT=5')
  expect(withParts(text, { COUNT: null, UNTIL: '20260329' })).toBe('FREQ=DAILY;X-OWN=a,b;BYHOUR=9;UNTIL=20260329')
})
