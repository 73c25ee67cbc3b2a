import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CalendarEvent } from '#domain/calendar/event.ts'
import { CAPABILITIES } from '#domain/calendar/sync/capability.ts'
import { project } from '#domain/calendar/sync/projection.ts'
import { aSeries, anEvent, asking, doneIn, keyOn, tenOn } from './asking.suite.ts'
import { connect } from './connected.suite.ts'
import type { ConnectedMicrosoft } from './connected.suite.ts'

let subject: ConnectedMicrosoft
let talk: ReturnType<typeof asking>
beforeEach(async () => {
  subject = await connect()
  talk = asking(subject)
})
afterEach(() => subject.close())

const { microsoft } = CAPABILITIES
const said = (event: CalendarEvent) => project(event, microsoft)
const requests = (): string[] => subject.fake.log.entries.map(({ method, path }) => `${method} ${lastOf(path)}`)
const lastOf = (path: string): string => /(instances|events)$/.exec(path)?.[1] ?? 'event'
const bodies = () =>
  subject.fake.log.entries.flatMap(({ body }): Record<string, unknown>[] => (body === '' ? [] : [JSON.parse(body)]))
const moved = (day: number, to: number) => ({ recurrence_id: keyOn(day), when: tenOn(to), details: {} })

describe('a single event', () => {
  test('is one request, made or changed, and a change says nothing but what changed', async () => {
    const { remote_id } = doneIn(await talk.create(anEvent({ description: 'Bring a pen' })))
    expect(requests()).toEqual(['POST events'])
    const { echo } = doneIn(await talk.change(remote_id, anEvent({ title: 'Call', description: 'Bring a pen' })))
    expect(requests()).toEqual(['PATCH event'])
    expect(bodies().map((body) => Object.keys(body).sort())).toEqual([['singleValueExtendedProperties', 'subject']])
    expect(echo).toMatchObject({ title: 'Call', description: 'Bring a pen' })
    doneIn(await talk.change(remote_id, anEvent({ title: 'Call', description: 'Bring a pen', when: tenOn(4) })))
    expect(bodies().at(-1)).toMatchObject({
      start: { dateTime: '2026-06-04T10:00:00', timeZone: 'W. Europe Standard Time' },
    })
  })

  test('has no reminder where none was wished for', async () => {
    const { remote_id } = doneIn(await talk.create(anEvent()))
    expect(bodies()[0]).toMatchObject({ isReminderOn: false })
    expect((await talk.there(remote_id)).event.reminders).toEqual([])
  })

  test('keeps what we do not know of', async () => {
    const fields = { importance: 'high', start: undefined, end: undefined }
    const id = subject.fake.person().createEvent(
      {
        ...fields,
        ...{ start: { dateTime: '2026-06-03T10:00:00', timeZone: 'UTC' } },
        ...{ end: { dateTime: '2026-06-03T11:00:00', timeZone: 'UTC' } },
      },
      subject.calendar.remote_id,
    )
    const { event } = await talk.there(id)
    doneIn(await talk.change(id, { ...event, title: 'Call' }))
    const item = [...subject.fake.person().mailbox.items.values()].at(-1)
    expect(item?.said).toMatchObject({ importance: 'high', subject: 'Call', showAs: 'busy' })
  })

  test.each([201, 400, 409] as const)('is not made twice, however that is answered (%i)', async (trait) => {
    subject.fake.traits.repeated_transaction = trait
    const { remote_id } = doneIn(await talk.create(anEvent()))
    const again = await talk.create(anEvent())
    if (trait === 201) expect(doneIn(again)).toMatchObject({ remote_id })
    else expect(again).toMatchObject({ is: 'duplicate', code: 'ErrorDuplicateTransactionId', status: trait })
    expect(await talk.read(null)).toMatchObject({ remote_id, mark: talk.mark('t1') })
  })

  test('invites nobody unless that was asked for', async () => {
    const guest = {
      email: 'a@example.com',
      name: 'Ann',
      role: 'optional',
      answer: 'needs_action',
      kind: 'person',
    } as const
    const { mails } = subject.fake.person().mailbox
    const quiet = doneIn(await talk.create(anEvent({ attendees: [guest] })))
    doneIn(await talk.change(quiet.remote_id, anEvent({ attendees: [guest], title: 'Call' })))
    expect(mails).toEqual([])
    doneIn(await talk.change(quiet.remote_id, anEvent({ attendees: [guest] }), { invites: true }))
    expect((await talk.there(quiet.remote_id)).event).toMatchObject({ attendees: [guest] })
    expect(mails).toHaveLength(1)
  })

  test('that ends in an hour that comes twice ends in the one that is meant', async () => {
    const when = { kind: 'timed', start: '2026-10-25T01:30:00', zone: 'Europe/Berlin', duration: 'PT2H' } as const
    const { remote_id } = doneIn(await talk.create(anEvent({ when })))
    expect((await talk.there(remote_id)).event.when).toEqual(when)
  })
})

