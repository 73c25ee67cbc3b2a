import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { KEYS } from '#kit/vendors/boards/keyed-routes.ts'
import { startBoards } from '#kit/vendors/boards/server.ts'
import type { Boards } from '#kit/vendors/boards/server.ts'
import { boardSuite, boardsOver, fetchAll, itemsOf } from './board-port.suite.ts'

boardSuite({
  board_id: 'adzuna',
  config: KEYS.adzuna,
  prefix: '/adzuna',
  gone: 'gone',
  recorded: { file: 'adzuna/search-shape.json', config: { ...KEYS.adzuna, country: 'us' } },
  golden: (items) => {
    expect(items[0]).toMatchObject({
      external_id: '4895673210',
      title: 'Senior Software Engineer',
      company: { name: 'Stripe' },
      locations: [{ city: 'San Francisco', region: 'California', country: 'US' }],
      salary: { min: 18_000_000, max: 25_000_000, currency: 'USD', period: 'year', origin: 'stated' },
      employment: ['full_time'],
      contract: 'permanent',
      tags: ['IT Jobs'],
      posted_at: '2026-04-21T12:00:00Z',
    })
    expect(items[1]?.salary).toMatchObject({ origin: 'predicted' })
    expect(items[2]).toMatchObject({ salary: null, contract: 'intern' })
  },
})

boardSuite({ board_id: 'reed', config: KEYS.reed, prefix: '/reed', gone: 'gone', recorded: null })

boardSuite({
  board_id: 'usajobs',
  config: KEYS.usajobs,
  prefix: '/usajobs',
  gone: 'gone',
  recorded: { file: 'usajobs/search-real.json', config: KEYS.usajobs },
  golden: (items) => {
    expect(items[0]).toMatchObject({
      external_id: '856707700',
      source_url: 'https://www.usajobs.gov/job/856707700',
      company: { name: 'Social Security Administration' },
      locations: [{ raw: 'Woodlawn, Maryland', city: 'Woodlawn', region: 'Maryland' }],
      remote: { kind: 'unknown' },
      salary: { min: 14_391_300, max: 19_720_000, currency: 'USD', period: 'year' },
      posted_at: '2026-02-06T00:00:00Z',
      posted_precision: 'day',
    })
    expect(items[1]?.salary).toMatchObject({ min: 2287, max: 2668, period: 'hour' })
  },
})

boardSuite({
  board_id: 'france-travail',
  config: KEYS['france-travail'],
  prefix: '/france-travail/',
  gone: 'gone',
  recorded: null,
})

