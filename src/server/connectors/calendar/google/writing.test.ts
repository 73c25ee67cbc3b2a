import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { blankEvent } from '#domain/calendar/event.ts'
import type { CalendarEvent, When } from '#domain/calendar/event.ts'
import { CAPABILITIES } from '#domain/calendar/sync/capability.ts'
import type { RemoteItem } from '#domain/calendar/sync/link.ts'
import type { ReadQuestion } from '#domain/calendar/sync/port.ts'
import { difference, eventOf, project } from '#domain/calendar/sync/projection.ts'
import type { Write, WriteAnswer } from '#domain/calendar/sync/write.ts'
import { valueOf } from '#connectors/calendar/calendar-port.suite.ts'
import { connect } from './connected.suite.ts'
import type { ConnectedGoogle } from './connected.suite.ts'

const ID = 'abcdef0123456789'
const MARK = { event_id: 'our-event', token: 'first' }
const TEN: When = { kind: 'timed', start: '2026-06-01T10:00:00', zone: 'Europe/Berlin', duration: 'PT30M' }
const TALK: CalendarEvent = { ...blankEvent('ours@example.org', TEN), title: 'Talk', location: 'Köln' }
const DAILY: CalendarEvent = { ...TALK, recurrence: { rrule: 'FREQ=DAILY;COUNT=5', rdates: [], exdates: [] } }
const key = (day: number) => `2026-06-0${day}T08:00:00Z`
const instance = (day: number) => `${ID}_2026060${day}T080000Z`
const override = (day: number, title: string) => ({ recurrence_id: key(day), when: null, details: { title } })

let there: ConnectedGoogle
let calendar: string

beforeEach(async () => {
  there = await connect()
  calendar = there.calendar.remote_id
})
afterEach(() => there.close())

const said = (event: CalendarEvent) => project(event, CAPABILITIES.google)
type Done = WriteAnswer & { kind: 'done' }

function create(event: CalendarEvent) {
  const write = { kind: 'create', event: eventOf(event.uid, said(event)), mark: MARK } as const
  return there.port.write(there.account, { calendar: there.calendar, write, wanted_id: ID, invites: false })
}

interface Was {
  readonly remote_id: string
  readonly etag: string | null
  readonly event: CalendarEvent
}

function update(was: Was, change: Partial<CalendarEvent>, invites = false) {
  const fields = said({ ...was.event, ...change })
  const write: Write = {
    kind: 'update',
    ...{ remote_id: was.remote_id, if_match: was.etag, event: eventOf('ours@example.org', fields) },
    ...{ changes: difference(said(was.event), fields), mark: { ...MARK, token: 'second' } },
  }
  return there.port.write(there.account, { calendar: there.calendar, write, wanted_id: ID, invites })
}

function remove({ remote_id, etag: if_match }: Pick<Was, 'remote_id' | 'etag'>) {
  const write = { kind: 'delete', remote_id, if_match } as const
  return there.port.write(there.account, { calendar: there.calendar, write, wanted_id: ID, invites: false })
}

async function made(event: CalendarEvent): Promise<Was & Done> {
  const answer = valueOf(await create(event))
  if (answer.kind !== 'done') throw new Error(answer.kind)
  there.requests()
  return { ...answer, event: answer.echo }
}

const echoOf = (answer: Awaited<ReturnType<typeof update>>): CalendarEvent => {
  const value = valueOf(answer)
  if (value.kind !== 'done') throw new Error(`${value.kind} ${'reason' in value ? value.reason : ''}`)
  return value.echo
}
const read = async (question: Partial<ReadQuestion> = {}): Promise<RemoteItem | null> =>
  valueOf(
    await there.port.read(there.account, {
      ...{
        calendar: there.calendar,
        remote_id: ID,
        wanted_id: ID,
        event_id: MARK.event_id,
        uid: TALK.uid,
        ...question,
      },
    }),
  )
const stored = (id = ID) => there.google.state.calendar(calendar).events.get(id)?.at(-1)?.event
const bodies = () => there.google.log.entries.filter(({ body }) => body !== '').map(({ body }) => JSON.parse(body))

