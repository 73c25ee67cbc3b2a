import { expect, test } from 'vitest'
import { caldavStart } from './caldav-presets.ts'

test.each([
  ['cloud.example.org', 'https://cloud.example.org/'],
  [' cloud.example.org/remote.php/dav ', 'https://cloud.example.org/remote.php/dav'],
  ['https://dav.example.org:8443/u/', 'https://dav.example.org:8443/u/'],
  ['http://127.0.0.1:5232', 'http://127.0.0.1:5232/'],
  ['caldavs://dav.example.org/x', 'https://dav.example.org/x'],
  ['mara@example.org', 'https://example.org/'],
  ['mara@ICLOUD.com', 'https://caldav.icloud.com/'],
  ['me.com', 'https://caldav.icloud.com/'],
  ['mara@fastmail.fm', 'https://caldav.fastmail.com/'],
  ['', null],
  ['mara', null],
  ['ftp://example.org', null],
  ['https://', null],
])('what a person types, %j, is looked for at %s', (typed, start) => {
  expect(caldavStart(typed)).toBe(start)
})
