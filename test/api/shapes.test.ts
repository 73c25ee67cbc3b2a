import { afterAll, beforeAll, expect, test } from 'vitest'
import { START, makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { startBoards } from '#kit/vendors/boards/server.ts'
import type { Boards } from '#kit/vendors/boards/server.ts'

// The shapes that programs outside this repository rely on: they change by addition only.

const UUID = expect.stringMatching(/^[0-9a-f-]{36}$/)
const INSTANT = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)

let boards: Boards
let app: TestApp
let mara: TestUser

beforeAll(async () => {
  boards = await startBoards({ fixturesDir: null, now: START })
  app = await makeApp({ OUTBOUND_REWRITE: JSON.stringify(boards.rewrites), ALLOW_PRIVATE_HOSTS: '127.0.0.1' })
  mara = await app.register()
})
afterAll(async () => {
  await app.close()
  await boards.close()
})

test('registering and logging in give the user, a token, its end and the cookie', async () => {
  const who = { username: 'shapely', email: 'shapely@example.org', password: 'a long enough phrase 42' }
  const shape = { user: { id: UUID, username: 'shapely', email: who.email }, access_token: expect.any(String) }
  const made = await app.request('POST', '/auth/register', { body: who })
  expect(made).toMatchObject({ status: 201, body: { ...shape, expires_at: INSTANT } })
  for (const name of [{ username: who.username }, { email: who.email }]) {
    const answer = await app.request('POST', '/auth/login', { body: { ...name, password: who.password } })
    expect(answer).toMatchObject({ status: 200, body: { ...shape, expires_at: INSTANT } })
    expect(String(answer.headers['set-cookie'])).toMatch(/cc_session=.+HttpOnly.*SameSite=Lax/)
  }
})

test('/auth/me gives the user with firms and the active one', async () => {
  const { status, body } = await mara.request('GET', '/auth/me')
  expect(status).toBe(200)
  expect(JSON.stringify(body)).toContain(mara.user.id)
  expect(body.firms ?? body.user.firms).toMatchObject([{ kind: 'personal', role: 'owner' }])
  expect(body.active_firm ?? body.user.active_firm).toMatchObject({ kind: 'personal' })
})

test("a posting of one's own needs a title and a company, and is found", async () => {
  const made = await mara.request('POST', '/jobs', {
    body: {
      ...{ title: 'Lighthouse Keeper', company: 'Coast GmbH', location: 'Berlin, Germany' },
      ...{ url: 'https://coast.example/jobs/1', description: 'Keep the light.', salary_min: 4_500_000 },
    },
  })
  expect(made, JSON.stringify(made.body)).toMatchObject({ status: 201, body: { id: UUID, is_own: true } })
  const found = await mara.request('GET', '/jobs', { query: { q: 'lighthouse' } })
  expect(found.body).toMatchObject({ items: [{ id: made.body.id }], next_cursor: null, total: 1 })
  expect(found.body.facets).toEqual(expect.any(Object))
})

test.each([
  ['url', { url: 'https://careers.example.com/jobs/3' }],
  ['text with a plain title', { text: 'Wick Trimmer\nShore GmbH\nBerlin\n\nYou trim wicks.' }],
  ['text', { text: 'Senior Software Engineer\nCoast GmbH\nBerlin\n\nYou light lamps.' }],
  [
    'html',
    {
      html: `<script type="application/ld+json">${JSON.stringify({
        ...{ '@context': 'https://schema.org', '@type': 'JobPosting', title: 'Wick Trimmer' },
        ...{ hiringOrganization: { '@type': 'Organization', name: 'Coast GmbH' }, description: '<p>Trim</p>' },
      })}</script>`,
    },
  ],
])('importing takes a %s', async (_, body) => {
  const answer = await mara.request('POST', '/jobs/import', { body })
  expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 201, body: { id: UUID, is_own: true } })
})

test('an application is made once for a posting, moved, and keeps its history', async () => {
  const job = await mara.request('POST', '/jobs', { body: { title: 'Baker', company: 'Oven' } })
  const made = await mara.request('POST', '/applications', { body: { job_id: job.body.id } })
  expect(made, JSON.stringify(made.body)).toMatchObject({ status: 201, body: { id: UUID, status: 'interested' } })
  const again = await mara.request('POST', '/applications', { body: { job_id: job.body.id } })
  expect(again).toMatchObject({
    status: 409,
    body: { error: { code: 'already_exists', details: { existing_id: made.body.id } } },
  })
  const moved = await mara.request('PATCH', `/applications/${made.body.id}`, {
    body: { status: 'applied', status_at: '2026-10-20T09:00:00Z', note: 'By mail' },
  })
  expect(moved, JSON.stringify(moved.body)).toMatchObject({ status: 200, body: { status: 'applied' } })
  const { body } = await mara.request('GET', `/applications/${made.body.id}/history`)
  expect(body.items).toHaveLength(2)
  for (const each of body.items) expect(each).toMatchObject({ at: INSTANT, by: expect.anything() })
  expect(body.items[0]).toMatchObject({ from: null, to: 'interested' })
  expect(body.items[1]).toMatchObject({ from: 'interested', to: 'applied', note: 'By mail' })
})

test('an application without a posting is made of a title and a company', async () => {
  const made = await mara.request('POST', '/applications', {
    body: { title: 'Miller', company: 'Mill', status: 'applied' },
  })
  expect(made).toMatchObject({ status: 201, body: { title: 'Miller', company: 'Mill', status: 'applied' } })
})

test('sources are listed, switched on and run', async () => {
  const listed = await mara.request('GET', '/sources')
  expect(listed.body.items.length).toBeGreaterThan(6)
  const on = await mara.request('PATCH', '/sources/arbeitnow', { body: { enabled: true, config: {} } })
  expect(on, JSON.stringify(on.body)).toMatchObject({ status: 200, body: { id: 'arbeitnow', enabled: true } })
  expect(await mara.request('POST', '/sources/arbeitnow/run')).toMatchObject({ status: 202, body: { run_id: UUID } })
})

test.each(['/health/live', '/health/ready'])('%s is at the root', async (path) => {
  expect(await app.request('GET', path)).toMatchObject({
    status: expect.any(Number),
    body: { status: expect.any(String) },
  })
})
