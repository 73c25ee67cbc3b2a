import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { startFakeCaldav } from '#kit/vendors/caldav/fake.ts'
import type { FakeCaldav } from '#kit/vendors/caldav/fake.ts'
import { FaultQueue, RequestLog } from '#kit/vendors/faults.ts'
import { startFaultyServer } from '#kit/vendors/faulty-server.ts'
import type { FaultyServer } from '#kit/vendors/faulty-server.ts'
import { accountFor } from './account.ts'

const FILE = [
  ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//fair//EN', 'X-WR-CALNAME:Job fairs', 'BEGIN:VEVENT', 'UID:fair-1'],
  ...['DTSTART:20261030T090000Z', 'DTEND:20261030T170000Z', 'SUMMARY:Job fair', 'END:VEVENT', 'END:VCALENDAR', ''],
].join('\r\n')

let app: TestApp
let dav: FakeCaldav
let host: FaultyServer
let feed: string
let mara: TestUser
/** Where whatever is asked for is said to be; null: it is here. */
let away: string | null = null
const faults = new FaultQueue()

beforeAll(async () => {
  app = await makeApp({ ALLOW_PRIVATE_HOSTS: '127.0.0.1' })
  dav = await startFakeCaldav()
  const headers = { 'content-type': 'text/calendar' }
  const answer = ({ path }: { path: string }) => {
    if (away !== null) return { status: 302, headers: { location: away } }
    return path === '/secret-token/fairs.ics' ? { status: 200, headers, body: FILE } : { status: 404 }
  }
  host = await startFaultyServer({ faults, log: new RequestLog(), answer, control: () => null })
  feed = `${host.origin}/secret-token/fairs.ics`
})
afterAll(async () => {
  await app.close()
  await dav.close()
  await host.close()
})
beforeEach(async () => {
  mara = await app.register()
})
afterEach(() => {
  away = null
  faults.clear()
  dav.faults.clear()
})

const typed = (change: object = {}) => ({ url: dav.origin, username: dav.username, password: dav.password, ...change })
const caldav = (change: object = {}) => mara.request('POST', '/calendar/connections/caldav', { body: typed(change) })
const ics = (url: string) => mara.request('POST', '/calendar/connections/ics', { body: { url } })
const patch = (id: string, body: object) => mara.request('PATCH', `/calendar/connections/${id}`, { body })
const stored = () => app.rows('SELECT * FROM calendar_connections WHERE user_id = $1', [mara.user.id])
const why = ({ status, body }: { status: number; body: { error: { code: string; field_errors?: object[] } } }) => ({
  status,
  code: body.error.code,
  field: body.error.field_errors?.[0],
})

describe('A CalDAV account', () => {
  test('is found from what was typed, and is there with its calendars', async () => {
    const { status, body } = await caldav()
    expect(status).toBe(201)
    expect(body).toMatchObject({
      ...{ provider: 'caldav', name: dav.username, status: 'active', sync_enabled: false },
      server_url: expect.stringContaining(dav.origin),
    })
    expect(body.calendars.length).toBeGreaterThan(0)
    expect(JSON.stringify([body, await stored(), await app.rows('SELECT * FROM calendar_credentials')])).not.toContain(
      dav.password,
    )
    expect((await caldav()).body.id).toBe(body.id)
  })

  test('is refused with the field that is wrong, and nothing is stored', async () => {
    const wrong = await caldav({ password: 'guess' })
    expect(why(wrong)).toMatchObject({ status: 422, code: 'calendar_not_opened', field: { field: 'password' } })
    expect(why(await caldav({ url: 'not a server' }))).toMatchObject({ status: 422, field: { field: 'url' } })
    dav.faults.add({ kind: 'answer', status: 503 }, { times: null })
    expect(why(await caldav())).toMatchObject({ status: 422, field: { field: 'url', code: 'transient' } })
    expect(await stored()).toEqual([])
  })

  test('whose password was changed is expired, and goes on with the new one', async () => {
    const { id } = (await caldav()).body
    for (const refresh of [true, false])
      expect(await accountFor(app.ctx, id, { refresh })).toMatchObject({ kind: 'failed', is: 'reauth' })
    expect((await mara.request('GET', `/calendar/connections/${id}`)).body).toMatchObject({
      ...{ status: 'expired', remedy: 'Enter the password again.' },
    })
    expect(why(await patch(id, { password: 'guess' }))).toMatchObject({ code: 'calendar_not_opened' })
    const changed = await patch(id, { password: dav.password })
    expect([changed.status, changed.body]).toMatchObject([200, { id, status: 'active', because: null }])
    expect(await accountFor(app.ctx, id, { refresh: false })).toMatchObject({ kind: 'ready' })
  })

  test('takes no password that opens another account', async () => {
    const { id } = (await caldav()).body
    await app.rows(`UPDATE calendar_connections SET subject = 'somebody else' WHERE id = $1`, [id])
    expect(why(await patch(id, { password: dav.password }))).toMatchObject({ status: 409, code: 'wrong_account' })
  })
})

