import { describe, expect, it } from 'vitest'
import { kindOf, leadOf, wayOf } from './words.ts'

const account = { provider: 'google', name: 'mara@example.org', server_url: null, calendars: [] } as const
const active = { ...account, status: 'active', sync_enabled: true } as const
const chosen = { selected: true, direction: 'both' } as const

describe('what an account is one of', () => {
  it.each([
    ['https://p42-caldav.icloud.com/1234/calendars/', 'iCloud'],
    ['https://caldav.fastmail.com/dav/', 'Fastmail'],
    ['https://cloud.example.org/remote.php/dav/', 'Nextcloud'],
    ['https://noticloud.com/dav/', 'CalDAV'],
    ['http://127.0.0.1:5232/mara/', 'CalDAV'],
  ])('%s is %s', (server_url, kind) => expect(kindOf({ provider: 'caldav', server_url })).toBe(kind))
})

describe('what all accounts come to', () => {
  it('says what the page is for while there is none', () => {
    expect(leadOf([])).toMatch(/^Interviews in the calendars/)
  })

  it('counts what is in sync, and says which of them need somebody', () => {
    const synced = { ...active, calendars: [chosen, { ...chosen, selected: false }] }
    expect(leadOf([synced])).toBe('1 account, 1 calendar in sync.')
    expect(
      leadOf([
        { ...active, status: 'expired' },
        { ...active, status: 'error' },
      ]),
    ).toBe('2 accounts, 0 calendars in sync. One needs you to sign in again, one stopped.')
    expect(
      leadOf([
        { ...active, status: 'error' },
        { ...active, status: 'error' },
      ]),
    ).toMatch(/2 stopped\.$/)
  })
})

it('a calendar that is not chosen goes no way', () => {
  expect(wayOf({ ...chosen, selected: false })).toBe('none')
  expect(wayOf(chosen)).toBe('both')
})
