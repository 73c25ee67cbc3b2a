import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CalendarEvent, When } from '#domain/calendar/event.ts'
import { givenAt } from '#domain/calendar/expand.ts'
import { arbitraryEvent } from '#domain/calendar/ics/arbitrary-event.suite.ts'
import { wallStart, wallText, zoneClock } from '#domain/calendar/moment.ts'
import { CAPABILITIES, unsupported } from '#domain/calendar/sync/capability.ts'
import { isPeople } from '#domain/calendar/sync/decide.ts'
import { eventOf, pathOf, project } from '#domain/calendar/sync/projection.ts'
import type { Projection } from '#domain/calendar/sync/projection.ts'
import { asking, doneIn } from './asking.suite.ts'
import { connect } from './connected.suite.ts'
import type { ConnectedMicrosoft } from './connected.suite.ts'

const { microsoft } = CAPABILITIES

let subject: ConnectedMicrosoft
beforeAll(async () => {
  subject = await connect()
})
afterAll(() => subject.close())

/** An hour that a wall does not show on that day is another one when it is read. */
function isOnWall(when: When | null): boolean {
  if (when?.kind !== 'timed') return true
  const clock = zoneClock(when.zone)
  return clock !== null && wallText(clock.wallOf(clock.instantOf(wallStart(when)))) === when.start
}

/** As an event comes to a connector: with what its calendar can say, and nothing else. */
const possible = arbitraryEvent
  .filter(
    (event) =>
      unsupported(event, microsoft) === null &&
      [event.when, ...event.overrides.map(({ when }) => when)].every(isOnWall),
  )
  .map((event) => eventOf(event.uid, project(event, microsoft)))

/** What Graph can be told: not who is invited, which is told by mail, and no cancelling of what there never was. */
function tellable(event: CalendarEvent): Projection {
  const isThere = (path: string) => {
    const { key, field } = pathOf(path)
    return field !== 'cancelled' || givenAt(event, key) !== null
  }
  return Object.fromEntries(
    Object.entries(project(event, microsoft)).filter(([path]) => !isPeople(path) && isThere(path)),
  )
}

const zoneOf = (event: CalendarEvent): string => (event.when.kind === 'timed' ? event.when.zone : 'Europe/Berlin')

test('an event that Graph can say is, once written, read as it was', async () => {
  let series = 0
  await fc.assert(
    fc.asyncProperty(possible, async (event) => {
      series += event.overrides.length > 0 ? 1 : 0
      const talk = asking(subject, zoneOf(event))
      const { remote_id, echo, etag } = doneIn(await talk.create(event))
      const item = await talk.there(remote_id)
      expect(tellable(echo)).toEqual(tellable(event))
      expect(tellable(item.event)).toEqual(tellable(event))
      expect(item).toMatchObject({ etag, mark: talk.mark('t1') })
    }),
    { numRuns: 40, seed: 11 },
  )
  expect(series).toBeGreaterThan(0)
})

test('an event that becomes another one is read as that one', async () => {
  await fc.assert(
    fc.asyncProperty(possible, possible, async (before, after) => {
      const talk = asking(subject, zoneOf(after))
      const { remote_id } = doneIn(await talk.create(before))
      const { echo } = doneIn(await talk.change(remote_id, after))
      const item = await talk.there(remote_id)
      expect(tellable(echo)).toEqual(tellable(after))
      expect(tellable(item.event)).toEqual(tellable(after))
      expect(item.mark).toEqual(talk.mark('t2'))
      expect(item.unfinished).toBeUndefined()
    }),
    { numRuns: 20, seed: 12 },
  )
})
