import type { AppointmentType } from '#contract/appointment-types.ts'
import type { Audience, BookingLink } from '#contract/booking-links.ts'

/** `15 min`, `4 hours`, `2 days`. */
export function minutesWords(minutes: number): string {
  if (minutes >= 1440 && minutes % 1440 === 0) return count(minutes / 1440, 'day')
  return minutes >= 60 && minutes % 60 === 0 ? count(minutes / 60, 'hour') : `${minutes} min`
}

const count = (number: number, unit: string) => `${number} ${unit}${number === 1 ? '' : 's'}`

const PLACES = { video: 'video call', phone: 'phone', address: 'in person' } as const

/** What there is to know of a type at a glance. */
export function typeFacts(type: AppointmentType): readonly string[] {
  return [
    `${type.duration_min} min`,
    PLACES[type.place_kind],
    type.needs_confirmation ? 'you confirm' : '',
    type.questions.length === 0 ? '' : count(type.questions.length, 'question'),
    type.daily_limit === null ? '' : `${type.daily_limit} a day at most`,
  ]
}

/** How often a link was booked by. */
export function usesWords({ uses, max_uses }: Pick<BookingLink, 'uses' | 'max_uses'>): string {
  if (max_uses !== null) return `booked ${uses} of ${max_uses} times`
  return uses === 0 ? 'not booked by yet' : `booked ${uses === 1 ? 'once' : `${uses} times`}`
}

export const AUDIENCES: readonly { value: Audience; label: string; short: string; help: string }[] = [
  {
    value: 'public',
    label: 'Whoever has the link',
    short: 'whoever has it',
    help: 'For your website or a mail. Who has no account here confirms the e-mail address first.',
  },
  {
    value: 'members',
    label: 'People with an account here',
    short: 'people with an account',
    help: 'They log in, so that you know who it is.',
  },
  {
    value: 'firm',
    label: 'The people of this practice',
    short: 'the people of the practice',
    help: 'Nobody else. It also stands under “Book an appointment” for each of them.',
  },
]

export const LINK_STATES: Readonly<
  Record<BookingLink['state'], { label: string; tone: 'ok' | 'plain' | 'warn' | 'bad'; why: string }>
> = {
  open: { label: 'Works', tone: 'ok', why: '' },
  revoked: { label: 'Revoked', tone: 'plain', why: 'You took it back.' },
  expired: { label: 'Over', tone: 'plain', why: 'Its last day has passed.' },
  used_up: { label: 'Used up', tone: 'plain', why: 'It was booked by as often as it may be.' },
  nothing_to_book: {
    label: 'Leads nowhere',
    tone: 'warn',
    why: 'What it offers cannot be booked now: switch a type on or add one.',
  },
}
