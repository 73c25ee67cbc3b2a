import { describe, expect, test } from 'vitest'
import { textDiff } from '#domain/postings/text-diff.ts'
import { folded, linesOf } from './diff-lines.ts'

/** `-` was removed, `+` was added, and a changed word stands in brackets. */
const drawn = (before: string, after: string) =>
  linesOf(textDiff(before, after)).map(({ kind, parts }) => {
    const words = parts.map((part) => (part.kind === 'same' ? part.text : `[${part.text}]`)).join('')
    return `${{ same: ' ', removed: '-', added: '+' }[kind]} ${words}`
  })

describe('the lines of a comparison', () => {
  test.each<[string, string, string, string[]]>([
    ['a word', 'one\ntwo three\nfour', 'one\ntwo five\nfour', ['  one', '- two [three]', '+ two [five]', '  four']],
    ['a line that is new', 'one\nfour', 'one\ntwo\nfour', ['  one', '+ [two]', '  four']],
    ['a line that went', 'one\ntwo\nfour', 'one\nfour', ['  one', '- [two]', '  four']],
    ['words that were only added', 'one two', 'one and two', ['+ one [and ]two']],
    ['words that only went', 'one and two', 'one two', ['- one [and ]two']],
    ['a new end', 'one', 'one\ntwo', ['  one', '+ [two]']],
    ['nothing but empty lines', 'one\n\n\ntwo', 'one\n\ntwo', ['  one', '  two']],
    ['everything', 'one', 'two', ['- [one]', '+ [two]']],
  ])('%s', (_, before, after, lines) => {
    expect(drawn(before, after)).toEqual(lines)
  })

  test('what is far from a change is folded, when that hides enough', () => {
    const text = Array.from({ length: 12 }, (_, n) => `line ${n}`).join('\n')
    const blocks = folded(linesOf(textDiff(text, text.replace('line 7', 'line seven'))))
    expect(blocks.map((block) => [block.folded, block.lines.length])).toEqual([
      [true, 6],
      [false, 4],
      [true, 3],
    ])
  })
})
