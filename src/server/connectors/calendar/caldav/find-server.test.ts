import { afterEach, describe, expect, test } from 'vitest'
import { clockFrom } from '#platform/clock.ts'
import { makeHttp } from '#platform/http/make-http.ts'
import { valueOf } from '#connectors/calendar/calendar-port.suite.ts'
import { startFakeCaldav } from '#kit/vendors/caldav/fake.ts'
import type { CaldavTraits } from '#kit/vendors/caldav/fake.ts'
import { makeCaldav } from './index.ts'
import { mayFollow } from './redirects.ts'

const HOME = '/dav/calendars/mara@example.org/'
const ends: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

async function fake(traits: Partial<CaldavTraits> = {}) {
  const server = await startFakeCaldav(traits)
  ends.push(server.close)
  return server
}

function caldavOver(
  rewrite: Record<string, string>,
  allowed: string[] = [],
  sees: (signal: AbortSignal | undefined) => void = () => {},
) {
  const clock = clockFrom(() => Date.parse('2026-06-01T08:00:00Z'))
  const random = { bytes: (count: number) => Buffer.alloc(count, 1), fraction: () => 0.5 }
  const config = { outbound_rewrite: rewrite, allow_private_hosts: allowed, contact_url: 'https://example.org/contact' }
  const http = makeHttp({ config, clock, random, version: '1.2.3', wait: async () => {} })
  ends.push(http.close)
  const request: typeof http.request = (asked) => {
    sees(asked.signal)
    return http.request(asked)
  }
  return makeCaldav({ http: { ...http, request }, clock, random, config })
}

const whoIs = (principal: string, home: string) =>
  `<D:multistatus xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:response><D:href>/</D:href><D:propstat><D:prop>
  <D:current-user-principal><D:href>${principal}</D:href></D:current-user-principal>
  <C:calendar-home-set><D:href>${home}</D:href></C:calendar-home-set>
  </D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response></D:multistatus>`

const PERSON = { username: 'mara@example.org', password: 'a long password' }

