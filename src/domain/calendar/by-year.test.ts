import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { generate } from './generate.ts'
import { parseRule } from './rule.ts'

// Answers of python-dateutil 2.9 for the same rules, but the last: there a week belongs to a year (RFC 5545 §3.3.10).
test.each([
  ['FREQ=YEARLY;BYDAY=2SU;BYMONTHDAY=9,14,24;COUNT=3', '2003-01-27', '2005-01-09 2007-01-14 2011-01-09'],
  ['FREQ=YEARLY;BYMONTHDAY=-1,14;BYYEARDAY=200,-1;COUNT=3', '2004-02-23', '2004-12-31 2005-12-31 2006-12-31'],
  ['FREQ=YEARLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3', '2026-01-01', '2026-02-13 2026-03-13 2026-11-13'],
  ['FREQ=YEARLY;BYWEEKNO=53;BYDAY=TH,SA;COUNT=3', '2026-01-01', '2026-12-31 2027-01-02 2032-12-30'],
  ['FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO;INTERVAL=2;COUNT=2', '2024-12-30', '2024-12-30 2027-01-04'],
])('%s from %s', (text, start, expected) => {
  const rule = parseRule(text)
  if (rule === null) throw new Error('it is a rule')
  const from = Temporal.PlainDate.from(start).toZonedDateTime('UTC')
  const window = { from: from.epochMilliseconds, to: from.add({ years: 30 }).epochMilliseconds }
  const { times } = generate(rule, from, null, window, { instances: 100, ms: 1, now: () => 0 })
  const dates = times.map((time) => Temporal.Instant.fromEpochMilliseconds(time).toString().slice(0, 10))
  expect(dates).toEqual(expected.split(' '))
})
