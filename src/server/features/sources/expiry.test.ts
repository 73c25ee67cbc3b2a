import { afterAll, beforeAll, expect, test } from 'vitest'
import { START, makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { closeExpired } from '#features/postings/index.ts'
import { startBoards } from '#kit/vendors/boards/server.ts'
import type { Boards } from '#kit/vendors/boards/server.ts'

const DAY = 86_400_000

let boards: Boards
let app: TestApp
let mara: TestUser
let jobs: Record<string, unknown>[]
beforeAll(async () => {
  boards = await startBoards({ fixturesDir: null, now: START })
  app = await makeApp({ OUTBOUND_REWRITE: JSON.stringify(boards.rewrites), ALLOW_PRIVATE_HOSTS: '127.0.0.1' })
  mara = await app.register()
  jobs = boards.feeds.greenhouse.get('acme') ?? []
})
afterAll(async () => {
  await app.close()
  await boards.close()
})

const inDays = (days: number) => new Date(app.ctx.clock.ms() + days * DAY).toISOString()
const overnight = async () => {
  app.time.advance(DAY)
  mara = await app.login(mara)
  const { body } = await mara.request('POST', '/sources/greenhouse.acme/run')
  await app.ctx.queue.drain()
  return (await mara.request('GET', `/sources/runs/${body.run_id}`)).body
}
const closed = () =>
  app.rows(`SELECT title, close_reason, closed_at::text FROM postings WHERE closed_at IS NOT NULL ORDER BY title`)
const closeOver = () => app.ctx.db.asSystem('close what is over', (tx) => closeExpired(tx, app.ctx.clock.iso()))

test('a newcomer whose own date has passed is closed at once, and no edit opens it', async () => {
  Object.assign(jobs[0] ?? {}, { title: 'Bygone Baker', application_deadline: inDays(-3) })
  for (const job of jobs.slice(1)) job['application_deadline'] = inDays(4)
  await mara.request('POST', '/sources', { body: { url: 'https://boards.greenhouse.io/acme' } })
  await app.ctx.queue.drain()
  const followed = (await mara.request('GET', '/sources/greenhouse.acme')).body
  // It is there to be found, and was never open: nothing closed.
  expect(followed.last_run).toMatchObject({ added: 11, changed: 0, closed: 0 })
  const [over] = await closed()
  expect(over).toMatchObject({ title: 'Bygone Baker', close_reason: 'expired' })
  Object.assign(jobs[0] ?? {}, { title: 'Bygone Brewer' })
  expect(await overnight()).toMatchObject({ changed: 1, closed: 0 })
  expect(await closed()).toEqual([{ ...over, title: 'Bygone Brewer' }])
  // A date that is put off opens it.
  Object.assign(jobs[0] ?? {}, { application_deadline: inDays(3) })
  expect(await overnight()).toMatchObject({ changed: 1, closed: 0 })
  expect(await closed()).toEqual([])
})

test('an edit that brings the date forward into the past closes', async () => {
  Object.assign(jobs[0] ?? {}, { application_deadline: inDays(-1) })
  expect(await overnight()).toMatchObject({ changed: 1, closed: 1 })
  expect(await closed()).toMatchObject([{ title: 'Bygone Brewer', close_reason: 'expired' }])
})

test('a date that the source has left out of late is kept while it is to come, and then closes nothing that is listed', async () => {
  for (const job of jobs) job['application_deadline'] = inDays(5)
  expect(await overnight()).toMatchObject({ outcome: 'ok', changed: 11 })
  for (const job of jobs) job['application_deadline'] = null
  expect(await overnight()).toMatchObject({ outcome: 'schema_drift', changed: 0, unchanged: 11 })
  app.time.advance(5 * DAY)
  await closeOver()
  // Not between two readings either.
  expect(await closed()).toEqual([])
  // Another entity tag, or the answer is that nothing changed.
  Object.assign(jobs[0] ?? {}, { title: 'Sunrise Baker' })
  expect(await overnight()).toMatchObject({ outcome: 'schema_drift', changed: 11, closed: 0 })
  await closeOver()
  expect(await closed()).toEqual([])
})
