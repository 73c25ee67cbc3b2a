import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { jobs } from '#features/intake/index.ts'

let app: TestApp
let mara: TestUser
beforeAll(async () => {
  app = await makeApp()
  mara = await app.register()
  for (const location of ['München', 'Augsburg, Germany', 'Nürnberg', 'Springfield, USA', 'Remote', 'Neu-Ulm, Germany'])
    await mara.request('POST', '/jobs', { body: { title: location, company: 'Firm', location } })
})
afterAll(() => app.close())

const feed = (query: Record<string, string | number>, who = mara) => who.request('GET', '/jobs', { query })
/** Titles with their distances. */
const around = async (place: string, radius_km: number, who = mara) => {
  const { status, body } = await feed({ place, radius_km, sort: '-posted_at' }, who)
  expect(status, JSON.stringify(body)).toBe(200)
  const found = body.items.map((item: { title: string; distance_km: number }) => [item.title, item.distance_km])
  expect(body.total).toBe(found.length)
  return Object.fromEntries(found)
}

describe('a radius', () => {
  test('finds what lies within it as the crow flies, with how far it is', async () => {
    expect(await around('Munich', 10)).toEqual({ München: 0 })
    expect(await around('Munich', 60)).toEqual({ München: 0, 'Augsburg, Germany': 56 })
    expect(await around('Ulm', 25)).toEqual({ 'Neu-Ulm, Germany': expect.any(Number) })
    expect(await around('Muenchen', 200)).toEqual({
      ...{ München: 0, 'Augsburg, Germany': 56, Nürnberg: 151, 'Neu-Ulm, Germany': expect.any(Number) },
    })
  })

  test('without one, a place is found by its names and no distance is told', async () => {
    const { body } = await feed({ place: 'Munich' })
    expect(body.items).toMatchObject([{ title: 'München', distance_km: null }])
  })

  test('goes with pages and other filters', async () => {
    const first = (await feed({ place: 'Munich', radius_km: 200, limit: 2, sort: '-posted_at' })).body
    const second = await feed({
      ...{ place: 'Munich', radius_km: 200, limit: 2, sort: '-posted_at', cursor: first.next_cursor },
    })
    expect([first.items.length, second.body.items.length, second.body.next_cursor]).toEqual([2, 2, null])
    expect((await feed({ place: 'Munich', radius_km: 200, company: 'Other' })).body.items).toEqual([])
  })

  test.each<[string, Record<string, string | number>, string, string]>([
    ['around a town that nobody knows', { place: 'Xyzzy', radius_km: 50 }, 'unknown_place', 'place'],
    ['around a country', { place: 'Germany', radius_km: 50 }, 'unknown_place', 'place'],
    ['around one of several towns', { place: 'Cambridge', radius_km: 50 }, 'several_places', 'place'],
    ['around nothing', { radius_km: 50 }, 'radius_needs_place', 'place'],
    ['that is too small', { place: 'Berlin', radius_km: 4 }, 'validation_failed', 'radius_km'],
    ['that is too large', { place: 'Berlin', radius_km: 201 }, 'validation_failed', 'radius_km'],
  ])('%s is refused, and the field is named', async (_, query, code, field) => {
    const { status, body } = await feed(query)
    expect([status, body.error.code, body.error.field_errors[0].field]).toEqual([422, code, field])
  })

  test('around one of several towns is refused with their whole names, each of which is taken', async () => {
    const names: string[] = (await feed({ place: 'Cambridge', radius_km: 50 })).body.error.details.places
    expect(names.slice(0, 2)).toEqual(['Cambridge, England, United Kingdom', 'Cambridge, Ontario, Canada'])
    for (const place of names.slice(0, 3)) expect((await feed({ place, radius_km: 50 })).status).toBe(200)
  })

  test('is kept by a saved search, and one around no certain town is refused', async () => {
    const save = (name: string, filter: unknown) => mara.request('POST', '/saved-searches', { body: { name, filter } })
    const made = await save('Near', { place: 'Munich', radius_km: 60 })
    expect(made.body.filter).toEqual({ place: 'Munich', radius_km: 60 })
    const refused = await save('Nowhere', { place: 'Cambridge', radius_km: 60 })
    expect([refused.status, refused.body.error.code]).toEqual([422, 'several_places'])
    expect((await mara.request('GET', '/saved-searches')).body.items).toHaveLength(1)
  })

  test('of a saved search whose town is no certain one any more leaves the other searches as they are', async () => {
    const [near, all] = await Promise.all(
      ['Once near', 'All'].map((name) => mara.request('POST', '/saved-searches', { body: { name, filter: {} } })),
    )
    const lost = JSON.stringify({ place: 'Cambridge', radius_km: 60 })
    await app.rows('UPDATE saved_searches SET filter = $2 WHERE id = $1', [near?.body.id, lost])
    const path = `/saved-searches/${near?.body.id}`
    const { items } = (await mara.request('GET', '/saved-searches')).body
    expect(items.map(({ id }: { id: string }) => id)).toContain(all?.body.id)
    expect((await mara.request('GET', path)).body).toMatchObject({ new_count: 0, filter: { place: 'Cambridge' } })
    expect((await mara.request('PATCH', path, { body: { name: 'Nowhere' } })).status).toBe(200)
  })

  test('shows nobody the postings of somebody else', async () => {
    const other = await app.register()
    expect(await around('Munich', 200, other)).toEqual({})
    const seen = await app.ctx.db.as({ user_id: other.user.id, firm_id: other.user.id }, (tx) =>
      tx.selectFrom('postings').select('id').execute(),
    )
    expect(seen).toEqual([])
  })
})

