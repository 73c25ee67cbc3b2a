import { expect, test } from 'vitest'
import { csvOf } from './csv.ts'

test('cells stand in order, what is unknown is empty, and a number is a number', () => {
  const rows = [
    ['2026-11-21T08:00:00Z', 12],
    ['x', null],
    ['', -3],
  ]
  expect(csvOf(['When', 'Read'], rows)).toBe('When,Read\r\n2026-11-21T08:00:00Z,12\r\nx,\r\n,-3\r\n')
})

test.each([
  ['Done, in part', '"Done, in part"'],
  ['He said "no"', '"He said ""no"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', `"'=1+1"`],
  ['+49 40 1234', `"'+49 40 1234"`],
  ['-1', `"'-1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\t=1', `"'\t=1"`],
  ['＝1+1', `"'＝1+1"`],
  ['=HYPERLINK("https://x.example","x")', `"'=HYPERLINK(""https://x.example"",""x"")"`],
  ['a=1', 'a=1'],
])('%j is written as %j', (text, written) => {
  expect(csvOf(['Said'], [[text]])).toBe(`Said\r\n${written}\r\n`)
})
