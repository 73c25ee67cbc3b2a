import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await makeApp()
})
afterAll(() => app.close())

type Item = { id: string; title: string }
const write = async (person: TestUser, jobs: readonly Record<string, unknown>[]) => {
  const ids: string[] = []
  for (const body of jobs) {
    const answer = await person.request('POST', '/jobs', { body })
    expect(answer.status, JSON.stringify(answer.body)).toBe(201)
    ids.push(answer.body.id)
  }
  return ids
}
const countsOf = (facet: readonly { value: string; count: number }[]) =>
  Object.fromEntries(facet.map(({ value, count }) => [value, count]))

describe('what is closed', () => {
  let seeker: TestUser
  let ids: string[]
  const feed = async (state: string) => (await seeker.request('GET', '/jobs', { query: { state } })).body
  const titles = async (state: string) => (await feed(state)).items.map((item: Item) => item.title).toSorted()
  beforeAll(async () => {
    seeker = await app.register()
    ids = await write(
      seeker,
      ['Open', 'Closed', 'Saved', 'Applied'].map((title) => ({ title, company: 'Elbkontor' })),
    )
    await app.rows(`UPDATE postings SET closed_at = now(), close_reason = 'absent' WHERE id = ANY($1)`, [ids.slice(1)])
    await app.rows('UPDATE posting_states SET seen_at = NULL WHERE posting_id = ANY($1)', [ids])
    await seeker.request('PUT', `/jobs/${ids[2]}/state`, { body: { saved: true } })
    await seeker.request('POST', '/applications', { body: { job_id: ids[3], status: 'applied' } })
  })

  test('can be left out, and what one saved or applied to is found all the same', async () => {
    expect(await titles('open')).toEqual(['Open'])
    expect(await titles('saved')).toEqual(['Applied', 'Saved'])
    expect(await titles('applied')).toEqual(['Applied'])
  })

  test('is counted beside what is open, whichever of the two is shown', async () => {
    for (const state of ['open', 'closed', 'open,closed'])
      expect(countsOf((await feed(state)).facets.state), state).toMatchObject({
        open: 1,
        closed: 3,
        saved: 2,
        applied: 1,
      })
    expect((await feed('open')).total).toBe(1)
    expect((await feed('open,closed')).total).toBe(0)
  })

  test('is not new', async () => {
    expect(await titles('new')).toEqual(['Open'])
    const { body } = await seeker.request('GET', `/jobs/${ids[1]}`)
    expect(body.is_new).toBe(false)
  })
})
