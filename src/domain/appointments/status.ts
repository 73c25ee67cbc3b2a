import type { AppointmentAction } from '#contract/appointments.ts'
import type { AppointmentStatus } from '#contract/booking.ts'

/** Who acts: the host, the guest, an owner or admin of the firm, the host's calendar, or time that ran out. */
export type By = 'host' | 'guest' | 'firm' | 'calendar' | 'time'

/** What of an appointment decides what may be done to it. */
export interface Standing {
  readonly status: AppointmentStatus
  readonly start_time: string
  /** The host confirms each of them. */
  readonly needs_confirmation: boolean
}

/** What follows from an action: the status after it, or why it cannot be done. */
export type Move =
  | { readonly kind: 'to'; readonly status: AppointmentStatus }
  | { readonly kind: 'wrong_status' | 'already_begun' | 'not_begun' | 'not_yours' }

/** It takes place as far as anybody knows. */
export const SETTLED: readonly AppointmentStatus[] = ['confirmed', 'rescheduled']
/** It may take place, and keeps its time. */
export const OPEN: readonly AppointmentStatus[] = ['requested', 'awaiting_confirmation', ...SETTLED]

const ACTIONS: readonly AppointmentAction[] = ['confirm', 'reschedule', 'cancel', 'complete', 'no_show']

/** The status in which a booking begins. `proven`: the guest's address is known to be theirs, or nobody needs to know. */
export function firstStatus(of: { readonly proven: boolean; readonly needs_confirmation: boolean }): AppointmentStatus {
  if (!of.proven) return 'awaiting_confirmation'
  return of.needs_confirmation ? 'requested' : 'confirmed'
}

/** Decides what an action leads to. */
export function move(standing: Standing, action: AppointmentAction, by: By, now: number): Move {
  // Who runs the firm calls an appointment off; all else about it is its host's.
  if (by === 'firm' && action !== 'cancel') return { kind: 'not_yours' }
  const begun = Date.parse(standing.start_time) <= now
  switch (action) {
    case 'confirm':
      return confirmed(standing, by, begun)
    case 'reschedule':
      return rescheduled(standing, by, begun)
    case 'cancel':
      if (!OPEN.includes(standing.status)) return { kind: 'wrong_status' }
      return begun && bound(by) ? { kind: 'already_begun' } : { kind: 'to', status: 'cancelled' }
    case 'complete':
      return ended(standing, by, begun, 'completed')
    case 'no_show':
      return ended(standing, by, begun, 'no_show')
  }
}

/** What somebody may do to it now. */
export function actionsOf(standing: Standing, by: By, now: number): AppointmentAction[] {
  return ACTIONS.filter((action) => move(standing, action, by, now).kind === 'to')
}

// Whoever tidies a calendar means nothing that was, and how one went its host says.
const bound = (by: By): boolean => by === 'guest' || by === 'calendar' || by === 'firm'

// The host vouches for a guest who has not confirmed their address; a guest proves that it is theirs.
function confirmed({ status, needs_confirmation }: Standing, by: By, begun: boolean): Move {
  const vouches = by === 'host' && (status === 'requested' || status === 'awaiting_confirmation')
  if (!vouches && !(by === 'guest' && status === 'awaiting_confirmation')) return { kind: 'wrong_status' }
  if (begun) return { kind: 'already_begun' }
  return { kind: 'to', status: vouches ? 'confirmed' : firstStatus({ proven: true, needs_confirmation }) }
}

// Who moves a request as its host agrees to it at the other time.
function rescheduled({ status, needs_confirmation }: Standing, by: By, begun: boolean): Move {
  if (!OPEN.includes(status) || (by === 'guest' && status === 'awaiting_confirmation')) return { kind: 'wrong_status' }
  if (begun && bound(by)) return { kind: 'already_begun' }
  if (by === 'guest' && needs_confirmation) return { kind: 'to', status: 'requested' }
  return { kind: 'to', status: 'rescheduled' }
}

function ended(standing: Standing, by: By, begun: boolean, to: 'completed' | 'no_show'): Move {
  if (by !== 'host') return { kind: 'not_yours' }
  const from: readonly AppointmentStatus[] = [...SETTLED, to === 'completed' ? 'no_show' : 'completed']
  if (!from.includes(standing.status)) return { kind: 'wrong_status' }
  return begun ? { kind: 'to', status: to } : { kind: 'not_begun' }
}
