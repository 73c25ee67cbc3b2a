import { describe, expect, it } from 'vitest'
import { kindOf, wayOf } from './calendars.ts'

describe('what an account is one of', () => {
  it.each([
    ['https://p42-caldav.icloud.com/1234/calendars/', 'iCloud'],
    ['https://caldav.fastmail.com/dav/', 'Fastmail'],
    ['https://cloud.example.org/remote.php/dav/', 'Nextcloud'],
    ['https://noticloud.com/dav/', 'CalDAV'],
    ['http://127.0.0.1:5232/mara/', 'CalDAV'],
  ])('%s is %s', (server_url, kind) => expect(kindOf({ provider: 'caldav', server_url })).toBe(kind))
})

it('a calendar that is not chosen goes no way', () => {
  expect(wayOf({ direction: 'both', selected: false })).toBe('none')
  expect(wayOf({ direction: 'both', selected: true })).toBe('both')
})
