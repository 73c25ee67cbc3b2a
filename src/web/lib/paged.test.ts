import { expect, test } from 'vitest'
import { itemsOf } from './paged.ts'

test('an item that moved from one page to the next while they came stands once', () => {
  const [a, b, c] = [
    { id: 'a', at: 1 },
    { id: 'b', at: 2 },
    { id: 'c', at: 3 },
  ]
  expect(itemsOf({ pages: [{ items: [a, b] }, { items: [{ id: 'a', at: 4 }, c] }] })).toEqual([a, b, c])
  expect(itemsOf(undefined)).toEqual([])
})
