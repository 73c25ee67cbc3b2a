import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as textOf } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { apiOf } from './client.ts'
import type { Api } from './client.ts'
import type { FaultName } from './named-faults.ts'
import { startFakeGoogle } from './server.ts'
import type { FakeGoogle } from './server.ts'

const EVENTS = '/calendars/primary/events'
const MARA = 'mara@example.org'
const DAY = { summary: 'Day off', start: { date: '2026-03-10' }, end: { date: '2026-03-11' } }

let fake: FakeGoogle
let api: Api
let now = 0

beforeEach(async () => {
  now = Date.parse('2026-03-01T08:00:00Z')
  fake = await startFakeGoogle({ now: () => now })
  api = apiOf(fake)
})
afterEach(() => fake.close())

describe('Messages about changes', () => {
  let receiver: Server
  let address = ''
  let got: { headers: Record<string, string>; body: string; answered: boolean }[] = []
  let answered = false

  beforeEach(async () => {
    got = []
    answered = false
    receiver = createServer(async (request, response) => {
      const own = Object.entries(request.headers).filter(([name]) => name.startsWith('x-goog-'))
      const headers = Object.fromEntries(own.map(([name, value]) => [name.slice(7), String(value)]))
      got.push({ headers, body: await textOf(request), answered })
      response.writeHead(200).end()
    })
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
    address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
  })
  afterEach(() => new Promise<void>((resolve) => receiver.close(() => resolve())))

  const watch = (more: object = {}, path = EVENTS) =>
    api('POST', `${path}/watch`, { id: 'channel-1', type: 'web_hook', address, token: 'secret', ...more })
  const states = async () => {
    await fake.google.channels.settled()
    return got.map(({ headers }) => headers['resource-state'])
  }

  it('begin with sync, go on with exists, and say nothing more', async () => {
    const { status, body } = await watch()
    expect([status, body.kind, body.id, body.token]).toEqual([200, 'api#channel', 'channel-1', 'secret'])
    expect(Number(body.expiration)).toBe(now + 7 * 86_400_000)
    await api('POST', EVENTS, DAY)
    fake.google.person.createEvent(MARA, DAY)
    fake.google.person.createEvent('interviews@group.calendar.google.com', DAY)
    expect(await states()).toEqual(['sync', 'exists', 'exists'])
    expect(got.map(({ body: sent }) => sent)).toEqual(['', '', ''])
    expect(got.map(({ headers }) => headers['message-number'])).toEqual(['1', '4', '7'])
    expect(got[1]?.headers).toMatchObject({
      'channel-id': 'channel-1',
      'channel-token': 'secret',
      'resource-id': body.resourceId,
      'resource-uri': 'https://www.googleapis.com/calendar/v3/calendars/mara%40example.org/events?alt=json',
      'channel-expiration': 'Sun, 08 Mar 2026 08:00:00 GMT',
    })
  })

  it('come also about the list of calendars', async () => {
    expect((await watch({}, '/users/me/calendarList')).status).toBe(200)
    fake.google.person.renameCalendar(MARA, 'Me')
    fake.google.person.createEvent(MARA, DAY)
    expect(await states()).toEqual(['sync', 'exists'])
  })

  it('stop when they are stopped by both ids, and when their time is over', async () => {
    const { id, resourceId } = (await watch()).body
    expect((await api('POST', '/channels/stop', { id })).status).toBe(400)
    expect((await api('POST', '/channels/stop', { id, resourceId: 'other' })).status).toBe(404)
    expect((await api('POST', '/channels/stop', { id, resourceId })).status).toBe(204)
    expect((await api('POST', '/channels/stop', { id, resourceId })).status).toBe(404)
    await watch({ id: 'channel-2', params: { ttl: '60' } })
    expect(fake.google.channels.open()).toEqual(['channel-2'])
    now += 60_000
    fake.google.person.createEvent(MARA, DAY)
    expect(await states()).toEqual(['sync', 'sync'])
  })

  it.each([
    ['an address that is not encrypted', { address: 'http://hooks.example/x' }, 'push.webhookUrlNotHttps'],
    ['an id that is too long', { id: 'x'.repeat(65) }, 'invalid'],
    ['another type', { type: 'carrier_pigeon' }, 'invalid'],
    ['an id that is in use', { id: 'taken' }, 'channelIdNotUnique'],
  ])('are refused for %s', async (_name, more, reason) => {
    await watch({ id: 'taken' })
    const { status, body } = await watch(more)
    expect([status, body.error.errors[0].reason]).toEqual([400, reason])
  })

  it('are refused for a calendar that has none, and never sent to other machines', async () => {
    const holidays = `/calendars/${encodeURIComponent('en.german#holiday@group.v.calendar.google.com')}/events`
    expect((await watch({}, holidays)).body.error.errors[0].reason).toBe('pushNotSupportedForRequestedResource')
    await watch({ address: 'https://hooks.example/x' })
    fake.google.person.createEvent(MARA, DAY)
    await fake.google.channels.settled()
    expect(fake.google.channels.deliveries.map(({ status }) => status)).toEqual([null, null])
  })

  it('are lost, come twice, or come before the request is answered', async () => {
    fake.google.failWebhooks('early')
    await watch().then(() => (answered = true))
    expect(got.map((one) => one.answered)).toEqual([false])
    const write = async () => {
      answered = false
      got = []
      await api('POST', EVENTS, DAY).then(() => (answered = true))
      await fake.google.channels.settled()
      return got.map((one) => one.answered)
    }
    fake.google.failWebhooks('drop')
    expect(await write()).toEqual([])
    fake.google.failWebhooks('duplicate')
    expect(await write()).toHaveLength(2)
    fake.google.failWebhooks('early')
    expect(await write()).toEqual([false])
    expect(await write()).toHaveLength(1)
  })
})

