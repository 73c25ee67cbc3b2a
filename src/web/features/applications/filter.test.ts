import { expect, test } from 'vitest'
import { filtersOf, isFiltered, sortOf, viewOf } from './filter.ts'

test.each([
  ['', {}],
  ['q=%20lumen%20&status=applied,nonsense,offer', { q: 'lumen', status: 'applied,offer' }],
  ['next=overdue&waiting=14&archived=true', { next_action: 'overdue', waiting_days: 14, archived: 'true' }],
  ['next=never&waiting=-1&archived=yes&status=', {}],
])('the address "%s" asks for %j', (search, filters) => {
  expect(filtersOf(new URLSearchParams(search))).toEqual(filters)
})

test('an address that nobody made shows the board, newest change first', () => {
  const params = new URLSearchParams('view=cube&sort=colour')
  expect([viewOf(params), sortOf(params), isFiltered(filtersOf(params))]).toEqual(['board', '-updated_at', false])
})
