import { useLocation } from '@tanstack/react-router'
import {
  Briefcase,
  CalendarDays,
  Settings,
  SquareKanban,
  Sun,
  UserRoundSearch,
  Users,
  type LucideIcon,
} from 'lucide-react'
import { useIsCoach } from '#lib/session.ts'

export interface Place {
  to: '/' | '/jobs' | '/applications' | '/calendar' | '/contacts' | '/seekers' | '/settings'
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
  { to: '/contacts', label: 'Contacts', icon: Users, keys: 'g c' },
  { to: '/seekers', label: 'Seekers', icon: UserRoundSearch, keys: 'g e' },
  { to: '/settings', label: 'Settings', icon: Settings, keys: 'g s' },
]

/**
 * Where one can go; the bottom bar of a phone shows them all, the navigation puts Settings at its foot. Seekers are a
 * place for the staff of a practice.
 */
export function usePlaces(): readonly (Place & { 'aria-current': 'page' | undefined })[] {
  const coach = useIsCoach()
  const path = useLocation({ select: ({ pathname }) => pathname })
  return places
    .filter(({ to }) => to !== '/seekers' || coach)
    .map((place) => ({ ...place, 'aria-current': place.holds === path ? 'page' : undefined }))
}
