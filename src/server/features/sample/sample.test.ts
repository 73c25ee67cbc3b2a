import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { waitScoring } from '#features/postings/index.ts'

let app: TestApp
let mara: TestUser

beforeAll(async () => {
  app = await makeApp()
  mara = await app.register()
})
afterAll(() => app.close())

test('sample data comes in seconds, marked, beside what is one’s own', async () => {
  const own = await mara.request('POST', '/jobs', { body: { title: 'My posting', company: 'Mine' } })
  await mara.request('POST', '/applications', { body: { job_id: own.body.id } })
  await mara.request('PUT', '/users/me', {
    body: {
      skills: [
        { name: 'Python', level: 4 },
        { name: 'SQL', level: 4 },
      ],
      languages: [{ code: 'en', level: 'C1' }],
    },
  })
  const begun = await mara.request('POST', '/sample-data')
  expect(begun.status).toBe(202)
  expect(begun.body).toMatchObject({ state: 'creating', progress: 0 })
  expect((await mara.request('POST', '/sample-data')).body.error.code).toBe('sample_exists')
  await app.ctx.queue.drain()
  expect((await mara.request('GET', '/sample-data')).body).toMatchObject({
    state: 'ready',
    postings: 1500,
    applications: 60,
  })
})

test('its postings are found, scored and counted like others', async () => {
  const { body } = await mara.request('GET', '/jobs', { query: { q: 'data engineer', place: 'Germany' } })
  expect(body.total).toBeGreaterThan(5)
  expect(body.items[0]).toMatchObject({
    is_sample: true,
    is_own: false,
    match_score: expect.any(Number),
    sources: [{ id: 'sample', name: 'Sample' }],
  })
  expect(body.facets.remote.length).toBeGreaterThan(2)
  const german = await mara.request('GET', '/jobs', { query: { q: 'Geschäftsprozessautomatisierung', language: 'de' } })
  expect(german.body.total).toBeGreaterThan(5)
})

test('its interviews are in the calendar, take nobody’s time, and go with it', async () => {
  const { body } = await mara.request('GET', '/calendar/events', { query: { limit: 200 } })
  const { items } = (await mara.request('GET', '/interviews', { query: { limit: 200 } })).body
  expect(body.items.length).toBeGreaterThan(5)
  expect(body.items).toHaveLength(items.length)
  expect(new Set(body.items.map((one: { busy: boolean }) => one.busy))).toEqual(new Set([false]))
  expect(body.items[0]).toMatchObject({ description: 'Sample data', interview_id: expect.any(String), reminders: [] })
})

test('its applications stand on believable histories', async () => {
  const { body } = await mara.request('GET', '/applications', { query: { limit: 200 } })
  const statuses = new Set(body.items.map((item: { status: string }) => item.status))
  expect(statuses.size).toBe(9)
  const rejected = body.items.find((item: { status: string }) => item.status === 'rejected')
  const history = await mara.request('GET', `/applications/${rejected.id}/history`)
  const times = history.body.items.map((entry: { at: string }) => entry.at)
  expect(times).toEqual(times.toSorted())
  expect(times.at(-1) < app.ctx.clock.iso()).toBe(true)
  const interviews = await app.rows('SELECT count(*)::int AS count FROM interviews')
  expect(interviews[0]?.['count']).toBeGreaterThan(15)
})

test('some of it was edited, advertised again, or stands open for too long, and lists find those that they mark', async () => {
  const all = new Map<string, { id: string; life: Record<string, unknown> }>()
  let cursor: string | null = null
  do {
    const page = await mara.request('GET', '/jobs', {
      query: { state: 'sample', limit: 200, facets: 'false', sort: '-posted_at', cursor: cursor ?? undefined },
    })
    for (const item of page.body.items) all.set(item.id, item)
    cursor = page.body.next_cursor
  } while (cursor !== null)
  for (const [state, mark] of [
    ['edited', 'edited_at'],
    ['stale', 'is_stale'],
    ['ghost', 'is_likely_ghost'],
  ] as const) {
    const found = (await mara.request('GET', '/jobs', { query: { state: `sample,${state}`, limit: 200 } })).body.items
    const marked = [...all.values()].filter(({ life }) => life[mark] !== null && life[mark] !== false)
    expect(found.length).toBeGreaterThan(5)
    expect(new Set(found.map(({ id }: { id: string }) => id))).toEqual(new Set(marked.map(({ id }) => id)))
  }
  const again = [...all.values()].filter(({ life }) => Number(life['advertised']) > 1)
  expect(again.length).toBeGreaterThan(20)
})

test('one call removes it and nothing else', async () => {
  const { items } = (await mara.request('GET', '/jobs', { query: { state: 'sample,not_applied', limit: 2 } })).body
  const [tried, twin] = items
  // One's own application for a made-up posting, and a real posting that is the same as a made-up one.
  const tracked = (await mara.request('POST', '/applications', { body: { job_id: tried.id, status: 'applied' } })).body
  const same = (await mara.request('GET', `/jobs/${twin.id}`)).body
  const real = { title: same.title, company: same.company, url: same.url }
  const kept = (await mara.request('POST', '/jobs/import', { body: { ...real, text: 'As it stands on the page' } }))
    .body
  // Scores that are being written at that moment are waited for.
  const scored = Promise.withResolvers<void>()
  const scoring = app.ctx.db.asSystem('score postings', async (tx) => {
    await waitScoring(tx, mara.user.id)
    await scored.promise
  })
  const removing = mara.request('DELETE', '/sample-data')
  const waiting = () =>
    app.rows(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'`)
  await expect.poll(waiting).not.toEqual([])
  scored.resolve()
  await scoring
  const removed = await removing
  expect(removed.body).toMatchObject({ state: 'none', postings: 0, applications: 0 })
  const left = (await mara.request('GET', '/jobs')).body.items.map((job: { title: string }) => job.title)
  expect(new Set(left)).toEqual(new Set(['My posting', kept.title]))
  expect((await mara.request('GET', '/applications')).body.items).toHaveLength(2)
  const application = await mara.request('GET', `/applications/${tracked.id}`)
  expect(application.body).toMatchObject({ title: tried.title, job_id: null, status: 'applied' })
  expect(await app.rows('SELECT FROM contacts')).toHaveLength(0)
  expect(await app.rows('SELECT FROM calendar_events')).toHaveLength(0)
})
