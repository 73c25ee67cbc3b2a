import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, X } from 'lucide-react'
import { Fragment, useState, type ReactNode } from 'react'
import type { Appointment } from '#contract/appointments.ts'
import { formatMoment, placeOfZone } from '#lib/format-time.ts'
import { useMoments } from '#lib/moments.ts'
import { useSession, useSettings } from '#lib/session.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Load, LoadError } from '#ui/load.tsx'
import { Note } from '#ui/note.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { useIsPhone } from '#ui/use-media.ts'
import { CancelDialog } from './cancel-dialog.tsx'
import { appointmentQuery, historyQuery, useComplete, useConfirm, useMiss } from './queries.ts'
import { RescheduleDialog } from './reschedule-dialog.tsx'
import { elsewhereWords, STATUSES, stepWords, whenWords, withWhom } from './words.ts'

interface DetailProps {
  id: string
  onClose: () => void
}

/** One appointment: what it is, what can be done with it, what happened to it. */
export function AppointmentDetail({ id, onClose }: DetailProps) {
  const found = useQuery(appointmentQuery(id))
  const phone = useIsPhone()
  return (
    <article className="appt-detail" aria-label="Appointment">
      {phone && <h1 className="sr-only">Appointment</h1>}
      <div className="row appt-close">
        <Button variant="ghost" size="sm" className="only-sm" onClick={onClose}>
          <ArrowLeft aria-hidden="true" />
          All appointments
        </Button>
        <span className="push" />
        <span className="hide-sm">
          <IconButton icon={X} size="sm" label="Close" keys="escape" onClick={onClose} />
        </span>
      </div>
      {found.data !== undefined ? (
        <Loaded appointment={found.data} />
      ) : found.error === null ? (
        <SkeletonRows rows={4} />
      ) : (
        <LoadError error={found.error} failure="This appointment did not load" onRetry={() => void found.refetch()} />
      )}
    </article>
  )
}

