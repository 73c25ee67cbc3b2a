import { Temporal } from 'temporal-polyfill'

/** A stretch of time, as instants. */
export interface Stretch {
  readonly start_time: string
  readonly end_time: string
}

/** When somebody would meet: the hours of a day on one clock, and how long it takes. */
export interface Wish {
  /** Dates, both taken in. */
  readonly first: string
  readonly last: string
  readonly zone: string
  /** `09:00` and `17:00`: a time that a changed clock leaves out moves forward. */
  readonly day_start: string
  readonly day_end: string
  /** 1 is Monday (ISO 8601). */
  readonly weekdays: ReadonlySet<number>
  readonly duration_min: number
  /** Minutes kept free before and after what is there. */
  readonly buffer_min: number
  /** Nothing before this instant is offered. */
  readonly not_before: string
}

/** The starts are told at quarters of an hour: nobody meets at 10:07. */
const GRID_MS = 15 * 60_000

/** The stretches in which such a meeting would fit, by start: each as long as it goes on, so that one may choose within it. */
export function freeSlots(busy: readonly Stretch[], wish: Wish): Stretch[] {
  const taken = busy
    .map(({ start_time, end_time }) => ({
      from: Date.parse(start_time) - wish.buffer_min * 60_000,
      to: Date.parse(end_time) + wish.buffer_min * 60_000,
    }))
    .sort((a, b) => a.from - b.from)
  return daysOf(wish).flatMap((day) => freeWithin(hoursOf(day, wish), taken, wish.duration_min * 60_000))
}

function daysOf({ first, last, weekdays }: Wish): Temporal.PlainDate[] {
  const days: Temporal.PlainDate[] = []
  const end = Temporal.PlainDate.from(last)
  for (
    let day = Temporal.PlainDate.from(first);
    Temporal.PlainDate.compare(day, end) <= 0;
    day = day.add({ days: 1 })
  ) {
    if (weekdays.has(day.dayOfWeek)) days.push(day)
  }
  return days
}

interface Span {
  readonly from: number
  readonly to: number
}

function hoursOf(day: Temporal.PlainDate, wish: Wish): Span {
  const at = (plainTime: string) => day.toZonedDateTime({ timeZone: wish.zone, plainTime }).epochMilliseconds
  return { from: Math.max(at(wish.day_start), Date.parse(wish.not_before)), to: at(wish.day_end) }
}

function freeWithin(hours: Span, taken: readonly Span[], least: number): Stretch[] {
  const free: Span[] = []
  let from = hours.from
  for (const one of taken) {
    if (one.to <= from || one.from >= hours.to) continue
    free.push({ from, to: one.from })
    from = Math.max(from, one.to)
  }
  free.push({ from, to: hours.to })
  const text = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toString()
  return free
    .map((span) => ({ from: Math.ceil(span.from / GRID_MS) * GRID_MS, to: Math.floor(span.to / GRID_MS) * GRID_MS }))
    .filter((span) => span.to - span.from >= least)
    .map((span) => ({ start_time: text(span.from), end_time: text(span.to) }))
}
