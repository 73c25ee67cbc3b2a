import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { boards } from '#connectors/boards/index.ts'
import { recordedFolder } from '#kit/vendors/boards/feeds.ts'
import { readOpenPage } from './read.ts'
import { sites } from './sites.ts'

const NOW = Date.parse('2026-11-21T08:00:00Z')
const read = (html: string, url: string | null = null) => readOpenPage(html, url, NOW).items
const page = (body: string, head = '') => `<!doctype html><html><head>${head}</head><body>${body}</body></html>`
const script = (text: string) => `<script>${text}</script>`
const folder = recordedFolder()
const recorded = (file: string) => readFileSync(join(folder ?? '', file), 'utf8')
const hasRecording = (file: string) => folder !== null && existsSync(join(folder, file))

const POSTING = {
  '@context': 'https://schema.org',
  '@type': 'JobPosting',
  title: 'Baker (m/f/d)',
  description: '&lt;p&gt;You bake.&lt;/p&gt;',
  datePosted: '2026-11-18',
  hiringOrganization: { '@type': 'Organization', name: 'Imaginary Baker Co' },
  jobLocation: { '@type': 'Place', address: { addressLocality: 'Berlin', addressCountry: 'DE' } },
}
const ld = `<script type="application/ld+json">${JSON.stringify(POSTING)}</script>`

it('every site is listed with why nothing searches it, and nothing fetches it', () => {
  expect(sites.map(({ board }) => board.facts.id)).toHaveLength(11)
  for (const { board } of sites) {
    expect(boards).toContain(board)
    expect(board.facts).toMatchObject({ tier: 'import_only', kind: 'import', default_enabled: false })
    expect(board.facts.terms_note).toMatch(/nothing here/)
    expect(board.open({})).toBeNull()
  }
})

it.each([
  ['https://www.linkedin.com/jobs/view/baker-at-acme-3812345678/?trk=x', 'linkedin', '3812345678'],
  ['https://www.linkedin.com/comm/jobs/view/3812345678?trackingId=x', 'linkedin', '3812345678'],
  ['https://de.linkedin.com/jobs/search/?currentJobId=3812345678&keywords=baker', 'linkedin', '3812345678'],
  ['https://de.indeed.com/viewjob?jk=dac0cd741dbb51bc&from=serp', 'indeed', 'dac0cd741dbb51bc'],
  ['https://www.indeed.com/jobs?q=baker&vjk=dac0cd741dbb51bc', 'indeed', 'dac0cd741dbb51bc'],
  [
    'https://www.glassdoor.com/job-listing/baker-acme-JV_IC1_KO0,5_KE6,10.htm?jl=1009825778639',
    'glassdoor',
    '1009825778639',
  ],
  ['https://www.stepstone.de/stellenangebote--Baecker-Berlin-Acme--9876543-inline.html?rltr=1', 'stepstone', '9876543'],
  ['https://www.totaljobs.com/job/baker/acme-job104123456', 'totaljobs', '104123456'],
  ['https://www.xing.com/jobs/berlin-baecker-123456789', 'xing', 'berlin-baecker-123456789'],
  [
    'https://www.welcometothejungle.com/en/companies/acme/jobs/baker_paris?q=1',
    'welcome-to-the-jungle',
    'acme/baker_paris',
  ],
  ['https://wellfound.com/jobs/3499529-baker', 'wellfound', '3499529'],
  [
    'https://www.jobs.ch/en/vacancies/detail/1f0b7c1e-5a0a-4c0e-9a53-2f6a0f7f0001/?source=x',
    'jobscout24',
    '1f0b7c1e-5a0a-4c0e-9a53-2f6a0f7f0001',
  ],
  ['https://www.cv-library.co.uk/job/221234567/Baker', 'cv-library', '221234567'],
  [
    'https://www.monster.com/job-openings/baker-berlin--1f0b7c1e-5a0a-4c0e-9a53-2f6a0f7f0001',
    'monster',
    '1f0b7c1e-5a0a-4c0e-9a53-2f6a0f7f0001',
  ],
])('the page of a posting is read under the id of its site: %s', (url, board_id, external_id) => {
  const [posting, ...others] = read(page('<h1>Baker</h1>', ld), url)
  expect(others).toEqual([])
  expect(posting).toMatchObject({
    board_id,
    external_id,
    title: 'Baker (m/f/d)',
    company: { name: 'Imaginary Baker Co' },
    locations: [{ city: 'Berlin', country: 'DE' }],
    description_html: '<p>You bake.</p>',
  })
  expect(posting?.source_url).not.toMatch(/trk|from=|trackingId|rltr|source=/)
})

