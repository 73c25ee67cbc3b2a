import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MatchPartName } from '#contract/match.ts'
import { WEIGHTS } from '#domain/postings/match.ts'
import { CAP, FLOOR, NEEDED, learn } from './learn.ts'
import type { Answer } from './learn.ts'
import { MATCH_PARTS, byPart, normalised } from './weights.ts'

const answer = (
  verdict: Answer['verdict'],
  shares: Partial<Answer['shares']> = {},
  reasons: readonly string[] = [],
): Answer => ({ verdict, reasons, shares: { ...byPart(() => 0.7), ...shares } })
const times = (count: number, each: Answer): Answer[] => Array.from({ length: count }, () => each)
const moveOf = (part: MatchPartName, answers: readonly Answer[]) =>
  learn(WEIGHTS, answers).changes.find((each) => each.part === part)

describe('from answers', () => {
  test('nothing moves without them, or before there are five of either kind', () => {
    expect(learn(WEIGHTS, [])).toMatchObject({ weights: WEIGHTS, changes: [] })
    const almost = [
      ...times(30, answer('not_for_me', { salary: 0 })),
      ...times(NEEDED - 1, answer('good', { salary: 1 })),
    ]
    expect(learn(WEIGHTS, almost)).toMatchObject({ weights: WEIGHTS, good: NEEDED - 1, not_for_me: 30 })
    expect(learn(WEIGHTS, [...almost, answer('good', { salary: 1 })]).weights.salary).toBeGreaterThan(WEIGHTS.salary)
  })

  test('pay counts more when postings below the floor were turned down, and what tells nothing apart pays for it', () => {
    const answers = [...times(6, answer('good', { salary: 1 })), ...times(6, answer('not_for_me', { salary: 0.1 }))]
    expect(moveOf('salary', answers)).toMatchObject({
      from: 15,
      reason: 'turned_down',
      values: { liked: 100, turned_down: 10, misfits: 6 },
      text: 'you turned down 6 postings below your floor',
    })
    expect(moveOf('salary', answers)?.to).toBeGreaterThanOrEqual(20)
    expect(moveOf('freshness', answers)).toMatchObject({
      reason: 'tells_nothing',
      text: 'it tells little apart: 70 % fit in what you liked, 70 % in what you turned down',
    })
  })

  test('what is named as the reason counts more; not where the posting fits well in it', () => {
    const named = (place: number) => [
      ...times(5, answer('good')),
      ...times(5, answer('not_for_me', { place }, ['place'])),
    ]
    const tied = named(0.7).map((each) => ({ ...each, shares: { ...each.shares, place: 0.7 } }))
    expect(moveOf('place', tied)).toMatchObject({ reason: 'named', text: 'you named it as the reason 5 times' })
    expect(moveOf('place', named(1))?.to ?? WEIGHTS.place).toBeLessThanOrEqual(WEIGHTS.place)
  })

  test('what speaks the wrong way round counts less, and says so', () => {
    const answers = [
      ...times(9, answer('good', { seniority: 0.2, title: 0.9 })),
      ...times(9, answer('not_for_me', { seniority: 1, title: 0.3 })),
    ]
    expect(moveOf('seniority', answers)).toMatchObject({ reason: 'other_way_round' })
    expect(moveOf('seniority', answers)?.to).toBeLessThan(WEIGHTS.seniority)
  })

  test('a part that was set to 0 stays 0, and one that was never compared stays', () => {
    const base = normalised({ ...WEIGHTS, salary: 0 })
    const told = { salary: 1, title: 1, language: null }
    const answers = [
      ...times(9, answer('good', told)),
      ...times(9, answer('not_for_me', { ...told, salary: 0, title: 0 })),
    ]
    const { weights } = learn(base ?? WEIGHTS, answers)
    expect(weights.salary).toBe(0)
    expect(weights.language).toBe(base?.language)
  })
})

const share = fc.option(fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100))
const answers = fc.array(
  fc.record({
    verdict: fc.constantFrom('good' as const, 'not_for_me' as const),
    reasons: fc.subarray([...MATCH_PARTS, 'company']),
    shares: fc.record(byPart(() => share)),
  }),
  { maxLength: 40 },
)
const bases = fc
  .record(byPart(() => fc.integer({ min: 0, max: 100 })))
  .map((weights) => normalised(weights) ?? { ...WEIGHTS })

describe('whatever the answers and the weights', () => {
  const seeded = { seed: 2026, numRuns: 500 }

  test('whole points stay 100 together, and no part is moved below the floor or above the cap', () => {
    fc.assert(
      fc.property(bases, answers, (base, given) => {
        const { weights, changes } = learn(base, given)
        expect(MATCH_PARTS.reduce((sum, part) => sum + weights[part], 0)).toBe(100)
        for (const part of MATCH_PARTS) {
          expect(Number.isInteger(weights[part])).toBe(true)
          expect(weights[part]).toBeGreaterThanOrEqual(Math.min(base[part], FLOOR))
          expect(weights[part]).toBeLessThanOrEqual(Math.max(base[part], CAP))
          expect(changes.some((each) => each.part === part)).toBe(weights[part] !== base[part])
        }
      }),
      seeded,
    )
  })

  test('their order plays no role', () => {
    fc.assert(
      fc.property(bases, answers, fc.integer(), (base, given, seed) => {
        const shuffled = given
          .map((each, at) => ({ each, key: Math.sin(seed + at) }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ each }) => each)
        expect(learn(base, shuffled)).toEqual(learn(base, given))
      }),
      seeded,
    )
  })

  test('a part that always tells liked and turned down apart never loses', () => {
    const line = fc.integer({ min: 1, max: 100 })
    fc.assert(
      fc.property(bases, answers, fc.constantFrom(...MATCH_PARTS), line, (base, given, part, at) => {
        const apart = given.map((each) => {
          const now = each.shares[part] ?? 0.5
          const split = each.verdict === 'good' ? Math.max(now, at / 100) : Math.min(now, (at - 1) / 100)
          return { ...each, shares: { ...each.shares, [part]: split } }
        })
        expect(learn(base, apart).weights[part]).toBeGreaterThanOrEqual(base[part])
      }),
      seeded,
    )
  })
})
