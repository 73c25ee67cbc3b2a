import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ChannelQuestion } from '#domain/calendar/sync/port.ts'
import { valueOf } from '#connectors/calendar/calendar-port.suite.ts'
import { anEvent, asking, doneIn } from './asking.suite.ts'
import { connect } from './connected.suite.ts'
import type { ConnectedMicrosoft } from './connected.suite.ts'

let subject: ConnectedMicrosoft
let address: string
let told: { path: string; body: string }[]
let close: () => Promise<void>
beforeEach(async () => {
  subject = await connect()
  told = []
  const server = createServer(async (request, response) => {
    const token = new URL(request.url ?? '', 'http://we.example').searchParams.get('validationToken')
    const body = await text(request)
    if (token === null) told.push({ path: request.url ?? '', body })
    response.writeHead(token === null ? 202 : 200, { 'content-type': 'text/plain' }).end(token ?? '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  close = () => new Promise((resolve) => server.close(() => resolve()))
})
afterEach(async () => {
  await subject.close()
  await close()
})

const question = (change: Partial<ChannelQuestion> = {}): ChannelQuestion => ({
  ...{ calendar: subject.calendar, channel_id: 'one', secret: 'a secret' },
  ...{ address: `${address}/one`, lifecycle_address: `${address}/one/life` },
  ...change,
})
const push = () => {
  const made = subject.port.push
  if (made?.prolong == null) throw new Error('Graph prolongs its subscriptions.')
  return { open: made.open, prolong: made.prolong, close: made.close }
}
const open = async (change: Partial<ChannelQuestion> = {}) =>
  valueOf(await push().open(subject.account, question(change)))
const standing = () => [...subject.fake.subscriptions.all.values()]
const minutesLeft = (expires_at: string, now: number) => (Date.parse(expires_at) - now) / 60_000

describe('a subscription', () => {
  test('tells of changes with its secret, and lasts as long as the answer says', async () => {
    const channel = await open()
    const [made] = standing()
    expect(made).toMatchObject({
      ...{ resource: '/me/events', changeType: 'created,updated,deleted', clientState: 'a secret', immutable: true },
      ...{ notificationUrl: `${address}/one`, lifecycleNotificationUrl: `${address}/one/life` },
    })
    expect(channel).toEqual({
      remote_id: made?.id,
      resource_id: null,
      expires_at: new Date(made?.expires ?? 0).toISOString(),
      whole_account: true,
    })
    doneIn(await asking(subject).create(anEvent()))
    await expect.poll(() => told.map(({ path }) => path)).toEqual(['/one'])
    expect(told[0]?.body).toContain('"clientState":"a secret"')
  })

  test('is to one calendar where Graph takes that', async () => {
    subject.fake.traits.calendar_subscriptions = true
    expect((await open()).whole_account).toBe(false)
    expect(standing()).toMatchObject([{ calendar: subject.calendar.remote_id }])
    expect(subject.fake.log.entries).toHaveLength(1)
  })

  test('is prolonged, and one that ran out is not', async () => {
    const channel = await open()
    const before = Date.parse(channel.expires_at)
    const longer = valueOf(await push().prolong(subject.account, channel))
    expect(longer).toMatchObject({ remote_id: channel.remote_id, whole_account: true })
    expect(minutesLeft(longer.expires_at, before)).toBeGreaterThan(0)
    subject.fake.subscriptions.all.clear()
    expect(await push().prolong(subject.account, channel)).toMatchObject({ kind: 'failed', is: 'gone' })
  })

  test('is closed, and one that is gone already is so', async () => {
    const channel = await open()
    valueOf(await push().close(subject.account, channel))
    expect(standing()).toEqual([])
    valueOf(await push().close(subject.account, channel))
    subject.fake.fail('unavailable')
    expect(await push().close(subject.account, channel)).toMatchObject({ kind: 'failed', is: 'transient' })
  })

  test('that stands in the way of the same one gives way to it', async () => {
    const before = await open({ secret: 'an older secret' })
    const after = await open()
    expect(after.remote_id).not.toBe(before.remote_id)
    expect(standing()).toMatchObject([{ id: after.remote_id, clientState: 'a secret' }])
  })

  test('to all calendars is shared by them', async () => {
    const first = await open()
    const second = await open({ address: `${address}/two`, lifecycle_address: `${address}/two/life` })
    expect(second).toEqual(first)
    expect(standing()).toHaveLength(1)
  })

  test('to one calendar from another address gives way', async () => {
    subject.fake.traits.calendar_subscriptions = true
    await open({ address: `${address}/old` })
    await open()
    expect(standing()).toMatchObject([{ notificationUrl: `${address}/one` }])
  })

  test('is not made where nobody answers at the address', async () => {
    await close()
    expect(await push().open(subject.account, question())).toMatchObject({
      kind: 'failed',
      is: 'poison',
      code: 'ValidationError',
    })
  })
})
