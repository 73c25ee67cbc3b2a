import { afterAll, beforeAll, expect, test } from 'vitest'
import { START, makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { createSample, removeSample } from './index.ts'

let app: TestApp
let mara: TestUser

const at = (days: number) => new Date(START + days * 86_400_000).toISOString()

beforeAll(async () => {
  app = await makeApp()
  mara = await app.register()
})
afterAll(() => app.close())

test('sample applications have whole histories, are marked, and go without a trace of the person’s own', async () => {
  const own = await mara.request('POST', '/applications', { body: { title: 'Own', company: 'Own' } })
  await app.ctx.db.asSystem('write sample data', (tx) =>
    createSample(app.ctx, tx, mara.user.id, [
      {
        title: 'Data Engineer',
        company: 'Nordlicht',
        salary: { min: 9_600_000, max: null, currency: 'EUR', period: 'year' },
        history: [
          { status: 'interested', at: at(-30) },
          { status: 'applied', at: at(-28) },
          { status: 'interview', at: at(-20), note: 'By phone' },
          { status: 'offer', at: at(-3) },
        ],
        notes: [{ at: at(-29), text: 'Nice office' }],
        contacts: [
          {
            name: 'Chiara',
            role: 'recruiter',
            interactions: [{ at: at(-21), kind: 'call', direction: 'in', summary: 'Invited' }],
          },
        ],
        interviews: [
          { start_time: at(-19), time_zone: 'Europe/Berlin', duration_min: 60, kind: 'phone', outcome: 'passed' },
        ],
        offer: { base: 9_600_000, currency: 'EUR', period: 'year', received_at: at(-3), deadline_at: at(4) },
      },
    ]),
  )
  const { items } = (await mara.request('GET', '/applications', { query: { q: 'nordlicht' } })).body
  expect(items).toMatchObject([{ status: 'offer', is_sample: true, counts: { interviews: 1, contacts: 1, notes: 1 } }])
  expect((await mara.request('GET', `/applications/${items[0].id}/history`)).body.items).toHaveLength(4)
  expect(await app.ctx.db.asSystem('remove sample data', (tx) => removeSample(tx, mara.user.id))).toBe(1)
  expect((await mara.request('GET', '/applications')).body.items.map((one: { id: string }) => one.id)).toEqual([
    own.body.id,
  ])
  expect((await mara.request('GET', '/contacts')).body.items).toEqual([])
})
