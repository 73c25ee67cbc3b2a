import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { valueOf } from '#connectors/calendar/calendar-port.suite.ts'
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

const berlin = (day: number, hour = 10) => ({
  start: { dateTime: `2026-06-0${day}T${hour}:00:00`, timeZone: 'Europe/Berlin' },
  end: { dateTime: `2026-06-0${day}T${hour + 1}:00:00`, timeZone: 'Europe/Berlin' },
})
const daily = (from: number, times: number) => ({
  ...berlin(from),
  recurrence: {
    pattern: { type: 'daily', interval: 1 },
    range: { type: 'numbered', startDate: `2026-06-0${from}`, numberOfOccurrences: times },
  },
})
const inCalendar = (fields: object) => subject.fake.person().createEvent(fields, subject.calendar.remote_id)
const answered = (value: unknown, more: object = {}) => ({
  kind: 'answer' as const,
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ value, '@odata.deltaLink': 'https://graph.microsoft.com/v1.0/next', ...more }),
})

test('every request says which ids, times and texts are wanted', async () => {
  const { remote_id } = doneIn(await talk.create(aSeries()))
  await talk.change(remote_id, anEvent({ when: tenOn(9) }))
  await talk.listAll()
  await talk.read(null)
  valueOf(await subject.port.calendars(subject.account))
  const asked = subject.fake.log.entries
  expect(asked.length).toBeGreaterThan(6)
  for (const { headers } of asked) {
    expect(headers['prefer']).toContain('IdType="ImmutableId"')
    expect(headers['prefer']).toContain('outlook.timezone="UTC"')
    expect(headers['prefer']).toContain('outlook.body-content-type="text"')
  }
})

