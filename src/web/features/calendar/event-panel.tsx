import { Link } from '@tanstack/react-router'
import { ChevronRight, Copy, Pencil, Repeat, Trash2, TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Event } from '#contract/calendar-events.ts'
import type { CalendarWarning } from '#contract/calendar-times.ts'
import { OWN_COLOUR } from '#lib/calendars.ts'
import { copyText } from '#lib/copy.ts'
import { titleWords } from '#lib/event-title.ts'
import { ruleWords } from '#lib/rule-words.ts'
import { useSettings } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Lettermark } from '#ui/lettermark.tsx'
import { Note } from '#ui/note.tsx'
import { StatusBadge } from '#ui/status-badge.tsx'
import { isWritable, lookOf } from './colours.ts'
import type { CalendarLook } from './colours.ts'
import { inColour } from './grid.tsx'
import { elsewhereWords, keyOf, reminderWords, troubleWords, warningWords, warningsOf, whenWords } from './words.ts'
import type { Warned } from './words.ts'

interface EventPanelProps {
  readonly event: Event
  readonly others: readonly Event[]
  readonly warnings: readonly CalendarWarning[]
  readonly looks: readonly CalendarLook[]
  readonly onEdit: () => void
  readonly onDelete: () => void
  readonly onClose: () => void
}

const STATES = {
  in_sync: 'In sync',
  to_send: 'Goes out in a moment',
  conflict: 'Changed on both sides',
  unsupported: 'This calendar cannot hold it as it is',
  rejected: 'The calendar did not take it',
} as const

/** An event with what it is for, what stands against it, and where it lies. */
export function EventPanel({ event, others, warnings, looks, onEdit, onDelete, onClose }: EventPanelProps) {
  const style = useSettings()
  const look = lookOf(event, looks)
  const writable = isWritable(event, looks)
  const elsewhere = elsewhereWords(event, style)
  const calendarOf = (one: Warned['other']) => {
    const found = others.find((other) => keyOf(other) === keyOf(one))
    return found === undefined ? null : (lookOf(found, looks)?.name ?? null)
  }
  return (
    <aside className="evpanel" aria-label="Event" style={inColour(look?.colour ?? OWN_COLOUR)}>
      <header className="row top">
        <span className="cal-sq" />
        <div className="grow names">
          <h2 className="t-16 b">{titleWords(event.title)}</h2>
          <p className="c-2 t-13">{whenWords(event, style)}</p>
          {elsewhere !== null && <p className="c-3 t-13">{elsewhere}</p>}
          {event.recurrence !== null && (
            <p className="c-2 t-13 row">
              <Repeat className="i-14" aria-hidden="true" />
              {ruleWords(event.recurrence, style)}
            </p>
          )}
        </div>
        {writable && <IconButton icon={Pencil} size="sm" label="Change" keys="e" onClick={onEdit} />}
        {writable && <IconButton icon={Trash2} size="sm" label="Delete" onClick={onDelete} />}
        <IconButton icon={X} size="sm" label="Close" keys="escape" onClick={onClose} />
      </header>
      {warningsOf(event, warnings).map((warned) => (
        <Warning
          key={`${warned.warning.kind} ${keyOf(warned.other)}`}
          {...warned}
          calendar={calendarOf(warned.other)}
        />
      ))}
      {event.application !== null && event.application_id !== null && (
        <Link className="linked" to="/applications/$id" params={{ id: event.application_id }} search={{}}>
          <Lettermark name={event.application.company} />
          <span className="grow names">
            <span className="t-12 c-3">Application</span>
            <b className="m block">{event.application.company}</b>
            <span className="row mt-1">
              <StatusBadge status={event.application.status} />
              <span className="t-12 c-3">{event.application.title}</span>
            </span>
          </span>
          <ChevronRight aria-hidden="true" />
        </Link>
      )}
      {event.appointment_id !== null && (
        <Link className="linked" to="/appointments/$id" params={{ id: event.appointment_id }} search={{}}>
          <b className="grow m">Appointment</b>
          <ChevronRight aria-hidden="true" />
        </Link>
      )}
      <dl className="kv">
        <Row label="Place">{event.location}</Row>
        <Row label="Link">{event.url === null ? null : <WebLink url={event.url} />}</Row>
        <Row label="People">{event.attendees.map(({ name, email }) => name ?? email).join(', ')}</Row>
        <Row label="Calendar">{look?.name ?? 'Kept here alone'}</Row>
        <Row label="Reminders">
          {event.reminders.map(({ minutes_before }) => reminderWords(minutes_before)).join(', ')}
        </Row>
        <Row label="Takes time">{event.busy ? null : 'No: you are free then'}</Row>
        <Row label="Status">{event.status === 'confirmed' ? null : event.status}</Row>
      </dl>
      {event.description !== null && <p className="lines names t-13">{event.description}</p>}
      <footer className="col g-2 t-12 c-3">
        {event.calendars.map(({ calendar_id, state, reason }) => (
          <span key={calendar_id}>
            {STATES[state]}
            {looks.find(({ id }) => id === calendar_id) === undefined
              ? ''
              : ` with ${looks.find(({ id }) => id === calendar_id)?.name}`}
            {reason === null ? '' : `: ${troubleWords(reason)}`}
          </span>
        ))}
        <Button variant="ghost" size="sm" onClick={() => copy(event, whenWords(event, style))}>
          <Copy aria-hidden="true" />
          Copy details
        </Button>
      </footer>
    </aside>
  )
}

function Warning({ warning, other, calendar }: Warned & { calendar: string | null }) {
  const style = useSettings()
  const when = whenWords({ ...other, all_day: false }, style)
  return (
    <Note
      tone={warning.kind === 'overlap' ? 'bad' : 'warn'}
      icon={TriangleAlert}
      title={warningWords({ warning, other })}
    >
      {calendar === null ? when : `${when}, ${calendar}`}
      {warning.kind === 'travel' && (
        <>
          <span className="block mt-1">{warning.message}</span>
          <span className="block mt-1 c-3">{warning.assumption}</span>
        </>
      )}
    </Note>
  )
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  if (children === null || children === '') return null
  return (
    <>
      <dt>{label}</dt>
      <dd className="names">{children}</dd>
    </>
  )
}

function WebLink({ url }: { url: string }) {
  return /^https?:/.test(url) ? (
    <a className="link" href={url} target="_blank" rel="noreferrer">
      {url}
    </a>
  ) : (
    url
  )
}

function copy(event: Event, when: string): void {
  const lines = [event.title, when, event.location, event.url, event.description]
  copyText(lines.filter((line) => line !== null && line !== '').join('\n'))
}
