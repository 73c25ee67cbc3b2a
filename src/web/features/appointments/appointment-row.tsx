import { Link } from '@tanstack/react-router'
import { MapPin, Phone, Video } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { PlaceKind } from '#contract/appointment-types.ts'
import type { Appointment } from '#contract/appointments.ts'
import { formatClock } from '#lib/format-time.ts'
import { useSettings } from '#lib/session.ts'
import { Badge } from '#ui/badge.tsx'
import { cx } from '#ui/class-names.ts'
import { STATUSES, withWhom } from './words.ts'

export const PLACE_ICONS = { video: Video, phone: Phone, address: MapPin } as const satisfies Record<PlaceKind, unknown>

interface AppointmentRowProps {
  appointment: Appointment
  current: boolean
  search: string
}

export function AppointmentRow({ appointment, current, search }: AppointmentRowProps) {
  const style = useSettings()
  const row = useRef<HTMLLIElement>(null)
  const { status, title, start_time, end_time, place_kind } = appointment
  const Icon = PLACE_ICONS[place_kind]
  const { label, tone, icon } = STATUSES[status]
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return (
    <li ref={row} className={cx('lrow appt-row', current && 'is-current', status === 'cancelled' && 'is-off')}>
      <span className="appt-time tn">
        <b className="m">{formatClock(start_time, style)}</b>
        <span className="t-12 c-3 block">{formatClock(end_time, style)}</span>
      </span>
      <Link
        to="/appointments/$id"
        params={{ id: appointment.id }}
        search={Object.fromEntries(new URLSearchParams(search))}
        className="grow names"
        aria-current={current || undefined}
        resetScroll={false}
      >
        <b className="m">{withWhom(appointment)}</b>
        <span className="t-13 c-2 row">
          <Icon className="i-14" aria-hidden="true" />
          <span className="grow" lang="de">
            {title}
          </span>
        </span>
      </Link>
      {status !== 'confirmed' && (
        <Badge tone={tone} icon={icon}>
          {label}
        </Badge>
      )}
    </li>
  )
}
