import { CircleCheck, CirclePause, Hourglass, KeyRound, TriangleAlert } from 'lucide-react'
import type { CalendarConnection } from '#contract/calendar-connections.ts'

const STANDINGS = {
  active: { tone: 'ok', icon: CircleCheck, word: 'Active' },
  off: { tone: 'plain', icon: CirclePause, word: 'Sync is off' },
  expired: { tone: 'warn', icon: KeyRound, word: 'Expired' },
  revoked: { tone: 'warn', icon: KeyRound, word: 'Access ended' },
  error: { tone: 'bad', icon: TriangleAlert, word: 'Error' },
  paused: { tone: 'plain', icon: Hourglass, word: 'Waits' },
} as const

export type Standing = keyof typeof STANDINGS

/** How an account stands; one that opens may be switched off. */
export function standingOf({ status, sync_enabled }: Pick<CalendarConnection, 'status' | 'sync_enabled'>): Standing {
  return status === 'active' && !sync_enabled ? 'off' : status
}

/** A standing as a badge says it. */
export function badgeOf(standing: Standing) {
  return STANDINGS[standing]
}