describe('a listing', () => {
  test('in which nothing changed is one request, and ends where the next one begins', async () => {
    inCalendar(berlin(3))
    const first = await talk.listAll()
    subject.fake.log.clear()
    const second = valueOf(await talk.list({ cursor: first.cursor }))
    expect(second).toMatchObject({ rows: [], next: null, cursor: expect.stringMatching(/^https:\/\/graph\./) })
    expect(subject.fake.log.entries).toHaveLength(1)
  })

  test('tells single events as they are, and may not know that one is ours', async () => {
    const theirs = inCalendar({ subject: 'Lunch', ...berlin(3) })
    const { remote_id: ours } = doneIn(await talk.create(anEvent()))
    const { rows } = await talk.listAll()
    expect(rows).toMatchObject([
      { kind: 'item', remote_id: theirs, event: { title: 'Lunch', when: tenOn(3) }, mark: null },
      { kind: 'item', remote_id: ours, mark: null, mark_untold: true },
    ])
    expect(rows[0]).not.toHaveProperty('mark_untold')
  })

  test.each(['first_times', 'none'] as const)('names a series once, whatever of it is told (%s)', async (trait) => {
    subject.fake.traits.earlier_master = trait
    const id = inCalendar(daily(2, 9))
    const window = { from: '2026-06-05T00:00:00Z', to: '2026-08-01T00:00:00Z' }
    const first = valueOf(await talk.list({ window }))
    expect(first.rows).toEqual([{ kind: 'dirty', remote_id: id }])
    const person = subject.fake.person()
    for (const tell of [
      () => person.deleteOccurrence(id, '2026-06-07'),
      () => person.patchOccurrence(id, '2026-06-08', { subject: 'Other' }),
      () => person.patchEvent(id, { subject: 'All' }),
    ]) {
      const { cursor } = valueOf(await talk.list({ cursor: first.cursor }))
      tell()
      expect(valueOf(await talk.list({ cursor })).rows).toEqual([{ kind: 'dirty', remote_id: id }])
    }
  })

  test('does not know whether what left its window is gone', async () => {
    const [leaves, goes] = [inCalendar(berlin(3)), inCalendar(daily(3, 2))]
    const { cursor } = await talk.listAll()
    subject.fake.person().patchEvent(leaves, {
      start: { dateTime: '2027-06-03T10:00:00', timeZone: 'Europe/Berlin' },
      end: { dateTime: '2027-06-03T11:00:00', timeZone: 'Europe/Berlin' },
    })
    subject.fake.person().deleteEvent(goes)
    expect((await talk.listAll(cursor)).rows).toEqual([
      { kind: 'gone', remote_id: leaves, certain: false },
      { kind: 'gone', remote_id: goes, certain: false },
    ])
    expect(await talk.read(leaves)).not.toBeNull()
    expect(await talk.read(goes)).toBeNull()
  })

  test('leaves out what cannot be read, and nothing beside it', async () => {
    const id = inCalendar(berlin(3))
    const row = { id, type: 'singleInstance', isAllDay: false, ...berlin(3) }
    const odd = { id: 'odd', type: 'singleInstance', start: { dateTime: 'never', timeZone: 'UTC' }, end: null }
    subject.faults.add(answered([odd, row, { id: 'sparse' }]))
    expect(valueOf(await talk.list()).rows).toMatchObject([
      { kind: 'unreadable', remote_id: 'odd' },
      { kind: 'item', remote_id: id },
      { kind: 'dirty', remote_id: 'sparse' },
    ])
  })

  test.each([
    ['a cursor', 'https://graph.microsoft.com.evil.example/v1.0/me?$deltatoken=1'],
    ['a page', 'http://graph.microsoft.com/v1.0/me'],
  ])('follows %s only to Graph', async (what, link) => {
    const question = what === 'a page' ? { page: link } : { cursor: link }
    expect(await talk.list(question)).toMatchObject({ kind: 'failed', is: 'config', code: 'other_host' })
    expect(subject.fake.log.entries).toHaveLength(0)
  })

  test.each([
    ['that leads elsewhere', answered([], { '@odata.deltaLink': 'https://evil.example/' }), 'config', 'other_host'],
    ['that is missing', answered([], { '@odata.deltaLink': undefined }), 'protocol', 'missing_cursor'],
    ['beside rows without a name', answered([{ subject: 'x' }]), 'protocol', 'bad_json'],
    ['in the place of which is something else', answered('?'), 'protocol', 'bad_json'],
  ])('does not take a link %s', async (_, fault, is, code) => {
    subject.faults.add(fault)
    expect(await talk.list()).toMatchObject({ kind: 'failed', is, code })
  })

  test.each([
    [410, 'SyncStateNotFound', 'cursor_dead'],
    [400, 'syncstatenotfound', 'cursor_dead'],
    [410, 'resyncRequired', 'cursor_dead'],
    [404, 'ErrorItemNotFound', 'calendar_gone'],
    [403, 'ErrorAccessDenied', 'forbidden'],
    [429, 'ApplicationThrottled', 'throttle'],
    [504, 'UnknownError', 'transient'],
  ])('%i %s is %s', async (status, code, is) => {
    const { cursor } = await talk.listAll()
    subject.fake.refuse(status, code)
    expect(await talk.list({ cursor })).toMatchObject({ kind: 'failed', is, status, code })
  })

  test('finds a dead cursor also where the code is told within', async () => {
    const body = JSON.stringify({ error: { code: 'BadRequest', innerError: { code: 'resyncRequired' } } })
    subject.faults.add({ kind: 'answer', status: 400, headers: {}, body })
    expect(await talk.list()).toMatchObject({ is: 'cursor_dead' })
  })
})

