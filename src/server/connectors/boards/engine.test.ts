import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PageOutcome } from '#domain/postings/job-board-port.ts'
import { KEYS } from '#kit/vendors/boards/keyed-routes.ts'
import { leverPostings } from '#kit/vendors/boards/synthetic.ts'
import { startBoards } from '#kit/vendors/boards/server.ts'
import type { Boards } from '#kit/vendors/boards/server.ts'
import { boardsOver, fetchAll, itemsOf } from './board-port.suite.ts'
import { listRequest } from './lever/client.ts'
import { readPage } from './lever/parse.ts'

const NOW = Date.parse('2026-11-21T08:00:00Z')
let server: Boards
let over: ReturnType<typeof boardsOver>

beforeAll(async () => {
  server = await startBoards({ fixturesDir: null, now: NOW })
  over = boardsOver(server)
})
afterAll(async () => {
  await over.http.close()
  await server.close()
})

function cursorOf(pages: readonly PageOutcome[]) {
  const last = pages.at(-1)
  if (last === undefined) throw new Error('A fetch ends with an outcome.')
  return last.cursor
}

it('asks for a feed again only if it changed', async () => {
  const source = { board_id: 'remotive', config: {} }
  const first = await fetchAll(over.boards, source)
  expect(await fetchAll(over.boards, source, cursorOf(first))).toMatchObject([{ outcome: 'not_modified' }])
  server.feeds.remotive.pop()
  expect(await fetchAll(over.boards, source, cursorOf(first))).toMatchObject([{ outcome: 'ok', complete: true }])
})

it.each([
  ['france-travail', '/france-travail', null],
  ['france-travail', '/france-travail/connexion', 'error'],
  ['remotive', '/remotive', 'error'],
  ['arbeitnow', '/arbeitnow', 'error'],
  ['arbeitnow', '/arbeitnow/api/job-board-api?page=2', 'reset'],
  ['arbeitnow', '/arbeitnow', 'redirect-loop'],
  ['reed', '/reed', 'forbidden'],
] as const)('%s counts the requests that it sent, whatever came of them: %s %s', async (board_id, prefix, kind) => {
  const keys: Readonly<Record<string, Record<string, unknown>>> = KEYS
  if (kind !== null) server.misbehave(prefix, kind)
  const fresh = boardsOver(server)
  const before = server.asked.length
  const pages = await fetchAll(fresh.boards, { board_id, config: keys[board_id] ?? {} })
  await fresh.http.close()
  server.behave()
  const asked = server.asked.length - before
  // The five that a loop leads to belong to the one that led there.
  expect(pages.reduce((sum, page) => sum + page.requests, 0)).toBe(kind === 'redirect-loop' ? asked - 5 : asked)
  expect(asked).toBeGreaterThan(0)
})

it('goes on where a fetch broke off, and does not call that half complete', async () => {
  const source = { board_id: 'arbeitnow', config: {} }
  server.misbehave('/arbeitnow/api/job-board-api?page=2', 'cut')
  const broken = await fetchAll(over.boards, source)
  server.behave()
  expect(broken).toMatchObject([
    { outcome: 'ok', page: 1 },
    { outcome: 'truncated', page: 2 },
  ])
  const rest = await fetchAll(over.boards, source, cursorOf(broken))
  expect(rest.at(-1)).toMatchObject({
    outcome: 'ok',
    last: true,
    complete: false,
    cursor: { etag: null, resume: null },
  })
  const ids = [...itemsOf(broken), ...itemsOf(rest)].map((item) => item.external_id)
  expect(new Set(ids).size).toBe(server.feeds.arbeitnow.length)
})

it('ends when it is told to, between two pages', async () => {
  let asked = 0
  const pages: PageOutcome[] = []
  for await (const page of over.boards.fetch({
    board_id: 'arbeitnow',
    config: {},
    cursor: null,
    stopped: () => (asked += 1) > 1,
  }))
    pages.push(page)
  expect(pages).toMatchObject([
    { outcome: 'ok', page: 1 },
    { outcome: 'stopped', page: 2 },
  ])
})

it('says that a fetch is not complete when the source names more postings than it gave', async () => {
  const job = { ...server.feeds.greenhouse.get('acme')?.[0] }
  const http = { ...over.http, request: async () => answer({ jobs: [job], meta: { total: 37 } }) }
  const { makeBoardEngine } = await import('./engine.ts')
  const { greenhouse } = await import('./greenhouse/index.ts')
  const open = greenhouse.open({ tenant: 'acme' })
  const pages: PageOutcome[] = []
  if (open !== null)
    for await (const page of makeBoardEngine({ http, clock: { ms: () => NOW, now: unused, iso: unused } }).run(open))
      pages.push(page)
  expect(pages).toMatchObject([{ outcome: 'ok', last: true, complete: false, total: 37, cursor: { etag: null } }])
})