it.each([
  ['https://www.linkedin.com/jobs/search/?keywords=baker'],
  ['https://www.stepstone.de/jobs/baecker'],
  ['https://www.xing.com/jobs/search/ki?keywords=baker'],
  ['https://www.linkedin.com.evil.example/jobs/view/3812345678'],
])('%s names no posting', (url) => {
  const site = sites.find(({ hosts }) => hosts.test(new URL(url).hostname))
  expect(site?.named(new URL(url)) ?? null).toBeNull()
})

describe('LinkedIn', () => {
  const card = (
    id: number,
    at: string,
  ) => `<li><div class="base-card base-search-card job-search-card" data-entity-urn="urn:li:jobPosting:${id}">
    <a class="base-card__full-link" href="https://de.linkedin.com/jobs/view/baker-at-acme-${id}?refId=x">Baker ${id}</a>
    <h3 class="base-search-card__title"> Baker ${id} </h3><h4 class="base-search-card__subtitle"><a>Acme Bakery</a></h4>
    <span class="job-search-card__location">Berlin, Germany</span><time class="job-search-card__listdate" datetime="${at}">3 days ago</time></div></li>`

  it('reads the results of a search', () => {
    const html = page(`<ul>${card(3_800_000_001, '2026-11-18')}${card(3_800_000_002, '2026-11-19')}</ul>`)
    expect(read(html, 'https://www.linkedin.com/jobs/search/?keywords=baker')).toMatchObject([
      {
        board_id: 'linkedin',
        external_id: '3800000001',
        source_url: 'https://www.linkedin.com/jobs/view/3800000001/',
        title: 'Baker 3800000001',
        company: { name: 'Acme Bakery' },
        locations: [{ city: 'Berlin', country: 'DE' }],
        posted_at: '2026-11-18T00:00:00Z',
      },
      { external_id: '3800000002' },
    ])
  })

  it('reads of the page of a posting that one only, whatever else it shows', () => {
    const html = page(`${card(3_800_000_001, '2026-11-18')}${card(3_800_000_002, '2026-11-19')}`)
    const items = read(html, 'https://www.linkedin.com/jobs/view/baker-3800000002')
    expect(items.map((item) => item.external_id)).toEqual(['3800000002'])
  })

  it.skipIf(!hasRecording('linkedin/guest-closed.html'))(
    'reads recorded pieces of pages, and that one is closed',
    () => {
      expect(read(recorded('linkedin/guest-closed.html'))).toMatchObject([
        {
          board_id: 'linkedin',
          title: 'Staff Software Engineer',
          company: { name: 'Acme Corporation' },
          locations: [{ city: 'New York', region: 'NY' }],
          closed: true,
          source_url: '',
        },
      ])
      const url = 'https://www.linkedin.com/jobs-guest/jobs/api/jobPosting/3812345678'
      expect(read(recorded('linkedin/guest-live-onsite.html'), url)).toMatchObject([
        {
          external_id: '3812345678',
          title: 'Senior Data Analyst',
          remote: { kind: 'remote' },
          closed: false,
          description_text: expect.stringMatching(/^Own reporting end to end/),
        },
      ])
    },
  )

  it.skipIf(!hasRecording('linkedin/job-jsonld.json'))('reads recorded data of postings', () => {
    const postings: { title: string }[] = JSON.parse(recorded('linkedin/job-jsonld.json'))
    expect(postings.length).toBeGreaterThan(0)
    for (const [n, data] of postings.entries()) {
      const html = page('', `<script type="application/ld+json">${JSON.stringify(data)}</script>`)
      expect(read(html, `https://www.linkedin.com/jobs/view/${3_800_000_000 + n}`)).toMatchObject([
        { board_id: 'linkedin', external_id: String(3_800_000_000 + n), title: data.title },
      ])
    }
  })
})

