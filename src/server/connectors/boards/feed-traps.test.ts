import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JobPosting } from '#domain/postings/posting.ts'
import { startBoards } from '#kit/vendors/boards/server.ts'
import type { Boards } from '#kit/vendors/boards/server.ts'
import { boardsOver, fetchAll, itemsOf } from './board-port.suite.ts'
import { boards as registered } from './index.ts'

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

const read = async (board_id: string, config = {}) => itemsOf(await fetchAll(over.boards, { board_id, config }))
const askedAt = (prefix: string) => server.asked.filter(({ path }) => path.startsWith(prefix))

/** What a board makes of one answer. */
function pageOf(board_id: string, body: unknown, config: unknown = {}) {
  const open = registered.find((board) => board.facts.id === board_id)?.open(config)
  if (!open) throw new Error('The settings do not fit the board.')
  const request = open.first()
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const page = open.read(request, { status: 200, url: request.url, headers: {}, text })
  if (page.kind === 'failure') throw new Error(page.message)
  return page
}
const only = (board_id: string, body: unknown): JobPosting => {
  const { items, rejects } = pageOf(board_id, body)
  const [item] = items
  if (item === undefined) throw new Error(rejects[0]?.detail ?? 'Nothing was read.')
  return item
}

describe('Remote OK', () => {
  it('passes over the legal notice, reads texts that are escaped twice, and takes 0 for no amount', async () => {
    const items = await read('remoteok')
    expect(items).toHaveLength(40)
    expect(items[0]?.salary).toBeNull()
    expect(items[1]?.salary).toMatchObject({ min: 6_050_000, currency: 'USD', period: 'year' })
    expect(items[0]?.description_html).toMatch(/^<p>This is a made-up posting/)
    expect(items[2]?.description_html).toMatch(/^<p>Made up\.<\/p><p>Work with/)
    expect(items.every((item) => item.locations.every((place) => !place.raw.endsWith(',')))).toBe(true)
  })

  it('takes the address for applying where the other one is missing, and rejects a row with neither', () => {
    const row = { id: '1', position: 'Engineer', company: 'Acme', description: 'Text', epoch: 1_776_873_600 }
    const page = pageOf('remoteok', [
      { legal: 'Terms' },
      { ...row, apply_url: 'https://remoteok.com/1' },
      { ...row, id: '2' },
    ])
    expect(page.items).toMatchObject([{ source_url: 'https://remoteok.com/1', posted_at: '2026-04-22T16:00:00Z' }])
    expect(page.rejects).toMatchObject([{ external_id: '2', reason: 'no_url' }])
  })
})

describe('Jobicy', () => {
  it('unescapes words, reads amounts written as text, and takes -1 for no amount', async () => {
    const items = await read('jobicy')
    expect(items[0]).toMatchObject({
      tags: ['Web, UI & UX Design'],
      contract: 'freelance',
      salary: { min: 7_000_000, max: 9_500_000, currency: 'USD', period: 'year' },
      posted_precision: 'exact',
    })
    expect(items[1]).toMatchObject({ salary: null, posted_precision: 'day' })
    expect(items[1]?.locations.map((place) => place.country)).toEqual([null, 'GB'])
    expect(items[1]?.company.name).toBe('Testwerk & Söhne')
  })

  it('asks for what is wanted, and never for more than is given', async () => {
    await read('jobicy', { geo: 'Germany', tag: '' })
    expect(askedAt('/jobicy').at(-1)?.path).toBe('/jobicy/api/v2/remote-jobs?count=100&geo=germany')
  })
})

