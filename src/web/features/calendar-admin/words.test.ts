import { describe, expect, it } from 'vitest'
import { filtersOf, isFiltered, lengthWords, rateOf, resultWords } from './words.ts'

const result = { finished: true, pulled: 0, pushed: 0, conflicts: 0, rejected: 0, ended_badly: 0, attempt_ids: [] }

it.each([
  [0, '0 ms'],
  [640, '640 ms'],
  [4120, '4.1 s'],
  [59_999, '1 min'],
  [7_200_000, '2 h'],
  [400_000_000, '5 days'],
])('%i ms is said as %s', (ms, words) => expect(lengthWords(ms)).toBe(words))

it('a rate of fewer than eight says nothing, one of more says between what it lies', () => {
  expect(rateOf(100, 7)).toBeNull()
  expect(rateOf(null, 0)).toBeNull()
  const rate = rateOf(75, 8)
  expect(rate?.low).toBeCloseTo(40.9, 1)
  expect(rate?.high).toBeCloseTo(92.9, 1)
})

it('a sync that ended badly is never told as one that found nothing', () => {
  expect(resultWords({ ...result, ended_badly: 1 })).toEqual({
    words: 'It ended badly again; the list says why',
    bad: true,
  })
  expect(resultWords({ ...result, finished: false }).words).toMatch(/^It goes on/)
  expect(resultWords({ ...result, pulled: 2, conflicts: 1 }).words).toBe('2 came in, 1 conflict')
  expect(resultWords(result).words).toBe('Nothing new on either side')
})

describe('what the address asks for', () => {
  const of = (query: string) => filtersOf(new URLSearchParams(query), 'Europe/Berlin')

  it('is read, with whole days on the clocks of the person', () => {
    const { attempts, accounts, days } = of(
      'days=30&provider=google&state=expired&result=failed&from=2026-10-25&to=2026-10-25',
    )
    expect(days).toBe(30)
    expect(accounts).toEqual({ provider: 'google', status: 'expired', user_id: undefined })
    expect(attempts).toMatchObject({ provider: 'google', status: 'failed' })
    expect([attempts.from, attempts.to]).toEqual(['2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'])
  })

  it('keeps nothing out where it means nothing', () => {
    const { attempts, accounts, days, from } = of('days=8&provider=yahoo&state=x&result=y&from=2026-02-30&person=me')
    expect([days, from, isFiltered(attempts), isFiltered(accounts)]).toEqual([7, '', false, false])
  })
})
