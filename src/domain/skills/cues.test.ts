import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeCues } from './cues.ts'

const PATTERNS = [
  /nice[- ]to[- ]have|\ba plus\b|souhaité/i,
  /experts?\b|deep|expertise/i,
  /\byears (?:in|of)\b|sicher(?:e[rs]?)?\b/i,
]

test('no pattern that a text meets is passed over', () => {
  const cuesIn = makeCues(PATTERNS)
  const piece = fc.constantFrom(
    'nice-to-have',
    'nice to ',
    'a plus',
    'SOUHAITÉ',
    'exp',
    'expert',
    'ise',
    'dee',
    'deep',
    'years',
    ' of',
    'sicheres',
    ' ',
    'ß',
    '日',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('')
      const cues = cuesIn(text)
      const met = PATTERNS.filter((pattern) => pattern.test(text))
      expect(met.filter((pattern) => (cues & (1 << PATTERNS.indexOf(pattern))) === 0)).toEqual([])
    }),
    { seed: 3, numRuns: 2000 },
  )
})

test('a text without any of their words meets none, and a pattern of nothing but choices is refused', () => {
  expect(makeCues(PATTERNS)('we build bridges, wie es sich gehört')).toBe(0)
  expect(() => makeCues([/[ab][cd]/])).toThrow('Nothing in it can be looked for')
})
