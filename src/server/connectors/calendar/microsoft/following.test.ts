import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CAPABILITIES } from '#domain/calendar/sync/capability.ts'
import { project } from '#domain/calendar/sync/projection.ts'
import type { Projection } from '#domain/calendar/sync/projection.ts'
import { Refusal } from '#kit/vendors/microsoft/refusal.ts'
import { asking } from './asking.suite.ts'
import { connect } from './connected.suite.ts'

const act = fc.record({
  what: fc.constantFrom(
    ...([
      'create',
      'repeat',
      'rename',
      'reschedule',
      'delete',
      'leave',
      'come_back',
      'patch_one',
      'delete_one',
    ] as const),
    ...(['sync', 'forget_cursors'] as const),
  ),
  which: fc.nat(5),
  day: fc.integer({ min: 1, max: 28 }),
  offset: fc.nat(3),
})
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never

const WINDOW = { from: '2026-06-08T00:00:00Z', to: '2026-06-15T00:00:00Z' }

const dateOn = (day: number) => `2026-06-${String(day).padStart(2, '0')}`
const at = (day: number) => ({
  start: { dateTime: `${dateOn(day)}T10:00:00`, timeZone: 'Europe/Berlin' },
  end: { dateTime: `${dateOn(day)}T11:00:00`, timeZone: 'Europe/Berlin' },
})
const daily = (day: number) => ({
  ...at(day),
  recurrence: {
    pattern: { type: 'daily', interval: 1 },
    range: { type: 'numbered', startDate: dateOn(day), numberOfOccurrences: 4 },
  },
})

/** Follows a calendar as the engine does: by its listings, and by reading what they only hint at. */
function follower(talk: ReturnType<typeof asking>) {
  const known = new Map<string, Projection>()
  let cursor: string | null = null
  return {
    known,
    async sync() {
      const listing = await talk.listAll(cursor, WINDOW).catch(whereDead)
      if (listing === null) return void (cursor = null)
      const items = new Map(listing.rows.flatMap((row) => (row.kind === 'item' ? [[row.remote_id, row]] : [])))
      // A whole listing says nothing of what lies outside its window by now.
      const silent = cursor === null ? known.keys() : []
      for (const id of new Set([...listing.rows.map(({ remote_id }) => remote_id), ...silent])) {
        const item = items.get(id) ?? (await talk.read(id))
        if (item === null) known.delete(id)
        else known.set(id, project(item.event, CAPABILITIES.microsoft))
      }
      cursor = listing.cursor
    },
  }
}

function whereDead(error: unknown): null {
  if (String(error).includes('cursor_dead')) return null
  throw error
}

async function play(acts: readonly Act[], traits: { earlier_master: 'first_times' | 'none'; repeated_rows: boolean }) {
  const subject = await connect()
  Object.assign(subject.fake.traits, traits)
  const person = subject.fake.person()
  const home = subject.calendar.remote_id
  const elsewhere = person.createCalendar('Elsewhere').id
  const talk = asking(subject)
  const following = follower(talk)
  const made: string[] = []
  for (const { what, which, day, offset } of acts) {
    const id = made[which % Math.max(made.length, 1)] ?? ''
    const date = dateOn(Math.min(day + offset, 28))
    try {
      if (what === 'create') made.push(person.createEvent(at(day), home))
      else if (what === 'repeat') made.push(person.createEvent(daily(day), home))
      else if (what === 'rename') person.patchEvent(id, { subject: date })
      else if (what === 'reschedule') person.patchEvent(id, at(day))
      else if (what === 'delete') person.deleteEvent(id)
      else if (what === 'leave') person.moveEvent(id, elsewhere)
      else if (what === 'come_back') person.moveEvent(id, home)
      else if (what === 'patch_one') person.patchOccurrence(id, date, { subject: 'one', ...at(day) })
      else if (what === 'delete_one') person.deleteOccurrence(id, date)
      else if (what === 'forget_cursors') subject.fake.deltas.expire()
      else await following.sync()
    } catch (error) {
      // What Outlook refuses did not happen.
      if (!(error instanceof Refusal)) throw error
    }
  }
  await following.sync()
  await following.sync()
  const anew = follower(talk)
  await anew.sync()
  return { talk, following, anew, close: subject.close }
}

test('whoever follows a calendar knows every event of its window as it is, whatever happened before', async () => {
  const traits = fc.record({
    earlier_master: fc.constantFrom('first_times' as const, 'none' as const),
    repeated_rows: fc.boolean(),
  })
  const history = fc.asyncProperty(fc.array(act, { minLength: 8, maxLength: 30 }), traits, async (acts, kind) => {
    const { talk, following, anew, close } = await play(acts, kind)
    for (const [id, fields] of anew.known) expect(following.known.get(id)).toEqual(fields)
    for (const [id, fields] of following.known) {
      const item = await talk.read(id)
      expect(item === null ? null : project(item.event, CAPABILITIES.microsoft)).toEqual(fields)
    }
    await close()
  })
  await fc.assert(history, { numRuns: 40, seed: 5 })
})
