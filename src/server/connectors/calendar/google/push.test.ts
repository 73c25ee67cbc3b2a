import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CalendarPush } from '#domain/calendar/sync/port.ts'
import { valueOf } from '#connectors/calendar/calendar-port.suite.ts'
import { connect } from './connected.suite.ts'
import type { ConnectedGoogle } from './connected.suite.ts'

let there: ConnectedGoogle
let push: CalendarPush
let address: string
let messages: unknown[]
const receiver = createServer((request, response) => {
  const { headers } = request
  messages.push([headers['x-goog-channel-id'], headers['x-goog-channel-token'], headers['x-goog-resource-state']])
  response.end()
})

beforeEach(async () => {
  there = await connect()
  if (there.port.push === null) throw new Error('Google tells of changes.')
  push = there.port.push
  messages = []
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
})
afterEach(async () => {
  await there.close()
  await new Promise((resolve) => receiver.close(resolve))
})

const open = (more: { address?: string; remote_id?: string } = {}) =>
  push.open(there.account, {
    calendar: { ...there.calendar, remote_id: more.remote_id ?? there.calendar.remote_id },
    ...{ channel_id: 'channel-1', secret: 'hush', address: more.address ?? address, lifecycle_address: address },
  })

test('changes are told with the secret, for as long as the answer says, until the channel is closed', async () => {
  const { google, account } = there
  const answer = await open()
  const channel = valueOf(answer)
  expect(channel).toMatchObject({ remote_id: 'channel-1', resource_id: expect.any(String) })
  expect(Date.parse(channel.expires_at) - Date.parse('2026-05-20T08:00:00Z')).toBeGreaterThan(6 * 86_400_000)
  const day = { start: { date: '2026-06-01' }, end: { date: '2026-06-02' } }
  google.person.createEvent(there.calendar.remote_id, day)
  await google.channels.settled()
  expect(messages).toEqual([
    ['channel-1', 'hush', 'sync'],
    ['channel-1', 'hush', 'exists'],
  ])
  expect(await push.close(account, channel)).toMatchObject({ kind: 'ok', value: null, requests: 1 })
  google.person.createEvent(there.calendar.remote_id, day)
  await google.channels.settled()
  expect(messages).toHaveLength(2)
  expect(push.prolong).toBeNull()
})

test('a channel that is gone is closed, and one that could not be closed is not', async () => {
  const { account } = there
  const channel = { remote_id: 'x', resource_id: 'y', expires_at: '2026-06-01T00:00:00Z', whole_account: false }
  expect(await push.close(account, channel)).toMatchObject({ kind: 'ok', value: null })
  there.google.fail('unavailable')
  expect(await push.close(account, channel)).toMatchObject({ is: 'transient' })
})

test.each([
  ['pushNotSupportedForRequestedResource', { remote_id: 'en.german#holiday@group.v.calendar.google.com' }],
  ['push.webhookUrlNotHttps', { address: 'http://copilot.example/hook' }],
])('a channel that is refused with %s is refused, and nothing else is wrong', async (code, more) => {
  expect(await open(more)).toMatchObject({ kind: 'failed', is: 'forbidden', code })
})
