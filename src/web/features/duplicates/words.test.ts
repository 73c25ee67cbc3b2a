import { expect, test } from 'vitest'
import type { DuplicateMember, LikenessReason } from '#contract/duplicates.ts'
import { becauseOf, unlikeIn, whyOne } from './words.ts'

const reason = (code: LikenessReason['code'], value: number) => ({ code, value })

test.each<[LikenessReason[], string | null, string | null]>([
  [[reason('title', 1), reason('company', 1), reason('text', 0.94)], 'same title and company, texts 94 % alike', null],
  [[reason('requisition', 1), reason('title', 1), reason('place', 1)], 'same number, title and place', null],
  [[reason('title', 1), reason('place', 0), reason('level', 0)], 'same title', 'another place, another level'],
  [[reason('same_board', 0), reason('title', 0.6)], null, 'listed side by side'],
  [[reason('date', 1), reason('language', 1)], null, null],
])('%j is told as %s, and against it %s', (reasons, because, unlike) => {
  expect(becauseOf(reasons)).toBe(because)
  expect(unlikeIn(reasons)).toBe(unlike)
})

const member = (how: DuplicateMember['how'], probability: number, reasons: LikenessReason[] = []) =>
  ({ how, probability, reasons }) satisfies Partial<DuplicateMember>

test.each([
  [[member(null, 1)], null],
  [[member(null, 1), member('identity', 1)], 'one job: the same posting or the same address to apply'],
  [[member(null, 1), member('person', 1)], 'merged by you'],
  [
    [member(null, 1), member('score', 0.99, [reason('text', 0.9)]), member('score', 0.914, [reason('title', 1)])],
    'merged with confidence 0.91: same title',
  ],
])('why members are one (%#)', (members, why) => {
  expect(whyOne(members)).toBe(why)
})
