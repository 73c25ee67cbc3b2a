import type { Availability, Hours, OtherDay } from '#contract/appointment-types.ts'
import { addDays } from '#lib/format-time.ts'

/** Hours as they stand in the form: each weekday with its stretches, from Monday. */
export interface HoursDraft {
  time_zone: string
  weekly: readonly (readonly Hours[])[]
  other_days: readonly OtherDay[]
}

const WEEK = [1, 2, 3, 4, 5, 6, 7]

export function draftOf({ time_zone, weekly, other_days }: Availability): HoursDraft {
  return {
    time_zone,
    weekly: WEEK.map((weekday) =>
      weekly.filter((one) => one.weekday === weekday).map(({ start, end }) => ({ start, end })),
    ),
    other_days: other_days.toSorted((a, b) => a.date.localeCompare(b.date)),
  }
}

/** What is sent of a draft. */
export function bodyOf({ time_zone, weekly, other_days }: HoursDraft) {
  return {
    time_zone,
    weekly: weekly.flatMap((stretches, at) => stretches.map((stretch) => ({ weekday: at + 1, ...stretch }))),
    other_days: other_days.map(({ date, hours }) => ({ date, hours: [...hours] })),
  }
}

/** What is wrong with a stretch, in words; null: nothing. The end of a day is 24:00, which a clock shows as 00:00. */
export function wrongWith({ start, end }: Hours): string | null {
  if (start === '' || end === '') return 'Say from when to when.'
  return start < end ? null : 'The end must be after the start. What goes past midnight is two stretches.'
}

export function isSound(draft: HoursDraft): boolean {
  return [...draft.weekly.flat(), ...draft.other_days.flatMap(({ hours }) => hours)].every(
    (stretch) => wrongWith(stretch) === null,
  )
}

/** Another stretch after those of a day: an hour later, or the morning of an empty day. */
export function nextStretch(stretches: readonly Hours[]): Hours {
  const last = stretches.at(-1)
  if (last === undefined) return { start: '09:00', end: '17:00' }
  const hour = Math.min(Number(last.end.slice(0, 2)) + 1, 22)
  return { start: clock(hour), end: clock(Math.min(hour + 2, 24)) }
}

const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`

/** Days off that follow each other stand on one line. */
export interface DayRange {
  first: string
  last: string
  hours: readonly Hours[]
}

export function rangesOf(days: readonly OtherDay[]): readonly DayRange[] {
  const ranges: DayRange[] = []
  for (const { date, hours } of days) {
    const before = ranges.at(-1)
    if (before !== undefined && sameHours(before.hours, hours) && addDays(before.last, 1) === date) before.last = date
    else ranges.push({ first: date, last: date, hours })
  }
  return ranges
}

function sameHours(a: readonly Hours[], b: readonly Hours[]): boolean {
  return a.length === b.length && a.every(({ start, end }, at) => start === b[at]?.start && end === b[at].end)
}

/** The days with other hours on those from `first` to `last`, in the place of what held there. */
export function withDays(days: readonly OtherDay[], { first, last, hours }: DayRange): readonly OtherDay[] {
  const added: OtherDay[] = []
  for (let date = first; date <= last; date = addDays(date, 1)) added.push({ date, hours: [...hours] })
  return [...withoutDays(days, { first, last }), ...added].toSorted((a, b) => a.date.localeCompare(b.date))
}

export function withoutDays(
  days: readonly OtherDay[],
  { first, last }: Pick<DayRange, 'first' | 'last'>,
): readonly OtherDay[] {
  return days.filter(({ date }) => date < first || date > last)
}
