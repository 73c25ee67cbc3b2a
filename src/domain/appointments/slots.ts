import type { AppointmentType } from '#contract/appointment-types.ts'
import { dayOf, hoursByDay, joined } from './hours.ts'
import type { Stretch, Week } from './hours.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** What of a type decides when it can be booked. */
export type Rules = Pick<
  AppointmentType,
  'duration_min' | 'buffer_before_min' | 'buffer_after_min' | 'notice_min' | 'horizon_days' | 'step_min' | 'daily_limit'
>

/** All that is looked at when slots are worked out. */
export interface Diary {
  readonly week: Week
  readonly rules: Rules
  /** When the host's calendars say that they are busy. */
  readonly busy: readonly Stretch[]
  /** Their other appointments, each with the buffers of its own. */
  readonly kept: readonly Stretch[]
  /** When those of this type begin; for the daily limit. */
  readonly same_type: readonly number[]
  readonly now: number
}

/** The time that an appointment of this start takes up, buffers and all. */
export function keptBy(
  start: number,
  rules: Pick<Rules, 'duration_min' | 'buffer_before_min' | 'buffer_after_min'>,
): Stretch {
  return {
    from: start - rules.buffer_before_min * MINUTE_MS,
    to: start + (rules.duration_min + rules.buffer_after_min) * MINUTE_MS,
  }
}

/**
 * The starts at which such an appointment can begin, from `look.from` and before `look.to`, the earliest first. They are counted
 * in steps from where the hours of the day begin, and not moved by what lies within them, so that they stay at usual times.
 */
export function slots(diary: Diary, look: Stretch): number[] {
  const { rules, now, week } = diary
  const length = rules.duration_min * MINUTE_MS
  const first = Math.max(look.from, now + rules.notice_min * MINUTE_MS)
  const last = Math.min(look.to, now + rules.horizon_days * DAY_MS)
  if (first >= last) return []
  const taken = joined([...diary.busy, ...diary.kept])
  const perDay = countByDay(diary.same_type, week.time_zone)
  const days = hoursByDay(week, { from: first, to: last + length })
  const open = joined(days)
  const starts = days
    .flatMap((hours) => startsIn(hours, rules.step_min * MINUTE_MS))
    .filter((start) => start >= first && start < last)
    .filter((start) => isWithin(open, { from: start, to: start + length }))
    .filter((start) => rules.daily_limit === null || countOn(perDay, start, week.time_zone) < rules.daily_limit)
    .filter((start) => isFree(taken, keptBy(start, rules)))
  return [...new Set(starts)].sort((a, b) => a - b)
}

/** Whether one can begin exactly then. */
export function isSlot(diary: Diary, start: number): boolean {
  return slots(diary, { from: start, to: start + 1 }).includes(start)
}

function startsIn(hours: Stretch, step: number): number[] {
  return Array.from({ length: Math.ceil((hours.to - hours.from) / step) }, (_, index) => hours.from + index * step)
}

const isWithin = (open: readonly Stretch[], { from, to }: Stretch): boolean => {
  const found = endsAfter(open, from)
  return found !== null && found.from <= from && to <= found.to
}

function isFree(taken: readonly Stretch[], kept: Stretch): boolean {
  const next = endsAfter(taken, kept.from)
  return next === null || next.from >= kept.to
}

/** Of stretches by start, none overlapping, the first that ends after a moment. */
function endsAfter(stretches: readonly Stretch[], moment: number): Stretch | null {
  let low = 0
  let high = stretches.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((stretches[middle]?.to ?? 0) <= moment) low = middle + 1
    else high = middle
  }
  return stretches[low] ?? null
}

function countByDay(starts: readonly number[], zone: string): ReadonlyMap<string, number> {
  const count = new Map<string, number>()
  for (const start of starts) {
    const day = dayOf(start, zone).toString()
    count.set(day, (count.get(day) ?? 0) + 1)
  }
  return count
}

const countOn = (perDay: ReadonlyMap<string, number>, start: number, zone: string): number =>
  perDay.size === 0 ? 0 : (perDay.get(dayOf(start, zone).toString()) ?? 0)
