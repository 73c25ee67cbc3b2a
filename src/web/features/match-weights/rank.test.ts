import { expect, test } from 'vitest'
import { byPart } from '#domain/match-weights/weights.ts'
import { ranked } from './rank.ts'

const only = (part: 'salary' | 'place') => ({ ...byPart(() => 0), [part]: 100 })
const job = (id: string, place: number, salary: number | null) => ({
  id,
  match_score: 50,
  shares: { ...byPart(() => null), place, salary },
})

test('other weights put the matches into another order, and each says how far it moves', () => {
  const jobs = [job('near', 1, 0), job('middle', 0.6, null), job('dear', 0.2, 1)]
  const moves = ranked(jobs, only('place'), only('salary')).map(({ id, score, moved }) => [id, score, moved])
  expect(moves).toEqual([
    ['dear', 100, 2],
    ['middle', 50, 0],
    ['near', 0, -2],
  ])
})

test('what has no score stays out, and the same weights move nothing', () => {
  const jobs = [job('a', 1, 1), { ...job('b', 1, 1), match_score: null }, job('c', 1, 1)]
  expect(ranked(jobs, only('place'), only('place')).map(({ id, moved }) => [id, moved])).toEqual([
    ['c', 0],
    ['a', 0],
  ])
})
