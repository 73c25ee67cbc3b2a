import type { listAppointments } from '#contract/appointments.ts'
import type { AppointmentStatus } from '#contract/booking.ts'
import type { CallOf } from '#lib/client.ts'

export const VIEWS = [
  { value: 'coming', label: 'Coming' },
  { value: 'to-confirm', label: 'To confirm' },
  { value: 'past', label: 'Past' },
  { value: 'cancelled', label: 'Cancelled' },
] as const
export type View = (typeof VIEWS)[number]['value']

export const WHOSE = [
  { value: 'mine', label: 'Mine' },
  { value: 'host', label: 'With me' },
  { value: 'guest', label: 'That I booked' },
  { value: 'firm', label: 'Of the practice' },
] as const
export type Whose = (typeof WHOSE)[number]['value']

export type ListFilter = NonNullable<CallOf<typeof listAppointments>['query']>

/** What the address asks for. */
export function viewOf(params: URLSearchParams): View {
  return VIEWS.find(({ value }) => value === params.get('view'))?.value ?? 'coming'
}

export function whoseOf(params: URLSearchParams): Whose {
  return WHOSE.find(({ value }) => value === params.get('of'))?.value ?? 'mine'
}

/** The list that an address shows. `at`: when it was opened. */
export function filterOf(params: URLSearchParams, at: string): ListFilter {
  const [type_id, member_id, host_id] = [params.get('type'), params.get('member'), params.get('host')]
  return {
    ...OF_VIEW[viewOf(params)](at),
    of: whoseOf(params),
    ...(type_id !== null && { type_id }),
    ...(member_id !== null && { member_id }),
    ...(host_id !== null && { host_id }),
  }
}

/** Whether more than the view narrows the list. */
export function isNarrowed(params: URLSearchParams): boolean {
  return ['of', 'type', 'member', 'host'].some((name) => params.has(name))
}

const TAKES_PLACE: readonly AppointmentStatus[] = ['confirmed', 'rescheduled']
const WAITS: readonly AppointmentStatus[] = ['requested', 'awaiting_confirmation']

const OF_VIEW: Readonly<Record<View, (at: string) => ListFilter>> = {
  coming: (at) => ({ status: [...TAKES_PLACE, ...WAITS].join(','), from: at, sort: 'start_time' }),
  'to-confirm': (at) => ({ status: WAITS.join(','), from: at, sort: 'start_time' }),
  past: (at) => ({ status: [...TAKES_PLACE, 'completed', 'no_show'].join(','), to: at, sort: '-start_time' }),
  cancelled: () => ({ status: 'cancelled', sort: '-start_time' }),
}
