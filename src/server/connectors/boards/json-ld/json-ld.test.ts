import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { recordedFolder } from '#kit/vendors/boards/feeds.ts'
import { readHtml } from './parse.ts'

const PLAIN = {
  '@context': 'https://schema.org',
  '@type': 'JobPosting',
  title: 'Baker',
  description: '<p>Bread.</p>',
  datePosted: '2026-11-01',
  hiringOrganization: { '@type': 'Organization', name: 'Oven Ltd' },
  jobLocation: {
    '@type': 'Place',
    address: { '@type': 'PostalAddress', addressLocality: 'Bremen', addressCountry: 'DE' },
  },
}

function read(html: string, url: string | null = 'https://oven.example/jobs/1') {
  const page = readHtml(html, url)
  if (page.kind === 'failure') throw new Error(page.message)
  return page
}

const script = (json: string) =>
  `<html><head><script type="application/ld+json">${json}</script></head><body></body></html>`
const one = (change: Record<string, unknown>, html: (json: string) => string = script) =>
  read(html(JSON.stringify({ ...PLAIN, ...change }))).items[0]

describe('a block of data is found and read', () => {
  const json = JSON.stringify(PLAIN)
  it.each([
    ['plain', json],
    ['in a comment', `<!-- ${json} -->`],
    ['in CDATA', `//<![CDATA[\n${json}\n//]]>`],
    ['with a trailing comma', json.replace(/\}$/, ',}')],
    ['with line breaks inside strings', json.replace('Bread.', 'Bread\nand\tbutter.')],
    ['with a semicolon behind', `${json};`],
    ['escaped', json.replaceAll('"', '&quot;')],
    ['in a list', `[{"@type":"WebSite"},${json}]`],
    ['in a graph', `{"@context":"https://schema.org","@graph":[{"@type":"Organization","name":"x"},${json}]}`],
    ['under another object', `{"@type":"WebPage","mainEntity":${json}}`],
    ['with several types', json.replace('"JobPosting"', '["Thing","JobPosting"]')],
    ['with a type written as an address', json.replace('"JobPosting"', '"http://schema.org/JobPosting"')],
  ])('%s', (_how, block) => {
    expect(read(script(block)).items).toMatchObject([
      { title: 'Baker', company: { name: 'Oven Ltd' }, locations: [{ city: 'Bremen', country: 'DE' }] },
    ])
  })

  it('pasted as bare JSON', () => {
    expect(read(json, null).items).toMatchObject([{ title: 'Baker' }])
  })

  it('beside a broken one', () => {
    expect(read(`<script type="application/ld+json">{nope</script>${script(json)}`).items).toHaveLength(1)
  })

  it('as microdata where there is no JSON', () => {
    const html = `<div itemscope itemtype="http://schema.org/JobPosting"><h1 itemprop="title">Baker</h1><meta itemprop="datePosted" content="2026-11-01">
      <span itemprop="hiringOrganization" itemscope itemtype="http://schema.org/Organization"><b itemprop="name">Oven Ltd</b></span>
      <div itemprop="jobLocation" itemscope itemtype="http://schema.org/Place"><div itemprop="address" itemscope itemtype="http://schema.org/PostalAddress"><span itemprop="addressLocality">Bremen</span></div></div></div>`
    expect(read(html).items).toMatchObject([
      {
        title: 'Baker',
        company: { name: 'Oven Ltd' },
        locations: [{ city: 'Bremen' }],
        posted_at: '2026-11-01T00:00:00Z',
        posted_precision: 'day',
      },
    ])
  })
})

describe('pay', () => {
  const amount = (value: unknown, currency: unknown = 'EUR') => ({ '@type': 'MonetaryAmount', currency, value })
  it.each([
    [
      'a range',
      amount({ minValue: 50_000, maxValue: 60_000, unitText: 'YEAR' }),
      { min: 5_000_000, max: 6_000_000, currency: 'EUR', period: 'year', origin: 'stated' },
    ],
    ['one value', amount({ value: '20.50', unitText: 'HOUR' }), { min: 2050, max: 2050, period: 'hour' }],
    ['a bare number', amount(3000), { min: 300_000, max: 300_000, period: null }],
    ['words', '$100,000', { min: 10_000_000, max: 10_000_000, currency: 'USD', origin: 'parsed' }],
    [
      'strings with separators',
      amount({ minValue: '50,000', maxValue: '60.000', unitText: 'ANNUAL' }),
      { min: 5_000_000, max: 6_000_000, period: 'year' },
    ],
    ['swapped bounds', amount({ minValue: 60, maxValue: 50, unitText: 'HOUR' }), { min: 5000, max: 6000 }],
    ['yen, which have no cents', amount({ value: 4_000_000, unitText: 'YEAR' }, 'JPY'), { min: 4_000_000 }],
  ])('as %s', (_how, baseSalary, expected) => {
    expect(one({ baseSalary })?.salary).toMatchObject(expected)
  })

  it.each([null, 0, '', amount({ minValue: 0, maxValue: 0 }), amount({ value: null }), 'competitive'])(
    'stays unknown for %j',
    (baseSalary) => {
      expect(one({ baseSalary })?.salary).toBeNull()
    },
  )

  it('without a currency is kept in its words', () => {
    const range = { '@type': 'MonetaryAmount', value: { minValue: 50_000, maxValue: 60_000, unitText: 'YEAR' } }
    expect(one({ baseSalary: range })?.salary).toMatchObject({ min: null, max: null, raw: '50000 to 60000 / year' })
    expect(one({ baseSalary: 3000 })?.salary).toMatchObject({ min: null, currency: null, raw: '3000' })
  })

  it('that the site only estimates is marked', () => {
    expect(one({ estimatedSalary: [amount({ value: 50_000, unitText: 'YEAR' })] })?.salary).toMatchObject({
      origin: 'predicted',
    })
  })
})

