import { afterAll, beforeAll, expect, test } from 'vitest'
import { START, makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { startBoards } from '#kit/vendors/boards/server.ts'
import type { Boards } from '#kit/vendors/boards/server.ts'

let boards: Boards
let app: TestApp
let mara: TestUser

beforeAll(async () => {
  boards = await startBoards({ fixturesDir: null, now: START })
  app = await makeApp({ OUTBOUND_REWRITE: JSON.stringify(boards.rewrites), ALLOW_PRIVATE_HOSTS: '127.0.0.1' })
  mara = await app.register()
  await mara.request('PATCH', '/sources/arbeitnow', { body: { enabled: true } })
  await app.ctx.queue.drain()
})
afterAll(async () => {
  await app.close()
  await boards.close()
})

const search = async (person: TestUser, query: Record<string, string | number>) =>
  (await person.request('GET', '/jobs', { query })).body

test.each([
  ['kuberentes', 'kubernetes'],
  ['Devleoper Raect', 'developer react'],
  ['"data analyst" kuberentes', '"data analyst" kubernetes'],
])('a search for %s is read as one for %s', async (q, meant) => {
  const found = await search(mara, { q })
  expect(found.searched_for).toBe(meant)
  expect(found.total).toBe((await search(mara, { q: meant })).total)
})

test.each(['kubernetes', 'engineers', 'kube', 'qzxwvu', '-kuberentes', '"kuberentes"', 'C++'])(
  'a search for %s is taken as it is',
  async (q) => {
    expect(await search(mara, { q })).not.toHaveProperty('searched_for')
  },
)

test('every page is of what was meant, and whoever insists is taken at the word', async () => {
  const [first] = [await search(mara, { q: 'kuberentes', limit: 5 })]
  expect(first.items).toHaveLength(5)
  const second = await search(mara, { q: 'kuberentes', limit: 5, cursor: first.next_cursor })
  expect(second).toMatchObject({ searched_for: 'kubernetes', items: { length: 5 } })
  expect(await search(mara, { q: 'kuberentes', verbatim: 'true' })).toMatchObject({ total: 0, items: [] })
})

test('nobody is led to words that are not in their own feed', async () => {
  const otto = await app.register()
  expect(await search(otto, { q: 'kuberentes' })).not.toHaveProperty('searched_for')
  await otto.request('POST', '/jobs', { body: { title: 'Quagmire keeper', company: 'Otto' } })
  expect(await search(mara, { q: 'quagmyre' })).not.toHaveProperty('searched_for')
})
