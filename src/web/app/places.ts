import { useLocation } from '@tanstack/react-router'
import {
  Briefcase,
  CalendarClock,
  CalendarDays,
  CalendarSync,
  Settings,
  SquareKanban,
  Sun,
  UserRoundSearch,
  Users,
  type LucideIcon,
} from 'lucide-react'
import { runsPractice, useIsCoach, useSession } from '#lib/session.ts'

export interface Place {
  to:
    | '/'
    | '/jobs'
    | '/applications'
    | '/calendar'
    | '/appointments'
    | '/contacts'
    | '/seekers'
    | '/admin/calendar'
    | '/settings'
  label: string
  icon: LucideIcon
  keys: string
  /** A page that has no place of its own and belongs to this one. */
  holds?: '/offers'
}

const places: readonly Place[] = [
  { to: '/', label: 'Today', icon: Sun, keys: 'g t' },
  { to: '/jobs', label: 'Jobs', icon: Briefcase, keys: 'g j' },
  { to: '/applications', label: 'Applications', icon: SquareKanban, keys: 'g a', holds: '/offers' },
  { to: '/calendar', label: 'Calendar', icon: CalendarDays, keys: 'g l' },
  { to: '/appointments', label: 'Appointments', icon: CalendarClock, keys: 'g p' },
  { to: '/contacts', label: 'Contacts', icon: Users, keys: 'g c' },
  { to: '/seekers', label: 'Seekers', icon: UserRoundSearch, keys: 'g e' },
  { to: '/admin/calendar', label: 'Calendar sync', icon: CalendarSync, keys: 'g y' },
  { to: '/settings', label: 'Settings', icon: Settings, keys: 'g s' },
]

/**
 * Where one can go; the bottom bar of a phone shows them all, the navigation puts Settings at its foot. Seekers are a
 * place for the staff of a practice, appointments for all of it, and the sync of its calendars for those who run it.
 */
export function usePlaces(): readonly (Place & { 'aria-current': 'page' | undefined })[] {
  const coach = useIsCoach()
  const { active_firm } = useSession()
  const runs = runsPractice(active_firm)
  const path = useLocation({ select: ({ pathname }) => pathname })
  const hidden: readonly Place['to'][] = [
    ...(coach ? [] : (['/seekers'] as const)),
    ...(runs ? [] : (['/admin/calendar'] as const)),
    ...(active_firm.kind === 'practice' ? [] : (['/appointments'] as const)),
  ]
  return places
    .filter(({ to }) => !hidden.includes(to))
    .map((place) => ({ ...place, 'aria-current': place.holds === path ? 'page' : undefined }))
}
