import type { Slot } from '#contract/booking.ts'
import { addDays, dateIn, fromLocalInput, type TimeStyle } from './format-time.ts'

/** The slots of each day on a person's clock, in order. */
export function slotDays(slots: readonly Slot[], style: Pick<TimeStyle, 'time_zone'>): ReadonlyMap<string, Slot[]> {
  const sorted = slots.toSorted((a, b) => Date.parse(a.start_time) - Date.parse(b.start_time))
  return Map.groupBy(sorted, ({ start_time }) => dateIn(start_time, style))
}

/** `2026-11` of a date. */
export function monthOf(date: string): string {
  return date.slice(0, 7)
}

/** The month so many months later. */
export function addMonths(month: string, count: number): string {
  const [year = 0, at = 1] = month.split('-').map(Number)
  const all = year * 12 + at - 1 + count
  return `${String(Math.floor(all / 12)).padStart(4, '0')}-${String((all % 12) + 1).padStart(2, '0')}`
}

/** The instants between which a month lies on a clock, without what is over. */
export function monthSpan(month: string, zone: string, at: Date): { from: string; to: string } {
  const start = fromLocalInput(`${month}-01T00:00`, zone)
  const to = fromLocalInput(`${addMonths(month, 1)}-01T00:00`, zone)
  return { from: Date.parse(start) < at.getTime() ? at.toISOString() : start, to }
}

/** The days of a month in weeks that begin on Monday; null where another month has the day. */
export function weeksOf(month: string): readonly (readonly (string | null)[])[] {
  const first = `${month}-01`
  const before = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7
  const days: (string | null)[] = Array.from({ length: before }, () => null)
  for (let day = first; monthOf(day) === month; day = addDays(day, 1)) days.push(day)
  while (days.length % 7 !== 0) days.push(null)
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7))
}

/** `November 2026`. */
export function monthTitle(month: string, { locale }: Pick<TimeStyle, 'locale'>): string {
  return named(`${month}-01`, locale, { month: 'long', year: 'numeric' })
}

/** The names of the days of the week, from Monday. */
export function weekdayNames({ locale }: Pick<TimeStyle, 'locale'>): readonly { short: string; long: string }[] {
  // 2024 began on a Monday.
  return [1, 2, 3, 4, 5, 6, 7].map((day) => ({
    short: named(`2024-01-0${day}`, locale, { weekday: 'short' }),
    long: named(`2024-01-0${day}`, locale, { weekday: 'long' }),
  }))
}

function named(date: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { ...options, timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  )
}
