import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { logout, me, type Me } from '#contract/accounts.ts'
import type { Firm } from '#contract/firms.ts'
import { getSettings, type Settings } from '#contract/profile.ts'
import { call } from './client.ts'

/** Who is logged in, with firms and the active firm. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => call(me, { signal }),
  staleTime: 5 * 60_000,
})

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => call(getSettings, { signal }),
  staleTime: 5 * 60_000,
})

/** The signed-in person; only below the route guard, which loads it first. */
export function useSession(): Me {
  const { data } = useQuery(sessionQuery)
  if (data === undefined) throw new Error('useSession is used outside of the guarded routes')
  return data
}

/** Whether one is on the staff of the active practice, and so may look after seekers. */
export function useIsCoach(): boolean {
  const { active_firm } = useSession()
  return active_firm.kind === 'practice' && active_firm.role !== 'member'
}

/** Whether one runs a practice, as its owner or an admin. */
export function runsPractice({ kind, role }: Pick<Firm, 'kind' | 'role'>): boolean {
  return kind === 'practice' && (role === 'owner' || role === 'admin')
}

/** Settings as far as they are loaded; the browser's own until then. */
export function useSettings(): Pick<Settings, 'locale' | 'time_zone' | 'currency'> {
  const { data } = useQuery(settingsQuery)
  return data ?? { locale: 'en', time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone, currency: 'EUR' }
}

/**
 * What a log-in, a registration or a change of firm does next: learn who one is now, forget what was known as
 * somebody else, go where one was. The session is replaced rather than removed, because screens still draw it.
 */
export function useEnter(): (next?: string | undefined) => Promise<void> {
  const client = useQueryClient()
  const navigate = useNavigate()
  return async (next) => {
    await client.fetchQuery({ ...sessionQuery, staleTime: 0 })
    await navigate({ href: safeNext(next), replace: true })
    const isOther = ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[0] !== sessionQuery.queryKey[0]
    client.removeQueries({ predicate: isOther, type: 'inactive' })
    await client.invalidateQueries({ predicate: isOther })
  }
}

/** Ends the session, leaves the guarded screens, then forgets everything that this device has seen. */
export function useLogout(): () => Promise<void> {
  const client = useQueryClient()
  const navigate = useNavigate()
  return async () => {
    await call(logout, {})
    await navigate({ to: '/login' })
    client.clear()
  }
}

const HERE = 'https://here.invalid'

/** Only places of this app, so that a link cannot send somebody elsewhere after log-in: decided as a browser reads it. */
export function safeNext(next: string | undefined): string {
  if (next === undefined || !next.startsWith('/') || !URL.canParse(next, HERE)) return '/'
  const { origin, pathname } = new URL(next, HERE)
  return origin === HERE && !/^\/(\/|login)/.test(pathname) ? next : '/'
}

/** Refusals that mean "you are no longer logged in", not "this password is wrong". */
export const SESSION_OVER = 'unauthenticated'
