import { expect } from 'vitest'
import { boardSuite } from './board-port.suite.ts'

boardSuite({
  board_id: 'remoteok',
  config: {},
  prefix: '/remoteok',
  gone: 'gone',
  recorded: { file: 'remoteok/api-real.json', config: {} },
  golden: (items) => {
    expect(items).toHaveLength(2)
    expect(items[1]).toMatchObject({
      external_id: '1134801',
      title: 'Create Your Own',
      company: { name: 'Vitalize' },
      locations: [{ raw: 'San Francisco', city: 'San Francisco', country: null }],
      remote: { kind: 'remote', raw: 'San Francisco', countries: [] },
      salary: null,
      posted_at: '2026-07-14T01:11:07Z',
      source_url: 'https://remoteok.com/remote-jobs/remote-create-your-own-vitalize-1134801',
    })
  },
})

boardSuite({
  board_id: 'jobicy',
  config: {},
  prefix: '/jobicy',
  gone: 'gone',
  recorded: { file: 'jobicy/remote-jobs-v2.json', config: {} },
  golden: (items) => {
    expect(items[0]).toMatchObject({
      external_id: '150046',
      tags: ['Web, UI & UX Design'],
      seniority: 'senior',
      employment: ['full_time'],
      locations: [{ raw: 'USA', city: null, country: 'US' }],
      remote: { kind: 'remote', countries: ['US'] },
      salary: { min: 8_630_000, max: 11_870_000, currency: 'USD', period: 'year', origin: 'stated' },
      posted_at: '2026-08-20T03:50:03Z',
    })
    expect(items[1]).toMatchObject({ locations: [{ raw: 'APAC', city: null }], salary: null, posted_at: null })
  },
})

boardSuite({
  board_id: 'himalayas',
  config: {},
  prefix: '/himalayas',
  gone: 'gone',
  recorded: { file: 'himalayas/jobs-api-page.json', config: {}, step: '0' },
  golden: (items) => {
    // The third one of the recording has no address.
    expect(items.map((item) => item.title)).toEqual([
      'Middle Embedded Software Engineer (Department)',
      'Microsoft Dynamics 365 Developer',
    ])
    expect(items[0]).toMatchObject({
      seniority: 'mid',
      salary: null,
      remote: { kind: 'remote', countries: ['UA'], raw: 'Ukraine' },
      tags: ['Embedded Software Engineering', 'Firmware Engineering', 'Hardware Engineer'],
      posted_at: '2026-08-19T04:33:27Z',
      expires_at: '2026-10-18T04:33:26Z',
    })
    expect(items[1]?.salary).toMatchObject({ min: 11_300_000, max: 18_800_000, currency: 'USD', period: 'year' })
  },
})

boardSuite({
  board_id: 'the-muse',
  config: {},
  prefix: '/the-muse',
  gone: 'gone',
  recorded: { file: 'themuse/public-jobs-page0.json', config: {}, step: '0' },
  golden: (items) => {
    expect(items[1]).toMatchObject({
      external_id: '22072027',
      company: { name: 'Grainger' },
      locations: [{ city: 'Chicago', region: 'IL' }],
      remote: { kind: 'unknown' },
      contract: 'intern',
      seniority: 'intern',
      posted_at: '2026-08-19T00:30:38Z',
    })
  },
})

boardSuite({ board_id: 'we-work-remotely', config: {}, prefix: '/we-work-remotely', gone: 'gone', recorded: null })

boardSuite({ board_id: 'landing-jobs', config: {}, prefix: '/landing-jobs', gone: 'gone', recorded: null })

boardSuite({
  board_id: 'prospective',
  config: { media: ['1950=Raiffeisen', '1001134'] },
  prefix: '/prospective',
  gone: 'not_found_tenant',
  recorded: {
    file: 'prospective-ch/medium-1950-raiffeisen.json',
    config: { media: ['1950=Raiffeisen'] },
    step: '0 0 0',
  },
  golden: (items) => {
    expect(items).toHaveLength(162)
    expect(items[3]).toMatchObject({
      external_id: '9729533',
      title: 'Privatkundenberater Individual (w/m/d)',
      company: { name: 'Raiffeisen' },
      locations: [
        { city: 'Teufen', country: 'CH' },
        { city: 'Appenzell', country: 'CH' },
      ],
      contract: 'permanent',
      workload: { min: 80, max: 100 },
      language: 'de',
      posted_at: '2025-09-09T08:17:03Z',
      expires_at: '2025-10-08T21:59:59Z',
    })
    expect(items[3]?.description_text).toMatch(/Aufgaben\s+- Umfassende[^]*Profil\s+- Abgeschlossene/)
    const places = items.flatMap((item) => item.locations)
    // "Auf einer Filiale der …" is no town, and "Fulenbach, Kestenholz, Langenthal" are three.
    const cities = new Set(places.flatMap(({ city }) => city ?? []))
    expect([...cities].filter((city) => /,|Filiale|Geschäfts/.test(city))).toEqual([])
    expect([...cities]).toEqual(expect.arrayContaining(['Langenthal', 'Uster', 'Schötz']))
    expect(places.filter((place) => place.country !== 'CH').map((place) => place.raw)).toEqual(['Mümliswil'])
    expect(new Set(items.map((item) => item.contract))).toEqual(new Set(['permanent', 'apprentice', 'intern']))
  },
})

boardSuite({
  board_id: 'eures',
  config: {},
  prefix: '/eures',
  gone: 'gone',
  recorded: { file: 'eures/search-shape.json', config: {}, step: '1' },
  golden: (items) => {
    expect(items[1]).toMatchObject({
      title: 'Développeur Full Stack',
      company: { name: 'Acme SAS' },
      locations: [{ raw: 'France', city: null, country: 'FR' }],
      employment: ['full_time'],
      posted_at: '2025-02-12T23:40:09.768Z',
      updated_at: '2026-01-16T23:24:09.756Z',
      source_url: 'https://europa.eu/eures/portal/jv-se/jv-details/MTAwMDEtMTAwMzA5MTgyMC1TIDE?lang=en',
    })
  },
})