describe('a new event', () => {
  test('is one request, with our id, our mark and nothing that Google would decide by itself', async () => {
    echoOf(await create(TALK))
    expect(bodies()).toEqual([
      {
        ...{ id: ID, summary: 'Talk', location: 'Köln' },
        start: { date: null, dateTime: '2026-06-01T10:00:00+02:00', timeZone: 'Europe/Berlin' },
        end: { date: null, dateTime: '2026-06-01T10:30:00+02:00', timeZone: 'Europe/Berlin' },
        extendedProperties: { private: { ccId: 'our-event', ccRev: 'first' } },
      },
    ])
    expect(there.google.log.entries[0]?.query.get('sendUpdates')).toBe('none')
    expect(stored()).toMatchObject({ iCalUID: `${ID}@google.com`, reminders: { useDefault: true } })
  })

  test('under an id that is taken is a duplicate, also where the one before was deleted', async () => {
    const was = await made(TALK)
    expect(await create(TALK)).toMatchObject({ is: 'duplicate', status: 409, requests: 1 })
    valueOf(await remove(was))
    expect(await create(TALK)).toMatchObject({ is: 'duplicate' })
    expect(await read({ remote_id: null })).toBeNull()
  })

  test('whose id was taken without a word is found by our mark', async () => {
    there.google.person.createEvent(calendar, {
      id: ID,
      ...{ start: { date: '2026-06-01' }, end: { date: '2026-06-02' } },
    })
    there.google.state.undetectedCollisions = 1
    const was = await made(DAILY)
    expect(was.remote_id).not.toBe(ID)
    expect(await read({ remote_id: null })).toMatchObject({ remote_id: was.remote_id, mark: MARK })
    expect(await read({ remote_id: null, event_id: 'another' })).toMatchObject({ remote_id: ID, mark: null })
  })

  test.each<[string, Partial<CalendarEvent>, string]>([
    ['is cancelled', { status: 'cancelled' }, 'cancelled'],
    [
      'has an instance that its rule does not give',
      { ...DAILY, overrides: [override(9, 'Other')] },
      'no_such_instance',
    ],
  ])('that %s is not sent', async (_, change, reason) => {
    expect(valueOf(await create({ ...TALK, ...change }))).toEqual({ kind: 'rejected', reason })
    expect(there.requests()).toEqual([])
  })

  test('that Google does not accept is told with its reason', async () => {
    const when = { ...TEN, duration: 'PT0S' } as const
    const write = { kind: 'create', event: { ...TALK, when }, mark: MARK } as const
    const answer = await there.port.write(there.account, {
      ...{ calendar: there.calendar, write, wanted_id: ID, invites: false },
    })
    expect(answer).toMatchObject({ is: 'poison', status: 400, code: 'timeRangeEmpty' })
  })

  test('in a calendar that is no longer there is told by that', async () => {
    there.google.person.unshareCalendar('mara@example.org', calendar)
    expect(await create(TALK)).toMatchObject({ is: 'calendar_gone', status: 404 })
  })
})

