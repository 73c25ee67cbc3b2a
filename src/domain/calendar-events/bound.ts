import { Temporal } from 'temporal-polyfill'

/**
 * The instant (RFC 3339, UTC) at which a stretch begins or ends that was asked for by an instant or a calendar date
 * (`YYYY-MM-DD`): a date is its first moment in `zone` (IANA) as a beginning, and the first moment of the next day as an
 * end, so that the day itself is in it.
 */
export function boundInstant(bound: string, zone: string, end: 'from' | 'to'): string {
  if (bound.length > 10) return bound
  const date = Temporal.PlainDate.from(bound).add({ days: end === 'from' ? 0 : 1 })
  return date.toZonedDateTime(zone).toInstant().toString()
}
