import { afterAll, beforeAll, expect, test } from 'vitest'
import { START, makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { startBoards } from '#kit/vendors/boards/server.ts'
import type { Boards } from '#kit/vendors/boards/server.ts'

const DAY = 86_400_000

let boards: Boards
let app: TestApp
let mara: TestUser
let usual: Record<string, unknown>[]

beforeAll(async () => {
  boards = await startBoards({ fixturesDir: null, now: START })
  app = await makeApp({ OUTBOUND_REWRITE: JSON.stringify(boards.rewrites), ALLOW_PRIVATE_HOSTS: '127.0.0.1' })
  mara = await app.register()
  usual = boards.feeds.remotive.map((row, n) => ({
    ...row,
    salary: '€60k - €80k',
    candidate_required_location: n % 2 === 0 ? 'Berlin, Germany' : row['candidate_required_location'],
  }))
  boards.feeds.remotive.splice(0, boards.feeds.remotive.length, ...usual)
  await mara.request('PATCH', '/sources/remotive', { body: { enabled: true } })
  await app.ctx.queue.drain()
})
afterAll(async () => {
  await app.close()
  await boards.close()
})

const serve = (rows: Record<string, unknown>[]) =>
  void boards.feeds.remotive.splice(0, boards.feeds.remotive.length, ...rows)
const source = async () => (await mara.request('GET', '/sources/remotive')).body
/** The same feed a day later, as its rows are then. */
const overnight = async (rows: Record<string, unknown>[]) => {
  serve(rows)
  app.time.advance(DAY)
  mara = await app.login(mara)
  const { body } = await mara.request('POST', '/sources/remotive/run')
  await app.ctx.queue.drain()
  return (await mara.request('GET', `/sources/runs/${body.run_id}`)).body
}
const kept = () =>
  app.rows<{ external_id: string; salary_min: string | null; place: string; closed: boolean }>(
    `SELECT s.external_id, p.salary_min::text, p.locations #>> '{0,raw}' AS place, p.closed_at IS NOT NULL AS closed
     FROM posting_sources s JOIN postings p ON p.id = s.posting_id WHERE s.source_id = 'remotive' ORDER BY s.external_id`,
  )
const without = (...names: string[]) =>
  usual.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name))))

test('a run says how many of its postings state each field, and the source what is usual', async () => {
  const { last_run, usual_fill, usual_yield, missing_fields } = await source()
  expect(last_run.fill).toMatchObject({ postings: 60, fields: { title: 60, company: 60, url: 60, salary: 60 } })
  expect(last_run.fill.fields).toMatchObject({ expires_at: 0, seniority: 0 })
  expect(usual_fill).toMatchObject({ title: 1, salary: 1, expires_at: 0 })
  expect({ usual_yield, missing_fields }).toEqual({ usual_yield: 60, missing_fields: [] })
})

test('overnight two fields are gone: the source is degraded and says which, postings keep what they had', async () => {
  const before = await kept()
  expect(before.every(({ salary_min, place }) => salary_min === '6000000' && place !== null)).toBe(true)
  const run = await overnight(without('salary', 'candidate_required_location'))
  expect(run).toMatchObject({ status: 'done', outcome: 'schema_drift', seen: 60, closed: 0 })
  expect(run).toMatchObject({ added: 0, changed: 0, unchanged: 60 })
  expect(run.fill.fields).toMatchObject({ salary: 0, locations: 0, title: 60 })
  const after = await source()
  expect(after).toMatchObject({
    health: 'degraded',
    health_reason: expect.stringMatching(/place \(usually 100 %, now 0 %\), salary .*is kept/),
    postings: 60,
    usual_yield: 60,
    missing_fields: [
      { field: 'locations', since: app.ctx.clock.iso(), usual: 1, now: 0 },
      { field: 'salary', since: app.ctx.clock.iso(), usual: 1, now: 0 },
    ],
  })
  expect(await kept()).toEqual(before)
})

test('while it lasts, nothing is written twice, nothing closes by absence, and other changes still arrive', async () => {
  const { health_since, missing_fields } = await source()
  const rows = without('salary', 'candidate_required_location')
  rows[0] = { ...rows[0], title: 'Chief Baker' }
  const before = await kept()
  // The last one is not there this night and the next one: it would be closed.
  expect(await overnight(rows.slice(0, -1))).toMatchObject({ outcome: 'schema_drift', changed: 1, closed: 0 })
  rows[1] = { ...rows[1], title: 'Second Baker' }
  expect(await overnight(rows.slice(0, -1))).toMatchObject({ outcome: 'schema_drift', changed: 1, closed: 0 })
  expect(await kept()).toEqual(before)
  expect(await app.rows(`SELECT title FROM postings WHERE title LIKE '% Baker' ORDER BY 1`)).toEqual([
    { title: 'Chief Baker' },
    { title: 'Second Baker' },
  ])
  const after = await source()
  expect(after).toMatchObject({ health: 'degraded', health_since })
  expect(after.missing_fields.map(({ since }: { since: string }) => since)).toEqual(
    missing_fields.map(({ since }: { since: string }) => since),
  )
})

test('an answer that nothing changed leaves it as doubtful as it was', async () => {
  const rows = boards.feeds.remotive.map((row) => ({ ...row }))
  expect(await overnight(rows)).toMatchObject({ outcome: 'not_modified', requests: 1, fill: null })
  expect(await source()).toMatchObject({ health: 'degraded', missing_fields: [{}, {}] })
})

test('it is well by itself once the shape is back, and what is lacked again counts', async () => {
  expect(await overnight(usual)).toMatchObject({ outcome: 'ok', closed: 0, changed: 2 })
  expect(await source()).toMatchObject({ health: 'healthy', health_reason: null, missing_fields: [] })
  // One posting that tells no pay any more is no drift.
  expect(await overnight([{ ...usual[0], salary: '' }, ...usual.slice(1)])).toMatchObject({ outcome: 'ok', changed: 1 })
  expect((await kept()).filter(({ salary_min }) => salary_min === null)).toHaveLength(1)
})

test('a month later it is taken as it is now', async () => {
  const located = `SELECT count(*)::int FROM posting_sources WHERE source_id = 'remotive' AND posting #>> '{locations,0,lat}' <> ''`
  expect(await app.rows(located)).toEqual([{ count: 30 }])
  // Those in towns that we know are as before, too.
  expect(await overnight(without('salary'))).toMatchObject({ outcome: 'schema_drift', changed: 0, unchanged: 60 })
  app.time.advance(31 * DAY)
  const rows = without('salary')
  expect(await overnight(rows.toReversed())).toMatchObject({ outcome: 'ok' })
  expect(await source()).toMatchObject({ health: 'healthy', missing_fields: [], usual_fill: { salary: 0 } })
  expect((await kept()).every(({ salary_min }) => salary_min === null)).toBe(true)
})

test('a feed that cannot be read at all any more is degraded, with the fields that it names', async () => {
  boards.misbehave('/remotive', 'drift')
  expect(await overnight(usual)).toMatchObject({ status: 'failed', outcome: 'schema_drift', requests: 1 })
  boards.behave()
  expect(await source()).toMatchObject({
    health: 'degraded',
    health_reason: expect.stringMatching(/"jobs" is missing/),
  })
})