describe('A feed', () => {
  test('is one calendar that comes in only, and its address is a secret', async () => {
    const { status, body } = await ics(`${feed}#today`)
    expect(status).toBe(201)
    expect(body).toMatchObject({
      ...{ provider: 'ics', name: 'Job fairs', server_url: null },
      calendars: [{ name: 'Job fairs', role: 'reader', selected: true, direction: 'pull' }],
    })
    expect(JSON.stringify([body, await stored(), await app.rows('SELECT * FROM calendar_credentials')])).not.toContain(
      'secret-token',
    )
    expect((await ics(feed)).body.id).toBe(body.id)
    const both = await mara.request('PATCH', `/calendar/calendars/${body.calendars[0].id}`, {
      body: { direction: 'both' },
    })
    expect(why(both)).toMatchObject({ status: 409, code: 'calendar_read_only' })
  })

  test('is refused where there is none', async () => {
    const refused = async (url: string) => why(await ics(url)).field
    expect(await refused('fairs')).toMatchObject({ field: 'url', code: 'invalid_url' })
    expect(await refused('file:///etc/passwd')).toMatchObject({ code: 'invalid_url' })
    expect(await refused(`${host.origin}/other.ics`)).toMatchObject({ code: 'calendar_gone' })
    faults.add({ kind: 'html' }, { times: null })
    expect(await refused(feed)).toMatchObject({ code: 'protocol' })
    expect(await stored()).toEqual([])
  })
})

test('nothing inside this server’s own network is asked', async () => {
  const guarded = await makeApp()
  const tom = await guarded.register()
  const asked = dav.log.entries.length
  for (const url of [dav.origin, 'http://169.254.169.254/', 'http://[::1]:5232/', 'http://localhost:5232/']) {
    const answer = await tom.request('POST', '/calendar/connections/caldav', { body: typed({ url }) })
    expect(why(answer)).toMatchObject({ status: 422, field: { field: 'url', code: 'config' } })
  }
  expect(why(await tom.request('POST', '/calendar/connections/ics', { body: { url: feed } }))).toMatchObject({
    field: { code: 'config', message: expect.stringMatching(/own network/) },
  })
  expect(dav.log.entries).toHaveLength(asked)
  await guarded.close()
})

describe('What leads into this server’s own network by a detour', () => {
  // Of the host that the operator allowed, and by a name that resolves to the same machine but is not allowed.
  const detours = () => [
    ...[dav.origin.replace('127.0.0.1', 'localhost'), dav.origin.replace('127.0.0.1', '[::1]')],
    ...['http://169.254.169.254/latest/meta-data', 'http://10.0.0.1/', 'http://[fd00::1]/', 'http://0.0.0.0/'],
  ]
  const own = { field: 'url', code: 'config', message: expect.stringMatching(/own network/) }

  test('is not followed when a calendar is connected', async () => {
    const asked = dav.log.entries.length
    for (const detour of detours()) {
      away = detour
      expect(why(await ics(feed)), detour).toMatchObject({ status: 422, field: own })
      expect(why(await caldav({ url: host.origin })), detour).toMatchObject({ status: 422, field: own })
    }
    expect(dav.log.entries).toHaveLength(asked)
    expect(await stored()).toEqual([])
  })

  test('is refused where a name resolves to it', async () => {
    const { port } = new URL(dav.origin)
    for (const url of [`http://localhost:${port}/`, `http://fairs.localhost:${port}/`]) {
      expect(why(await ics(url)), url).toMatchObject({ status: 422, field: { field: 'url', code: 'config' } })
      expect(why(await caldav({ url })), url).toMatchObject({ status: 422, field: { field: 'url', code: 'config' } })
    }
    expect(await stored()).toEqual([])
  })

  test('is not followed by a sync either, which says so and keeps what is here', async () => {
    const { id } = (await ics(feed)).body
    await mara.request('PATCH', `/calendar/connections/${id}`, { body: { sync_enabled: true } })
    await app.ctx.queue.drain()
    const events = async () => (await mara.request('GET', '/calendar/events')).body.items.length
    expect(await events()).toBe(1)
    const asked = dav.log.entries.length
    away = dav.origin.replace('127.0.0.1', 'localhost')
    const { body } = await mara.request('POST', `/calendar/connections/${id}/sync`)
    expect(body.attempts).toMatchObject([
      {
        ...{ status: 'failed', because: 'config', message: expect.stringMatching(/address.*cannot be used/) },
        remedy: expect.stringMatching(/own network are refused/),
      },
    ])
    expect(await events()).toBe(1)
    expect(dav.log.entries).toHaveLength(asked)
  })
})

test('a password that is refused when its calendars are asked for makes an account expired', async () => {
  const { id } = (await caldav()).body
  dav.faults.add({ kind: 'answer', status: 401 }, { times: null })
  const refused = await mara.request('POST', `/calendar/connections/${id}/refresh`)
  expect([refused.status, refused.body.error.details]).toEqual([502, { is: 'reauth' }])
  expect((await mara.request('GET', `/calendar/connections/${id}`)).body.status).toBe('expired')
  dav.faults.clear()
  const again = await mara.request('POST', `/calendar/connections/${id}/refresh`)
  expect([again.status, again.body.status]).toEqual([200, 'active'])
})

test('twenty accounts are the most, and one that is known is no new one', async () => {
  const { id } = (await ics(feed)).body
  for (let count = 1; count < 20; count += 1)
    await app.rows(
      `INSERT INTO calendar_connections (id, user_id, provider, subject, name, created_at, updated_at)
        SELECT gen_random_uuid(), user_id, provider, $2, name, created_at, updated_at FROM calendar_connections WHERE id = $1`,
      [id, `feed ${count}`],
    )
  expect(why(await caldav())).toMatchObject({ status: 409, code: 'too_many_connections' })
  expect((await ics(feed)).body.id).toBe(id)
})
