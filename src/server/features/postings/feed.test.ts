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

// Long enough to tell which language it is in.
const HAUS =
  'Wir suchen für unsere Häuser in der Stadt und auf dem Land Verstärkung. Sie pflegen gerne Menschen, arbeiten im Team und haben eine abgeschlossene Ausbildung in der Pflege.'

describe('a search', () => {
  let seeker: TestUser
  const titles = async (q: string) => {
    const answer = await seeker.request('GET', '/jobs', { query: { q } })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    return answer.body.items.map((item: Item) => item.title).toSorted()
  }
  beforeAll(async () => {
    seeker = await app.register()
    await write(seeker, [
      { title: 'Data Engineer', company: 'Siemens', description: 'We are looking for somebody who knows C++ well.' },
      { title: 'Head of Data', company: 'Rhein AG', description: 'C# and .NET, and full-stack work with Node.js.' },
      { title: 'Pflegefachkraft', company: 'Klinik Süd', description: HAUS },
      { title: 'Développeuse', company: 'Atelier', description: 'Nous cherchons des applications web, full stack.' },
    ])
  })

  test.each<[string, string[]]>([
    ['siemens engineers', ['Data Engineer']],
    ['Engineers at Siemens', ['Data Engineer']],
    ['head of data', ['Head of Data']],
    ['the head of the data', ['Head of Data']],
    ['C++', ['Data Engineer']],
    ['c#', ['Head of Data']],
    ['engineer c++', ['Data Engineer']],
    ['data -c++', ['Head of Data']],
    ['full-stack', ['Développeuse', 'Head of Data']],
    ['full stack', ['Développeuse', 'Head of Data']],
    ['node.js', ['Head of Data']],
    ['data -"data engineer"', ['Head of Data']],
    ['-data', ['Développeuse', 'Pflegefachkraft']],
    ['siemens or klinik', ['Data Engineer', 'Pflegefachkraft']],
    ['klinik haus', ['Pflegefachkraft']],
    ['atelier application', ['Développeuse']],
    ['the', []],
    ['🙂', []],
  ])('for %j finds %j', async (q, found) => {
    expect(await titles(q)).toEqual(found)
  })

  test('puts first what it stands in the title of', async () => {
    await write(seeker, [{ title: 'Clerk', company: 'Office', description: 'You help the data engineer.' }])
    const { body } = await seeker.request('GET', '/jobs', { query: { q: 'data engineer' } })
    expect(body.items.map((item: Item) => item.title)).toEqual(['Data Engineer', 'Clerk'])
  })
})

describe('what one saved or applied to', () => {
  const list = async (person: TestUser, query: Record<string, string>) =>
    (await person.request('GET', '/jobs', { query })).body.items

  test('stays in reach when its company is hidden, while the rest of the company leaves', async () => {
    const person = await app.register()
    const [saved = '', applied = ''] = await write(
      person,
      ['Saved', 'Applied', 'Other'].map((title) => ({ title, company: 'Rhein AG' })),
    )
    await person.request('PUT', `/jobs/${saved}/state`, { body: { saved: true } })
    await person.request('POST', '/applications', { body: { job_id: applied, status: 'applied' } })
    await person.request('POST', '/jobs/hidden-companies', { body: { company: 'Rhein AG' } })
    const titles = async (state: string) => new Set((await list(person, { state })).map((item: Item) => item.title))
    expect(await titles('saved')).toEqual(new Set(['Saved', 'Applied']))
    expect(await titles('hidden')).toEqual(new Set(['Other']))
    await person.request('PUT', `/jobs/${saved}/state`, { body: { hidden: true } })
    expect(await titles('saved')).toEqual(new Set(['Applied']))
  })

  test('is scored anew with the profile, whatever sources are on', async () => {
    const person = await app.register()
    await app.rows(
      `INSERT INTO postings (id, title, title_norm, company, company_norm, content_hash, first_seen_at, last_seen_at, created_at, updated_at, source_ids, remote_kind)
       VALUES ('01939d6c-7f00-7000-8000-0000000000aa', 'Data Engineer', 'data engineer', 'Board', 'board', '', $1, $1, $1, $1, '{off}', 'remote')`,
      [app.ctx.clock.iso()],
    )
    await person.request('PUT', '/jobs/01939d6c-7f00-7000-8000-0000000000aa/state', { body: { saved: true } })
    const scoreFor = async (title: string) => {
      app.time.advance(60_000)
      await person.request('PUT', '/users/me', { body: { titles_wanted: [title], remote_preference: ['remote'] } })
      await app.ctx.queue.drain()
      return (await list(person, { state: 'saved' }))[0].match_score
    }
    const right = await scoreFor('Data Engineer')
    expect(right).toBeGreaterThan(await scoreFor('Baker'))
    await person.request('PUT', '/users/me', { body: { titles_wanted: [], remote_preference: [] } })
    await app.ctx.queue.drain()
    expect((await list(person, { state: 'saved' }))[0].match_score).toBeNull()
  })
})
