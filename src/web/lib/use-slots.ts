import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { getBookingSlots, Slot } from '#contract/booking.ts'
import type { AnswerOf } from '#contract/endpoint.ts'
import { now } from './clock.ts'
import { addDays, dateIn, formatClock, formatDay, formatLongDay, today, type TimeStyle } from './format-time.ts'
import { addMonths, monthOf, monthSpan, monthTitle, slotDays, weekdayNames, weeksOf } from './slot-days.ts'

type Span = { from: string; to: string }
/** Asks for the slots between two instants. */
export type AskSlots = (span: Span, signal: AbortSignal) => Promise<AnswerOf<typeof getBookingSlots>>

interface SlotsOf {
  /** What the slots are of: the beginning of the key of the queries. */
  name: readonly string[]
  ask: AskSlots
  style: TimeStyle
  /** What is moved, around which another time is looked for first; null: something new. */
  around: string | null
}

/** The month and the day that are looked at; null: none was chosen. */
interface Place {
  month: string | null
  date: string | null
}

// As many as are told at once, without the hour that a change of the clocks may add.
const WINDOW_DAYS = 61
const FARTHEST_DAYS = 366

/** The slots of a month for a picker: its days, the times of one, and the next ones where the month has none. */
export function useSlots({ name, ask, style, around }: SlotsOf) {
  const [{ month: chosen, date }, setPlace] = useState(() => placeOf(around, style))
  const { query, month, next, isPending, error } = useMonth({ name, ask, style, chosen })
  const slots = slotDays(query.data?.items ?? [], style)
  const days = new Map([...slots].map(([day, of]) => [day, dayOf(day, of, style)]))
  const here = monthOf(today(style))
  const ahead: { label: string; go: () => void } | 'none' | null =
    next === null || next === 'none'
      ? next
      : { label: formatDay(next, style), go: () => setPlace({ month: monthOf(next), date: next }) }
  const look = (to: string) => setPlace({ month: to, date: null })
  return {
    error,
    shortened: query.data?.shortened ?? false,
    picker: {
      title: monthTitle(month, style),
      weekdays: weekdayNames(style),
      weeks: weeksOf(month),
      days,
      today: today(style),
      day: date !== null && days.has(date) ? date : ([...days.keys()][0] ?? null),
      busy: isPending,
      next: ahead,
      // Nothing is free before today.
      onBack: month > here ? () => look(addMonths(month, -1)) : null,
      onForth: () => look(addMonths(month, 1)),
      onDay: (day: string) => setPlace({ month, date: day }),
    },
  }
}

function placeOf(around: string | null, style: TimeStyle): Place {
  const date = around === null ? null : dateIn(around, style)
  return date === null || date < today(style) ? { month: null, date: null } : { month: monthOf(date), date }
}

function dayOf(date: string, slots: readonly Slot[], style: TimeStyle) {
  return {
    label: formatLongDay(date, style),
    times: slots.map(({ start_time }) => ({ value: start_time, label: formatClock(start_time, style) })),
  }
}

/** What was free is asked for anew: one of them was not. */
export function useForgetSlots(): (name: readonly string[]) => Promise<void> {
  const client = useQueryClient()
  return (name) => client.invalidateQueries({ queryKey: [...name, 'slots'] })
}

/** The chosen month, or the first one from today on in which something is free. */
function useMonth({ name, ask, style, chosen }: Pick<SlotsOf, 'name' | 'ask' | 'style'> & { chosen: string | null }) {
  const wanted = chosen ?? monthOf(today(style))
  const of = (month: string) => ({ name, ask, month, zone: style.time_zone })
  const first = useQuery(monthQuery(of(wanted)))
  const isBare = first.data?.items.length === 0
  const later = useQuery({ ...nextQuery(of(wanted)), enabled: isBare })
  const next = later.data == null ? null : dateIn(later.data, style)
  const jumped = chosen === null && next !== null ? monthOf(next) : null
  const other = useQuery({ ...monthQuery(of(jumped ?? wanted)), enabled: jumped !== null })
  const query = jumped === null ? first : other
  return {
    query,
    month: jumped ?? wanted,
    /** Null: not known (yet). `none`: nothing is free as far ahead as one can book. */
    next: isBare && later.isSuccess ? (next ?? ('none' as const)) : null,
    isPending: query.isPending || (isBare && later.isPending),
    error: query.error ?? later.error,
  }
}

interface MonthOf extends Pick<SlotsOf, 'name' | 'ask'> {
  month: string
  zone: string
}

const monthQuery = ({ name, ask, month, zone }: MonthOf) =>
  queryOptions({
    queryKey: [...name, 'slots', month, zone],
    queryFn: ({ signal }) => ask(monthSpan(month, zone, now()), signal),
    meta: { open: true },
  })

/** The first slot after a month. */
const nextQuery = ({ name, ask, month, zone }: MonthOf) =>
  queryOptions({
    queryKey: [...name, 'slots', 'after', month, zone],
    queryFn: async ({ signal }) => {
      const last = addDays(today({ time_zone: zone }), FARTHEST_DAYS)
      let { from } = monthSpan(addMonths(month, 1), zone, now())
      while (dateIn(from, { time_zone: zone }) <= last) {
        const to = new Date(Date.parse(from) + WINDOW_DAYS * 86_400_000).toISOString()
        const [first] = (await ask({ from, to }, signal)).items
          .map(({ start_time }) => start_time)
          .toSorted((a, b) => Date.parse(a) - Date.parse(b))
        if (first !== undefined) return first
        from = to
      }
      return null
    },
    meta: { open: true },
  })
