import { expect } from 'vitest'
import { boardSuite } from './board-port.suite.ts'

boardSuite({
  board_id: 'smartrecruiters',
  config: { tenant: 'acme' },
  prefix: '/smartrecruiters',
  gone: 'not_found_tenant',
  recorded: {
    file: 'smartrecruiters/posting-detail.json',
    config: { tenant: 'Mazars' },
    step: 'posting',
  },
  golden: (items) => {
    expect(items[0]).toMatchObject({
      external_id: '743000000000001',
      ats: { vendor: 'smartrecruiters', tenant: 'Mazars', id: '743000000000001' },
      source_url: 'https://jobs.smartrecruiters.com/Mazars/743000000000001-alternance-data-analyst-h-f',
      company: { name: 'Mazars' },
      locations: [{ city: 'Lille' }],
      description_text: "Poste en apprentissage au sein de l'équipe data.",
      posted_at: '2026-07-15T09:00:00Z',
    })
  },
})

boardSuite({
  board_id: 'bamboohr',
  config: { tenant: 'acme' },
  prefix: '/bamboohr/',
  gone: 'not_found_tenant',
  recorded: { file: 'bamboohr/careers-list.json', config: { tenant: 'recorded', company: 'Acme Law' } },
  golden: (items) => {
    expect(items[1]).toMatchObject({
      external_id: '87',
      title: 'Marketing & Social Media Intern',
      company: { name: 'Acme Law' },
      locations: [{ raw: 'Fort Lauderdale, Florida', city: 'Fort Lauderdale', region: 'Florida', country: null }],
      remote: { kind: 'onsite' },
      contract: 'intern',
      tags: ['Marketing'],
      posted_at: null,
    })
  },
})

boardSuite({
  board_id: 'workable',
  config: { tenant: 'acme' },
  prefix: '/workable',
  gone: 'not_found_tenant',
  recorded: { file: 'workable/widget-zaelab.json', config: { tenant: 'zaelab' } },
  golden: (items) => {
    // One opening in two places, which the feed has as two rows.
    expect(items).toMatchObject([
      {
        external_id: 'DD136DD7E7',
        company: { name: 'Zaelab' },
        locations: [{ country: 'ES' }, { country: 'PT' }],
        remote: { kind: 'remote' },
        posted_at: '2026-08-05T00:00:00Z',
        posted_precision: 'day',
      },
    ])
  },
})

boardSuite({
  board_id: 'recruitee',
  config: { tenant: 'acme' },
  prefix: '/recruitee/',
  gone: 'not_found_tenant',
  recorded: { file: 'recruitee/offers.json', config: { tenant: 'acme' } },
  golden: (items) => {
    expect(items[0]).toMatchObject({
      external_id: '2700825',
      company: { name: 'Acme' },
      locations: [{ raw: 'Berlin, Berlin, Germany', city: 'Berlin', region: 'Berlin', country: 'DE' }],
      remote: { kind: 'hybrid' },
      salary: { min: 6_000_000, max: 7_500_000, currency: 'EUR', period: 'year', origin: 'stated' },
      employment: ['full_time'],
      contract: 'permanent',
      language: 'en',
      posted_at: '2026-08-05T10:10:39Z',
      posted_precision: 'exact',
      updated_at: '2026-08-05T11:45:30Z',
      expires_at: null,
    })
    expect(items[0]?.description_text).toContain('Expert knowledge of DATEV')
    // The address that takes applications by mail stays with the source.
    expect(JSON.stringify(items)).not.toMatch(/@\w+\.recruitee\.com/)
  },
})

boardSuite({
  board_id: 'teamtailor',
  config: { tenant: 'acme' },
  prefix: '/teamtailor/',
  gone: 'not_found_tenant',
  recorded: { file: 'teamtailor/jobs-feed-teamtailor.json', config: { tenant: 'career' } },
  golden: (items) => {
    expect(items[0]?.locations).toMatchObject([{ city: 'Madrid', region: null, country: 'ES' }])
    expect(items[1]).toMatchObject({
      external_id: '7069633',
      ats: { vendor: 'teamtailor', tenant: 'career', id: '7069633' },
      source_url: 'https://career.teamtailor.com/jobs/7069633-mid-market-account-executive-copenhagen',
      company: { name: 'Teamtailor' },
      locations: [
        { city: 'Stockholm', country: 'SE' },
        { city: 'København', country: 'DK' },
      ],
      posted_at: '2026-01-18T18:35:57Z',
    })
  },
})
