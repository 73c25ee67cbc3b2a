import type { AppointmentStatus } from '#contract/booking.ts'
import type { PlaceKind } from '#contract/appointment-types.ts'
import { formatClock, formatLongDay, formatShortDay, placeOfZone, type TimeStyle } from '#lib/format-time.ts'

/** How somebody without an account reads times, in the zone that they chose. */
export const guestStyle = (time_zone: string): TimeStyle => ({ locale: 'en', time_zone })

/** The zone of this browser. */
export const hereZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

interface Stretch {
  start_time: string
  end_time: string
}

/** `Tuesday, 24 November, 14:00 to 14:45 (Lisbon)`. */
export function whenWords({ start_time, end_time }: Stretch, style: TimeStyle): string {
  const clock = `${formatClock(start_time, style)} to ${formatClock(end_time, style)}`
  return `${dayWords(start_time, style)}, ${clock} (${placeOfZone(style.time_zone)})`
}

/** `15:00 in Berlin`, with the day where that is another one; null where both clocks show the same. */
export function elsewhereWords(instant: string, style: TimeStyle, zone: string): string | null {
  const there = { ...style, time_zone: zone }
  const [here, other] = [style, there].map((one) => `${formatLongDay(instant, one)} ${formatClock(instant, one)}`)
  if (here === other) return null
  const day =
    formatLongDay(instant, there) === formatLongDay(instant, style) ? '' : ` on ${formatLongDay(instant, there)}`
  return `${formatClock(instant, there)}${day} in ${placeOfZone(zone)}`
}

function dayWords(instant: string, style: TimeStyle): string {
  const year = /\d{4}$/.exec(formatShortDay(instant, style))?.[0]
  return year === undefined ? formatLongDay(instant, style) : `${formatLongDay(instant, style)} ${year}`
}

/** Where one meets, before it is booked. */
export function placeKindWords(kind: PlaceKind, needsPhone: boolean): string {
  if (kind === 'phone') return needsPhone ? 'By phone: you are called' : 'By phone: you call'
  return kind === 'video' ? 'Video call' : 'In person'
}

export const STATUS_TITLES: Readonly<Record<AppointmentStatus, string>> = {
  requested: 'Asked for',
  awaiting_confirmation: 'Confirm this appointment',
  confirmed: 'Your appointment is booked',
  rescheduled: 'Your appointment is booked, at its new time',
  cancelled: 'This appointment is cancelled',
  completed: 'This appointment took place',
  no_show: 'This appointment is over',
}
