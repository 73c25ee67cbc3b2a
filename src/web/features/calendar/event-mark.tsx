import { TriangleAlert } from 'lucide-react'
import type { Event } from '#contract/calendar-events.ts'
import { formatClock } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { StatusRing } from '#ui/status-ring.tsx'

/** What stands in the block of an event: what it is, for whom, and that something is the matter. */
export function EventMark({ event, warning }: { event: Event; warning: string | null }) {
  const style = useSettings()
  const beside = event.application?.company ?? (event.all_day ? null : formatClock(event.start_time, style))
  return (
    <>
      <b>
        {event.application !== null && (
          <span data-st={event.application.status}>
            <StatusRing status={event.application.status} />
          </span>
        )}
        <span>{event.title === '' ? 'Without a title' : event.title}</span>
      </b>
      {!event.all_day && beside !== null && <span className="ev-s tn">{beside}</span>}
      {warning !== null && (
        <span className="ev-w" title={warning}>
          <TriangleAlert className="i-14" aria-hidden="true" />
          <span className="sr-only">{warning}</span>
        </span>
      )}
    </>
  )
}
