import { afterEach, describe, expect, test } from 'vitest'
import { blankEvent } from '#domain/calendar/event.ts'
import type { CalendarEvent } from '#domain/calendar/event.ts'
import { CAPABILITIES } from '#domain/calendar/sync/capability.ts'
import type { Listing } from '#domain/calendar/sync/port.ts'
import { difference, project } from '#domain/calendar/sync/projection.ts'
import { valueOf } from '#connectors/calendar/calendar-port.suite.ts'
import { startFakeCaldav } from '#kit/vendors/caldav/fake.ts'
import type { CaldavTraits } from '#kit/vendors/caldav/fake.ts'
import { connect } from './connected.suite.ts'

const WINDOW = { from: '2026-05-01T00:00:00Z', to: '2026-08-01T00:00:00Z' }
const MARK = { event_id: 'e1', token: 't1' }
const ends: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

const file = (...lines: readonly string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR'].map((line) => `${line}\r\n`).join('')
const vevent = (uid: string, ...more: readonly string[]) => [
  ...[
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTART;TZID=Europe/Berlin:20260603T100000',
    'DTEND;TZID=Europe/Berlin:20260603T110000',
  ],
  ...[...more, 'END:VEVENT'],
]
const CALL = file(...vevent('call@example.org', 'SUMMARY:Call'))

async function start(traits: Partial<CaldavTraits> = {}) {
  const server = await startFakeCaldav(traits)
  const subject = await connect(server)
  ends.push(subject.close)
  const { port, account, calendar } = subject
  const page = (cursor: string | null = null, more: { page?: string | null; size?: number } = {}) =>
    port.list(account, { calendar, cursor, page: null, size: null, window: WINDOW, ...more })
  async function list(cursor: string | null = null) {
    const rows: Listing['rows'][number][] = []
    let next: string | null = null
    for (;;) {
      const listing: Listing = valueOf(await page(cursor, { page: next }))
      rows.push(...listing.rows)
      next = listing.next
      if (next === null) return { rows, cursor: listing.cursor ?? '' }
    }
  }
  const read = (remote_id: string | null, uid = 'call@example.org') =>
    port.read(account, { calendar, remote_id, wanted_id: 'w1', event_id: 'e1', uid })
  const create = (event: CalendarEvent) =>
    port.write(account, { calendar, write: { kind: 'create', event, mark: MARK }, wanted_id: 'w1', invites: false })
  async function update(remote_id: string, change: Partial<CalendarEvent>) {
    const was = valueOf(await read(remote_id))
    if (was === null) throw new Error('there is none')
    const event = { ...was.event, ...change }
    const changes = difference(project(was.event, CAPABILITIES.caldav), project(event, CAPABILITIES.caldav))
    const write = { kind: 'update', remote_id, if_match: was.etag, event, changes, mark: MARK } as const
    return port.write(account, { calendar, write, wanted_id: 'w1', invites: false })
  }
  return { ...subject, server, page, list, read, create, update }
}

const EVENT: CalendarEvent = {
  ...blankEvent('call@example.org', {
    kind: 'timed',
    start: '2026-06-03T10:00:00',
    zone: 'Europe/Berlin',
    duration: 'PT1H',
  }),
  title: 'Call',
}

describe('Calendars of a CalDAV server', () => {
  test('are those that hold events, with their names, colours, zones and rights', async () => {
    const { port, account, calendar } = await start()
    const said = { name: 'Job & life', colour: '#1e90ff', time_zone: 'Europe/Berlin', role: 'writer', is_primary: true }
    expect(valueOf(await port.calendars(account))).toEqual([{ remote_id: calendar.remote_id, ...said }])
  })

  test.each([
    ['<D:privilege><D:read/></D:privilege>', 'reader'],
    ['<D:privilege><D:read/></D:privilege><D:privilege><D:write-content/></D:privilege>', 'writer'],
    ['<D:privilege><D:all/></D:privilege>', 'owner'],
  ])('with the rights %s are those of a %s', async (privileges, role) => {
    const { port, account } = await start({ privileges })
    expect(valueOf(await port.calendars(account))).toMatchObject([{ role }])
  })
})

describe('A listing', () => {
  test('asks again for each object that was left out, and loses none', async () => {
    const { server, list, log } = await start({ multiget: 'leaves_some_out' })
    for (const name of ['a', 'b', 'c', 'd']) server.put(`${name}.ics`, CALL.replace('call@', `${name}@`))
    expect((await list()).rows.map(({ kind, remote_id }) => [kind, remote_id])).toEqual(
      ['a', 'b', 'c', 'd'].map((name) => ['item', `${name}.ics`]),
    )
    expect(log.count('GET', /\.ics$/)).toBe(2)
  })

  test('tells objects that cannot be read from those that are gone, and says nothing of tasks', async () => {
    const { server, list } = await start()
    server.put('good.ics', CALL)
    server.put('task.ics', file('BEGIN:VTODO', 'UID:todo', 'SUMMARY:Write to Mara', 'END:VTODO'))
    server.put('cut.ics', CALL.slice(0, 60))
    server.put('bad.ics', CALL.replace(/DTSTART.*/, 'DTSTART:soon'))
    server.put('two.ics', file(...vevent('one'), ...vevent('two')))
    const { rows, cursor } = await list()
    expect(rows.map(({ kind, remote_id }) => `${remote_id} ${kind}`)).toEqual([
      ...['good.ics item', 'cut.ics unreadable', 'bad.ics unreadable', 'two.ics unreadable'],
    ])
    server.delete('bad.ics')
    expect((await list(cursor)).rows).toEqual([{ kind: 'gone', remote_id: 'bad.ics', certain: true }])
  })

  test('goes on past an object that the server itself falls over', async () => {
    const { server, list, faults } = await start({ multiget: 'refused' })
    server.put('a.ics', CALL)
    server.put('b.ics', CALL.replace('call@', 'b@'))
    faults.add({ kind: 'answer', status: 500 }, { method: 'GET', path: '/a\\.ics$' })
    expect((await list()).rows.map(({ kind }) => kind)).toEqual(['unreadable', 'item'])
  })

  test.each([{ sync: true }, { sync: false }])(
    'knows an object by one name, however it is spelt (%j)',
    async (trait) => {
      const { server, list, read } = await start({ spells: true, ...trait })
      server.put('call@example.org.ics', CALL)
      const { rows, cursor } = await list()
      expect(rows).toMatchObject([{ kind: 'item', remote_id: 'call%40example.org.ics' }])
      expect(valueOf(await read('call%40example.org.ics'))).toMatchObject({ event: { title: 'Call' } })
      server.delete('call@example.org.ics')
      expect((await list(cursor)).rows).toMatchObject([{ kind: 'gone', remote_id: 'call%40example.org.ics' }])
    },
  )

  test('of a calendar in which nothing changed takes one request', async () => {
    for (const traits of [{}, { sync: false }]) {
      const { server, list, page } = await start(traits)
      for (let n = 0; n < 250; n += 1) server.put(`${n}.ics`, CALL.replace('call@', `${n}@`))
      const { rows, cursor } = await list()
      expect(rows).toHaveLength(250)
      expect(await page(cursor)).toMatchObject({ value: { rows: [], next: null, cursor }, requests: 1 })
    }
  })

  test('that is long, or has a large object in it, is read beside and says the same', async () => {
    const { server, read, page } = await start()
    for (let n = 0; n < 2_000; n += 1) server.put(`an object with a name that is not short ${n}.ics`, CALL)
    const first = valueOf(await page(null, { size: 1 }))
    expect(JSON.parse(first.next ?? '')).toMatchObject({ changed: { length: 1_999 } })
    server.put('large.ics', CALL.replace('SUMMARY', `COMMENT:${'many words '.repeat(50_000)}\r\nSUMMARY`))
    expect(valueOf(await read('large.ics'))).toMatchObject({ remote_id: 'large.ics', event: { title: 'Call' } })
  })

  test('has at most as many objects a page as is asked for, and a hundred', async () => {
    const { server, page } = await start()
    for (let n = 0; n < 150; n += 1) server.put(`${n}.ics`, CALL.replace('call@', `${n}@`))
    expect(valueOf(await page()).rows).toHaveLength(100)
    expect(valueOf(await page(null, { size: 30 })).rows).toHaveLength(30)
  })

  test.each([
    ['without an end', { status: 207, body: '<D:multistatus xmlns:D="DAV:"><D:response>' }],
    ['of another kind', { status: 207, body: '{"items":[]}' }],
    ['with definitions', { status: 207, body: '<!DOCTYPE x [<!ENTITY a "b">]><multistatus/>' }],
    ['too deep', { status: 207, body: '<a>'.repeat(5_000) + '</a>'.repeat(5_000) }],
    ['that is empty', { status: 207, body: '<D:multistatus xmlns:D="DAV:"/>' }],
    ['that is no multistatus', { status: 200, body: '' }],
  ])('answered by something %s is no empty calendar', async (_, wrong) => {
    const { page, faults, server, list } = await start({ sync: false })
    server.put('a.ics', CALL)
    const { cursor } = await list()
    server.put('b.ics', CALL)
    faults.add({ kind: 'answer', ...wrong }, { method: 'PROPFIND', times: null })
    expect(await page()).toMatchObject({ kind: 'failed', is: 'protocol' })
    expect(await page(cursor)).toMatchObject({ kind: 'failed', is: 'protocol' })
  })

  test('behind a log-in page for guests is no wrong address: it passes', async () => {
    const { page, faults } = await start()
    faults.add({ kind: 'answer', status: 302, headers: { location: 'https://portal.example/login' } })
    expect(await page()).toMatchObject({ kind: 'failed', is: 'protocol', code: 'captive_page' })
  })
})

describe('An update', () => {
  const RICH = file(
    ...['PRODID:-//Someone//Else//EN', 'X-WR-SOMETHING:kept'],
    ...vevent(
      'call@example.org',
      ...['SUMMARY:Call', 'SEQUENCE:4', 'X-THEIRS;X-P=1:as it was', 'CONFERENCE;VALUE=URI:https://meet.example/1'],
      'ATTENDEE;PARTSTAT=ACCEPTED;RSVP=TRUE;X-NUM=7:mailto:ada@example.org',
      ...['BEGIN:VALARM', 'ACTION:AUDIO', 'TRIGGER;RELATED=END:-PT5M', 'END:VALARM'],
    ),
  )

  test('changes what it names and keeps every other line', async () => {
    const { server, update } = await start()
    server.put('rich.ics', RICH)
    expect(valueOf(await update('rich.ics', { title: 'Second call' }))).toMatchObject({ kind: 'done' })
    const after = new Set(server.get('rich.ics')?.replaceAll('\r\n ', '').split('\r\n'))
    const changed = RICH.split('\r\n').filter((line) => !after.has(line))
    expect(changed).toEqual(['SUMMARY:Call', 'SEQUENCE:4'])
    expect(after).toContain('SEQUENCE:5')
    expect([...after].filter((line) => /^(DTSTAMP|LAST-MODIFIED):20260\d{3}T\d{6}Z$/.test(line))).toHaveLength(2)
  })

  test('overwrites nothing that came between its reading and its writing, and deletes nothing that was not seen', async () => {
    const { server, update, read, port, account, calendar } = await start()
    server.put('call.ics', CALL)
    const etag = valueOf(await read('call.ics'))?.etag ?? null
    valueOf(await update('call.ics', { title: 'Second call' }))
    const write = { kind: 'delete', remote_id: 'call.ics', if_match: etag } as const
    expect(await port.write(account, { calendar, write, wanted_id: 'w1', invites: false })).toMatchObject({
      is: 'race',
    })
    const guards = server.log.entries.filter(({ method }) => method === 'PUT' || method === 'DELETE')
    expect(guards.map(({ headers }) => headers['if-match'])).toEqual([etag, etag])
  })

  test.each([
    ['of someone else, it was a race', 'other', { kind: 'failed', is: 'race' }],
    ['of nobody, since the server keeps none, it was done', null, { kind: 'ok', value: { kind: 'done' } }],
  ])('that has to be read to be told, and has the mark %s', async (_, token, outcome) => {
    const rewrites = (text: string) =>
      token === null ? text.replaceAll(/X-CAREER.*\r\n/g, '') : text.replace(/(COPILOT-WRITE:).*/, `$1${token}`)
    const { server, update } = await start({ rewrites })
    server.put('call.ics', CALL)
    expect(await update('call.ics', { title: 'Second call' })).toMatchObject(outcome)
  })

  test('of a series that can only be shown in part leaves its times alone, and changes its words', async () => {
    const { server, update } = await start()
    const rules = ['RRULE:FREQ=WEEKLY;COUNT=3', 'RRULE:FREQ=MONTHLY;COUNT=3']
    server.put('odd.ics', file(...vevent('call@example.org', 'SUMMARY:Call', ...rules)))
    const when = { kind: 'timed', start: '2026-06-03T12:00:00', zone: 'Europe/Berlin', duration: 'PT1H' } as const
    expect(valueOf(await update('odd.ics', { when }))).toEqual({ kind: 'rejected', reason: 'unsupported_series' })
    expect(valueOf(await update('odd.ics', { title: 'Words' }))).toMatchObject({ kind: 'done' })
    for (const rule of rules) expect(server.get('odd.ics')).toContain(rule)
  })

  test('of what cannot be read is not sent', async () => {
    const { server, port, account, calendar, read } = await start()
    server.put('cut.ics', CALL.slice(0, 60))
    expect(await read('cut.ics')).toMatchObject({ kind: 'failed', is: 'poison' })
    const write = {
      kind: 'update',
      remote_id: 'cut.ics',
      if_match: null,
      event: EVENT,
      changes: {},
      mark: MARK,
    } as const
    const answer = await port.write(account, { calendar, write, wanted_id: 'w1', invites: false })
    expect(answer).toMatchObject({ kind: 'failed', is: 'poison' })
    expect(server.get('cut.ics')).toBe(CALL.slice(0, 60))
  })
})

describe('A create', () => {
  test.each(['409', '207'] as const)(
    'of a UID that lies there already is told by %s, and read is the one that does',
    async (way) => {
      const { server, create, read } = await start({ uid_conflict: way })
      server.put('theirs.ics', CALL)
      server.put('longer.ics', CALL.replace('call@example.org', 'call@example.org.uk'))
      expect(await create(EVENT)).toMatchObject({ kind: 'failed', is: 'identity' })
      expect(valueOf(await read(null))).toMatchObject({ remote_id: 'theirs.ics', mark: null })
    },
  )

  test('of a UID that lies in another calendar of the account is refused for good, and not tried for ever', async () => {
    const { create, faults } = await start()
    const body = '<D:error xmlns:D="DAV:" xmlns:C="c"><C:no-uid-conflict/></D:error>'
    faults.add({ kind: 'answer', status: 403, body }, { method: 'PUT' })
    expect(valueOf(await create(EVENT))).toEqual({ kind: 'rejected', reason: 'uid_taken' })
  })

  test('is not taken for done by a page for guests, or by an answer that says nothing', async () => {
    const { create, faults } = await start()
    faults.add({ kind: 'html' }, { method: 'PUT' })
    expect(await create(EVENT)).toMatchObject({ kind: 'failed', is: 'protocol' })
    faults.add({ kind: 'answer', status: 207, body: '<D:multistatus xmlns:D="DAV:"/>' }, { method: 'PUT' })
    expect(await create(EVENT)).toMatchObject({ kind: 'failed', is: 'protocol' })
  })

  test.each([
    [403, '<D:error xmlns:D="DAV:"><D:need-privileges/></D:error>', 'forbidden'],
    [403, '<error xmlns="DAV:"><C:max-resource-size xmlns:C="c"/></error>', 'poison'],
    [404, '', 'calendar_gone'],
    [415, '', 'poison'],
    [507, '', 'too_large'],
  ])('that is refused with %i %s is %s', async (status, body, is) => {
    const { create, faults } = await start()
    faults.add({ kind: 'answer', status, body }, { method: 'PUT' })
    expect(await create(EVENT)).toMatchObject({ kind: 'failed', is, status })
  })

  test('is told as the server made it, where it makes something else of it', async () => {
    const rewrites = (text: string) => text.replace('SUMMARY:Call', 'SUMMARY:CALL').replace(/VALARM[^]*VALARM/, 'X-A:b')
    const { create, server } = await start({ rewrites })
    const answer = valueOf(await create(EVENT))
    expect(answer).toMatchObject({ kind: 'done', remote_id: 'w1.ics', echo: { title: 'CALL' } })
    expect(server.get('w1.ics')).toContain('X-CAREER-COPILOT-EVENT:e1')
  })

  test('with people tells the server not to write to them', async () => {
    const { create, server } = await start()
    const ada = {
      email: 'ada@example.org',
      name: null,
      role: 'required',
      answer: 'needs_action',
      kind: 'person',
    } as const
    valueOf(await create({ ...EVENT, attendees: [ada] }))
    expect(server.get('w1.ics')?.replaceAll('\r\n ', '')).toMatch(/ATTENDEE[^\r]*SCHEDULE-AGENT=CLIENT/)
  })
})
