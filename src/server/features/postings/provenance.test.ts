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

test('every field that a posting of one’s own states is said to be one’s own, and no other', async () => {
  const { body } = await mara.request('POST', '/jobs', {
    body: { title: 'Senior Baker', company: 'Oven', url: 'https://oven.example/1' },
  })
  expect((await mara.request('GET', `/jobs/${body.id}`)).body.provenance).toEqual({
    ...{ title: 'own', company: 'own', url: 'own', apply_url: 'own' },
    // It follows from the title.
    seniority: 'own',
  })
})

test('a field of an imported posting that one corrects is one’s own from then on; the others stay imported', async () => {
  const found = { title: 'Wick Trimmer', company: 'Coast GmbH', location: 'Hamburg', text: 'You trim wicks.' }
  const { body } = await mara.request('POST', '/jobs/import', { body: found })
  expect(body.provenance).toMatchObject({ title: 'import', company: 'import', locations: 'import' })
  const changed = await mara.request('PATCH', `/jobs/${body.id}`, { body: { title: 'Wick Keeper', location: null } })
  expect(changed.body.provenance).toMatchObject({ title: 'own', company: 'import', description: 'import' })
  expect(changed.body.provenance).not.toHaveProperty('locations')
})
