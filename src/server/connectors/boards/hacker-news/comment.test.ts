import { expect, it } from 'vitest'
import { offerIn } from './comment.ts'
import { readPage } from './parse.ts'
import { threadRequest, threadsRequest } from './client.ts'

it.each([
  [
    'Acme | NYC | REMOTE | Senior Software Engineer',
    { company: 'Acme', roles: ['Senior Software Engineer'], places: ['NYC'], remote: 'remote' },
  ],
  [
    'Beta Labs — San Francisco, CA — ONSITE — Platform Engineer',
    { company: 'Beta Labs', roles: ['Platform Engineer'], places: ['San Francisco, CA'], remote: 'onsite' },
  ],
  [
    'Robotics | Frontend Engineer, Embedded Engineer | Zurich | CHF 110k-130k',
    { roles: ['Frontend Engineer', 'Embedded Engineer'], places: ['Zurich'], salary_text: 'CHF 110k-130k' },
  ],
  [
    'Co (https:&#x2F;&#x2F;co.example) | Engineering Manager, Payments | Berlin or Remote (EU)',
    { company: 'Co', roles: ['Engineering Manager, Payments'], places: ['Berlin'], remote: 'remote' },
  ],
  ['Solo | REMOTE (worldwide) | Contract', { roles: [], remote: 'remote', employment: ['Contract'] }],
])('%s', (line, expected) => {
  expect(offerIn(`${line}<p>More about us.`)).toMatchObject(expected)
})

it('takes the roles from a list below when there is one', () => {
  const text =
    'Snout | Multiple Engineering + Product Roles | Remote US<p>We help pets.<p>Open roles:<p>Full-Stack Engineer - builds<p>Product Designer (Senior)<p>Write to us.'
  expect(offerIn(text)?.roles).toEqual(['Full-Stack Engineer', 'Product Designer'])
})

it('a question is no offer', () => {
  expect(offerIn('Is anybody here hiring in Lisbon?')).toBeNull()
})

const answer = (value: unknown) => ({ status: 200, url: '', headers: {}, text: JSON.stringify(value) })

it('finds the thread that hires among those that want to be hired', () => {
  const hits = [
    { objectID: '3', title: 'Ask HN: Freelancer? Seeking freelancer? (November 2026)' },
    { objectID: '2', title: 'Ask HN: Who wants to be hired? (November 2026)' },
    { objectID: '1', title: 'Ask HN: Who is hiring? (November 2026)' },
  ]
  expect(readPage(threadsRequest(), answer({ hits }))).toMatchObject({ kind: 'page', next: threadRequest('1') })
  expect(readPage(threadsRequest(), answer({ hits: hits.slice(0, 2) }))).toMatchObject({
    kind: 'failure',
    outcome: 'schema_drift',
  })
})

it('keeps no address and no number of a person, and does not take replies for offers', () => {
  const text =
    'Acme | Baker | Berlin | Senior Engineer<p>jane.doe@acme.example, jane [at] acme [dot] example, jane at acme dot example, +49 30 1234 5678, (415) 555-0100. Founded 2019-2021, see https:&#x2F;&#x2F;acme.example&#x2F;1234567890'
  const reply = { id: 3, created_at: '2026-11-02T10:00:00Z', text: 'Other | Senior Engineer', children: [] }
  const thread = {
    id: 1,
    title: 'Ask HN: Who is hiring?',
    children: [{ id: 2, created_at: '2026-11-02T09:00:00Z', text, children: [reply] }],
  }
  const page = readPage(threadRequest('1'), answer(thread))
  expect(page).toMatchObject({ kind: 'page', items: [{ external_id: '2', posted_at: '2026-11-02T09:00:00Z' }] })
  const shown = page.kind === 'page' ? (page.items[0]?.description_html ?? '') : ''
  expect(shown).not.toMatch(/@|\[at\]|jane at|4 5678|555-0100/)
  expect(shown).toContain('2019-2021')
  expect(shown).toContain('acme.example/1234567890')
})
