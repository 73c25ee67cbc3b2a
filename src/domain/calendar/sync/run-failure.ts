import type { ErrorClass } from './errors.ts'
import { fetch, release, to } from './run-step.ts'
import type { Effect, Next, Outcome, RunState, Signal } from './run-step.ts'
import { failureWait, throttleWait } from './schedule.ts'

type Failure = Signal & { kind: 'failed' }

/** How often one event is read and merged again in one run before it is put aside (calendar.md §6.5). */
const MOST_RACES = 3
/** How many runs in a row may come to nothing since the server fails at one event, before that one is put aside. */
const MOST_FAILURES = 5
const SMALLEST_PAGE = 10

/** What a run does when an effect failed: the actions of calendar.md §6.5, by what was being done. */
export function onFailure(state: RunState, failure: Failure, random: () => number): Next {
  const general = forEach(state, failure, random)
  if (general !== null) return general
  if (state.chosen !== null && (state.at === 'send' || state.at === 'read_back')) {
    return onItemFailure(state, failure, random)
  }
  return onReadingFailure(state, failure, random)
}

/** What means the same whatever was being done. */
function forEach(state: RunState, { is }: Failure, random: () => number): Next | null {
  switch (is) {
    case 'token':
      // Once; a token that is refused fresh means that the access is gone.
      return state.refreshed
        ? stop(state, 'needs_reauth', 'reauth')
        : to({ ...(state.applied ? state : fromTheStart(state)), refreshed: true }, { do: 'authorise', refresh: true })
    case 'reauth':
    case 'scope':
      return stop(state, 'needs_reauth', is)
    case 'operator':
      return stop(state, 'paused', is)
    case 'config':
      return stop(state, 'error', is)
    case 'quota':
      return later(state, { state: 'paused', because: is, wait_ms: 60 * 60_000 + Math.round(60_000 * random()) })
    default:
      return null
  }
}

function onReadingFailure(state: RunState, failure: Failure, random: () => number): Next {
  switch (failure.is) {
    case 'cursor_dead':
      // Read as a whole and reconciled; a second time in one run is a server that is ill (calendar.md §4.1).
      return state.resyncs > 0 || state.full ? backoff(state, failure, random) : anew(state)
    case 'calendar_gone':
    case 'gone':
    case 'forbidden':
      return stop(state, 'quarantined', 'calendar_gone')
    case 'too_large': {
      const size = Math.floor((state.size ?? 250) / 2)
      // Another size is another listing: its pages are counted from the start.
      return size < SMALLEST_PAGE ? backoff(state, failure, random) : again({ ...fromTheStart(state), size })
    }
    default:
      return backoff(state, failure, random)
  }
}

/** The same listing, with nothing of it staged. */
const fromTheStart = (state: RunState): RunState => ({ ...state, page: null, first: true })

function anew(state: RunState): Next {
  const next: RunState = { ...fromTheStart(state), cursor: null, full: true, resyncs: state.resyncs + 1 }
  return again(next)
}

const again = (state: RunState): Next => to(state, fetch(state))

function onItemFailure(state: RunState, failure: Failure, random: () => number): Next {
  const { chosen } = state
  if (chosen === null) return backoff(state, failure, random)
  switch (failure.is) {
    case 'gone':
      return to(state, state.at === 'send' && chosen.write === 'delete' ? STORE : { do: 'read_back', after: 'gone' })
    case 'race': {
      const races = (state.races[chosen.link] ?? 0) + 1
      if (races > MOST_RACES) return aside(state, 'keeps_changing')
      return to({ ...state, races: { ...state.races, [chosen.link]: races } }, { do: 'read_back', after: 'race' })
    }
    case 'duplicate':
    case 'identity':
      return to(state, { do: 'read_back', after: 'taken' })
    case 'unknown_outcome':
      // Read at once; where that fails as well the write stays noted as begun, and the next run reads first.
      return state.at === 'send' ? to(state, { do: 'read_back', after: 'unknown' }) : backoff(state, failure, random)
    case 'poison':
    case 'too_large':
    case 'forbidden':
    case 'calendar_gone':
      return aside(state, failure.is)
    case 'transient':
      return keepsFailing(state, failure) ? aside(state, 'keeps_failing') : backoff(state, failure, random)
    default:
      return backoff(state, failure, random)
  }
}

/**
 * The server answers what it is asked about the calendar, and fails at this event run after run. One in a run: where the next
 * one fails as well it is the server that is ill, which says 503 where it knows that.
 */
function keepsFailing(state: RunState, { status = null, retry_after_ms }: Failure): boolean {
  const fails = status !== null && status >= 500 && status !== 503 && retry_after_ms === null
  return fails && state.failures + 1 >= MOST_FAILURES && state.pulled + state.pushed + state.rejected === 0
}

const STORE: Effect = { do: 'store', answer: 'deleted' }

const aside = (state: RunState, reason: string): Next =>
  to({ ...state, rejected: state.rejected + 1 }, { do: 'store', answer: { rejected: reason } })

function backoff(state: RunState, { is, retry_after_ms }: Failure, random: () => number): Next {
  const failures = failuresAfter(state)
  const wait = { failures, retry_after_ms, random }
  const wait_ms = is === 'throttle' ? throttleWait(wait) : failureWait(wait)
  return release(state, { state: 'backoff', because: is, wait_ms, failures })
}

/** A run that got nothing done counts on; one that got something done begins to count anew (calendar.md §6.4.13). */
const failuresAfter = (state: RunState): number => (state.pulled + state.pushed > 0 ? 1 : state.failures + 1)

const stop = (state: RunState, how: Outcome['state'], because: ErrorClass): Next =>
  later(state, { state: how, because, wait_ms: null })

function later(state: RunState, how: Pick<Outcome, 'state' | 'because' | 'wait_ms'>): Next {
  return release(state, { ...how, failures: state.failures })
}
