import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { Button } from './button.tsx'
import { cx } from './class-names.ts'
import { IconButton } from './icon-button.tsx'
import { Bone, Skeleton } from './skeleton.tsx'

export interface PickerDay {
  /** `Tuesday, 24 November`. */
  label: string
  times: readonly { value: string; label: string }[]
}

interface SlotPickerProps {
  /** `November 2026`. */
  title: string
  /** From Monday. */
  weekdays: readonly { short: string; long: string }[]
  weeks: readonly (readonly (string | null)[])[]
  /** The days on which something is free, by date. */
  days: ReadonlyMap<string, PickerDay>
  today: string
  day: string | null
  time: string | null
  busy: boolean
  /** Null where there is nothing earlier. */
  onBack: (() => void) | null
  onForth: () => void
  onDay: (date: string) => void
  onTime: (value: string) => void
  /** Where the next free day is when the month has none. Null: not known (yet); `none`: nowhere. */
  next: { label: string; go: () => void } | 'none' | null
}

/** A month with its free days, and the free times of one of them. */
export function SlotPicker({ title, day, days, time, busy, next, onTime, ...month }: SlotPickerProps) {
  const shown = day === null ? undefined : days.get(day)
  return (
    <div className="slots" aria-busy={busy || undefined}>
      <Month {...month} title={title} day={day} days={days} />
      <section className="slot-times" aria-label="Times">
        <p className="t-13 b slot-count" role="status">
          {shown === undefined ? '' : shown.label}
          {shown !== undefined && (
            <span className="c-3 m"> {shown.times.length === 1 ? '1 time' : `${shown.times.length} times`}</span>
          )}
        </p>
        {shown === undefined ? (
          <NoTimes title={title} busy={busy} next={next} />
        ) : (
          <ul>
            {shown.times.map(({ value, label }) => (
              <li key={value}>
                <button
                  type="button"
                  className="btn btn-block tn"
                  aria-pressed={value === time}
                  onClick={() => onTime(value)}
                >
                  {label}
                </button>
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  )
}

function NoTimes({ title, busy, next }: Pick<SlotPickerProps, 'title' | 'busy' | 'next'>) {
  if (busy) return <SkeletonTimes />
  return (
    <div className="col g-3 slot-none">
      <p className="c-2">{next === 'none' ? 'Nothing is free at the moment.' : `Nothing is free in ${title}.`}</p>
      {next !== null && next !== 'none' && <Button onClick={next.go}>To the next free day, {next.label}</Button>}
    </div>
  )
}

function SkeletonTimes() {
  return (
    <Skeleton label="Looking for free times">
      <div className="col g-2">
        {[0, 1, 2, 3].map((at) => (
          <Bone key={at} width="100%" height={36} radius={6} />
        ))}
      </div>
    </Skeleton>
  )
}

type MonthProps = Omit<SlotPickerProps, 'time' | 'busy' | 'next' | 'onTime'>

function Month({ title, weekdays, weeks, days, today, day, onBack, onForth, onDay }: MonthProps) {
  const free = weeks.flat().filter((date): date is string => date !== null && days.has(date))
  // One stop of the tabulator; from there the arrows lead to the other days.
  const stop = day ?? free[0]
  return (
    <section className="slot-month" aria-label="Days">
      <header className="row">
        <h2 className="t-16 b grow" aria-live="polite">
          {title}
        </h2>
        <IconButton
          icon={ChevronLeft}
          size="sm"
          label="Month before"
          disabled={onBack === null}
          onClick={() => onBack?.()}
        />
        <IconButton icon={ChevronRight} size="sm" label="Next month" onClick={onForth} />
      </header>
      <table onKeyDown={(event) => step(event, free)}>
        <thead>
          <tr>
            {weekdays.map(({ short, long }) => (
              <th key={long} scope="col" abbr={long}>
                {short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week, at) => (
            <tr key={at}>
              {week.map((date, weekday) => (
                <td key={date ?? weekday}>
                  {date !== null && (
                    <Day
                      date={date}
                      found={days.get(date)}
                      isToday={date === today}
                      isChosen={date === day}
                      isStop={date === stop}
                      onDay={onDay}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface DayProps {
  date: string
  found: PickerDay | undefined
  isToday: boolean
  isChosen: boolean
  isStop: boolean
  onDay: (date: string) => void
}

function Day({ date, found, isToday, isChosen, isStop, onDay }: DayProps) {
  const number = Number(date.slice(8))
  if (found === undefined) return <span className={cx('slot-day', isToday && 'is-today')}>{number}</span>
  return (
    <button
      type="button"
      className={cx('slot-day is-free', isToday && 'is-today')}
      data-date={date}
      tabIndex={isStop ? 0 : -1}
      aria-pressed={isChosen}
      aria-label={`${found.label}, ${found.times.length === 1 ? '1 time' : `${found.times.length} times`}`}
      onClick={() => onDay(date)}
    >
      {number}
    </button>
  )
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** To the next free day in the direction of an arrow. */
function step(event: KeyboardEvent<HTMLTableElement>, free: readonly string[]): void {
  const by = STEPS[event.key]
  const from = event.target instanceof HTMLElement ? event.target.dataset['date'] : undefined
  if (by === undefined || from === undefined) return
  event.preventDefault()
  const wanted = new Date(Date.parse(from) + by * 86_400_000).toISOString().slice(0, 10)
  const to = by > 0 ? free.find((date) => date >= wanted) : free.findLast((date) => date <= wanted)
  const button = event.currentTarget.querySelector(`[data-date="${to ?? from}"]`)
  if (button instanceof HTMLElement) button.focus()
}
