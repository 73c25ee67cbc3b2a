import { describe, expect, it } from 'vitest'
import { dateFromEpoch, dateFromMail, dateFromText, dayFirst } from './dates.ts'
import { htmlFromText, lineOf, readHtml, textOf } from './html.ts'
import { areasFromText, countriesIn, placeFromText } from './place.ts'
import { StatedAmount, parsedSalary, statedSalary } from './salary.ts'
import { remoteKindIn, termsOf } from './work-terms.ts'

describe('pay in words', () => {
  it.each([
    ['$120k - $150k', 12_000_000, 15_000_000, 'USD', 'year'],
    ['$120-150k', 12_000_000, 15_000_000, 'USD', 'year'],
    ['€45.000 – €60.000 p.a.', 4_500_000, 6_000_000, 'EUR', 'year'],
    ['60.000 € bis 70.000 € im Jahr', 6_000_000, 7_000_000, 'EUR', 'year'],
    ['CHF 100’000 - 120’000', 10_000_000, 12_000_000, 'CHF', 'year'],
    ['$33/hour', 3300, 3300, 'USD', 'hour'],
    ['3.500 € pro Monat', 350_000, 350_000, 'EUR', 'month'],
    ['up to £70k', null, 7_000_000, 'GBP', 'year'],
    ['ab 50.000 €', 5_000_000, null, 'EUR', 'year'],
    ['CA$102.8K – CA$137K', 10_280_000, 13_700_000, 'CAD', 'year'],
    ['90,000 to 130,000 USD', 9_000_000, 13_000_000, 'USD', 'year'],
    ['¥4,000,000 JPY', 4_000_000, 4_000_000, 'JPY', null],
  ])('%s', (text, min, max, currency, period) => {
    expect(parsedSalary(text)).toEqual({ min, max, currency, period, origin: 'parsed', raw: text })
  })

  it.each(['', 'competitive', '401k and equity', '5 years', 'Series B', '2026-11-01', '100%', '24/7'])(
    '%j names no pay',
    (text) => {
      expect(parsedSalary(text)).toBeNull()
    },
  )
})

describe('places in words', () => {
  it.each([
    ['Munich, Bavaria, Germany', { city: 'Munich', region: 'Bavaria', country: 'DE' }],
    ['London, UK', { city: 'London', region: null, country: 'GB' }],
    ['San Francisco, CA', { city: 'San Francisco', region: 'CA', country: null }],
    ['Canada', { city: null, region: null, country: 'CA' }],
    ['Remote', { city: null, region: null, country: null }],
    ['Berlin', { city: 'Berlin', region: null, country: null }],
  ])('%s', (text, place) => {
    expect(placeFromText(text)).toMatchObject({ raw: text, ...place })
  })

  it.each([
    ['USA Only', ['US']],
    ['USA, Canada', ['US', 'CA']],
    ['Remote - Germany', ['DE']],
    ['Remote US or Ontario, Canada', []],
    ['Worldwide', []],
    ['Europe', []],
  ])('where one may live: %s', (text, countries) => {
    expect(countriesIn(text)).toEqual(countries)
  })
})

it.each([
  ['REMOTE (US)', 'remote'],
  ['Hybrid Berlin', 'hybrid'],
  ['ONSITE', 'onsite'],
  ['Onsite or remote', 'hybrid'],
  ['No remote', 'onsite'],
  ['Berlin', null],
])('%s is %s', (text, kind) => {
  expect(remoteKindIn(text)).toBe(kind)
})

it.each([
  [['Full-time permanent'], { employment: ['full_time'], contract: 'permanent' }],
  [['FULL TIME', 'PART TIME'], { employment: ['full_time', 'part_time'], contract: null }],
  [['full-or-part-time'], { employment: ['full_time', 'part_time'] }],
  [['Vollzeit', 'unbefristet'], { employment: ['full_time'], contract: 'permanent' }],
  [['befristet'], { contract: 'fixed' }],
  [['Working student'], { seniority: 'junior' }],
  [['berufserfahren'], { employment: [], contract: null, seniority: null }],
  [['Internship'], { contract: 'intern' }],
])('%j', (words, terms) => {
  expect(termsOf(words)).toMatchObject(terms)
})

describe('dates', () => {
  it.each([
    ['2026-07-16T11:55:32-04:00', '2026-07-16T15:55:32Z', 'exact'],
    ['2026-06-10T12:00:00', '2026-06-10T12:00:00Z', 'day'],
    ['2019-08-01 17:48:55', '2019-08-01T17:48:55Z', 'day'],
    ['2026-01-02 10:00:00 UTC', '2026-01-02T10:00:00Z', 'exact'],
    ['2026-01-02T10:00:00+0100', '2026-01-02T09:00:00Z', 'exact'],
    ['2026-11-01', '2026-11-01T00:00:00Z', 'day'],
    ['21.11.2026', '2026-11-21T00:00:00Z', 'day'],
    ['1.2.2026', '2026-02-01T00:00:00Z', 'day'],
    ['2026/11/21', '2026-11-21T00:00:00Z', 'day'],
  ])('%s', (text, at, precision) => {
    expect(dateFromText(text)).toEqual({ at, precision })
  })

  it.each([
    '',
    '2026-13-45',
    'yesterday',
    '01/02/2026',
    '0000-01-01',
    '9999-12-31T23:59:59-12:00',
    '+275760-09-13T00:00Z',
  ])('%j is no date', (text) => {
    expect(dateFromText(text)).toBeNull()
  })

  it('an epoch in the wrong unit is unknown, not the year 58000', () => {
    expect(dateFromEpoch(1_771_162_285_000, 's')).toBeNull()
    expect(dateFromEpoch(1_771_162_285, 'ms')).toBeNull()
  })
})

