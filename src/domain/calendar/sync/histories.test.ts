import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EDITS } from '#kit/calendar/edits.ts'
import { EVERYTHING, FAULTS, histories } from '#kit/calendar/history.ts'
import type { Happening } from '#kit/calendar/history.ts'
import * as hold from '#kit/calendar/invariants.ts'
import { Play } from '#kit/calendar/play.ts'
import type { WorldSetup } from '#kit/calendar/sync-world.ts'
import { world, WORLDS } from '#kit/calendar/worlds.ts'
import type { Ground } from '#kit/calendar/worlds.ts'

// Each invariant of calendar.md §6.4 that the pure core can keep, over its own random histories. More of them, each held
// against all: `npm run sync:histories`.

const { google, caldav, graph, filters } = WORLDS
const TWO = world(['google', 'caldav'])

function played(setup: WorldSetup, history: readonly Happening[]): Play {
  const play = new Play(setup)
  for (const what of history) play.happen(what)
  play.settle()
  return play
}

/** What the shortest history says that breaks it, or that it holds. */
function over(
  grounds: readonly Ground[],
  seed: number,
  numRuns: number,
  check: (play: Play, setup: WorldSetup, history: Happening[]) => string[],
): string {
  for (const ground of grounds) {
    const property = fc.property(histories({ ...EVERYTHING, ...ground.kinds }), (history) => {
      const wrong = check(played(ground.setup, history), ground.setup, history)
      if (wrong.length > 0) throw new Error(wrong.join('; '))
    })
    const { failed, errorInstance, counterexample } = fc.check(property, {
      seed,
      numRuns: Math.ceil(numRuns / grounds.length),
    })
    if (failed) return `${String(errorInstance)} after ${JSON.stringify(counterexample)}`
  }
  return 'holds'
}

const TWICE: Ground = { setup: TWO, kinds: {} }

