import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { enqueueMatching } from '#features/postings/index.ts'

const me = {
  titles_wanted: ['Data Engineer'],
  preferred_locations: ['Hamburg'],
  skills: [{ name: 'Python', level: 4 }],
}

let app: TestApp
beforeAll(async () => {
  app = await makeApp()
})
afterAll(() => app.close())

async function person(): Promise<TestUser> {
  const someone = await app.register()
  await someone.request('PUT', '/users/me', { body: me })
  return someone
}

async function write(someone: TestUser, company: string, other: Record<string, unknown> = {}): Promise<string> {
  const posting = { title: 'Data Engineer', company, location: 'Hamburg', description: 'Experience with Python' }
  const { body } = await someone.request('POST', '/jobs', { body: { ...posting, ...other } })
  // Who writes a posting down has seen it.
  await someone.request('PUT', `/jobs/${body.id}/state`, { body: { seen: false } })
  return body.id
}

type Item = { job: { id: string; company: string }; reasons: { part: string; text: string }[]; instead: string | null }

async function recommended(someone: TestUser, limit = 10): Promise<Item[]> {
  await app.ctx.queue.drain()
  return (await someone.request('GET', '/jobs/recommendations', { query: { limit } })).body.items
}
const companies = (items: readonly Item[]) => items.map((each) => each.job.company)

test('the best come with reasons that can be checked, and never three of one company', async () => {
  const mara = await person()
  for (let at = 0; at < 4; at += 1) await write(mara, 'Acme', { title: `Data Engineer ${at}` })
  await write(mara, 'Elbkontor')
  await write(mara, 'Bakery', { title: 'Baker', location: 'Paris', description: 'Bread' })
  const items = await recommended(mara)
  expect(companies(items).toSorted()).toEqual(['Acme', 'Acme', 'Elbkontor'])
  expect(items[0]?.reasons.map((each) => each.text)).toEqual(
    expect.arrayContaining(['1 of 1 met', 'title you look for: Data Engineer']),
  )
})

test('the list stands for a day of the person’s, but for what was seen, hidden, closed or applied for', async () => {
  const mara = await person()
  await mara.request('PUT', '/users/me/settings', { body: { time_zone: 'Pacific/Auckland' } })
  const ids = new Map<string, string>()
  for (const name of ['A', 'B', 'C', 'D', 'E', 'F']) {
    ids.set(name, await write(mara, name, { description: name === 'F' ? 'Python' : 'Python, Kafka and Rust' }))
  }
  await mara.request('PUT', `/jobs/${ids.get('F')}/state`, { body: { hidden: true } })
  const first = companies(await recommended(mara, 3))
  expect(first).toHaveLength(3)
  // Another that fits better comes in, and the list stands.
  await write(mara, 'Better', { description: 'Python' })
  expect(companies(await recommended(mara, 3))).toEqual(first)

  const [one = '', two = '', three = ''] = first
  await mara.request('PUT', `/jobs/${ids.get(one)}/state`, { body: { seen: true } })
  const second = companies(await recommended(mara, 3))
  expect(second.slice(0, 2)).toEqual([two, three])
  expect(second).toEqual([two, three, 'Better'])

  // Taken back, it has its place again.
  await mara.request('PUT', `/jobs/${ids.get(one)}/state`, { body: { seen: false } })
  expect(companies(await recommended(mara, 3))).toEqual(first)
  await mara.request('PUT', `/jobs/${ids.get(one)}/state`, { body: { seen: true } })

  await mara.request('POST', '/applications', { body: { job_id: ids.get(two), status: 'applied' } })
  await app.rows('UPDATE postings SET closed_at = now() WHERE id = $1', [ids.get(three)])
  const third = companies(await recommended(mara, 3))
  expect(third[0]).toBe('Better')
  for (const gone of [one, two, three, 'F']) expect(third).not.toContain(gone)

  // Noon in Auckland; the day after next there, the list is chosen anew.
  app.time.advance(2 * 86_400_000)
  const later = await app.login(mara)
  expect(companies(await recommended(later, 3))[0]).toBe('Better')
})

test('the day is the person’s also in a zone that is written as an offset', async () => {
  const mara = await person()
  await mara.request('PUT', '/users/me/settings', { body: { time_zone: '+05:30' } })
  app.time.set('2026-10-26T19:00:00Z')
  await recommended(await app.login(mara))
  const days = await app.rows('SELECT day::text FROM recommendations WHERE user_id = $1', [mara.user.id])
  expect(days).toEqual([{ day: '2026-10-27' }])
})

test('other weights make another choice, as soon as the scores are theirs', async () => {
  const mara = await person()
  await write(mara, 'Near', { description: 'Rust' })
  await write(mara, 'Far', { location: 'Paris' })
  const only = { skills: 0, title: 0, seniority: 0, salary: 0, language: 0, freshness: 0 }
  await mara.request('PUT', '/users/me/match-weights', { body: { weights: { ...only, place: 100 } } })
  expect(companies(await recommended(mara))).toEqual(['Near'])
  await mara.request('PUT', '/users/me/match-weights', { body: { weights: { ...only, place: 0, skills: 100 } } })
  expect(companies(await recommended(mara))).toEqual(['Far'])
})

