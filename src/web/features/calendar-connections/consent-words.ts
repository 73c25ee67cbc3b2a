import { connectStateRefused, consentDenied, permissionsMissing } from '#contract/calendar-connect.ts'
import { ApiError } from '#lib/client.ts'
import { messageOf } from '#lib/form.ts'

interface Refusal {
  readonly title: string
  readonly message: string
  /** What was not ticked. */
  readonly missing: readonly string[]
  /** Trying again is of use. */
  readonly again: boolean
}

const REASONS: Readonly<Record<string, string>> = {
  used: 'This way back was used already. If the account is among your calendars, all is well.',
  too_late: 'It took longer than ten minutes, so that the way back is closed.',
  other_session: 'It was begun in another browser, or before you logged in again.',
  other_provider: 'What came back belongs to another provider.',
  unknown: 'It was not begun here.',
}

const PERMISSIONS: Readonly<Record<string, string>> = {
  'https://www.googleapis.com/auth/calendar.events': 'See and change events in your calendars',
  'https://www.googleapis.com/auth/calendar.calendarlist.readonly': 'See the list of your calendars',
  'Calendars.ReadWrite': 'See and change your calendars',
  'User.Read': 'See who you are',
  offline_access: 'Keep the access while you are away',
}

/** Why an account was not connected, in words. */
export function refusalOf(error: unknown): Refusal {
  const plain = { title: 'The account was not connected', message: messageOf(error), missing: [], again: true }
  if (!(error instanceof ApiError)) return plain
  if (error.code === consentDenied.code)
    return { ...plain, title: 'You did not allow it', message: 'Nothing was stored. You can connect it at any time.' }
  if (error.code === permissionsMissing.code)
    return {
      ...plain,
      title: 'A permission is missing',
      message: 'Nothing was stored. Connect again, and leave all of them ticked.',
      missing: namesOf(error.details['missing']),
    }
  if (error.code === connectStateRefused.code) {
    const message = REASONS[String(error.details['reason'])] ?? error.message
    return { ...plain, title: 'The way back is closed', message }
  }
  return { ...plain, again: error.status !== 404 }
}

function namesOf(missing: unknown): string[] {
  return Array.isArray(missing) ? missing.map((one) => PERMISSIONS[String(one)] ?? String(one)) : []
}