describe('calendar.md §6.4, over random histories with faults at every step', () => {
  test('1: with no edits from outside, the next run writes nothing', () => {
    expect(over([google, caldav, graph, TWICE], 1, 1_200, hold.quiescence)).toBe('holds')
  })

  test('2: no edit is lost', () => {
    expect(over([google, caldav, graph, TWICE], 2, 2_000, hold.noLostUpdate)).toBe('holds')
  })

  test('3: nothing is doubled', () => {
    expect(over([google, caldav, graph, TWICE], 3, 1_200, hold.noDuplicate)).toBe('holds')
  })

  test('4: what was deleted does not come back', () => {
    expect(over([google, caldav, graph, TWICE], 4, 1_600, hold.noResurrection)).toBe('holds')
  })

  test('5: both sides end up the same', () => {
    expect(over([google, caldav, graph, TWICE], 5, 1_600, hold.convergence)).toBe('holds')
  })

  test.each(['mine', 'theirs', 'newest'] as const)('5: and also where clashes are decided for %s', (strategy) => {
    expect(over([{ setup: world(['google', 'caldav'], { strategy }), kinds: {} }], 5, 400, hold.convergence)).toBe(
      'holds',
    )
  })

  test('6: the cursor is never ahead of what is stored: what was once read whole is never read whole again', () => {
    const faults = FAULTS.filter((fault) => fault !== 'cursor_dead' && fault !== 'lists_nothing')
    const check = (play: Play): string[] => [
      ...hold.convergence(play),
      ...play.world.calendars.filter(({ wholes }) => wholes > 1).map(() => 'it was read whole again'),
    ]
    expect(over([{ setup: TWO, kinds: { faults, forget: false } }], 6, 1_000, check)).toBe('holds')
  })

  test('8: the people of an event are not touched', () => {
    expect(over([google, caldav, graph, TWICE], 8, 800, hold.peopleUntouched)).toBe('holds')
  })

  test('14: a clock of ours that is wrong by a day changes nothing, also where the newest wins', () => {
    const setup = (skew: number): WorldSetup => world(['google', 'caldav'], { strategy: 'newest' }, skew * 86_400_000)
    const check = (play: Play, _: WorldSetup, history: Happening[]): string[] =>
      [-1, 1].flatMap((skew) =>
        played(setup(skew), history).stand() === play.stand() ? [] : [`a day of ${skew} changes it`],
      )
    expect(over([{ setup: setup(0), kinds: {} }], 14, 500, check)).toBe('holds')
  })

  test('15: dates stay dates in every zone, and a moved or cancelled instance keeps its original start', () => {
    const edits = ['all_day', 'instance_move', 'cancel', 'uncancel', 'title'] as const
    expect(
      over(
        [google, caldav, graph].map((one) => ({ ...one, kinds: { ...one.kinds, edits } })),
        15,
        900,
        hold.datesKept,
      ),
    ).toBe('holds')
  })

  test('16: what a filter keeps out is not here, is deleted nowhere, and leaves nothing but its id', () => {
    const check = (play: Play): string[] => [
      ...hold.filtersHold(play),
      ...hold.convergence(play),
      ...hold.noLostUpdate(play),
    ]
    expect(over([filters], 16, 1_000, check)).toBe('holds')
  })

  test('18: what a calendar cannot say is shown and never written another way', () => {
    const edits = [...EDITS.filter((edit) => edit !== 'hide' && edit !== 'remind'), 'hourly', 'hourly'] as const
    const check = (play: Play): string[] => [...hold.nothingApproximated(play), ...hold.convergence(play)]
    expect(
      over(
        [google, graph].map((one) => ({ ...one, kinds: { ...one.kinds, edits } })),
        18,
        800,
        check,
      ),
    ).toBe('holds')
  })

  test('19: webhooks that are doubled, late or forged change nothing', () => {
    const check = (play: Play, setup: WorldSetup, history: Happening[]): string[] => {
      const known = history.map((what) =>
        what.do === 'webhook' && what.is === 'forged' ? { do: 'nothing' as const } : what,
      )
      const same = played(setup, known).stand() === play.stand()
      return [...(same ? [] : ['a forged one changed something']), ...hold.convergence(play), ...hold.quiescence(play)]
    }
    expect(over([{ setup: TWO, kinds: { webhooks: 8 } }], 19, 600, check)).toBe('holds')
  })

  test('20: reading again from where an earlier run began changes nothing', () => {
    expect(over([google, caldav, TWICE], 20, 900, hold.replayChangesNothing)).toBe('holds')
  })
})

describe('7: the mass-delete guard, over readings of any size', () => {
  const reading = fc.record({
    total: fc.integer({ min: 1, max: 40 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    way: fc.constantFrom('told' as const, 'listed' as const, 'lists_nothing' as const),
  })

  test('nothing is deleted here before a person says so where much is gone at once', () => {
    fc.assert(
      fc.property(reading, ({ total, share, way }) => {
        const play = new Play(world(['google']))
        const [calendar] = play.world.calendars
        if (calendar === undefined) throw new Error('a world has a calendar')
        for (let n = 0; n < total; n += 1) play.happen({ do: 'create', side: 'there', calendar: 0, series: false })
        play.happen({ do: 'run', calendar: 0, faults: [], meanwhile: [] })
        const gone = way === 'lists_nothing' ? 0 : Math.round(share * total)
        for (let n = 0; n < gone; n += 1) play.happen({ do: 'delete', side: 'there', calendar: 0, pick: 0 })
        if (way !== 'told') calendar.remote.forgetTokens()
        const before = calendar.cursor
        const faults = way === 'lists_nothing' ? (['none', 'none', 'none', 'lists_nothing'] as const) : []
        play.happen({ do: 'run', calendar: 0, faults, meanwhile: [] })
        const stops =
          way === 'lists_nothing' ||
          gone > Math.max(10, 0.2 * total) ||
          (way === 'listed' && gone === total && gone > 0)
        expect(calendar.outcome?.state).toBe(stops ? 'needs_confirmation' : 'idle')
        expect(hold.living(play)).toHaveLength(stops ? total : total - gone)
        if (stops) expect(calendar.cursor).toBe(before)
        play.settle()
        expect(hold.living(play)).toHaveLength(total - gone)
      }),
      { seed: 7, numRuns: 300 },
    )
  })
})
