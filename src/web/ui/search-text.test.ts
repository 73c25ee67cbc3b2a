import { expect, test } from 'vitest'
import { changeSearch, searchText } from './search-text.ts'

const typed = (text: string) => ({ kind: 'typed', text }) as const
const shown = (value: string) => ({ kind: 'shown', value }) as const
const rested = { kind: 'rested' } as const

test.each([
  ['nothing is asked while somebody types', [typed('l'), typed('lu')], 'lu', ''],
  ['it asks once typing rests', [typed('lu'), rested], 'lu', 'lu'],
  ['blanks ask for nothing', [typed('  '), rested], '  ', ''],
  ['an answer leaves what has been typed since', [typed('lu'), rested, typed('lumen'), shown('lu')], 'lumen', 'lu'],
  ['a filter taken off elsewhere empties the field', [typed('lu'), rested, shown('lu'), shown('')], '', ''],
  ['a step back brings the earlier words', [typed('lumen'), rested, shown('lumen'), shown('lu')], 'lu', 'lu'],
])('%s', (_fact, changes, typedNow, asked) => {
  expect(changes.reduce(changeSearch, searchText(''))).toEqual({ typed: typedNow, asked })
})