describe('HTML', () => {
  it('loses everything that could act', () => {
    const html =
      '<p style="x" onclick="y">a<script>b</script><style>c</style><img src=x onerror=z><a href="javascript:1">d</a><a href="https://e.example">e</a></p>'
    expect(readHtml(html).html).toBe(
      '<p>a<a>d</a><a href="https://e.example/" rel="noopener noreferrer nofollow" target="_blank">e</a></p>',
    )
  })

  it.each([
    '/settings',
    'jobs',
    '//e.example',
    'https:settings/data',
    '#top',
    '?state=own',
    'mailto:x@e.example',
    '\u0001javascript:1',
  ])('keeps no link that would lead into the page it stands on, or nowhere on the web: %s', (href) => {
    expect(readHtml(`<a href="${href}">there</a>`).html).toMatch(
      /^<a( href="https:\/\/settings\/data"[^>]*)?>there<\/a>$/,
    )
  })

  it('becomes lines of text', () => {
    expect(textOf('<p>One &amp; two</p><ul><li>three</li><li>four</li></ul><script>no</script>five<br>six')).toBe(
      'One & two\n\n- three\n\n- four\n\nfive\nsix',
    )
    expect(lineOf(' R&amp;D  Engineer <b>(m/f)</b> ')).toBe('R&D Engineer (m/f)')
  })
})

it.each([
  [
    'Germany, Austria, Switzerland',
    [
      ['Germany', 'DE'],
      ['Austria', 'AT'],
      ['Switzerland', 'CH'],
    ],
  ],
  ['USA', [['USA', 'US']]],
  [
    'Europe,  UK',
    [
      ['Europe', null],
      ['UK', 'GB'],
    ],
  ],
  ['Anywhere', [['Anywhere', null]]],
  ['San Francisco, ', [['San Francisco', null]]],
  ['', []],
])('areas: %j', (text, areas) => {
  expect(areasFromText(text).map((place) => [place.raw, place.country])).toEqual(areas)
})

it.each([
  ['Fri, 04 Sep 2026 12:00:00 +0000', '2026-09-04T12:00:00Z', 'exact'],
  ['Thu, 24 Apr 2026 09:00:00 GMT', '2026-04-24T09:00:00Z', 'exact'],
  ['4 September 2026 12:00:00 +0200', '2026-09-04T10:00:00Z', 'exact'],
  ['Fri, 04 Sep 2026 12:00', '2026-09-04T12:00:00Z', 'day'],
])('a date as in mail: %s', (text, at, precision) => {
  expect(dateFromMail(text)).toEqual({ at, precision })
})

it.each(['', 'yesterday', 'Fri, 99 Sep 2026 12:00:00 +0000', 'Fri, 04 Foo 2026 12:00:00 +0000'])(
  '%j is no date as in mail',
  (text) => expect(dateFromMail(text)).toBeNull(),
)

it('puts the day first where people write it first', () => {
  expect(['31/12/2026', '1/2/2026', '2026-12-31', ''].map(dayFirst)).toEqual(['2026-12-31', '2026-02-01', null, null])
})

it.each([
  [0, 0],
  [-1, -1],
  ['', 'n/a'],
  [null, undefined],
  ['0.0', null],
])('an amount of %j to %j is unknown', (low, high) => {
  const [min, max] = [StatedAmount.parse(low), StatedAmount.parse(high)]
  expect(statedSalary({ min, max, currency: 'EUR', period: 'year' })).toBeNull()
})

it('reads an amount that is written as text', () => {
  const [min, max] = [StatedAmount.parse('22.87'), StatedAmount.parse('26.68')]
  expect(statedSalary({ min, max, currency: 'USD', period: 'hour' })).toMatchObject({ min: 2287, max: 2668 })
})

it('keeps the lines of a text, and HTML as it is', () => {
  expect(readHtml(htmlFromText('Do things & more.\n\n- a < b\n- c')).html).toBe(
    '<p>Do things &amp; more.</p><p>- a &lt; b<br />- c</p>',
  )
  expect(htmlFromText('<p>One</p>\n\n<p>Two</p>')).toBe('<p>One</p>\n\n<p>Two</p>')
  expect(htmlFromText('&lt;p&gt;One&lt;/p&gt;\n\nTwo')).toContain('&lt;p&gt;')
  expect(htmlFromText(null)).toBe('')
})
