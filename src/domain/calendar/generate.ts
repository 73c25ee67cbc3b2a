import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import { goesByYear, timesByYear } from './by-year.ts'
import type { Rule } from './rule.ts'

/** How much one expansion may cost. A rule comes from a stranger: SECONDLY for ever is eleven characters long. */
export interface ExpansionLimits {
  readonly instances: number
  readonly ms: number
  /** A clock in milliseconds, from `ctx`; only differences count. */
  readonly now: () => number
}

/** Which limit an expansion ran into, or that its rule cannot be carried out. */
export type Shortfall = 'too_many' | 'too_slow' | 'bad_rule'

export interface Generated {
  /** In milliseconds since 1970 in the zone that was counted in, ascending. */
  readonly times: readonly number[]
  readonly stopped: Shortfall | null
}

/** In milliseconds as well; from and to are both within it. */
export interface TimeWindow {
  readonly from: number
  readonly to: number
}

/** Candidates that one step of a rule may look at: BYSETPOS over a year of seconds needs more than any calendar does. */
const MOST_CANDIDATES = 2_000_000
const MOST_PERIODS = 100_000
/** Steps through a window; also where no clock is asked (edits, zones) a rule that never comes true comes to an end. */
const MOST_STEPS = 20_000
/** About how many times one step gives before the clock is looked at again. */
const STEP = 5_000
const DAY_MS = 86_400_000

/**
 * The times of a rule in a window, in the zone of `start` (RFC 5545 §3.3.10). What does not match the rule is not in it,
 * not even `start`. A rule with COUNT is counted from `start`, one without begins next to the window.
 */
export function generate(
  rule: Rule,
  start: Temporal.ZonedDateTime,
  until: number | null,
  window: TimeWindow,
  limits: ExpansionLimits,
): Generated {
  const times: number[] = []
  // What is counted from the start is not counted beyond the window: 30 February would be looked for until the year 200,000.
  const last = Math.min(until ?? window.to, window.to)
  const work = { window: { from: window.from, to: last }, limits, deadline: limits.now() + limits.ms, times }
  if (last < start.epochMilliseconds) return { times, stopped: null }
  if (goesByYear(rule)) return { times, stopped: yearByYear(rule, start, work) }
  try {
    const generator = generatorFor(rule, start, last)
    return { times, stopped: rule.count === null ? byWindow(generator, rule, start, work) : byCount(generator, work) }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return { times, stopped: /exceeded/i.test(error.message) ? 'too_slow' : 'bad_rule' }
  }
}

interface Work {
  readonly window: TimeWindow
  readonly limits: ExpansionLimits
  readonly deadline: number
  readonly times: number[]
}

function yearByYear(rule: Rule, start: Temporal.ZonedDateTime, { window, limits, deadline, times }: Work) {
  const lastYear = Temporal.Instant.fromEpochMilliseconds(window.to).toZonedDateTimeISO('UTC').year
  let count = 0
  for (const year of timesByYear(rule, start.toPlainDateTime())) {
    if (year.times === null || limits.now() > deadline) return 'too_slow'
    for (const wall of year.times) {
      const time = wall.toZonedDateTime(start.timeZoneId).epochMilliseconds
      if (time > window.to || count === rule.count) return null
      count += 1
      if (time < window.from) continue
      if (times.length >= limits.instances) return 'too_many'
      times.push(time)
    }
    // Week 1 may begin in the year before.
    if (year.year > lastYear + 1) return null
  }
  return null
}

function byCount(generator: RRuleTemporal, { window, limits, deadline, times }: Work): Shortfall | null {
  let stopped: Shortfall | null = null
  generator.all(({ epochMilliseconds: time }, index) => {
    if (time > window.to) return false
    if (index % 500 === 499 && limits.now() > deadline) stopped = 'too_slow'
    else if (time >= window.from) {
      if (times.length >= limits.instances) stopped = 'too_many'
      else times.push(time)
    }
    return stopped === null
  })
  return stopped
}

function byWindow(
  generator: RRuleTemporal,
  rule: Rule,
  start: Temporal.ZonedDateTime,
  { window, limits, deadline, times }: Work,
): Shortfall | null {
  const step = stepOf(rule)
  const first = Math.max(window.from, start.epochMilliseconds)
  for (let from = first; from <= window.to; from += step) {
    if (from - first > step * MOST_STEPS) return 'too_slow'
    const to = Math.min(window.to, from + step - 1)
    for (const { epochMilliseconds } of generator.between(new Date(from), new Date(to), true)) {
      if (times.length >= limits.instances) return 'too_many'
      times.push(epochMilliseconds)
    }
    if (limits.now() > deadline) return 'too_slow'
  }
  return null
}

/** Long enough for about `STEP` times at the rule's densest, and never less than a second. */
function stepOf(rule: Rule): number {
  const hours = rule.freq === 'HOURLY' || rule.freq === 'MINUTELY' || rule.freq === 'SECONDLY' ? 24 : 1
  const minutes = rule.freq === 'MINUTELY' || rule.freq === 'SECONDLY' ? 60 : 1
  const seconds = rule.freq === 'SECONDLY' ? 60 : 1
  const perDay = (rule.byHour.length || hours) * (rule.byMinute.length || minutes) * (rule.bySecond.length || seconds)
  return Math.max(1_000, Math.min(3_660 * DAY_MS, Math.floor((STEP / perDay) * DAY_MS)))
}

function generatorFor(rule: Rule, start: Temporal.ZonedDateTime, until: number): RRuleTemporal {
  return new RRuleTemporal({
    freq: rule.freq,
    interval: rule.interval,
    wkst: rule.wkst,
    dtstart: start,
    until: Temporal.Instant.fromEpochMilliseconds(until).toZonedDateTimeISO(start.timeZoneId),
    tzid: start.timeZoneId,
    maxIterations: MOST_PERIODS,
    maxCandidateEvaluations: MOST_CANDIDATES,
    cache: false,
    ...(rule.count === null ? {} : { count: rule.count }),
    ...(rule.byDay.length === 0 ? {} : { byDay: [...rule.byDay] }),
    ...(rule.byMonth.length === 0 ? {} : { byMonth: [...rule.byMonth] }),
    ...(rule.byMonthDay.length === 0 ? {} : { byMonthDay: [...rule.byMonthDay] }),
    ...(rule.byYearDay.length === 0 ? {} : { byYearDay: [...rule.byYearDay] }),
    ...(rule.byWeekNo.length === 0 ? {} : { byWeekNo: [...rule.byWeekNo] }),
    ...(rule.bySetPos.length === 0 ? {} : { bySetPos: [...rule.bySetPos] }),
    ...(rule.byHour.length === 0 ? {} : { byHour: [...rule.byHour] }),
    ...(rule.byMinute.length === 0 ? {} : { byMinute: [...rule.byMinute] }),
    ...(rule.bySecond.length === 0 ? {} : { bySecond: [...rule.bySecond] }),
  })
}