test('what scores of before choose is not kept for the day', async () => {
  const mara = await person()
  await write(mara, 'Near', { description: 'Rust' })
  await write(mara, 'Far', { location: 'Paris' })
  const weights = { skills: 40, title: 60, place: 0, seniority: 0, salary: 0, language: 0, freshness: 0 }
  await mara.request('PUT', '/users/me/match-weights', { body: { weights } })
  await app.ctx.queue.drain()
  await app.rows("UPDATE posting_matches SET basis = 'of before', score = 160 - score WHERE user_id = $1", [
    mara.user.id,
  ])
  const early = await mara.request('GET', '/jobs/recommendations', { query: { limit: 1 } })
  expect(companies(early.body.items)).toEqual(['Near'])
  await app.ctx.db.asSystem('match in a test', (tx) => enqueueMatching(app.ctx, tx, { user_id: mara.user.id }))
  expect(companies(await recommended(mara, 1))).toEqual(['Far'])
})

test('where there is none, it says why', async () => {
  const mara = await app.register()
  const why = async () => {
    await app.ctx.queue.drain()
    return (await mara.request('GET', '/jobs/recommendations')).body.empty
  }
  expect(await why()).toBe('no_profile')
  await mara.request('PUT', '/users/me', { body: me })
  expect(await why()).toBe('no_match')
  const id = await write(mara, 'Acme')
  expect(await why()).toBeNull()
  await mara.request('PUT', `/jobs/${id}/state`, { body: { seen: true } })
  expect(await why()).toBe('all_seen')
})

test('what one says of a posting is kept, shown again, and can be taken back', async () => {
  const mara = await person()
  const id = await write(mara, 'Acme')
  const path = `/jobs/${id}/feedback`
  expect((await mara.request('GET', path)).body).toEqual({ verdict: null, reasons: [], answered_at: null })
  await mara.request('PUT', path, { body: { verdict: 'good', reasons: ['place', 'place'] } })
  expect((await mara.request('GET', path)).body).toMatchObject({ verdict: 'good', reasons: ['place'] })
  const state = async () => (await mara.request('GET', `/jobs/${id}`)).body.state
  expect(await state()).toMatchObject({ seen_at: expect.any(String), hidden_at: null })

  await mara.request('PUT', path, { body: { verdict: 'not_for_me', reasons: ['company'] } })
  expect((await state()).hidden_at).not.toBeNull()
  await mara.request('PUT', path, { body: { verdict: 'not_for_me', reasons: ['company', 'salary'] } })
  await mara.request('DELETE', path)
  expect((await state()).hidden_at).toBeNull()
  expect((await mara.request('GET', path)).body.verdict).toBeNull()
})

test('what was hidden before stays hidden, and what was saved is not hidden', async () => {
  const mara = await person()
  const [hidden, saved] = [await write(mara, 'Acme'), await write(mara, 'Elbkontor')]
  await mara.request('PUT', `/jobs/${hidden}/state`, { body: { hidden: true } })
  await mara.request('PUT', `/jobs/${saved}/state`, { body: { saved: true } })
  for (const id of [hidden, saved]) {
    await mara.request('PUT', `/jobs/${id}/feedback`, { body: { verdict: 'not_for_me' } })
  }
  expect((await mara.request('GET', `/jobs/${saved}`)).body.state.hidden_at).toBeNull()
  await mara.request('DELETE', `/jobs/${hidden}/feedback`)
  expect((await mara.request('GET', `/jobs/${hidden}`)).body.state.hidden_at).not.toBeNull()
})

test('nobody says anything of another person’s posting', async () => {
  const [mara, other] = [await person(), await person()]
  const id = await write(mara, 'Acme')
  const answers = await Promise.all([
    other.request('GET', `/jobs/${id}/feedback`),
    other.request('PUT', `/jobs/${id}/feedback`, { body: { verdict: 'good' } }),
    other.request('DELETE', `/jobs/${id}/feedback`),
  ])
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
  expect(await app.rows('SELECT FROM match_answers WHERE posting_id = $1', [id])).toHaveLength(0)
})

test('the shares of the best matches give their scores', async () => {
  const mara = await person()
  await write(mara, 'Acme')
  await write(mara, 'Elbkontor', { location: 'Paris' })
  await app.ctx.queue.drain()
  const { body } = await mara.request('GET', '/jobs/match-shares')
  expect(body.items).toMatchObject([
    { company: 'Acme', shares: { skills: 1, title: 1, place: 1, salary: null } },
    { company: 'Elbkontor', shares: { skills: 1, title: 1, place: 0 } },
  ])
  const feed = (await mara.request('GET', '/jobs')).body.items
  expect(body.items.map((each: { match_score: number }) => each.match_score)).toEqual(
    feed.map((each: { match_score: number }) => each.match_score),
  )
})
