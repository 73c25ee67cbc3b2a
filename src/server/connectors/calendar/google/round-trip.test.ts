import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { givenAt } from '#domain/calendar/expand.ts'
import type { CalendarEvent, When } from '#domain/calendar/event.ts'
import { arbitraryEvent } from '#domain/calendar/ics/arbitrary-event.suite.ts'
import { CAPABILITIES, unsupported } from '#domain/calendar/sync/capability.ts'
import { difference, eventOf, project } from '#domain/calendar/sync/projection.ts'
import { valueOf } from '#connectors/calendar/calendar-port.suite.ts'
import { connect } from './connected.suite.ts'
import type { ConnectedGoogle } from './connected.suite.ts'

const google = CAPABILITIES.google
const said = (event: CalendarEvent) => project(event, google)

/**
 * What can be said there. Who organises is Google's to say, it holds no instance that a series does not give, and the hour
 * that no clock shows is another one there.
 */
const sayable = arbitraryEvent
  .map((event) => ({
    ...event,
    organizer: null,
    overrides: event.overrides.filter(({ recurrence_id }) => givenAt(event, recurrence_id) !== null),
  }))
  .filter((event) => unsupported(event, google) === null)
  .filter((event) => [event.when, ...event.overrides.flatMap(({ when }) => when ?? [])].every(isOnClock))

function isOnClock(when: When): boolean {
  if (when.kind !== 'timed') return true
  const wall = Temporal.PlainDateTime.from(when.start)
  return wall.toZonedDateTime(when.zone).toPlainDateTime().equals(wall)
}

let there: ConnectedGoogle
let made = 0

beforeAll(async () => {
  there = await connect()
})
afterAll(() => there.close())

const ask = (remote_id: string, uid = '') =>
  there.port.read(there.account, { calendar: there.calendar, remote_id, wanted_id: '', event_id: '', uid })

async function create(event: CalendarEvent) {
  made += 1
  const wanted_id = `event${made}`.replaceAll(/[w-z]/g, '0')
  const write = { kind: 'create', event: eventOf(event.uid, said(event)), mark: { event_id: 'e', token: 't' } } as const
  const answer = await there.port.write(there.account, { calendar: there.calendar, write, wanted_id, invites: false })
  const value = valueOf(answer)
  if (value.kind !== 'done') throw new Error(JSON.stringify(value))
  return value
}

/** Without who organises, which Google says as soon as others take part. */
const compared = (event: CalendarEvent) => said({ ...event, organizer: null })

test('an event is read as it was written', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(sayable, async (event) => {
      const { remote_id, echo, etag, updated } = await create(event)
      const item = valueOf(await ask(remote_id))
      expect(compared(echo)).toEqual(said(event))
      expect(item).toMatchObject({ etag, updated })
      expect(item === null ? null : said(item.event)).toEqual(said(echo))
    }),
    { numRuns: 40 },
  )
})

test('an event that becomes another one is read as that', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(sayable, sayable, async (before, after) => {
      const { remote_id, echo, etag: if_match } = await create(before)
      const fields = { ...said(after), organizer: said(echo)['organizer'] }
      const write = {
        kind: 'update',
        ...{ remote_id, if_match, event: eventOf(after.uid, fields), changes: difference(said(echo), fields) },
        mark: { event_id: 'e', token: 'u' },
      } as const
      const question = { calendar: there.calendar, write, wanted_id: '', invites: false }
      const value = valueOf(await there.port.write(there.account, question))
      if (value.kind !== 'done') throw new Error(JSON.stringify(value))
      const item = valueOf(await ask(remote_id))
      expect(item).toMatchObject({ etag: value.etag, mark: { token: 'u' } })
      expect(item === null ? null : said(item.event)).toEqual(said(value.echo))
      expect(compared(value.echo)).toEqual(said(after))
    }),
    { numRuns: 40 },
  )
})
