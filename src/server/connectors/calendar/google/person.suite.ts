import fc from 'fast-check'
import type { Google } from '#kit/vendors/google/google.ts'
import type { GoogleEvent } from '#kit/vendors/google/state.ts'
import { MARA } from './connected.suite.ts'

const DAILY = {
  summary: 'Stand-up',
  start: { dateTime: '2026-06-01T10:00:00', timeZone: 'Europe/Berlin' },
  end: { dateTime: '2026-06-01T10:30:00', timeZone: 'Europe/Berlin' },
}
const EDITS = ['event', 'series', 'rename', 'later', 'instance', 'cancel', 'delete', 'restore', 'split', 'away', 'back']

/** What a person does in Google's own pages: to which of the objects, and on which day. */
export const arbitraryEdit = fc.record({
  does: fc.constantFrom(...EDITS),
  object: fc.nat(5),
  // Often the same, so that edits meet.
  day: fc.oneof(fc.constantFrom(1, 2), fc.integer({ min: 1, max: 8 })),
})
export type Edit = typeof arbitraryEdit extends fc.Arbitrary<infer T> ? T : never

let words = 0

/** Does it, where there is something to do it to. */
export function play(google: Google, { does, object, day }: Edit, calendar: string): void {
  const { person, state } = google
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
  if (event !== undefined) edit(google, event, { does, day, summary, calendar })
}

function edit(
  { person }: Google,
  event: GoogleEvent,
  at: { does: string; day: number; summary: string; calendar: string },
): void {
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

const late = ({ dateTime, timeZone }: typeof DAILY.start) => ({
  ...{ date: null, dateTime: dateTime.replace('T10', 'T15'), timeZone },
})

/** A series that was split or shortened has not all of its days any more. */
function tried(work: () => unknown): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof Error) || !/^(There is no event|Refused with 400)/.test(error.message)) throw error
  }
}
