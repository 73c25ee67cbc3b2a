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
})
afterAll(async () => {
  await app.close()
  await boards.close()
})

const WORKDAY = 'https://acme.wd3.myworkdayjobs.com/en-US/Careers'
const get = async (id: string) => (await mara.request('GET', `/sources/${id}`)).body

test('a source with a notice is off, says the notice, and goes on only for who accepts it', async () => {
  const before = await get('arbeitsagentur')
  expect(before).toMatchObject({ tier: 'grey', runnable: true, enabled: false, recommended: false })
  expect(before.notice).toMatch(/at your own responsibility/)
  for (const body of [{ enabled: true }, { enabled: true, accept_notice: false }]) {
    const { error } = (await mara.request('PATCH', '/sources/arbeitsagentur', { body })).body
    expect(error).toMatchObject({ code: 'notice_not_accepted', details: { notice: before.notice } })
  }
  expect(await get('arbeitsagentur')).toMatchObject({ enabled: false, last_run: null })
  const accepted = await mara.request('PATCH', '/sources/arbeitsagentur', {
    body: { enabled: true, accept_notice: true, config: { words: 'engineer' } },
  })
  expect(accepted.body).toMatchObject({ enabled: true, config: { words: 'engineer' } })
  await app.ctx.queue.drain()
  expect(await get('arbeitsagentur')).toMatchObject({ health: 'healthy', postings: 24 })
})

test('it is switched off without a word, and asks again when it goes on', async () => {
  expect((await mara.request('PATCH', '/sources/arbeitsagentur', { body: { enabled: false } })).status).toBe(200)
  expect((await mara.request('PATCH', '/sources/arbeitsagentur', { body: { enabled: true } })).status).toBe(409)
})

test('an employer at such a system is followed only by who accepts the notice', async () => {
  const refused = await mara.request('POST', '/sources', { body: { url: WORKDAY } })
  expect(refused.body.error).toMatchObject({ code: 'notice_not_accepted', details: { notice: expect.any(String) } })
  const config = { tenant: 'acme.wd3/Careers' }
  expect((await mara.request('PATCH', '/sources/workday', { body: { config } })).status).toBe(409)
  expect(await app.rows(`SELECT id FROM sources WHERE board_id = 'workday'`)).toEqual([])
  const followed = await mara.request('POST', '/sources', { body: { url: WORKDAY, accept_notice: true } })
  expect(followed.body).toMatchObject({ id: 'workday.acme-careers', name: 'Acme Careers (Workday)', tier: 'grey' })
  await app.ctx.queue.drain()
  expect(await get('workday.acme-careers')).toMatchObject({ health: 'healthy', postings: 33 })
})

test('a site whose robots.txt forbids it is told as refusing us, and keeps what it gave', async () => {
  boards.feeds.robots.set('workday', 'User-agent: *\nDisallow: /\n')
  // What robots.txt says is kept for a day.
  app.time.advance(25 * 3_600_000)
  mara = await app.login(mara)
  await mara.request('POST', '/sources/workday.acme-careers/run')
  await app.ctx.queue.drain()
  expect(await get('workday.acme-careers')).toMatchObject({
    health: 'blocked',
    last_run: { outcome: 'robots' },
    postings: 33,
  })
})

test('a source that has no notice needs no acceptance', async () => {
  expect((await get('arbeitnow')).notice).toBeNull()
  expect((await mara.request('PATCH', '/sources/arbeitnow', { body: { enabled: true } })).status).toBe(200)
})

test.each(['stack-overflow-jobs', 'honeypot'])('%s is listed as closed, with what to use instead', async (id) => {
  expect(await get(id)).toMatchObject({
    tier: 'dead',
    runnable: false,
    about: expect.stringMatching(/\bUse\b|\buse\b/),
  })
  const { body } = await mara.request('PATCH', `/sources/${id}`, { body: { enabled: true } })
  expect(body.error.code).toBe('not_runnable')
})
