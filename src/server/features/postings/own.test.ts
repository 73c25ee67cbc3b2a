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

const write = async (body: Record<string, unknown>) =>
  (await mara.request('POST', '/jobs', { body: { title: 'Baker', company: 'Oven', ...body } })).body
const change = (id: string, body: Record<string, unknown>) => mara.request('PATCH', `/jobs/${id}`, { body })

test('pay stays in order, also when one end of it changes', async () => {
  const job = await write({
    salary_min: 5_000_000,
    salary_max: 6_000_000,
    salary_currency: 'EUR',
    salary_period: 'year',
  })
  for (const body of [{ salary_min: 6_000_001 }, { salary_max: 4_999_999 }]) {
    const answer = await change(job.id, body)
    expect([answer.status, answer.body.error?.field_errors?.[0]?.field]).toEqual([422, 'salary_max'])
  }
  expect((await change(job.id, { salary_min: 6_000_001, salary_max: 7_000_000 })).body).toMatchObject({ version: 2 })
})

test('pay that one corrects is stated, and no longer what the text said', async () => {
  const text = 'Baker\nOven GmbH\nWe pay 3,200 € per month.'
  const { body } = await mara.request('POST', '/jobs/import', { body: { text, company: 'Oven GmbH' } })
  expect(body).toMatchObject({ salary_min: 320_000, salary_origin: 'parsed', salary_text: expect.any(String) })
  const corrected = await change(body.id, { salary_min: 340_000, salary_max: 340_000 })
  expect(corrected.body).toMatchObject({ salary_min: 340_000, salary_origin: 'stated', salary_text: null })
  expect(corrected.body.provenance).toMatchObject({ salary_min: 'own', salary_currency: 'import', title: 'import' })
})

test('a posting whose date has passed opens again with a later one', async () => {
  const job = await write({ expires_at: '2026-10-30' })
  app.time.set('2026-11-02T08:00:00Z')
  mara = await app.login(mara)
  await app.rows(`UPDATE postings SET closed_at = now(), close_reason = 'expired' WHERE id = $1`, [job.id])
  expect((await change(job.id, { title: 'Chief baker' })).body).toMatchObject({ close_reason: 'expired' })
  expect((await change(job.id, { expires_at: '2026-12-24' })).body).toMatchObject({
    closed_at: null,
    close_reason: null,
  })
  expect((await change(job.id, { expires_at: '2026-11-01' })).body).toMatchObject({ close_reason: 'expired' })
  expect((await change(job.id, { expires_at: null })).body).toMatchObject({ closed_at: null })
})

test('what an application stands on is not deleted, and what none stands on is gone', async () => {
  const [kept, gone] = [await write({}), await write({})]
  const application = (await mara.request('POST', '/applications', { body: { job_id: kept.id } })).body
  const refused = await mara.request('DELETE', `/jobs/${kept.id}`)
  expect(refused.body.error).toMatchObject({ code: 'posting_in_use', details: { application_id: application.id } })
  expect((await mara.request('DELETE', `/jobs/${gone.id}`, { headers: { 'if-match': '"7"' } })).status).toBe(412)
  expect((await mara.request('DELETE', `/jobs/${gone.id}`)).status).toBe(204)
  expect((await mara.request('GET', `/jobs/${gone.id}`)).status).toBe(404)
})

test('words find what one wrote, and nothing that others wrote, saved or hid, in items and in counts', async () => {
  const job = await write({ title: 'Zeppelin rigger', company: 'Airship' })
  await mara.request('PUT', `/jobs/${job.id}/state`, { body: { saved: true, notes: 'for spring' } })
  const otto = await app.register()
  for (const path of ['/jobs?q=zeppelin', '/jobs?q=zepelin', '/jobs?q=-zeppelin', '/jobs?q=zeppelin&facets=false']) {
    const { body } = await otto.request('GET', path)
    expect([path, body.items, body.total ?? 0]).toEqual([path, [], 0])
  }
  const own = await mara.request('GET', '/jobs?q=zeppelin')
  expect(own.body).toMatchObject({ items: [{ id: job.id, state: { notes: 'for spring' } }], total: 1 })
})
