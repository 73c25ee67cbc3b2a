import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { blankEvent } from './event.ts'
import type { When } from './event.ts'
import { zoneClock } from './moment.ts'
import { ruleOccurrences } from './occurrence.ts'

// libical's own cases (icalrecur_test.txt, MPL-2.0 or LGPL-2.1), read where they lie and never copied.
const CORPUS = resolve('../shared/fixtures/recurrence/icalrecur_test.txt')
const cases = existsSync(CORPUS) ? casesIn(readFileSync(CORPUS, 'utf8')) : []

/** What we answer otherwise, and why. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'FREQ=YEARLY;BYMONTHDAY=29;COUNT=3 20240229':
    'RFC 5545 lets BYMONTHDAY expand a yearly rule, in every month; libical keeps to the month of DTSTART.',
  'FREQ=YEARLY;BYMONTHDAY=-29,-1;COUNT=4 20240201': 'The same: every month of the year.',
  'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30;BYWEEKNO=1;UNTIL=20320101 20241230': 'libical says UNIMPLEMENTED; we answer.',
  'FREQ=YEARLY;BYWEEKNO=53;INTERVAL=6;BYDAY=TH;COUNT=1 20270103T000000Z':
    'The start lies in week 53 of 2026. We count intervals from the year of its week, as libical does in its cases of 2009.',
  'FREQ=YEARLY;BYWEEKNO=53;INTERVAL=5;BYDAY=TH;COUNT=1 20270103T000000Z': 'The same start.',
}

describe.skipIf(cases.length === 0)(
  'the cases of libical (skipped where ../shared/fixtures/recurrence is not there)',
  () => {
    test('all of them are read', () => {
      expect(cases).toHaveLength(146)
    })

    test.each(cases)('$name', ({ name, rule, start, expected }) => {
      const agrees = answer(rule, start, expected) === expected
      expect(agrees, OTHERWISE[name] ?? answer(rule, start, expected)).toBe(!(name in OTHERWISE))
    })
  },
)

function answer(rrule: string, start: string, expected: string): string {
  const isDate = start.length === 8
  const first = Temporal.PlainDateTime.from(start.replace('Z', ''))
  const wall = first.toString({ smallestUnit: 'second' })
  const when: When = isDate
    ? { kind: 'all_day', date: wall.slice(0, 10), days: 1 }
    : { kind: 'timed', start: wall, zone: 'UTC', duration: 'PT1H' }
  const event = { ...blankEvent('u', when), recurrence: { rrule, rdates: [], exdates: [] } }
  const isEndless = !/COUNT|UNTIL/.test(rrule)
  const last = Temporal.PlainDateTime.from((expected.split(',').at(-1) ?? start).replace(/Z|^\D.*/, '') || start)
  const to = isEndless ? last : first.add({ years: 150 })
  const clock = zoneClock('UTC')
  if (clock === null) throw new Error('UTC is a zone')
  const between = { from: clock.instantOf(first), to: clock.instantOf(to) }
  const { occurrences } = ruleOccurrences(event, clock, between, { instances: 20_000, ms: 20_000, now: () => 0 })
  const texts = occurrences.map((one) => one.wall.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, ''))
  return texts.map((text) => (isDate ? text.slice(0, 8) : text + (start.endsWith('Z') ? 'Z' : ''))).join(',')
}

function casesIn(text: string) {
  return text.split(/\n\s*\n/).flatMap((block) => {
    const field = (name: string) => block.match(new RegExp(`^${name}:(.*)$`, 'm'))?.[1]?.trim() ?? ''
    const [rule, start, expected] = [field('RRULE'), field('DTSTART'), field('INSTANCES')]
    return rule === '' ? [] : [{ name: `${rule} ${start}`, rule, start, expected }]
  })
}