function Loaded({ appointment }: { appointment: Appointment }) {
  const style = useSettings()
  const { label, tone, icon } = STATUSES[appointment.status]
  const elsewhere = elsewhereWords(appointment, style)
  return (
    <>
      <header className="col g-2">
        <div>
          <Badge tone={tone} icon={icon}>
            {label}
          </Badge>
        </div>
        <h2 className="h1 names">{withWhom(appointment)}</h2>
        <p className="c-2 names" lang="de">
          {appointment.title}, {appointment.duration_min} min
        </p>
        <p className="b">{whenWords(appointment, style)}</p>
        {elsewhere !== null && <p className="t-13 c-2">{elsewhere}</p>}
      </header>
      <Waiting appointment={appointment} />
      <Actions appointment={appointment} />
      <Facts appointment={appointment} />
      {appointment.answers.length > 0 && (
        <section>
          <h3 className="h2 mb-2">Answers</h3>
          <dl className="col g-3">
            {appointment.answers.map(({ key, label: question, value }) => (
              <div key={key}>
                <dt className="t-13 c-3">{question}</dt>
                <dd className="lines names">{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <History appointment={appointment} />
    </>
  )
}

/** What it waits for, or why it is off. */
function Waiting({ appointment }: { appointment: Appointment }) {
  const moments = useMoments()
  const { status, guest, held_until, cancel_reason, you_are, host, can } = appointment
  if (status === 'cancelled' && cancel_reason !== null) return <Note title="Why it was cancelled">{cancel_reason}</Note>
  if (status === 'awaiting_confirmation')
    return (
      <Note tone="warn" title={`${guest.name} has to confirm the e-mail address`}>
        {held_until === null
          ? ''
          : `Otherwise the time becomes free ${moments.next(held_until, 'in a moment').children}. `}
        {you_are === 'host' && 'If you know who it is, confirm it yourself.'}
      </Note>
    )
  if (status === 'requested' && you_are === 'guest')
    return <Note title={`${host.name} has not confirmed it yet`}>You get a mail then.</Note>
  if (you_are === 'firm')
    return (
      <Note title="You see it because you lead the practice">
        {can.includes('cancel') && 'You may cancel it; all else about it is up to its host.'}
      </Note>
    )
  return null
}

function Actions({ appointment }: { appointment: Appointment }) {
  const [dialog, setDialog] = useState<'move' | 'cancel' | null>(null)
  const confirm = useConfirm()
  const complete = useComplete()
  const miss = useMiss()
  const { can, status, you_are } = appointment
  const close = () => setDialog(null)
  const isRequest = status === 'requested' && you_are === 'host'
  if (can.length === 0) return null
  return (
    <div className="row wrap">
      {can.includes('confirm') && (
        <Button variant="primary" onClick={() => confirm.mutate(appointment)}>
          Confirm
        </Button>
      )}
      {can.includes('complete') && (
        <Button variant={status === 'no_show' ? 'default' : 'primary'} onClick={() => complete.mutate(appointment)}>
          It took place
        </Button>
      )}
      {can.includes('no_show') && <Button onClick={() => miss.mutate(appointment)}>Did not come</Button>}
      {can.includes('reschedule') && <Button onClick={() => setDialog('move')}>Move</Button>}
      {can.includes('cancel') && (
        <Button variant="danger" onClick={() => setDialog('cancel')}>
          {isRequest ? 'Decline' : 'Cancel it'}
        </Button>
      )}
      {dialog === 'move' && <RescheduleDialog appointment={appointment} onClose={close} />}
      {dialog === 'cancel' && <CancelDialog appointment={appointment} declines={isRequest} onClose={close} />}
    </div>
  )
}

function Facts({ appointment }: { appointment: Appointment }) {
  const { guest, host, firm_name, place, you_are } = appointment
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['Where', <Place key="place" appointment={appointment} />],
    ['Guest', you_are === 'guest' ? null : guest.name],
    ['E-mail', you_are === 'guest' ? null : mailTo(guest.email)],
    ['Phone', guest.phone === null ? null : callTo(guest.phone)],
    ['Guest’s clock', you_are === 'guest' ? null : placeOfZone(guest.time_zone)],
    ['Host', you_are === 'host' ? null : host.name],
    ['Practice', firm_name],
  ]
  return (
    <dl className="kv" data-place={place === null ? undefined : ''}>
      {facts.map(([name, value]) =>
        value === null ? null : (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd className="names">{value}</dd>
          </Fragment>
        ),
      )}
    </dl>
  )
}

const KINDS = { video: 'Video call', phone: 'By phone', address: 'In person' } as const

function Place({ appointment: { place, place_kind, guest, you_are } }: { appointment: Appointment }) {
  const kind = KINDS[place_kind]
  if (place === null) {
    if (place_kind === 'phone' && guest.phone !== null)
      return `${kind}: ${you_are === 'guest' ? 'you are called' : 'you call'}`
    return `${kind}, to be told`
  }
  if (!/^https?:\/\//.test(place)) return place_kind === 'video' ? place : `${kind}, ${place}`
  return (
    <>
      {kind},{' '}
      <a className="link" href={place} target="_blank" rel="noreferrer">
        {place}
      </a>
    </>
  )
}

const mailTo = (address: string) => (
  <a className="link" href={`mailto:${address}`}>
    {address}
  </a>
)
const callTo = (number: string) => (
  <a className="link" href={`tel:${number.replaceAll(/[^\d+]/g, '')}`}>
    {number}
  </a>
)

function History({ appointment }: { appointment: Appointment }) {
  const style = useSettings()
  const { user } = useSession()
  const history = useQuery(historyQuery(appointment.id))
  return (
    <section>
      <h3 className="h2 mb-2">History</h3>
      <Load query={history} failure="The history did not load">
        {(steps) => (
          <Timeline
            label="What happened"
            entries={steps.toReversed().map((step) => {
              const Icon = STATUSES[step.to_status].icon
              return {
                key: step.id,
                pin: <Icon className="i-14" aria-hidden="true" />,
                title: stepWords(step, appointment, { ...style, user_id: user.id }),
                meta: formatMoment(step.at, style),
                ...(step.reason !== null && { body: step.reason }),
              }
            })}
          />
        )}
      </Load>
    </section>
  )
}
