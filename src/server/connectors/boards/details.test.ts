import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Kept, Stamped } from '#domain/postings/job-board-port.ts'
import { startBoards } from '#kit/vendors/boards/server.ts'
import type { Boards } from '#kit/vendors/boards/server.ts'
import { boardsOver, itemsOf } from './board-port.suite.ts'
import { Details } from './details.ts'
import { smartrecruiters } from './smartrecruiters/index.ts'

const POSTINGS = '/smartrecruiters/v1/companies/acme/postings'
let server: Boards
let over: ReturnType<typeof boardsOver>

beforeAll(async () => {
  server = await startBoards({ fixturesDir: null, now: Date.parse('2026-11-21T08:00:00Z') })
  over = boardsOver(server)
})
afterEach(() => server.behave())
afterAll(async () => {
  await over.http.close()
  await server.close()
})

/** A fetch, and which single postings it asked for. */
async function fetched(tenant = 'acme', kept?: Kept) {
  const before = server.asked.length
  const pages = []
  const source = { board_id: 'smartrecruiters', config: { tenant }, cursor: null, ...(kept ? { kept } : {}) }
  for await (const page of over.boards.fetch(source)) pages.push(page)
  const singles = server.asked.slice(before).flatMap(({ path }) => /\/postings\/(\d+)$/.exec(path)?.[1] ?? [])
  return { pages, singles, items: itemsOf(pages) }
}
const idOf = (n: number) => String(server.feeds.smartrecruiters.get('acme')?.[n]?.['id'])

describe('a list that tells a part only', () => {
  test('is read with all its texts, each asked for once, whatever number of rows a page has', async () => {
    const { pages, singles, items } = await fetched()
    expect(items).toHaveLength(60)
    expect(new Set(singles)).toHaveLength(60)
    expect(singles).toHaveLength(60)
    expect(pages.at(-1)).toMatchObject({ outcome: 'ok', last: true, complete: true, doubt: null })
    expect(items[0]).toMatchObject({
      salary: { min: 6_000_000, max: 8_000_000, period: 'year' },
      contract: null,
      employment: ['full_time'],
    })
    expect(items[5]).toMatchObject({ locations: [{ city: null, region: null, country: 'PL' }] })
  })

  test('is not asked again for what is kept already as the list tells it now', async () => {
    const first = await fetched()
    const stamps = new Map(first.pages.flatMap((page) => ('stamped' in page ? page.stamped : [])).map(pair))
    const kept: Kept = async (briefs) =>
      new Map(
        briefs.map((each) => [each.external_id, stamps.get(each.external_id) === each.stamp ? 'whole' : 'in_part']),
      )
    const unchanged = await fetched('acme', kept)
    expect(unchanged).toMatchObject({ singles: [], items: [] })
    expect(unchanged.pages.flatMap((page) => ('standing' in page ? page.standing : []))).toHaveLength(60)
    const [row] = server.feeds.smartrecruiters.get('acme') ?? []
    const title = row?.['name']
    Object.assign(row ?? {}, { name: 'Chief Baker' })
    const changed = await fetched('acme', kept)
    Object.assign(row ?? {}, { name: title })
    expect(changed.singles).toEqual([idOf(0)])
    expect(changed.items).toMatchObject([{ title: 'Chief Baker' }])
  })

  test('loses nothing but a text when one posting cannot be read', async () => {
    server.misbehave(`${POSTINGS}/${idOf(4)}`, 'error')
    const { pages, items } = await fetched()
    expect(items).toHaveLength(60)
    const poor = items.filter((item) => item.description_text === '')
    expect(poor.map((item) => item.external_id)).toEqual([idOf(4)])
    // It has no stamp, so that the next fetch asks for it again.
    const stamped = pages.flatMap((page) => ('stamped' in page ? page.stamped : []))
    expect(stamped.map((each) => each.external_id)).not.toContain(idOf(4))
    expect(pages.at(-1)).toMatchObject({ outcome: 'ok', complete: true, doubt: null })
  })

  test('says so when no posting can be read, and stops asking', async () => {
    server.misbehave(`${POSTINGS}/`, 'gone')
    const { pages, singles, items } = await fetched()
    expect(singles).toHaveLength(3)
    expect(items).toHaveLength(60)
    expect(pages.at(-1)).toMatchObject({
      outcome: 'ok',
      complete: true,
      doubt: expect.stringMatching(/texts are missing/),
    })
  })

  test.each([
    ['rate-limit', 'rate_limited'],
    ['challenge', 'blocked_antibot'],
  ] as const)('keeps what it has and ends as a failure when a posting is answered with %s', async (kind, outcome) => {
    server.misbehave(`${POSTINGS}/${idOf(4)}`, kind)
    const { pages, items } = await fetched()
    expect(items.map((item) => item.external_id)).toEqual([0, 1, 2, 3].map(idOf))
    expect(pages).toMatchObject([
      { outcome: 'ok', last: false, complete: false },
      { outcome, message: expect.any(String) },
    ])
  })

  test('tells the employer without openings from the one that perhaps is none', async () => {
    const { pages } = await fetched('nobody')
    expect(pages).toMatchObject([{ outcome: 'empty_legit', doubt: expect.stringMatching(/check the address/) }])
  })

  test('is left aside when one posting is imported by its address', async () => {
    const before = server.asked.length
    const imported = await over.boards.importUrl(`https://jobs.smartrecruiters.com/acme/${idOf(7)}-anything`)
    expect(imported).toMatchObject({
      outcome: 'ok',
      items: [{ external_id: idOf(7), company: { name: 'Example Acme' } }],
    })
    expect(server.asked).toHaveLength(before + 1)
    expect(await over.boards.importUrl('https://jobs.smartrecruiters.com/acme/999999999')).toMatchObject({
      outcome: 'gone',
    })
  })
})

test('an allowance goes to new postings first; what is kept in part is not replaced by less', async () => {
  const open = smartrecruiters.open({ tenant: 'acme' })
  const rows = [0, 1, 2, 3].map((n) => ({ id: String(n), name: `Baker ${n}` }))
  const list = { status: 200, url: '', headers: {}, text: JSON.stringify({ content: rows, totalFound: 4 }) }
  const page = open?.read(open.first(), list)
  if (!open || page?.kind !== 'page') throw new Error('The list is readable.')
  const asked: string[] = []
  const details = new Details({
    allowance: 1,
    kept: async () =>
      new Map([
        ['0', 'in_part'],
        ['1', 'whole'],
      ]),
    stopped: () => false,
    ask: async (request) => {
      asked.push(request.url.split('/').at(-1) ?? '')
      const answer = { ...list, text: JSON.stringify(rows.find((row) => request.url.endsWith(row.id))) }
      const read = open.read(request, answer)
      if (read.kind !== 'page') throw new Error(read.message)
      return { kind: 'page', page: read, etag: null, last_modified: null }
    },
  })
  const round = await details.round(page.briefs ?? [])
  expect(asked).toEqual(['2'])
  expect(round).toMatchObject({ standing: ['1', '0'], stamped: [{ external_id: '2' }], failure: null })
  expect(round.items.map((item) => item.external_id)).toEqual(['2', '3'])
  expect(details).toMatchObject({ waiting: true, doubt: null })
})

function pair({ external_id, stamp }: Stamped) {
  return [external_id, stamp] as const
}