describe('Indeed', () => {
  const results = (cards: unknown) =>
    page(
      script(
        `window.mosaic.providerData["mosaic-provider-jobcards"]={"metaData":{"mosaicProviderJobCardsModel":{"results":${JSON.stringify(cards)}}}};window.x={};`,
      ),
    )

  it.skipIf(!hasRecording('indeed/mosaic-results.json'))(
    'reads fifteen recorded results, with pay whose other bound is not known',
    () => {
      const items = read(
        results(JSON.parse(recorded('indeed/mosaic-results.json'))),
        'https://www.indeed.com/jobs?q=python&l=Texas',
      )
      expect(items).toHaveLength(15)
      expect(items[0]).toMatchObject({
        board_id: 'indeed',
        external_id: 'dac0cd741dbb51bc',
        source_url: 'https://www.indeed.com/viewjob?jk=dac0cd741dbb51bc',
        title: 'Senior Electrical Engineer',
        company: { name: 'Nauticus Robotics' },
        locations: [{ city: 'Webster', region: 'TX' }],
        salary: { min: 13_000_000, max: null, currency: 'USD', period: 'year' },
        employment: ['full_time'],
        contract: 'permanent',
        posted_at: '2024-11-15T06:00:00Z',
      })
      expect(items[5]?.salary).toMatchObject({ min: 6500, max: 8000, period: 'hour' })
      expect(items[8]?.remote.kind).toBe('hybrid')
      expect(items[3]?.salary).toBeNull()
    },
  )

  it('reads the posting that is open, under its address', () => {
    const state = {
      jobInfoWrapperModel: {
        jobInfoModel: {
          jobInfoHeaderModel: { jobTitle: 'Baker', companyName: 'Acme', formattedLocation: 'Austin, TX 78746' },
          sanitizedJobDescription: '<p>You bake.</p>',
        },
      },
    }
    expect(
      read(
        page(script(`window._initialData=${JSON.stringify(state)};`)),
        'https://www.indeed.com/viewjob?jk=dac0cd741dbb51bc',
      ),
    ).toMatchObject([
      {
        external_id: 'dac0cd741dbb51bc',
        title: 'Baker',
        locations: [{ city: 'Austin', region: 'TX' }],
        description_html: '<p>You bake.</p>',
      },
    ])
  })
})

describe('Glassdoor', () => {
  const card = (
    job: Record<string, string>,
  ) => `<li data-test="jobListing"><a data-test="job-title" href="${job['jobLink']}">${job['jobTitle']}</a>
    <div data-test="emp-location">${job['job_location']}</div><div data-test="detailSalary">${job['jobSalary'] ?? ''}</div><div data-test="job-age">${job['jobDate'] ?? ''}</div></li>`

  it.skipIf(!hasRecording('glassdoor/joblist-parsed.json'))(
    'reads recorded results, the employer from the address, and no date from "30d+"',
    () => {
      const jobs: Record<string, string>[] = JSON.parse(recorded('glassdoor/joblist-parsed.json'))
      const items = read(page(`<ul>${jobs.map(card).join('')}</ul>`), 'https://www.glassdoor.com/Job/jobs.htm')
      expect(items.length).toBe(new Set(jobs.map(({ jobLink }) => /jl=(\d+)/.exec(jobLink ?? '')?.[1])).size)
      expect(items[0]).toMatchObject({
        board_id: 'glassdoor',
        external_id: '1009825778639',
        title: 'Lead Technical Program Mgr - Shipping',
        company: { name: 'ebay' },
        provenance: { company: 'derived' },
        locations: [{ city: 'Austin', region: 'TX' }],
        salary: { min: 13_500_000, max: 22_000_000, currency: 'USD', period: 'year' },
        posted_at: null,
      })
    },
  )
})

it.each([
  ['stepstone', 'https://www.stepstone.de/jobs/baecker', '/stellenangebote--Baecker-Berlin-Acme--9876543-inline.html'],
  ['totaljobs', 'https://www.totaljobs.com/jobs/baker', '/job/baker/acme-job104123456'],
])('%s: reads the results of a search, with dates in words', (board_id, url, link) => {
  const html = page(`<article data-at="job-item"><h2><a data-at="job-item-title" href="${link}">Bäcker (m/w/d)</a></h2>
    <span data-at="job-item-company-name">Acme Backwaren GmbH</span><span data-at="job-item-location">Berlin</span>
    <span data-at="job-item-salary-info">45.000 – 60.000 €/Jahr</span><span data-at="job-item-timeago">vor 3 Tagen</span></article>`)
  expect(read(html, url)).toMatchObject([
    {
      board_id,
      title: 'Bäcker (m/w/d)',
      source_url: new URL(link, url).href,
      company: { name: 'Acme Backwaren GmbH' },
      locations: [{ city: 'Berlin' }],
      salary: { min: 4_500_000, max: 6_000_000, currency: 'EUR', period: 'year' },
      posted_at: '2026-11-18T00:00:00Z',
      posted_precision: 'relative',
    },
  ])
})

