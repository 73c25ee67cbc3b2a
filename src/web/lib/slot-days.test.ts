import { expect, test } from 'vitest'
import { addMonths, monthSpan, slotDays, weeksOf } from './slot-days.ts'

const slot = (start_time: string) => ({ start_time, end_time: start_time })

test('a slot belongs to the day on the clock of who looks', () => {
  const slots = [slot('2026-11-24T23:30:00Z'), slot('2026-11-24T09:00:00Z')]
  expect([...slotDays(slots, { time_zone: 'UTC' }).keys()]).toEqual(['2026-11-24'])
  expect([...slotDays(slots, { time_zone: 'Europe/Berlin' })]).toEqual([
    ['2026-11-24', [slot('2026-11-24T09:00:00Z')]],
    ['2026-11-25', [slot('2026-11-24T23:30:00Z')]],
  ])
})

test('months go on over the end of a year, in both directions', () => {
  expect(addMonths('2026-12', 1)).toBe('2027-01')
  expect(addMonths('2026-01', -1)).toBe('2025-12')
})

test('a month begins and ends at midnight of the zone, and what is over is left out', () => {
  const at = new Date('2026-11-22T10:00:00Z')
  expect(monthSpan('2026-12', 'Europe/Berlin', at)).toEqual({
    from: '2026-11-30T23:00:00.000Z',
    to: '2026-12-31T23:00:00.000Z',
  })
  expect(monthSpan('2026-11', 'Europe/Berlin', at).from).toBe('2026-11-22T10:00:00.000Z')
})

test('a month is drawn in weeks from Monday to Sunday', () => {
  const weeks = weeksOf('2026-11')
  expect(weeks).toHaveLength(6)
  expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-11-01'])
  expect(weeks.at(-1)).toEqual(['2026-11-30', null, null, null, null, null, null])
  expect(weeksOf('2027-02')).toHaveLength(4)
})
