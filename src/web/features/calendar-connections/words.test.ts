import { describe, expect, it } from 'vitest'
import { leadOf } from './words.ts'

const account = { provider: 'google', name: 'mara@example.org', server_url: null, calendars: [] } as const
const active = { ...account, status: 'active', sync_enabled: true } as const
const chosen = { selected: true, direction: 'both' } as const

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
