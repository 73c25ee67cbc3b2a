import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'

let app: TestApp
let mara: TestUser

beforeAll(async () => {
  app = await makeApp()
})
afterAll(() => app.close())
beforeEach(async () => {
  mara = await app.register()
})

const post = async (path: string, body: unknown) => (await mara.request('POST', path, { body })).body

/** Every value of a field, over all pages of a list. */
async function over(path: string, field: string, query: Record<string, string>): Promise<string[]> {
  const found: string[] = []
  let cursor: string | undefined
  do {
    const { body } = await mara.request('GET', path, { query: { ...query, limit: 2, cursor } })
    found.push(...body.items.map((item: Record<string, string>) => item[field]))
    cursor = body.next_cursor ?? undefined
  } while (cursor !== undefined)
  return found
}

const NAMES = ['zoe', 'Çağla', 'Åsa', 'ähnlich', 'Bob', 'Cem', 'Öztürk', 'Olga', 'Łukasz', 'Lara', 'bob', 'Élan']
const SORTED = ['ähnlich', 'Åsa', 'Bob', 'bob', 'Çağla', 'Cem', 'Élan', 'Lara', 'Łukasz', 'Olga', 'Öztürk', 'zoe']

test('names stand in the order of a dictionary, page by page', async () => {
  for (const name of NAMES) await post('/contacts', { name })
  expect(await over('/contacts', 'name', {})).toEqual(SORTED)
})

test('companies and titles of applications do too, both ways', async () => {
  for (const name of NAMES) await post('/applications', { title: name, company: name })
  for (const field of ['company', 'title']) {
    expect(await over('/applications', field, { sort: field })).toEqual(SORTED)
    const back = await over('/applications', field, { sort: `-${field}` })
    expect(back.map((name) => name.toLowerCase())).toEqual(SORTED.toReversed().map((name) => name.toLowerCase()))
  }
})

test('a role is what a person is to an application that is not deleted', async () => {
  const { id: application_id } = await post('/applications', { title: 'Engineer', company: 'Lumen' })
  await post('/contacts', { name: 'Bob', application_id, role: 'recruiter' })
  await mara.request('DELETE', `/applications/${application_id}`)
  expect(await over('/contacts', 'name', { role: 'recruiter' })).toEqual([])
  expect(await over('/contacts', 'name', {})).toEqual(['Bob'])
})

test('open screens hear of every change of a contact, and of its undoing', async () => {
  const heard = async () => {
    const rows = await app.rows(`SELECT 1 FROM live_events WHERE user_id = $1 AND type = 'application_status_update'`, [
      mara.user.id,
    ])
    return rows.length
  }
  const { id } = await post('/contacts', { name: 'Bob' })
  expect(await heard()).toBe(1)
  await mara.request('PATCH', `/contacts/${id}`, { body: { name: 'Robert' } })
  expect(await heard()).toBe(2)
  const call = await post(`/contacts/${id}/interactions`, { summary: 'Talked' })
  expect(await heard()).toBe(3)
  await mara.request('DELETE', `/contacts/${id}/interactions/${call.id}`)
  expect(await heard()).toBe(4)
  const gone = await mara.request('DELETE', `/contacts/${id}`)
  expect(await heard()).toBe(5)
  await mara.request('POST', `/undo/${gone.body.undo_id}`)
  expect(await heard()).toBe(6)
})
