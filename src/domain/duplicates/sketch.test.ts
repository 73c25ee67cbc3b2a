import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold, foldedUnit } from '#domain/postings/fold.ts'
import { resemblance, sketchOf } from './sketch.ts'

const words = (count: number, seed: number) =>
  Array.from({ length: count }, (_, index) => `w${(index * 7919 + seed) % 100_003}`)

function trueJaccard(a: readonly string[], b: readonly string[]): number {
  const runs = (text: readonly string[]) =>
    new Set(text.slice(4).map((_, index) => text.slice(index, index + 5).join(' ')))
  const [left, right] = [runs(a), runs(b)]
  return left.intersection(right).size / left.union(right).size
}

describe('the sketch of a text', () => {
  test('is null for a text too short to say anything', () => {
    expect(sketchOf(null)).toBeNull()
    expect(sketchOf('We are hiring.')).toBeNull()
  })

  test('does not see case, accents, punctuation or markup of lists', () => {
    const text = words(60, 1).join(' ')
    const [a, b] = [sketchOf(`Für ${text}`), sketchOf(`  FUR,\n• ${text.replaceAll(' ', ' · ')}`)]
    expect(a?.whole).toEqual(b?.whole)
  })

  test('tells how much two texts share to within a fifth', () => {
    fc.assert(
      fc.property(fc.integer({ min: 40, max: 400 }), fc.integer({ min: 0, max: 400 }), (common, own) => {
        const shared = words(common, 1)
        const [left, right] = [
          [...shared, ...words(own, 31)],
          [...shared, ...words(own, 77)],
        ]
        const [a, b] = [sketchOf(left.join(' ')), sketchOf(right.join(' '))]
        if (a === null || b === null) return false
        expect(Math.abs(resemblance(a.whole, b.whole) - trueJaccard(left, right))).toBeLessThan(0.2)
        return true
      }),
      { seed: 4, numRuns: 200 },
    )
  })

  test('is the same whichever text comes first, and 1 for a text and itself', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...words(30, 5)), { minLength: 25, maxLength: 80 }),
        fc.array(fc.constantFrom(...words(30, 5)), { minLength: 25, maxLength: 80 }),
        (x, y) => {
          const [a, b] = [sketchOf(x.join(' ')), sketchOf(y.join(' '))]
          if (a === null || b === null) return false
          expect(resemblance(a.whole, b.whole)).toBe(resemblance(b.whole, a.whole))
          expect(resemblance(a.whole, a.whole)).toBe(1)
          return true
        },
      ),
      { seed: 5, numRuns: 200 },
    )
  })

  test('reads character by character what folding the whole text gives', () => {
    const marked = fc.constantFrom(
      'Straße',
      'été',
      'Łódź',
      '½',
      'ﬁne',
      '…',
      'İzmir',
      '👩‍💻',
      'é',
      '한국어',
      'C#',
      '·',
      '\ud83d',
    )
    const text = fc.array(fc.oneof(marked, fc.string({ unit: 'binary' }), fc.constant(' ')), { maxLength: 30 })
    fc.assert(
      fc.property(text, (parts) => {
        const written = parts.join('').replaceAll('Σ', '')
        const folded = Array.from({ length: written.length }, (_, at) => foldedUnit(written, at)).join('')
        expect(folded.replaceAll(/ +/g, ' ').trim()).toBe(fold(written))
      }),
      { seed: 6, numRuns: 500 },
    )
  })

  test('of a text reads the words that folding it gives', () => {
    const word = fc.constantFrom('Straße', 'ÉTÉ', 'C++', 'Node.js', '½', 'Ö', 'ΟΔΟΣ', '…', '👩‍💻', 'k', '7')
    fc.assert(
      fc.property(fc.array(word, { minLength: 25, maxLength: 90 }), (parts) => {
        const written = parts.join(' – ')
        expect(sketchOf(written)).toEqual(sketchOf(fold(written)))
      }),
      { seed: 7, numRuns: 200 },
    )
  })

  test('takes a bounded part of an endless text', () => {
    const sketch = sketchOf(words(200_000, 3).join(' '))
    expect(sketch?.whole.hashes).toHaveLength(64)
    expect(sketch?.whole.size).toBeLessThanOrEqual(3000)
  })
})
