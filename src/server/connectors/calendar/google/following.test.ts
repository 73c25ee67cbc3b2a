import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RemoteItem } from '#domain/calendar/sync/link.ts'
import type { GoogleEvent } from '#kit/vendors/google/state.ts'
import { valueOf } from '#connectors/calendar/calendar-port.suite.ts'
import { connect, MARA } from './connected.suite.ts'
import type { ConnectedGoogle } from './connected.suite.ts'

const DAILY = {
  summary: 'Stand-up',
  start: { dateTime: '2026-06-01T10:00:00', timeZone: 'Europe/Berlin' },
  end: { dateTime: '2026-06-01T10:30:00', timeZone: 'Europe/Berlin' },
}
const EDITS = ['event', 'series', 'rename', 'later', 'instance', 'cancel', 'delete', 'restore', 'split', 'away', 'back']

/** What a person does in Google's own pages: to which of the objects, and on which day. */
const arbitraryEdit = fc.record({
  does: fc.constantFrom(...EDITS),
  object: fc.nat(5),
  day: fc.integer({ min: 1, max: 8 }),
})
type Edit = typeof arbitraryEdit extends fc.Arbitrary<infer T> ? T : never

let there: ConnectedGoogle
let words = 0

beforeAll(async () => {
  there = await connect()
})
afterAll(() => there.close())

function play({ does, object, day }: Edit, calendar: string): void {
  const { person, state } = there.google
  const all = [...state.calendar(calendar).events.values()].flatMap((versions) => versions.at(-1) ?? [])
  const events = all.map(({ event }) => event).filter(({ recurringEventId, bare }) => !recurringEventId && !bare)
  words += 1
  const summary = `Words ${words}`
  if (does === 'event') return void person.createEvent(calendar, { ...DAILY, summary })
  if (does === 'series')
    return void person.createEvent(calendar, { ...DAILY, summary, recurrence: ['RRULE:FREQ=DAILY;COUNT=6'] })
  const event = events[object % Math.max(events.length, 1)]
  if (does === 'back') {
    const elsewhere = [...state.calendar(MARA).events.values()].flatMap((versions) => versions.at(-1)?.event ?? [])
    const moved = elsewhere.find((one) => one.status !== 'cancelled' && one.recurringEventId === undefined)
    if (moved !== undefined) person.moveEvent(MARA, moved.id, calendar)
    return
  }
  if (event !== undefined) edit(event, { does, day, summary, calendar })
}

function edit(event: GoogleEvent, at: { does: string; day: number; summary: string; calendar: string }): void {
  const { person } = there.google
  const { does, day, summary, calendar } = at
  const isLive = event.status !== 'cancelled'
  const isSeries = event.recurrence !== undefined && !event.start.dateTime?.includes('T15')
  const instance = `${event.id}_2026060${day}T080000Z`
  const change = { rename: { summary }, later: { start: late(DAILY.start), end: late(DAILY.end) } }[does]
  if (change !== undefined && isLive) person.patchEvent(calendar, event.id, change)
  if (does === 'delete' && isLive) person.deleteEvent(calendar, event.id)
  if (does === 'restore' && !isLive) person.restoreEvent(calendar, event.id)
  if (does === 'away' && isLive) person.moveEvent(calendar, event.id, MARA)
  if (!isLive || !isSeries || day > 6) return
  if (does === 'instance') tried(() => person.patchEvent(calendar, instance, { summary }))
  if (does === 'cancel') tried(() => person.deleteEvent(calendar, instance))
  if (does === 'split' && day > 1)
    tried(() =>
      person.splitSeries(calendar, event.id, { dateTime: `2026-06-0${day}T08:00:00Z`, timeZone: 'Europe/Berlin' }),
    )
}

const late = ({ dateTime, timeZone }: typeof DAILY.start) => ({ dateTime: dateTime.replace('T10', 'T15'), timeZone })

/** A series that was split has not all of its days any more. */
function tried(work: () => unknown): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('There is no event')) throw error
  }
}

const window = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' }

/** The calendar as somebody knows it who follows it: what was known, with what a listing tells since. */
async function follow(known: Map<string, RemoteItem>, at: { remote_id: string; cursor: string | null }) {
  const { port, account } = there
  const calendar = { remote_id: at.remote_id, time_zone: 'Europe/Berlin' }
  const { rows, cursor } = valueOf(
    await port.list(account, { calendar, cursor: at.cursor, page: null, size: 3, window }),
  )
  for (const row of rows) {
    const { remote_id } = row
    const asked = { calendar, remote_id, wanted_id: '', event_id: '', uid: '' }
    const told = row.kind === 'dirty' ? valueOf(await port.read(account, asked)) : row
    if (told?.kind === 'item') known.set(told.remote_id, told)
    else if (told?.kind === 'unreadable') throw new Error(`${remote_id} cannot be read`)
    else known.delete(remote_id)
  }
  return { remote_id: at.remote_id, cursor }
}

test('whoever follows what changed knows every event and series as it is', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(arbitraryEdit, { maxLength: 4 }), { maxLength: 8 }), async (rounds) => {
      const { id: remote_id } = there.google.person.createCalendar(MARA, { summary: 'Another' })
      const known = new Map<string, RemoteItem>()
      let at = await follow(known, { remote_id, cursor: null })
      for (const edits of rounds) {
        for (const one of edits) play(one, remote_id)
        at = await follow(known, at)
      }
      const whole = new Map<string, RemoteItem>()
      await follow(whole, { remote_id, cursor: null })
      expect(Object.fromEntries(known)).toEqual(Object.fromEntries(whole))
    }),
    { numRuns: 60 },
  )
})