test('a posting that moves is found where it is now', async () => {
  const { body } = await mara.request('POST', '/jobs', { body: { title: 'Moves', company: 'Firm', location: 'Kiel' } })
  expect(await around('Kiel', 10)).toEqual({ Moves: 0 })
  await mara.request('PATCH', `/jobs/${body.id}`, { body: { location: 'Rostock' } })
  expect([await around('Kiel', 10), await around('Rostock', 10)]).toEqual([{}, { Moves: 0 }])
  await mara.request('DELETE', `/jobs/${body.id}`)
  expect(await app.rows('SELECT 1 FROM posting_points WHERE posting_id = $1', [body.id])).toEqual([])
})

test('postings that were there before get their points in the background, once, also those that have none for their places, and so does what their sources say', async () => {
  const before = [{ raw: 'Passau, Germany', city: 'Passau', region: null, country: 'DE', lat: null, lng: null }]
  const [row] = await app.rows<{ id: string }>(
    `INSERT INTO postings (id, owner_user_id, title, title_norm, company, company_norm, content_hash, first_seen_at, last_seen_at, created_at, updated_at, locations)
     SELECT gen_random_uuid(), $1, 'Old', 'old', 'Firm', 'firm', '', now(), now(), now(), now(), $2::jsonb FROM generate_series(1, 501) RETURNING id`,
    [mara.user.id, JSON.stringify(before)],
  )
  await app.rows(
    `INSERT INTO posting_sources (id, posting_id, source_id, external_id, source_url, rank, posting, content_hash, first_seen_at, last_seen_at)
     VALUES (gen_random_uuid(), $1, 'board', 'x', 'https://board.example/x', 2, jsonb_build_object('title', 'Old', 'locations', $2::jsonb), '', now(), now())`,
    [row?.id, JSON.stringify(before)],
  )
  expect(await around('Passau', 10)).toEqual({})
  await app.rows('DELETE FROM posting_points')
  expect(await around('Munich', 10)).toEqual({})
  await Promise.all([1, 2].map(async () => jobs[0]?.handle(app.ctx, {}, AbortSignal.timeout(60_000))))
  expect((await feed({ place: 'Passau', radius_km: 10 })).body.total).toBe(501)
  expect(await around('Munich', 10)).toEqual({ München: 0 })
  const said = await app.rows(
    `SELECT posting -> 'title' AS title, posting #> '{locations,0,lat}' AS lat FROM posting_sources`,
  )
  expect(said).toEqual([{ title: 'Old', lat: expect.closeTo(48.57, 1) }])
  expect(await app.rows('SELECT 1 FROM place_fills WHERE done_at IS NOT NULL')).toHaveLength(1)
})
