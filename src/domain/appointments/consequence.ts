import type { AppointmentStatus } from '#contract/booking.ts'
import { SETTLED } from './status.ts'
import type { By } from './status.ts'

/** What of an appointment a change can alter that others are told of. */
export interface Told {
  readonly status: AppointmentStatus
  readonly start_time: string
  readonly end_time: string
  readonly place: string | null
  /** The guest has an invitation in their mail. */
  readonly invited: boolean
}

/** What a guest is written. */
export type GuestMail = 'prove' | 'received' | 'invitation' | 'moved' | 'elsewhere' | 'cancelled' | 'lapsed'
/** What a host is written. */
export type HostMail = 'request' | 'booked' | 'moved' | 'cancelled' | 'cancelled_by_firm'

/** What follows from a change of an appointment. */
export interface Consequences {
  /** What becomes of the events in the calendars of host and guest. */
  readonly events: 'make' | 'move' | 'remove' | 'none'
  readonly guest: GuestMail | null
  readonly host: HostMail | null
  /** The file that goes with the guest's mail (RFC 5546). */
  readonly file: 'REQUEST' | 'CANCEL' | null
}

/** Decides what a change leads to. `before`: null for a new appointment. */
export function consequences(before: Told | null, after: Told, by: By): Consequences {
  const [was, is] = [before !== null && SETTLED.includes(before.status), SETTLED.includes(after.status)]
  const shifted =
    before !== null && (!same(before.start_time, after.start_time) || !same(before.end_time, after.end_time))
  const elsewhere = before !== null && before.place !== after.place
  const guest = guestMail(before, after, { was, is, shifted, elsewhere })
  const cancels = (guest === 'cancelled' || guest === 'received') && before?.invited === true
  return {
    events: eventsOf(after, { was, is, shifted, elsewhere }),
    guest: guest === 'cancelled' && by === 'time' ? 'lapsed' : guest,
    host: by === 'guest' ? hostMail(before, after, shifted) : by === 'firm' ? 'cancelled_by_firm' : null,
    file: guest === 'invitation' || guest === 'moved' || guest === 'elsewhere' ? 'REQUEST' : cancels ? 'CANCEL' : null,
  }
}

interface Turn {
  readonly was: boolean
  readonly is: boolean
  readonly shifted: boolean
  readonly elsewhere: boolean
}

// What took place, or did not, stays in the calendars.
function eventsOf(after: Told, { was, is, shifted, elsewhere }: Turn): Consequences['events'] {
  if (is) return was ? (shifted || elsewhere ? 'move' : 'none') : 'make'
  return was && (after.status === 'cancelled' || after.status === 'requested') ? 'remove' : 'none'
}

function guestMail(before: Told | null, after: Told, { was, is, shifted, elsewhere }: Turn): GuestMail | null {
  if (is) return !was ? 'invitation' : shifted ? 'moved' : elsewhere ? 'elsewhere' : null
  switch (after.status) {
    case 'awaiting_confirmation':
      return before === null ? 'prove' : null
    case 'requested':
      return 'received'
    case 'cancelled':
      // Nobody is written twice who never said that the address is theirs.
      return before?.status === 'awaiting_confirmation' ? null : 'cancelled'
    default:
      return null
  }
}

function hostMail(before: Told | null, after: Told, shifted: boolean): HostMail | null {
  if (after.status === 'requested') return 'request'
  if (after.status === 'confirmed') return 'booked'
  if (after.status === 'rescheduled') return shifted ? 'moved' : null
  return after.status === 'cancelled' && before?.status !== 'awaiting_confirmation' ? 'cancelled' : null
}

const same = (a: string, b: string): boolean => Date.parse(a) === Date.parse(b)
