import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { overlaps } from './overlap.ts'
import { assumptionWords, LONGEST_TRIP_H, tooFar, travelWords, tripBetween } from './travel.ts'
import type { Stay } from './travel.ts'

const town = (name: string, lat: number, lng: number) => ({ name, point: { lat, lng } })
const HAMBURG = town('Hamburg', 53.5507, 9.993)
const BERLIN = town('Berlin', 52.5244, 13.4105)
const LONDON = town('London', 51.5085, -0.1257)
const PINNEBERG = town('Pinneberg', 53.6591, 9.8009)
const ALTONA = town('Altona', 53.55, 9.93)

const at = (hour: number) => Math.round(hour * 3_600_000)
const stay = (from: number, to: number, place: Stay['place']): Stay => ({ from: at(from), to: at(to), place })

describe('a trip', () => {
  test.each([
    [HAMBURG, BERLIN, { km: 255, minutes: 230, by: 'ground' }],
    [HAMBURG, LONDON, { km: 720, minutes: 275, by: 'air' }],
    [HAMBURG, PINNEBERG, { km: 17, minutes: 45, by: 'ground' }],
    [HAMBURG, ALTONA, null],
    [HAMBURG, HAMBURG, null],
  ])('%o to %o', (from, to, trip) => {
    expect(tripBetween(from, to)).toEqual(trip)
  })

  test('to the other side of the earth takes no longer than is looked at', () => {
    const farthest = tripBetween(town('', 0, 0), town('', 0, 180))
    expect(farthest?.minutes).toBeLessThan(LONGEST_TRIP_H * 60)
  })
})

describe('too far', () => {
  test('is what cannot be reached from where one was last', () => {
    const [first, call, second] = [stay(9, 10, HAMBURG), stay(10.25, 10.75, null), stay(11, 12, BERLIN)]
    expect(tooFar([second, call, first])).toEqual([
      { first, second, left_min: 60, from: HAMBURG, to: BERLIN, trip: { km: 255, minutes: 230, by: 'ground' } },
    ])
  })

  test('is nothing that is reached to the minute, nor in the same town, nor where nobody knows the place', () => {
    expect(tooFar([stay(9, 10, HAMBURG), stay(10 + 230 / 60, 15, BERLIN)])).toEqual([])
    expect(tooFar([stay(9, 10, HAMBURG), stay(10, 15, ALTONA)])).toEqual([])
    expect(tooFar([stay(9, 10, null), stay(10, 15, ALTONA)])).toEqual([])
  })

  test('goes from the last place only', () => {
    const stays = [stay(5, 6, HAMBURG), stay(10, 11, BERLIN), stay(11, 12, BERLIN)]
    expect(tooFar(stays).map(({ first }) => first)).toEqual([])
  })

  test('is not what overlaps: that is told already', () => {
    expect(tooFar([stay(9, 12, HAMBURG), stay(11, 13, BERLIN)])).toEqual([])
  })
})

test('is told in words, with what was reckoned', () => {
  const [found] = tooFar([stay(9, 10, HAMBURG), stay(10.5, 12, BERLIN)])
  expect(found === undefined ? null : travelWords(found)).toBe(
    'The way from Hamburg to Berlin takes about 3 h 50 min, and 30 min are left.',
  )
  expect(found === undefined ? null : assumptionWords(found.trip)).toBe(
    'Reckoned over land: 255 km straight, 30 % more on the way, at 100 km/h, and 30 min to set out and arrive.',
  )
  const [flight] = tooFar([stay(9, 10, HAMBURG), stay(10, 12, LONDON)])
  expect(flight === undefined ? null : travelWords(flight)).toBe(
    'The way from Hamburg to London takes about 4 h 35 min, and no time is left.',
  )
  expect(flight === undefined ? null : assumptionWords(flight.trip)).toBe(
    'Reckoned as a flight: 720 km at 700 km/h, and 3 h 30 min for both airports.',
  )
})

describe('overlaps', () => {
  test('are what is at the same time, and for how long', () => {
    const spans = [
      { id: 'b', from: at(14), to: at(15) },
      { id: 'a', from: at(13), to: at(14.5) },
      { id: 'next', from: at(15), to: at(16) },
      { id: 'moment', from: at(14), to: at(14) },
    ]
    expect(overlaps(spans, 10).map(({ first, second, minutes }) => [first.id, second.id, minutes])).toEqual([
      ['a', 'b', 30],
    ])
  })

  test('of many are those that each pair has', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(180), fc.nat(90)), { maxLength: 12 }), (drawn) => {
        const spans = drawn.map(([from, length], id) => ({ id, from: from * 20_000, to: (from + length) * 20_000 }))
        const pairs = spans.flatMap((a, i) =>
          spans.slice(i + 1).flatMap((b) => {
            const minutes = Math.round((Math.min(a.to, b.to) - Math.max(a.from, b.from)) / 60_000)
            return minutes > 0 ? [`${a.id} ${b.id} ${minutes}`] : []
          }),
        )
        const told = overlaps(spans, 1_000).map(({ first, second, minutes }) =>
          [...[first.id, second.id].toSorted((a, b) => a - b), minutes].join(' '),
        )
        expect(told.toSorted()).toEqual(pairs.toSorted())
      }),
      { seed: 3, numRuns: 300 },
    )
  })

  test('are not told without end', () => {
    const spans = Array.from({ length: 50 }, () => ({ from: 0, to: at(1) }))
    expect(overlaps(spans, 100)).toHaveLength(100)
  })
})
