import { expect, test } from 'vitest'
import { feedAddress } from './feed-address.ts'

test.each([
  ['webcal://example.org/a.ics?key=1#x', 'https://example.org/a.ics?key=1#x'],
  ['WEBCALS://example.org/a.ics', 'https://example.org/a.ics'],
  ['http://example.org/a.ics', 'http://example.org/a.ics'],
  [' example.org/a.ics ', 'https://example.org/a.ics'],
  ['ftp://example.org/a.ics', null],
  ['mara', null],
  ['', null],
])('%j is the feed at %s', (typed, address) => {
  expect(feedAddress(typed)).toBe(address)
})
