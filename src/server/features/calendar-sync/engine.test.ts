import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EnginePlay } from '#kit/calendar/engine-play.ts'
import { EVERYTHING, histories } from '#kit/calendar/history.ts'
import * as hold from '#kit/calendar/invariants.ts'
import { WORLDS } from '#kit/calendar/worlds.ts'
import type { Ground } from '#kit/calendar/worlds.ts'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp } from '#kit/make-app.ts'

let app: TestApp
let user_id: string
beforeAll(async () => {
  app = await makeApp()
  user_id = (await app.register()).user.id
})
afterAll(() => app.close())

const PROVIDERS: Readonly<Record<keyof typeof WORLDS, readonly string[]>> = {
  google: ['google'],
  caldav: ['caldav'],
  graph: ['microsoft'],
  'two calendars': ['google', 'caldav'],
  'two of a kind': ['google', 'google'],
  filters: ['google', 'caldav'],
}

/** Each of calendar.md §6.4 that a history can break. */
const INVARIANTS = [
  ...[hold.noLostUpdate, hold.noDuplicate, hold.noResurrection, hold.convergence, hold.peopleUntouched],
  hold.filtersHold,
]

const RUNS = Number(process.env['SYNC_RUNS'] ?? 20)

describe('the engine on a database, over random histories with faults at every step', () => {
  test.each(Object.keys(PROVIDERS) as (keyof typeof WORLDS)[])(
    '%s: no invariant is broken',
    async (name) => {
      const ground: Ground = WORLDS[name]
      const property = fc.asyncProperty(histories({ ...EVERYTHING, ...ground.kinds }), async (history) => {
        const engine = new EnginePlay(app, user_id, ground.setup)
        await engine.begin(PROVIDERS[name])
        for (const what of history) await engine.happen(what)
        await engine.settle()
        const wrong = INVARIANTS.flatMap((invariant) => invariant(engine.play))
        expect([...wrong, ...(await engine.quiescence())]).toEqual([])
      })
      await fc.assert(property, { seed: 20, numRuns: RUNS })
    },
    600_000,
  )
})