it('Monster and CV-Library: read the results of a search', () => {
  const uuid = '1f0b7c1e-5a0a-4c0e-9a53-2f6a0f7f0001'
  const monster =
    page(`<div data-testid="jobCard"><h3><a data-testid="jobTitle" href="//www.monster.com/job-openings/baker--${uuid}">Baker</a></h3>
    <span data-testid="company">Acme</span><span data-testid="jobDetailLocation">Austin, TX</span></div>`)
  expect(read(monster, 'https://www.monster.com/jobs/search?q=baker')).toMatchObject([
    { board_id: 'monster', external_id: uuid, company: { name: 'Acme' } },
  ])
  const library =
    page(`<article class="job search-card" data-job-id="1"><h2 class="job__title"><a href="/job/221234567/Baker">Baker</a></h2>
    <a class="job__company-link">Acme</a><span class="job__details-location">Leeds</span></article>`)
  expect(read(library, 'https://www.cv-library.co.uk/search-jobs?q=baker')).toMatchObject([
    {
      board_id: 'cv-library',
      external_id: '221234567',
      source_url: 'https://www.cv-library.co.uk/job/221234567/Baker',
    },
  ])
})

describe('XING', () => {
  const state = `window.crate={"serverData":{"APOLLO_STATE":{"ROOT_QUERY":{"total":-1,"gone":undefined},
    "VisibleJob:1":{"__typename":"VisibleJob","slug":"berlin-baecker-123456789","title":"Bäcker","refreshedAt":"2026-11-20T10:00:00Z","activeUntil":"2026-12-20T10:00:00Z",
      "location":{"city":"Berlin","country":undefined},"companyInfo":{"companyNameOverride":"Acme Backwaren"},"salary":{"minimum":40000,"maximum":50000,"currency":"EUR"},
      "employmentType":{"id":"FULL_TIME.x","localizationValue":"Full-time"},"application":{"applyUrl":"https://acme.example/apply"}},
    "VisibleJob:2":{"__typename":"VisibleJob","slug":"bonn-koch-223456789","title":"Koch","companyInfo":{"company":{"companyName":"Wirtshaus"}}}}}};`

  it('reads the results of a search out of what is no JSON, pay as its own estimate, and no date but the last change', () => {
    expect(read(page(script(state)), 'https://www.xing.com/jobs/search/ki?keywords=b')).toMatchObject([
      {
        board_id: 'xing',
        external_id: 'berlin-baecker-123456789',
        company: { name: 'Acme Backwaren' },
        salary: { min: 4_000_000, origin: 'predicted' },
        employment: ['full_time'],
        apply_url: 'https://acme.example/apply',
        posted_precision: 'proxy',
        expires_at: '2026-12-20T10:00:00Z',
      },
      { title: 'Koch', company: { name: 'Wirtshaus' } },
    ])
  })

  it('reads of the page of a posting that one only: others share its data', () => {
    const items = read(page(script(state)), 'https://www.xing.com/jobs/bonn-koch-223456789')
    expect(items.map((item) => item.title)).toEqual(['Koch'])
  })
})

describe('Welcome to the Jungle', () => {
  it.skipIf(!hasRecording('wttj/algolia-hits.json'))('reads recorded hits, from a page or as they are', () => {
    const hits = recorded('wttj/algolia-hits.json')
    const url = 'https://www.welcometothejungle.com/fr/jobs?query=data'
    const items = read(page(script(`window.__DATA__=${hits};`)), url)
    expect(items).toMatchObject([
      {
        board_id: 'welcome-to-the-jungle',
        external_id: 'younited-credit/alternance-data-analyst-credit-risk-f-h_paris',
        company: { name: 'Younited' },
        locations: [{ city: 'Paris', region: 'Ile-de-France', country: 'FR' }],
        remote: { kind: 'hybrid' },
        contract: 'apprentice',
        salary: null,
        language: 'fr',
        posted_at: '2026-08-18T12:00:00Z',
      },
      { company: { name: 'Ironhack France' } },
      { company: { name: 'Thales' }, remote: { kind: 'unknown' } },
    ])
    expect(read(hits, url)).toEqual(items)
  })
})

