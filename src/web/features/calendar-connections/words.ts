import type { CalendarConnection, CalendarFilters, SyncedCalendar } from '#contract/calendar-connections.ts'
import { standingOf } from '#lib/calendar-standing.ts'
import { hostOf, wayOf } from '#lib/calendars.ts'

interface Account extends Pick<CalendarConnection, 'provider' | 'name' | 'server_url' | 'status' | 'sync_enabled'> {
  readonly calendars: readonly Pick<SyncedCalendar, 'selected' | 'direction'>[]
}

/** Which one it is: its name, for a server of one's own with the host. */
export function whichOf(account: Pick<Account, 'provider' | 'name' | 'server_url'>): string {
  return account.provider === 'caldav' ? `${account.name}, ${hostOf(account.server_url)}` : account.name
}

/** Whether nothing can be sent to a calendar. */
export function isReadOnly({ role, provider }: Pick<SyncedCalendar, 'role' | 'provider'>): boolean {
  return role === 'reader' || provider === 'ics'
}

export const PRIVATE_WORDS: Readonly<Record<CalendarFilters['private'], string>> = {
  shown: 'Shown',
  busy: 'Shown as busy',
  left_out: 'Left out',
}

export const SENDS_WORDS: Readonly<Record<CalendarFilters['sends'], string>> = {
  made_here: 'What you make here for it',
  interviews: 'Interviews',
  everything: 'Everything',
}

/** What all accounts come to, in a sentence or two. */
export function leadOf(accounts: readonly Account[]): string {
  if (accounts.length === 0) return 'Interviews in the calendars that you already use, and those calendars in here.'
  const synced = accounts
    .filter((account) => standingOf(account) === 'active')
    .flatMap(({ calendars }) => calendars)
    .filter((calendar) => wayOf(calendar) !== 'none').length
  const standings = accounts.map(standingOf)
  const signIn = standings.filter((one) => one === 'expired' || one === 'revoked').length
  const stopped = standings.filter((one) => one === 'error').length
  const troubles = [
    ...(signIn > 0 ? [signIn === 1 ? 'one needs you to sign in again' : `${signIn} need you to sign in again`] : []),
    ...(stopped > 0 ? [`${stopped === 1 ? 'one' : stopped} stopped`] : []),
  ].join(', ')
  const counts = `${counted(accounts.length, 'account')}, ${counted(synced, 'calendar')} in sync.`
  return troubles === '' ? counts : `${counts} ${troubles.slice(0, 1).toUpperCase()}${troubles.slice(1)}.`
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
