import { expect, test } from 'vitest'
import * as types from './appointment-types.ts'
import * as appointments from './appointments.ts'
import * as links from './booking-links.ts'
import * as booking from './booking.ts'

const paths = [types, links, appointments, booking].flatMap((file) =>
  Object.values(file).flatMap((value) =>
    typeof value === 'object' && 'method' in value ? [`${value.method} ${value.path}`] : [],
  ),
)

test('no two operations of appointments share an address', () => {
  expect(paths).toHaveLength(29)
  expect(new Set(paths).size).toBe(paths.length)
})

test('a type needs no more than a title', () => {
  expect(types.TypeInput.parse({ title: ' First talk ' })).toMatchObject({
    ...{ title: 'First talk', duration_min: 45, notice_min: 240, horizon_days: 60, step_min: 30 },
    ...{ daily_limit: null, needs_confirmation: false, active: true, questions: [] },
  })
})

test.each([
  ['a choice of one', { kind: 'choice', options: ['Yes'] }, 'questions.0.options'],
  ['a choice of one, said twice', { kind: 'choice', options: ['Yes', 'Yes'] }, 'questions.0.options'],
  ['a key with a space', { kind: 'text', key: 'my goal' }, 'questions.0.key'],
])('a question is refused: %s', (_, question, path) => {
  const read = types.TypeInput.safeParse({ title: 'Talk', questions: [{ key: 'goal', label: 'Goal?', ...question }] })
  expect(read.error?.issues.map((issue) => issue.path.join('.'))).toEqual([path])
})

test('hours end after they begin, at midnight at the latest', () => {
  const read = (start: string, end: string) => types.Hours.safeParse({ start, end }).success
  expect([read('09:00', '17:00'), read('22:00', '24:00')]).toEqual([true, true])
  expect([read('17:00', '09:00'), read('09:00', '09:00'), read('24:00', '24:00'), read('9:00', '10:00')]).toEqual([
    ...[false, false, false, false],
  ])
})
