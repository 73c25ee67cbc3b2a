import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startBoards } from '#kit/vendors/boards/server.ts'
import type { Boards } from '#kit/vendors/boards/server.ts'
import { boardSuite, boardsOver, fetchAll, itemsOf } from './board-port.suite.ts'
import { boards as registered } from './index.ts'

boardSuite({
  board_id: 'arbeitsagentur',
  config: {},
  prefix: '/arbeitsagentur',
  gone: 'gone',
  recorded: { file: 'arbeitsagentur/jobs-list-v6.json', config: { words: 'softwareentwickler', place: 'Berlin' } },
  golden: (items) => {
    expect(items[1]).toMatchObject({
      external_id: '10001-1003644689-S',
      ats: { vendor: 'arbeitsagentur', id: '10001-1003644689-S' },
      source_url: 'https://www.arbeitsagentur.de/jobsuche/jobdetail/10001-1003644689-S',
      title: 'Softwareentwickler (m/w/d)',
      company: { name: 'Laurin Stankusch Vertriebsagentur' },
      locations: [{ raw: 'Berlin, Berlin, DEUTSCHLAND', city: 'Berlin', region: 'Berlin', country: 'DE' }],
      remote: { kind: 'hybrid' },
      salary: { min: 4_200_000, max: 6_000_000, currency: 'EUR', period: 'year' },
      employment: ['full_time'],
      contract: 'permanent',
      posted_at: '2026-09-03T00:00:00Z',
    })
    expect(items[0]?.apply_url).toMatch(/^https:\/\/www\.yourfirm\.de\/job\/detail\/YF-48852/)
  },
})

boardSuite({
  board_id: 'workday',
  config: { tenant: 'acme.wd3/Careers' },
  prefix: '/workday',
  gone: 'not_found_tenant',
  recorded: {
    file: 'workday/cxs-list-salesforce.json',
    config: { tenant: 'salesforce.wd12/External_Career_Site', company: 'Salesforce' },
  },
  golden: (items) => {
    expect(items[1]).toMatchObject({
      external_id:
        '/job/Illinois---Chicago/Customer-Success-Manager---Global-Public-Sector--State---Local-Gov-_JR332446',
      ats: { vendor: 'workday', tenant: 'salesforce', id: 'JR332446', requisition_id: 'JR332446' },
      company: { name: 'Salesforce' },
      // "5 Locations" is no place, and "3 Days Ago" is another day tomorrow.
      locations: [],
      posted_at: null,
    })
  },
})

describe('boards that were not made for programs', () => {
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
  const acme = { board_id: 'workday', config: { tenant: 'acme.wd3/Careers' } }

  it('have a notice, a budget for a day, and a pace that nobody notices', () => {
    const grey = registered.filter(({ facts }) => facts.tier === 'grey').map(({ facts }) => facts)
    expect(grey.map(({ id }) => id)).toEqual(['arbeitsagentur', 'workday'])
    for (const { notice, politeness, default_enabled } of grey) {
      expect(notice).toMatch(/responsibility/)
      expect(politeness).toMatchObject({ respect_robots: true, concurrency: 1 })
      expect(politeness.per_day).toBeLessThanOrEqual(200)
      expect(politeness.min_interval_ms).toBeGreaterThanOrEqual(1000)
      expect(default_enabled).toBe(false)
    }
  })

  it.each(['arbeitsagentur', 'workday'])('%s is left alone where robots.txt forbids it', async (board_id) => {
    server.feeds.robots.set(board_id, 'User-agent: *\nDisallow: /\n')
    const fresh = boardsOver(server)
    const before = server.asked.length
    const pages = await fetchAll(fresh.boards, board_id === 'workday' ? acme : { board_id, config: {} })
    await fresh.http.close()
    server.feeds.robots.delete(board_id)
    expect(pages).toMatchObject([{ outcome: 'robots' }])
    expect(server.asked.slice(before).map(({ path }) => path)).toEqual([expect.stringMatching(/robots\.txt$/)])
  })

  it('Arbeitsagentur: reads regions that are shouted, texts in Markdown, and by whom a posting was brought', async () => {
    const items = itemsOf(await fetchAll(over.boards, { board_id: 'arbeitsagentur', config: { words: 'it' } }))
    expect(items).toHaveLength(24)
    expect(items[0]).toMatchObject({
      locations: [{ region: 'Nordrhein-Westfalen', country: 'DE', lat: 52.5 }],
      apply_url: 'https://www.partner.example/job/0/?utm_source=bundesagentur',
      employment: ['full_time', 'part_time'],
    })
    expect(items[0]?.description_text).toMatch(/^Made up\n/)
    expect(items[1]).toMatchObject({ remote: { kind: 'unknown' }, salary: null, contract: 'fixed' })
    expect(items[7]?.contract).toBe('apprentice')
  })

  it('the same posting at EURES and at the German service has one identity', async () => {
    const eures = itemsOf(await fetchAll(over.boards, { board_id: 'eures', config: {} }))
    const service = itemsOf(await fetchAll(over.boards, { board_id: 'arbeitsagentur', config: {} }))
    expect(eures[1]?.ats).toEqual(service[1]?.ats)
  })

  it('Workday: reads every page though only the first one counts, and places and dates from single postings', async () => {
    const before = server.asked.length
    const pages = await fetchAll(over.boards, acme)
    const items = itemsOf(pages)
    expect(items).toHaveLength(33)
    expect(pages.at(-1)).toMatchObject({ total: 33, complete: true })
    expect(items[0]).toMatchObject({
      company: { name: 'Example Acme' },
      locations: [{ country: 'DE' }, { city: 'Vienna', country: 'AT' }],
      remote: { kind: 'hybrid' },
      posted_at: '2026-11-21T00:00:00Z',
      ats: { vendor: 'workday', tenant: 'acme', id: 'R-1000' },
    })
    const offsets = server.asked.slice(before).flatMap(({ body }) => (body === '' ? [] : JSON.parse(body).offset))
    expect(offsets).toEqual([0, 20])
  })

  it('Workday: a site that turns programs away is left alone, and one that is not there is told', async () => {
    const nobody = { board_id: 'workday', config: { tenant: 'nobody.wd3/Careers' } }
    expect(await fetchAll(over.boards, nobody)).toMatchObject([{ outcome: 'not_found_tenant' }])
    const open = registered.find(({ facts }) => facts.id === 'workday')?.open(acme.config)
    const answer = { status: 422, url: '', headers: {}, text: '{"errorCode":"HTTP_422"}' }
    expect(open?.classify(answer, open.first())).toMatchObject({ outcome: 'blocked_antibot' })
  })

  it('Workday: one posting is imported by its address', async () => {
    const url = `https://acme.wd3.myworkdayjobs.com/en-US/Careers${server.feeds.workday.get('acme/Careers')?.[4]?.['externalPath']}`
    expect(await over.boards.importUrl(`${url}/apply`)).toMatchObject({
      outcome: 'ok',
      items: [{ ats: { id: 'R-1004' }, company: { name: 'Example Acme' } }],
    })
  })
})
