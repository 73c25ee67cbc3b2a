import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { textDiff } from './text-diff.ts'

const side = (before: string, after: string, not: 'added' | 'removed') =>
  textDiff(before, after)
    .filter(({ kind }) => kind !== not)
    .map(({ text }) => text)
    .join('')

describe('a text diff', () => {
  test('tells word by word what went and what came, with the space between two of them', () => {
    expect(
      textDiff('Gehalt: 72.000 Euro, drei Tage vor Ort.', 'Gehalt: 78.000 Euro, zwei ganze Tage vor Ort.'),
    ).toEqual([
      { kind: 'same', text: 'Gehalt: ' },
      { kind: 'removed', text: '72.000' },
      { kind: 'added', text: '78.000' },
      { kind: 'same', text: ' Euro, ' },
      { kind: 'removed', text: 'drei ' },
      { kind: 'added', text: 'zwei ganze ' },
      { kind: 'same', text: 'Tage vor Ort.' },
    ])
  })

  test('leaves a line that was put in whole, however much it begins like its neighbours', () => {
    expect(textDiff('- You cook.\n- You bake.\n', '- You cook.\n- You serve.\n- You bake.\n')).toEqual([
      { kind: 'same', text: '- You cook.\n' },
      { kind: 'added', text: '- You serve.\n' },
      { kind: 'same', text: '- You bake.\n' },
    ])
  })

  test('both texts can be put together again from it', () => {
    const words = fc.array(fc.constantFrom('wir', 'suchen', 'dich', '\n', '.', '12', 'für')).map((all) => all.join(' '))
    fc.assert(
      fc.property(words, words, (before, after) => {
        expect([side(before, after, 'added'), side(before, after, 'removed')]).toEqual([before, after])
      }),
      { numRuns: 300 },
    )
  })

  test('no two pieces of a kind stand side by side', () => {
    const pieces = textDiff('a b c d e', 'x y c z w')
    expect(pieces.every(({ kind }, at) => pieces[at - 1]?.kind !== kind)).toBe(true)
  })

  test('texts of which most words differ are told as replaced, in little time', () => {
    const text = (seed: number) =>
      Array.from({ length: 6000 }, (_, n) => `w${(n * seed) % 9973}${n % 20 === 0 ? '\n' : ''}`).join(' ')
    const from = performance.now()
    const [before, after] = [`Wir suchen dich.\n${text(7)}`, `Wir suchen dich.\n${text(11)}`]
    expect([side(before, after, 'added'), side(before, after, 'removed')]).toEqual([before, after])
    expect(performance.now() - from).toBeLessThan(1500)
  })
})
