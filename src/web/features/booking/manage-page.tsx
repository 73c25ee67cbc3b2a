import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { CalendarX2 } from 'lucide-react'
import { useState } from 'react'
import type { GuestAppointment } from '#contract/booking.ts'
import { ApiError } from '#lib/client.ts'
import { messageOf } from '#lib/form.ts'
import { formatClock, knowsZone } from '#lib/format-time.ts'
import { useForgetSlots } from '#lib/use-slots.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Field } from '#ui/field.tsx'
import { submitOnModEnter } from '#ui/form-keys.ts'
import { Note } from '#ui/note.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { Textarea } from '#ui/textarea.tsx'
import { BookingFrame } from './booking-frame.tsx'
import { LinkProblem } from './link-problem.tsx'
import { bookedQuery, slotsOfBooked, takenBy, useCancelBooked, useConfirmBooked, useMoveBooked } from './queries.ts'
import { TakenNote } from './taken-note.tsx'
import { TimeStep } from './time-step.tsx'
import { elsewhereWords, guestStyle, hereZone, placeKindWords, STATUS_TITLES, whenWords } from './words.ts'

/** The appointment that a mail leads to: to confirm, to move, to cancel. */
export function ManagePage() {
  const hash = useLocation({ select: (location) => location.hash })
  // As it was at the beginning: the hash is gone a moment before this page is.
  const [secret] = useState(hash)
  const query = useQuery({ ...bookedQuery(secret), enabled: secret !== '' })
  const isGone = secret === '' || (query.error instanceof ApiError && [410, 422].includes(query.error.status))
  return (
    <BookingFrame title={query.data?.title ?? 'Your appointment'}>
      {query.data !== undefined ? (
        <Managed secret={secret} appointment={query.data} />
      ) : isGone ? (
        <EmptyState icon={CalendarX2} heading="h1" title="This link leads to no appointment">
          Use the link in the latest mail about it: each change sends a new one.
        </EmptyState>
      ) : query.error === null ? (
        <SkeletonRows rows={3} />
      ) : (
        <LinkProblem error={query.error} next="/" onRetry={() => void query.refetch()} />
      )}
    </BookingFrame>
  )
}

interface ManagedProps {
  secret: string
  appointment: GuestAppointment
}

function Managed({ secret, appointment }: ManagedProps) {
  const [doing, setDoing] = useState<'move' | 'cancel' | null>(null)
  const confirm = useConfirmBooked(secret)
  const { can, status } = appointment
  const done = () => setDoing(null)
  return (
    <>
      <header className="booking-host">
        <div className="grow names" role="status">
          <h1 className="h1">{STATUS_TITLES[status]}</h1>
          <p className="c-2">{leadOf(appointment)}</p>
        </div>
      </header>
      <Facts appointment={appointment} />
      {confirm.error !== null && <Note tone="bad" title={messageOf(confirm.error)} />}
      {doing === null && can.length > 0 && (
        <div className="row wrap booking-actions">
          {can.includes('confirm') && (
            <Button variant="primary" size="lg" loading={confirm.isPending} onClick={() => confirm.mutate(undefined)}>
              Confirm
            </Button>
          )}
          {can.includes('reschedule') && (
            <Button size="lg" onClick={() => setDoing('move')}>
              Choose another time
            </Button>
          )}
          {can.includes('cancel') && (
            <Button size="lg" variant="danger" onClick={() => setDoing('cancel')}>
              Cancel it
            </Button>
          )}
        </div>
      )}
      {doing === 'move' && <Move secret={secret} appointment={appointment} onDone={done} />}
      {doing === 'cancel' && <Cancel secret={secret} appointment={appointment} onDone={done} />}
    </>
  )
}

function leadOf({ status, host_name, held_until, time_zone }: GuestAppointment): string {
  switch (status) {
    case 'requested':
      return `${host_name} has not confirmed it yet. You get a mail then.`
    case 'awaiting_confirmation':
      return held_until === null
        ? 'The time becomes yours when you confirm it.'
        : `The time is held for you until ${formatClock(held_until, guestStyle(zoneOf(time_zone)))}.`
    case 'confirmed':
    case 'rescheduled':
      return 'The invitation for your calendar is in the mail.'
    case 'cancelled':
      return 'The time is free again.'
    case 'completed':
    case 'no_show':
      return 'There is nothing to do any more.'
  }
}

const zoneOf = (zone: string) => (knowsZone(zone) ? zone : hereZone())

