import { Temporal } from 'temporal-polyfill'
import type { GuestMail, HostMail } from '#domain/appointments/consequence.ts'
import type { Message } from '#platform/mail.ts'
import type { AppointmentRow } from './store.ts'

/** What a mail about an appointment says. */
export interface MailOf {
  readonly row: AppointmentRow
  readonly host_name: string
  /** The practice; null in the workspace of one person. */
  readonly firm_name: string | null
  /** Who of the practice did it, where it was one of its owners and admins. */
  readonly overseer_name: string | null
  /** When it was before, if it was moved. */
  readonly moved_from: string | null
  readonly reason: string | null
  /** Where its guest, or its host, does something about it. */
  readonly url: string
}

type Words = Pick<Message, 'subject' | 'text'>

/** What a guest is written. */
export function guestMail(kind: GuestMail | 'soon', mail: MailOf): Words {
  const { row, host_name, url } = mail
  const when = whenIn(row, row.guest_time_zone)
  const what = plain(`${row.title} with ${host_name}`)
  const manage = `Move or cancel it:\n${url}`
  switch (kind) {
    case 'prove':
      // Whoever booked it wrote the name: it is no greeting before the address is known to be theirs.
      return words(`Confirm your booking: ${what}`, null, [
        `you, or somebody who wrote down your address, booked ${what}:`,
        when,
        `Confirm that this is your address within 30 minutes, so that the time stays yours:\n${url}`,
        'If it was not you, do nothing: the time is given free by itself.',
      ])
    case 'received':
      return words(`Request received: ${what}`, row.guest_name, [
        `${plain(host_name)} will confirm or decline your request:`,
        when,
        manage,
      ])
    case 'invitation':
      return words(`Confirmed: ${what}`, row.guest_name, [
        `${what} takes place:`,
        ...facts(mail, row.guest_time_zone),
        manage,
      ])
    case 'moved':
      return words(`Moved: ${what}`, row.guest_name, [
        `${what} takes place at another time:`,
        ...facts(mail, row.guest_time_zone),
        manage,
      ])
    case 'elsewhere':
      return words(`Another place: ${what}`, row.guest_name, [
        row.place === null ? `Where ${what} takes place is to be told:` : `${what} takes place somewhere else:`,
        ...facts(mail, row.guest_time_zone),
        manage,
      ])
    case 'cancelled':
      return words(`Cancelled: ${what}`, row.guest_name, [
        mail.overseer_name === null ? `${what} does not take place:` : `${overseerOf(mail)} cancelled ${what}:`,
        ...facts({ ...mail, row: { ...row, place: null } }, row.guest_time_zone),
      ])
    case 'lapsed':
      return words(`Not confirmed in time: ${what}`, row.guest_name, [
        `${host_name} did not confirm your request before its time came, so it does not take place:`,
        ...facts({ ...mail, row: { ...row, place: null } }, row.guest_time_zone),
      ])
    case 'soon':
      return words(`Reminder: ${what}`, row.guest_name, [
        `${what} is coming up:`,
        ...facts(mail, row.guest_time_zone),
        manage,
      ])
  }
}

/** What a host is written. */
export function hostMail(kind: HostMail | 'put_back' | 'put_back_whole' | 'stays_cancelled', mail: MailOf): Words {
  const { row, host_name, url } = mail
  const what = plain(`${row.title} with ${row.guest_name}`)
  const [subject, lead] = {
    request: [`Request: ${what}`, `${plain(row.guest_name)} asks for an appointment. Confirm or decline it:`],
    booked: [`Booked: ${what}`, `${plain(row.guest_name)} booked an appointment with you:`],
    moved: [`Moved: ${what}`, `${plain(row.guest_name)} moved your appointment:`],
    cancelled: [`Cancelled: ${what}`, `${plain(row.guest_name)} cancelled your appointment:`],
    cancelled_by_firm: [`Cancelled: ${what}`, `${overseerOf(mail)} cancelled your appointment:`],
    put_back: [
      `Could not be moved: ${what}`,
      'You moved it in your calendar to a time that another appointment has, so it was put back:',
    ],
    put_back_whole: [
      `Could not be moved: ${what}`,
      'You made whole days or a series of it in your calendar, which an appointment cannot be, so it was put back:',
    ],
    stays_cancelled: [
      `Stays cancelled: ${what}`,
      'Its event came back in your calendar, but it was called off otherwise or its time is taken, so the event was removed again. Make a new appointment if it is to take place:',
    ],
  }[kind] satisfies readonly string[]
  const answers = row.answers.map(({ label, value }) => `${plain(label)}\n${quoted(value)}`)
  return words(subject ?? '', host_name, [lead ?? '', ...facts(mail, row.time_zone), ...answers, `Open it:\n${url}`])
}

// Where the account is gone by the time that the mail is written, the practice did it.
function overseerOf({ overseer_name, firm_name }: MailOf): string {
  return plain([overseer_name, firm_name].filter((name) => name !== null).join(' of '))
}

function facts({ row, firm_name, moved_from, reason }: MailOf, zone: string): string[] {
  const before = moved_from === null ? [] : [`Before: ${atIn(moved_from, zone)}`]
  const place = row.place === null ? placeless(row) : plain(row.place)
  return [
    [whenIn(row, zone), ...before, place, firm_name === null ? '' : plain(firm_name)]
      .filter((line) => line !== '')
      .join('\n'),
    ...(reason === null ? [] : [quoted(reason)]),
  ]
}

function placeless({ place_kind, guest_phone, status }: AppointmentRow): string {
  if (status === 'cancelled' || place_kind !== 'phone') return ''
  return guest_phone === null ? 'By phone' : `By phone: ${plain(guest_phone)}`
}

function words(subject: string, name: string | null, parts: readonly string[]): Words {
  return {
    subject,
    text: [name === null ? 'Hello,' : `Hello ${plain(name)},`, ...parts, 'Career Copilot'].join('\n\n'),
  }
}

function whenIn({ start_time, end_time }: AppointmentRow, zone: string): string {
  const end = Temporal.Instant.from(end_time).toZonedDateTimeISO(zone)
  return `${atIn(start_time, zone)} to ${end.toPlainTime().toString({ smallestUnit: 'minute' })} (${zone})`
}

/** `Monday, 23 November 2026, 10:00`: the same for every reader of these mails, whichever the server's own language. */
function atIn(instant: string, zone: string): string {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
  const word = (part: 'weekday' | 'month') => at.toPlainDate().toLocaleString('en-GB', { [part]: 'long' })
  return `${word('weekday')}, ${at.day} ${word('month')} ${at.year}, ${at.toPlainTime().toString({ smallestUnit: 'minute' })}`
}

// Somebody could write lines that look like ours.
function quoted(text: string): string {
  return text
    .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
    .map((line) => `> ${line}`.trimEnd())
    .join('\n')
}

// A guest could hide lines of their own in a name.
function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