it('reads employers in Europe and elsewhere from their own hosts', async () => {
  const pages = await fetchAll(over.boards, { board_id: 'lever', config: { tenant: 'acme-eu', region: 'eu' } })
  expect(itemsOf(pages)).toHaveLength(15)
  expect(
    (await fetchAll(over.boards, { board_id: 'lever', config: { tenant: 'acme-eu', region: 'global' } })).at(-1),
  ).toMatchObject({ outcome: 'not_found_tenant' })
})

it('takes the marketing page behind a dead Personio address for what it is', async () => {
  expect(await fetchAll(over.boards, { board_id: 'personio', config: { tenant: 'gone-long-ago' } })).toMatchObject([
    { outcome: 'not_found_tenant' },
  ])
})

it('imports one posting by the address of its page', async () => {
  expect(await over.boards.importUrl('https://careers.example.com/jobs/3')).toMatchObject({
    outcome: 'ok',
    items: [
      {
        board_id: 'json-ld',
        external_id: 'careers.example.com:PAGE-3',
        source_url: 'https://careers.example.com/jobs/3',
        salary: { min: 6_000_000, max: 7_500_000, currency: 'EUR', period: 'year' },
      },
    ],
  })
})

it('imports from the recruiting system itself when the address is one of its openings', async () => {
  const id = '00000000-0000-4000-8000-000000000150'
  expect(await over.boards.importUrl(`https://jobs.lever.co/acme/${id}?utm_source=x`)).toMatchObject({
    outcome: 'ok',
    items: [{ board_id: 'lever', external_id: id, ats: { vendor: 'lever', tenant: 'acme', id } }],
  })
})

it.each([
  ['https://careers.example.com/about', 'no_posting', /Fill in the form/],
  ['https://careers.example.com/private/1', 'robots', /paste it here/],
  ['https://careers.example.com/jobs/none', 'gone', /nothing at this address/],
  ['http://169.254.169.254/latest/meta-data/', 'refused_address', /private/],
  ['javascript:alert(1)', 'refused_address', /no|not/],
])('says in words why %s cannot be imported', async (url, outcome, words) => {
  const answered = await over.boards.importUrl(url)
  expect(answered.outcome).toBe(outcome)
  expect(answered).toHaveProperty('message', expect.stringMatching(words))
})

it('loses and doubles nothing when openings come and go while pages are read', () => {
  const site = { tenant: 'acme', region: 'global' } as const
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 450 }),
      fc.array(
        fc.record({ gone: fc.integer({ min: 0, max: 10 }), at: fc.nat(), come: fc.integer({ min: 0, max: 20 }) }),
        { maxLength: 6 },
      ),
      (count, changes) => {
        let list = leverPostings('acme', count, NOW)
        const stayed = new Set(list.map((row) => String(row['id'])))
        const seen = new Set<string>()
        let request: ReturnType<typeof listRequest> | null = listRequest(site, 0)
        for (let step = 0; request !== null; step += 1) {
          const url = new URL(request.url)
          const skip = Number(url.searchParams.get('skip'))
          const text = JSON.stringify(list.slice(skip, skip + Number(url.searchParams.get('limit'))))
          const page = readPage(request, { status: 200, url: request.url, headers: {}, text }, site)
          if (page.kind === 'failure') throw new Error(page.message)
          for (const item of page.items) seen.add(item.external_id)
          request = page.next
          const change = changes[step]
          if (change === undefined) continue
          const from = list.length === 0 ? 0 : change.at % list.length
          for (const row of list.slice(from, from + change.gone)) stayed.delete(String(row['id']))
          list = [
            ...leverPostings('acme', change.come, NOW).map((row) => ({ ...row, id: `new-${step}-${row['id']}` })),
            ...list.slice(0, from),
            ...list.slice(from + change.gone),
          ]
        }
        for (const id of stayed) expect(seen).toContain(id)
      },
    ),
    { numRuns: 60, seed: 42 },
  )
})

function answer(value: unknown) {
  return {
    kind: 'answer' as const,
    status: 200,
    url: 'https://boards-api.greenhouse.io/',
    headers: {},
    body: new Uint8Array(),
    text: () => JSON.stringify(value),
    etag: '"x"',
    last_modified: null,
  }
}

function unused(): never {
  throw new Error('not needed here')
}
