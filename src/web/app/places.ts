import { Briefcase, Settings, SquareKanban, Sun, UserRoundSearch, Users, type LucideIcon } from 'lucide-react'
import { useIsCoach } from '#lib/session.ts'

export interface Place {
  to: '/' | '/jobs' | '/applications' | '/contacts' | '/seekers' | '/settings'
  label: string
  icon: LucideIcon
  keys: string
}

const places: readonly Place[] = [
  { to: '/', label: 'Today', icon: Sun, keys: 'g t' },
  { to: '/jobs', label: 'Jobs', icon: Briefcase, keys: 'g j' },
  { to: '/applications', label: 'Applications', icon: SquareKanban, keys: 'g a' },
  { to: '/contacts', label: 'Contacts', icon: Users, keys: 'g c' },
  { to: '/seekers', label: 'Seekers', icon: UserRoundSearch, keys: 'g e' },
  { to: '/settings', label: 'Settings', icon: Settings, keys: 'g s' },
]

/**
 * Where one can go; the bottom bar of a phone shows them all, the navigation puts Settings at its foot. Seekers are a
 * place for the staff of a practice.
 */
export function usePlaces(): readonly Place[] {
  const coach = useIsCoach()
  return places.filter(({ to }) => to !== '/seekers' || coach)
}
