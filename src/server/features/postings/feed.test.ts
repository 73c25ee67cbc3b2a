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
