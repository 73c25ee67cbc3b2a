import { Temporal } from 'temporal-polyfill'
import type { Rule } from './rule.ts'

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const MOST_TIMES = 100_000

/**
 * Whether a yearly rule is one of those that rrule-temporal gets wrong: weeks by their number, where a week belongs to the
 * year that has its fourth day (ISO 8601, RFC 5545 §3.3.10), so that 2 January may be in last year's week 53; and days that
 * are named in two ways, by day of the year, day of the month or weekday, and must be both.
 */
export function goesByYear({ freq, byWeekNo, byYearDay, byMonthDay, byDay }: Rule): boolean {
  const ways = [byYearDay, byMonthDay, byDay].filter((list) => list.length > 0).length
  return freq === 'YEARLY' && (byWeekNo.length > 0 || ways > 1)
}

export interface Year {
  readonly year: number
  readonly times: readonly Temporal.PlainDateTime[] | null
}

/**
 * The times of such a rule from its start on, year by year: those days that match every part, at every time of day, of
 * which BYSETPOS takes its pick. COUNT is for the caller. `times` is null where a year has more than anyone plans.
 */
export function* timesByYear(rule: Rule, start: Temporal.PlainDateTime): Generator<Year> {
  const firstYear = rule.byWeekNo.length > 0 ? weekYear(start.toPlainDate(), rule.wkst) : start.year
  const clock = timesOfDay(rule, start)
  for (let year = firstYear; year < 9_999; year += rule.interval) {
    const days = daysOf(rule, year, start)
    const isTooMuch = days.length * clock.length > MOST_TIMES
    const times = isTooMuch ? [] : days.flatMap((day) => clock.map((time) => day.toPlainDateTime(time)))
    const picked = rule.bySetPos.length === 0 ? times : pick(times, rule.bySetPos)
    yield { year, times: isTooMuch ? null : picked.filter((time) => Temporal.PlainDateTime.compare(time, start) >= 0) }
  }
}

function daysOf(rule: Rule, year: number, start: Temporal.PlainDateTime): Temporal.PlainDate[] {
  const candidates = rule.byWeekNo.length > 0 ? daysOfWeeks(rule, year) : daysByNumber(rule, year)
  const weekdays = rule.byDay.length > 0 || rule.byMonthDay.length > 0 || rule.byYearDay.length > 0
  return candidates.filter(
    (day) =>
      (weekdays || day.dayOfWeek === start.dayOfWeek) &&
      (rule.byDay.length === 0 || rule.byDay.some((name) => isDay(name, day, rule))) &&
      (rule.byMonth.length === 0 || rule.byMonth.includes(day.month)) &&
      has(rule.byMonthDay, day.day, day.daysInMonth) &&
      has(rule.byYearDay, day.dayOfYear, day.daysInYear),
  )
}

function daysOfWeeks(rule: Rule, year: number): Temporal.PlainDate[] {
  const first = firstWeek(year, rule.wkst)
  const weeks = first.until(firstWeek(year + 1, rule.wkst)).total('days') / 7
  const numbers = rule.byWeekNo.map((week) => (week > 0 ? week : weeks + week + 1))
  const kept = [...new Set(numbers)].filter((week) => week >= 1 && week <= weeks).sort((a, b) => a - b)
  return kept.flatMap((week) => DAYS.map((_, index) => first.add({ days: (week - 1) * 7 + index })))
}

function daysByNumber(rule: Rule, year: number): Temporal.PlainDate[] {
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 })
  const every = Array.from({ length: first.daysInYear }, (_, index) => index + 1)
  const numbers =
    rule.byYearDay.length === 0 ? every : rule.byYearDay.map((day) => (day > 0 ? day : first.daysInYear + day + 1))
  const kept = [...new Set(numbers)].filter((day) => day >= 1 && day <= first.daysInYear).sort((a, b) => a - b)
  return kept.map((day) => first.add({ days: day - 1 }))
}

/** The first day of the year's week 1, which is the one with 4 January in it. */
function firstWeek(year: number, wkst: string): Temporal.PlainDate {
  const fourth = Temporal.PlainDate.from({ year, month: 1, day: 4 })
  return fourth.subtract({ days: (fourth.dayOfWeek - 1 - DAYS.indexOf(wkst) + 7) % 7 })
}

function weekYear(day: Temporal.PlainDate, wkst: string): number {
  const isIn = (year: number) => Temporal.PlainDate.compare(day, firstWeek(year, wkst)) >= 0
  return isIn(day.year + 1) ? day.year + 1 : isIn(day.year) ? day.year : day.year - 1
}

/** A number before the weekday counts within the month where there is one, else within the year; not among weeks. */
function isDay(name: string, day: Temporal.PlainDate, rule: Rule): boolean {
  if (DAYS[day.dayOfWeek - 1] !== name.slice(-2)) return false
  const nth = Number(name.slice(0, -2))
  if (nth === 0 || rule.byWeekNo.length > 0) return true
  const [at, of] = rule.byMonth.length > 0 ? [day.day, day.daysInMonth] : [day.dayOfYear, day.daysInYear]
  return nth > 0 ? Math.ceil(at / 7) === nth : Math.ceil((of - at + 1) / 7) === -nth
}

function has(numbers: readonly number[], at: number, of: number): boolean {
  return numbers.length === 0 || numbers.includes(at) || numbers.includes(at - of - 1)
}

function timesOfDay(rule: Rule, start: Temporal.PlainDateTime): Temporal.PlainTime[] {
  const or = (list: readonly number[], own: number) => (list.length === 0 ? [own] : [...list].sort((a, b) => a - b))
  const seconds = or(rule.bySecond, start.second)
  const minutes = or(rule.byMinute, start.minute)
  return or(rule.byHour, start.hour).flatMap((hour) =>
    minutes.flatMap((minute) => seconds.map((second) => new Temporal.PlainTime(hour, minute, second))),
  )
}

function pick<T>(items: readonly T[], positions: readonly number[]): T[] {
  const wanted = new Set(positions.map((position) => (position > 0 ? position - 1 : items.length + position)))
  return items.filter((_, index) => wanted.has(index))
}
