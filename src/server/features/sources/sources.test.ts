import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { START, makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { startBoards } from '#kit/vendors/boards/server.ts'
import type { Boards } from '#kit/vendors/boards/server.ts'

let boards: Boards
let app: TestApp
let mara: TestUser
let other: TestUser

beforeAll(async () => {
  boards = await startBoards({ fixturesDir: null, now: START })
  app = await makeApp({ OUTBOUND_REWRITE: JSON.stringify(boards.rewrites), ALLOW_PRIVATE_HOSTS: '127.0.0.1' })
  mara = await app.register()
  other = await app.register()
})
afterAll(async () => {
  await app.close()
  await boards.close()
})

const source = async (id: string, who = mara) => (await who.request('GET', `/sources/${id}`)).body
const runNow = async (id: string) => {
  const { status, body } = await mara.request('POST', `/sources/${id}/run`)
  expect(status, JSON.stringify(body)).toBe(202)
  await app.ctx.queue.drain()
  return (await mara.request('GET', `/sources/runs/${body.run_id}`)).body
}
const total = async (who: TestUser) => (await who.request('GET', '/jobs')).body.total

describe('sources', () => {
  test('each says what it is and that nobody has switched it on', async () => {
    const { body } = await mara.request('GET', '/sources')
    expect(body.items.map((each: { id: string }) => each.id)).toEqual(
      expect.arrayContaining(['arbeitnow', 'remotive', 'hacker-news', 'greenhouse', 'lever', 'ashby', 'personio']),
    )
    for (const each of body.items)
      expect(each).toMatchObject({ enabled: false, last_run: null, terms_url: expect.stringMatching(/^https:/) })
  })

  test('switching one on brings its postings, with what the run did', async () => {
    const on = await mara.request('PATCH', '/sources/arbeitnow', { body: { enabled: true } })
    expect(on.body).toMatchObject({ enabled: true, last_run: { status: 'queued', by: 'person' } })
    await app.ctx.queue.drain()
    const after = await source('arbeitnow')
    expect(after).toMatchObject({ health: 'healthy', last_run: { status: 'done', outcome: 'ok', rejected: 0 } })
    expect(after.last_run.added).toBeGreaterThan(20)
    expect(after.postings).toBe(after.last_run.added)
    expect(await total(mara)).toBe(after.postings)
  })

  test('who has it off does not see its postings in the feed', async () => {
    expect(await total(other)).toBe(0)
    expect(await source('arbeitnow', other)).toMatchObject({ enabled: false, health: 'healthy' })
  })

  test('it is read once for everybody: a second person has the postings at once', async () => {
    const asked = boards.asked.length
    await other.request('PATCH', '/sources/arbeitnow', { body: { enabled: true } })
    await app.ctx.queue.drain()
    expect(boards.asked).toHaveLength(asked)
    expect(await total(other)).toBe(await total(mara))
  })

  test('a second reading of an unchanged feed writes no posting', async () => {
    const versions = () => app.rows('SELECT sum(version)::int AS sum, max(updated_at)::text AS latest FROM postings')
    const before = await versions()
    app.time.advance(7_200_000)
    const run = await runNow('arbeitnow')
    expect(run).toMatchObject({ status: 'done', outcome: 'not_modified', requests: 1, added: 0, changed: 0 })
    expect(await versions()).toEqual(before)
  })

  test('a run that is under way is joined', async () => {
    const ask = () => mara.request('POST', '/sources/arbeitnow/run')
    const [first, second] = await Promise.all([ask(), ask()])
    expect(second.body.run_id).toBe(first.body.run_id)
    await app.ctx.queue.drain()
  })

  test('a source that is off is not read, and one that nobody knows is not there', async () => {
    expect((await mara.request('POST', '/sources/remotive/run')).body.error.code).toBe('source_off')
    expect((await mara.request('POST', '/sources/nowhere/run')).status).toBe(404)
    expect((await mara.request('PATCH', '/sources/json-ld', { body: { enabled: true } })).body.error.code).toBe(
      'not_runnable',
    )
  })

  test('a failure says why, and what the source gave before stays', async () => {
    const before = await total(mara)
    for (const [kind, health] of [
      ['challenge', 'blocked'],
      ['drift', 'degraded'],
      ['html', 'failing'],
    ] as const) {
      boards.misbehave('/arbeitnow', kind)
      app.time.advance(7_200_000)
      const run = await runNow('arbeitnow')
      expect(run, kind).toMatchObject({ status: 'failed', added: 0 })
      expect(run.message, kind).toMatch(kind === 'drift' ? /changed its data: "data" is missing\.$/ : /\w/)
      expect(await source('arbeitnow'), kind).toMatchObject({ health, health_reason: run.message })
      expect(await total(mara), kind).toBe(before)
    }
    boards.behave()
    app.time.advance(7_200_000)
    expect(await runNow('arbeitnow')).toMatchObject({ status: 'done' })
    expect(await source('arbeitnow')).toMatchObject({ health: 'healthy', health_reason: null })
  })

  test('what goes wrong here ends the run as such, and the next one reads on', async () => {
    const before = await source('remotive')
    const fetching = vi.spyOn(app.ctx.boards, 'fetch').mockImplementation(() => {
      throw new Error('The disk is full.')
    })
    await mara.request('PATCH', '/sources/remotive', { body: { enabled: true } })
    await app.ctx.queue.drain()
    expect(await source('remotive')).toMatchObject({
      last_run: { status: 'failed', outcome: 'stopped', message: expect.stringContaining('not at the source') },
      postings: before.postings,
    })
    fetching.mockRestore()
    app.time.advance(3_600_000)
    expect(await runNow('remotive')).toMatchObject({ status: 'done', outcome: 'ok' })
  })

  test('an employer is followed by the address of the careers page, and only by who asked for it', async () => {
    const followed = await mara.request('POST', '/sources', { body: { url: 'https://boards.greenhouse.io/acme' } })
    expect(followed.status, JSON.stringify(followed.body)).toBe(201)
    expect(followed.body).toMatchObject({ kind: 'employer', enabled: true, removable: true, id: 'greenhouse.acme' })
    await app.ctx.queue.drain()
    expect((await source(followed.body.id)).last_run).toMatchObject({ status: 'done' })
    expect((await other.request('GET', `/sources/${followed.body.id}`)).status).toBe(404)
    const again = await mara.request('POST', '/sources', { body: { url: 'https://boards.greenhouse.io/acme' } })
    expect(again.body.error).toMatchObject({ code: 'already_exists', details: { existing_id: followed.body.id } })
    expect((await mara.request('DELETE', `/sources/${followed.body.id}`)).status).toBe(204)
    expect((await mara.request('GET', `/sources/${followed.body.id}`)).status).toBe(404)
  })

  test('an address of no board is refused with the field', async () => {
    const answer = await mara.request('POST', '/sources', { body: { url: 'https://example.com/careers' } })
    expect(answer.status).toBe(422)
    expect(answer.body.error).toMatchObject({ code: 'unknown_board', field_errors: [{ field: 'url' }] })
  })

  test('says how many requests are left of the day', async () => {
    const { requests_per_day } = await source('remotive')
    expect(requests_per_day).toBeGreaterThan(2)
    await app.rows(
      `INSERT INTO http_budgets (budget_key, day, used) VALUES ('board:remotive', $1, 3), ('board:remotive', $2, 1)`,
      [app.ctx.clock.iso().slice(0, 10), '2020-01-01'],
    )
    expect(await source('remotive')).toMatchObject({ requests_left: requests_per_day - 3 })
    await app.rows(`UPDATE http_budgets SET used = 1000000 WHERE budget_key = 'board:remotive'`)
    expect(await source('remotive')).toMatchObject({ requests_left: 0 })
  })

  test('the runs of a source are listed, latest first', async () => {
    const { body } = await mara.request('GET', '/sources/arbeitnow/runs', { query: { limit: 2 } })
    expect(body.items).toHaveLength(2)
    expect(body.items[0].id > body.items[1].id).toBe(true)
    const next = await mara.request('GET', '/sources/arbeitnow/runs', { query: { limit: 2, cursor: body.next_cursor } })
    expect(next.body.items[0].id < body.items[1].id).toBe(true)
  })
})
