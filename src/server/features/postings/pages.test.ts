import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'

const SORTS = ['-match', '-posted_at', '-salary', 'relevance'] as const

let app: TestApp
beforeAll(async () => {
  app = await makeApp()
})
afterAll(() => app.close())

// Many rows with the same keys: four instants (some within one millisecond), three scores, two amounts.
async function fill(person: TestUser, count: number, from = 0): Promise<void> {
  await app.rows(
    `INSERT INTO postings (id, owner_user_id, title, title_norm, company, company_norm, content_hash, first_seen_at, last_seen_at, created_at, updated_at, salary_year)
     SELECT gen_random_uuid(), $1, 'Baker ' || n, 'baker', 'Oven', 'oven', '', t, t, t, t, CASE WHEN n % 3 = 0 THEN NULL ELSE (n % 2) * 100 END
     FROM generate_series($2::int, $3::int) n, LATERAL (SELECT '2026-10-24T08:00:00Z'::timestamptz + make_interval(secs => (n % 4) * 0.000250) AS t) x`,
    [person.user.id, from, from + count - 1],
  )
  await app.rows(
    `INSERT INTO posting_matches (user_id, posting_id, score, formula, computed_at)
     SELECT $1, id, (abs(hashtext(title)) % 3) * 10, 1, now() FROM postings WHERE owner_user_id = $1 AND abs(hashtext(title)) % 4 > 0 ON CONFLICT DO NOTHING`,
    [person.user.id],
  )
}

async function pages(person: TestUser, sort: string, between: (page: number) => Promise<void>): Promise<string[]> {
  const seen: string[] = []
  let cursor: string | null = null
  for (let page = 1; page === 1 || cursor !== null; page += 1) {
    const query: Record<string, string | number> = {
      sort,
      limit: 7,
      q: 'baker',
      ...(cursor === null ? {} : { cursor }),
    }
    const { status, body } = await person.request('GET', '/jobs', { query })
    expect(status, JSON.stringify(body)).toBe(200)
    seen.push(...body.items.map((item: { title: string }) => item.title))
    cursor = body.next_cursor
    await between(page)
  }
  return seen
}

test.each(SORTS)('by %s, rows with equal keys come once each', async (sort) => {
  const person = await app.register()
  await fill(person, 60)
  const seen = await pages(person, sort, async () => {})
  expect(seen.toSorted()).toEqual(titlesOf(60))
})

test.each(SORTS)('by %s, what stays comes once while other rows come, go, close and change places', async (sort) => {
  const person = await app.register()
  await fill(person, 60)
  const stays = (title: string) => Number(title.split(' ')[1]) < 60 && Number(title.split(' ')[1]) % 5 !== 0
  const seen = await pages(person, sort, async (page) => {
    await fill(person, 3, 1000 + page * 10)
    const touched = [(page * 5) % 60, (page * 5 + 30) % 60].map((n) => `Baker ${n}`)
    await app.rows(
      `UPDATE posting_matches SET score = 99 - score WHERE posting_id IN (SELECT id FROM postings WHERE title = $1)`,
      [touched[0]],
    )
    await app.rows(`UPDATE postings SET closed_at = now() WHERE owner_user_id = $1 AND title = $2`, [
      person.user.id,
      touched[0],
    ])
    await app.rows('DELETE FROM postings WHERE owner_user_id = $1 AND title = $2', [person.user.id, touched[1]])
  })
  const once = seen.filter(stays)
  expect(once.toSorted()).toEqual(
    Array.from({ length: 60 }, (_, n) => `Baker ${n}`)
      .filter(stays)
      .toSorted(),
  )
})

test('a cursor of another search, order or person’s filter is refused', async () => {
  const person = await app.register()
  await fill(person, 10)
  const { body } = await person.request('GET', '/jobs', { query: { limit: 3, sort: '-posted_at' } })
  for (const query of [{ sort: '-match' }, { sort: '-posted_at', q: 'baker' }, { sort: '-posted_at', state: 'open' }]) {
    const answer = await person.request('GET', '/jobs', { query: { ...query, limit: 3, cursor: body.next_cursor } })
    expect([answer.status, answer.body.error?.code]).toEqual([400, 'invalid_cursor'])
  }
})

test('a posting that is scored while a page is read is on it once', async () => {
  const person = await app.register()
  await fill(person, 60)
  const rounds = Array.from({ length: 12 }, async (_, round) => {
    await app.rows(
      round % 2 === 0
        ? 'DELETE FROM posting_matches WHERE user_id = $1'
        : `INSERT INTO posting_matches (user_id, posting_id, score, formula, computed_at)
           SELECT $1, id, 50, 1, now() FROM postings WHERE owner_user_id = $1 ON CONFLICT DO NOTHING`,
      [person.user.id],
    )
    const { body } = await person.request('GET', '/jobs', { query: { sort: '-match', limit: 100 } })
    return body.items.map((item: { title: string }) => item.title)
  })
  for (const titles of await Promise.all(rounds)) expect(titles.toSorted()).toEqual(titlesOf(60))
})

function titlesOf(count: number): string[] {
  return Array.from({ length: count }, (_, n) => `Baker ${n}`).toSorted()
}
