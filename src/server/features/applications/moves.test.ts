import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { START, makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'

let app: TestApp
let mara: TestUser
let path: string

const at = (days: number) => new Date(START + days * 86_400_000).toISOString().replace('.000Z', 'Z')

beforeAll(async () => {
  app = await makeApp()
  mara = await app.register()
})
afterAll(() => app.close())
beforeEach(async () => {
  const made = await mara.request('POST', '/applications', {
    body: { title: 'Engineer', company: 'Lumen', status_at: at(-9) },
  })
  path = `/applications/${made.body.id}`
})

const patch = (body: unknown) => mara.request('PATCH', path, { body })
const history = async () =>
  (await mara.request('GET', `${path}/history`)).body.items.map((one: { to: string; at: string }) => [one.to, one.at])

test('a date alone corrects since when it stands there', async () => {
  await patch({ status: 'applied' })
  const moved = await patch({ status_at: at(-2) })
  expect(moved.body).toMatchObject({ status: 'applied', applied_at: at(-2), consequences: [{ code: 'entry_redated' }] })
  expect(await history()).toEqual([
    ['interested', at(-9)],
    ['applied', at(-2)],
  ])
})

test('no stage takes it out of the own stage, with a row in the history', async () => {
  const stage = await mara.request('POST', '/stages', { body: { name: 'Phone screen', status: 'interview' } })
  await patch({ stage_id: stage.body.id, status_at: at(-3) })
  const out = await patch({ stage_id: null })
  expect(out.body).toMatchObject({ status: 'interview', stage_id: null, undo_id: expect.any(String) })
  expect((await history()).map(([to]: [string]) => to)).toEqual(['interested', 'interview', 'interview'])
})

test('many are not moved when nobody says where to', async () => {
  const ids = [path.slice('/applications/'.length)]
  const refused = await mara.request('POST', '/applications/bulk', { body: { action: 'move', ids } })
  expect([refused.status, refused.body.error.field_errors[0].field]).toEqual([422, 'status'])
  const dated = await mara.request('POST', '/applications/bulk', { body: { action: 'move', ids, status_at: at(-4) } })
  expect(dated.body).toMatchObject({ changed: 1, failed: 0 })
  expect(await history()).toEqual([['interested', at(-4)]])
})

test('two instants that one wall clock shows twice are told apart', async () => {
  app.time.set('2026-10-25T07:00:00Z')
  await patch({ status: 'interview', status_at: '2026-10-25T02:30:00+01:00' })
  await patch({ status: 'applied', status_at: '2026-10-25T02:30:00+02:00' })
  expect((await history()).slice(1)).toEqual([
    ['applied', '2026-10-25T00:30:00Z'],
    ['interview', '2026-10-25T01:30:00Z'],
  ])
})

test('a move to applied warns of what was applied for at that company before', async () => {
  const add = async (title: string, status: string) =>
    (await mara.request('POST', '/applications', { body: { title, company: 'Müller GmbH', status } })).body.id
  await add('Cook', 'interested')
  const before = await add('Baker', 'applied')
  const { id } = (await mara.request('POST', '/applications', { body: { title: 'Senior Baker', company: 'Mueller' } }))
    .body
  const applied = await mara.request('PATCH', `/applications/${id}`, { body: { status: 'applied' } })
  expect(applied.body.warnings).toMatchObject([{ application: { id: before, title: 'Baker' } }])
  const on = await mara.request('PATCH', `/applications/${id}`, { body: { status: 'interview' } })
  expect(on.body.warnings).toEqual([])
})
