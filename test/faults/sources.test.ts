import { afterAll, beforeAll, expect, it } from 'vitest'
import { START, makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import type { Misbehaviour } from '#kit/vendors/boards/misbehaviour.ts'
import { startBoards } from '#kit/vendors/boards/server.ts'
import type { Boards } from '#kit/vendors/boards/server.ts'
import { soon } from '#kit/soon.ts'

const HOUR_MS = 3_600_000
let boards: Boards
let app: TestApp
let mara: TestUser

beforeAll(async () => {
  boards = await startBoards({ fixturesDir: null, now: START })
  app = await makeApp({ OUTBOUND_REWRITE: JSON.stringify(boards.rewrites) })
  mara = await app.register()
  for (const id of ['arbeitnow', 'remotive']) {
    const on = await mara.request('PATCH', `/sources/${id}`, { body: { enabled: true } })
    expect(on.status, JSON.stringify(on.body)).toBe(200)
  }
  await app.ctx.queue.drain()
})
afterAll(async () => {
  await app.close()
  await boards.close()
})

// Half a day later: no interval and no open circuit stands between; the sign-in has run out, so there is a new one.
const halfADayLater = async () => {
  app.time.advance(12 * HOUR_MS)
  const { username } = mara.user
  const answer = await app.request('POST', '/auth/login', { body: { username, password: mara.password } })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  const token: string = answer.body.access_token
  mara = { ...mara, token, request: (method, path, options = {}) => app.request(method, path, { token, ...options }) }
}
const startRun = async (id: string): Promise<string> => {
  const answer = await mara.request('POST', `/sources/${id}/run`)
  expect(answer.status, JSON.stringify(answer.body)).toBe(202)
  return answer.body.run_id
}
const runOf = async (id: string) => (await mara.request('GET', `/sources/runs/${id}`)).body
const postings = () => app.rows('SELECT id, title, version, closed_at FROM postings ORDER BY id')

const QUICK: readonly [Misbehaviour, string][] = [
  ['reset', 'unreachable'],
  ['truncate', 'truncated'],
  ['broken-chunk', 'truncated'],
  ['lying-length', 'truncated'],
  ['cut', 'truncated'],
  ['endless', 'too_large'],
  ['bomb', 'too_large'],
  ['html', 'wrong_content'],
  ['challenge', 'blocked_antibot'],
  ['drift', 'schema_drift'],
  ['redirect-private', 'refused_address'],
  ['redirect-loopback', 'refused_address'],
  ['redirect-loop', 'wrong_content'],
  ['error', 'server_error'],
]

it.each(QUICK)('a source that answers with %s harms no posting and no other source', async (kind, outcome) => {
  const before = await postings()
  boards.misbehave('/arbeitnow', kind)
  await halfADayLater()
  const [bad, good] = [await startRun('arbeitnow'), await startRun('remotive')]
  await app.ctx.queue.drain()
  boards.behave()
  expect(await runOf(bad)).toMatchObject({
    status: 'failed',
    outcome,
    added: 0,
    closed: 0,
    complete: false,
    message: expect.stringMatching(/\S/),
  })
  expect(await runOf(good)).toMatchObject({ status: 'done' })
  expect(await postings()).toEqual(before)
  expect(boards.asked.filter((asked) => asked.path.startsWith('/_canary'))).toEqual([])
})

it('while a source keeps silent, others are read and people are answered', async () => {
  boards.misbehave('/arbeitnow', 'hang')
  await halfADayLater()
  const bad = await startRun('arbeitnow')
  const drained = app.ctx.queue.drain()
  await soon(async () => expect(await runOf(bad)).toMatchObject({ status: 'running' }))
  const good = await startRun('remotive')
  await soon(async () => expect(await runOf(good)).toMatchObject({ status: 'done' }))
  expect(await runOf(bad)).toMatchObject({ status: 'running' })
  expect((await mara.request('GET', '/jobs')).body.total).toBeGreaterThan(0)
  await drained
  await app.ctx.queue.drain()
  boards.behave()
  expect(await runOf(bad)).toMatchObject({ status: 'failed', outcome: 'timeout' })
}, 60_000)

it('is read again as if nothing had been, once it is well', async () => {
  await halfADayLater()
  const run = await startRun('arbeitnow')
  await app.ctx.queue.drain()
  expect(await runOf(run)).toMatchObject({ status: 'done', added: 0 })
  expect((await mara.request('GET', '/sources/arbeitnow')).body).toMatchObject({ health: 'healthy' })
})
