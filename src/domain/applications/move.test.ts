import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { STATUSES } from '#contract/stages.ts'
import type { Status } from '#contract/stages.ts'
import type { Entry, History, Place } from './history.ts'
import { derive, inOrder, isClosed, latestOf, samePlace, staysOf } from './history.ts'
import type { Plan } from './move.ts'
import { applySteps, planCorrection, planMove, planRemoval } from './move.ts'

const NOW = '2026-11-21T12:00:00.000Z'
const free = { has_posting: false, has_next_action: false }
const at = (days: number) => new Date(Date.parse(NOW) + days * 86_400_000).toISOString()
const to = (status: Status, stage_id: string | null = null): Place => ({ status, stage_id })

let sequence = 0
const entry = (status: Status, days: number): Entry => ({
  id: String((sequence += 1)).padStart(6, '0'),
  status,
  stage_id: null,
  at: at(days),
})
const history = (...entries: readonly [Status, number][]): History =>
  inOrder(entries.map(([status, days]) => entry(status, days)))

function done(before: History, plan: Plan | null): History {
  return plan?.kind === 'change' ? applySteps(before, plan.steps, String((sequence += 1)).padStart(6, '0')) : before
}
const shape = (entries: History) =>
  entries.map((one) => [one.status, (Date.parse(one.at) - Date.parse(NOW)) / 86_400_000])
const codes = (plan: Plan) => (plan.kind === 'change' ? plan.consequences : [])

describe('a move', () => {
  test('now goes to the end', () => {
    const before = history(['interested', -3])
    const plan = planMove(before, to('applied'), { at: null, now: NOW }, { has_posting: true, has_next_action: false })
    expect(shape(done(before, plan))).toEqual([
      ['interested', -3],
      ['applied', 0],
    ])
    expect(codes(plan)).toEqual(['applied_recorded', 'posting_marked'])
  })

  test('of an application that was written down late pulls the creation back', () => {
    const before = history(['interested', 0])
    const plan = planMove(before, to('applied'), { at: at(-5), now: NOW }, free)
    expect(shape(done(before, plan))).toEqual([
      ['interested', -5],
      ['applied', -5],
    ])
    expect(codes(plan)).toEqual(['creation_moved', 'applied_recorded'])
  })

  test('dated between two entries is put between them and leaves the status', () => {
    const before = history(['interested', -9], ['applied', -7], ['rejected', -1])
    const plan = planMove(before, to('interview'), { at: at(-3), now: NOW }, free)
    expect(shape(done(before, plan))).toEqual([
      ['interested', -9],
      ['applied', -7],
      ['interview', -3],
      ['rejected', -1],
    ])
    expect(codes(plan)).toEqual(['status_unchanged'])
    expect(derive(done(before, plan)).first_reply_at).toBe(at(-3))
  })

  test('to where it stands changes nothing without a date', () => {
    expect(planMove(history(['applied', -1]), to('applied'), { at: null, now: NOW }, free)).toEqual({ kind: 'nothing' })
  })

  test('to where it stands with a date corrects the date', () => {
    const before = history(['interested', -9], ['applied', -1])
    const plan = planMove(before, to('applied'), { at: at(-4), now: NOW }, free)
    expect(shape(done(before, plan))).toEqual([
      ['interested', -9],
      ['applied', -4],
    ])
    expect(codes(plan)).toEqual(['entry_redated'])
  })

  test('that the next entry says already corrects that entry', () => {
    const before = history(['interested', -9], ['applied', -2], ['interview', -1])
    const plan = planMove(before, to('applied'), { at: at(-6), now: NOW }, free)
    expect(shape(done(before, plan))).toEqual([
      ['interested', -9],
      ['applied', -6],
      ['interview', -1],
    ])
  })

  test('that the entry before says already is refused', () => {
    const before = history(['interested', -9], ['applied', -5], ['interview', -1])
    expect(planMove(before, to('applied'), { at: at(-3), now: NOW }, free)).toEqual({
      kind: 'refused',
      code: 'already_there',
    })
  })

  test.each([
    [6 / 1440, 'in_future'],
    [1, 'in_future'],
    [-365 * 40, 'too_long_ago'],
  ])('%d days from now is refused as %s', (days, code) => {
    expect(planMove(history(['interested', -1]), to('applied'), { at: at(days), now: NOW }, free)).toEqual({
      kind: 'refused',
      code,
    })
  })

  test('four minutes ahead counts as now', () => {
    const before = history(['interested', -1])
    expect(shape(done(before, planMove(before, to('applied'), { at: at(4 / 1440), now: NOW }, free)))).toEqual([
      ['interested', -1],
      ['applied', 0],
    ])
  })

  test.each([
    ['applied', 'rejected', ['reply_recorded', 'closed', 'next_action_cleared']],
    ['applied', 'ghosted', ['closed', 'next_action_cleared']],
    ['applied', 'interview', ['reply_recorded']],
  ] as const)('from %s to %s causes %j', (from, target, expected) => {
    const plan = planMove(
      history([from, -4]),
      to(target),
      { at: null, now: NOW },
      { has_posting: true, has_next_action: true },
    )
    expect(codes(plan)).toEqual(expected)
  })

  test('out of a closing reopens it', () => {
    const before = history(['applied', -30], ['ghosted', -2])
    const plan = planMove(before, to('interview'), { at: null, now: NOW }, free)
    expect(codes(plan)).toEqual(['reply_recorded', 'reopened'])
    expect(derive(done(before, plan)).closed_at).toBeNull()
  })

  test('between two own stages of one status is a move', () => {
    const before = history(['interview', -4])
    expect(done(before, planMove(before, to('interview', 'own'), { at: null, now: NOW }, free))).toHaveLength(2)
  })
})

