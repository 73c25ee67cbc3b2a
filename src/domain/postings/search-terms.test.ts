import { expect, test } from 'vitest'
import { searchTerms } from './search-terms.ts'

/** Written short: `-x` not, `x*` begun, `x=id` a skill by its signs. */
const brief = (q: string) =>
  searchTerms(q).map((terms) =>
    terms.map(
      ({ text, not, begun, skill_id }) =>
        `${not ? '-' : ''}${text}${begun ? '*' : ''}${skill_id === null ? '' : `=${skill_id}`}`,
    ),
  )

test.each<[string, string[][]]>([
  ['data engineer', [['data', 'engineer*']]],
  ['data engineer ', [['data', 'engineer']]],
  ['"data engineer" berlin', [['data engineer', 'berlin*']]],
  ['"data engineer', [['data engineer']]],
  ['nurse -night -"on call"', [['nurse', '-night', '-on call']]],
  ['baker or cook bremen', [['baker'], ['cook', 'bremen*']]],
  ['or', [['or*']]],
  ['or or or', [['or'], ['or*']]],
  ['baker or', [['baker', 'or*']]],
  ['C++ developer', [['C++=cpp', 'developer*']]],
  ['c#, .NET', [['c#,=csharp', '.NET*=dotnet']]],
  ['-c++', [['-c++=cpp']]],
  ['node.js', [['node.js*']]],
  ['- -- "" & | 🙂', []],
  ['', []],
])('%j is %j', (q, expected) => {
  expect(brief(q)).toEqual(expected)
})

test('a flood of words is cut off', () => {
  expect(searchTerms('a '.repeat(150)).flat()).toHaveLength(24)
})
