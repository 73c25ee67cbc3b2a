import fc from 'fast-check'
import { expect, test } from 'vitest'
import { meantBy, respelled, slips, termsIn, writtenWords } from './spelling.ts'

test.each([
  ['kubernets', 'kubernetes', 1],
  ['tpyescript', 'typescript', 1],
  ['javascrpit', 'javascript', 1],
  ['pyhton', 'python', 1],
  ['enginere', 'engineer', 1],
  ['data', 'data', 0],
  ['data', 'date', 1],
  ['abcdefgh', 'zbcdefgx', 2],
  ['gardener', 'engineer', 3],
])('from %s to %s are %d slips', (a, b, count) => {
  expect(slips(a, b, 2)).toBe(count)
})

test('slips are the same both ways, none for the same word, and one for one change', () => {
  const word = fc.string({ minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(word, word, fc.nat(11), (a, b, at) => {
      expect(slips(a, b, 3)).toBe(slips(b, a, 3))
      expect(slips(a, a, 3)).toBe(0)
      expect(slips(a, `${a.slice(0, at)}${a.slice(at + 1)}`, 3)).toBeLessThanOrEqual(1)
    }),
    { seed: 41 },
  )
})

test.each([
  ['kubernets', ['kubernetes', 'cabinets'], 'kubernetes'],
  ['pyton', ['photon', 'python'], 'python'],
  ['jaava', ['java', 'javascript'], 'java'],
  ['data', ['product'], null],
  ['sals', ['data', 'salt', 'sales'], 'sales'],
])('%s among %j means %s', (word, candidates, meant) => {
  expect(meantBy(word, candidates)).toBe(meant)
})

test('what stands in quotes, is excluded or has signs is never touched', () => {
  expect(writtenWords('Enginere "tpyo here" -rembote C++ or Zürich node.js ab').map(({ term }) => term)).toEqual([
    'enginere',
    'zurich',
  ])
  expect(respelled('enginere  "enginere" Berlin', new Map([['enginere', 'engineer']]))).toBe(
    'engineer  "enginere" Berlin',
  )
})

test('the terms of names are folded, of letters, each once', () => {
  expect(termsIn('Senior Gärtner:in (m/w/d)', 'Gärtner & Söhne GmbH')).toEqual(['senior', 'gartner', 'sohne', 'gmbh'])
})