describe('Himalayas', () => {
  it('goes on by how many came, however few that is', async () => {
    const before = askedAt('/himalayas').length
    expect(await read('himalayas')).toHaveLength(65)
    expect(
      askedAt('/himalayas')
        .slice(before)
        .map(({ path }) => new URL(path, server.origin).searchParams.get('offset')),
    ).toEqual(['0', '20', '40', '60'])
  })

  it('names no level where several are given, and no country where one of them is unknown', () => {
    const row = {
      guid: 'https://himalayas.app/companies/acme/jobs/engineer',
      title: 'Engineer',
      companyName: 'Acme',
      description: 'Text',
      seniority: ['Senior', 'Director'],
      locationRestrictions: ['Germany', 'Somewhere else'],
    }
    expect(only('himalayas', { jobs: [row], totalCount: 1 })).toMatchObject({
      external_id: '/companies/acme/jobs/engineer',
      seniority: null,
      remote: { kind: 'remote', countries: [], raw: 'Germany, Somewhere else' },
    })
  })

  it('searches where words are given', async () => {
    const items = await read('himalayas', { keyword: 'designer', country: '' })
    expect(new Set(items.map((item) => item.title.split(',')[0]))).toEqual(new Set(['UX Designer']))
    expect(askedAt('/himalayas').at(-1)?.path).toContain('/jobs/api/search?')
  })
})

describe('The Muse', () => {
  it('takes "Flexible / Remote" for what it is, and keeps the date of an old posting', async () => {
    const items = await read('the-muse')
    expect(items).toHaveLength(45)
    expect(items.slice(0, 3)).toMatchObject([
      { remote: { kind: 'remote' }, locations: [], seniority: 'senior' },
      { remote: { kind: 'unknown' }, locations: [{ raw: 'New York, NY' }] },
      { remote: { kind: 'hybrid' }, locations: [{ raw: 'Berlin, Germany', country: 'DE' }], contract: 'intern' },
    ])
    expect(items[5]?.posted_at).toBe('2026-06-14T08:00:00Z')
  })

  it('stops where pages end, even when more postings are counted', () => {
    const row = {
      id: 1,
      name: 'Engineer',
      company: { name: 'Acme' },
      refs: { landing_page: 'https://www.themuse.com/jobs/1' },
    }
    const open = registered.find((board) => board.facts.id === 'the-muse')?.open({})
    const read = (step: string) =>
      open?.read(
        { ...open.first(), step },
        {
          status: 200,
          url: '',
          headers: {},
          text: JSON.stringify({ results: [row], page_count: 5000, total: 100_000 }),
        },
      )
    expect(read('98')).toMatchObject({ kind: 'page', next: { step: '99' } })
    expect(read('99')).toMatchObject({ kind: 'page', next: null })
  })
})

describe('We Work Remotely', () => {
  it('parts employer and role at the first colon, and reads dates of mail', async () => {
    const items = await read('we-work-remotely')
    expect(items[0]).toMatchObject({
      title: 'Team: Senior Backend Engineer (TypeScript)',
      company: { name: 'Sample Otter Labs' },
      contract: 'freelance',
      posted_at: '2026-11-21T08:00:00Z',
      expires_at: '2026-12-21T08:00:00Z',
    })
    expect(items[0]?.tags.at(-1)).not.toMatch(/^and /)
    expect(items[1]).toMatchObject({ remote: { countries: ['US'] } })
    expect(items[3]).toMatchObject({ locations: [{ raw: 'Germany', country: 'DE' }] })
  })

  it('reads CDATA like escaped text, rejects a title without an employer, and no definitions', () => {
    const rss = (item: string) => `<rss><channel>${item}</channel></rss>`
    const item =
      '<item><title><![CDATA[Acme: Dev]]></title><link>https://weworkremotely.com/remote-jobs/acme-dev</link><description><![CDATA[<p>Text</p>]]></description></item>'
    expect(only('we-work-remotely', rss(item))).toMatchObject({ title: 'Dev', description_html: '<p>Text</p>' })
    expect(pageOf('we-work-remotely', rss(item.replace('Acme: Dev', 'Dev'))).rejects).toMatchObject([
      { reason: 'no_company' },
    ])
    expect(() => pageOf('we-work-remotely', `<!DOCTYPE rss [<!ENTITY a "b">]>${rss(item)}`)).toThrow(/definitions/)
  })
})

