import { CalendarDays, Globe, TriangleAlert } from 'lucide-react'
import type { Event } from '#contract/calendar-events.ts'
import { OWN_COLOUR } from '#lib/calendars.ts'
import { titleWords } from '#lib/event-title.ts'
import { addDays, dateIn, formatClock, formatLongDay, placeOfZone, today } from '#lib/format-time.ts'
import type { TimeStyle } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { cx } from '#ui/class-names.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { StatusRing } from '#ui/status-ring.tsx'
import { lookOf } from './colours.ts'
import type { CalendarLook } from './colours.ts'
import { inColour } from './grid.tsx'
import { daysOfWeek } from './stretch.ts'
import { keyOf } from './words.ts'

interface AgendaProps {
  readonly events: readonly Event[]
  readonly looks: readonly CalendarLook[]
  readonly marks: ReadonlyMap<string, string>
  readonly date: string
  readonly days: number
  readonly other_zone: string | null
  readonly chosen: string | null
  readonly onOpen: (event: Event) => void
}

/** Day after day as a list: what a phone shows, and what one reads rather than looks at. */
export function Agenda({ events, looks, marks, date, days, other_zone, chosen, onOpen }: AgendaProps) {
  const style = useSettings()
  const list = Array.from({ length: days }, (_, day) => addDays(date, day))
    .map((day) => ({ day, events: events.filter((event) => isOn(event, day, style)) }))
    .filter((one) => one.events.length > 0)
  return (
    <div className="agenda">
      {other_zone !== null && (
        <p className="t-12 c-3 tzline">
          <Globe className="i-14" aria-hidden="true" />
          Times in {placeOfZone(style.time_zone)}.
        </p>
      )}
      {list.length === 0 && (
        <EmptyState icon={CalendarDays} title={days === 1 ? 'Nothing on this day' : 'Nothing in these two weeks'}>
          Press n to add an event, or step on with the arrows.
        </EmptyState>
      )}
      {list.map(({ day, events: onDay }) => (
        <section className="ag" key={day}>
          <h2 className="h3">
            {formatLongDay(day, style)} <span className="c-3">{nearWords(day, style)}</span>
          </h2>
          <ul>
            {onDay.map((event) => (
              <li key={keyOf(event)}>
                <button
                  type="button"
                  className={cx('ag-ev', chosen === keyOf(event) && 'is-sel')}
                  style={inColour(lookOf(event, looks)?.colour ?? OWN_COLOUR)}
                  onClick={() => onOpen(event)}
                >
                  <span className="tn ag-t">
                    <b className="m">{event.all_day ? 'all day' : formatClock(event.start_time, style)}</b>
                    {!event.all_day && event.end_time !== event.start_time && (
                      <span className="c-3">{formatClock(event.end_time, style)}</span>
                    )}
                  </span>
                  <span className="up-bar" />
                  <span className="grow names">
                    <b className="m row">
                      {event.application !== null && (
                        <span data-st={event.application.status}>
                          <StatusRing status={event.application.status} />
                        </span>
                      )}
                      {titleWords(event.title)}
                    </b>
                    <span className="t-13 c-2 block">{event.application?.company ?? event.location ?? ''}</span>
                    <Matter words={marks.get(keyOf(event)) ?? null} />
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function Matter({ words }: { words: string | null }) {
  if (words === null) return null
  return (
    <span className="t-13 row ag-w">
      <TriangleAlert className="i-14" aria-hidden="true" />
      {words}
    </span>
  )
}

function isOn(event: Event, day: string, style: TimeStyle): boolean {
  if (event.all_day) return event.start_time <= day && day < event.end_time
  const ends = new Date(Math.max(Date.parse(event.end_time) - 1, Date.parse(event.start_time))).toISOString()
  return dateIn(event.start_time, style) <= day && day <= dateIn(ends, style)
}

function nearWords(day: string, style: TimeStyle): string {
  const now = today(style)
  return day === now ? 'today' : day === addDays(now, 1) ? 'tomorrow' : ''
}

interface DayStripProps {
  readonly date: string
  readonly busy: ReadonlySet<string>
  readonly onDay: (date: string) => void
}

/** The week of a date, each day with a dot where there is something: how a phone goes from day to day. */
export function DayStrip({ date, busy, onDay }: DayStripProps) {
  const style = useSettings()
  const now = today(style)
  return (
    <div className="daystrip only-sm" role="group" aria-label="Days of the week">
      {daysOfWeek(date).map((day) => (
        <button
          key={day}
          type="button"
          className={cx(day === date && 'on', day === now && 'today')}
          aria-pressed={day === date}
          aria-label={formatLongDay(day, style)}
          onClick={() => onDay(day)}
        >
          <span>{weekday(day, style)}</span>
          <b className="tn">{Number(day.slice(8))}</b>
          <em>{busy.has(day) && <i />}</em>
        </button>
      ))}
    </div>
  )
}

const weekday = (day: string, style: TimeStyle): string => formatLongDay(day, style).slice(0, 3)
