import { onFailure } from './run-failure.ts'
import { fetch, release, to } from './run-step.ts'
import type { Effect, Next, RunState, Signal } from './run-step.ts'
import { failureWait } from './schedule.ts'

/** A run before its first step. */
export function begin(): Next {
  const zero = { applied: false, pulled: 0, pushed: 0, rejected: 0, resyncs: 0, failures: 0 }
  const blank = { page: null, last_cursor: null, first: true, size: null, refreshed: false, chosen: null, races: {} }
  return to({ ...zero, ...blank, at: 'lease', cursor: null, full: true, outcome: null }, { do: 'lease' })
}

/**
 * One step of a run (calendar.md §6.3): lease, authorise, read every page, apply all of them with their cursor, then tell
 * what is to be told, and let go. Pure: the server and the simulation carry out the same steps, and
 * a run that ends between any two of them is simply begun again.
 */
export function advance(state: RunState, signal: Signal, random: () => number): Next {
  switch (signal.kind) {
    case 'leased':
      return to(
        { ...state, cursor: signal.cursor, full: signal.cursor === null, failures: signal.failures },
        { do: 'authorise', refresh: false },
      )
    case 'busy':
    case 'fenced':
    case 'released':
      return { state: { ...state, at: 'over' }, effect: null }
    case 'ready':
      return to(state, resumed(state))
    case 'page':
      return onPage(state, signal, random)
    case 'staged':
      return state.page === null ? to(state, apply(state)) : to(state, fetch(state))
    case 'unconfirmed':
      return to(state, { do: 'confirm', remote_ids: signal.remote_ids })
    case 'confirmed':
      return to(state, apply(state))
    case 'needs_confirmation':
      return release(state, { state: 'needs_confirmation', because: null, wait_ms: null, failures: state.failures })
    case 'applied': {
      const next = { ...state, cursor: state.last_cursor, pulled: state.pulled + signal.changed, applied: true }
      return to(next, { do: 'choose' })
    }
    case 'chosen': {
      const { link, write } = signal
      const next = { ...state, chosen: { link, write } }
      return to(next, write === 'unread' ? { do: 'read_back', after: 'unknown' } : { do: 'send' })
    }
    case 'answered':
      return to({ ...state, pushed: state.pushed + signal.writes }, { do: 'store', answer: 'given' })
    case 'stored':
      return to({ ...state, chosen: null }, { do: 'choose' })
    case 'nothing':
      return finished(state, random)
    case 'failed':
      return onFailure(state, signal, random)
  }
}

/** A run in which nothing but refusals came of it is a failure too (calendar.md §6.4.13). */
function finished(state: RunState, random: () => number): Next {
  if (state.rejected === 0 || state.pulled + state.pushed > 0) {
    return release(state, { state: 'idle', because: null, wait_ms: null, failures: 0 })
  }
  const failures = state.failures + 1
  const wait_ms = failureWait({ failures, retry_after_ms: null, random })
  return release(state, { state: 'backoff', because: 'poison', wait_ms, failures })
}

function onPage(state: RunState, page: Signal & { kind: 'page' }, random: () => number): Next {
  // A last page without a cursor is no success (calendar.md §4.1): whatever came after it would be lost.
  if (page.next === null && page.cursor === null) {
    return onFailure(state, { kind: 'failed', is: 'protocol', retry_after_ms: null }, random)
  }
  const next = { ...state, page: page.next, last_cursor: page.cursor, first: false }
  return to(next, { do: 'stage', first: state.first })
}

/** Goes on after a new token was had: with what was refused. */
function resumed(state: RunState): Effect {
  if (state.chosen === null) return state.applied ? { do: 'choose' } : fetch(state)
  return state.chosen.write === 'unread' ? { do: 'read_back', after: 'unknown' } : { do: 'send' }
}

const apply = ({ full, last_cursor }: RunState): Effect => ({ do: 'apply', complete: full, cursor: last_cursor ?? '' })
