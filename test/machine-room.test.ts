import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp } from '#kit/make-app.ts'

let app: TestApp
let address = ''

beforeAll(async () => {
  app = await makeApp()
  address = (await app.listen()).replace('http', 'ws')
})
afterAll(() => app.close())

async function open(query: string, headers: Record<string, string> = {}): Promise<WebSocket> {
  const socket = new WebSocket(`${address}/ws/notifications${query}`, { headers })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  return socket
}

const message = (socket: WebSocket) =>
  new Promise<unknown>((resolve) => socket.once('message', (data) => resolve(JSON.parse(data.toString()))))
const closed = (socket: WebSocket) => new Promise<number>((resolve) => socket.once('close', resolve))

test('the node is ready and says so, and counts what it does', async () => {
  const ready = await app.request('GET', '/health/ready')
  expect(ready).toMatchObject({
    status: 200,
    body: { status: 'ok', checks: { database: null, migrations: null, queue: null, live: null } },
  })
  expect((await app.request('GET', '/metrics')).body).toMatch(
    /http_request_duration_seconds_count\{method="GET",route="\/health\/ready",status="200"\} 1/,
  )
})

test('a ticket opens the socket of a signed-in person, who hears what is published and is let go at the log-out', async () => {
  const ada = await app.register()
  expect((await app.request('POST', '/live/ticket')).status).toBe(401)
  const issued = await ada.request('POST', '/live/ticket')
  expect(issued.status).toBe(201)
  const socket = await open(`?ticket=${issued.body.ticket}`)
  const heard = message(socket)
  await app.ctx.db.asSystem('test publish', (tx) =>
    app.ctx.live.publish(tx, { user_id: ada.user.id, type: 'system', data: { kind: 'hello' } }),
  )
  expect(await heard).toMatchObject({ type: 'system', data: { kind: 'hello' } })
  const ended = closed(socket)
  expect((await ada.request('POST', '/auth/logout')).status).toBeLessThan(300)
  expect(await ended).toBe(4401)
})

test('a bearer opens the socket too', async () => {
  const bob = await app.register()
  const socket = await open('', { authorization: `Bearer ${bob.token}` })
  const heard = message(socket)
  socket.send('{"type":"ping"}')
  expect(await heard).toMatchObject({ type: 'pong' })
  socket.close()
  expect(await closed(socket)).toBe(1005)
})
