import { expect, test } from 'vitest'
import { blankEvent } from '#domain/calendar/event.ts'
import { tenOn } from '#kit/calendar/events.ts'
import { markIn, withMark } from './mark.ts'
import { patchIcs, writeIcs } from './write.ts'

const OPTIONS = { now: '2026-06-01T12:00:00Z', invite: false, viewerZone: 'UTC' }
const EVENT = { ...blankEvent('u1', tenOn(1)), title: 'Call' }
const SERIES = { ...EVENT, recurrence: { rrule: 'FREQ=DAILY;COUNT=5', rdates: [], exdates: [] } }

test('A mark is read as it was left, and a later one takes its place', () => {
  const once = withMark(writeIcs([EVENT], OPTIONS), { event_id: 'e1', token: 't1' })
  const twice = withMark(once, { event_id: 'e1', token: 't2' })
  expect([markIn(once), markIn(twice)]).toEqual([
    { event_id: 'e1', token: 't1' },
    { event_id: 'e1', token: 't2' },
  ])
  expect(twice.match(/X-CAREER-COPILOT/g)).toHaveLength(2)
})

test('A file without a mark has none, also when its words speak of one', () => {
  expect(markIn(writeIcs([EVENT], OPTIONS))).toBeNull()
  expect(markIn(writeIcs([{ ...EVENT, title: 'x-career-copilot-event' }], OPTIONS))).toBeNull()
})

test('The mark is on the series alone, also when an instance begins as its copy', () => {
  const marked = withMark(writeIcs([SERIES], OPTIONS), { event_id: 'e1', token: 't1' })
  const override = { recurrence_id: '2026-06-02T08:00:00Z', when: null, details: { title: 'Other' } }
  const patched = patchIcs(marked, { ...SERIES, overrides: [override] }, OPTIONS) ?? ''
  expect(patched).toContain('SUMMARY:Other')
  expect(patched.match(/X-CAREER-COPILOT-EVENT/g)).toHaveLength(1)
  expect(markIn(patched)).toEqual({ event_id: 'e1', token: 't1' })
})
