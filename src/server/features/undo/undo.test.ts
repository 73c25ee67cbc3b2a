import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'

let app: TestApp
let mara: TestUser
beforeAll(async () => {
  app = await makeApp()
  mara = await app.register()
})
afterAll(() => app.close())

const undo = (person: TestUser, id: string) => person.request('POST', `/undo/${id}`)

async function moved(): Promise<{ id: string; undo_id: string }> {
  const made = await mara.request('POST', '/applications', {
    body: { title: 'Gardener', company: 'Rose', status: 'applied' },
  })
  const change = await mara.request('PATCH', `/applications/${made.body.id}`, { body: { status: 'interview' } })
  return { id: made.body.id, undo_id: change.body.undo_id }
}
const statusOf = async (id: string) => (await mara.request('GET', `/applications/${id}`)).body.status
/** Until something waits for a lock in the database of this test. */
const somebodyWaits = () =>
  expect
    .poll(
      () => app.rows(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`),
      { timeout: 10_000, interval: 20 },
    )
    .toHaveLength(1)

test('does not take back what is being changed again at that moment', async () => {
  const { id, undo_id } = await moved()
  const later = Promise.withResolvers<void>()
  const change = app.ctx.db.asSystem('a change that takes its time', async (tx) => {
    await sql`UPDATE applications SET status = 'offer' WHERE id = ${id}`.execute(tx)
    await later.promise
  })
  const undoing = undo(mara, undo_id)
  await somebodyWaits()
  later.resolve()
  await change
  const answer = await undoing
  expect([answer.status, answer.body.error?.code]).toEqual([409, 'changed_since'])
  expect(await statusOf(id)).toBe('offer')
})

test('at the same moment twice, happens once', async () => {
  const { id, undo_id } = await moved()
  const answers = await Promise.all([undo(mara, undo_id), undo(mara, undo_id), undo(mara, undo_id)])
  expect(answers.map((answer) => answer.status).sort((a, b) => a - b)).toEqual([200, 409, 409])
  expect(await statusOf(id)).toBe('applied')
})
