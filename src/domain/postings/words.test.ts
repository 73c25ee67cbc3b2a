import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { atsKeyOf, canonicalUrl, identityOf } from './identity.ts'
import { languageOf } from './language.ts'
import { companyNorm, titleNorm } from './normalise.ts'
import { fromText, readHead } from './paste.ts'
import { payIn, yearly } from './pay.ts'
import { countryNamed, isIn, placeText, plainPlaces } from './place.ts'
import { placeOf } from './posting.ts'
import { SKILLS } from '#domain/skills/skills.ts'
import { skillsIn } from '#domain/skills/find.ts'
import { languagesAskedIn } from './spoken.ts'
import { contractIn, employmentIn, remoteIn } from './terms.ts'

describe('pay in a text', () => {
  test.each([
    ['€45.000 – 60.000 p.a.', 4_500_000, 6_000_000, 'EUR', 'year'],
    ['CHF 100’000', 10_000_000, 10_000_000, 'CHF', 'year'],
    ['$33/hour', 3300, 3300, 'USD', 'hour'],
    ['$120k – $150k', 12_000_000, 15_000_000, 'USD', 'year'],
    ['€60k', 6_000_000, 6_000_000, 'EUR', 'year'],
    ['bis zu 70.000 € brutto im Jahr', null, 7_000_000, 'EUR', 'year'],
    ['Gehalt: 72.000 bis 88.000 Euro', 7_200_000, 8_800_000, 'EUR', 'year'],
    ['£300 per day', 30_000, 30_000, 'GBP', 'day'],
    ['between 55000 and 65000 EUR', 5_500_000, 6_500_000, 'EUR', 'year'],
    ['ab 3.500 € pro Monat', 350_000, null, 'EUR', 'month'],
    ['4.200,50 € monatlich', 420_050, 420_050, 'EUR', 'month'],
    ['£45,000 to £55,000 per annum', 4_500_000, 5_500_000, 'GBP', 'year'],
    ['PLN 24 000 - 29 000 / month', 2_400_000, 2_900_000, 'PLN', 'month'],
    ['65.000€ bis 52.000€ im Jahr', 5_200_000, 6_500_000, 'EUR', 'year'],
  ])('%s', (text, min, max, currency, period) => {
    expect(payIn(text)).toMatchObject({ min, max, currency, period })
  })

  test.each(['45k', 'Founded 2019 with 50 people', '$5 million revenue', 'competitive salary', '30 days off', ''])(
    '%s names no pay',
    (text) => {
      expect(payIn(text)).toBeNull()
    },
  )

  test('whatever the text, the lower bound is not above the higher, and neither is zero', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.nat(2_000_000),
        fc.nat(2_000_000),
        fc.constantFrom('€', '$', 'EUR ', 'CHF '),
        (before, a, b, sign) => {
          const pay = payIn(`${before} ${sign}${a} - ${b} per year`)
          if (pay === null) return
          expect((pay.min ?? 0) <= (pay.max ?? Number.MAX_SAFE_INTEGER)).toBe(true)
          expect(Math.max(pay.min ?? 0, pay.max ?? 0)).toBeGreaterThan(0)
        },
      ),
      { seed: 2026 },
    )
  })

  test('an unknown period is not compared', () => {
    expect(yearly(5000, null)).toBeNull()
    expect(yearly(3000, 'hour')).toBe(3000 * 2080)
  })
})

