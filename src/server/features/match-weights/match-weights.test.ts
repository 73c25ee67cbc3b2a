import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { WEIGHTS } from '#domain/postings/match.ts'

const PATH = '/users/me/match-weights'
const ONLY_PAY = { skills: 0, title: 0, place: 0, seniority: 0, salary: 40, language: 0, freshness: 0 }
const me = {
  titles_wanted: ['Data Engineer'],
  salary_floor: { amount: 6_000_000, currency: 'EUR', period: 'year' },
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

async function write(someone: TestUser, company: string, pay: number): Promise<string> {
  const posting = { title: pay > 6_000_000 ? 'Cook' : 'Data Engineer', company }
  const salary = { salary_min: pay, salary_max: pay, salary_currency: 'EUR', salary_period: 'year' }
  return (await someone.request('POST', '/jobs', { body: { ...posting, ...salary } })).body.id
}

async function feed(someone: TestUser): Promise<[string, number][]> {
  await app.ctx.queue.drain()
  const { body } = await someone.request('GET', '/jobs')
  return body.items.map((item: { company: string; match_score: number }) => [item.company, item.match_score])
}

test('everybody begins with the defaults', async () => {
  const mara = await app.register()
  const { status, body } = await mara.request('GET', PATH)
  expect(status).toBe(200)
  expect(body).toEqual({
    weights: WEIGHTS,
    base: WEIGHTS,
    defaults: WEIGHTS,
    suggested: WEIGHTS,
    is_own: false,
    learning: true,
    changes: [],
    answers: { good: 0, not_for_me: 0, needed: 5 },
    since: null,
    version: 1,
  })
})

test('what one sets is brought to 100, decides the order of the feed, and stands in the match of a posting', async () => {
  const mara = await person()
  const dear = await write(mara, 'Dear', 9_000_000)
  await write(mara, 'Fitting', 3_000_000)
  const first = await feed(mara)
  expect(first.map(([company]) => company)).toEqual(['Fitting', 'Dear'])
  const { body } = await mara.request('PUT', PATH, { body: { weights: ONLY_PAY } })
  expect(body).toMatchObject({ weights: { ...ONLY_PAY, salary: 100 }, is_own: true })
  expect(await feed(mara)).toEqual([
    ['Dear', 100],
    ['Fitting', 0],
  ])
  const { match } = (await mara.request('GET', `/jobs/${dear}`)).body
  expect(match.parts.find((part: { part: string }) => part.part === 'salary')).toMatchObject({ of: 100, points: 100 })

  const reset = await mara.request('DELETE', PATH)
  expect([reset.status, reset.body.weights, reset.body.is_own]).toEqual([200, WEIGHTS, false])
  expect(await feed(mara)).toEqual(first)
})

test('what changes no score works none out again', async () => {
  const mara = await person()
  await write(mara, 'Acme', 9_000_000)
  const computedAt = async () => {
    await feed(mara)
    return (await app.rows('SELECT computed_at FROM posting_matches WHERE user_id = $1', [mara.user.id]))[0]
  }
  // A score of the very instant in which a posting was written is worked out once more.
  app.time.advance(60_000)
  await mara.request('PUT', '/users/me', { body: { headline: 'Engineer' } })
  const first = await computedAt()
  app.time.advance(60_000)
  await mara.request('PUT', '/users/me', { body: { headline: 'Engineer of data' } })
  await mara.request('PUT', PATH, { body: { weights: WEIGHTS } })
  expect(await computedAt()).toEqual(first)
  await mara.request('PUT', '/users/me', { body: { titles_wanted: ['Cook'] } })
  expect(await computedAt()).not.toEqual(first)
})

test('while scores of another basis are left, the renewal says how many', async () => {
  const mara = await person()
  await write(mara, 'One', 7_000_000)
  const two = await write(mara, 'Two', 8_000_000)
  await feed(mara)
  const renewal = async () => (await mara.request('GET', '/jobs/match-renewal')).body
  expect(await renewal()).toEqual({ done: 2, total: 2 })
  await app.rows("UPDATE posting_matches SET basis = 'of before' WHERE posting_id = $1", [two])
  expect(await renewal()).toEqual({ done: 1, total: 2 })
})

test('a score of a posting that left the feed goes with the next change', async () => {
  const mara = await person()
  const [kept, hidden] = [await write(mara, 'One', 7_000_000), await write(mara, 'Two', 8_000_000)]
  await feed(mara)
  await mara.request('POST', `/jobs/${kept}/merge`, { body: { job_id: hidden } })
  await mara.request('PUT', PATH, { body: { weights: ONLY_PAY } })
  await feed(mara)
  expect((await mara.request('GET', '/jobs/match-renewal')).body).toEqual({ done: 1, total: 1 })
})

test('weights that are all 0, missing or too large are refused with the field', async () => {
  const mara = await app.register()
  const put = (weights: unknown) => mara.request('PUT', PATH, { body: { weights } })
  const none = await put({ ...ONLY_PAY, salary: 0 })
  expect([none.status, none.body.error.field_errors[0]]).toMatchObject([
    422,
    { field: 'weights', message: 'Give at least one part more than 0.' },
  ])
  expect((await put({ ...ONLY_PAY, salary: 101 })).body.error.field_errors[0].field).toBe('weights.salary')
  expect((await put({ salary: 10 })).status).toBe(422)
  expect((await mara.request('GET', PATH)).body.version).toBe(1)
})

test('a change of an older state is refused', async () => {
  const mara = await app.register()
  await mara.request('PUT', PATH, { body: { learning: false } })
  const late = await mara.request('PUT', PATH, { body: { weights: ONLY_PAY }, headers: { 'if-match': '"1"' } })
  expect([late.status, late.body.error.code]).toEqual([412, 'stale_version'])
  expect((await mara.request('GET', PATH)).body).toMatchObject({ weights: WEIGHTS, learning: false })
})

test('answers move the weights, say why, and are not counted again once the person sets their own', async () => {
  const mara = await person()
  const answer = async (at: number, verdict: string) => {
    const id = await write(mara, `Company ${at}`, verdict === 'good' ? 9_000_000 : 3_000_000)
    app.time.advance(1000)
    return mara.request('PUT', `/jobs/${id}/feedback`, { body: { verdict } })
  }
  const answers = []
  for (let at = 0; at < 5; at += 1) answers.push(await answer(at, 'good'))
  for (let at = 5; at < 10; at += 1) answers.push(await answer(at, 'not_for_me'))
  expect(answers.slice(0, 9).every(({ body }) => body.moved.length === 0)).toBe(true)
  const last = answers.at(-1)?.body
  expect(last.moved).toContainEqual(
    expect.objectContaining({ part: 'salary', from: 15, text: 'you turned down 5 postings below your floor' }),
  )
  const learned = (await mara.request('GET', PATH)).body
  expect(learned).toMatchObject({ base: WEIGHTS, answers: { good: 5, not_for_me: 5 } })
  expect(learned.weights).toEqual(learned.suggested)
  expect(learned.weights.salary).toBeGreaterThan(15)
  expect(learned.weights.title).toBeLessThan(15)

  const off = (await mara.request('PUT', PATH, { body: { learning: false } })).body
  expect(off).toMatchObject({ weights: WEIGHTS, suggested: learned.suggested })
  const on = (await mara.request('PUT', PATH, { body: { learning: true } })).body
  expect(on.weights).toEqual(learned.weights)

  const set = (await mara.request('PUT', PATH, { body: { weights: learned.weights } })).body
  expect(set).toMatchObject({ weights: learned.weights, changes: [], answers: { good: 0, not_for_me: 0 } })
  // Put back as it was, they count again.
  const { version: _, ...back } = (await mara.request('PUT', PATH, { body: { weights: null, since: null } })).body
  expect(learned).toMatchObject(back)
})

test('an answer that is taken back counts no longer', async () => {
  const mara = await person()
  const ids: string[] = []
  for (let at = 0; at < 10; at += 1) {
    const id = await write(mara, `Company ${at}`, at < 5 ? 9_000_000 : 3_000_000)
    await mara.request('PUT', `/jobs/${id}/feedback`, { body: { verdict: at < 5 ? 'good' : 'not_for_me' } })
    ids.push(id)
  }
  expect((await mara.request('GET', PATH)).body.weights).not.toEqual(WEIGHTS)
  await mara.request('DELETE', `/jobs/${ids[0]}/feedback`)
  expect((await mara.request('GET', PATH)).body).toMatchObject({ weights: WEIGHTS, answers: { good: 4 } })
})
