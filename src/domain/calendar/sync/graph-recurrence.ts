import { Temporal } from 'temporal-polyfill'
import type { When } from '#domain/calendar/event.ts'
import { clockOf, wallStart } from '#domain/calendar/moment.ts'
import { parseRule } from '#domain/calendar/rule.ts'
import type { Rule } from '#domain/calendar/rule.ts'

export const GRAPH_DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export const GRAPH_INDEXES = ['first', 'second', 'third', 'fourth', 'last'] as const
export const GRAPH_PATTERNS = [
  ...(['daily', 'weekly', 'absoluteMonthly', 'relativeMonthly', 'absoluteYearly', 'relativeYearly'] as const),
] as const
export const GRAPH_RANGES = ['endDate', 'noEnd', 'numbered'] as const

type Day = (typeof GRAPH_DAYS)[number]
type Index = (typeof GRAPH_INDEXES)[number]

/** How Microsoft Graph says that something repeats (learn.microsoft.com/graph/api/resources/recurrencepattern). */
export interface GraphPattern {
  readonly type: (typeof GRAPH_PATTERNS)[number]
  readonly interval: number
  readonly month?: number | undefined
  readonly dayOfMonth?: number | undefined
  readonly daysOfWeek?: readonly Day[] | undefined
  readonly firstDayOfWeek?: Day | undefined
  readonly index?: Index | undefined
}

/** From when to when (…/resources/recurrencerange). The end is the last day on which an occurrence may begin. */
export interface GraphRange {
  readonly type: (typeof GRAPH_RANGES)[number]
  readonly startDate: string
  readonly endDate?: string | undefined
  readonly numberOfOccurrences?: number | null | undefined
}

export interface GraphRecurrence {
  readonly pattern: GraphPattern
  readonly range: GraphRange
}

/** What Graph takes at most for an interval and a number of occurrences. */
const MOST = 999

/**
 * A rule as Graph says it, or null where Graph has no words for just this. Nothing is approximated (calendar.md §6.4.18):
 * what an RRULE leaves to its start is named, and `WKST`, which is Monday there and Sunday here, as well.
 */
export function toGraph(rrule: string, when: When): GraphRecurrence | null {
  const rule = parseRule(rrule)
  if (rule === null || when.kind === 'floating' || rule.interval > MOST || (rule.count ?? 1) > MOST) return null
  const { byYearDay, byWeekNo, byHour, byMinute, bySecond } = rule
  if ([byYearDay, byWeekNo, byHour, byMinute, bySecond].some((part) => part.length > 0)) return null
  const [pattern, range] = [patternOf(rule, wallStart(when)), rangeOf(rule, when)]
  return pattern === null || range === null ? null : { pattern, range }
}

/** The rule that says the same; `when` is that of the first occurrence. What follows from it anyway is left out. */
export function fromGraph({ pattern, range }: GraphRecurrence, when: When): string {
  const { type, interval } = pattern
  const freq = type.endsWith('Monthly') ? 'MONTHLY' : type.endsWith('Yearly') ? 'YEARLY' : type.toUpperCase()
  const parts = [`FREQ=${freq}`, ...(interval === 1 ? [] : [`INTERVAL=${interval}`])]
  parts.push(...daysIn(pattern, wallStart(when)))
  if (range.type === 'numbered') parts.push(`COUNT=${range.numberOfOccurrences ?? 1}`)
  if (range.type === 'endDate') parts.push(`UNTIL=${untilOf(range.endDate ?? range.startDate, when)}`)
  return parts.join(';')
}

function patternOf(rule: Rule, start: Temporal.PlainDateTime): GraphPattern | null {
  const { freq, interval, byDay, byMonth, byMonthDay, bySetPos } = rule
  const [month = start.month, ...months] = byMonth
  const isBare = byMonth.length === 0 && byMonthDay.length === 0 && bySetPos.length === 0
  switch (freq) {
    case 'DAILY':
      return isBare && byDay.length === 0 ? { type: 'daily', interval } : null
    case 'WEEKLY': {
      if (!isBare || byDay.some((day) => day.length > 2)) return null
      const daysOfWeek = byDay.length === 0 ? [dayOf(start)] : byDay.flatMap(longDay)
      const [firstDayOfWeek] = longDay(rule.wkst)
      return { type: 'weekly', interval, daysOfWeek, firstDayOfWeek }
    }
    case 'MONTHLY': {
      const place = byMonth.length > 0 ? null : placeOf(rule, start, ANY_MONTH)
      if (place === null) return null
      return { type: 'dayOfMonth' in place ? 'absoluteMonthly' : 'relativeMonthly', interval, ...place }
    }
    case 'YEARLY': {
      // Without a month the days of an RRULE are those of the whole year.
      if (months.length > 0 || (byMonth.length === 0 && byDay.length + byMonthDay.length > 0)) return null
      const place = placeOf(rule, start, lengthOf(month))
      if (place === null) return null
      return { type: 'dayOfMonth' in place ? 'absoluteYearly' : 'relativeYearly', interval, month, ...place }
    }
    default:
      return null
  }
}

/** How many days a month has always, and at most. */
interface Length {
  readonly always: number
  readonly most: number
}

const ANY_MONTH: Length = { always: 28, most: 31 }

function lengthOf(month: number): Length {
  const [always, most] = [2025, 2024].map((year) => Temporal.PlainYearMonth.from({ year, month }).daysInMonth)
  return { always: always ?? 28, most: most ?? 31 }
}

