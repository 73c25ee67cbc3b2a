import FullCalendar from '@fullcalendar/react'
import dayGrid from '@fullcalendar/react/daygrid'
import interaction from '@fullcalendar/react/interaction'
import timeGrid from '@fullcalendar/react/timegrid'
import '@fullcalendar/react/skeleton.css'
import { useRef } from 'react'
import type { CSSProperties } from 'react'
import { Temporal } from 'temporal-polyfill'
import type { Event } from '#contract/calendar-events.ts'
import { OWN_COLOUR } from '#lib/calendars.ts'
import { dateIn, placeOfZone } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { isWritable, lookOf } from './colours.ts'
import type { CalendarLook } from './colours.ts'
import { EventMark } from './event-mark.tsx'
import { keyOf } from './words.ts'

const VIEWS = { day: 'timeGridDay', week: 'timeGridWeek', month: 'dayGridMonth' } as const

/** Where something was dragged to: instants, or dates for whole days. */
export interface Placed {
  readonly start_time: string
  readonly end_time: string
  readonly all_day: boolean
}

interface GridProps {
  readonly view: keyof typeof VIEWS
  readonly date: string
  readonly events: readonly Event[]
  readonly looks: readonly CalendarLook[]
  /** What is the matter with those that something stands against. */
  readonly marks: ReadonlyMap<string, string>
  /** A second clock beside one's own. */
  readonly other_zone: string | null
  readonly chosen: string | null
  readonly onOpen: (event: Event) => void
  readonly onPlace: (placed: Placed) => void
  readonly onMove: (event: Event, placed: Placed, revert: () => void) => void
  readonly onDay: (date: string) => void
}

/** Day, week or month, on the clock of the person. */
export function Grid(props: GridProps) {
  const { view, date, events, looks, other_zone, chosen, marks } = props
  const style = useSettings()
  /** The event that was scrolled to, or that was opened where it stood. */
  const met = useRef<string | null>(null)
  const byKey = new Map(events.map((event) => [keyOf(event), event]))
  const moved = (info: { event: Dragged; revert: () => void }) => {
    const event = byKey.get(info.event.id)
    if (event !== undefined) props.onMove(event, lengthened(placedAt(info.event), event), info.revert)
  }
  return (
    <FullCalendar
      // Another view or date is another drawing: what is looked at stands in the address.
      key={`${view} ${date} ${style.time_zone}`}
      plugins={[dayGrid, timeGrid, interaction]}
      initialView={VIEWS[view]}
      initialDate={date}
      timeZone={style.time_zone}
      locale={style.locale === 'en' ? 'en-gb' : style.locale}
      firstDay={1}
      headerToolbar={false}
      // Hours scroll with the place that they are drawn in, which can be reached by the keyboard; a month fits.
      height={view === 'month' ? '100%' : 'auto'}
      tableHeaderSticky
      viewDidMount={({ el }: { el: HTMLElement }) => view !== 'month' && toMorning(el)}
      nowIndicator
      editable
      selectable
      selectMirror
      eventInteractive
      slotDuration="00:30:00"
      dayMaxEvents
      fixedWeekCount
      allDayText={other_zone === null ? 'all day' : `${placeOfZone(style.time_zone)} · ${placeOfZone(other_zone)}`}
      navLinks={view === 'month'}
      navLinkDayClick={(day: Date) => props.onDay(dateIn(day.toISOString(), style))}
      slotHeaderFormat={{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }}
      {...DRAWING}
      {...(other_zone === null ? {} : { slotHeaderContent: clocks(ahead(other_zone, style.time_zone, date)) })}
      events={events.map((event) => ({
        id: keyOf(event),
        title: event.title,
        start: event.start_time,
        end: event.end_time,
        allDay: event.all_day,
        editable: isWritable(event, looks),
      }))}
      eventClass={(info: { event: { id: string } }) => {
        const event = byKey.get(info.event.id)
        const marks = [
          event !== undefined && isShort(event) && 'ev-short',
          event?.busy === false && 'is-free',
          event?.status === 'cancelled' && 'is-off',
          chosen === info.event.id && 'is-sel',
        ]
        return ['ev', ...marks.filter((mark) => mark !== false)].join(' ')
      }}
      eventDidMount={(info: { event: { id: string }; el: HTMLElement }) => {
        const event = byKey.get(info.event.id)
        const colour = (event === undefined ? null : lookOf(event, looks)?.colour) ?? OWN_COLOUR
        info.el.style.setProperty('--cal', colour)
        if (chosen !== info.event.id || met.current === chosen) return
        met.current = chosen
        bringIntoView(info.el)
      }}
      eventContent={(info: Drawn) => {
        const event = byKey.get(info.event.id)
        if (event === undefined) return null
        const carried = info.isDragging || info.isResizing ? lengthened(placedAt(info.event), event) : null
        return <EventMark event={event} warning={marks.get(info.event.id) ?? null} carried={carried} />
      }}
      eventClick={(info: { event: { id: string }; jsEvent: MouseEvent }) => {
        const event = byKey.get(info.event.id)
        info.jsEvent.preventDefault()
        if (event === undefined) return
        met.current = info.event.id
        props.onOpen(event)
      }}
      select={(info: Told) => props.onPlace(placedAt(info))}
      eventDrop={moved}
      eventResize={moved}
    />
  )
}