describe('where', () => {
  it('remote from a country, without a place', () => {
    const item = one({
      jobLocation: undefined,
      jobLocationType: 'TELECOMMUTE',
      applicantLocationRequirements: [
        { '@type': 'Country', name: 'Germany' },
        { '@type': 'Country', name: 'AUT' },
      ],
    })
    expect(item).toMatchObject({ locations: [], remote: { kind: 'remote', countries: ['DE', 'AT'] } })
  })

  it.each([
    ['GB', 'GB'],
    ['UK', 'GB'],
    ['BRA', 'BR'],
    ['DEUTSCHLAND', 'DE'],
    [{ '@type': 'Country', name: 'France' }, 'FR'],
    ['Atlantis', null],
  ])('a country written as %j', (addressCountry, code) => {
    expect(one({ jobLocation: { address: { addressLocality: 'X', addressCountry } } })?.locations[0]?.country).toBe(
      code,
    )
  })

  it('placeholders are not places', () => {
    expect(
      one({
        jobLocation: [{ address: { addressLocality: 'Shanghai', addressRegion: 'UNAVAILABLE', addressCountry: 'CN' } }],
      })?.locations,
    ).toMatchObject([{ city: 'Shanghai', region: null, country: 'CN', raw: 'Shanghai, CN' }])
  })
})

describe('identity and life', () => {
  it.each([
    [{ identifier: { value: 4711 } }, 'oven.example:4711'],
    [{ identifier: 'abc' }, 'oven.example:abc'],
    [{ identifier: [{ '@type': 'PropertyValue', value: 'x-1' }] }, 'oven.example:x-1'],
    [{ identifier: null }, 'page:https://oven.example/jobs/1'],
  ])('the id of %j', (change, id) => {
    expect(one(change)?.external_id).toBe(id)
  })

  it('takes the canonical address, unless it belongs to another site or to the front page', () => {
    const page = (canonical: string) =>
      read(
        `<link rel="canonical" href="${canonical}">${script(JSON.stringify(PLAIN))}`,
        'https://oven.example/jobs/1?ref=x',
      ).items[0]?.source_url
    expect(page('https://oven.example/jobs/1')).toBe('https://oven.example/jobs/1')
    expect(page('https://thief.example/jobs/1')).toBe('https://oven.example/jobs/1?ref=x')
    expect(page('https://oven.example/')).toBe('https://oven.example/jobs/1?ref=x')
  })

  it('a deadline without a zone or a time includes its day', () => {
    expect(one({ validThrough: '2026-12-01' })?.expires_at).toBe('2026-12-01T23:59:59Z')
    expect(one({ validThrough: '2026-10-22T23:59' })?.expires_at).toBe('2026-10-22T23:59:00Z')
    expect(one({ validThrough: 'soon' })?.expires_at).toBeNull()
  })

  it('a page that still answers for a job that is gone says so', () => {
    const gone = (json: string) => script(json).replace('<body>', '<body><p>No longer accepting applications</p>')
    expect(one({}, gone)?.closed).toBe(true)
    expect(one({})?.closed).toBe(false)
  })

  it('an escaped description becomes HTML, and nothing dangerous stays in it', () => {
    const item = one({
      description:
        '&lt;p onclick=&quot;x()&quot;&gt;Bread &amp;amp; butter&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;iframe src=&quot;https://x.example&quot;&gt;&lt;/iframe&gt;&lt;a href=&quot;javascript:x()&quot;&gt;a&lt;/a&gt;',
    })
    expect(item?.description_html).toMatch(/^<p>Bread &amp; butter<\/p><a[^>]*>a<\/a>$/)
    expect(item?.description_html).not.toMatch(/script|iframe|onclick/)
    expect(item?.description_text).toBe('Bread & butter\na')
  })

  it('a posting without title or employer leaves it open, one without both is a reject with a reason', () => {
    expect(one({ title: ' ' })).toMatchObject({ title: '', company: { name: 'Oven Ltd' } })
    expect(one({ hiringOrganization: null })).toMatchObject({ title: 'Baker', company: { name: '' } })
    const neither = { ...PLAIN, title: ' ', hiringOrganization: null }
    expect(read(script(JSON.stringify(neither))).rejects).toMatchObject([{ reason: 'no_title' }])
  })
})

const folder = join(recordedFolder() ?? '', 'jsonld')
it.skipIf(recordedFolder() === null || !existsSync(folder))(
  'every collected block is read or refused with a reason',
  () => {
    for (const file of readdirSync(folder)) {
      const page = read(readFileSync(join(folder, file), 'utf8'))
      expect([file, page.items.length + page.rejects.length]).toEqual([file, 1])
      for (const reject of page.rejects)
        expect([file, reject.reason]).toEqual([file, expect.stringMatching(/^no_(title|company)$/)])
    }
  },
)
