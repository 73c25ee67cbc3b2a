import type { CSSProperties } from 'react'
import type { SyncedCalendar } from '#contract/calendar-connections.ts'
import { colourOf } from '#lib/calendars.ts'

/** A calendar's name beside the colour that its events are drawn in. */
export function CalendarName({ calendar }: { calendar: Pick<SyncedCalendar, 'name' | 'colour' | 'remote_colour'> }) {
  const style: CSSProperties & Record<'--cal', string> = { '--cal': colourOf(calendar) }
  return (
    <span className="row">
      <i className="ck" style={style} aria-hidden="true" />
      <b className="m names">{calendar.name}</b>
    </span>
  )
}
