import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { text as textOf } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { daily, program, tenOn } from './program.ts'
import type { Answered } from './program.ts'
import { startFakeMicrosoft } from './server.ts'
import type { FakeMicrosoft } from './server.ts'

/** What the program's own server was told, in order. */
let heard: Answered['body'][]
/** How it answers: the handshake, and notifications. */
let answers: { type: string; token: (token: string) => string; status: number }
let listener: Server
let at: string
let now: number
let fake: FakeMicrosoft
let graph: ReturnType<typeof program>

beforeEach(async () => {
  now = Date.parse('2026-06-01T06:00:00Z')
  heard = []
  answers = { type: 'text/plain', token: (token) => token, status: 202 }
  listener = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://app.example')
    const token = searchParams.get('validationToken')
    const body = await textOf(request)
    if (token !== null) return void response.writeHead(200, { 'content-type': answers.type }).end(answers.token(token))
    for (const value of JSON.parse(body).value) heard.push({ ...value, at: pathname })
    response.writeHead(answers.status).end()
  })
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done))
  const address = listener.address()
  at = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  fake = await startFakeMicrosoft({ now: () => now })
  graph = program(fake)
})
afterEach(async () => {
  await fake.close()
  listener.closeAllConnections()
  await new Promise((done) => listener.close(done))
})

const wish = (changes: object = {}) => ({
  ...{ changeType: 'created,updated,deleted', resource: '/me/events', clientState: 'secret' },
  ...{ notificationUrl: `${at}/hook?c=1`, lifecycleNotificationUrl: `${at}/life`, latestSupportedTlsVersion: 'v1_2' },
  expirationDateTime: new Date(now + 3_600_000).toISOString(),
  ...changes,
})
const subscribe = (changes?: object, prefer = '') =>
  graph.ask('POST', '/subscriptions', wish(changes), prefer === '' ? {} : { prefer })
const heardKinds = async () => {
  await fake.webhooks.settled()
  return heard.map(({ changeType, lifecycleEvent }) => changeType ?? lifecycleEvent)
}

describe('A subscription', () => {
  it('is made once its address gave back the token', async () => {
    const { status, body } = await subscribe()
    expect(status).toBe(201)
    expect(body).toMatchObject({
      resource: '/me/events',
      expirationDateTime: '2026-06-01T07:00:00.000Z',
      clientState: null,
    })
  })

  it.each([
    ['gives back another token', () => (answers.token = () => 'another')],
    ['gives it back as HTML', () => (answers.type = 'text/html')],
    ['gives it back as it is written in the address', () => (answers.token = (token) => encodeURIComponent(token))],
    ['is not there', () => listener.close()],
  ])('is refused when its address %s', async (_what, arrange) => {
    arrange()
    const url = listener.listening ? `${at}/hook` : 'http://127.0.0.1:9/hook'
    expect(await subscribe({ notificationUrl: url })).toMatchObject({ status: 400, code: 'ValidationError' })
  })

  it.each([
    ['an address without TLS elsewhere', () => ({ notificationUrl: 'http://app.example/hook' }), 'ValidationError'],
    ['a change that there is not', () => ({ changeType: 'moved' }), 'ValidationError'],
    ['one calendar, which is not documented', () => ({ resource: `/me/calendars/x/events` }), 'ValidationError'],
    ['an end in the past', () => ({ expirationDateTime: new Date(now - 1).toISOString() }), 'ValidationError'],
  ])('is refused for %s', async (_what, changes, code) => {
    expect(await subscribe(changes())).toMatchObject({ status: 400, code })
  })

  it('may be of one calendar where that works', async () => {
    fake.traits.calendar_subscriptions = true
    const work = fake.person().createCalendar('Work')
    expect((await subscribe({ resource: `/me/calendars/${work.id}/events` })).status).toBe(201)
    fake.person().createEvent(tenOn(2))
    fake.person().createEvent(tenOn(2), work.id)
    expect(await heardKinds()).toEqual(['created'])
  })

  it('is made once for the same resource and changes', async () => {
    const { body } = await subscribe()
    expect(await subscribe()).toMatchObject({
      status: 409,
      body: { error: { message: expect.stringContaining(body['id']) } },
    })
    expect((await graph.ask('DELETE', `/subscriptions/${body['id']}`)).status).toBe(204)
    expect((await subscribe()).status).toBe(201)
  })

  it('lives 4,230 minutes at most, whatever was asked, and is renewed', async () => {
    const far = { expirationDateTime: '2026-07-01T00:00:00Z' }
    const { body } = await subscribe(far)
    expect(body['expirationDateTime']).toBe('2026-06-04T04:30:00.000Z')
    now += 3_600_000
    const renewed = await program(fake).ask('PATCH', `/subscriptions/${body['id']}`, far)
    expect(renewed).toMatchObject({ status: 200, body: { expirationDateTime: '2026-06-04T05:30:00.000Z' } })
    now += 4_230 * 60_000
    expect(await program(fake).ask('PATCH', `/subscriptions/${body['id']}`, far)).toMatchObject({ status: 404 })
    fake.person().createEvent(tenOn(2))
    expect(await heardKinds()).toEqual([])
    expect((await program(fake).get('/subscriptions')).body['value']).toEqual([])
  })
})

