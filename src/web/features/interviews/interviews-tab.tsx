import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CalendarDays, ExternalLink, MapPin, Pencil, Plus, Trash2, Users } from 'lucide-react'
import { useState } from 'react'
import type { Application } from '#contract/applications.ts'
import type { Interview } from '#contract/interviews.ts'
import { formatClock, formatMoment, placeOfZone } from '#lib/format-time.ts'
import { INTERVIEW_KINDS } from '#lib/interview-words.ts'
import { useSettings } from '#lib/session.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Dots } from '#ui/dots.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { LoadError } from '#ui/load.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { InterviewDialog } from './interview-dialog.tsx'
import { interviewsQuery, useDeleteInterview, usePutInCalendar } from './queries.ts'
import { OUTCOMES } from './words.ts'

/** The rounds of an application, with both clocks where two zones are in play. */
export function InterviewsTab({ application }: { application: Application }) {
  const interviews = useQuery(interviewsQuery(application.id))
  const [editing, setEditing] = useState<Interview | 'new' | null>(null)
  if (interviews.isPending) return <SkeletonRows rows={2} />
  if (interviews.data === undefined) {
    const retry = () => void interviews.refetch()
    return <LoadError error={interviews.error} failure="The interviews could not be loaded" onRetry={retry} />
  }
  const { items } = interviews.data
  const add = (
    <Button size="sm" onClick={() => setEditing('new')}>
      <Plus aria-hidden="true" />
      Add an interview
    </Button>
  )
  return (
    <div className="col g-3">
      {items.length === 0 ? (
        <EmptyState icon={CalendarDays} title="No interviews yet" action={add}>
          Each round with its time, its people and its link.
        </EmptyState>
      ) : (
        <>
          <ul className="col g-3">
            {items.map((interview) => (
              <OneInterview key={interview.id} interview={interview} onEdit={() => setEditing(interview)} />
            ))}
          </ul>
          <div className="row">{add}</div>
        </>
      )}
      {editing !== null && (
        <InterviewDialog
          application_id={application.id}
          interview={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </div>
  )
}

/** Where an interview lies in the calendar: its event has its id. */
function inCalendar({ id, start_time }: Interview): Record<string, string> {
  return { date: start_time.slice(0, 10), event: id }
}

function OneInterview({ interview, onEdit }: { interview: Interview; onEdit: () => void }) {
  const style = useSettings()
  const remove = useDeleteInterview()
  const put = usePutInCalendar()
  const params = { id: interview.application_id, interview_id: interview.id }
  const there = { ...style, time_zone: interview.time_zone }
  const same = formatMoment(interview.start_time, style) === formatMoment(interview.start_time, there)
  const words = `Round ${interview.round}: ${INTERVIEW_KINDS[interview.kind]}`
  return (
    <li className="card p-3 col g-2">
      <div className="row">
        <b className="grow">{words}</b>
        <Badge>{OUTCOMES[interview.outcome]}</Badge>
        <IconButton icon={Pencil} size="sm" label={`Change: ${words}`} onClick={onEdit} />
        <IconButton icon={Trash2} size="sm" label={`Delete: ${words}`} onClick={() => remove.mutate({ params })} />
      </div>
      <div className="t-13 c-2">
        <Dots>
          {`${formatMoment(interview.start_time, style)}${same ? '' : ` ${placeOfZone(style.time_zone)}`}`}
          {same ? '' : `${formatClock(interview.start_time, there)} ${placeOfZone(interview.time_zone)}`}
          {`${interview.duration_min} min`}
        </Dots>
      </div>
      {interview.people.length > 0 && (
        <div className="row t-13 c-2">
          <Users className="i-14" aria-hidden="true" />
          <span className="names">{interview.people.map((person) => person.name).join(', ')}</span>
        </div>
      )}
      {interview.location !== null && (
        <div className="row t-13 c-2">
          <MapPin className="i-14" aria-hidden="true" />
          <span className="names">{interview.location}</span>
        </div>
      )}
      {interview.in_calendar ? (
        <Link className="link t-13" to="/calendar" search={inCalendar(interview)}>
          Show in the calendar
        </Link>
      ) : (
        <div className="row t-13 c-2">
          Deleted from your calendar
          <button type="button" className="link" disabled={put.isPending} onClick={() => put.mutate({ params })}>
            Add it again
          </button>
        </div>
      )}
      {interview.link !== null && (
        <a className="link t-13" href={interview.link} target="_blank" rel="noreferrer">
          Open the meeting <ExternalLink className="i-12" aria-label="(opens in a new tab)" />
        </a>
      )}
      {interview.notes !== null && <p className="t-13 c-2 lines names">{interview.notes}</p>}
    </li>
  )
}
