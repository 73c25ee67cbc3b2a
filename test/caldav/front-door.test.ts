import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectCalendar } from '#kit/calendar/real-accounts.ts'
import type { ConnectedCalendar } from '#kit/calendar/real-accounts.ts'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { makeCollection } from '#kit/vendors/caldav/collection.ts'
import type { Collection } from '#kit/vendors/caldav/collection.ts'
import { startFaultyWay } from '#kit/vendors/caldav/faulty-way.ts'
import { isInstalled, startCaldav } from '#kit/vendors/caldav/servers.ts'
import type { RealServer } from '#kit/vendors/caldav/servers.ts'
import { calendar, file, hourOn, vevent } from './files.ts'

const SERVERS: readonly RealServer[] = ['radicale', 'xandikos']

describe.each(SERVERS.map((name) => ({ name, isThere: isInstalled(name) })))(
  'a calendar on a real $name',
  ({ name, isThere }) => {
    describe.skipIf(!isThere)('over the front door', () => {
      inSync(name)
    })
  },
)

function inSync(name: RealServer): void {
  let app: TestApp
  let mara: TestUser
  let server: Awaited<ReturnType<typeof startCaldav>>
  let way: Awaited<ReturnType<typeof startFaultyWay>>
  let there: Collection
  let connected: ConnectedCalendar

  beforeAll(async () => {
    app = await makeApp({ ALLOW_PRIVATE_HOSTS: '127.0.0.1' })
    mara = await app.register()
    await mara.request('PUT', '/users/me/settings', { body: { time_zone: 'Europe/Berlin' } })
    server = await startCaldav(name)
    way = await startFaultyWay(server.origin)
    there = await makeCollection(server, 'interviews')
    await there.put('call.ics', file('call@example.org', ...hourOn(2, 9), 'SUMMARY:Call'))
    connected = await connectCalendar(ask, { ...server, origin: way.origin }, there)
    await ask('PATCH', `/calendar/connections/${connected.connection_id}`, { sync_enabled: true })
    await app.ctx.queue.drain()
  })
  afterAll(async () => {
    await app.close()
    await way.close()
    await server.close()
  })

  async function ask(method: string, path: string, body?: unknown) {
    const answer = await mara.request(method, path, body === undefined ? {} : { body })
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  async function sync() {
    // What was changed here is told soon by itself.
    await app.ctx.queue.drain()
    const result = await ask('POST', `/calendar/connections/${connected.connection_id}/sync`)
    await app.ctx.queue.drain()
    return result
  }
  const add = (body: object) => ask('POST', '/calendar/events', { timezone: 'Europe/Berlin', ...body })
  const within = async (from: string, to: string): Promise<Shown[]> =>
    (await ask('GET', `/calendar/events?from=${from}T00:00:00Z&to=${to}T00:00:00Z`)).items
  const here = async (title: string) => (await within('2026-10-25', '2026-11-25')).filter((one) => one.title === title)
  const files = async () => [...(await there.all()).values()]
  const fileOf = async (words: string) => (await files()).find((text) => text.includes(words)) ?? null
  const nameOf = async (words: string) =>
    [...(await there.all())].find(([, text]) => text.includes(words))?.[0] ?? 'there is none'
  const stands = () => ask('GET', `/calendar/connections/${connected.connection_id}`)

  test('is read with what lies in it, told what is added here, and then asked once', async () => {
    expect(await here('Call')).toMatchObject([{ start_time: '2026-11-02T09:00:00Z', end_time: '2026-11-02T10:00:00Z' }])
    await add({ title: 'Interview', start_time: '2026-11-03T14:00', location: 'Room 1' })
    await sync()
    expect(await fileOf('SUMMARY:Interview')).toMatch(/DTSTART;TZID=Europe\/Berlin:20261103T140000[^]*LOCATION:Room 1/)
    await sync()
    way.log.clear()
    expect((await sync()).attempts).toMatchObject([
      { status: 'done', full: false, requests: 1, pushed: 0, imported: 0 },
    ])
    expect(way.log.entries.map(({ method }) => method)).toEqual(['REPORT'])
    expect(await stands()).toMatchObject({
      status: 'active',
      calendars: expect.arrayContaining([expect.objectContaining({ id: connected.calendar_id, state: 'idle' })]),
    })
  })

  test('has what both sides change in one event, where it is not the same', async () => {
    await there.put('talk.ics', file('talk@example.org', ...hourOn(4, 9), 'SUMMARY:Talk', 'X-KEPT:by another program'))
    await sync()
    const [event] = await here('Talk')
    await there.put(
      'talk.ics',
      file('talk@example.org', ...hourOn(4, 9), 'SUMMARY:Talk', 'LOCATION:Room 2', 'X-KEPT:by another program'),
    )
    await ask('PATCH', `/calendar/events/${event?.id}`, { title: 'Second talk' })
    await app.ctx.queue.drain()
    expect(await here('Second talk')).toMatchObject([{ id: event?.id, location: 'Room 2' }])
    const text = await fileOf('UID:talk@example.org')
    for (const line of ['SUMMARY:Second talk', 'LOCATION:Room 2', 'X-KEPT:by another program'])
      expect(text).toContain(line)
  })

  test('asks a person where both sides change the same, and both end with what is decided', async () => {
    await there.put('clash.ics', file('clash@example.org', ...hourOn(5, 9), 'SUMMARY:Clash'))
    await sync()
    const [event] = await here('Clash')
    await there.put('clash.ics', file('clash@example.org', ...hourOn(5, 9), 'SUMMARY:Theirs'))
    await ask('PATCH', `/calendar/events/${event?.id}`, { title: 'Mine' })
    await app.ctx.queue.drain()
    const open = (await ask('GET', '/calendar/conflicts')).items
    expect(open).toMatchObject([
      {
        kind: 'fields',
        event_id: event?.id,
        fields: [{ path: 'title', base: 'Clash', mine: 'Mine', theirs: 'Theirs' }],
      },
    ])
    expect([(await here('Mine')).length, await fileOf('SUMMARY:Theirs')]).toEqual([1, expect.any(String)])
    await ask('POST', `/calendar/conflicts/${open[0].id}/resolve`, { side: 'mine' })
    await app.ctx.queue.drain()
    expect([await fileOf('SUMMARY:Mine'), await fileOf('SUMMARY:Theirs')]).toEqual([expect.any(String), null])
    expect((await ask('GET', '/calendar/conflicts')).items).toEqual([])
  })

  test('loses what is deleted here, and what is deleted there goes here', async () => {
    const { id } = await add({ title: 'Deleted here', start_time: '2026-11-06T14:00' })
    await there.put('gone.ics', file('gone@example.org', ...hourOn(6, 9), 'SUMMARY:Deleted there'))
    await sync()
    expect([(await here('Deleted there')).length, await fileOf('SUMMARY:Deleted here')]).toEqual([
      1,
      expect.any(String),
    ])
    await ask('DELETE', `/calendar/events/${id}`)
    await there.remove('gone.ics')
    await sync()
    expect([await here('Deleted there'), await fileOf('SUMMARY:Deleted here')]).toEqual([[], null])
    await sync()
    expect([await here('Deleted here'), await fileOf('SUMMARY:Deleted there')]).toEqual([[], null])
  })

  test('has whole days as days, in both directions', async () => {
    await there.put(
      'fair.ics',
      file('fair@example.org', 'DTSTART;VALUE=DATE:20261109', 'DTEND;VALUE=DATE:20261111', 'SUMMARY:Fair'),
    )
    await add({ title: 'Holiday', start_time: '2026-11-12', all_day: true })
    await sync()
    expect(await here('Fair')).toMatchObject([{ all_day: true, start_time: '2026-11-09', end_time: '2026-11-11' }])
    expect(await fileOf('SUMMARY:Holiday')).toMatch(/DTSTART;VALUE=DATE:20261112\r?\n/)
  })

  test('has a series with what differs on single dates, whichever side changed it', async () => {
    const berlin = (of: string) => `TZID=Europe/Berlin:${of}`
    await there.put(
      'coaching.ics',
      calendar(
        vevent(
          'coaching@example.org',
          `DTSTART;${berlin('20261102T180000')}`,
          'DURATION:PT1H',
          'RRULE:FREQ=WEEKLY;COUNT=3',
          'SUMMARY:Coaching',
        ),
        vevent(
          'coaching@example.org',
          `RECURRENCE-ID;${berlin('20261109T180000')}`,
          `DTSTART;${berlin('20261110T090000')}`,
          'DURATION:PT1H',
          'SUMMARY:Coaching',
        ),
      ),
    )
    await sync()
    const starts = async () => (await here('Coaching')).map(({ start_time }) => start_time)
    expect(await starts()).toEqual(['2026-11-02T17:00:00Z', '2026-11-10T08:00:00Z', '2026-11-16T17:00:00Z'])
    const [first] = await here('Coaching')
    const which = new URLSearchParams({ scope: 'this', recurrence_id: '2026-11-16T17:00:00Z' })
    await ask('PATCH', `/calendar/events/${first?.id}?${which}`, { start_time: '2026-11-17T10:00' })
    await app.ctx.queue.drain()
    const text = (await fileOf('UID:coaching@example.org')) ?? ''
    expect(text.match(/^RECURRENCE-ID.*:\d{8}T\d{6}/gm)).toHaveLength(2)
    expect(text).toContain(`DTSTART;${berlin('20261117T100000')}`)
    await there.put(
      await nameOf('UID:coaching@example.org'),
      text.replace(berlin('20261110T090000'), berlin('20261111T090000')),
    )
    await sync()
    expect(await starts()).toEqual(['2026-11-02T17:00:00Z', '2026-11-11T08:00:00Z', '2026-11-17T09:00:00Z'])
  })
}

interface Shown {
  readonly id: string
  readonly title: string
  readonly start_time: string
}