describe('A notification', () => {
  it('comes of what the person and the program do, with the secret and an id', async () => {
    const { body } = await subscribe({}, 'IdType="ImmutableId"')
    const id = fake.person().createEvent(tenOn(2))
    await graph.change(id, { subject: 'x' })
    await graph.delete(id)
    expect(await heardKinds()).toEqual(['created', 'updated', 'deleted'])
    expect(heard[0]).toMatchObject({
      ...{ at: '/hook', subscriptionId: body['id'], clientState: 'secret', changeType: 'created' },
      resource: `Users/${fake.person().mailbox.account.id}/Events/${id}`,
      resourceData: { '@odata.type': '#Microsoft.Graph.Event', id },
    })
  })

  it('of a deleted occurrence is about its series', async () => {
    await subscribe({}, 'IdType="ImmutableId"')
    const id = fake.person().createEvent(daily(2, 3))
    fake.person().deleteOccurrence(id, '2026-06-03')
    expect(await heardKinds()).toEqual(['created', 'updated'])
    expect(heard[1]?.['resourceData'].id).toBe(id)
  })

  it('may be lost, come twice, or come before the write is answered', async () => {
    await subscribe()
    fake.webhooks.fail('drop')
    await graph.create(tenOn(2))
    expect(await heardKinds()).toEqual([])
    fake.webhooks.fail('duplicate')
    await graph.create(tenOn(3))
    expect(await heardKinds()).toEqual(['created', 'created'])
    fake.webhooks.fail('early')
    fake.faults.add({ kind: 'slow', ms: 100 }, { method: 'POST' })
    const write = graph.create(tenOn(4))
    await expect.poll(() => heard.length).toBe(3)
    expect(fake.log.entries.at(-1)?.status).toBeNull()
    await write
    expect(await heardKinds()).toHaveLength(3)
  })

  it('may be forged by who does not know the secret', async () => {
    await subscribe()
    for (const subscription of fake.subscriptions.all.values()) fake.webhooks.forge(subscription)
    expect(await heardKinds()).toEqual(['updated'])
    expect(heard[0]?.['clientState']).not.toBe('secret')
  })

  it('that is not taken is sent again', async () => {
    await subscribe()
    answers.status = 503
    fake.person().createEvent(tenOn(2))
    expect(await heardKinds()).toHaveLength(1)
    expect(fake.webhooks.undelivered).toHaveLength(1)
    answers.status = 202
    fake.webhooks.retry()
    expect(await heardKinds()).toHaveLength(2)
    expect(fake.webhooks.undelivered).toHaveLength(0)
  })
})

describe('The life of a subscription', () => {
  const tell = (event: 'reauthorizationRequired' | 'subscriptionRemoved' | 'missed') => {
    for (const subscription of fake.subscriptions.all.values()) fake.webhooks.lifecycle(subscription, event)
  }

  it.each([
    ['an authorisation', (id: string) => graph.ask('POST', `/subscriptions/${id}/reauthorize`)],
    [
      'a renewal',
      (id: string) => graph.ask('PATCH', `/subscriptions/${id}`, { expirationDateTime: '2026-06-02T00:00:00Z' }),
    ],
  ])('is interrupted until %s', async (_by, authorize) => {
    const { body } = await subscribe()
    tell('reauthorizationRequired')
    fake.person().createEvent(tenOn(2))
    expect(await heardKinds()).toEqual(['reauthorizationRequired'])
    expect(heard[0]).toMatchObject({ at: '/life', subscriptionId: body['id'], clientState: 'secret' })
    expect(heard[0]).not.toHaveProperty('resource')
    expect((await authorize(body['id'])).status).toBeLessThan(300)
    fake.person().createEvent(tenOn(3))
    expect(await heardKinds()).toEqual(['reauthorizationRequired', 'created'])
  })

  it('ends when it is removed, and goes on when something was missed', async () => {
    await subscribe()
    tell('missed')
    fake.person().createEvent(tenOn(2))
    await fake.webhooks.settled()
    tell('subscriptionRemoved')
    fake.person().createEvent(tenOn(3))
    expect(await heardKinds()).toEqual(expect.arrayContaining(['missed', 'created', 'subscriptionRemoved']))
    expect(heard).toHaveLength(3)
    expect((await graph.get('/subscriptions')).body['value']).toEqual([])
  })
})
