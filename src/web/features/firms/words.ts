import type { Role } from '#contract/firms.ts'

export const ROLES: readonly { value: Role; label: string; help: string }[] = [
  { value: 'owner', label: 'Owner', help: 'Everything, other owners included.' },
  { value: 'admin', label: 'Admin', help: 'Invites, changes roles, renames.' },
  { value: 'coach', label: 'Coach', help: 'Looks after seekers who open their search to them.' },
  { value: 'member', label: 'Job seeker', help: 'Runs a search of their own.' },
]

export function roleLabel(role: Role): string {
  return ROLES.find((one) => one.value === role)?.label ?? role
}
