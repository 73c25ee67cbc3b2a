import { expect, test } from 'vitest'
import { nearTo } from './near.ts'
import { SKILLS } from './skills.ts'

test.each([
  ['postgresql', 'sql', 0.8],
  ['postgresql', 'databases', 0.8],
  ['postgresql', 'mysql', 0.5],
  ['mysql', 'postgresql', 0.5],
  ['sql', 'postgresql', 0.4],
  ['databases', 'postgresql', undefined],
  ['postgresql', 'postgresql', undefined],
  ['welding', 'sql', undefined],
  ['knitting', 'sql', undefined],
])('who knows %s is towards %s by %s', (known, asked, share) => {
  expect(nearTo(known).get(asked)).toBe(share)
})

test('nothing near is worth as much as the skill itself, and nothing is near to itself', () => {
  const wrong = SKILLS.filter(({ id }) => [...nearTo(id)].some(([other, share]) => other === id || share >= 1))
  expect(wrong).toEqual([])
})
