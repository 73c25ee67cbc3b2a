import { describe, expect, it } from 'vitest'
import { formatCount, formatMoney, formatSalary, parseMoney } from './format-money.ts'

const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ') ?? null

describe('money', () => {
  it('has the currency code first and its thousands set apart', () => {
    expect(plain(formatMoney(7_800_000, 'EUR'))).toBe('EUR 78 000')
  })

  it('shows cents only when there are any', () => {
    expect(plain(formatMoney(2_350, 'EUR'))).toBe('EUR 23.50')
  })

  it('knows that a yen has no cents', () => {
    expect(plain(formatMoney(9_000_000, 'JPY'))).toBe('JPY 9 000 000')
  })

  it('writes a range once, with the period when it is not a year', () => {
    expect(plain(formatSalary({ min: 7_800_000, max: 9_200_000, currency: 'EUR', period: 'year' }))).toBe(
      'EUR 78 000 to 92 000',
    )
    expect(plain(formatSalary({ min: 6_200_000, max: 7_100_000, currency: 'DKK', period: 'month' }))).toBe(
      'DKK 62 000 to 71 000 / month',
    )
  })

  it('says which end of a range is known', () => {
    expect(plain(formatSalary({ min: 7_800_000, max: null, currency: 'EUR' }))).toBe('EUR 78 000 or more')
    expect(plain(formatSalary({ min: null, max: 7_800_000, currency: 'EUR' }))).toBe('up to EUR 78 000')
  })

  it('says what is known of an amount without a period or a currency', () => {
    expect(plain(formatSalary({ min: 320_000, max: 320_000, currency: 'EUR', period: null }))).toBe(
      'EUR 3 200, period not stated',
    )
    expect(plain(formatSalary({ min: 7_800_000, max: 9_200_000, currency: null, period: 'month' }))).toBe(
      '78 000 to 92 000 / month, currency not stated',
    )
    expect(plain(formatSalary({ min: null, max: 9_200_000, currency: null, period: null }))).toBe(
      'up to 92 000, currency and period not stated',
    )
  })

  it('says nothing where nothing is known', () => {
    expect(formatSalary({ min: null, max: null, currency: 'EUR' })).toBeNull()
  })

  it.each([
    ['80 000', 8_000_000],
    ['80.000', 8_000_000],
    ['80,000', 8_000_000],
    ['80k', 8_000_000],
    ['23.50', 2_350],
    ['1.234,56', 123_456],
    ["80'000", 8_000_000],
  ])('reads %s as an amount', (typed, minor) => {
    expect(parseMoney(typed, 'EUR')).toBe(minor)
  })

  it.each(['', 'much', '-5', 'EUR'])('does not read %j as an amount', (typed) => {
    expect(parseMoney(typed, 'EUR')).toBeNull()
  })

  it('groups counts', () => {
    expect(plain(formatCount(10_000))).toBe('10 000')
  })
})