describe('Wellfound', () => {
  const next = (nodes: Record<string, unknown>[]) =>
    page(
      `<script id="__NEXT_DATA__" type="application/json">${JSON.stringify({
        props: {
          pageProps: { apolloState: { data: Object.fromEntries(nodes.map((node, n) => [`Node:${n}`, node])) } },
        },
      })}</script>`,
    )
  const job = {
    __typename: 'JobListingSearchResult',
    id: '3499529',
    slug: 'baker',
    title: 'Baker',
    compensation: '$135k – $155k • 0.1% – 0.5%',
    remote: true,
    locationNames: { type: 'json', json: ['San Francisco'] },
    jobType: 'full-time',
    liveStartAt: 1_795_000_000,
    description: '**Made up**',
  }

  it.skipIf(!hasRecording('wellfound/search-apollo.json'))(
    'finds the employer among recorded companies that point at a posting',
    () => {
      const companies: Record<string, unknown>[] = JSON.parse(recorded('wellfound/search-apollo.json'))
      // No job rows were recorded: without them there is nothing to import.
      expect(read(next(companies), 'https://wellfound.com/role/baker')).toEqual([])
      expect(read(next([...companies, job]), 'https://wellfound.com/role/baker')).toMatchObject([
        {
          board_id: 'wellfound',
          external_id: '3499529',
          source_url: 'https://wellfound.com/jobs/3499529-baker',
          company: { name: 'Quantumvest', logo_url: expect.stringMatching(/^https:\/\/photos/) },
          locations: [{ city: 'San Francisco' }],
          remote: { kind: 'remote' },
          salary: { min: 13_500_000, max: 15_500_000, currency: 'USD' },
          employment: ['full_time'],
        },
      ])
    },
  )

  it('leaves out a posting whose employer is not told', () => {
    const { items, rejects } = readOpenPage(next([job]), 'https://wellfound.com/role/baker', NOW)
    expect(items).toEqual([])
    expect(rejects).toMatchObject([{ reason: 'no_company' }])
  })
})

it('jobs.ch: reads the results of a search, places as far as they are told', () => {
  const id = (n: number) => `1f0b7c1e-5a0a-4c0e-9a53-2f6a0f7f000${n}`
  const results = [
    {
      id: id(1),
      title: 'Bäcker',
      company: { name: 'Acme AG' },
      locations: [{ city: 'Zürich', cantonCode: 'ZH' }],
      employmentGrade: { min: 80, max: 100 },
      publicationDate: '2026-11-19T10:00:00+01:00',
    },
    { id: id(2), title: 'Koch', company: 'Wirtshaus', place: 'Bern', publicationDate: '2026-11-18' },
  ]
  const html = page(script(`__INIT__ = ${JSON.stringify({ vacancy: { results: { main: { results } } } })}`))
  expect(read(html, 'https://www.jobs.ch/en/vacancies/?term=')).toMatchObject([
    {
      board_id: 'jobscout24',
      external_id: id(1),
      source_url: `https://www.jobs.ch/en/vacancies/detail/${id(1)}/`,
      company: { name: 'Acme AG' },
      locations: [{ city: 'Zürich', region: 'ZH', country: 'CH' }],
      workload: { min: 80, max: 100 },
      posted_at: '2026-11-19T09:00:00Z',
    },
    { company: { name: 'Wirtshaus' }, locations: [{ city: 'Bern', country: 'CH' }], workload: null },
  ])
})

describe('a page without its address', () => {
  it('is known by what browsers note when they save it, or by what it calls itself', () => {
    const url = 'https://www.stepstone.de/stellenangebote--Baecker--9876543-inline.html'
    for (const html of [
      `<!-- saved from url=(0075)${url} -->\n${page('', ld)}`,
      page('', `<link rel="canonical" href="${url}">${ld}`),
      page('', `<meta property="og:url" content="${url}">${ld}`),
    ])
      expect(read(html)).toMatchObject([{ board_id: 'stepstone', external_id: '9876543' }])
  })

  it('of no site that is known is read by its JobPosting data', () => {
    expect(read(page('', ld), 'https://careers.baker.example/1')).toMatchObject([{ board_id: 'json-ld' }])
  })
})

it('an unfriendly page takes no long time and no deep stack', () => {
  const url = 'https://www.xing.com/jobs/search/ki'
  const begun = performance.now()
  for (const html of [
    '<div>'.repeat(200_000),
    page(script(`window.crate=${'{"a":'.repeat(100_000)}`)),
    page(script(`window.crate=${'['.repeat(500_000)}`)),
    page('<a class="base-card" href="https://www.linkedin.com/jobs/view/1">'.repeat(5_000)),
  ])
    expect(read(html, url)).toEqual([])
  expect(performance.now() - begun).toBeLessThan(8_000)
})
