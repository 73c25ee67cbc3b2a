import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { enqueueMatching, makeJobs, matchNewOf } from './matching.ts'
import { switchSource } from './subscriptions.ts'

let app: TestApp
beforeAll(async () => {
  app = await makeApp()
})
afterAll(() => app.close())

async function person(): Promise<TestUser> {
  const someone = await app.register()
  const me = { titles_wanted: ['Data Engineer'], skills: [{ name: 'Python', level: 4 }] }
  expect((await someone.request('PUT', '/users/me', { body: me })).status).toBe(200)
  return someone
}

async function write(someone: TestUser, company: string): Promise<string> {
  const posting = { title: 'Data Engineer', company, description: 'Experience with Python' }
  return (await someone.request('POST', '/jobs', { body: posting })).body.id
}

test('scores of an earlier release are found and worked out again', async () => {
  const mara = await person()
  await write(mara, 'Elbkontor')
  await app.ctx.queue.drain()
  await app.rows("UPDATE posting_matches SET basis = '', formula = formula - 1, score = 1 WHERE user_id = $1", [
    mara.user.id,
  ])
  const renewal = async () => (await mara.request('GET', '/jobs/match-renewal')).body
  expect(await renewal()).toEqual({ done: 0, total: 1 })
  const stale = makeJobs(async () => {}).find((each) => each.name === 'match-postings-stale')
  await stale?.handle(app.ctx, {}, AbortSignal.timeout(9000))
  await app.ctx.queue.drain()
  expect(await renewal()).toEqual({ done: 1, total: 1 })
})

test('good matches of a run are announced, without what the person does not see', async () => {
  const mara = await person()
  const companies = ['Shown', 'Hidden itself', 'Of a hidden company', 'Closed', 'Seen']
  const ids = new Map<string, string>()
  for (const company of companies) ids.set(company, await write(mara, company))
  for (const [company, id] of ids) {
    const state = { seen: company === 'Seen', ...(company === 'Hidden itself' ? { hidden: true } : {}) }
    await mara.request('PUT', `/jobs/${id}/state`, { body: state })
  }
  await mara.request('POST', '/jobs/hidden-companies', { body: { company: 'Of a hidden company' } })
  await app.rows('UPDATE postings SET closed_at = now() WHERE id = $1', [ids.get('Closed')])
  const source_id = 'a-board'
  await app.rows(
    `INSERT INTO sources (id, board_id, kind, name, homepage, created_at)
     VALUES ($1, $1, 'feed', 'A board', 'https://board.example', now())`,
    [source_id],
  )
  await app.rows('UPDATE postings SET source_ids = ARRAY[$2] WHERE owner_user_id = $1', [mara.user.id, source_id])
  await app.rows('UPDATE posting_matches SET score = 90 WHERE user_id = $1', [mara.user.id])
  await app.ctx.db.asSystem('switch a source on in a test', (tx) =>
    switchSource(tx, { user_id: mara.user.id, source_id, enabled: true, now: app.ctx.clock.iso() }),
  )
  await app.ctx.db.asSystem('end a run in a test', (tx) =>
    matchNewOf(app.ctx, tx, { source_id, brought_since: '2026-10-01T00:00:00Z' }),
  )
  await app.ctx.queue.drain()
  const events = await app.rows("SELECT data FROM live_events WHERE user_id = $1 AND type = 'job_match'", [
    mara.user.id,
  ])
  expect(events.map(({ data }) => [data.count, data.best[0].company])).toEqual([[1, 'Shown']])
})

test('a score by an earlier formula is worked out again, one by this formula is left alone', async () => {
  const mara = await person()
  const id = await write(mara, 'Elbkontor')
  await app.ctx.queue.drain()
  // The feed shows what is stored; a posting by itself is matched while one looks at it.
  const score = async () => (await mara.request('GET', '/jobs')).body.items[0].match_score
  const right = await score()
  expect(right).toBeGreaterThan(50)

  const store = (formula: ReturnType<typeof sql>) =>
    app.ctx.db.asSystem('age a score in a test', async (tx) => {
      await sql`UPDATE posting_matches SET score = 1, formula = ${formula}, computed_at = computed_at + interval '1 hour' WHERE posting_id = ${id}`.execute(
        tx,
      )
      await enqueueMatching(app.ctx, tx, { user_id: mara.user.id })
    })
  await store(sql`formula`)
  await app.ctx.queue.drain()
  expect(await score()).toBe(1)
  await store(sql`formula - 1`)
  await app.ctx.queue.drain()
  expect(await score()).toBe(right)
})
