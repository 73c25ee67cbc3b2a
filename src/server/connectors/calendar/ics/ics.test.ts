import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ListedRow } from '#domain/calendar/sync/link.ts'
import type { Account, ListQuestion } from '#domain/calendar/sync/port.ts'
import { clockFrom } from '#platform/clock.ts'
import { makeHttp } from '#platform/http/make-http.ts'
import { valueOf } from '#connectors/calendar/calendar-port.suite.ts'
import { FaultQueue, RequestLog } from '#kit/vendors/faults.ts'
import { startFaultyServer } from '#kit/vendors/faulty-server.ts'
import { readFeed } from './feed.ts'
import { makeIcs } from './index.ts'

const AT: Account = {
  connection_id: 'c',
  access: { kind: 'address', url: 'webcal://feeds.example.org/mara.ics?key=1' },
}

interface Said {
  readonly uid?: string
  readonly title?: string
  readonly day?: number
  readonly more?: readonly string[]
}

const two = (day: number) => String(day).padStart(2, '0')
function event({ uid = 'a', title = 'Interview', day = 1, more = [] }: Said): string {
  return lines(
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTART:202606${two(day)}T100000Z`,
    `SUMMARY:${title}`,
    ...more,
    'END:VEVENT',
  )
}
const lines = (...all: readonly string[]) => all.map((line) => `${line}\r\n`).join('')
const feed = (...events: readonly string[]) => `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${events.join('')}END:VCALENDAR\r\n`

describe('A feed of events', () => {
  const faults = new FaultQueue()
  const log = new RequestLog()
  let body: () => string
  let headers: Record<string, string>
  let end: () => Promise<unknown>
  let port: ReturnType<typeof makeIcs>

  beforeEach(async () => {
    faults.clear()
    log.clear()
    headers = {}
    const server = await startFaultyServer({
      faults,
      log,
      answer: (ask) => {
        const same = headers['etag'] !== undefined && ask.headers['if-none-match'] === headers['etag']
        return same ? { status: 304, headers } : { status: 200, headers, body: body() }
      },
      control: () => null,
    })
    const clock = clockFrom(() => Date.parse('2026-06-01T08:00:00Z'))
    const random = { bytes: (count: number) => Buffer.alloc(count, 1), fraction: () => 0.5 }
    const config = {
      outbound_rewrite: { 'https://feeds.example.org': server.origin },
      ...{ allow_private_hosts: [], contact_url: 'https://example.org/contact' },
    }
    const http = makeHttp({ config, clock, random, version: '1.2.3', wait: async () => {} })
    port = makeIcs({ http, clock })
    end = () => Promise.all([http.close(), server.close()])
  })
  afterEach(() => end())

  const page = (cursor: string | null = null, question: Partial<ListQuestion> = {}) =>
    port.list(AT, {
      calendar: { remote_id: 'feed', time_zone: 'Europe/Berlin' },
      ...{ cursor, page: null, size: null, window: { from: '2026-05-01T00:00:00Z', to: '2026-07-01T00:00:00Z' } },
      ...question,
    })
  async function list(cursor: string | null = null) {
    const { rows, next, cursor: after } = valueOf(await page(cursor))
    expect(next).toBeNull()
    return { rows, cursor: after ?? '', said: rows.map(saidOf) }
  }
  const saidOf = (row: ListedRow) =>
    row.kind === 'item' ? `${row.remote_id}: ${row.event.title}` : `${row.kind} ${row.remote_id}`

  test('is one calendar that cannot be written to, called as it calls itself', async () => {
    const head = [
      'X-WR-CALNAME:Mara’s dates',
      'X-WR-TIMEZONE:W. Europe Standard Time',
      'X-APPLE-CALENDAR-COLOR:#FF2968FF',
    ]
    body = () => feed(lines(...head), event({}))
    const said = { name: 'Mara’s dates', time_zone: 'Europe/Berlin', colour: '#ff2968' }
    expect(valueOf(await port.calendars(AT))).toEqual([
      { remote_id: 'feed', ...said, role: 'reader', is_primary: true },
    ])
    const write = { kind: 'delete', remote_id: 'a', if_match: null } as const
    const calendar = { remote_id: 'feed', time_zone: 'UTC' }
    const answer = await port.write(AT, { calendar, write, wanted_id: 'w', invites: false })
    expect(answer).toMatchObject({ kind: 'failed', is: 'forbidden', requests: 0 })
  })

  test('tells all at first, and then what is new, what changed and what is gone', async () => {
    body = () => feed(event({ uid: 'a' }), event({ uid: 'b', day: 2 }), event({ uid: 'c', day: 3 }))
    const first = await list()
    expect(first.said).toEqual(['a: Interview', 'b: Interview', 'c: Interview'])
    expect((await list(first.cursor)).rows).toEqual([])
    body = () =>
      feed(event({ uid: 'b', day: 2, title: 'Second round' }), event({ uid: 'c', day: 3 }), event({ uid: 'd' }))
    const second = await list(first.cursor)
    expect(second.said).toEqual(['b: Second round', 'd: Interview', 'gone a'])
    expect((await list(second.cursor)).rows).toEqual([])
  })

  test('is not sent again while it is the same', async () => {
    headers = { etag: '"1"' }
    body = () => feed(event({}))
    const { cursor } = await list()
    body = () => expect.unreachable()
    expect((await list(cursor)).rows).toEqual([])
    expect(log.entries.at(-1)?.status).toBe(304)
  })

  test.each([
    ['a page', () => '<!doctype html><title>Log in</title>'],
    ['nothing', () => ''],
    ['words', () => 'The calendar is being moved.'],
    ['a part', () => feed(event({ uid: 'a' })).replace('END:VCALENDAR', '')],
    ['half an event', () => feed(event({ uid: 'a' })).slice(0, 70)],
  ])('that answers with %s is no empty calendar', async (_, wrong) => {
    body = () => feed(event({ uid: 'a' }))
    const { cursor } = await list()
    body = wrong
    expect(await page(cursor)).toMatchObject({ kind: 'failed', is: 'protocol' })
    expect(await page()).toMatchObject({ kind: 'failed', is: 'protocol' })
  })

  test('that is whole and has no events any more has none', async () => {
    body = () => feed(event({ uid: 'a' }))
    const { cursor } = await list()
    body = () => feed()
    expect((await list(cursor)).said).toEqual(['gone a'])
  })

  test.each([
    ['without a start that can be read', event({ uid: 'a' }).replace(/DTSTART.*/, 'DTSTART:soon')],
    ['without an end', event({ uid: 'a' }).replace('END:VEVENT\r\n', '')],
  ])('loses no event by one %s, and does not take that one for gone', async (_, broken) => {
    body = () => feed(event({ uid: 'a' }), event({ uid: 'b', day: 2 }))
    const first = await list()
    body = () => feed(broken, event({ uid: 'b', day: 2, title: 'Still read' }))
    const second = await list(first.cursor)
    expect(second.said.toSorted()).toEqual(['b: Still read', 'unreadable a'])
    expect((await list()).said.toSorted()).toEqual(['b: Still read', 'unreadable a'])
    body = () => feed(event({ uid: 'a', title: 'Whole again' }), event({ uid: 'b', day: 2, title: 'Still read' }))
    expect((await list(second.cursor)).said).toEqual(['a: Whole again'])
  })

  test('whose UIDs are made up each time tells the same events by the same ids', async () => {
    let asked = 0
    const days = [1, 2, 3]
    body = () => feed(...days.map((day) => event({ uid: `${day}-${(asked += 1)}`, day, title: 'Round' })))
    const first = await list()
    const ids = first.rows.map(({ remote_id }) => remote_id)
    const second = await list(first.cursor)
    expect(second.rows).toEqual([])
    expect((await list()).rows.map(({ remote_id }) => remote_id)).toEqual(ids)
    days.pop()
    expect((await list(second.cursor)).said).toEqual([`gone ${ids[2]}`])
  })

  test('that renames all events once goes on with their ids, also when they change later', async () => {
    body = () => feed(event({ uid: 'a', day: 1 }), event({ uid: 'b', day: 2 }))
    const first = await list()
    body = () => feed(event({ uid: 'x', day: 1 }), event({ uid: 'y', day: 2 }))
    const second = await list(first.cursor)
    expect(second.rows).toEqual([])
    body = () => feed(event({ uid: 'x', day: 1 }), event({ uid: 'y', day: 2, title: 'Moved' }))
    expect((await list(second.cursor)).said).toEqual(['b: Moved'])
  })

  test('may call its events whatever it likes', async () => {
    const uids = ['__proto__', 'constructor', 'a#b', '~2']
    body = () => feed(...uids.map((uid, at) => event({ uid, day: at + 1 })))
    const { rows, cursor } = await list()
    expect(rows.map(({ remote_id }) => remote_id)).toEqual(uids)
    expect((await list(cursor)).rows).toEqual([])
  })

  test('with single instances of a series that is not in it tells each of them', async () => {
    const instance = (day: number) => event({ day, more: [`RECURRENCE-ID:202606${two(day)}T100000Z`] })
    body = () => feed(instance(1), instance(8))
    const { cursor, rows } = await list()
    expect(rows.map(({ remote_id }) => remote_id)).toEqual(['a#2026-06-01T10:00:00Z', 'a#2026-06-08T10:00:00Z'])
    body = () => feed(instance(8))
    expect((await list(cursor)).said).toEqual(['gone a#2026-06-01T10:00:00Z'])
  })

  test('that is large is read beside, and says the same', async () => {
    const many = Array.from({ length: 2_500 }, (_, n) =>
      event({ uid: `u${n}`, day: (n % 28) + 1, title: `Event ${n}`, more: [`DESCRIPTION:${'words '.repeat(10)}`] }),
    )
    body = () => feed(...many)
    const { rows } = await list()
    const direct = readFeed(body(), 'Europe/Berlin')
    expect(rows).toHaveLength(2_500)
    expect(rows.map((row) => row.kind === 'item' && row.event)).toEqual(direct.items.map((item) => item.event))
  })

  test('reads one of its events by its id', async () => {
    body = () => feed(event({ uid: 'a', title: 'Read' }))
    const calendar = { remote_id: 'feed', time_zone: 'UTC' }
    const read = (remote_id: string) => port.read(AT, { calendar, remote_id, wanted_id: 'w', event_id: 'e', uid: 'a' })
    expect(valueOf(await read('a'))).toMatchObject({ remote_id: 'a', event: { title: 'Read' } })
    expect(valueOf(await read('b'))).toBeNull()
  })

  test.each([
    [401, 'token'],
    [404, 'calendar_gone'],
    [429, 'throttle'],
    [500, 'transient'],
  ])('that answers %i failed, and how is told', async (status, is) => {
    faults.add({ kind: 'answer', status, headers: { 'retry-after': '9' } })
    expect(await page()).toMatchObject({ kind: 'failed', is, status, retry_after_ms: 9_000 })
  })

  test('is not looked for inside this server’s own network, also by a detour', async () => {
    for (const url of [
      'http://127.0.0.1/a.ics',
      'webcal://[::1]/a.ics',
      'http://169.254.169.254/a.ics',
      'no address',
    ]) {
      const answer = await port.calendars({ connection_id: 'c', access: { kind: 'address', url } })
      expect([url, answer]).toEqual([url, expect.objectContaining({ kind: 'failed', is: 'config' })])
    }
    faults.add({ kind: 'answer', status: 302, headers: { location: 'http://10.0.0.1/a.ics' } })
    expect(await port.calendars(AT)).toMatchObject({ kind: 'failed', is: 'config', code: 'blocked_address' })
  })

  test('is read as a whole again when what was kept of it cannot be read', async () => {
    body = () => feed(event({}))
    expect(await page('{"items":1}')).toMatchObject({ kind: 'failed', is: 'cursor_dead' })
    expect(await page('not from us')).toMatchObject({ kind: 'failed', is: 'cursor_dead' })
  })
})
