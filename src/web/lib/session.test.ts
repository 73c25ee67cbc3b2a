import { expect, test } from 'vitest'
import { safeNext } from './session.ts'

test.each(['/', '/jobs?q=a%20b#top', '/applications/1', '/settings/security'])('%s is a place to go on to', (place) =>
  expect(safeNext(place)).toBe(place),
)

test.each([
  ...[undefined, '', 'jobs', 'https://evil.example/', 'javascript:alert(1)', '//evil.example', '/\\evil.example'],
  // What browsers leave out of an address, and what they resolve in it.
  ...['/\t/evil.example', '\n//evil.example', '/.//evil.example', '/x/..//evil.example'],
  ...['/login', '/login?next=/login'],
])('%j leads to the start page', (place) => expect(safeNext(place)).toBe('/'))
