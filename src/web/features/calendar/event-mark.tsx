import { TriangleAlert } from 'lucide-react'
import type { Event } from '#contract/calendar-events.ts'
import { titleWords } from '#lib/event-title.ts'
import { formatClock } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { StatusRing } from '#ui/status-ring.tsx'

interface EventMarkProps {
  event: Event
  warning: string | null
  /** Where it would be, while somebody moves it or makes it longer. */
  carried: Pick<Event, 'start_time' | 'end_time' | 'all_day'> | null
}

/** What stands in the block of an event: what it is, for whom, and that something is the matter. */
export function EventMark({ event, warning, carried }: EventMarkProps) {
  const style = useSettings()
  const { start_time, end_time, all_day } = carried ?? event
  const from = all_day ? null : formatClock(start_time, style)
  const beside =
    carried === null || from === null
      ? (event.application?.company ?? from)
      : `${from} to ${formatClock(end_time, style)}`
  return (
    <>
      <b>
        {event.application !== null && (
          <span data-st={event.application.status}>
            <StatusRing status={event.application.status} />
          </span>
        )}
        <span>{titleWords(event.title)}</span>
      </b>
      {!all_day && beside !== null && <span className="ev-s tn">{beside}</span>}
      {warning !== null && (
        <span className="ev-w" title={warning}>
          <TriangleAlert className="i-14" aria-hidden="true" />
          <span className="sr-only">{warning}</span>
        </span>
      )}
    </>
  )
}
