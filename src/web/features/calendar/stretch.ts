import { Temporal } from 'temporal-polyfill'

export const VIEWS = ['day', 'week', 'month', 'agenda'] as const
export type View = (typeof VIEWS)[number]

/** What is looked at: instants for the server, the end left out, and the first date of it. */
export interface Stretch {
  readonly from: string
  readonly to: string
  readonly first: string
}

/** How far an agenda goes on from its day. */
const AGENDA_DAYS = 14

/** The stretch that a view shows around a date; weeks begin on Monday, a month is told with the weeks that it touches. */
export function stretchOf(view: View, date: string, zone: string): Stretch {
  const day = Temporal.PlainDate.from(date)
  const first = view === 'week' ? monday(day) : view === 'month' ? monday(day.with({ day: 1 })) : day
  const days = { day: 1, week: 7, month: 42, agenda: AGENDA_DAYS }[view]
  const at = (one: Temporal.PlainDate): string => one.toZonedDateTime(zone).toInstant().toString()
  return { from: at(first), to: at(first.add({ days })), first: first.toString() }
}

/** The date that one step further shows; `by` is 1 or -1. */
export function stepped(view: View, date: string, by: number): string {
  const day = Temporal.PlainDate.from(date)
  if (view === 'month') return day.with({ day: 1 }).add({ months: by }).toString()
  return day.add({ days: by * { day: 1, week: 7, agenda: AGENDA_DAYS }[view] }).toString()
}

/** `48`: the week of a date, as ISO 8601 counts them. */
export function weekOf(date: string): number | undefined {
  return Temporal.PlainDate.from(date).weekOfYear
}

/** The dates of the week that a date lies in. */
export function daysOfWeek(date: string): string[] {
  const first = monday(Temporal.PlainDate.from(date))
  return Array.from({ length: 7 }, (_, days) => first.add({ days }).toString())
}

const monday = (day: Temporal.PlainDate): Temporal.PlainDate => day.subtract({ days: day.dayOfWeek - 1 })

/** Whether a text from the address is a date that there is. */
export function isDate(text: string | null): text is string {
  if (text === null || !/^\d{4}-\d\d-\d\d$/.test(text)) return false
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).year > 1
  } catch {
    return false
  }
}