describe('addresses', () => {
  test.each([
    ['https://www.Foo.com/Jobs/12/?utm_source=x&b=2&a=1#z', 'foo.com/Jobs/12?a=1&b=2'],
    ['http://foo.com/Jobs/12?b=2&a=1', 'foo.com/Jobs/12?a=1&b=2'],
    ['https://foo.com/', 'foo.com'],
    ['mailto:a@b.c', null],
    ['no address', null],
  ])('%s', (address, canonical) => {
    expect(canonicalUrl(address)).toBe(canonical)
  })

  test('an address made canonical stays as it is', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const once = canonicalUrl(url)
        expect(once === null ? null : canonicalUrl(`https://${once}`)).toBe(once)
      }),
      { seed: 2026 },
    )
  })

  test.each([
    ['https://boards.greenhouse.io/acme/jobs/4012345?gh_src=1', 'greenhouse:4012345'],
    ['https://careers.acme.com/open?gh_jid=4012345', 'greenhouse:4012345'],
    ['https://job-boards.eu.greenhouse.io/acme/jobs/4012345', 'greenhouse:4012345'],
    [
      'https://jobs.lever.co/acme/0d2c5a3e-1111-4222-8333-944445555666/apply',
      'lever:0d2c5a3e-1111-4222-8333-944445555666',
    ],
    [
      'https://jobs.ashbyhq.com/Acme/0D2C5A3E-1111-4222-8333-944445555666',
      'ashby:0d2c5a3e-1111-4222-8333-944445555666',
    ],
    ['https://acme.jobs.personio.de/job/12?x=1', 'personio:acme:12'],
    ['https://jobs.lever.co/acme', null],
    ['https://example.com/jobs/4012345', null],
  ])('%s', (address, key) => {
    expect(atsKeyOf(address)).toBe(key)
  })

  test('a careers page stands for many postings, so it identifies none', () => {
    const identity = identityOf({
      ats: null,
      source_url: 'https://news.example/item?id=4711',
      apply_url: 'https://acme.example/careers',
    })
    expect(identity).toEqual({ ats_key: null, url_keys: ['news.example/item?id=4711'] })
  })
})

describe('places', () => {
  const at = (raw: string, city: string | null = null, country: string | null = null) => ({
    ...placeOf(raw),
    city,
    country,
  })

  test.each([
    ['München', 'Munich', true],
    ['Munich', 'München', true],
    ['Frankfurt am Main', 'frankf', true],
    ['Hamburg', 'Germany', true],
    ['Hamburg', 'Deutschland', true],
    ['Wien', 'Vienna', true],
    ['Hamburg', 'Austria', false],
    ['Dessau', 'de', false],
    ['Praha', 'Europe', true],
  ])('%s is found by %s: %s', (place, wanted, found) => {
    const [plain] = plainPlaces([at(place, place)])
    expect(isIn(placeText(plain === undefined ? [] : [plain], []), wanted)).toBe(found)
  })

  test('a list of countries is that many places and no city', () => {
    expect(plainPlaces([at('USA, Canada', 'USA', 'CA')]).map(({ city, country }) => [city, country])).toEqual([
      [null, 'US'],
      [null, 'CA'],
    ])
    expect(plainPlaces([at('Germany only', 'Germany only')])).toMatchObject([{ city: null, country: 'DE' }])
  })

  test('a country that is stated is never replaced, and an unknown town gets none', () => {
    expect(plainPlaces([at('Berlin, NH', 'Berlin', 'US')])).toMatchObject([{ country: 'US' }])
    expect(plainPlaces([at('Kleinkleckersdorf', 'Kleinkleckersdorf')])).toMatchObject([{ country: null }])
  })

  test.each([
    ['Schweiz', 'CH'],
    ['United Kingdom', 'GB'],
    ['usa', 'US'],
    ['Allemagne', 'DE'],
    ['Atlantis', null],
  ])('%s', (name, code) => {
    expect(countryNamed(name)).toBe(code)
  })
})

describe('skills', () => {
  const ids = (text: string, title = '') => skillsIn({ title, text, tags: [] }).map((skill) => skill.id)
  test.each([
    ['We use C++, C# and .NET.', ['cpp', 'csharp', 'dotnet']],
    ['CI/CD with Node.js, SAP S/4HANA', ['cicd', 'nodejs', 'sap-s4hana']],
    ['Erfahrung mit Go, Rust und Kubernetes', ['go', 'rust', 'kubernetes']],
    ['Go to the office and rest. Our go-to-market and Go-Live.', []],
    ['Pflege der Kundendaten', []],
    ['JavaScripting Javanese', []],
  ])('%s', (text, found) => {
    expect(ids(text)).toEqual(found)
  })

  test('how well, and whether it is only welcome, come from the words around it', () => {
    const skills = skillsIn({
      title: 'Engineer',
      text: 'Strong Python skills.\nBasic SQL.\nNice to have:\n- Terraform\nYour tasks:\n- Kafka',
      tags: ['Power BI'],
    })
    expect(skills.map(({ id, level, required }) => [id, level, required])).toEqual([
      ['power-bi', null, true],
      ['python', 4, true],
      ['sql', 2, true],
      ['terraform', null, false],
      ['kafka', null, true],
    ])
  })

  test('no text makes it fail, and every skill found is one of the list', () => {
    const known = new Set(SKILLS.map((skill) => skill.id))
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, title) => {
        expect(ids(text, title).every((id) => known.has(id))).toBe(true)
      }),
      { seed: 2026 },
    )
  })
})