describe('a series', () => {
  test('whose words change is one request, and one to read what became of it', async () => {
    const { remote_id } = doneIn(await talk.create(aSeries()))
    const { echo } = doneIn(await talk.change(remote_id, aSeries({ location: 'Room 1' })))
    expect(requests()).toEqual(['PATCH event', 'GET event'])
    expect(said(echo)).toEqual(said(aSeries({ location: 'Room 1' })))
  })

  test.each<[string, Partial<CalendarEvent>]>([
    ['gets another length', { when: tenOn(3, 'PT30M') }],
    ['gets another rule', { recurrence: { rrule: 'FREQ=DAILY;COUNT=9', rdates: [], exdates: [keyOn(5)] } }],
    ['gets a cancelled instance back', { recurrence: { rrule: 'FREQ=DAILY;COUNT=5', rdates: [], exdates: [] } }],
    ['follows itself again on a date', { overrides: [] }],
    ['becomes a single event', { recurrence: null, overrides: [] }],
    [
      'changes on a date',
      { overrides: [{ recurrence_id: keyOn(6), when: tenOn(6, 'PT3H'), details: { title: 'Long' } }] },
    ],
    [
      'is cancelled on a date that was another',
      { overrides: [], recurrence: { rrule: 'FREQ=DAILY;COUNT=5', rdates: [], exdates: [keyOn(4), keyOn(5)] } },
    ],
    [
      'moves each to the day of the next',
      {
        recurrence: { rrule: 'FREQ=DAILY;COUNT=5', rdates: [], exdates: [] },
        overrides: [moved(5, 6), moved(6, 7), moved(7, 8)],
      },
    ],
    [
      'moves each to the day before',
      {
        recurrence: { rrule: 'FREQ=DAILY;COUNT=5', rdates: [], exdates: [keyOn(3)] },
        overrides: [moved(4, 3), moved(5, 4), moved(6, 5)],
      },
    ],
  ])('that %s keeps all else', async (_, change) => {
    const { remote_id } = doneIn(await talk.create(aSeries()))
    const { echo } = doneIn(await talk.change(remote_id, aSeries(change)))
    expect(said(echo)).toEqual(said(aSeries(change)))
    const item = await talk.there(remote_id)
    expect(said(item.event)).toEqual(said(aSeries(change)))
    expect(item).toMatchObject({ mark: talk.mark('t2') })
    expect(item).not.toHaveProperty('unfinished')
  })

  test('keeps the hour of its own zone through a change of the clocks', async () => {
    const event = aSeries({ when: { ...tenOn(3), start: '2026-10-24T10:00:00' }, overrides: [] })
    const recurrence = { rrule: 'FREQ=DAILY;COUNT=3', rdates: [], exdates: [] }
    const { remote_id } = doneIn(await talk.create({ ...event, recurrence }))
    doneIn(
      await talk.change(remote_id, {
        ...event,
        recurrence,
        when: { ...event.when, duration: 'PT30M' } as typeof event.when,
      }),
    )
    const [item] = [...subject.fake.person().mailbox.items.values()]
    expect(item?.said.times.startZone.name).toBe('W. Europe Standard Time')
    expect(bodies()[0]).toMatchObject({ recurrence: { range: { recurrenceTimeZone: 'W. Europe Standard Time' } } })
  })

  test('that was written in part says so, and the next write brings the rest', async () => {
    subject.fake.fail('unavailable', { path: 'instances$' })
    expect(await talk.create(aSeries())).toMatchObject({ kind: 'failed', is: 'transient', retry_after_ms: 30_000 })
    const half = await talk.read(null)
    expect(half).toMatchObject({ mark: talk.mark('t1'), unfinished: true, event: { overrides: [] } })
    doneIn(await talk.change(half?.remote_id ?? '', aSeries()))
    const whole = await talk.there(half?.remote_id ?? '')
    expect(said(whole.event)).toEqual(said(aSeries()))
    expect(whole).not.toHaveProperty('unfinished')
  })

  test('that someone changed meanwhile is not overwritten, also by a change of one date', async () => {
    const was = doneIn(await talk.create(aSeries()))
    subject.fake.person().patchEvent(was.remote_id, { subject: 'Theirs' })
    const event = aSeries({ overrides: [] })
    const update = {
      kind: 'update',
      remote_id: was.remote_id,
      if_match: was.etag,
      event,
      mark: talk.mark('t2'),
    } as const
    for (const changes of [{ location: 'x' }, { [`@${keyOn(4)}/title`]: undefined }, { when: tenOn(4) }])
      expect(await talk.send({ ...update, changes })).toMatchObject({ is: 'race', status: 412 })
    expect((await talk.there(was.remote_id)).event).toMatchObject({ title: 'Theirs', overrides: [{}] })
  })

  test('is changed on single dates only where these are as they were seen', async () => {
    const { remote_id } = doneIn(await talk.create(aSeries()))
    const ofDates = subject.fake.log.entries.filter(
      ({ method, path }) => /PATCH|DELETE/.test(method) && !path.endsWith(encodeURIComponent(remote_id)),
    )
    expect(ofDates.map(({ method }) => method).sort()).toEqual(['DELETE', 'PATCH'])
    for (const { headers } of ofDates) expect(headers['if-match']).toMatch(/^W\/"/)
    subject.fake.refuse(412, 'ErrorIrresolvableConflict', { method: 'DELETE' })
    const cancelled = { rrule: 'FREQ=DAILY;COUNT=5', rdates: [], exdates: [keyOn(5), keyOn(6)] }
    expect(await talk.change(remote_id, aSeries({ recurrence: cancelled }))).toMatchObject({ is: 'race', status: 412 })
  })

  test('that is sent a second time after an answer was lost ends as it should', async () => {
    subject.fake.fail('reset_after', { method: 'DELETE' })
    expect(await talk.create(aSeries())).toMatchObject({ is: 'unknown_outcome' })
    const half = await talk.read(null)
    const { echo } = doneIn(await talk.change(half?.remote_id ?? '', aSeries()))
    expect(said(echo)).toEqual(said(aSeries()))
  })
})

describe('a zone of no name', () => {
  test('lets a series have other words, and refuses other times with the reason', async () => {
    const { remote_id } = doneIn(await talk.create(aSeries({ overrides: [] })))
    subject.fake.person().forgetZone(remote_id)
    const { event } = await talk.there(remote_id)
    expect(event).toMatchObject({ tz_uncertain: true, when: tenOn(3) })
    expect(doneIn(await talk.change(remote_id, { ...event, title: 'Call' })).echo.title).toBe('Call')
    const refused = { kind: 'ok', value: { kind: 'rejected', reason: 'unknown_zone' } }
    const next = { ...event, title: 'Call' }
    expect(await talk.change(remote_id, { ...next, when: tenOn(4) })).toMatchObject(refused)
    const overrides = [{ recurrence_id: keyOn(4), when: null, details: { title: 'x' } }]
    expect(await talk.change(remote_id, { ...next, overrides })).toMatchObject(refused)
  })

  test('does not keep a single event from being moved', async () => {
    const { remote_id } = doneIn(await talk.create(anEvent()))
    subject.fake.person().forgetZone(remote_id)
    doneIn(await talk.change(remote_id, anEvent({ when: tenOn(4) })))
    expect((await talk.there(remote_id)).event).toMatchObject({ tz_uncertain: false, when: tenOn(4) })
  })
})

describe('what is refused', () => {
  test.each<[string, Partial<CalendarEvent>, string]>([
    ['no zone', { when: { kind: 'floating', start: '2026-06-03T10:00:00', duration: 'PT1H' } }, 'floating_time'],
    ['every hour', { recurrence: { rrule: 'FREQ=HOURLY', rdates: [], exdates: [] } }, 'recurrence_rule'],
    [
      'a start beside its rule',
      { recurrence: { rrule: 'FREQ=WEEKLY;BYDAY=FR', rdates: [], exdates: [] } },
      'first_instance',
    ],
  ])('because of %s never reaches Graph', async (_, change, reason) => {
    expect(await talk.create(anEvent(change))).toMatchObject({ kind: 'ok', value: { kind: 'rejected', reason } })
    expect(requests()).toEqual([])
  })

  test.each([
    [400, 'ErrorOccurrenceCrossingBoundary', 'poison'],
    [400, 'ErrorPropertyValidationFailure', 'poison'],
    [400, 'ErrorIrresolvableConflict', 'race'],
    [412, 'ErrorIrresolvableConflict', 'race'],
    [403, 'ErrorAccessDenied', 'forbidden'],
    [401, 'InvalidAuthenticationToken', 'token'],
    [429, 'TooManyRequests', 'throttle'],
    [404, 'ErrorItemNotFound', 'gone'],
  ])('by %i %s is %s', async (status, code, is) => {
    const { remote_id } = doneIn(await talk.create(anEvent()))
    subject.fake.refuse(status, code, { method: 'PATCH' })
    expect(await talk.change(remote_id, anEvent({ title: 'Call' }))).toMatchObject({ kind: 'failed', is, status, code })
  })

  test('since its calendar is gone says so', async () => {
    subject.fake.person().deleteCalendar(subject.calendar.remote_id)
    expect(await talk.create(anEvent())).toMatchObject({ kind: 'failed', is: 'calendar_gone' })
  })

  test('since the calendar is another’s is told, and the calendar is listed as one to read', async () => {
    const { id } = subject.fake.person().createCalendar('Theirs', { canEdit: false })
    const calendar = { ...subject.calendar, remote_id: id }
    const write = { kind: 'create', event: anEvent(), mark: talk.mark('t1') } as const
    const question = { calendar, write, wanted_id: 'w', invites: false }
    expect(await subject.port.write(subject.account, question)).toMatchObject({ is: 'forbidden' })
    expect(await subject.port.calendars(subject.account)).toMatchObject({
      value: [
        { name: 'Calendar', role: 'owner', is_primary: true, time_zone: 'Europe/Berlin', colour: null },
        { name: 'Interviews', role: 'owner', is_primary: false, colour: '#0078d4' },
        { name: 'Theirs', role: 'reader' },
      ],
    })
  })

  test('is not the list of calendars where nobody may ask for the zone', async () => {
    const access = { kind: 'bearer', token: subject.fake.token(['Calendars.ReadWrite']) } as const
    const answer = await subject.port.calendars({ connection_id: 'c', access })
    expect(answer).toMatchObject({ kind: 'ok', value: [{ time_zone: null }, { time_zone: null }] })
  })
})
