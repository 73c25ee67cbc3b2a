import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { makeApp, START } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { TEST_LOGIN } from '#kit/database.ts'
import { clockFrom } from '#platform/clock.ts'
import { parseConfig } from '#platform/config.ts'
import { makeLog } from '#platform/log.ts'
import { createApp } from '#server/app.ts'
import type { App } from '#server/app.ts'
import { soon } from '#kit/soon.ts'

let first: TestApp
let second: App
let second_dir: string
let addresses: readonly [string, string]
const sockets: WebSocket[] = []

beforeAll(async () => {
  first = await makeApp()
  second_dir = await mkdtemp(join(tmpdir(), 'career-copilot-node-'))
  const config = parseConfig({
    NODE_ENV: 'test',
    PORT: '0',
    DATA_DIR: second_dir,
    DATABASE_POOL: '5',
    SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
    RATE_LIMIT: '10000000',
  })
  const options = {
    admin_url: first.admin_url,
    login: TEST_LOGIN,
    clock: clockFrom(() => START),
    log: makeLog('fatal'),
  }
  second = await createApp(config, { ...options, web_folder: null })
  addresses = [await first.listen(), await second.listen()]
})

afterAll(async () => {
  for (const socket of sockets) socket.terminate()
  await second.close()
  await first.close()
  await rm(second_dir, { recursive: true, force: true })
})

const outbox = (folder: string) => readdir(join(folder, 'outbox')).catch(() => [])

interface Seen {
  readonly id: string
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}

/** A socket of the person at one node, with what it was told. */
async function listenAt(address: string, person: TestUser): Promise<Seen[]> {
  const { body } = await person.request('POST', '/live/ticket')
  const seen: Seen[] = []
  const socket = new WebSocket(`${address.replace('http', 'ws')}/ws/notifications?ticket=${body.ticket}`)
  sockets.push(socket)
  socket.on('message', (data) => seen.push(JSON.parse(data.toString())))
  await new Promise<void>((done, fail) => {
    socket.once('open', () => done())
    socket.once('error', fail)
  })
  socket.send(JSON.stringify({ type: 'ping' }))
  await soon(() => expect(seen.map(({ type }) => type)).toContain('pong'))
  return seen
}

describe('two nodes on one PostgreSQL', () => {
  it('run each job once between them', async () => {
    const people = 24
    await Promise.all(Array.from({ length: people }, () => first.register()))
    await Promise.all([first.ctx.queue.drain(), second.ctx.queue.drain()])
    const queued = await first.rows<{ state: string; count: number }>(
      `SELECT state::text, count(*)::int FROM pgboss.job WHERE name = 'mail.send' GROUP BY 1`,
    )
    expect(queued).toEqual([{ state: 'completed', count: people }])
    const [here, there] = await Promise.all([outbox(first.data_dir), outbox(second_dir)])
    const idOf = (name: string) => name.slice(-40, -4)
    const sent = [...here, ...there].map(idOf)
    expect(sent).toHaveLength(people)
    expect(new Set(sent).size).toBe(people)
  })

  it('tell live events to the sockets of both, whoever caused them', async () => {
    const person = await first.register()
    const [at_first, at_second] = await Promise.all(addresses.map((address) => listenAt(address, person)))
    const made = await person.request('POST', '/applications', { body: { title: 'Baker', company: 'Oven' } })
    expect(made.status).toBe(201)
    await person.request('PATCH', `/applications/${made.body.id}`, { body: { status: 'applied' } })
    const updates = (seen: readonly Seen[] | undefined) =>
      (seen ?? []).filter(({ type }) => type === 'application_status_update')
    await soon(() => {
      expect(updates(at_first).length).toBeGreaterThan(0)
      expect(updates(at_second)).toEqual(updates(at_first))
    })
  })

  it('tell nothing of it to anybody else', async () => {
    const person = await first.register()
    const other = await first.register()
    const seen = await listenAt(addresses[1], other)
    const mine = await listenAt(addresses[1], person)
    await person.request('POST', '/applications', { body: { title: 'Miller', company: 'Mill', status: 'applied' } })
    await person.request('POST', '/applications', { body: { title: 'Cook', company: 'Pan', status: 'applied' } })
    await soon(() => expect(mine.length).toBeGreaterThan(1))
    expect(seen.map(({ type }) => type)).toEqual(['pong'])
  })
})
