import { Link } from '@tanstack/react-router'
import { CalendarCheck2, Hourglass, MailCheck } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import { formatClock, type TimeStyle } from '#lib/format-time.ts'
import { Button, buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import type { Booked } from './queries.ts'
import { whenWords } from './words.ts'

interface BookedNoteProps {
  booked: Booked
  host: string
  /** Where the mail went. */
  email: string
  style: TimeStyle
  onAgain: () => void
}

/** How a booking stands after it was sent. */
export function BookedNote({ booked, host, email, style, onAgain }: BookedNoteProps) {
  const when = <b className="m block">{whenWords(booked, style)}</b>
  const place = useRef<HTMLDivElement>(null)
  // What was pressed is gone: from here one goes on.
  useEffect(() => place.current?.focus(), [])
  const { icon, title, text } = wordsOf(booked, host, email, style)
  return (
    <div ref={place} tabIndex={-1} className="outline-none">
      <EmptyState
        icon={icon}
        title={title}
        action={
          <>
            {booked.id !== null && (
              <Link to="/appointments/$id" params={{ id: booked.id }} className={buttonClass({ variant: 'primary' })}>
                Open the appointment
              </Link>
            )}
            <Button onClick={onAgain}>Book another time</Button>
          </>
        }
      >
        <span role="status">
          {when}
          {text}
        </span>
      </EmptyState>
    </div>
  )
}

function wordsOf(booked: Booked, host: string, email: string, style: TimeStyle) {
  const until =
    booked.held_until === null ? '' : ` The time is held for you until ${formatClock(booked.held_until, style)}.`
  switch (booked.status) {
    case 'awaiting_confirmation':
      return {
        icon: MailCheck,
        title: 'One step left: look into your mail',
        text: text(`Confirm by the link that was sent to ${email}.${until} Without it, the time becomes free again.`),
      }
    case 'requested':
      return {
        icon: Hourglass,
        title: `${host} was asked`,
        text: text('You get a mail as soon as it is confirmed. The time is kept for you until then.'),
      }
    default:
      return {
        icon: CalendarCheck2,
        title: 'Your appointment is booked',
        text: text(`An invitation for your calendar is on its way to ${email}.`),
      }
  }
}

const text = (words: string): ReactNode => <span className="block mt-1">{words}</span>
