import { describe, expect, test } from 'vitest'
import { companyNorm, toFeedPosting, titleNorm } from './normalise.ts'
import { placeOf, postingOf } from './posting.ts'
import type { JobPosting } from './posting.ts'

const nothing = postingOf({
  board_id: 'feed',
  external_id: '1',
  source_url: 'https://feed.example/1',
  title: 'Engineer',
  company: 'Kestrel GmbH',
})

describe('a posting of a feed', () => {
  test.each<[string, Partial<JobPosting>, object]>([
    [
      'nothing is known of an empty one',
      {},
      {
        seniority: null,
        remote_kind: null,
        contract: null,
        employment: [],
        language: null,
        skills: [],
        languages: [],
        salary_min: null,
        description_text: null,
      },
    ],
    [
      'a recruiter filed under executives',
      { title: 'Recruiting Partner – Remote', seniority: 'executive' },
      { seniority: null, remote_kind: 'remote' },
    ],
    ['an office of the COO', { title: 'Manager Operations – COO Office' }, { seniority: null }],
    [
      'an apprenticeship',
      { title: 'Ausbildung: Fachinformatiker, Ulm' },
      { seniority: 'intern', contract: 'apprentice' },
    ],
    [
      'a fixed term filed under projects',
      { title: 'Designer // befristet für ein Jahr', contract: 'freelance' },
      { contract: 'fixed' },
    ],
    ['hours in the title', { title: 'Minijob im Büro' }, { employment: ['mini_job'] }],
    [
      'hours that the source states',
      { title: 'Koch, Teilzeit', employment: ['full_time'] },
      { employment: ['full_time'] },
    ],
    ['a hybrid cloud', { title: 'Hybrid Cloud Engineer' }, { remote_kind: null }],
    [
      'what the source says of remote work',
      { title: 'Engineer (Remote)', remote: { kind: 'hybrid', countries: [], raw: null } },
      { remote_kind: 'hybrid' },
    ],
    [
      'countries of a remote job',
      { locations: [placeOf('Germany, Austria')], remote: { kind: 'remote', countries: [], raw: null } },
      { remote_countries: ['DE', 'AT'] },
    ],
    [
      'pay of zero',
      { salary: { min: 0, max: 0, currency: 'EUR', period: 'year', origin: 'stated', raw: null } },
      { salary_min: null, salary_max: null },
    ],
    [
      'a board that advertises itself',
      { description_text: 'Wir suchen dich.\nFind more English Speaking Jobs in Germany' },
      { languages: [] },
    ],
  ])('%s', (_, told, feed) => {
    expect(toFeedPosting({ ...nothing, ...told })).toMatchObject(feed)
  })

  test.each([
    ['Manager:in (d/w/m)', 'Manager'],
    ['Praktikant*in Vertrieb', 'Praktikant Vertrieb'],
    ['Werkstudent/in', 'Werkstudent'],
    ['SAP Projektmanager (m/w/d) (Ref.Nr.: 46152)', 'SAP Projektmanager'],
    ['IT Security (f/m/d)*', 'IT Security'],
  ])('%s has the title %s', (title, plain) => {
    expect(titleNorm(title)).toBe(titleNorm(plain))
  })

  test.each([
    ['Kestrel UG (haftungsbeschränkt)', 'Kestrel'],
    ['KESTREL GmbH & Co. KG', 'kestrel'],
    ['Kestrel e.V.', 'Kestrel'],
  ])('%s is the company %s', (name, plain) => {
    expect(companyNorm(name)).toBe(companyNorm(plain))
  })
})
