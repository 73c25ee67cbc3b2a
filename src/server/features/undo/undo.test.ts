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
    .poll(() =>
      app.rows(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`),
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

/** An application that stands at an offer, and how to write down what happened to it on earlier days of October. */
async function offered() {
  const made = await mara.request('POST', '/applications', {
    body: { title: 'Gardener', company: 'Rose', status_at: '2026-10-10T09:00:00Z' },
  })
  const path = `/applications/${made.body.id}`
  const on = async (day: string, status: string): Promise<string> => {
    const body = { status, status_at: `2026-10-${day}T09:00:00Z` }
    return (await mara.request('PATCH', path, { body })).body.undo_id
  }
  await on('20', 'offer')
  const history = async () =>
    (await mara.request('GET', `${path}/history`)).body.items.map(
      (one: { to: string; at: string }) => `${one.at.slice(8, 10)} ${one.to}`,
    )
  return { on, history }
}

test('leaves no history that begins with something else than its creation', async () => {
  const { on, history } = await offered()
  const pulled = await on('01', 'applied')
  const later = await on('05', 'ghosted')
  const refused = await undo(mara, pulled)
  expect([refused.status, refused.body.error?.code]).toEqual([409, 'changed_since'])
  expect(await history()).toEqual(['01 interested', '01 applied', '05 ghosted', '20 offer'])
  expect((await undo(mara, later)).status).toBe(200)
  expect((await undo(mara, pulled)).status).toBe(200)
  expect(await history()).toEqual(['10 interested', '20 offer'])
})

test('leaves no history that says the same twice in a row', async () => {
  const { on, history } = await offered()
  await on('11', 'applied')
  const between = await on('12', 'ghosted')
  await on('13', 'applied')
  expect((await undo(mara, between)).body.error?.code).toBe('changed_since')
  expect(await history()).toEqual(['10 interested', '11 applied', '12 ghosted', '13 applied', '20 offer'])
})
