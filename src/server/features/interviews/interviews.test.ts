import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'

let app: TestApp
let mara: TestUser
let other: TestUser
let path: string

beforeAll(async () => {
  app = await makeApp()
  ;[mara, other] = await Promise.all([app.register(), app.register()])
  const made = await mara.request('POST', '/applications', { body: { title: 'Engineer', company: 'Lumen' } })
  path = `/applications/${made.body.id}/interviews`
})
afterAll(() => app.close())

const contactOf = async (who: TestUser) => (await who.request('POST', '/contacts', { body: { name: 'Urs' } })).body.id
const start_time = '2026-11-02T09:00:00Z'
const withPeople = (...ids: string[]) => ({
  start_time,
  people: ids.map((contact_id) => ({ name: 'Urs', contact_id })),
})
const itemsOf = async () => (await mara.request('GET', path)).body.items

test('a person of an interview is a contact of one’s own', async () => {
  const [mine, theirs] = [await contactOf(mara), await contactOf(other)]
  for (const unknown of [theirs, app.ctx.id()]) {
    const refused = await mara.request('POST', path, { body: withPeople(mine, unknown) })
    expect([refused.status, refused.body.error.code]).toEqual([404, 'unknown_contact'])
    expect(refused.body.error.field_errors).toMatchObject([{ field: 'people.1.contact_id' }])
  }
  expect(await itemsOf()).toEqual([])
  const made = await mara.request('POST', path, { body: withPeople(mine) })
  expect(made.status).toBe(201)
  const changed = await mara.request('PATCH', `${path}/${made.body.id}`, { body: withPeople(theirs) })
  expect(changed.body.error.code).toBe('unknown_contact')
  expect(await itemsOf()).toMatchObject([{ version: 1, people: [{ contact_id: mine }] }])
})

test('an interview whose person was deleted among the contacts can still be changed', async () => {
  const gone = await contactOf(mara)
  const made = await mara.request('POST', path, { body: withPeople(gone) })
  await mara.request('DELETE', `/contacts/${gone}`)
  const changed = await mara.request('PATCH', `${path}/${made.body.id}`, { body: { ...withPeople(gone), notes: 'x' } })
  expect([changed.status, changed.body.notes]).toEqual([200, 'x'])
})

test('without a zone an interview is read on the clock of its person', async () => {
  await mara.request('PUT', '/users/me/settings', { body: { time_zone: 'America/New_York' } })
  const made = await mara.request('POST', path, { body: { start_time } })
  expect(made.body).toMatchObject({ start_time: '2026-11-02T09:00:00.000Z', time_zone: 'America/New_York' })
})
