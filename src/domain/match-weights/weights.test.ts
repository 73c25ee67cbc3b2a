import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { WEIGHTS } from '#domain/postings/match.ts'
import { MATCH_PARTS, byPart, normalised, sameWeights, scoreBy } from './weights.ts'

const total = (weights: Readonly<Record<string, number>>) => Object.values(weights).reduce((sum, each) => sum + each, 0)

describe('weights', () => {
  test('of 100 together stay as they are', () => {
    expect(normalised(WEIGHTS)).toEqual(WEIGHTS)
  })

  test.each([
    [{ skills: 100 }, { skills: 100 }],
    [
      { skills: 50, salary: 50 },
      { skills: 50, salary: 50 },
    ],
    [
      { skills: 1, title: 1, place: 1 },
      { skills: 34, title: 33, place: 33 },
    ],
    [
      { skills: 60, title: 30, freshness: 30 },
      { skills: 50, title: 25, freshness: 25 },
    ],
  ])('%j become %j', (given, points) => {
    const none = byPart(() => 0)
    expect(normalised({ ...none, ...given })).toEqual({ ...none, ...points })
  })

  test('that are all 0 weigh nothing', () => {
    expect(normalised(byPart(() => 0))).toBeNull()
  })

  test('are whole points, 100 together, and keep the order of what was given', () => {
    const given = fc.record(byPart(() => fc.integer({ min: 0, max: 100 })))
    fc.assert(
      fc.property(given, (weights) => {
        const points = normalised(weights)
        fc.pre(points !== null)
        expect(total(points)).toBe(100)
        for (const a of MATCH_PARTS) {
          expect(Number.isInteger(points[a])).toBe(true)
          expect(points[a] === 0 || weights[a] > 0).toBe(true)
          for (const b of MATCH_PARTS) expect(weights[a] <= weights[b] || points[a] >= points[b]).toBe(true)
        }
        expect(sameWeights(normalised(points) ?? WEIGHTS, points)).toBe(true)
      }),
      { seed: 2026, numRuns: 500 },
    )
  })

  test('give a score, in which what is not known counts as half', () => {
    expect(
      scoreBy(
        WEIGHTS,
        byPart(() => 1),
      ),
    ).toBe(100)
    expect(
      scoreBy(
        WEIGHTS,
        byPart(() => null),
      ),
    ).toBe(50)
    expect(scoreBy(WEIGHTS, { ...byPart(() => 0), skills: 0.5, salary: null })).toBe(23)
  })
})
