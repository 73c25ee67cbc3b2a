import { expect, test } from 'vitest'
import type { EditedField } from '#contract/posting-life.ts'
import { sentenceOf } from './sentences.ts'

const BERLIN = { locale: 'en-GB', time_zone: 'Europe/Berlin' }
const pay = (min: number, max: number) => ({ min, max, currency: 'EUR', period: 'year' as const, text: null })

test.each<[EditedField, string]>([
  [{ field: 'title', from: 'Baker', to: 'Head baker' }, 'The title is now “Head baker”, it was “Baker”.'],
  [
    { field: 'places', from: ['Kiel'], to: ['Kiel', 'Lübeck', 'Bonn'] },
    'The place is now Kiel, Lübeck and Bonn, it was Kiel.',
  ],
  [
    { field: 'salary', from: pay(7_200_000, 8_800_000), to: pay(7_800_000, 9_200_000) },
    'Pay is now EUR 78\u00a0000 to 92\u00a0000, it was EUR 72\u00a0000 to 88\u00a0000.',
  ],
  [{ field: 'salary', from: null, to: pay(7_800_000, 7_800_000) }, 'Pay is stated now: EUR 78\u00a0000.'],
  [{ field: 'salary', from: pay(7_800_000, 7_800_000), to: null }, 'Pay is no longer stated, it was EUR 78\u00a0000.'],
  [{ field: 'remote_kind', from: 'onsite', to: 'hybrid' }, 'The workplace is now hybrid, it was on site.'],
  [
    { field: 'employment', from: null, to: ['full_time', 'part_time'] },
    'Employment is stated now: full time or part time.',
  ],
  [{ field: 'contract', from: 'permanent', to: 'fixed' }, 'The contract is now fixed term, it was permanent.'],
  [
    { field: 'workload', from: { min: 80, max: 100 }, to: { min: 60, max: 60 } },
    'The workload is now 60 %, it was 80 to 100 %.',
  ],
  [
    { field: 'expires_at', from: '2026-11-30T12:00:00Z', to: null },
    'The closing date is no longer stated, it was Mon 30 Nov.',
  ],
])('%j', (edited, sentence) => {
  expect(sentenceOf(edited, BERLIN)).toBe(sentence)
})
