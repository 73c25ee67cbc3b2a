import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp } from '#kit/make-app.ts'
import { enqueueMatching } from './matching.ts'

let app: TestApp
beforeAll(async () => {
  app = await makeApp()
})
afterAll(() => app.close())

test('a score by an earlier formula is worked out again, one by this formula is left alone', async () => {
  const mara = await app.register()
  const me = { titles_wanted: ['Data Engineer'], skills: [{ name: 'Python', level: 4 }] }
  expect((await mara.request('PUT', '/users/me', { body: me })).status).toBe(200)
  const posting = { title: 'Data Engineer', company: 'Elbkontor', description: 'Experience with Python' }
  const { body } = await mara.request('POST', '/jobs', { body: posting })
  await app.ctx.queue.drain()
  // The feed shows what is stored; a posting by itself is matched while one looks at it.
  const score = async () => (await mara.request('GET', '/jobs')).body.items[0].match_score
  const right = await score()
  expect(right).toBeGreaterThan(50)

  const store = (formula: ReturnType<typeof sql>) =>
    app.ctx.db.asSystem('age a score in a test', async (tx) => {
      await sql`UPDATE posting_matches SET score = 1, formula = ${formula}, computed_at = computed_at + interval '1 hour' WHERE posting_id = ${body.id}`.execute(
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
