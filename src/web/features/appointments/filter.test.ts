import { expect, test } from 'vitest'
import { filterOf, isNarrowed } from './filter.ts'

const AT = '2026-11-22T10:00:00Z'
const of = (search: string) => filterOf(new URLSearchParams(search), AT)

test('what comes is what is not over and still to take place or to be confirmed', () => {
  expect(of('')).toEqual({
    status: 'confirmed,rescheduled,requested,awaiting_confirmation',
    from: AT,
    sort: 'start_time',
    of: 'mine',
  })
})

test('what is past is told from the latest, with what nobody noted the outcome of', () => {
  expect(of('view=past&of=firm')).toEqual({
    status: 'confirmed,rescheduled,completed,no_show',
    to: AT,
    sort: '-start_time',
    of: 'firm',
  })
})

test('those of one member with one host of the practice', () => {
  expect(of('of=firm&member=m&host=h')).toMatchObject({ of: 'firm', member_id: 'm', host_id: 'h' })
  expect(isNarrowed(new URLSearchParams('member=m'))).toBe(true)
})

test('an address that nobody made shows what comes', () => {
  expect(of('view=never&of=everybody')).toEqual(of(''))
})

test('a view alone does not narrow the list', () => {
  expect(isNarrowed(new URLSearchParams('view=past'))).toBe(false)
  expect(isNarrowed(new URLSearchParams('type=x'))).toBe(true)
})
