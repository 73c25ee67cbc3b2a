import { Briefcase, Settings, SquareKanban, Sun, Users, type LucideIcon } from 'lucide-react'

interface Place {
  to: '/' | '/jobs' | '/applications' | '/contacts' | '/settings'
  label: string
  icon: LucideIcon
  keys: string
}

/** Where one can go; the bottom bar of a phone shows them all, the navigation puts Settings at its foot. */
export const places: readonly Place[] = [
  { to: '/', label: 'Today', icon: Sun, keys: 'g t' },
  { to: '/jobs', label: 'Jobs', icon: Briefcase, keys: 'g j' },
  { to: '/applications', label: 'Applications', icon: SquareKanban, keys: 'g a' },
  { to: '/contacts', label: 'Contacts', icon: Users, keys: 'g c' },
  { to: '/settings', label: 'Settings', icon: Settings, keys: 'g s' },
]
