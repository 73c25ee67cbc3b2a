import { Ban, CalendarCheck, CalendarClock, Check, Hourglass, MailQuestion, UserX, type LucideIcon } from 'lucide-react'
import type { Appointment, AppointmentStep } from '#contract/appointments.ts'
import type { AppointmentStatus } from '#contract/booking.ts'
import { addDays, dateIn, formatClock, formatDay, formatMoment, placeOfZone, today } from '#lib/format-time.ts'
import type { TimeStyle } from '#lib/format-time.ts'

type Tone = 'plain' | 'ok' | 'warn' | 'bad' | 'info'

export const STATUSES: Readonly<Record<AppointmentStatus, { label: string; tone: Tone; icon: LucideIcon }>> = {
  requested: { label: 'To confirm', tone: 'warn', icon: Hourglass },
  awaiting_confirmation: { label: 'Guest has to confirm', tone: 'warn', icon: MailQuestion },
  confirmed: { label: 'Confirmed', tone: 'ok', icon: CalendarCheck },
  rescheduled: { label: 'Moved', tone: 'info', icon: CalendarClock },
  cancelled: { label: 'Cancelled', tone: 'bad', icon: Ban },
  completed: { label: 'Took place', tone: 'plain', icon: Check },
  no_show: { label: 'Did not come', tone: 'bad', icon: UserX },
}

/** With whom it is, for whoever looks. */
export function withWhom({ you_are, host, guest }: Appointment): string {
  if (you_are === 'host') return guest.name
  return you_are === 'guest' ? host.name : `${guest.name} with ${host.name}`
}

/** Who reads in a mail why it was cancelled; null: nobody, since nobody was written before. */
export function readersOf({ you_are, status, host, guest }: Appointment): string | null {
  // A guest who has not said that the address is theirs is not written to again.
  const others = [
    you_are !== 'host' && host.name,
    you_are !== 'guest' && status !== 'awaiting_confirmation' && guest.name,
  ]
  const names = others.filter((name) => name !== false)
  return names.length === 0 ? null : names.join(' and ')
}

/** `Today`, `Tomorrow`, `Tue 24 Nov`. */
export function dayWords(instant: string, style: TimeStyle): string {
  const date = dateIn(instant, style)
  if (date === today(style)) return 'Today'
  return date === addDays(today(style), 1) ? 'Tomorrow' : formatDay(date, style)
}

/** `Tue 24 Nov, 14:00 to 14:45`. */
export function whenWords({ start_time, end_time }: Appointment, style: TimeStyle): string {
  return `${formatMoment(start_time, style)} to ${formatClock(end_time, style)}`
}

/** The same on the clock of the other one; null where that shows the same. */
export function elsewhereWords(appointment: Appointment, style: TimeStyle): string | null {
  const { you_are, host, guest, time_zone, start_time } = appointment
  const zone = you_are === 'guest' ? time_zone : guest.time_zone
  const there = formatMoment(start_time, { ...style, time_zone: zone })
  if (there === formatMoment(start_time, style)) return null
  return `${there} for ${you_are === 'guest' ? host.name : guest.name} (${placeOfZone(zone)})`
}

/** A step of the history in words, for whom it is shown. */
export function stepWords(
  step: AppointmentStep,
  appointment: Appointment,
  style: TimeStyle & { user_id: string },
): string {
  const who = whoOf(step, appointment, style.user_id)
  const place = placeWords(step)
  if (place !== null && step.from_status === step.to_status && step.from_start === null) return `${who} ${place}`
  return `${doneWords(step, { who, guest: appointment.guest.name }, style)}${place === null ? '' : `, and ${place}`}`
}

function doneWords(step: AppointmentStep, { who, guest }: { who: string; guest: string }, style: TimeStyle): string {
  if (step.from_status === 'cancelled') return `${who} brought it back`
  if (step.from_start !== null && step.from_start === step.to_start && step.from_end !== null && step.to_end !== null)
    return `${who} made it end at ${formatClock(step.to_end, style)} in the place of ${formatClock(step.from_end, style)}`
  if (step.from_start !== null && step.to_start !== null)
    return `${who} moved it from ${formatMoment(step.from_start, style)} to ${formatMoment(step.to_start, style)}${
      step.to_status === 'requested' ? ', which is to be confirmed' : ''
    }`
  if (step.from_status === null) return `${who} ${step.to_status === 'confirmed' ? 'made' : 'asked for'} it`
  if (step.from_status === step.to_status) return `${who} moved it to where it cannot be, and it was put back`
  switch (step.to_status) {
    case 'requested':
      return step.from_status === 'awaiting_confirmation' ? `${who} confirmed the address` : `${who} asked for it`
    case 'awaiting_confirmation':
      return `${who} has to confirm the address`
    case 'confirmed':
      return `${who} confirmed it`
    case 'rescheduled':
      return `${who} moved it`
    case 'cancelled':
      return step.by === 'time' ? 'Nobody confirmed it in time' : `${who} cancelled it`
    case 'completed':
      return `${who} noted that it took place`
    case 'no_show':
      return `${who} noted that ${guest} did not come`
  }
}

function placeWords({ from_place, to_place }: AppointmentStep): string | null {
  if (to_place !== null) return `changed the place to ${to_place}`
  return from_place === null ? null : 'took the place out'
}

function whoOf({ by, overseer }: AppointmentStep, { you_are, host, guest, firm_name }: Appointment, user_id: string) {
  switch (by) {
    case 'host':
      return you_are === 'host' ? 'You' : host.name
    case 'guest':
      return you_are === 'guest' ? 'You' : guest.name
    case 'firm':
      return overseer?.user_id === user_id ? 'You' : `${overseer?.name ?? 'Somebody'} of ${firm_name}`
    case 'calendar':
      return `The calendar of ${host.name}`
    case 'time':
      return 'The clock'
  }
}
