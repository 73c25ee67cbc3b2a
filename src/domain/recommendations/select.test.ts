import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { IN_A_ROW, OF_COMPANY, choose } from './select.ts'
import type { Candidate } from './select.ts'

const job = (id: string, score: number, other: Partial<Candidate> = {}): Candidate => ({
  id,
  title: 'Data Engineer',
  company_norm: `company ${id}`,
  skill_ids: ['python'],
  score,
  ...other,
})
const idsOf = (choices: readonly { id: string }[]) => choices.map((each) => each.id).join(' ')

describe('what is recommended', () => {
  test('begins with the best', () => {
    expect(choose([job('a', 70), job('b', 90)], [], 2)).toEqual([
      { id: 'b', instead: null },
      { id: 'a', instead: null },
    ])
  })

  test('has another company before the second posting of one, unless that is far better', () => {
    const acme = { company_norm: 'acme' }
    const near = [job('a', 90, acme), job('b', 89, acme), job('c', 85)]
    expect(choose(near, [], 3)).toEqual([
      { id: 'a', instead: null },
      { id: 'c', instead: 'company' },
      { id: 'b', instead: null },
    ])
    expect(idsOf(choose([job('a', 99, acme), job('b', 98, acme), job('c', 60)], [], 3))).toBe('a b c')
  })

  test('has another kind of role before more of the same, where it fits nearly as well', () => {
    const chosen = choose([job('a', 90), job('b', 88), job('c', 86, { title: 'Head of Analytics' })], [], 2)
    expect(chosen[1]).toEqual({ id: 'c', instead: 'role' })
    const far = [job('a', 90), job('b', 88), job('c', 80, { title: 'Head of Analytics' })]
    expect(idsOf(choose(far, [], 2))).toBe('a b')
  })

  test('goes on after what was chosen before', () => {
    const pool = Array.from({ length: 12 }, (_, at) => job(`j${at}`, 90 - at, { title: at % 2 ? 'Analyst' : 'Cook' }))
    const whole = choose(pool, [], 9)
    const first = whole.slice(0, 4).flatMap(({ id }) => pool.find((each) => each.id === id) ?? [])
    expect([...whole.slice(0, 4), ...choose(pool, first, 5)]).toEqual(whole)
  })

  test('is fewer than asked for rather than a third posting of one company', () => {
    const acme = Array.from({ length: 6 }, (_, at) => job(`j${at}`, 90, { company_norm: 'acme' }))
    expect(choose(acme, [], 6)).toHaveLength(OF_COMPANY)
  })
})

const pools = fc.uniqueArray(
  fc.record({
    id: fc.uuid(),
    title: fc.constantFrom('Data Engineer', 'Senior Data Engineer', 'Koch', 'Head of Sales', ''),
    company_norm: fc.constantFrom('a', 'b', 'c', 'd'),
    skill_ids: fc.subarray(['python', 'sql', 'go', 'kafka']),
    score: fc.integer({ min: 50, max: 100 }),
  }),
  { selector: (each) => each.id, maxLength: 60 },
)

describe('whatever there is to choose from', () => {
  const seeded = { seed: 2026, numRuns: 300 }

  test('each is chosen once, and no ten in a row have three of one company', () => {
    fc.assert(
      fc.property(pools, fc.integer({ min: 0, max: 50 }), (pool, count) => {
        const chosen = choose(pool, [], count)
        expect(chosen.length).toBeLessThanOrEqual(count)
        expect(new Set(chosen.map((each) => each.id)).size).toBe(chosen.length)
        const companies = chosen.map(({ id }) => pool.find((each) => each.id === id)?.company_norm)
        for (const at of companies.keys()) {
          const row = companies.slice(at, at + IN_A_ROW)
          for (const one of row) expect(row.filter((each) => each === one).length).toBeLessThanOrEqual(OF_COMPANY)
        }
      }),
      seeded,
    )
  })

  test('the best comes first, and the order of the candidates plays no role', () => {
    fc.assert(
      fc.property(pools, (pool) => {
        const chosen = choose(pool, [], 10)
        expect(choose(pool.toReversed(), [], 10)).toEqual(chosen)
        const best = Math.max(...pool.map((each) => each.score))
        expect(pool.find((each) => each.id === chosen[0]?.id)?.score ?? -Infinity).toBe(best)
      }),
      seeded,
    )
  })
})
