import { Temporal } from 'temporal-polyfill'
import { EVENT_LIMITS } from './event.ts'

export type Frequency = 'YEARLY' | 'MONTHLY' | 'WEEKLY' | 'DAILY' | 'HOURLY' | 'MINUTELY' | 'SECONDLY'

/** A recurrence rule, taken apart (RFC 5545 §3.3.10). */
export interface Rule {
  readonly freq: Frequency
  readonly interval: number
  readonly count: number | null
  /** As it stands in the rule: `20260329`, `20260329T013000` or `20260329T013000Z`. */
  readonly until: string | null
  readonly wkst: string
  readonly byDay: readonly string[]
  readonly byMonth: readonly number[]
  readonly byMonthDay: readonly number[]
  readonly byYearDay: readonly number[]
  readonly byWeekNo: readonly number[]
  readonly bySetPos: readonly number[]
  readonly byHour: readonly number[]
  readonly byMinute: readonly number[]
  readonly bySecond: readonly number[]
}

const FREQUENCIES: readonly Frequency[] = ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY', 'MINUTELY', 'SECONDLY']
const DAY = /^[+-]?\d{0,2}(MO|TU|WE|TH|FR|SA|SU)$/
const UNTIL = /^\d{8}(T\d{6}Z?)?$/

/** A rule that repeats more often than once a day: it counts the world's hours, not those on a wall. */
export function isSubDaily(rule: Rule): boolean {
  return rule.freq === 'HOURLY' || rule.freq === 'MINUTELY' || rule.freq === 'SECONDLY'
}

/**
 * Reads a rule as strangers write it: lower case, spaces in lists, parts of their own (X-…). Null for what is no rule, and
 * for one that counts in another calendar (RSCALE, RFC 7529) or skips in another way: nothing is approximated.
 */
export function parseRule(text: string): Rule | null {
  const parts = partsOf(text)
  const freq = FREQUENCIES.find((name) => name === parts.get('FREQ'))
  if (freq === undefined || text.length > EVENT_LIMITS.rule) return null
  if ((parts.get('RSCALE') ?? 'GREGORIAN') !== 'GREGORIAN' || (parts.get('SKIP') ?? 'OMIT') !== 'OMIT') return null
  const numbers = {
    byMonth: numbersIn(parts.get('BYMONTH'), 1, 12),
    byMonthDay: numbersIn(parts.get('BYMONTHDAY'), -31, 31),
    byYearDay: numbersIn(parts.get('BYYEARDAY'), -366, 366),
    byWeekNo: numbersIn(parts.get('BYWEEKNO'), -53, 53),
    bySetPos: numbersIn(parts.get('BYSETPOS'), -366, 366),
    byHour: numbersIn(parts.get('BYHOUR'), 0, 23),
    byMinute: numbersIn(parts.get('BYMINUTE'), 0, 59),
    bySecond: numbersIn(parts.get('BYSECOND'), 0, 60),
  }
  const { byMonth, byMonthDay, byYearDay, byWeekNo, bySetPos, byHour, byMinute, bySecond } = numbers
  if (byMonth === null || byMonthDay === null || byYearDay === null || byWeekNo === null) return null
  if (bySetPos === null || byHour === null || byMinute === null || bySecond === null) return null
  if ([byMonthDay, byYearDay, byWeekNo, bySetPos].some((list) => list.includes(0))) return null
  const interval = numberIn(parts.get('INTERVAL') ?? '1')
  const count = parts.has('COUNT') ? numberIn(parts.get('COUNT') ?? '') : undefined
  const until = parts.get('UNTIL') ?? null
  const wkst = parts.get('WKST') ?? 'MO'
  const byDay = listIn(parts.get('BYDAY'))
  if (interval === null || count === null || !DAY.test(wkst) || wkst.length !== 2) return null
  if (!byDay.every((day) => DAY.test(day)) || (until !== null && !isMoment(until))) return null
  return {
    freq,
    interval,
    count: count ?? null,
    until,
    wkst,
    byDay: [...new Set(byDay.map((day) => day.replace('+', '')))],
    byMonth,
    byMonthDay,
    byYearDay,
    byWeekNo,
    bySetPos,
    byHour,
    byMinute,
    bySecond: [...new Set(bySecond.map((second) => Math.min(second, 59)))],
  }
}

/** The rule with some parts written anew or, by null, left out; everything else as it was written. */
export function withParts(text: string, parts: Readonly<Record<string, string | null>>): string {
  const kept = text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '' && !(part.slice(0, part.indexOf('=')).trim().toUpperCase() in parts))
  const added = Object.entries(parts).flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}`]))
  return [...kept, ...added].join(';')
}

function partsOf(text: string): Map<string, string> {
  const parts = new Map<string, string>()
  for (const part of text.toUpperCase().replaceAll(/\s+/g, '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0) parts.set(part.slice(0, at), part.slice(at + 1))
  }
  return parts
}

function isMoment(text: string): boolean {
  if (!UNTIL.test(text)) return false
  try {
    return Temporal.PlainDateTime.from(text.replace('Z', '')).year > 0
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

function listIn(value: string | undefined): string[] {
  return (value ?? '').split(',').filter((item) => item !== '')
}

function numbersIn(value: string | undefined, least: number, most: number): number[] | null {
  const items = listIn(value)
  if (!items.every((item) => /^[+-]?\d{1,3}$/.test(item))) return null
  const numbers = [...new Set(items.map(Number))]
  return numbers.every((number) => number >= least && number <= most) ? numbers : null
}

function numberIn(value: string): number | null {
  return /^\d{1,9}$/.test(value) && Number(value) > 0 ? Number(value) : null
}
