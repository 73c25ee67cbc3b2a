import { Temporal } from 'temporal-polyfill'
import type { DatePrecision } from '#domain/postings/posting.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

export interface ReadDate {
  /** RFC 3339 in UTC. */
  readonly at: string
  readonly precision: DatePrecision
}

/** Seconds or milliseconds since the epoch, between 2000 and 2100; anything else is unknown. */
export function dateFromEpoch(value: number | null | undefined, unit: 's' | 'ms'): ReadDate | null {
  if (value === null || value === undefined || !Number.isFinite(value)) return null
  const ms = unit === 's' ? value * 1000 : value
  return isPlausible(ms) ? dated(Temporal.Instant.fromEpochMilliseconds(Math.round(ms)), 'exact') : null
}

/**
 * An ISO-like date or time as sources write it, between 2000 and 2100. Without a zone it counts as UTC and is only good
 * to the day.
 */
export function dateFromText(value: string | null | undefined): ReadDate | null {
  const text = (value ?? '')
    .trim()
    .replace(/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/, (_, day: string, month: string, year: string) =>
      [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-'),
    )
    .replace(/^(\d{4})\/(\d{2})\/(\d{2})$/, '$1-$2-$3')
    .replace(/^(\d{4}-\d{2}-\d{2}) (\d{2}:)/, '$1T$2')
    .replace(/ ?UTC$/, 'Z')
    .replace(/(T.*[+-]\d{2})(\d{2})$/, '$1:$2')
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return null
  return instant(text) ?? withoutZone(text)
}

/** A date as in mail and RSS ("Fri, 04 Sep 2026 12:00:00 +0000", RFC 822). */
export function dateFromMail(value: string | null | undefined): ReadDate | null {
  const found = /(\d{1,2}) ([A-Za-z]{3})[a-z]* (\d{4}) (\d{2}:\d{2}(?::\d{2})?)(?: ([+-]\d{4}|[A-Z]{1,3}))?\s*$/.exec(
    (value ?? '').slice(0, 60),
  )
  const [, day = '', name = '', year = '', time = '', zone = ''] = found ?? []
  const month = MONTHS.indexOf(name.toLowerCase()) + 1
  if (found === null || month === 0) return null
  const offset = /^[+-]/.test(zone) ? zone : /^(GMT|UTC?|Z)$/.test(zone) ? 'Z' : ''
  return dateFromText(`${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}T${time}${offset}`)
}

/** "31/12/2026" as an ISO day, as people in Europe write it; null for anything else. */
export function dayFirst(value: string | null | undefined): string | null {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec((value ?? '').trim()) ?? []
  return year === '' ? null : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** The last moment of a day that is given as a date only: a deadline includes its day. */
export function deadlineFromText(value: string | null | undefined): string | null {
  const text = (value ?? '').trim()
  return (/^\d{4}-\d{2}-\d{2}$/.test(text) ? dateFromText(`${text}T23:59:59Z`) : dateFromText(text))?.at ?? null
}

function instant(text: string): ReadDate | null {
  try {
    return dated(Temporal.Instant.from(text), 'exact')
  } catch {
    return null
  }
}

// "0000-01-01" and "9999-12-31" stand for unknown and never, and no database keeps years beyond.
function isPlausible(ms: number): boolean {
  return ms >= 946_684_800_000 && ms <= 4_102_444_800_000
}

function dated(instant: Temporal.Instant, precision: DatePrecision): ReadDate | null {
  return isPlausible(instant.epochMilliseconds) ? { at: instant.toString(), precision } : null
}

function withoutZone(text: string): ReadDate | null {
  try {
    return dated(Temporal.PlainDateTime.from(text).toZonedDateTime('UTC').toInstant(), 'day')
  } catch {
    return null
  }
}

const AGO: readonly (readonly [RegExp, number])[] = [
  [/^(just|gerade|soeben|today|heute|aujourd|new$|neu$)/i, 0],
  [/^(yesterday|gestern|hier)\b/i, 1],
]
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(m|min|h|hr|hour|std|stunde|heure|second|sekunde)/i, 0],
  [/^(d|day|tag|jour)/i, 1],
  [/^(w|week|woche|semaine)/i, 7],
]

/** "3 days ago", "vor 2 Wochen", "gestern", "5d": good to about a day. What only says "longer ago" ("30+ days") is unknown. */
export function dateFromAgo(text: string, now_ms: number): ReadDate | null {
  const said = text
    .slice(0, 60)
    .replace(/^(posted|active|veröffentlicht|online seit|erschienen|publiée?)\s*:?\s*/i, '')
    .replace(/(?<!\by )\b(?:an?|eine[mr]?|une?)\b/i, '1')
  const word = AGO.find(([pattern]) => pattern.test(said))?.[1]
  const [, count = '', more = '', unit = ''] = /(\d+)\s?(\+?)\s?(\p{L}+)/u.exec(said) ?? []
  // "1 month" and "mo" are too long ago to be a day.
  const days = /^(mo|mon|an)/i.test(unit) ? undefined : UNITS.find(([pattern]) => pattern.test(unit))?.[1]
  const back =
    word ?? (count === '' || more !== '' || said.includes('+') || days === undefined ? null : Number(count) * days)
  if (back === null || back > 60) return null
  const day = Temporal.Instant.fromEpochMilliseconds(now_ms - back * 86_400_000)
    .toString()
    .slice(0, 10)
  return { at: `${day}T00:00:00Z`, precision: 'relative' }
}