/** The names of the parts of the drawing; what they look like stands in the style sheet. */
const DRAWING = {
  dayHeaderClass: (info: { isToday: boolean; isOther?: boolean }) => (info.isToday ? 'fc-dh is-today' : 'fc-dh'),
  dayHeaderContent: (info: { weekdayText: string; dayNumberText: string }) => (
    <span className="dh">
      {info.weekdayText} {info.dayNumberText !== '' && <b className="tn">{info.dayNumberText}</b>}
    </span>
  ),
  dayHeaderRowClass: 'fc-head',
  dayHeaderAlign: 'center',
  dayRowClass: 'fc-row',
  slotEventOverlap: false,
  slotMinHeight: 28,
  slotHeaderClass: 'fc-slot-h tn',
  slotLaneClass: (info: { isMinor: boolean }) => (info.isMinor ? 'fc-slot is-minor' : 'fc-slot'),
  dayLaneClass: (info: { dow: number }) => (info.dow === 0 || info.dow === 6 ? 'fc-lane is-weekend' : 'fc-lane'),
  dayCellClass: (info: { isOther: boolean; isToday: boolean; dow: number }) =>
    [
      'fc-cell',
      info.isOther && 'is-other',
      info.isToday && 'is-today',
      (info.dow === 0 || info.dow === 6) && 'is-weekend',
    ]
      .filter((name) => name !== false)
      .join(' '),
  dayCellTopClass: 'fc-day-n tn',
  allDayHeaderClass: 'fc-all-h t-12 c-3',
  nowIndicatorLineClass: 'fc-now',
  nowIndicatorDotClass: 'fc-now-dot',
  rowMoreLinkClass: 'fc-more t-12 c-2',
} as const

/** How many minutes the clock of one zone is ahead of another's, on a date. */
function ahead(zone: string, of: string, date: string): number {
  const at = (one: string) =>
    Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: one, plainTime: '12:00' }).epochMilliseconds
  return Math.round((at(of) - at(zone)) / 60_000)
}

/** An hour on both clocks. */
function clocks(minutes: number) {
  return ({ text: own }: { text: string }) => {
    const [hours = 0, past = 0] = own.split(':').map(Number)
    const there = (((hours * 60 + past + minutes) % 1440) + 1440) % 1440
    const two = (value: number) => String(value).padStart(2, '0')
    return (
      <span className="two-clocks">
        <span>{own}</span>
        <span>{`${two(Math.floor(there / 60))}:${two(there % 60)}`}</span>
      </span>
    )
  }
}

/** A place as the component tells it: texts with the offset of the zone, or dates for whole days. */
interface Told {
  readonly startStr: string
  readonly endStr: string
  readonly allDay: boolean
}

interface Dragged extends Told {
  readonly id: string
}

/** What is drawn, perhaps under the hand that moves it. */
interface Drawn {
  readonly event: Dragged
  readonly isDragging: boolean
  readonly isResizing: boolean
}

/** Shows the hours from half past seven on: the names of the days and what lasts whole days cover about one. */
function toMorning(drawn: HTMLElement): void {
  const place = drawn.closest('.cal-view')
  if (place === null) return
  // The hours come some frames after the view.
  const drawing = new ResizeObserver(() => {
    if (place.scrollHeight <= place.clientHeight) return
    drawing.disconnect()
    place.scrollTop = 6.3 * 2 * DRAWING.slotMinHeight
    const chosen = drawn.querySelector<HTMLElement>('.is-sel')
    if (chosen !== null) bringIntoView(chosen)
  })
  drawing.observe(drawn)
}

/** Shows an event that came with the address, in the upper part of the hours. */
function bringIntoView(drawn: HTMLElement): void {
  const place = drawn.closest('.cal-view')
  if (place === null) return
  requestAnimationFrame(() => {
    const above = drawn.getBoundingClientRect().top - place.getBoundingClientRect().top
    place.scrollTop += above - place.clientHeight / 3
  })
}

/** Too low for a second line. */
const isShort = ({ all_day, start_time, end_time }: Event): boolean =>
  !all_day && Date.parse(end_time) - Date.parse(start_time) < 40 * 60_000

function placedAt({ startStr, endStr, allDay: all_day }: Told): Placed {
  const end = endStr === '' ? startStr : endStr
  const text = (told: string) => (all_day ? told.slice(0, 10) : new Date(told).toISOString())
  return { all_day, start_time: text(startStr), end_time: text(end) }
}

/** What was dragged between hours and days has no end until it is given one. */
function lengthened(placed: Placed, event: Event): Placed {
  if (placed.start_time !== placed.end_time) return placed
  const from = Date.parse(placed.start_time)
  if (placed.all_day) return { ...placed, end_time: new Date(from + 86_400_000).toISOString().slice(0, 10) }
  const length = event.all_day ? 3_600_000 : Date.parse(event.end_time) - Date.parse(event.start_time)
  return { ...placed, end_time: new Date(from + length).toISOString() }
}

/** Where the colour of a calendar is handed to what is drawn with it. */
export function inColour(colour: string): CSSProperties & Record<'--cal', string> {
  return { '--cal': colour }
}
