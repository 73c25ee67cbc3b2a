import { expect, test } from 'vitest'
import { TypeInput } from '#contract/appointment-types.ts'
import { bodyOf, draftOf, linesOf, moved, withQuestion, wrongWith } from './type-draft.ts'

test('a new type is complete once it has a title', () => {
  const body = TypeInput.parse(bodyOf({ ...draftOf(null), title: 'First talk' }))
  expect(body).toMatchObject({ title: 'First talk', daily_limit: null, place: null, description: null, active: true })
  expect(body.slug).toBeUndefined()
})

test('the options of a choice are its lines, each once', () => {
  expect(linesOf(' A friend\n\nThe web\nA friend ')).toEqual(['A friend', 'The web'])
})

test('each new question has a key that no other one has', () => {
  const three = withQuestion(withQuestion(withQuestion([])))
  const afterDeletion = withQuestion(three.filter((_, at) => at !== 0))
  expect(new Set(afterDeletion.map(({ key }) => key)).size).toBe(3)
})

test('a question moves up and down, and not over the ends', () => {
  expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b'])
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
  expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c'])
})

test('a choice of one is named', () => {
  const question = { key: 'q', label: 'How?', kind: 'choice', required: false, options: 'One' } as const
  expect(wrongWith(question)).toMatch(/two different/)
  expect(wrongWith({ ...question, options: 'One\nTwo' })).toBeNull()
})