describe('a changed event', () => {
  test('is one request with what changed, and keeps what we do not know', async () => {
    const { google } = there
    const was = await made(TALK)
    const more = { conferenceData: { id: 'x' }, guestsCanModify: true, extendedProperties: { private: { other: '1' } } }
    google.person.patchEvent(calendar, ID, { ...more, attendees: [{ email: 'a@example.org', comment: 'Yes' }] })
    const now = await read()
    there.requests()
    const answer = await update({ ...was, etag: now?.etag ?? null }, { title: 'Speech', location: null })
    expect(echoOf(answer)).toMatchObject({ title: 'Speech', location: null })
    expect(bodies().at(-1)).toEqual({
      ...{ summary: 'Speech', location: null },
      extendedProperties: { private: { ccId: 'our-event', ccRev: 'second' } },
    })
    expect(answer).toMatchObject({ requests: 1 })
    expect(stored()).toMatchObject({
      ...{
        conferenceData: { id: 'x' },
        guestsCanModify: true,
        attendees: [{ email: 'a@example.org', comment: 'Yes' }],
      },
      extendedProperties: { private: { other: '1', ccId: 'our-event' } },
    })
  })

  test('becomes days, and hours again', async () => {
    const was = await made(TALK)
    const days: When = { kind: 'all_day', date: '2026-06-05', days: 2 }
    const first = valueOf(await update(was, { when: days }))
    if (first.kind !== 'done') throw new Error(first.kind)
    expect(stored()).toMatchObject({ start: { date: '2026-06-05' }, end: { date: '2026-06-07' } })
    expect(first.echo.when).toEqual(days)
    expect(echoOf(await update({ ...first, event: first.echo }, { when: TEN })).when).toEqual(TEN)
  })

  test('keeps the reminders of its calendar until it has other ones', async () => {
    const was = await made(TALK)
    echoOf(await update(was, { title: 'Speech' }))
    expect(stored()).toMatchObject({ reminders: { useDefault: true } })
    const now = await read()
    const next = await update(
      { ...was, etag: now?.etag ?? null },
      { reminders: [{ minutes_before: 5, method: 'email' }] },
    )
    expect(echoOf(next).reminders).toEqual([{ minutes_before: 5, method: 'email' }])
    expect(stored()).toMatchObject({
      reminders: { useDefault: false, overrides: [{ method: 'email', minutes: 5 }] },
    })
  })

  test.each<[Partial<CalendarEvent>, object]>([
    [{ colour: '#dc2127' }, { colorId: '11' }],
    [{ colour: '#fe0000' }, { colorId: '11' }],
    [{ visibility: 'private' }, { visibility: 'private' }],
    [{ status: 'tentative' }, { status: 'tentative' }],
    [{ transparency: 'transparent' }, { transparency: 'transparent' }],
    [{ when: { ...TEN, zone: 'America/New_York' } }, { start: { dateTime: '2026-06-01T10:00:00-04:00' } }],
    [
      { recurrence: { rrule: 'FREQ=DAILY;UNTIL=20260603', rdates: [], exdates: [key(2)] } },
      { recurrence: ['RRULE:FREQ=DAILY;UNTIL=20260603T215959Z', 'EXDATE:20260602T080000Z'] },
    ],
    [
      { attendees: [{ email: 'a@x.org', name: 'A', role: 'optional', answer: 'accepted', kind: 'room' }] },
      {
        attendees: [{ email: 'a@x.org', displayName: 'A', optional: true, resource: true, responseStatus: 'accepted' }],
      },
    ],
  ])('says %j as Google says it', async (change, expected) => {
    const was = await made(TALK)
    expect(said(echoOf(await update(was, change)))).toMatchObject(
      'recurrence' in change ? {} : difference(said(TALK), said({ ...TALK, ...change })),
    )
    expect(bodies().at(-1)).toMatchObject(expected)
  })

  test('may send mail only where that was asked for', async () => {
    const was = await made(TALK)
    await update(was, { title: 'Speech' }, true)
    expect(there.google.log.entries.at(-1)?.query.get('sendUpdates')).toBe('all')
  })

  test.each(['birthday', 'fromGmail', 'workingLocation', 'focusTime', 'outOfOffice'])(
    'of the kind %s is shown and not written',
    async (eventType) => {
      there.google.person.createEvent(calendar, { id: ID, eventType, summary: 'Theirs', ...times(TALK) })
      const item = await read()
      expect(item?.event.title).toBe('Theirs')
      there.requests()
      const was = { remote_id: ID, etag: item?.etag ?? null, event: item?.event ?? TALK }
      expect(await update(was, { title: 'Ours' })).toMatchObject({ is: 'forbidden', requests: 0 })
      expect(await remove(was)).toMatchObject({ is: 'forbidden', requests: 0 })
      expect(there.requests()).toEqual([])
    },
  )

  test('that was deleted there is gone, also where no version is known', async () => {
    const was = await made(TALK)
    there.google.person.deleteEvent(calendar, ID)
    expect(await update({ ...was, etag: null }, { title: 'x' })).toMatchObject({ is: 'gone', code: 'cancelled' })
    expect(await remove({ ...was, etag: null })).toMatchObject({ is: 'gone', status: 410 })
    expect(await read()).toBeNull()
  })

  test('that is cancelled here is not deleted there', async () => {
    const was = await made(TALK)
    expect(valueOf(await update(was, { status: 'cancelled' }))).toEqual({ kind: 'rejected', reason: 'cancelled' })
    expect(stored()?.status).toBe('confirmed')
  })

  test('that somebody else may not change is refused by itself', async () => {
    const was = await made(TALK)
    there.google.fail('non_organizer')
    expect(await update(was, { title: 'x' })).toMatchObject({ is: 'forbidden', code: 'forbiddenForNonOrganizer' })
  })
})

function times({ when }: CalendarEvent) {
  const start = when.kind === 'timed' ? `${when.start}+02:00` : ''
  return { start: { dateTime: start }, end: { dateTime: start.replace('T10:00', 'T10:30') } }
}

