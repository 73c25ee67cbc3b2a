import { expect, test } from 'vitest'
import { employerSourceName } from './source-name.ts'

test.each([
  ['acme', 'Acme (Lever)'],
  ['acme-labs', 'Acme Labs (Lever)'],
  ['HighlightTA', 'HighlightTA (Lever)'],
  ['über_uns.berlin', 'Über Uns Berlin (Lever)'],
])('the board of %s is %s', (tenant, name) => {
  expect(employerSourceName(tenant, 'Lever')).toBe(name)
})
