import { describe, expect, test } from 'vitest'
import { payIn, yearly } from './pay.ts'

type Row = [text: string, min: number | null, max: number | null, currency: string, period: string | null]

describe('pay that a text names', () => {
  test.each<Row>([
    ['45.000 € – 60.000 € brutto/Jahr', 45_000, 60_000, 'EUR', 'year'],
    ['€ 45 000 bis € 60 000 jährlich', 45_000, 60_000, 'EUR', 'year'],
    ['EUR 55.000,00 p.a.', 55_000, 55_000, 'EUR', 'year'],
    ['50k - 70k EUR', 50_000, 70_000, 'EUR', 'year'],
    ['50-70k €', 50_000, 70_000, 'EUR', 'year'],
    ['€50–70k', 50_000, 70_000, 'EUR', 'year'],
    ['bis 80 Tsd. € Jahresgehalt', null, 80_000, 'EUR', 'year'],
    ['ab 3.200 € brutto/Monat', 3200, null, 'EUR', 'month'],
    ['Monatsgehalt: 3.000 bis 3.800 Euro', 3000, 3800, 'EUR', 'month'],
    ['16,50 € pro Stunde', 16.5, 16.5, 'EUR', 'hour'],
    ['15-18 €/Std', 15, 18, 'EUR', 'hour'],
    ['Stundenlohn 17 Euro', 17, 17, 'EUR', 'hour'],
    ['Minijob, 556 € im Monat', 556, 556, 'EUR', 'month'],
    ['TJM 550€', 550, 550, 'EUR', 'day'],
    ['Tagessatz 800 EUR', 800, 800, 'EUR', 'day'],
    ['40 000 € à 50 000 € par an', 40_000, 50_000, 'EUR', 'year'],
    ['up to £70k', null, 70_000, 'GBP', 'year'],
    ['£55,000 - £65,000 + bonus', 55_000, 65_000, 'GBP', 'year'],
    ['£12.21 an hour', 12.21, 12.21, 'GBP', 'hour'],
    ['$80,000.00 to $120,000.00 annually', 80_000, 120_000, 'USD', 'year'],
    ['US$ 150,000 per year', 150_000, 150_000, 'USD', 'year'],
    ['USD 95K/yr', 95_000, 95_000, 'USD', 'year'],
    ['$33/hour', 33, 33, 'USD', 'hour'],
    ['$25 - $30 per hour', 25, 30, 'USD', 'hour'],
    ['from $1,200 a week', 1200, null, 'USD', 'week'],
    ['CA$90,000–CA$110,000', 90_000, 110_000, 'CAD', 'year'],
    ["CHF 100'000 - 120'000", 100_000, 120_000, 'CHF', 'year'],
    ['100’000 CHF pro Jahr', 100_000, 100_000, 'CHF', 'year'],
    ['Fr. 6500.- pro Monat', 6500, 6500, 'CHF', 'month'],
    ['SEK 45 000 per month', 45_000, 45_000, 'SEK', 'month'],
    ['12 000 - 16 000 zł monthly', 12_000, 16_000, 'PLN', 'month'],
    ['PLN 150/h', 150, 150, 'PLN', 'hour'],
    ['mindestens 48.000 € im Jahr', 48_000, null, 'EUR', 'year'],
    ['at least $100,000', 100_000, null, 'USD', 'year'],
    ['Gehalt zwischen 52.000 und 58.000 EUR', 52_000, 58_000, 'EUR', 'year'],
    ['3.000 € monatlich, 13. Gehalt', 3000, 3000, 'EUR', 'month'],
    ['Bonus of 2 weeks, then €61,000', 61_000, 61_000, 'EUR', 'year'],
    ['1.500 €', 1500, 1500, 'EUR', null],
  ])('%s', (text, min, max, currency, period) => {
    const minor = (value: number | null) => (value === null ? null : Math.round(value * 100))
    expect(payIn(text)).toMatchObject({ min: minor(min), max: minor(max), currency, period })
  })

  test('yen are not divided', () => {
    expect(payIn('¥6,000,000 per year')).toMatchObject({ min: 6_000_000, currency: 'JPY', period: 'year' })
  })
})

test.each([
  'Competitive',
  'competitive salary, 45k',
  '13. Gehalt und 30 Tage Urlaub',
  'Salary: DOE',
  '€',
  'nach Tarif TVöD E13',
  '$5M in funding',
  '€3 million raised',
  'we raised $12m last year',
  'a market of $40 billion',
  '€50 voucher',
  '50 € Sachbezug',
  '401(k), 25 days off',
  'Tel. 0171 2345678',
  'in 2024 und 2025',
  'USD, EUR and GBP accounts',
  '100 % remote',
])('%s names no pay', (text) => {
  expect(payIn(text)).toBeNull()
})

test.each([
  [100, 'hour', 208_000],
  [100, 'day', 26_000],
  [100, 'week', 5200],
  [100, 'month', 1200],
  [100, 'year', 100],
  [null, 'year', null],
  [100, null, null],
] as const)('%s a %s is %s a year', (value, period, year) => {
  expect(yearly(value, period)).toBe(year)
})