describe('a reading', () => {
  test('finds nothing in a calendar from which it was moved, and the same in the other one', async () => {
    const id = inCalendar(berlin(3))
    const { id: other } = subject.fake.person().createCalendar('Other')
    subject.fake.person().moveEvent(id, other)
    expect(await talk.read(id)).toBeNull()
    const calendar = { ...subject.calendar, remote_id: other }
    const question = { calendar, remote_id: id, wanted_id: '', event_id: '', uid: '' }
    expect(valueOf(await subject.port.read(subject.account, question))).toMatchObject({ remote_id: id })
  })

  test('of a series has all that differs on single dates, in one request', async () => {
    const id = inCalendar(daily(2, 9))
    subject.fake.person().deleteOccurrence(id, '2026-06-05')
    subject.fake.person().patchOccurrence(id, '2026-06-04', { subject: 'Other', ...berlin(4, 12) })
    const { event } = await talk.there(id)
    expect(event).toMatchObject({
      when: tenOn(2),
      recurrence: { rrule: 'FREQ=DAILY;COUNT=9', exdates: [keyOn(5)] },
      overrides: [{ recurrence_id: keyOn(4), details: { title: 'Other' } }],
    })
    expect(event.overrides[0]?.when).toMatchObject({ start: '2026-06-04T12:00:00' })
    expect(subject.fake.log.entries).toHaveLength(1)
  })

  test('asks a single event for less where it has no parts of a series, and a series for nothing less', async () => {
    const [single, series] = [inCalendar({ subject: 'Lunch', ...berlin(3) }), inCalendar(daily(2, 3))]
    const refuse = () => subject.fake.refuse(400, 'ErrorInvalidUrlQuery', { method: 'GET' })
    refuse()
    expect((await talk.there(single)).event).toMatchObject({ title: 'Lunch', recurrence: null })
    refuse()
    await expect(talk.read(series)).rejects.toThrow('ErrorInvalidUrlQuery')
  })

  test.each([
    ['Pacific Standard Time', 'Europe/Berlin', 'America/Los_Angeles'],
    ['W. Europe Standard Time', 'Europe/Vienna', 'Europe/Vienna'],
    ['W. Europe Standard Time', 'Asia/Tokyo', 'Europe/Berlin'],
    ['Europe/Vienna', 'Asia/Tokyo', 'Europe/Berlin'],
    ['Nepal Standard Time', 'Asia/Kathmandu', 'Asia/Kathmandu'],
  ])('in %s, looked at from %s, is in %s', async (timeZone, viewer, zone) => {
    const at = (hour: number) => ({ dateTime: `2026-06-03T${hour}:00:00`, timeZone })
    const id = inCalendar({ start: at(10), end: at(12) })
    const { event } = await asking(subject, viewer).there(id)
    expect(event.when).toEqual({ kind: 'timed', start: '2026-06-03T10:00:00', zone, duration: 'PT2H' })
  })

  test.each<[object, object]>([
    [{ showAs: 'free' }, { transparency: 'transparent' }],
    [{ showAs: 'workingElsewhere' }, { transparency: 'transparent' }],
    [{ showAs: 'tentative' }, { transparency: 'opaque' }],
    [{ showAs: 'oof' }, { transparency: 'opaque' }],
    [{ sensitivity: 'normal' }, { visibility: 'public' }],
    [{ sensitivity: 'personal' }, { visibility: 'private' }],
    [{ sensitivity: 'confidential' }, { visibility: 'confidential' }],
    [{ isReminderOn: false }, { reminders: [] }],
    [{ reminderMinutesBeforeStart: 30 }, { reminders: [{ minutes_before: 30, method: 'popup' }] }],
    [
      { subject: null, location: null },
      { title: '', location: null, organizer: null, attendees: [] },
    ],
    [{ body: { contentType: 'html', content: '<p>One</p><p>Two</p>' } }, { description: 'One\nTwo' }],
    [{ categories: ['Work', 'Red category'] }, { categories: ['Work', 'Red category'] }],
    [
      {
        attendees: [
          {
            emailAddress: { address: 'a@example.com', name: 'Ann' },
            type: 'optional',
            status: { response: 'declined' },
          },
          { emailAddress: { address: 'room@example.com' }, type: 'resource' },
        ],
      },
      {
        organizer: { email: 'mara@outlook.example', name: 'Mara Feldkamp' },
        attendees: [
          { email: 'a@example.com', name: 'Ann', role: 'optional', answer: 'declined', kind: 'person' },
          { email: 'room@example.com', name: null, role: 'none', answer: 'needs_action', kind: 'resource' },
        ],
      },
    ],
  ])('of %j says %j', async (fields, said) => {
    expect((await talk.there(inCalendar({ ...berlin(3), ...fields }))).event).toMatchObject(said)
  })
})