describe('What goes wrong', () => {
  it.each<[FaultName, number, string]>([
    ['unauthorized', 401, 'authError'],
    ['rate_limit', 403, 'rateLimitExceeded'],
    ['user_rate_limit', 403, 'userRateLimitExceeded'],
    ['quota', 403, 'quotaExceeded'],
    ['insufficient_permissions', 403, 'insufficientPermissions'],
    ['non_organizer', 403, 'forbiddenForNonOrganizer'],
    ['too_many', 429, 'rateLimitExceeded'],
    ['precondition', 412, 'conditionNotMet'],
    ['backend_error', 500, 'backendError'],
    ['unavailable', 503, 'backendError'],
  ])('is answered as Google does: %s', async (name, status, reason) => {
    fake.google.fail(name, { path: '/events$' })
    expect((await api('GET', '/colors')).status).toBe(200)
    const { body, ...answer } = await api('GET', EVENTS)
    expect([answer.status, body.error.code, body.error.errors[0].reason]).toEqual([status, status, reason])
    expect(answer.headers.get('retry-after')).toBe(name === 'too_many' ? '3' : null)
    expect((await api('GET', EVENTS)).status).toBe(200)
  })

  it('is no JSON at all: a page, or half of it', async () => {
    for (const name of ['html', 'bad_gateway'] as const) {
      fake.google.fail(name)
      expect((await api('GET', EVENTS)).headers.get('content-type')).toBe('text/html')
    }
    fake.google.fail('truncate')
    await expect(api('GET', EVENTS)).rejects.toThrow('JSON')
  })

  it('loses a write, or only the answer to one that was made', async () => {
    fake.google.fail('reset_before', { method: 'POST' })
    await expect(api('POST', EVENTS, { ...DAY, id: 'first' })).rejects.toThrow()
    expect((await api('GET', `${EVENTS}/first`)).status).toBe(404)
    fake.google.fail('reset_after', { method: 'POST' })
    await expect(api('POST', EVENTS, { ...DAY, id: 'second' })).rejects.toThrow()
    expect((await api('GET', `${EVENTS}/second`)).status).toBe(200)
    expect((await api('POST', EVENTS, { ...DAY, id: 'second' })).status).toBe(409)
  })

  const tell = async (command: object) => {
    const answer = await fetch(`${fake.origin}/__ctl`, { method: 'POST', body: JSON.stringify(command) })
    return { status: answer.status, told: await answer.json() }
  }

  it('can be told from outside, and what was asked be read', async () => {
    const { nextSyncToken } = (await api('GET', EVENTS)).body
    for (const command of [
      { do: 'fail', fault: 'rate_limit', times: 2, path: '/colors' },
      { do: 'fail_webhooks', kind: 'drop' },
      { do: 'expire_sync_tokens' },
      { do: 'empty_pages', count: 1 },
      { do: 'undetected_collisions', count: 1 },
      { do: 'tell_history', on: true },
      { do: 'rotate_refresh_tokens', on: true },
      { do: 'forget_tombstones' },
      { do: 'forget_requests' },
      { do: 'consent', page: true },
    ])
      expect((await tell(command)).status, command.do).toBe(200)
    expect((await api('GET', '/colors')).status).toBe(403)
    expect((await api('GET', `${EVENTS}?syncToken=${encodeURIComponent(nextSyncToken)}`)).status).toBe(410)
    expect((await api('GET', EVENTS)).body).toHaveProperty('nextPageToken')
    expect([fake.google.oauth.consent.page, fake.google.oauth.rotate]).toEqual([true, true])
    for (const wrong of [{ do: 'dance' }, { do: 'delete_event', calendar: MARA }, { do: 'calm', more: 1 }])
      expect((await tell(wrong)).status).toBe(422)
    await tell({ do: 'calm' })
    expect((await api('GET', '/colors')).status).toBe(200)
    expect(fake.google.log.count('GET', /colors$/)).toBe(2)
    const { told } = await tell({ do: 'requests' })
    expect(told.at(-1)).toEqual({ method: 'GET', path: '/apis/calendar/v3/colors', query: '', status: 200 })
    await tell({ do: 'expire_access_tokens' })
    expect((await api('GET', '/colors')).status).toBe(401)
  })

  it('lets the person act from outside as well', async () => {
    const at = { date: '2026-03-12' }
    const { told: event } = await tell({ do: 'create_event', calendar: MARA, fields: DAY })
    const { told: calendar } = await tell({ do: 'create_calendar', email: MARA, summary: 'Learning' })
    const series = { ...DAY, id: 'series', recurrence: ['RRULE:FREQ=DAILY'] }
    const one = { calendar: MARA, event: event.id }
    for (const command of [
      { do: 'create_event', calendar: MARA, fields: series },
      { do: 'split_series', calendar: MARA, event: 'series', at },
      { do: 'patch_event', ...one, fields: { summary: 'Changed' } },
      { do: 'delete_event', ...one },
      { do: 'restore_event', ...one },
      { do: 'move_event', ...one, to: calendar.id },
      { do: 'rename_calendar', calendar: calendar.id, summary: 'Courses' },
      { do: 'recolour_calendar', email: MARA, calendar: calendar.id, colour: '#d06b64' },
      { do: 'share_calendar', email: 'jonas@example.org', calendar: calendar.id, role: 'reader' },
      { do: 'unshare_calendar', email: 'jonas@example.org', calendar: calendar.id },
    ])
      expect(await tell(command), command.do).toMatchObject({ status: 200 })
    const events = (await api('GET', EVENTS)).body.items.map((item: { id: string }) => item.id)
    expect(events).toEqual(['series', 'series_R20260312'])
    expect((await api('GET', `/calendars/${calendar.id}/events`)).body.items).toMatchObject([{ summary: 'Changed' }])
    expect((await tell({ do: 'patch_event', ...one, event: 'none', fields: {} })).status).toBe(422)
    await tell({ do: 'delete_calendar', calendar: calendar.id })
    expect((await api('GET', `/calendars/${calendar.id}`)).status).toBe(404)
    await tell({ do: 'revoke_access', email: MARA })
    expect((await api('GET', '/colors')).status).toBe(401)
  })
})
