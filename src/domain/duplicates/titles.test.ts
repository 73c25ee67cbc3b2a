import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hash32 } from '#domain/hash/hash.ts'
import { compareTitles } from './titles.ts'
import { hasWord, wordSet } from './word-set.ts'

const words = (text: string) => text.split(' ').filter((word) => word !== '')
const inText = (title: string, text = '', company = 'halm') => ({
  title: words(title),
  company,
  text: text === '' ? null : wordSet(words(text).map(hash32)),
})

describe('two titles', () => {
  test.each([
    ['koch kochin', 'koch', 1],
    ['bankkauffrau', 'bankkaufmann', 1],
    ['steuerfachangestellte', 'steuerfachangestellte r', 1],
    ['sr data engineer', 'senior data engineer', 1],
    ['verkaufer teilzeit', 'verkauferin verkaufer 20 std', 1],
    ['bauleiter tiefbau', 'projektleiter tiefbau', 1 / 3],
    ['koch', 'buchhalter', 0],
  ])('“%s” and “%s” share %d of their words', (a, b, share) => {
    expect(compareTitles(inText(a), inText(b)).words).toBeCloseTo(share)
  })

  test.each<[string, string, boolean | null]>([
    ['senior data engineer', 'data engineer', false],
    ['ausbildung koch', 'koch', false],
    ['product designer', 'product designer freelance', false],
    ['junior analyst', 'jr analyst', true],
    ['data engineer', 'data engineer python', null],
  ])('“%s” and “%s” are of one level: %s', (a, b, same) => {
    expect(compareTitles(inText(a), inText(b)).same_rank).toBe(same)
  })

  test('a word that one title has alone is told where the text of the other has it', () => {
    const text = 'you write python and sql for our payments'
    const told = (more: string, company?: string) =>
      compareTitles(inText('data engineer', text, company), inText(`data engineer ${more}`, text, company)).told
    expect(told('python sql')).toBe(1)
    expect(told('python logistics')).toBe(0.5)
    expect(told('onboarding')).toBe(0)
    // It is in every text of an employer of that name.
    expect(told('payments', 'sundbro payments')).toBe(0)
    expect(compareTitles(inText('koch'), inText('bäcker')).told).toBeNull()
  })

  test('are compared alike whichever comes first', () => {
    const title = fc.array(fc.constantFrom('koch', 'kochin', 'senior', 'python', 'data', 'engineer', 'r', 'mit', '80'))
    fc.assert(
      fc.property(title, title, (a, b) => {
        const [left, right] = [inText(a.join(' '), 'python koch'), inText(b.join(' '), 'data engineer')]
        expect(compareTitles(left, right)).toEqual(compareTitles(right, left))
      }),
      { seed: 7, numRuns: 300 },
    )
  })
})

test('the words of a text are all found in its set, and few that it does not have', () => {
  const own = Array.from({ length: 400 }, (_, index) => `word${index * 31}`)
  const set = wordSet(own.map(hash32))
  expect(own.every((word) => hasWord(set, word))).toBe(true)
  const wrong = Array.from({ length: 2000 }, (_, index) => `other${index * 17}`).filter((word) => hasWord(set, word))
  expect(wrong.length / 2000).toBeLessThan(0.03)
})