describe('A CalDAV server is found', () => {
  test.each([
    ['its domain', 'cloud.example.org'],
    ['its root', 'https://cloud.example.org/'],
    ['where it keeps its calendars', 'https://cloud.example.org/dav/'],
    ['a page of it that has none', 'https://cloud.example.org/apps/calendar'],
    ['the folder that it lies in, where nothing else leads to it', 'https://cloud.example.org/folder'],
  ])('from %s', async (_, url) => {
    const server = await fake()
    server.faults.add({ kind: 'html' }, { path: '^/apps/', times: null })
    // Only under its usual name.
    if (url.endsWith('folder'))
      server.faults.add({ kind: 'answer', status: 404 }, { path: '^(?!/folder/remote|/dav/)', times: null })
    const caldav = caldavOver({ 'https://cloud.example.org': server.origin })
    expect(valueOf(await caldav.findServer({ ...PERSON, url }))).toEqual({
      url: `https://cloud.example.org${HOME}`,
      subject: 'cloud.example.org/dav/principals/mara/',
    })
  })

  test('on the machine of iCloud that has the account, and is the same account on another one', async () => {
    const server = await fake({ home: 'https://p42-caldav.icloud.com' })
    const hosts = { 'https://caldav.icloud.com': server.origin, 'https://p42-caldav.icloud.com': server.origin }
    const found = valueOf(await caldavOver(hosts).findServer({ ...PERSON, url: 'mara@icloud.com' }))
    expect(found).toEqual({
      url: `https://p42-caldav.icloud.com${HOME}`,
      subject: 'icloud.com/dav/principals/mara/',
    })
  })

  test('behind a proxy that shows names which only it knows', async () => {
    const server = await fake({ home: 'http://inner.example:8080' })
    const caldav = caldavOver({ 'https://cloud.example.org': server.origin })
    const found = valueOf(await caldav.findServer({ ...PERSON, url: 'cloud.example.org' }))
    expect(found.url).toBe(`https://cloud.example.org${HOME}`)
  })

  test('and told from a wrong password, and from an address where there is none', async () => {
    const server = await fake()
    const caldav = caldavOver({ 'https://cloud.example.org': server.origin })
    const url = 'cloud.example.org'
    const wrong = await caldav.findServer({ ...PERSON, password: 'no', url })
    expect(wrong).toMatchObject({ kind: 'failed', is: 'token', status: 401, requests: 2 })
    server.faults.add({ kind: 'answer', status: 404 }, { times: null })
    expect(await caldav.findServer({ ...PERSON, url })).toMatchObject({ is: 'config', code: 'no_calendars' })
    expect(await caldav.findServer({ ...PERSON, url: 'mara' })).toMatchObject({ is: 'config', code: 'invalid_url' })
  })

  test('that does not want to see the password: it is asked with a proof that one knows it', async () => {
    const server = await fake({ auth: 'digest' })
    const caldav = caldavOver({ 'https://cloud.example.org': server.origin })
    const { url } = valueOf(await caldav.findServer({ ...PERSON, url: 'cloud.example.org/dav/' }))
    // The first request is refused with the challenge, and then each is answered.
    expect(server.log.entries.map(({ status }) => status)).toEqual([401, 207, 207])
    const access = { kind: 'basic', url, ...PERSON } as const
    expect(valueOf(await caldav.calendars({ connection_id: 'c', access }))).toHaveLength(1)
    const wrong = await caldav.findServer({ ...PERSON, password: 'no', url: 'cloud.example.org/dav/' })
    expect(wrong).toMatchObject({ kind: 'failed', is: 'token', status: 401, requests: 2 })
  })

  test('whose challenge has run out is given the proof for the next one, once for each request', async () => {
    const server = await fake({ auth: 'digest' })
    const caldav = caldavOver({ 'https://cloud.example.org': server.origin })
    const challenge = 'Digest realm="baikal",qop="auth",nonce="n1",opaque="o1",stale=true'
    const stale = { kind: 'answer', status: 401, headers: { 'www-authenticate': challenge } } as const
    server.faults.add(stale, { skip: 1 })
    server.faults.add(stale, { skip: 2 })
    valueOf(await caldav.findServer({ ...PERSON, url: 'cloud.example.org/dav/' }))
    expect(server.log.entries.map(({ status }) => status)).toEqual([401, 401, 207, 401, 207])
    server.faults.add(stale, { times: null })
    const refused = await caldav.findServer({ ...PERSON, url: 'cloud.example.org/dav/' })
    expect(refused).toMatchObject({ kind: 'failed', is: 'token', status: 401, requests: 3 })
  })

  test('or not, within one time that is set for all its requests', async () => {
    const signals = new Set<AbortSignal | undefined>()
    const server = await fake()
    const caldav = caldavOver({ 'https://cloud.example.org': server.origin }, [], (signal) => signals.add(signal))
    valueOf(await caldav.findServer({ ...PERSON, url: 'cloud.example.org' }))
    expect([...signals]).toEqual([expect.any(AbortSignal)])
  })

  test('without the password going to any other machine', async () => {
    const [server, other] = [await fake(), await fake()]
    const caldav = caldavOver({
      'https://cloud.example.org': server.origin,
      'https://elsewhere.example.net': other.origin,
    })
    server.faults.add(
      { kind: 'answer', status: 302, headers: { location: 'https://elsewhere.example.net/dav/' } },
      { times: null },
    )
    const answer = await caldav.findServer({ ...PERSON, url: 'cloud.example.org' })
    expect(answer).toMatchObject({ kind: 'failed', is: 'config', code: 'other_host' })
    expect(other.log.entries).toEqual([])
  })

  test.each([
    ['names the home', 'https://cloud.example.org//elsewhere.example.net/cal/', '/dav/principals/mara/'],
    ['names the person', `https://cloud.example.org${HOME}`, 'https://inner//elsewhere.example.net/p/'],
  ])('nor where a path that looks like a machine %s', async (_, home, principal) => {
    const [server, other] = [await fake(), await fake()]
    const hosts = { 'https://cloud.example.org': server.origin, 'https://elsewhere.example.net': other.origin }
    const caldav = caldavOver(hosts)
    server.faults.add({ kind: 'answer', status: 207, body: whoIs(principal, home) }, { times: null })
    const { url } = valueOf(await caldav.findServer({ ...PERSON, url: 'cloud.example.org' }))
    expect(url).toBe(home)
    const account = { connection_id: 'c', access: { kind: 'basic', url, ...PERSON } } as const
    await caldav.calendars(account)
    const calendar = { remote_id: '//elsewhere.example.net/cal/', time_zone: 'UTC' }
    await caldav.read(account, { calendar, remote_id: 'a.ics', wanted_id: 'w', event_id: 'e', uid: 'u' })
    expect(other.log.entries).toEqual([])
    expect(server.log.entries.at(-1)?.path).toMatch(/\/cal\/a\.ics$/)
  })

  test('nor where it is named by what is no address', async () => {
    const server = await fake()
    const caldav = caldavOver({ 'https://cloud.example.org': server.origin })
    server.faults.add({ kind: 'answer', status: 207, body: whoIs('http://[x', HOME) }, { times: null })
    const answer = await caldav.findServer({ ...PERSON, url: 'cloud.example.org' })
    expect(answer).toMatchObject({ kind: 'failed', is: 'config', code: 'no_calendars' })
  })

  test('never over plain http, unless who runs this server vouches for the way', async () => {
    const server = await fake()
    const url = `${server.origin}/`
    expect(await caldavOver({}).findServer({ ...PERSON, url })).toMatchObject({ is: 'config', code: 'blocked_address' })
    const { port } = new URL(url)
    const named = caldavOver({ 'https://cloud.example.org': server.origin })
    expect(valueOf(await named.findServer({ ...PERSON, url: 'http://cloud.example.org' })).url).toMatch(/^https:/)
    const allowed = caldavOver({}, [`127.0.0.1:${port}`])
    expect(valueOf(await allowed.findServer({ ...PERSON, url })).url).toBe(`${server.origin}${HOME}`)
  })
})

test.each([
  ['https://a.example/', 'https://a.example/x', true],
  ['http://a.example/', 'https://a.example/x', true],
  ['https://a.example/', 'http://a.example/x', false],
  ['https://a.example/', 'https://b.example/x', false],
  ['http://10.0.0.1/', 'http://10.0.0.2/', false],
  ['https://caldav.icloud.com/', 'https://p42-caldav.icloud.com/', true],
  ['https://caldav.icloud.com/', 'http://p42-caldav.icloud.com/', false],
  ['https://caldav.icloud.com/', 'https://icloud.com.example.org/', false],
  ['https://evil-icloud.com/', 'https://caldav.icloud.com/', false],
])('A password that goes to %s goes on to %s: %s', (from, to, may) => {
  expect(mayFollow(new URL(from), new URL(to))).toBe(may)
})
