import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CalendarEvent } from '#domain/calendar/event.ts'
import { project } from '#domain/calendar/sync/projection.ts'
import { stableText } from '#domain/calendar/sync/value.ts'
import { edited, newEvent, stampOf } from '#kit/calendar/edits.ts'
import type { Edit as OurEdit } from '#kit/calendar/edits.ts'
import { valueOf } from '#connectors/calendar/calendar-port.suite.ts'
import { connect, MARA } from './connected.suite.ts'
import type { ConnectedGoogle } from './connected.suite.ts'
import { arbitraryEdit, play } from './person.suite.ts'
import { GoogleSync } from './sync.suite.ts'

const OURS: readonly OurEdit[] = [
  ...(['title', 'place', 'move', 'all_day', 'repeat', 'shorten', 'instance', 'instance_place'] as const),
  ...(['instance_move', 'cancel', 'uncancel', 'remind', 'hide'] as const),
  // What takes several requests, and is undone.
  ...(['instance', 'cancel', 'uncancel', 'uncancel'] as const),
]
const FAULTS = ['reset_after', 'reset_before', 'unavailable', 'rate_limit', 'precondition', 'truncate'] as const

const ours = fc.record({
  who: fc.constant('us' as const),
  does: fc.constantFrom('new', 'new_series', 'delete', ...OURS),
  object: fc.nat(1),
  day: fc.nat(1),
})
const fault = fc.record({ who: fc.constant('fault' as const), name: fc.constantFrom(...FAULTS), skip: fc.nat(4) })
const arbitraryTurn = fc.oneof(
  { weight: 4, arbitrary: ours },
  { weight: 2, arbitrary: fc.record({ who: fc.constant('google' as const), edit: arbitraryEdit }) },
  { weight: 4, arbitrary: fc.record({ who: fc.constant('run' as const) }) },
  { weight: 1, arbitrary: fault },
)
type Turn = typeof arbitraryTurn extends fc.Arbitrary<infer T> ? T : never

let there: ConnectedGoogle
let stamps = 0

beforeAll(async () => {
  there = await connect()
})
afterAll(() => there.close())

async function turn(sync: GoogleSync, it: Turn, remote_id: string): Promise<void> {
  const { google } = there
  if (it.who === 'google') return play(google, it.edit, remote_id)
  if (it.who === 'fault') return google.fail(it.name, { path: '/events', skip: it.skip })
  if (it.who === 'run') return void (await sync.run())
  stamps += 1
  const stamp = stampOf(stamps % 500)
  if (it.does === 'new' || it.does === 'new_series')
    return sync.add(canonical(newEvent(`ours-${stamps}@example.org`, stamp, it.does === 'new_series')))
  const live = [...sync.events.values()].filter(({ deleted }) => deleted === null)
  const kept = live[it.object % Math.max(live.length, 1)]
  if (kept === undefined) return
  if (it.does === 'delete') kept.deleted = 'person'
  else kept.event = canonical(edited(kept.event, it.does, stamp, it.day)?.[0] ?? kept.event)
}

/** An hour has one spelling in what is stored. */
function canonical(event: CalendarEvent): CalendarEvent {
  return CalendarEvent.parse(JSON.parse(JSON.stringify(event).replaceAll('PT60M', 'PT1H')))
}

/** All that the calendar says now, with nothing of what Google alone says. */
async function saidThere(remote_id: string, sync: GoogleSync): Promise<string[]> {
  const window = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' }
  const calendar = { remote_id, time_zone: 'Europe/Berlin' }
  const question = { calendar, cursor: null, page: null, size: null, window }
  const { rows } = valueOf(await there.port.list(there.account, question))
  const items = rows.flatMap((row) => (row.kind === 'item' ? [row.event] : []))
  return items.map((event) => stableText(project(event, sync.policy.capability))).sort()
}

test('both sides end up the same, whatever is done on them and whatever goes wrong', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(arbitraryTurn, { size: 'max', maxLength: 40 }), async (turns) => {
      const { id: remote_id } = there.google.person.createCalendar(MARA, { summary: 'Synced' })
      const sync = new GoogleSync(there, remote_id)
      for (const one of turns) await turn(sync, one, remote_id)
      there.google.calm()
      let told = -1
      for (let runs = 0; runs < 8 && told !== 0; runs += 1) told = await sync.run()
      there.requests()
      expect(await sync.run()).toBe(0)
      expect(there.requests()).toHaveLength(1)
      const here = [...sync.events.values()].flatMap(({ event, deleted }) => (deleted === null ? [event] : []))
      const saidHere = here.map((event) => stableText(project(event, sync.policy.capability))).sort()
      expect(await saidThere(remote_id, sync)).toEqual(saidHere)
    }),
    { numRuns: 80 },
  )
})
