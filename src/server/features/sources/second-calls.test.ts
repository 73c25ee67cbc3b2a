import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { START, makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { startBoards } from '#kit/vendors/boards/server.ts'
import type { Boards } from '#kit/vendors/boards/server.ts'

const SOURCE = 'smartrecruiters.acme'
const DAY = 86_400_000

let boards: Boards
let app: TestApp
let mara: TestUser

beforeAll(async () => {
  boards = await startBoards({ fixturesDir: null, now: START })
  app = await makeApp({ OUTBOUND_REWRITE: JSON.stringify(boards.rewrites), ALLOW_PRIVATE_HOSTS: '127.0.0.1' })
  mara = await app.register()
})
afterEach(() => boards.behave())
afterAll(async () => {
  await app.close()
  await boards.close()
})

async function later(ms: number) {
  app.time.advance(ms)
  mara = await app.login(mara)
}

/** A run, and which single postings were asked for in it. */
async function read(ms = DAY) {
  await later(ms)
  const before = boards.asked.length
  const { body } = await mara.request('POST', `/sources/${SOURCE}/run`)
  await app.ctx.queue.drain()
  const run = (await mara.request('GET', `/sources/runs/${body.run_id}`)).body
  return { run, singles: boards.asked.slice(before).flatMap(({ path }) => /\/postings\/(\d+)$/.exec(path)?.[1] ?? []) }
}
const postings = () => boards.feeds.smartrecruiters.get('acme') ?? []
const kept = () =>
  app.rows<{ title: string; text: string | null; closed: boolean }>(
    `SELECT p.title, p.description_text AS text, p.closed_at IS NOT NULL AS closed FROM posting_sources s
     JOIN postings p ON p.id = s.posting_id WHERE s.source_id = $1 ORDER BY s.external_id`,
    [SOURCE],
  )

test('an employer whose list carries no texts is read with them', async () => {
  const url = 'https://jobs.smartrecruiters.com/acme'
  expect((await mara.request('POST', '/sources', { body: { url } })).body).toMatchObject({ id: SOURCE })
  await app.ctx.queue.drain()
  const { body } = await mara.request('GET', `/sources/${SOURCE}`)
  expect(body).toMatchObject({ health: 'healthy', postings: 60 })
  expect(body.last_run).toMatchObject({ pages: 2, requests: 62, seen: 60, added: 60, complete: true })
  expect((await kept()).every(({ text }) => text?.includes('Your tasks'))).toBe(true)
})

test('a posting is asked for once while the list says the same of it, and again after two weeks', async () => {
  expect(await read()).toMatchObject({
    singles: [],
    run: { outcome: 'ok', requests: 2, seen: 60, added: 0, changed: 0, unchanged: 60, closed: 0, complete: true },
  })
  expect((await read(14 * DAY)).singles).toHaveLength(60)
  expect((await read()).singles).toEqual([])
})

test('what changed in the list is asked for, and until it is answered the text stays', async () => {
  const [first] = postings()
  Object.assign(first ?? {}, { name: 'Chief Baker' })
  boards.misbehave(`/smartrecruiters/v1/companies/acme/postings/${first?.['id']}`, 'error')
  expect(await read()).toMatchObject({ run: { outcome: 'ok', changed: 0 } })
  expect((await kept())[0]).toMatchObject({ title: expect.not.stringMatching(/Baker/), text: expect.any(String) })
  boards.behave()
  expect(await read()).toMatchObject({ singles: [first?.['id']], run: { changed: 1 } })
  expect((await kept())[0]).toMatchObject({ title: 'Chief Baker', text: expect.stringContaining('Your tasks') })
})

test('what the list lacks twice is closed, what it carries is not, and once is no harm', async () => {
  const [one, other] = postings().splice(0, 2)
  expect((await read()).run).toMatchObject({ closed: 0 })
  if (other !== undefined) postings().unshift(other)
  expect((await read()).run).toMatchObject({ closed: 1 })
  expect((await kept()).map(({ closed }) => closed)).toEqual([true, ...Array.from({ length: 59 }, () => false)])
  // It was missed once, came back, and is missed once more.
  postings().shift()
  expect((await read()).run).toMatchObject({ closed: 0 })
  if (one !== undefined && other !== undefined) postings().unshift(one, other)
  await read()
  expect((await kept()).every(({ closed }) => !closed)).toBe(true)
})

test('postings that cannot be read are told as what is wrong with the source', async () => {
  boards.misbehave('/smartrecruiters/v1/companies/acme/postings/', 'drift')
  await later(15 * DAY)
  expect((await read()).run).toMatchObject({ status: 'done', outcome: 'ok', closed: 0 })
  const { body } = await mara.request('GET', `/sources/${SOURCE}`)
  expect(body).toMatchObject({ health: 'degraded', health_reason: expect.stringMatching(/texts are missing/) })
  expect((await kept()).every(({ text }) => text !== null)).toBe(true)
})

test('an employer that perhaps does not exist is not called healthy', async () => {
  await mara.request('POST', '/sources', { body: { url: 'https://jobs.smartrecruiters.com/nobody' } })
  await app.ctx.queue.drain()
  const { body } = await mara.request('GET', '/sources/smartrecruiters.nobody')
  expect(body).toMatchObject({ health: 'degraded', health_reason: expect.stringMatching(/check the address/) })
})
