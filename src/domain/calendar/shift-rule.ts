import type { Temporal } from 'temporal-polyfill'
import { parseRule, withParts } from './rule.ts'
import type { Rule } from './rule.ts'

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** From where to where something went, on its wall. */
export interface Shift {
  readonly from: Temporal.PlainDateTime
  readonly to: Temporal.PlainDateTime
}

/** The days between the dates, whatever the hours. */
export function daysOf({ from, to }: Shift): number {
  return from.toPlainDate().until(to.toPlainDate()).days
}

/**
 * The rule that gives every instance as far from where it was as the start of the series went, or null where no rule of its kind does:
 * the second Tuesday of a month is not always the day before the second Wednesday. UNTIL is for the caller.
 */
export function shiftRule(text: string, shift: Shift): string | null {
  const rule = parseRule(text)
  if (rule === null) return null
  const hours = rule.byHour.length + rule.byMinute.length + rule.bySecond.length
  if (hours > 0 && !shift.from.toPlainTime().equals(shift.to.toPlainTime())) return null
  const days = daysOf(shift)
  if (days === 0) return text
  const parts = partsInUse(rule)
  if (parts === '') return movesWithItsStart(rule, shift) ? text : null
  if (parts === 'byDay' && (rule.freq === 'WEEKLY' || rule.freq === 'DAILY')) return rotated(text, rule, days)
  if (parts === 'byMonthDay' && rule.freq === 'MONTHLY') {
    const moved = rule.byMonthDay.map((day) => day + days)
    const isInEveryMonth = [...rule.byMonthDay, ...moved].every((day) => day >= 1 && day <= 28)
    return isInEveryMonth ? withParts(text, { BYMONTHDAY: moved.join(',') }) : null
  }
  return null
}

/** The names of the parts that choose days. */
function partsInUse(rule: Rule): string {
  const { byDay, byMonthDay, byYearDay, byWeekNo, byMonth, bySetPos } = rule
  const parts = Object.entries({ byDay, byMonthDay, byYearDay, byWeekNo, byMonth, bySetPos })
  return parts.flatMap(([name, list]) => (list.length === 0 ? [] : [name])).join(' ')
}

/** Without such parts the start says which day it is; a month that lacks it, or the next month, breaks the even step. */
function movesWithItsStart(rule: Rule, { from, to }: Shift): boolean {
  if (rule.freq === 'YEARLY') return ![from, to].some(({ month, day }) => month === 2 && day === 29)
  if (rule.freq !== 'MONTHLY') return true
  return from.year === to.year && from.month === to.month && from.day <= 28 && to.day <= 28
}

/** Weekdays go round, and the start of the week with them: so the same days stay within one week. */
function rotated(text: string, rule: Rule, days: number): string | null {
  const round = (day: string) => DAYS[(((DAYS.indexOf(day) + days) % 7) + 7) % 7]
  if (rule.byDay.some((day) => day.length !== 2)) return null
  const BYDAY = rule.byDay.map(round).join(',')
  return withParts(text, rule.freq === 'WEEKLY' ? { BYDAY, WKST: round(rule.wkst) ?? null } : { BYDAY })
}
