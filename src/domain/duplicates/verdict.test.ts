import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { samplePosting } from '#domain/sample/postings.ts'
import { toFeedPosting } from '#domain/postings/normalise.ts'
import type { FeedPosting } from '#domain/postings/feed-posting.ts'
import { placeOf } from '#domain/postings/posting.ts'
import { blockKeys, shareKeys } from './blocks.ts'
import { companyLikeness } from './compare.ts'
import { fingerprintOf } from './fingerprint.ts'
import { judge } from './verdict.ts'

const NOW = Date.parse('2026-03-02T08:00:00Z')
const sample = (number: number) => toFeedPosting(samplePosting(number, NOW, (ms) => new Date(ms).toISOString()).posting)
const TEXT = sample(3).description_text ?? ''

function posting(changes: Partial<FeedPosting>): FeedPosting {
  return {
    ...sample(3),
    title: 'Senior Data Engineer',
    title_norm: 'senior data engineer',
    company: 'Kupferdreh Anlagenbau GmbH',
    company_norm: 'kupferdreh anlagenbau',
    locations: [{ ...placeOf('Munich'), city: 'Munich', country: 'DE' }],
    seniority: 'senior',
    requisition_id: null,
    salary_min: null,
    salary_max: null,
    ...changes,
  }
}

const cities = (...names: string[]) => names.map((city) => ({ ...placeOf(city), city, country: 'DE' }))

describe('whether two postings are one opening', () => {
  test.each<[string, Partial<FeedPosting>, string]>([
    ['the same posting elsewhere', {}, 'duplicate'],
    ['the city under its other name', { locations: cities('München') }, 'duplicate'],
    ['one of two cities', { locations: cities('Munich', 'Berlin') }, 'duplicate'],
    ['the city in the title', { title_norm: 'senior data engineer munchen' }, 'duplicate'],
    ['a beginning of the text', { description_text: `${TEXT.slice(0, 450)}…` }, 'duplicate'],
    ['the company with its country', { company_norm: 'kupferdreh anlagenbau deutschland' }, 'duplicate'],
    ['both genders of the title', { title_norm: 'senior data engineer engineerin' }, 'duplicate'],
    ['a longer title that the text bears out', { title_norm: 'senior data engineer remote vollzeit' }, 'duplicate'],
    [
      'the name of the house behind that of its owner',
      { company_norm: 'werkgruppe ruhr kupferdreh anlagenbau' },
      'duplicate',
    ],
    ['a title without its level', { seniority: null, title_norm: 'data engineer' }, 'role_family'],
    ['one without a text, months later', { description_text: null, posted_at: '2026-08-02T08:00:00Z' }, 'similar'],
    ['another city', { locations: cities('Kassel') }, 'role_family'],
    ['another level', { seniority: 'junior', title_norm: 'junior data engineer' }, 'role_family'],
    ['another job of the employer with the same text', { title_norm: 'buchhalter' }, 'different'],
    ['another employer with the same text', { company_norm: 'halm partner' }, 'similar'],
    ['the same title with another text', { description_text: sample(12).description_text }, 'similar'],
    ['another job altogether', { ...sample(40), locations: cities('Kassel') }, 'different'],
  ])('%s', (_, changes, verdict) => {
    const [a, b] = [fingerprintOf(posting({})), fingerprintOf(posting(changes))]
    expect(judge(a, b, { same_board: false }).verdict).toBe(verdict)
  })

  test('a district lies in its city', () => {
    const [a, b] = ['Berlin', 'Berlin-Kreuzberg'].map((city) => fingerprintOf(posting({ locations: cities(city) })))
    if (a === undefined || b === undefined) throw new Error('There are two.')
    expect(judge(a, b, { same_board: false }).verdict).toBe('duplicate')
    const other = fingerprintOf(posting({ locations: cities('Berlin-Mitte') }))
    expect(judge(b, other, { same_board: false }).verdict).toBe('role_family')
  })

  test('what one source lists at once under two titles is shown side by side; what two call differently is one', () => {
    const [a, b] = [fingerprintOf(posting({})), fingerprintOf(posting({ title_norm: 'senior data engineer travel' }))]
    expect(judge(a, b, { same_board: false }).verdict).toBe('duplicate')
    expect(judge(a, b, { same_board: false, same_source: true }).verdict).toBe('similar')
  })

  test('where neither shows a text the two are shown side by side, and never merged', () => {
    const print = fingerprintOf(posting({ description_text: null }))
    const judgement = judge(print, print, { same_board: false })
    expect(judgement.verdict).toBe('similar')
  })

  test('two that the employer lists at once are told apart, however alike', () => {
    const print = fingerprintOf(posting({}))
    const judgement = judge(print, print, { same_board: true })
    expect(judgement.verdict).toBe('similar')
    expect(judgement.reasons[0]).toEqual({ code: 'same_board', value: 0 })
  })

  test("the employer's number decides, but not over another city", () => {
    const a = fingerprintOf(posting({ requisition_id: 'R-4711' }))
    const retold = {
      requisition_id: 'R-4711',
      title_norm: 'data engineer',
      description_text: sample(12).description_text,
    }
    expect(judge(a, fingerprintOf(posting(retold)), { same_board: false }).verdict).toBe('duplicate')
    expect(judge(a, fingerprintOf(posting({ requisition_id: 'R-4712' })), { same_board: false }).verdict).toBe(
      'similar',
    )
    const moved = { requisition_id: 'R-4711', locations: cities('Kassel') }
    expect(judge(a, fingerprintOf(posting(moved)), { same_board: false }).verdict).toBe('role_family')
  })

  test('is the same whichever of the two comes first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1499 }), fc.integer({ min: 0, max: 1499 }), (x, y) => {
        const [a, b] = [fingerprintOf(sample(x)), fingerprintOf(sample(y))]
        expect(judge(a, b, { same_board: false })).toEqual(judge(b, a, { same_board: false }))
      }),
      { seed: 6, numRuns: 300 },
    )
  })
})

