import { expect, test } from 'vitest'
import { whereSeen } from './sources.ts'

const sources = [
  { id: 'arbeitnow', name: 'Arbeitnow' },
  { id: 'greenhouse', name: 'Greenhouse' },
  { id: 'greenhouse.acme', name: 'Acme (Greenhouse)' },
]

test.each([
  ['arbeitnow', 'seen at Arbeitnow'],
  ['greenhouse.acme', 'seen at Acme (Greenhouse)'],
  ['greenhouse.nobody', 'seen at Greenhouse'],
  ['A friend of mine', 'seen at A friend of mine'],
  ['import', 'imported by you'],
  ['sample', 'from the sample'],
  ['own', null],
  [null, null],
])('%s is %s', (source, words) => {
  expect(whereSeen(sources, source)).toBe(words)
})
