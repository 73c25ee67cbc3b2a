import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blankEvent } from './event.ts'
import { givenAmong, givenAt } from './expand.ts'
import { arbitraryEvent } from './ics/arbitrary-event.suite.ts'

test('the instances among many that a series gives are those that it gives when each is asked for', () => {
  fc.assert(
    fc.property(arbitraryEvent, (event) => {
      const { exdates, rdates } = event.recurrence ?? { exdates: [], rdates: [] }
      const keys = [...exdates, ...rdates, ...event.overrides.map(({ recurrence_id }) => recurrence_id)]
      expect([...givenAmong(event, keys)]).toEqual([...new Set(keys)].filter((key) => givenAt(event, key) !== null))
    }),
  )
})

test('of a rule that takes too long to follow each is taken for given', () => {
  const when = { kind: 'timed', start: '2026-01-01T09:00:00', zone: 'UTC', duration: 'PT1H' } as const
  const recurrence = { rrule: 'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30', rdates: [], exdates: [] }
  const keys = ['2026-03-01T09:00:00Z', '2126-03-01T09:00:00Z']
  expect([...givenAmong({ ...blankEvent('u', when), recurrence }, keys)]).toEqual(keys)
})