describe('boards that answer who has a key', () => {
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
  const read = (board_id: keyof typeof KEYS, settings = {}) =>
    fetchAll(over.boards, { board_id, config: { ...KEYS[board_id], ...settings } })

  it.each([
    ['adzuna', { app_key: 'wrong' }],
    ['reed', { api_key: 'wrong' }],
    ['usajobs', { api_key: 'wrong' }],
    ['france-travail', { client_secret: 'wrong' }],
  ] as const)('%s: a key that is not accepted is told as such', async (board_id, settings) => {
    expect(await read(board_id, settings)).toMatchObject([{ outcome: 'auth', message: /does not accept the key/ }])
  })

  it('a key is in no cursor, no posting and no message', async () => {
    for (const board_id of ['adzuna', 'reed', 'usajobs', 'france-travail'] as const) {
      const {
        app_id: _,
        country: _country,
        email: _email,
        ...key
      } = { app_id: '', country: '', email: '', ...KEYS[board_id] }
      const pages = JSON.stringify(await read(board_id))
      for (const secret of Object.values(key)) expect(pages, board_id).not.toContain(secret)
    }
  })

  it('Adzuna: reads every page, without the account in links, and tells an estimate from what is stated', async () => {
    const items = itemsOf(await read('adzuna'))
    expect(items).toHaveLength(120)
    expect(items[0]).toMatchObject({
      title: 'Senior Backend Engineer (TypeScript)',
      source_url: 'https://www.adzuna.de/land/ad/4800000000?se=abc&v=1',
      salary: null,
      contract: 'freelance',
    })
    expect(items.slice(1, 3).map((item) => item.salary?.origin)).toEqual(['predicted', 'stated'])
    expect(items[4]).toMatchObject({ company: { name: 'Employer not named' }, provenance: { company: 'derived' } })
  })

  it('Reed: reads dates day first, whole texts, and what pay is for', async () => {
    const pages = await read('reed')
    const items = itemsOf(pages)
    expect(items).toHaveLength(130)
    expect(items[1]).toMatchObject({
      locations: [{ city: 'London', country: 'GB' }],
      salary: { min: 4_000_100, max: 5_500_100, currency: 'GBP', period: 'year' },
      posted_at: '2026-11-21T00:00:00Z',
      posted_precision: 'day',
      expires_at: '2026-12-19T23:59:59Z',
      contract: 'freelance',
      employment: ['full_time'],
    })
    expect(items[0]).toMatchObject({ apply_url: 'https://careers.baker.example/0', salary: { min: null, max: null } })
    expect(items[5]?.salary).toMatchObject({ period: 'day' })
    // A hundred texts in one reading; of the others, the beginning.
    expect(items.filter((item) => item.description_text.includes('Your tasks'))).toHaveLength(100)
    expect(pages.reduce((sum, page) => sum + ('requests' in page ? page.requests : 0), 0)).toBe(102)
  })

  it('USAJOBS: reads amounts that are text, half a fortnight as a week, and no place from "multiple"', async () => {
    const items = itemsOf(await read('usajobs'))
    expect(items).toHaveLength(530)
    expect(items[0]).toMatchObject({ locations: [], remote: { kind: 'remote' }, contract: 'permanent' })
    expect(items[1]).toMatchObject({
      source_url: 'https://www.usajobs.gov/job/850000001',
      locations: [{ city: 'Denver', region: 'Colorado', country: 'US', lat: 39.74 }],
      salary: { min: 2287, period: 'hour' },
    })
    expect(items[2]?.salary).toMatchObject({ min: 150_000, max: 200_000, period: 'week' })
    expect(items[3]?.salary).toBeNull()
    expect(server.asked.find(({ path }) => path.startsWith('/usajobs/api'))?.headers['user-agent']).toBe(
      'mara@example.org',
    )
  })

  it('France Travail: shows a token, reads range after range by the count in the header', async () => {
    const before = server.asked.length
    const pages = await read('france-travail')
    const items = itemsOf(pages)
    expect(items).toHaveLength(320)
    expect(pages.at(-1)).toMatchObject({ total: 320, complete: true })
    const asked = server.asked.slice(before)
    expect(asked.map(({ path }) => /range=([\d-]+)/.exec(path)?.[1] ?? null)).toEqual([
      null,
      '0-149',
      '150-299',
      '300-449',
    ])
    expect(items[0]).toMatchObject({
      locations: [{ city: 'Lille', country: 'FR', lat: 50.63 }],
      salary: { min: 3_200_000, max: 3_800_000, currency: 'EUR', period: 'year', origin: 'parsed' },
      contract: 'permanent',
      employment: ['part_time'],
    })
    expect(items[1]).toMatchObject({
      locations: [{ city: 'Lyon' }],
      apply_url: 'https://partner.example/offres/1',
      salary: { min: 1188, max: 1188, period: 'hour' },
    })
    expect(items[2]).toMatchObject({ locations: [{ city: null, region: 'Gironde' }], salary: null })
    expect(items[3]?.locations).toMatchObject([{ city: null, region: null, country: 'FR' }])
    expect(items[9]?.contract).toBe('apprentice')
    // Whom to call is nobody's business here.
    expect(JSON.stringify(items)).not.toMatch(/personne@|0102030405/)
  })

  it('France Travail: nothing found, which comes without content, is an empty list', async () => {
    const all = server.feeds.franceTravail
    server.feeds.franceTravail = []
    const pages = await read('france-travail')
    server.feeds.franceTravail = all
    expect(pages).toMatchObject([{ outcome: 'empty_legit', complete: true }])
  })
})
