import { describe, expect, test } from 'vitest'
import { editOf } from './edits.ts'
import type { Said } from './edits.ts'

const BEFORE: Said = {
  title: 'Gärtnerin (m/w/d)',
  company: 'Halm & Partner',
  locations: [{ raw: 'Kassel, Hessen', city: 'Kassel', region: null, country: 'DE', lat: null, lng: null }],
  remote_kind: 'onsite',
  salary_min: 3_600_000,
  salary_max: 4_200_000,
  salary_currency: 'EUR',
  salary_period: 'year',
  salary_origin: 'stated',
  salary_text: null,
  employment: ['full_time'],
  contract: 'permanent',
  workload_min: 80,
  workload_max: 100,
  expires_at: '2026-11-30T00:00:00Z',
  description_text: 'Wir suchen eine Gärtnerin.\n\nDu pflegst Beete und Bäume.',
}
const DAY = 86_400_000
const edit = (change: Partial<Said>, { elapsed_ms = 20 * DAY, shows = () => true } = {}) =>
  editOf(BEFORE, { ...BEFORE, ...change }, { elapsed_ms, shows })
const kassel = BEFORE.locations[0]

describe('what is an edit', () => {
  test.each<[string, Partial<Said>, unknown]>([
    [
      'another title',
      { title: 'Landschaftsgärtnerin' },
      { field: 'title', from: BEFORE.title, to: 'Landschaftsgärtnerin' },
    ],
    ['another company', { company: 'Halm AG' }, { field: 'company', from: 'Halm & Partner', to: 'Halm AG' }],
    ['no place any more', { locations: [] }, { field: 'places', from: ['Kassel'], to: null }],
    ['another workplace', { remote_kind: 'hybrid' }, { field: 'remote_kind', from: 'onsite', to: 'hybrid' }],
    ['more pay', { salary_max: 4_800_000 }, { field: 'salary', from: { max: 4_200_000 }, to: { max: 4_800_000 } }],
    ['pay that is no longer stated', { salary_min: null, salary_max: null }, { field: 'salary', to: null }],
    ['another currency', { salary_currency: 'CHF' }, { field: 'salary', to: { currency: 'CHF' } }],
    ['part time as well', { employment: ['full_time', 'part_time'] }, { field: 'employment', from: ['full_time'] }],
    ['another contract', { contract: 'fixed' }, { field: 'contract', from: 'permanent', to: 'fixed' }],
    ['another workload', { workload_min: 60 }, { field: 'workload', from: { min: 80 }, to: { min: 60 } }],
    ['a closing date brought forward', { expires_at: '2026-11-20T00:00:00Z' }, { field: 'expires_at' }],
    ['a closing date put off', { expires_at: '2026-12-07T00:00:00Z' }, { field: 'expires_at' }],
    ['a closing date taken away', { expires_at: null }, { field: 'expires_at', to: null }],
  ])('%s', (_, change, field) => {
    const { description_text: _text, ...fields } = change
    expect(edit(fields)).toMatchObject({ fields: [field], text_before: null })
  })

  test('other words keep the text as it was', () => {
    expect(edit({ description_text: 'Wir suchen zwei Gärtnerinnen.' })).toEqual({
      fields: [],
      text_before: BEFORE.description_text,
    })
  })
})

describe('what is none', () => {
  test.each<[string, Partial<Said>]>([
    ['nothing', {}],
    [
      'white space and kinds of dashes',
      { description_text: 'Wir suchen eine Gärtnerin.  \n•\u00a0Du pflegst\tBeete und Bäume.' },
    ],
    ['white space in the title', { title: 'Gärtnerin  (m/w/d) ' }],
    ['the same place in other words', { locations: kassel === undefined ? [] : [{ ...kassel, raw: '34117 Kassel' }] }],
    ['places in another order', { locations: [...BEFORE.locations].toReversed() }],
    ['pay that the source estimates', { salary_max: 9_900_000, salary_origin: 'predicted' }],
    ['a closing date that moves with the day', { expires_at: '2026-12-01T00:00:00Z' }],
    ['a closing date that is as far away as ever', { expires_at: '2026-12-20T00:00:00Z' }],
    ['a text that was not read this time', { description_text: null, salary_min: null, salary_max: null }],
    ['a text that is cut now', { description_text: 'Wir suchen eine Gärtnerin. Du pflegst …' }],
  ])('%s', (_, change) => {
    expect(edit(change)).toBeNull()
  })

  test('what is read whole after it was read in part', () => {
    const brief = { ...BEFORE, description_text: null, salary_min: null, salary_max: null }
    const known = { elapsed_ms: DAY, shows: () => true }
    expect(editOf(brief, BEFORE, known)).toBeNull()
    expect(editOf({ ...BEFORE, description_text: 'Wir suchen eine...' }, BEFORE, known)).toBeNull()
  })

  test('what the posting shows from another source', () => {
    const shows = (field: string) => field !== 'title' && field !== 'description_text'
    expect(
      editOf(BEFORE, { ...BEFORE, title: 'Gärtner', description_text: 'Kurz.' }, { elapsed_ms: DAY, shows }),
    ).toBeNull()
  })
})