describe('a series', () => {
  test('is read whole by its UID in one request, by its id in two', async () => {
    const { person } = there.google
    const { id, iCalUID: uid } = person.createEvent(calendar, {
      ...{ summary: 'Theirs', recurrence: ['RRULE:FREQ=DAILY;COUNT=5'] },
      start: { dateTime: '2026-06-01T10:00:00', timeZone: 'Europe/Berlin' },
      end: { dateTime: '2026-06-01T10:30:00', timeZone: 'Europe/Berlin' },
    })
    person.patchEvent(calendar, `${id}_20260602T080000Z`, { summary: 'Other' })
    const first = await read({ remote_id: id, uid })
    expect(there.requests()).toEqual(['GET events'])
    expect(first?.event.overrides).toEqual([override(2, 'Other')])
    expect(await read({ remote_id: id, uid: '' })).toEqual(first)
    expect(there.requests()).toEqual([`GET events/${id}`, 'GET events'])
    expect(await read({ remote_id: id, uid: 'unknown@example.org' })).toEqual(first)
  })

  test('without instances that differ is changed by one request', async () => {
    const was = await made(DAILY)
    const answer = await update(was, { title: 'Daily' })
    expect(echoOf(answer)).toMatchObject({ title: 'Daily', recurrence: DAILY.recurrence })
    expect(there.requests()).toEqual([`PATCH events/${ID}`])
  })

  test('is made with the instances that differ, and marked as written when all are', async () => {
    const event = { ...DAILY, overrides: [override(2, 'Two'), override(3, 'Three')] }
    expect(said(echoOf(await create(event)))).toEqual(said(event))
    const patches = bodies().map(({ extendedProperties }) => extendedProperties?.private)
    expect(patches).toEqual([...[{ ccId: 'our-event' }, undefined, undefined], { ccId: 'our-event', ccRev: 'first' }])
    expect((await read())?.mark).toEqual(MARK)
  })

  test('that was made in part is not taken for written', async () => {
    there.google.fail('unavailable', { method: 'PATCH', skip: 1 })
    const failed = await create({ ...DAILY, overrides: [override(2, 'Two'), override(3, 'Three')] })
    expect(failed).toMatchObject({ is: 'transient', status: 503 })
    expect(await read({ remote_id: null })).toMatchObject({ mark: { event_id: 'our-event', token: '' } })
  })

  test.each<[string, Partial<CalendarEvent>, Partial<CalendarEvent>]>([
    ['changes one instance', {}, { overrides: [override(2, 'Two')] }],
    ['cancels one instance', {}, { recurrence: { rrule: 'FREQ=DAILY;COUNT=5', rdates: [], exdates: [key(2)] } }],
    [
      'moves one instance',
      { overrides: [override(2, 'Two')] },
      {
        overrides: [
          { ...override(2, 'Two'), when: { ...TEN, start: '2026-06-02T18:00:00' } },
          { ...override(3, 'Three'), when: { kind: 'all_day', date: '2026-06-03', days: 1 } },
        ],
      },
    ],
    ['lets a changed instance follow it again', { overrides: [override(2, 'Two')] }, { overrides: [] }],
    [
      'cancels a changed instance',
      { overrides: [override(2, 'Two')] },
      { overrides: [], recurrence: { rrule: 'FREQ=DAILY;COUNT=5', rdates: [], exdates: [key(2)] } },
    ],
    [
      'brings back a cancelled instance',
      { recurrence: { rrule: 'FREQ=DAILY;COUNT=5', rdates: [], exdates: [key(2)] } },
      { recurrence: DAILY.recurrence },
    ],
    [
      'brings back a cancelled instance with other words',
      { recurrence: { rrule: 'FREQ=DAILY;COUNT=5', rdates: [], exdates: [key(2)] } },
      { recurrence: DAILY.recurrence, overrides: [override(2, 'Back')] },
    ],
    ['is renamed, and what it overrides stays', { overrides: [override(2, 'Two')] }, { title: 'Daily' }],
    [
      'is renamed, and a moved instance with it',
      { overrides: [{ ...override(2, ''), when: { ...TEN, start: '2026-06-02T18:00:00' }, details: {} }] },
      { title: 'Daily' },
    ],
    [
      'is moved as a whole, and begins anew',
      { overrides: [override(2, 'Two')] },
      { when: { ...TEN, start: '2026-06-01T11:00:00' }, overrides: [] },
    ],
    [
      'is moved as a whole, with its instances',
      { overrides: [override(2, 'Two')], recurrence: { rrule: 'FREQ=DAILY;COUNT=5', rdates: [], exdates: [key(4)] } },
      {
        when: { ...TEN, start: '2026-06-01T11:00:00' },
        overrides: [{ ...override(2, 'Two'), recurrence_id: '2026-06-02T09:00:00Z' }],
        recurrence: { rrule: 'FREQ=DAILY;COUNT=5', rdates: [], exdates: ['2026-06-04T09:00:00Z'] },
      },
    ],
    [
      'repeats otherwise',
      { overrides: [override(2, 'Two'), override(3, 'Three')] },
      {
        overrides: [override(3, 'Three')],
        recurrence: { rrule: 'FREQ=DAILY;INTERVAL=2;COUNT=5', rdates: ['2026-06-20T08:00:00Z'], exdates: [] },
      },
    ],
    ['repeats no more', { overrides: [override(2, 'Two')] }, { overrides: [], recurrence: null }],
  ])('%s', async (_, before, change) => {
    const was = await made({ ...DAILY, ...before })
    const wanted = said({ ...was.event, ...change })
    const answer = await update(was, change)
    expect(answer.requests).toBe(there.requests().length)
    expect(said(echoOf(answer))).toEqual(wanted)
    const now = await read()
    expect(now === null ? null : said(now.event)).toEqual(wanted)
    expect(now).toMatchObject({ mark: { token: 'second' } })
    expect(valueOf(answer)).toMatchObject({ etag: now?.etag, updated: now?.updated })
  })

  test('looks for an instance once, and never makes up its id', async () => {
    const was = await made(DAILY)
    const first = await update(was, { overrides: [override(2, 'Two')] })
    const [byId, byUid] = [`GET events/${ID}`, 'GET events']
    const [change, mark] = [`PATCH events/${instance(2)}`, `PATCH events/${ID}`]
    expect(there.requests()).toEqual([byId, byUid, `GET events/${ID}/instances`, change, mark])
    const etag = (await read())?.etag ?? null
    there.requests()
    await update({ ...was, etag, event: echoOf(first) }, { overrides: [override(2, 'Again')] })
    expect(there.requests()).toEqual([byId, byUid, change, mark])
  })

  test('brings back and cancels the same instance, over and over', async () => {
    let was: Was = await made(DAILY)
    for (const exdates of [[key(2)], [], [key(2), key(3)], [key(3)]]) {
      const answer = await update(was, { recurrence: { rrule: 'FREQ=DAILY;COUNT=5', rdates: [], exdates } })
      expect(echoOf(answer).recurrence?.exdates).toEqual(exdates)
      was = { remote_id: ID, etag: (await read())?.etag ?? null, event: echoOf(answer) }
    }
  })

  test.each([
    ['changed', (id: string) => ({ summary: id })],
    ['cancelled', () => ({ status: 'cancelled' })],
  ])('of which somebody else %s an instance meanwhile is read before it is written or deleted', async (_, fields) => {
    const was = await made({ ...DAILY, overrides: [override(2, 'Two')] })
    there.google.person.patchEvent(calendar, instance(2), fields('Theirs'))
    const before = stored(instance(2))
    expect(await update(was, { title: 'Daily', overrides: [] })).toMatchObject({ is: 'race' })
    expect(await remove(was)).toMatchObject({ is: 'race' })
    expect([stored(instance(2)), stored()?.status]).toEqual([before, 'confirmed'])
  })

  test('that says more than we can say keeps its rules, and its words may change', async () => {
    const { person } = there.google
    const two = ['RRULE:FREQ=DAILY;COUNT=5', 'RRULE:FREQ=MONTHLY;COUNT=2']
    const start = { dateTime: '2026-06-01T10:00:00', timeZone: 'Europe/Berlin' }
    const end = { dateTime: '2026-06-01T10:30:00', timeZone: 'Europe/Berlin' }
    person.createEvent(calendar, { id: ID, summary: 'Theirs', recurrence: two, start, end })
    const item = await read()
    const was = { remote_id: ID, etag: item?.etag ?? null, event: item?.event ?? DAILY }
    const later = await update(was, { when: { ...TEN, start: '2026-06-01T12:00:00' } })
    expect(valueOf(later)).toEqual({ kind: 'rejected', reason: 'unsupported_series' })
    expect(echoOf(await update(was, { title: 'Ours' })).title).toBe('Ours')
    expect(stored()?.recurrence).toEqual(two)
  })
})
