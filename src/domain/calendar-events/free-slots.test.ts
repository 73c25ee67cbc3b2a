import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { freeSlots } from './free-slots.ts'
import type { Wish } from './free-slots.ts'

const WISH: Wish = {
  ...{ first: '2026-11-23', last: '2026-11-24', zone: 'Europe/Berlin', day_start: '09:00', day_end: '17:00' },
  ...{ weekdays: new Set([1, 2, 3, 4, 5]), duration_min: 60, buffer_min: 0, not_before: '2026-01-01T00:00:00Z' },
}
const at = (day: string, from: string, to: string) => ({
  start_time: `2026-11-${day}T${from}:00Z`,
  end_time: `2026-11-${day}T${to}:00Z`,
})

describe('free times', () => {
  test('are the hours of the day without what is there', () => {
    expect(freeSlots([at('23', '09:00', '10:00')], WISH)).toEqual(
      [at('23', '10:00', '16:00'), at('24', '08:00', '16:00')].toSpliced(0, 0, at('23', '08:00', '09:00')),
    )
  })

  test.each([
    ['too short a gap is left out', [at('23', '08:30', '15:30'), at('24', '08:00', '16:00')], {}, []],
    [
      'a buffer is kept on both sides',
      [at('23', '10:00', '11:00')],
      { last: '2026-11-23', buffer_min: 30 },
      [at('23', '08:00', '09:30'), at('23', '11:30', '16:00')],
    ],
    [
      'nothing before now',
      [],
      { last: '2026-11-23', not_before: '2026-11-23T13:07:00Z' },
      [at('23', '13:15', '16:00')],
    ],
    ['no weekend', [], { first: '2026-11-28', last: '2026-11-29' }, []],
    [
      'what overlaps is taken once',
      [at('23', '08:00', '12:00'), at('23', '09:00', '10:00')],
      { last: '2026-11-23' },
      [at('23', '12:00', '16:00')],
    ],
  ])('%s', (_, busy, change, expected) => {
    expect(freeSlots(busy, { ...WISH, ...change })).toEqual(expected)
  })

  test('keep to the clock when it changes', () => {
    const wish = { ...WISH, first: '2026-10-23', last: '2026-10-26' }
    expect(freeSlots([], wish).map(({ start_time }) => start_time)).toEqual([
      '2026-10-23T07:00:00Z',
      '2026-10-26T08:00:00Z',
    ])
  })

  test('never meet what is there, and are long enough', () => {
    const minute = fc.integer({ min: 0, max: 2 * 24 * 60 })
    const busy = fc.array(fc.tuple(minute, fc.integer({ min: 1, max: 300 })), { maxLength: 12 })
    const from = Date.parse('2026-11-23T00:00:00Z')
    fc.assert(
      fc.property(busy, fc.integer({ min: 15, max: 240 }), (spans, duration_min) => {
        const taken = spans.map(([start, length]) => ({
          from: from + start * 60_000,
          to: from + (start + length) * 60_000,
        }))
        const stretches = taken.map((one) => ({
          start_time: new Date(one.from).toISOString(),
          end_time: new Date(one.to).toISOString(),
        }))
        for (const slot of freeSlots(stretches, { ...WISH, duration_min })) {
          const [start, end] = [Date.parse(slot.start_time), Date.parse(slot.end_time)]
          expect(end - start).toBeGreaterThanOrEqual(duration_min * 60_000)
          expect(taken.some((one) => one.from < end && one.to > start)).toBe(false)
        }
      }),
      { seed: 11, numRuns: 300 },
    )
  })
})
