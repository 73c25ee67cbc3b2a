import { expect, test } from 'vitest'
import { alertWords, filterOf, hrefOf, nameFor, sameFilter } from './search-filter.ts'

test('what the address says is kept as numbers, lists and flags, and leads back to the same address', () => {
  const query = {
    q: 'data',
    remote: ['hybrid'],
    salary_min: '5000000',
    salary_unknown: 'true',
    state: ['open'],
    sort: '-salary',
  }
  const filter = filterOf(query)
  expect(filter).toEqual({ ...query, salary_min: 5_000_000, salary_unknown: true })
  expect(hrefOf(filter)).toBe('/jobs?q=data&remote=hybrid&salary_min=5000000&salary_unknown=true&sort=-salary')
  expect(hrefOf({ state: ['open'] })).toBe('/jobs')
})

test('filters are the same in whatever order they are said', () => {
  expect(sameFilter({ q: 'a', remote: ['hybrid', 'remote'] }, { remote: ['remote', 'hybrid'], q: 'a' })).toBe(true)
  expect(sameFilter({ q: 'a', salary_unknown: false, skills: [] }, { q: 'a' })).toBe(true)
  expect(sameFilter({ q: 'a' }, { q: 'b' })).toBe(false)
})

test.each([
  [{ q: 'data engineer', place: 'Hamburg' }, 'Data engineer, Hamburg'],
  [{ remote: ['remote' as const] }, ''],
])('%j may be called %s', (filter, name) => {
  expect(nameFor(filter)).toBe(name)
})

test('an alert says when it comes', () => {
  const setting = { alert_hour: 8, alert_weekday: 7 }
  const words = (['off', 'instant', 'daily', 'weekly'] as const).map((alert) => alertWords({ alert, ...setting }))
  expect(words).toEqual([null, 'E-mail at once', 'E-mail daily at 08:00', 'E-mail on Sundays at 08:00'])
})
