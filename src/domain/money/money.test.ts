import { expect, test } from 'vitest'
import { minorDigits, toMinor } from './money.ts'

test.each([
  ['EUR', 2],
  ['JPY', 0],
  ['KWD', 3],
  ['EU', 2],
  ['', 2],
  ['€€€', 2],
])('%j has %i digits behind the point', (currency, digits) => {
  expect(minorDigits(currency)).toBe(digits)
})

test('an amount becomes whole minor units', () => {
  expect([toMinor(23.5, 'EUR'), toMinor(4.35, 'EUR'), toMinor(9000, 'JPY')]).toEqual([2350, 435, 9000])
})
