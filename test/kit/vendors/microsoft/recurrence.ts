import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { blankEvent } from '#domain/calendar/event.ts'
import type { When } from '#domain/calendar/event.ts'
import { zoneClock } from '#domain/calendar/moment.ts'
import { ruleOccurrences } from '#domain/calendar/occurrence.ts'
import { invalid } from './refusal.ts'
import { midnight, wallStart, zoneNamed } from './times.ts'
import type { Stretch, Times } from './times.ts'

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const
const INDEXES = ['first', 'second', 'third', 'fourth', 'last'] as const
const NEVER = '0001-01-01'
const DateText = z.iso.date()

/**
 * How a series repeats (learn.microsoft.com/graph/api/resources/recurrencepattern, …/recurrencerange). There is no more
 * than this: nothing by the hour, no list of positions, no added dates. What does not matter to a type is answered as 0,
 * and may be sent back so.
 */
export const PatternedRecurrence = z.strictObject({
  pattern: z.strictObject({
    type: z.enum(['daily', 'weekly', 'absoluteMonthly', 'relativeMonthly', 'absoluteYearly', 'relativeYearly']),
    interval: z.int().min(1).max(999),
    month: z.int().min(0).max(12).default(0),
    dayOfMonth: z.int().min(0).max(31).default(0),
    daysOfWeek: z.array(z.enum(DAYS)).optional(),
    firstDayOfWeek: z.enum(DAYS).default('sunday'),
    index: z.enum(INDEXES).default('first'),
  }),
  range: z.strictObject({
    type: z.enum(['endDate', 'noEnd', 'numbered']),
    startDate: DateText,
    endDate: DateText.default(NEVER),
    recurrenceTimeZone: z.string().nullish(),
    numberOfOccurrences: z.int().min(0).max(999).nullish(),
  }),
})
export type PatternedRecurrence = z.infer<typeof PatternedRecurrence>

/** Whether it says all that its type needs; `times` are those of the first occurrence. */
export function checkRecurrence({ pattern, range }: PatternedRecurrence, times: Times): void {
  const { type, daysOfWeek = [], dayOfMonth, month } = pattern
  const needsDays = type === 'weekly' || type.startsWith('relative')
  if (needsDays && daysOfWeek.length === 0) throw invalid(`A pattern of type ${type} needs daysOfWeek.`)
  if (type.startsWith('absolute') && dayOfMonth === 0) throw invalid(`A pattern of type ${type} needs dayOfMonth.`)
  if (type.endsWith('Yearly') && month === 0) throw invalid(`A pattern of type ${type} needs month.`)
  if (range.type === 'numbered' && (range.numberOfOccurrences ?? 0) === 0)
    throw invalid('A numbered range needs numberOfOccurrences.')
  if (range.type === 'endDate' && range.endDate < range.startDate)
    throw invalid('The recurrence end date is earlier than its start date.')
  // "Must be the same value as the start property of the recurring event" (…/recurrencerange).
  if (range.startDate !== wallStart(times).toPlainDate().toString())
    throw invalid('The startDate of the recurrence must be the date of the start of the event.')
}

/** As Graph answers it: every property is there. */
export function shownRecurrence({ pattern, range }: PatternedRecurrence, times: Times): unknown {
  return {
    pattern,
    range: {
      ...range,
      endDate: range.type === 'endDate' ? range.endDate : NEVER,
      recurrenceTimeZone: range.recurrenceTimeZone ?? times.startZone.name,
      numberOfOccurrences: range.type === 'numbered' ? range.numberOfOccurrences : 0,
    },
  }
}

/** The dates of a series whose occurrences begin in a stretch, also of those that were deleted or moved. */
export function datesIn(recurrence: PatternedRecurrence, times: Times, { from, to }: Stretch): string[] {
  const when = whenOf(times)
  const clock = zoneClock(times.allDay ? 'UTC' : times.startZone.iana)
  if (clock === null) return []
  const event = {
    ...blankEvent('series', when),
    recurrence: { rrule: ruleOf(recurrence, times), rdates: [], exdates: [] },
  }
  const between = { from: Temporal.Instant.from(from), to: Temporal.Instant.from(to) }
  const { occurrences } = ruleOccurrences(event, clock, between, { instances: 20_000, ms: 1, now: () => 0 })
  return occurrences.map(({ wall }) => wall.toPlainDate().toString())
}

/** Outlook has no first occurrence outside the pattern: the series begins with the first date that is in it. */
export function firstDate(recurrence: PatternedRecurrence, times: Times): string | null {
  const { type, interval } = recurrence.pattern
  const unit = type === 'daily' ? 1 : type === 'weekly' ? 7 : type.endsWith('Monthly') ? 31 : 366
  // 29 February comes once in eight years at worst.
  const reach = Temporal.Duration.from({ hours: 24 * (unit * interval * 2 + (unit === 366 ? 8 * 366 : 31)) })
  const from = times.allDay ? midnight(times.start, zoneNamed('UTC')) : times.start
  const to = Temporal.Instant.from(from).add(reach).toString()
  return datesIn(recurrence, times, { from, to })[0] ?? null
}

function whenOf(times: Times): When {
  if (times.allDay)
    return { kind: 'all_day', date: times.start, days: Temporal.PlainDate.from(times.start).until(times.end).days }
  const minutes = Temporal.Instant.from(times.start).until(times.end).total('minutes')
  const start = wallStart(times).toString({ smallestUnit: 'second' })
  return { kind: 'timed', start, zone: times.startZone.iana, duration: `PT${Math.round(minutes)}M` }
}

function ruleOf({ pattern, range }: PatternedRecurrence, times: Times): string {
  const { type, interval, month, dayOfMonth, daysOfWeek = [], firstDayOfWeek, index } = pattern
  const days = daysOfWeek.map(short).join(',')
  const position = `BYDAY=${days};BYSETPOS=${index === 'last' ? -1 : INDEXES.indexOf(index) + 1}`
  const freq =
    type === 'daily' ? 'DAILY' : type === 'weekly' ? 'WEEKLY' : type.endsWith('Monthly') ? 'MONTHLY' : 'YEARLY'
  const parts = [`FREQ=${freq}`, `INTERVAL=${interval}`]
  if (type === 'weekly') parts.push(`BYDAY=${days}`, `WKST=${short(firstDayOfWeek)}`)
  if (freq === 'YEARLY') parts.push(`BYMONTH=${month}`)
  if (type.startsWith('absolute')) parts.push(lastOf(dayOfMonth))
  if (type.startsWith('relative')) parts.push(position)
  if (range.type === 'numbered') parts.push(`COUNT=${range.numberOfOccurrences}`)
  if (range.type === 'endDate') parts.push(`UNTIL=${untilOf(range.endDate, times)}`)
  return parts.join(';')
}

/** Where a month has no such day, Outlook takes its last one (calendar.md §4.4.12). */
function lastOf(day: number): string {
  if (day <= 28) return `BYMONTHDAY=${day}`
  return `BYMONTHDAY=${[28, 29, 30, 31].filter((one) => one <= day).join(',')};BYSETPOS=-1`
}

/** The end date is the last day on which an occurrence may begin. */
function untilOf(endDate: string, times: Times): string {
  if (times.allDay) return endDate.replaceAll('-', '')
  const last = Temporal.PlainDateTime.from(`${endDate}T23:59:59`).toZonedDateTime(times.startZone.iana).toInstant()
  return last.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')
}

const short = (day: string): string => day.slice(0, 2).toUpperCase()
