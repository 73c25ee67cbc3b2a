import { expect, test } from 'vitest'
import {
  blankEvent,
  CalendarEvent,
  CustomZone,
  DETAIL_FIELDS,
  detailsAt,
  detailsOf,
  InstanceKey,
  Recurrence,
  When,
} from './event.ts'

const INTERVIEW = blankEvent('u1', {
  kind: 'timed',
  start: '2026-03-28T09:00:00',
  zone: 'Europe/Berlin',
  duration: 'PT1H',
})

test('an event goes through JSON and its schema unchanged', () => {
  const event: CalendarEvent = {
    ...INTERVIEW,
    title: 'Interview',
    recurrence: { rrule: 'FREQ=DAILY;COUNT=3', rdates: [], exdates: ['2026-03-29T07:00:00Z'] },
    overrides: [{ recurrence_id: '2026-03-30T07:00:00Z', when: null, details: { title: 'Second interview' } }],
  }
  expect(CalendarEvent.parse(JSON.parse(JSON.stringify(event)))).toEqual(event)
})

test('an instance says what the series says, apart from what was changed for it', () => {
  const event: CalendarEvent = {
    ...INTERVIEW,
    title: 'Interview',
    location: 'Room 1',
    overrides: [{ recurrence_id: '2026-03-30T07:00:00Z', when: null, details: { location: null, title: undefined } }],
  }
  expect(detailsAt(event, '2026-03-30T07:00:00Z')).toEqual({ ...detailsOf(event), location: null })
  expect(detailsAt(event, '2026-03-29T07:00:00Z')).toEqual(detailsOf(event))
})

test('the fields of a merge are all that an event says', () => {
  expect(Object.keys(detailsOf(INTERVIEW))).toEqual(DETAIL_FIELDS)
})

test('an all-day event makes nobody busy by itself', () => {
  expect(blankEvent('u2', { kind: 'all_day', date: '2026-03-29', days: 1 }).transparency).toBe('transparent')
})

test.each(['PT1H', 'P1D', 'P1DT2H30M', 'PT876000H', 'PT0S', 'PT45S'])('%s is a duration', (duration) => {
  expect(When.safeParse({ ...INTERVIEW.when, duration }).success).toBe(true)
})

test.each(['P', 'PT', 'P1W', '-PT1H', 'P1DT', '1H', 'PT1.5H', 'P123456D'])(
  '%s is none in the form that is stored',
  (duration) => {
    expect(When.safeParse({ ...INTERVIEW.when, duration }).success).toBe(false)
  },
)

test.each([
  ['2026-03-29', true],
  ['2026-03-29T01:30:00Z', true],
  ['2026-03-29T01:30:00', true],
  ['20260329T013000Z', false],
  ['2026-02-30', false],
  ['2026-03-29T25:00:00Z', false],
  ['2026-03-29T01:30:00+02:00', false],
])('%s as the key of an instance: %s', (key, is) => {
  expect(InstanceKey.safeParse(key).success).toBe(is)
})

test('an added date is a key, or a period that begins with one', () => {
  const is = (rdate: string) => Recurrence.safeParse({ rrule: null, rdates: [rdate], exdates: [] }).success
  expect(['2026-03-29', '2026-03-29T01:30:00Z/PT2H'].map(is)).toEqual([true, true])
  expect(['2026-02-30/PT2H', '2026-03-29/long', 'PT2H', '2026-03-29/'].map(is)).toEqual([false, false, false, false])
})

test('more than a calendar should bring is refused', () => {
  const exdates = Array.from({ length: 2_001 }, () => '2026-03-29')
  expect(Recurrence.safeParse({ rrule: null, rdates: [], exdates }).success).toBe(false)
  expect(CustomZone.safeParse({ tzid: 'X', observances: [] }).success).toBe(false)
})
