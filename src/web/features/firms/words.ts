import type { Role } from '#contract/firms.ts'
import type { Area } from '#contract/grants.ts'

export const ROLES: readonly { value: Role; label: string; help: string }[] = [
  { value: 'owner', label: 'Owner', help: 'Everything, other owners included.' },
  { value: 'admin', label: 'Admin', help: 'Invites, changes roles, renames.' },
  { value: 'coach', label: 'Coach', help: 'Looks after seekers who open their search to them.' },
  { value: 'member', label: 'Job seeker', help: 'Runs a search of their own.' },
]

export const AREAS: readonly { value: Area; label: string }[] = [
  { value: 'applications', label: 'Applications' },
  { value: 'postings', label: 'Saved jobs' },
  { value: 'profile', label: 'Profile' },
  { value: 'calendar', label: 'Calendar' },
  { value: 'documents', label: 'Documents' },
  { value: 'practice', label: 'Interview practice' },
  { value: 'analytics', label: 'Analytics' },
]

export function roleLabel(role: Role): string {
  return ROLES.find((one) => one.value === role)?.label ?? role
}

export function areaLabel(area: Area): string {
  return AREAS.find((one) => one.value === area)?.label ?? area
}

export const isAdmin = (role: Role) => role === 'owner' || role === 'admin'
