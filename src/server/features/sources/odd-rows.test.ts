import { randomBytes } from 'node:crypto'
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

// No two alike, so that nothing makes it shorter on its way into an index.
const noise = (length: number) => randomBytes(length).toString('hex').slice(0, length)

test.each([
  ['an endless title', { title: noise(20_000) }],
  ['an endless employer', { company_name: noise(20_000) }],
  ['an endless address', { url: `https://www.arbeitnow.com/jobs/${noise(20_000)}` }],
  ['an address that is a script', { url: 'javascript:alert(1)' }],
  ['an endless id', { slug: noise(20_000) }],
  ['an id that no database keeps', { slug: 'a\u0000b\ud800' }],
  ['endless tags', { tags: Array.from({ length: 5_000 }, () => noise(500)) }],
  ['an endless text', { description: `<p>${noise(3_000_000)}</p>` }],
  ['an endless place', { location: noise(20_000) }],
])('a row with %s costs no other row its place', async (_what, change) => {
  const [row] = boards.feeds.arbeitnow
  const before = { ...row }
  Object.assign(row ?? {}, change)
  await mara.request('PATCH', '/sources/arbeitnow', { body: { enabled: true } })
  await mara.request('POST', '/sources/arbeitnow/run')
  await app.ctx.queue.drain()
  const { body } = await mara.request('GET', '/sources/arbeitnow')
  expect(body.last_run).toMatchObject({ status: 'done', outcome: 'ok' })
  expect(body.postings).toBeGreaterThanOrEqual(229)
  const { items } = (await mara.request('GET', '/jobs', { query: { limit: 200, sort: '-posted_at' } })).body
  for (const job of items) {
    expect(job.title.length + job.company.length).toBeLessThanOrEqual(600)
    const link = (await app.rows('SELECT source_url FROM posting_sources WHERE posting_id = $1', [job.id]))[0]
    expect(link?.['source_url']).toMatch(/^(https?:|$)/)
  }
  Object.assign(row ?? {}, before)
})

test.each(['0000-01-01', '9999-12-31T23:59:59-12:00', '+275760-09-13T00:00:00Z', '-271821-04-20T00:00:00Z'])(
  'a date that no calendar of jobs knows (%s) is no date',
  async (date) => {
    const [job] = boards.feeds.greenhouse.get('acme') ?? []
    Object.assign(job ?? {}, { first_published: date, updated_at: date, application_deadline: date })
    await mara.request('POST', '/sources', { body: { url: 'https://boards.greenhouse.io/acme' } })
    await mara.request('POST', '/sources/greenhouse.acme/run')
    await app.ctx.queue.drain()
    const { body } = await mara.request('GET', '/sources/greenhouse.acme')
    expect(body.last_run).toMatchObject({ status: 'done' })
    const dates = await app.rows(
      'SELECT posted_at, expires_at FROM postings p JOIN posting_sources s ON s.posting_id = p.id WHERE s.external_id = $1',
      [String(job?.['id'])],
    )
    expect(dates).toEqual([{ posted_at: null, expires_at: null }])
  },
)
