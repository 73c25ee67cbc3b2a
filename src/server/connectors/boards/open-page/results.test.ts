import { expect, test } from 'vitest'
import { makeJobBoards } from '#connectors/boards/index.ts'
import { clockFrom } from '#platform/clock.ts'
import { readOpenPage } from './read.ts'

// Nobody has recorded a page of results of these sites: what is known of them stands in each site's own marks, and these
// pages are made up after those. What schema.org data they carry goes before the marks.
const NOW = Date.parse('2026-11-21T08:00:00Z')
const UUID = '1f0b7c1e-5a0a-4c0e-9a53-2f6a0f7f000'

const stepstone = (link: string, n: number) =>
  `<article data-at="job-item"><h2><a data-at="job-item-title" href="${link}">Baker ${n}</a></h2><span data-at="job-item-company-name">Acme ${n}</span><span data-at="job-item-location">Berlin</span></article>`
interface Case {
  readonly id: string
  readonly name: string
  readonly url: string
  readonly link: (n: number) => string
  readonly card: (link: string, n: number) => string
}
const CASES: readonly Case[] = [
  {
    ...{ id: 'stepstone', name: 'StepStone', url: 'https://www.stepstone.de/jobs/baecker', card: stepstone },
    link: (n) => `https://www.stepstone.de/stellenangebote--Baker-Berlin-Acme--987654${n}-inline.html`,
  },
  {
    ...{ id: 'totaljobs', name: 'TotalJobs', url: 'https://www.totaljobs.com/jobs/baker', card: stepstone },
    link: (n) => `https://www.totaljobs.com/job/baker/acme-job10412345${n}`,
  },
  {
    ...{ id: 'monster', name: 'Monster', url: 'https://www.monster.com/jobs/search?q=baker' },
    link: (n) => `https://www.monster.com/job-openings/baker--${UUID}${n}`,
    card: (link, n) =>
      `<div data-testid="jobCard"><h3><a data-testid="jobTitle" href="${link}">Baker ${n}</a></h3><span data-testid="company">Acme ${n}</span></div>`,
  },
  {
    ...{ id: 'cv-library', name: 'CV-Library', url: 'https://www.cv-library.co.uk/search-jobs?q=baker' },
    link: (n) => `https://www.cv-library.co.uk/job/22123456${n}/Baker`,
    card: (link, n) =>
      `<article class="job search-card"><h2 class="job__title"><a href="${link}">Baker ${n}</a></h2><a class="job__company-link">Acme ${n}</a></article>`,
  },
  {
    ...{ id: 'xing', name: 'XING', url: 'https://www.xing.com/jobs/search/ki?keywords=baker' },
    link: (n) => `https://www.xing.com/jobs/berlin-baker-12345678${n}`,
    card: (_link, n) =>
      `<script>window.crate={"VisibleJob:${n}":{"__typename":"VisibleJob","slug":"berlin-baker-12345678${n}","title":"Baker ${n}","gone":undefined,"companyInfo":{"companyNameOverride":"Acme ${n}"}}};</script>`,
  },
  {
    ...{ id: 'jobscout24', name: 'JobScout24 and jobs.ch', url: 'https://www.jobs.ch/en/vacancies/?term=baker' },
    link: (n) => `https://www.jobs.ch/en/vacancies/detail/${UUID}${n}/`,
    card: (_link, n) =>
      `<script>__INIT__ = {"results":[{"id":"${UUID}${n}","title":"Baker ${n}","company":"Acme ${n}","publicationDate":"2026-11-18"}]};</script>`,
  },
]

const page = (...parts: string[]) => `<!doctype html><html><body>${parts.join('')}</body></html>`
const posting = (n: number, url: string | null) => ({
  ...{ '@type': 'JobPosting', title: `Baker ${n}`, description: `<p>You bake, says ${n}.</p>` },
  ...{ datePosted: '2026-11-18', hiringOrganization: { '@type': 'Organization', name: `Acme ${n}` } },
  ...(url === null ? {} : { url }),
})
const list = (postings: readonly unknown[]) => {
  const itemListElement = postings.map((item, at) => ({ '@type': 'ListItem', position: at + 1, item }))
  const data = { '@context': 'https://schema.org', '@type': 'ItemList', itemListElement }
  return `<script type="application/ld+json">${JSON.stringify(data)}</script>`
}

test.each(CASES)('$name: results are read by the marks of the site', ({ id, url, link, card }) => {
  expect(readOpenPage(page(card(link(1), 1)), url, NOW).items).toMatchObject([
    { board_id: id, source_url: link(1), title: 'Baker 1', company: { name: 'Acme 1' }, description_text: '' },
  ])
})

test.each(CASES)(
  '$name: a list for search engines goes before the marks, each posting once',
  ({ id, url, link, card }) => {
    const html = page(list([posting(1, link(1)), posting(2, link(2))]), card(link(1), 1))
    const { items } = readOpenPage(html, url, NOW)
    expect(items.map((item) => [item.board_id, item.source_url, item.description_text])).toEqual([
      [id, link(1), 'You bake, says 1.'],
      [id, link(2), 'You bake, says 2.'],
    ])
  },
)

test.each(CASES)(
  '$name: where that list has no addresses, the results beside it lend theirs',
  ({ id, url, link, card }) => {
    const { items } = readOpenPage(page(list([posting(1, null)]), card(link(1), 1)), url, NOW)
    expect(items).toMatchObject([{ board_id: id, source_url: link(1), description_text: 'You bake, says 1.' }])
    expect(items).toHaveLength(1)
  },
)

test.each(CASES)('$name: a page on which nothing is known says so, and is no list without jobs', ({ name, url }) => {
  const http = {
    request: () => expect.fail('Nothing is fetched.'),
    rewrite: (text: string) => text,
    close: async () => {},
  }
  const boards = makeJobBoards({ http, clock: clockFrom(() => NOW) })
  for (const html of [
    page('<div class="new-design"><a href="/somewhere">Baker at Acme</a></div>'),
    page('<script>window.crate={"other":1};__INIT__={"other":1};</script>'),
    page(list([])),
  ]) {
    const outcome = boards.importPage(html, url)
    expect(outcome).toMatchObject({
      outcome: 'no_posting',
      message: expect.stringContaining(`This is a page of ${name}`),
    })
    expect(outcome).not.toHaveProperty('items')
  }
})
