import { elapsed, wholeDays } from '#domain/time/elapsed.ts'
import { now } from './clock.ts'

/** How a person reads times: their language and zone. */
export interface TimeStyle {
  locale: string
  time_zone: string
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** `Tue 24 Nov`, with the year when it is not this one. Takes an instant or a date. */
export function formatDay(value: string, style: TimeStyle): string {
  const year = partsOf(value, style, { year: 'numeric' }) === partsOf(now().toISOString(), style, { year: 'numeric' })
  return partsOf(value, style, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(year ? {} : { year: 'numeric' }),
  })
}

/** `24 Nov` or `24 Nov 2025`: for tables. */
export function formatShortDay(value: string, style: TimeStyle): string {
  const year = partsOf(value, style, { year: 'numeric' }) === partsOf(now().toISOString(), style, { year: 'numeric' })
  return partsOf(value, style, { day: 'numeric', month: 'short', ...(year ? {} : { year: 'numeric' }) })
}

/** `Tuesday, 24 November`: the title of a day. */
export function formatLongDay(value: string, style: TimeStyle): string {
  return partsOf(value, style, { weekday: 'long', day: 'numeric', month: 'long' })
}

/** `14:00`. */
export function formatClock(instant: string, style: TimeStyle): string {
  return partsOf(instant, style, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
}

/** `Tue 24 Nov, 14:00`. */
export function formatMoment(instant: string, style: TimeStyle): string {
  return `${formatDay(instant, style)}, ${formatClock(instant, style)}`
}

/** `just now`, `5 min ago`, `in 2 h`, `3 d ago`, and the day beyond a month. */
export function formatAgo(instant: string, style: TimeStyle, at: Date = now()): string {
  const ahead = Date.parse(instant) > at.getTime()
  const [from, to] = ahead ? [at.toISOString(), instant] : [instant, at.toISOString()]
  const { count, unit } = elapsed(from, to)
  if (count === 0) return 'just now'
  if (unit === 'day' && count > 30) return formatShortDay(instant, style)
  const text = `${count} ${SHORT[unit]}`
  return ahead ? `in ${text}` : `${text} ago`
}

const SHORT = { minute: 'min', hour: 'h', day: 'd' } as const

/** The date, `YYYY-MM-DD`, that it is at this instant in the person's zone. */
export function dateIn(instant: string, style: Pick<TimeStyle, 'time_zone'>): string {
  return partsOf(
    instant,
    { locale: 'sv-SE', time_zone: style.time_zone },
    { year: 'numeric', month: '2-digit', day: '2-digit' },
  )
}

/**
 * When a posting closes, as a day where its source named only that: it is kept as the last second of the day in UTC, which
 * is the next day for everybody east of Greenwich.
 */
export function closingDay(instant: string): string {
  return /T23:59:59(?:\.0+)?Z$/.test(instant) ? instant.slice(0, 10) : instant
}

/** Today in the person's zone. */
export function today(style: Pick<TimeStyle, 'time_zone'>): string {
  return dateIn(now().toISOString(), style)
}

/** Whole days from one date to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round(
    (Date.parse(`${to.slice(0, 10)}T00:00:00Z`) - Date.parse(`${from.slice(0, 10)}T00:00:00Z`)) / 86_400_000,
  )
}

/** Whole days that have passed since an instant. */
export function daysSince(instant: string, at: Date): number {
  return wholeDays(instant, at.toISOString())
}

/** The date so many days later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** `YYYY-MM-DDTHH:MM` of an instant in a zone, for a date and time field. */
export function toLocalInput(instant: string, zone: string): string {
  return partsOf(
    instant,
    { locale: 'sv-SE', time_zone: zone },
    {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    },
  ).replace(' ', 'T')
}

/**
 * The instant of a wall-clock time in a zone. Of an hour that comes twice it is the first; one that is skipped is read
 * as so much later. `was`: the instant that the field showed; it stays to the second where the field says the same.
 */
export function fromLocalInput(local: string, zone: string, was: string | null = null): string {
  if (was !== null && toLocalInput(was, zone) === local.slice(0, 16)) return was
  const [first, later] = readings(local, zone)
  return new Date(first ?? later).toISOString()
}

/** Whether a wall-clock time lies in an hour that the change of the clocks skips, or that comes twice. */
export function clockChange(local: string, zone: string): 'skipped' | 'twice' | null {
  const [first, later] = readings(local, zone)
  if (first === null) return 'skipped'
  return first === later ? null : 'twice'
}

// By the offset of the day before and of the day after: equal on most days. First null: neither shows this time.
function readings(local: string, zone: string): [first: number | null, later: number] {
  const wanted = Date.parse(`${local.slice(0, 16)}:00Z`)
  const reads = (ms: number) => Date.parse(`${toLocalInput(new Date(ms).toISOString(), zone)}:00Z`)
  const before = wanted - (reads(wanted - DAY_MS) - (wanted - DAY_MS))
  const after = wanted - (reads(wanted + DAY_MS) - (wanted + DAY_MS))
  const right = [before, after].filter((ms) => reads(ms) === wanted).toSorted((a, b) => a - b)
  return right[0] === undefined ? [null, before] : [right[0], right.at(-1) ?? right[0]]
}

const DAY_MS = 86_400_000

/** Whether this browser knows a zone: the server may know newer ones. */
export function knowsZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** `Europe/Berlin` as a place: `Berlin`. */
export function placeOfZone(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')
}

function partsOf(value: string, style: TimeStyle, options: Intl.DateTimeFormatOptions): string {
  const dateOnly = /^\d{4}-\d{2}-\d{2}$/.test(value)
  const locale = style.locale === 'en' ? 'en-GB' : style.locale
  const zone = dateOnly ? 'UTC' : style.time_zone
  const key = JSON.stringify([locale, zone, options])
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: zone })
  formats.set(key, format)
  return format
    .format(new Date(dateOnly ? `${value}T00:00:00Z` : value))
    .replace(/^(\p{L}+),? /u, (start, word) => weekdayStart(start, word, options.weekday))
}

/** `Tue 24 Nov`, but `Tuesday, 24 November`. */
function weekdayStart(start: string, word: string, weekday: 'long' | 'short' | 'narrow' | undefined): string {
  if (weekday === undefined) return start
  return weekday === 'long' ? `${word}, ` : `${word} `
}
