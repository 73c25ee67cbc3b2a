import { afterAll, beforeAll, expect, test } from 'vitest'
import { lockPostings } from '#features/intake/index.ts'
import { runDueSources } from '#features/sources/run.ts'
import { START, makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { startBoards } from '#kit/vendors/boards/server.ts'
import type { Boards } from '#kit/vendors/boards/server.ts'

const SOURCES = ['arbeitnow', 'remotive', 'jobicy', 'remoteok', 'landing-jobs', 'we-work-remotely']

let boards: Boards
let nodes: TestApp[] = []
let mara: TestUser

beforeAll(async () => {
  boards = await startBoards({ fixturesDir: null, now: START })
  const variables = { OUTBOUND_REWRITE: JSON.stringify(boards.rewrites), ALLOW_PRIVATE_HOSTS: '127.0.0.1' }
  const first = await makeApp(variables)
  nodes = [first, await makeApp(variables, first)]
  mara = await first.register()
})
afterAll(async () => {
  for (const node of nodes.toReversed()) await node.close()
  await boards.close()
})

const drain = () => Promise.all(nodes.map((node) => node.ctx.queue.drain()))
/** As each node does by itself every five minutes; here both at the same moment. */
const lookForDue = () => Promise.all(nodes.map((node) => runDueSources.run(node.ctx, {}, AbortSignal.timeout(60_000))))
const runs = () =>
  nodes[0]?.rows<{ source_id: string; count: number }>(
    `SELECT source_id, count(*)::int FROM source_runs WHERE status = 'done' GROUP BY 1 ORDER BY 1`,
  )
/** What the sources were asked since, and how often each of it. */
const askedSince = (before: number) => {
  const paths = Map.groupBy(boards.asked.slice(before), ({ path, body }) => `${path} ${body}`)
  return [...paths].flatMap(([path, { length }]) => (path.includes('robots.txt') ? [] : [{ path, length }]))
}

test('two nodes that see at the same moment what is due read each source once', async () => {
  for (const id of SOURCES) await mara.request('PATCH', `/sources/${id}`, { body: { enabled: true } })
  await drain()
  expect(await runs()).toEqual(SOURCES.toSorted().map((source_id) => ({ source_id, count: 1 })))
  for (let night = 2; night <= 4; night += 1) {
    // Something is new, so that nothing is answered with "as before".
    for (const rows of [boards.feeds.arbeitnow, boards.feeds.remotive]) rows.pop()
    for (const node of nodes) node.time.advance(86_400_000)
    const before = boards.asked.length
    await lookForDue()
    await drain()
    expect(await runs()).toEqual(SOURCES.toSorted().map((source_id) => ({ source_id, count: night })))
    const asked = askedSince(before)
    expect(asked.length).toBeGreaterThanOrEqual(SOURCES.length)
    expect(asked.filter(({ length }) => length > 1)).toEqual([])
  }
})

test('two people who ask for a source at two nodes join one run', async () => {
  for (const node of nodes) node.time.advance(86_400_000)
  const before = boards.asked.length
  const people = await Promise.all(nodes.map((node) => node.login(mara)))
  const ask = (person: TestUser) => person.request('POST', '/sources/remotive/run')
  // Something is new, and may not be written before both have asked: a run that ended is joined by nobody.
  boards.feeds.remotive.pop()
  const asked = await nodes[0]?.ctx.db.asSystem('keep runs from writing', async (tx) => {
    await lockPostings(tx)
    return Promise.all(people.map(ask))
  })
  const [one, other] = asked ?? []
  expect(one?.status).toBe(202)
  expect(other?.body.run_id).toBe(one?.body.run_id)
  await drain()
  expect(askedSince(before)).toHaveLength(1)
})

test('no posting came twice', async () => {
  const twice = await nodes[0]?.rows(
    `SELECT source_id, external_id FROM posting_sources GROUP BY 1, 2 HAVING count(*) > 1`,
  )
  expect(twice).toEqual([])
})
