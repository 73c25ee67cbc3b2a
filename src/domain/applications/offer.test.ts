import { expect, test } from 'vitest'
import { convert, rateBetween, yearlyOf } from './offer.ts'

const offer = { base: 700_000, bonus: 500_000, currency: 'EUR', period: 'month' as const, periods_per_year: 14 }
const rates = [{ from_currency: 'CHF', to_currency: 'EUR', rate: 1.07, as_of: '2026-11-20' }]

test('fourteen monthly salaries and a bonus are a year', () => {
  expect(yearlyOf(offer)).toEqual({ base: 9_800_000, bonus: 500_000, total: 10_300_000, currency: 'EUR' })
})

test('an hourly pay without a number of hours counts as full time', () => {
  expect(yearlyOf({ ...offer, period: 'hour', base: 5000, periods_per_year: null, bonus: null }).total).toBe(10_400_000)
})

test('what is not known yet stays unknown, in another currency too', () => {
  const later = yearlyOf({ ...offer, base: null, bonus: null })
  expect(later).toEqual({ base: null, bonus: null, total: null, currency: 'EUR' })
  expect(convert(later, 'CHF', rates)).toMatchObject({ base: null, bonus: null, total: null, currency: 'CHF' })
  expect(yearlyOf({ ...offer, bonus: null })).toMatchObject({ base: 9_800_000, bonus: null, total: 9_800_000 })
  expect(yearlyOf({ ...offer, base: null })).toMatchObject({ base: null, bonus: 500_000, total: null })
})

test('the opposite rate serves too', () => {
  expect(rateBetween('EUR', 'CHF', rates)?.rate).toBeCloseTo(0.9346, 4)
})

test('a rate that nobody entered is not invented', () => {
  expect(convert(yearlyOf(offer), 'USD', rates)).toBeNull()
})

test('currencies without cents keep their magnitude', () => {
  const yen = convert({ base: 10_000, bonus: 0, total: 10_000, currency: 'EUR' }, 'JPY', [
    { from_currency: 'EUR', to_currency: 'JPY', rate: 160, as_of: '2026-11-20' },
  ])
  expect(yen?.total).toBe(16_000)
})
