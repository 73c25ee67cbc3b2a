import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'

const MANY = 5000
const COUNTED = 1000

let app: TestApp
let person: TestUser
beforeAll(async () => {
  app = await makeApp()
  person = await app.register()
  // One an hour, the first the newest. Every one has `bread` in its text, every second `rolls`, every eighth `cakes`, every
  // hundredth `pretzels`; every tenth says `pretzels` in its title, every fifth is remote.
  await app.rows(
    `INSERT INTO postings (id, owner_user_id, title, title_norm, company, company_norm, content_hash, first_seen_at, last_seen_at, created_at, updated_at, language, remote_kind, salary_year, description_text)
     SELECT gen_random_uuid(), $1, 'Baker ' || n || CASE WHEN n % 10 = 3 THEN ' Pretzels' ELSE '' END, 'baker', 'Oven', 'oven', '', t, t, t, t, 'en',
       CASE WHEN n % 5 = 0 THEN 'remote' ELSE 'onsite' END, n,
       'bread' || CASE WHEN n % 2 = 0 THEN ' rolls' ELSE '' END || CASE WHEN n % 8 = 0 THEN ' cakes' ELSE '' END || CASE WHEN n % 100 = 0 THEN ' pretzels' ELSE '' END
     FROM generate_series(0, $2::int - 1) n, LATERAL (SELECT '2026-10-24T08:00:00Z'::timestamptz - make_interval(hours => n) AS t) x`,
    [person.user.id, MANY],
  )
  await app.rows('ANALYZE postings')
})
afterAll(() => app.close())

async function jobs(query: Record<string, string | number>) {
  const { status, body } = await person.request('GET', '/jobs', { query: { limit: 100, verbatim: 'true', ...query } })
  expect(status, JSON.stringify(body)).toBe(200)
  const numbers: number[] = body.items.map((item: { title: string }) => Number(item.title.split(' ')[1]))
  return { body, numbers }
}

const range = (test: (n: number) => boolean) => Array.from({ length: MANY }, (_, n) => n).filter(test)

test.each([
  ['all', {}, range(() => true)],
  ['a word of each text', { q: 'bread' }, range(() => true)],
  ['a word of every second text', { q: 'rolls' }, range((n) => n % 2 === 0)],
  ['a word of every eighth text', { q: 'cakes' }, range((n) => n % 8 === 0)],
  ['a word of a few', { q: 'cakes -rolls' }, []],
  ['a common word, and pay that only older ones offer', { q: 'bread', salary_min: 2000 }, range((n) => n >= 2000)],
  ['a common word and a choice', { q: 'rolls', remote: 'remote' }, range((n) => n % 10 === 0)],
  [
    'a word of titles, then of texts',
    { q: 'pretzels' },
    [...range((n) => n % 10 === 3), ...range((n) => n % 100 === 0)],
  ],
])('%s: the page has the newest, and the count is right or says that it is not', async (_, query, all) => {
  const { body, numbers } = await jobs({ ...query, sort: 'relevance' })
  expect(numbers).toEqual(all.slice(0, 100))
  expect(body.total).toBe(Math.min(all.length, COUNTED))
  expect(body.total_is_least).toBe(all.length > COUNTED)
})

test('beyond what is counted, the list goes on to its end', async () => {
  const seen: number[] = []
  let cursor: string | null = null
  do {
    const { body, numbers } = await jobs({ q: 'bread', sort: 'relevance', ...(cursor === null ? {} : { cursor }) })
    seen.push(...numbers)
    cursor = body.next_cursor
  } while (cursor !== null)
  expect(seen).toEqual(range(() => true))
})

test('facets count the newest, each without its own choice; what one saved is counted whatever its age', async () => {
  const [oldest] = await app.rows('SELECT id FROM postings ORDER BY sort_at LIMIT 1')
  await person.request('PUT', `/jobs/${oldest?.['id']}/state`, { body: { saved: true } })
  const { facets, total, total_is_least } = (await jobs({ remote: 'remote' })).body
  // Exactly as many as are counted, and no more.
  expect({ total, total_is_least }).toEqual({ total: 1000, total_is_least: false })
  expect(facets.remote).toEqual([
    { value: 'onsite', label: null, count: 800 },
    { value: 'remote', label: null, count: 200 },
  ])
  const { state } = (await jobs({})).body.facets
  expect(state).toContainEqual({ value: 'saved', label: null, count: 1 })
  expect(state).toContainEqual({ value: 'open', label: null, count: COUNTED })
})

test('beside the open ones that are chosen, the closed ones are counted', async () => {
  const closed = await app.rows(
    `UPDATE postings SET closed_at = sort_at WHERE id IN (SELECT id FROM postings ORDER BY sort_at DESC LIMIT 3) RETURNING id`,
  )
  const { total, facets } = (await jobs({ state: 'open' })).body
  expect(total).toBe(COUNTED)
  expect(facets.state).toEqual(
    expect.arrayContaining([
      { value: 'open', label: null, count: COUNTED },
      { value: 'closed', label: null, count: closed.length },
    ]),
  )
})