describe('words of work', () => {
  test.each([
    ['Hybrid, 2 days on site', 'hybrid'],
    ['100 % remote', 'remote'],
    ['kein Homeoffice, vor Ort', 'onsite'],
    ['Home-Office möglich', 'hybrid'],
    ['100 % Homeoffice möglich', 'remote'],
    ['kein Homeoffice möglich', 'onsite'],
    ['Homeoffice nach Absprache', 'hybrid'],
    ['Hamburg', null],
  ])('%s', (text, kind) => {
    expect(remoteIn(text)).toBe(kind)
  })

  test.each([
    ['Vollzeit oder Teilzeit', ['full_time', 'part_time'], null],
    ['unbefristet', [], 'permanent'],
    ['befristet auf zwei Jahre', [], 'fixed'],
    ['Freelance contractor', [], 'freelance'],
  ])('%s', (text, employment, contract) => {
    expect([employmentIn(text), contractIn(text)]).toEqual([employment, contract])
  })

  test('languages are asked for by level or word; being named is not being asked for', () => {
    expect(languagesAskedIn('Deutsch auf Niveau C1, Englisch auf Niveau B2')).toEqual([
      { code: 'en', level: 'B2' },
      { code: 'de', level: 'C1' },
    ])
    expect(languagesAskedIn('Fluent English required')).toEqual([{ code: 'en', level: 'C1' }])
    expect(languagesAskedIn('We love German beer')).toEqual([])
  })

  test('titles and companies differ only where they mean something else', () => {
    expect(titleNorm('Data Engineer (m/w/d)')).toBe(titleNorm('DATA ENGINEER'))
    expect(companyNorm('Elbkontor GmbH & Co. KG')).toBe(companyNorm('elbkontor'))
    expect(titleNorm('Data Engineer')).not.toBe(titleNorm('Data Analyst'))
  })

  test('a short text has no language, a longer one its own', () => {
    expect(languageOf('Data Engineer')).toBeNull()
    expect(
      languageOf(
        'Wir suchen eine erfahrene Ingenieurin oder einen erfahrenen Ingenieur für unsere Plattform, die mit uns die Daten der Häfen verarbeitet und weiterentwickelt.',
      ),
    ).toBe('de')
  })
})

describe('a pasted text', () => {
  test.each([
    [
      'Senior Data Engineer (m/w/d)\nElbkontor Hafenlogistik GmbH & Co. KG\nHamburg',
      'Senior Data Engineer (m/w/d)',
      'Elbkontor Hafenlogistik GmbH & Co. KG',
      'Hamburg',
    ],
    ['Company: Acme\nTitle: Foo\nLocation: Berlin', 'Foo', 'Acme', 'Berlin'],
    ['Data Engineer at Kestrel Field Data, London', 'Data Engineer', 'Kestrel Field Data', 'London'],
    ['Hello there', null, null, null],
  ])('%s', (text, title, company, location) => {
    expect(readHead(text)).toEqual({ title, company, location })
  })

  test('says nothing that the text does not say', () => {
    const posting = fromText(
      'Come and work with us.',
      { title: 'Baker', company: 'Acme', location: null },
      { url: null, id: 'x' },
    )
    expect(posting).toMatchObject({
      salary: null,
      locations: [],
      employment: [],
      contract: null,
      remote: { kind: 'unknown' },
      posted_at: null,
      seniority: null,
    })
  })
})