test.each([
  ['the start of a changed date', { exceptionOccurrences: [{ id: 'x', ...berlin(4), originalStart: 'soon' }] }],
  ['a cancelled date', { cancelledOccurrences: ['OID.x.2026-13-45'] }],
  [
    'the end of its rule',
    {
      recurrence: { ...daily(3, 2).recurrence, range: { type: 'endDate', startDate: '2026-06-03', endDate: 'never' } },
    },
  ],
])('a series that cannot be read because of %s is set aside alone', async (_, wrong) => {
  const body = JSON.stringify({ id: 'a', type: 'seriesMaster', ...daily(3, 2), ...wrong })
  const headers = { 'content-type': 'application/json' }
  subject.fake.faults.add({ kind: 'answer', status: 200, headers, body }, { method: 'GET' })
  const question = { calendar: subject.calendar, remote_id: 'a', wanted_id: 'w', event_id: 'e', uid: 'u' }
  const answer = await subject.port.read(subject.account, question)
  expect(answer).toMatchObject({ kind: 'failed', is: 'poison', code: 'unreadable' })
})

describe('many series', () => {
  const readTogether = async (remote_ids: readonly string[]) => {
    const { port, account, calendar } = subject
    if (port.readTogether === undefined) throw new Error('Graph takes several requests in one.')
    return port.readTogether(account, { calendar, remote_ids })
  }
  const made = (count: number) =>
    Array.from({ length: count }, (_, n) => inCalendar({ subject: `Series ${n}`, ...daily(2, 5) }))

  test('that changed are read twenty to a request, each as it is read by itself', async () => {
    const ids = made(45)
    subject.fake.log.clear()
    const rows = valueOf(await readTogether([...ids, 'gone']))
    expect(subject.fake.log.entries).toHaveLength(3)
    expect(rows).toHaveLength(46)
    expect(rows.at(-1)).toEqual({ kind: 'gone', remote_id: 'gone', certain: true })
    for (const id of ids.slice(0, 2)) expect(rows).toContainEqual(await talk.there(id))
  })

  test('of which some were throttled are asked for again once they may be, and the rest is not; where all were it waits', async () => {
    const ids = made(4)
    const busy = { kind: 'answer', status: 429, headers: { 'retry-after': '7' }, body: '{}' } as const
    subject.fake.faults.add(busy, { path: '/events/', times: 3 })
    subject.fake.log.clear()
    expect(valueOf(await readTogether(ids))).toHaveLength(4)
    expect(subject.fake.log.entries).toHaveLength(2)
    expect(subject.waits).toEqual([7_000])
    const long = { ...busy, headers: { 'retry-after': '60' } }
    subject.fake.faults.add(long, { path: '/events/', times: 2 })
    expect(await readTogether(ids)).toMatchObject({ kind: 'failed', is: 'throttle', retry_after_ms: 60_000 })
    expect(subject.waits).toEqual([7_000])
    subject.fake.faults.add(busy, { path: '/events/', times: 4 })
    expect(await readTogether(ids)).toMatchObject({ kind: 'failed', is: 'throttle', retry_after_ms: 7_000 })
  })

  test('of which one says something else are read, and that one by itself', async () => {
    const ids = made(3)
    subject.fake.refuse(400, 'ErrorInvalidRequest', { path: '/events/' })
    subject.fake.log.clear()
    expect(valueOf(await readTogether(ids)).map(({ kind }) => kind)).toEqual(['item', 'item', 'item'])
    expect(subject.fake.log.entries).toHaveLength(2)
  })
})