describe('blocks', () => {
  const keysOf = (changes: Partial<FeedPosting>) => blockKeys(fingerprintOf(posting(changes)))

  test('bring together what is worth comparing, and keep strangers apart', () => {
    const isCompared = (changes: Partial<FeedPosting>) => shareKeys(keysOf({}), keysOf(changes))
    expect(isCompared({ description_text: null })).toBe(true)
    expect(isCompared({ company_norm: 'halm partner' })).toBe(true)
    expect(isCompared({ description_text: `${TEXT.slice(0, 450)}…`, company_norm: 'halm partner' })).toBe(true)
    expect(isCompared({ company_norm: 'halm partner', description_text: null })).toBe(false)
  })

  test('one run of words in common, under another company, is chance', () => {
    const own = keysOf({})
    expect(shareKeys(own, { names: [], texts: own.texts.slice(0, 1) })).toBe(false)
    expect(shareKeys(own, { names: [], texts: own.texts.slice(0, 2) })).toBe(true)
    expect(shareKeys(own, { names: own.names.slice(-1), texts: [] })).toBe(true)
  })

  test('are few, whole and within 32 bits', () => {
    const { names, texts } = blockKeys(fingerprintOf(sample(7)))
    for (const key of [...names, ...texts]) expect(key | 0).toBe(key)
    expect(names.length + texts.length).toBeLessThanOrEqual(9)
  })
})

test.each([
  ['zalando', 'zalando', 1],
  ['zalando', 'zalando logistics', 0.9],
  ['sap', 'sap deutschland', 0.9],
])('companies %s and %s are alike by %d', (a, b, likeness) => {
  expect(companyLikeness(a, b)).toBe(likeness)
})

test('companies that share a beginning of letters only are not one', () => {
  expect(companyLikeness('ing', 'ingenieurbuero halm')).toBeLessThan(0.4)
})
