import { expect, it } from 'vitest'
import { wilsonInterval } from './interval.ts'

// Newcombe 1998, table I, Wilson without continuity correction.
it.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%i of %i lies between %f and %f', (hits, cases, low, high) => {
  const interval = wilsonInterval(hits, cases)
  expect(interval?.low).toBeCloseTo(low, 4)
  expect(interval?.high).toBeCloseTo(high, 4)
})

it('none of none lies nowhere, and all of some reaches to the end', () => {
  expect(wilsonInterval(0, 0)).toBeNull()
  expect(wilsonInterval(20, 20)?.high).toBe(1)
})
