import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EVERYTHING, histories } from '#kit/calendar/history.ts'
import type { HistoryKinds } from '#kit/calendar/history.ts'
import * as hold from '#kit/calendar/invariants.ts'
import { Play } from '#kit/calendar/play.ts'
import { world } from '#kit/calendar/worlds.ts'
import type { WorldSetup } from '#kit/calendar/sync-world.ts'

const setups = fc.constantFrom(world(['google']), world(['caldav']), world(['google', 'caldav']))

function always(
  seed: number,
  check: (play: Play) => string[],
  more: { kinds?: Partial<HistoryKinds>; setup?: fc.Arbitrary<WorldSetup>; runs?: number } = {},
): string {
  const property = fc.property(more.setup ?? setups, histories({ ...EVERYTHING, ...more.kinds }), (setup, history) => {
    const play = new Play(setup)
    for (const what of history) play.happen(what)
    play.settle()
    const wrong = check(play)
    if (wrong.length > 0) throw new Error(wrong.join('; '))
  })
  const { failed, ...told } = fc.check(property, { seed, numRuns: more.runs ?? 1_000 })
  return failed ? JSON.stringify([told.errorInstance, told.counterexample, told.counterexamplePath]) : 'holds'
}

describe('calendar.md §6.4, over random histories with faults at every step', () => {
  test('1: with no edits from outside, the next run writes nothing', () =>
    expect(always(1, hold.quiescence)).toBe('holds'))
  test('2: no edit is lost', () => expect(always(2, hold.noLostUpdate)).toBe('holds'))
  test('3: nothing is doubled', () => expect(always(3, hold.noDuplicate)).toBe('holds'))
  test('4: what was deleted does not come back', () => expect(always(4, hold.noResurrection)).toBe('holds'))
  test('5: both sides end up the same', () => expect(always(5, hold.convergence)).toBe('holds'))
  test('8: the people of an event are not touched', () => expect(always(8, hold.peopleUntouched)).toBe('holds'))
})
