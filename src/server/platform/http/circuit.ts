import type { Clock } from '#platform/clock.ts'

const FAILURES_TO_OPEN = 5
const FIRST_PAUSE_MS = 30_000
const LONGEST_PAUSE_MS = 15 * 60_000
const MOST_HOSTS = 5000

interface State {
  failures: number
  pauseMs: number
  openUntil: number
  trying: boolean
}

/** Stops asking a host that keeps failing; after a pause one request may try again. */
export interface Circuits {
  /** Milliseconds until the host may be asked again, or 0 when it may be asked now (the caller then must report). */
  blockedFor(host: string): number
  succeeded(host: string): void
  failed(host: string): void
  /** The request ended without telling anything about the host (aborted, refused by ourselves). */
  undecided(host: string): void
}

/** Circuit breakers, one per host. */
export function makeCircuits(clock: Clock): Circuits {
  const states = new Map<string, State>()
  return {
    blockedFor(host) {
      const state = states.get(host)
      if (state === undefined || state.failures < FAILURES_TO_OPEN) return 0
      const now = clock.ms()
      if (now < state.openUntil) return state.openUntil - now
      if (state.trying) return 1000
      state.trying = true
      return 0
    },
    succeeded: (host) => {
      states.delete(host)
    },
    failed(host) {
      const state = states.get(host) ?? { failures: 0, pauseMs: FIRST_PAUSE_MS, openUntil: 0, trying: false }
      state.failures += 1
      state.trying = false
      if (state.failures >= FAILURES_TO_OPEN) {
        state.openUntil = clock.ms() + state.pauseMs
        state.pauseMs = Math.min(LONGEST_PAUSE_MS, state.pauseMs * 2)
      }
      states.delete(host)
      states.set(host, state)
      dropOldest(states)
    },
    undecided(host) {
      const state = states.get(host)
      if (state !== undefined) state.trying = false
    },
  }
}

function dropOldest(states: Map<string, State>): void {
  const oldest = states.keys().next()
  if (states.size > MOST_HOSTS && oldest.done !== true) states.delete(oldest.value)
}