describe('Landing.jobs', () => {
  it('reads the employer out of the address, and every page', async () => {
    const items = await read('landing-jobs')
    expect(items).toHaveLength(70)
    expect(items[0]).toMatchObject({
      company: { name: 'Sample Otter Labs' },
      remote: { kind: 'remote' },
      salary: { min: 4_000_000, max: 6_000_000, currency: 'EUR', period: 'year' },
      provenance: { company: 'derived' },
    })
    expect(items[1]).toMatchObject({
      remote: { kind: 'unknown' },
      salary: null,
      locations: [{ city: 'Lisbon', country: 'PT' }],
    })
  })

  it('ends when every page is the first one', async () => {
    const all = server.feeds.landingJobs
    server.feeds.landingJobs = all.slice(0, 50)
    const repeating = {
      ...over.http,
      request: (request: Parameters<typeof over.http.request>[0]) =>
        over.http.request({ ...request, url: request.url.replace(/offset=\d+/, 'offset=0') }),
    }
    const { makeJobBoards } = await import('./index.ts')
    const clock = { ms: () => NOW, now: unused, iso: unused }
    const pages = await fetchAll(makeJobBoards({ http: repeating, clock }), { board_id: 'landing-jobs', config: {} })
    server.feeds.landingJobs = all
    expect(pages).toMatchObject([
      { outcome: 'ok', page: 1 },
      { outcome: 'ok', page: 2, last: true },
    ])
    expect(itemsOf(pages)).toHaveLength(50)
  })
})

describe('Prospective', () => {
  it('reads one employer after the other, and passes over one that left', async () => {
    const pages = await fetchAll(over.boards, {
      board_id: 'prospective',
      config: { media: ['1950=Raiffeisen', '4711=Gone AG', '1001134'] },
    })
    expect(itemsOf(pages)).toHaveLength(250)
    expect(pages.flatMap((page) => ('rejects' in page ? page.rejects : []))).toMatchObject([{ external_id: '4711' }])
    expect(new Set(itemsOf(pages).map((item) => item.company.name))).toEqual(
      new Set(['Raiffeisen', 'Prospective 1001134']),
    )
    expect(itemsOf(pages)[1]).toMatchObject({ workload: null, locations: [{ city: 'Zürich', country: 'CH' }] })
    expect(pages.at(-1)).toMatchObject({ last: true, complete: true })
  })

  it('fails when none of the employers is there', async () => {
    const config = { media: ['4711', '4712'] }
    const pages = await fetchAll(over.boards, { board_id: 'prospective', config })
    expect(pages.at(-1)).toMatchObject({ outcome: 'not_found_tenant' })
  })
})

describe('EURES', () => {
  it('asks by POST, never for more than it gives, as far as it goes', async () => {
    expect(await read('eures')).toHaveLength(120)
    const asked = askedAt('/eures/eures').map(({ method, body }) => ({ method, ...JSON.parse(body) }))
    expect(asked).toMatchObject([1, 2, 3].map((page) => ({ method: 'POST', page, resultsPerPage: 50 })))
    expect(askedAt('/eures/robots.txt')).not.toEqual([])
  })

  it('keeps a posting whose employer is not named, and knows the countries as the Union writes them', async () => {
    const items = await read('eures')
    expect(items[3]).toMatchObject({ company: { name: 'Employer not named' }, provenance: { company: 'derived' } })
    expect(items.slice(0, 4).map((item) => item.locations.map((place) => place.country))).toEqual([
      ['DE'],
      ['GR'],
      ['AT', 'DE'],
      [],
    ])
    expect(items[0]?.contract).toBe('apprentice')
  })

  it('calls a page of nothing cut short where more is counted', () => {
    expect(() => pageOf('eures', { numberRecords: 500, jvs: [] })).toThrow(/counts 500/)
    expect(pageOf('eures', { numberRecords: 0, jvs: [] })).toMatchObject({ items: [], next: null })
  })
})

function unused(): never {
  throw new Error('not needed here')
}