describe('a correction', () => {
  test('stays between its neighbours', () => {
    const before = history(['interested', -9], ['applied', -7], ['interview', -3])
    const middle = before[1]?.id ?? ''
    expect(shape(done(before, planCorrection(before, middle, { at: at(-4), now: NOW }, free)))[1]).toEqual([
      'applied',
      -4,
    ])
    expect(planCorrection(before, middle, { at: at(-2), now: NOW }, free)).toEqual({
      kind: 'out_of_order',
      bounds: { not_before: null, not_after: at(-3) },
    })
  })

  test('of the second entry may pull the creation back', () => {
    const before = history(['interested', -2], ['applied', -1])
    const plan = planCorrection(before, before[1]?.id ?? '', { at: at(-6), now: NOW }, free)
    expect(shape(done(before, plan))).toEqual([
      ['interested', -6],
      ['applied', -6],
    ])
  })

  test('of the creation cannot pass the second entry', () => {
    const before = history(['interested', -9], ['applied', -7])
    expect(planCorrection(before, before[0].id, { at: at(-1), now: NOW }, free)?.kind).toBe('out_of_order')
  })

  test('of an unknown entry is none', () => {
    expect(planCorrection(history(['interested', -9]), 'x', { at: at(-1), now: NOW }, free)).toBeNull()
  })
})

describe('a removal', () => {
  test('never takes the creation', () => {
    const before = history(['interested', -9], ['applied', -7])
    expect(planRemoval(before, before[0].id, free)).toEqual({ kind: 'refused', code: 'creation_stays' })
  })

  test('takes the entry that would repeat the one before', () => {
    const before = history(['applied', -9], ['ghosted', -7], ['applied', -5], ['rejected', -1])
    const plan = planRemoval(before, before[1]?.id ?? '', free)
    expect(shape(done(before, plan))).toEqual([
      ['applied', -9],
      ['rejected', -1],
    ])
  })
})

describe('what follows from a history', () => {
  test('an interview before a rejection stays the first reply', () => {
    const all = history(['interested', -20], ['applied', -18], ['interview', -9], ['rejected', -2], ['ghosted', -1])
    expect(derive(all)).toEqual({
      status: 'ghosted',
      stage_id: null,
      status_at: at(-1),
      applied_at: at(-18),
      first_reply_at: at(-9),
      closed_at: at(-2),
    })
  })

  test('an interview without an application has no applied date and no reply', () => {
    expect(derive(history(['interested', -20], ['interview', -9]))).toMatchObject({
      applied_at: null,
      first_reply_at: null,
    })
  })

  test('stays tile the time since the creation', () => {
    const stays = staysOf(history(['interested', -20], ['applied', -18], ['interview', -9]), NOW)
    expect(stays.map((stay) => stay.ms / 86_400_000)).toEqual([2, 9, 9])
  })
})

const place = fc.record({ status: fc.constantFrom(...STATUSES), stage_id: fc.constantFrom(null, 'own') })
const day = fc.integer({ min: -40, max: 0 })
const action = fc.oneof(
  fc.record({ kind: fc.constant('move' as const), place, day: fc.option(day) }),
  fc.record({ kind: fc.constant('correct' as const), index: fc.nat(12), day }),
  fc.record({ kind: fc.constant('remove' as const), index: fc.nat(12) }),
)

test('whatever is done, a history is in order, repeats nothing, keeps its creation, and its status is its latest entry', () => {
  fc.assert(
    fc.property(place, fc.array(action, { maxLength: 25 }), (first, actions) => {
      let now: History = [{ ...first, id: '000000', at: at(-10) }]
      let steps = 0
      for (const one of actions) {
        const id = now[('index' in one ? one.index : 0) % now.length]?.id ?? ''
        const plan =
          one.kind === 'move'
            ? planMove(now, one.place, { at: one.day === null ? null : at(one.day), now: NOW }, free)
            : one.kind === 'correct'
              ? planCorrection(now, id, { at: at(one.day), now: NOW }, free)
              : planRemoval(now, id, free)
        const before = now
        if (plan?.kind === 'change') now = applySteps(now, plan.steps, String((steps += 1)).padStart(6, '0'))
        const unchanged = plan?.kind === 'change' && plan.consequences.includes('status_unchanged')
        if (unchanged) expect(samePlace(latestOf(now), latestOf(before))).toBe(true)
        expect(now[0].id).toBe('000000')
        const derived = derive(now)
        expect(samePlace(derived, latestOf(now))).toBe(true)
        expect(derived.closed_at !== null).toBe(isClosed(derived.status))
        for (const [index, stay] of now.entries()) {
          const previous = now[index - 1]
          if (previous === undefined) continue
          expect(Date.parse(previous.at)).toBeLessThanOrEqual(Date.parse(stay.at))
          expect(samePlace(previous, stay)).toBe(false)
        }
      }
    }),
    { seed: 20261121, numRuns: 2000 },
  )
})

test('a move without a date always ends where it was told to', () => {
  fc.assert(
    fc.property(place, fc.array(place, { maxLength: 8 }), (first, moves) => {
      let now: History = [{ ...first, id: '000000', at: at(-10) }]
      for (const [index, target] of moves.entries()) {
        const plan = planMove(now, target, { at: null, now: NOW }, free)
        if (plan.kind === 'change') now = applySteps(now, plan.steps, String(index + 1).padStart(6, '0'))
        expect(samePlace(latestOf(now), target)).toBe(true)
      }
    }),
    { seed: 20261121 },
  )
})
