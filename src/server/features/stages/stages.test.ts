import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'

let app: TestApp
let mara: TestUser
let other: TestUser

beforeAll(async () => {
  app = await makeApp()
  other = await app.register()
})
afterAll(() => app.close())
beforeEach(async () => {
  mara = await app.register()
})

const post = async (path: string, body: unknown, who = mara) => (await who.request('POST', path, { body })).body
const track = (body: object = {}) => post('/applications', { title: 'Engineer', company: 'Lumen', ...body })
const stage = (name: string, who = mara) => post('/stages', { name, status: 'interview' }, who)
const codes = (answers: readonly { status: number }[]) => answers.map((one) => one.status).sort((a, b) => a - b)

test('of two requests at the same moment for one name, one gets it', async () => {
  const made = await Promise.all(
    Array.from({ length: 4 }, () => mara.request('POST', '/stages', { body: { name: 'Task', status: 'interview' } })),
  )
  expect(codes(made)).toEqual([201, 409, 409, 409])
  const [first, second] = [await stage('One'), await stage('Two')]
  const renamed = await Promise.all(
    [first, second].map(({ id }) => mara.request('PATCH', `/stages/${id}`, { body: { name: 'Three' } })),
  )
  expect(codes(renamed)).toEqual([200, 409])
})

test('thirty are the most, also when asked for at the same moment', async () => {
  for (let at = 0; at < 28; at += 1) await stage(`Stage ${at}`)
  const last = await Promise.all(
    ['a', 'b', 'c', 'd'].map((name) => mara.request('POST', '/stages', { body: { name, status: 'offer' } })),
  )
  expect(codes(last)).toEqual([201, 201, 409, 409])
})

test('names that the database folds to one are one', async () => {
  await stage('ix')
  const dotted = await mara.request('POST', '/stages', { body: { name: 'İX', status: 'interview' } })
  expect([201, 409]).toContain(dotted.status)
})

test('a move into a stage that is being deleted is a move or a refusal', async () => {
  for (let round = 0; round < 8; round += 1) {
    const { id: stage_id } = await stage(`Round ${round}`)
    const { id } = await track()
    const [moved, deleted, made] = await Promise.all([
      mara.request('PATCH', `/applications/${id}`, { body: { stage_id } }),
      mara.request('DELETE', `/stages/${stage_id}`, { query: { move_to: 'interview' } }),
      mara.request('POST', '/applications', { body: { title: 'Cook', company: 'Sol', stage_id } }),
    ])
    expect(deleted.status).toBe(200)
    expect([200, 404]).toContain(moved.status)
    expect([201, 404]).toContain(made.status)
    expect((await mara.request('GET', `/applications/${id}`)).body.stage_id).toBeNull()
  }
})

test('a stage of somebody else is unknown wherever it is named, and nothing is written', async () => {
  const { id: theirs } = await stage('Theirs', other)
  const { id } = await track()
  const own = await stage('Mine')
  const named = { stage_id: theirs, title: 'Changed' }
  const answers = await Promise.all([
    mara.request('POST', '/applications', { body: { company: 'Sol', ...named } }),
    mara.request('PATCH', `/applications/${id}`, { body: named }),
    mara.request('POST', '/applications/bulk', { body: { action: 'move', ids: [id], stage_id: theirs } }),
    mara.request('DELETE', `/stages/${own.id}`, { query: { move_to: theirs } }),
    mara.request('GET', '/applications/board', { query: { column: theirs } }),
  ])
  expect(answers.map(({ status, body }) => [status, body.error.code, body.error.field_errors?.[0].field])).toEqual([
    [404, 'unknown_stage', 'stage_id'],
    [404, 'unknown_stage', 'stage_id'],
    [404, 'unknown_stage', 'stage_id'],
    [404, 'unknown_stage', 'move_to'],
    [404, 'unknown_stage', 'column'],
  ])
  const { items } = (await mara.request('GET', '/applications')).body
  expect(items).toMatchObject([{ id, title: 'Engineer', version: 1 }])
})

test('applications in the archive count as standing there', async () => {
  const { id: stage_id } = await stage('Old')
  const { id } = await track({ stage_id })
  await mara.request('PATCH', `/applications/${id}`, { body: { archived: true } })
  const refused = await mara.request('DELETE', `/stages/${stage_id}`)
  expect([refused.status, refused.body.error.code]).toEqual([409, 'stage_in_use'])
})

test('the timeline names the stages that an application came from and went to', async () => {
  const { id: stage_id } = await stage('Phone screen')
  const { id } = await track()
  await mara.request('PATCH', `/applications/${id}`, { body: { stage_id } })
  await mara.request('PATCH', `/applications/${id}`, { body: { status: 'interview' } })
  const { items } = (await mara.request('GET', `/applications/${id}/timeline`)).body
  expect(items).toMatchObject([
    { title: 'interview', from: 'interview', from_name: 'Phone screen' },
    { title: 'Phone screen', from: 'interested', from_name: null },
    { title: 'interested', from: null, from_name: null },
  ])
})

test('open screens hear of a new, a renamed and a deleted stage', async () => {
  const heard = () =>
    app.rows(`SELECT data FROM live_events WHERE user_id = $1 AND type = 'application_status_update' ORDER BY id`, [
      mara.user.id,
    ])
  const { id: stage_id } = await stage('Phone screen')
  await mara.request('PATCH', `/stages/${stage_id}`, { body: { name: 'Call' } })
  expect(await heard()).toHaveLength(2)
  const { id } = await track({ stage_id })
  await mara.request('DELETE', `/stages/${stage_id}`, { query: { move_to: 'interview' } })
  expect((await heard()).at(-1)).toMatchObject({ data: { change: 'bulk', application_ids: [id] } })
})