type Place = { readonly dayOfMonth: number } | { readonly daysOfWeek: readonly Day[]; readonly index: Index }

/** Where a month has no such day, Outlook takes its last one (calendar.md §4.4.12): an RRULE has to say just that. */
function placeOf(rule: Rule, start: Temporal.PlainDateTime, { always, most }: Length): Place | null {
  const { byDay, byMonthDay, bySetPos } = rule
  if (byDay.length > 0) return byMonthDay.length > 0 ? null : relativePlace(byDay, bySetPos)
  const [day = start.day, ...more] = byMonthDay.toSorted((a, b) => a - b)
  const last = more.at(-1)
  if (last === undefined) {
    if (bySetPos.length > 0) return null
    return day === -1 ? { dayOfMonth: most } : day >= 1 && day <= always ? { dayOfMonth: day } : null
  }
  const isRun = day === always && last <= most && more.length === last - day
  return isRun && bySetPos.length === 1 && bySetPos[0] === -1 ? { dayOfMonth: last } : null
}

function relativePlace(byDay: readonly string[], bySetPos: readonly number[]): Place | null {
  const [first = ''] = byDay
  const isNumbered = byDay.some((day) => day.length > 2)
  if (isNumbered && (byDay.length > 1 || bySetPos.length > 0)) return null
  if (!isNumbered && bySetPos.length !== 1) return null
  const index = indexOf(isNumbered ? Number(first.slice(0, -2)) : (bySetPos[0] ?? 0))
  return index === null ? null : { daysOfWeek: byDay.flatMap((day) => longDay(day.slice(-2))), index }
}

function daysIn(pattern: GraphPattern, start: Temporal.PlainDateTime): string[] {
  const { type, interval, dayOfMonth = start.day, daysOfWeek = [], index = 'first' } = pattern
  const days = daysOfWeek.map(shortDay)
  const isYearly = type.endsWith('Yearly')
  const month = isYearly ? (pattern.month ?? start.month) : start.month
  const months = isYearly ? [`BYMONTH=${month}`] : []
  if (type === 'daily') return []
  if (type === 'weekly') {
    if (days.length < 2 && (daysOfWeek[0] ?? dayOf(start)) === dayOf(start)) return []
    const first = shortDay(pattern.firstDayOfWeek ?? 'sunday')
    return [`BYDAY=${days.join(',')}`, ...(interval > 1 && days.length > 1 && first !== 'MO' ? [`WKST=${first}`] : [])]
  }
  if (type.startsWith('relative')) {
    const position = index === 'last' ? -1 : GRAPH_INDEXES.indexOf(index) + 1
    return [
      ...months,
      ...(days.length === 1 ? [`BYDAY=${position}${days[0]}`] : [`BYDAY=${days.join(',')}`, `BYSETPOS=${position}`]),
    ]
  }
  const { always, most } = isYearly ? lengthOf(month) : ANY_MONTH
  if (dayOfMonth >= most && most > always) return [...months, 'BYMONTHDAY=-1']
  if (dayOfMonth > always) {
    const run = Array.from({ length: dayOfMonth - always + 1 }, (_, more) => always + more)
    return [...months, `BYMONTHDAY=${run.join(',')}`, 'BYSETPOS=-1']
  }
  const isStart = dayOfMonth === start.day && month === start.month
  return isStart ? [] : [...months, `BYMONTHDAY=${dayOfMonth}`]
}

function rangeOf({ count, until }: Rule, when: When): GraphRange | null {
  const startDate = wallStart(when).toPlainDate().toString()
  if (count !== null) return until === null ? { type: 'numbered', startDate, numberOfOccurrences: count } : null
  if (until === null) return { type: 'noEnd', startDate }
  const endDate = lastDay(until, when)
  return endDate < startDate ? null : { type: 'endDate', startDate, endDate }
}

/** The last day on which the series can begin: that of UNTIL, unless UNTIL is before its hour. */
function lastDay(until: string, when: When): string {
  const date = Temporal.PlainDate.from(until.slice(0, 8))
  if (when.kind === 'all_day' || until.length === 8) return date.toString()
  const said = Temporal.PlainDateTime.from(until.replace('Z', ''))
  const clock = until.endsWith('Z') ? clockOf(when, []) : null
  const wall = clock === null ? said : clock.wallOf(said.toZonedDateTime('UTC').toInstant())
  const isBefore = Temporal.PlainTime.compare(wall.toPlainTime(), wallStart(when).toPlainTime()) < 0
  return wall
    .toPlainDate()
    .subtract({ days: isBefore ? 1 : 0 })
    .toString()
}

function untilOf(endDate: string, when: When): string {
  const clock = clockOf(when, [])
  if (when.kind === 'all_day' || clock === null) return endDate.replaceAll('-', '')
  const last = Temporal.PlainDate.from(endDate).toPlainDateTime(wallStart(when).toPlainTime())
  return clock.instantOf(last).toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')
}

const dayOf = (date: Temporal.PlainDateTime): Day => GRAPH_DAYS[date.dayOfWeek - 1] ?? 'monday'
const shortDay = (day: Day): string => day.slice(0, 2).toUpperCase()
const longDay = (short: string): Day[] => GRAPH_DAYS.filter((day) => shortDay(day) === short)
const indexOf = (position: number): Index | null =>
  position === -1 ? 'last' : position > 4 ? null : (GRAPH_INDEXES[position - 1] ?? null)