function Facts({ appointment }: { appointment: GuestAppointment }) {
  const { host_name, firm_name, place_kind, place, title, guest_name } = appointment
  const style = guestStyle(zoneOf(appointment.time_zone))
  const here = elsewhereWords(appointment.start_time, style, hereZone())
  const isOff = appointment.status === 'cancelled'
  return (
    <dl className="kv booking-facts">
      <dt>What</dt>
      <dd className="names">{title}</dd>
      <dt>When</dt>
      <dd>
        {isOff ? <s>{whenWords(appointment, style)}</s> : <b className="m">{whenWords(appointment, style)}</b>}
        {here !== null && <span className="c-2 block">{here}</span>}
      </dd>
      <dt>With</dt>
      <dd className="names">
        {host_name}
        {firm_name === null ? '' : `, ${firm_name}`}
      </dd>
      <dt>Where</dt>
      <dd className="names">
        {/* Words of a host that are no address to open: a room to meet in, or a place after all. */}
        {(place_kind !== 'video' || place === null || isUrl(place)) &&
          placeKindWords(place_kind, place_kind === 'phone' && place === null)}
        {place !== null && (
          <span className="block">
            <Place place={place} />
          </span>
        )}
      </dd>
      <dt>For</dt>
      <dd className="names">{guest_name}</dd>
    </dl>
  )
}

const isUrl = (place: string): boolean => /^https?:\/\//.test(place)

function Place({ place }: { place: string }) {
  if (!isUrl(place)) return place
  return (
    <a className="link" href={place} target="_blank" rel="noreferrer">
      {place}
    </a>
  )
}

interface StepProps extends ManagedProps {
  onDone: () => void
}

function Move({ secret, appointment, onDone }: StepProps) {
  const [zone, setZone] = useState(() => zoneOf(appointment.time_zone))
  const [time, setTime] = useState<string | null>(null)
  const move = useMoveBooked(secret)
  const forget = useForgetSlots()
  const name = ['booked', secret]
  const taken = takenBy(move.error)
  const choose = (start_time: string) => {
    move.reset()
    setTime(start_time)
  }
  const send = (start_time: string) =>
    move.mutate({ start_time, time_zone: zone }, { onSuccess: onDone, onSettled: () => forget(name) })
  const length_ms = Date.parse(appointment.end_time) - Date.parse(appointment.start_time)
  return (
    <section className="col g-4" aria-label="Another time">
      {taken !== null && <TakenNote next={taken} style={guestStyle(zone)} onTime={choose} />}
      <TimeStep
        name={name}
        ask={slotsOfBooked(secret)}
        zone={zone}
        onZone={setZone}
        host={null}
        around={appointment.start_time}
        time={time}
        onTime={choose}
      />
      {time !== null && taken === null && (
        <p className="booking-when" role="status">
          <b className="m">
            {whenWords(
              { start_time: time, end_time: new Date(Date.parse(time) + length_ms).toISOString() },
              guestStyle(zone),
            )}
          </b>
        </p>
      )}
      {move.error !== null && taken === null && <Note tone="bad" title={messageOf(move.error)} />}
      <div className="row wrap">
        <Button
          variant="primary"
          size="lg"
          disabled={time === null || taken !== null}
          loading={move.isPending}
          onClick={() => time !== null && send(time)}
        >
          Move it
        </Button>
        <Button variant="ghost" size="lg" onClick={onDone}>
          Leave it as it is
        </Button>
      </div>
    </section>
  )
}

function Cancel({ secret, appointment, onDone }: StepProps) {
  const [reason, setReason] = useState('')
  const cancel = useCancelBooked(secret)
  return (
    <form
      className="col g-4"
      onKeyDown={submitOnModEnter}
      onSubmit={(event) => {
        event.preventDefault()
        if (!cancel.isPending) cancel.mutate(reason, { onSuccess: onDone })
      }}
    >
      <Field label="Why" optional help={`${appointment.host_name} reads it in a mail.`}>
        <Textarea
          rows={3}
          maxLength={1000}
          autoFocus
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      {cancel.error !== null && <Note tone="bad" title={messageOf(cancel.error)} />}
      <div className="row wrap">
        <Button variant="danger" size="lg" type="submit" loading={cancel.isPending}>
          Cancel the appointment
        </Button>
        <Button variant="ghost" size="lg" onClick={onDone}>
          Keep it
        </Button>
      </div>
    </form>
  )
}
