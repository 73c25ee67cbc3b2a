import type { ErrorClass } from './errors.ts'

/** What a run asks its interpreter to do next; each is one request or one transaction (calendar.md §6.3). */
export type Effect =
  | { readonly do: 'lease' }
  /** Have a token ready; `refresh`: a new one, since the one that was used is refused. */
  | { readonly do: 'authorise'; readonly refresh: boolean }
  | { readonly do: 'fetch'; readonly cursor: string | null; readonly page: string | null; readonly size: number | null }
  /** Keep the rows of the page that was fetched beside those before; `first` throws away what lay there. */
  | { readonly do: 'stage'; readonly first: boolean }
  /** One transaction: `reconcile` what is staged, store its steps, and the cursor with them. */
  | { readonly do: 'apply'; readonly complete: boolean; readonly cursor: string }
  /** Read what may only have left the window, and stage what that brings in the place of what lay there of it. */
  | { readonly do: 'confirm'; readonly remote_ids: readonly string[] }
  /** One transaction: take the next links with something to tell, and store what is about to be sent. */
  | { readonly do: 'choose' }
  | { readonly do: 'send' }
  /** Read the chosen object and store what follows: after a race, a lost answer, an id that is taken. */
  | { readonly do: 'read_back'; readonly after: 'race' | 'unknown' | 'taken' | 'gone' }
  /** One transaction: store what was answered, or that it was deleted already, or put the event aside with a reason. */
  | { readonly do: 'store'; readonly answer: 'given' | 'deleted' | { readonly rejected: string } }
  | { readonly do: 'release'; readonly outcome: Outcome }

/** What came of it. */
export type Signal =
  /** With where the last run left off, as it is stored once nobody else can change it. */
  | { readonly kind: 'leased'; readonly cursor: string | null; readonly failures: number }
  | {
      readonly kind: 'busy' | 'ready' | 'staged' | 'confirmed' | 'stored' | 'nothing' | 'released'
    }
  /** `writes`: those that were done; of several that were sent at once the others are chosen again, one after the other. */
  | { readonly kind: 'answered'; readonly writes: number }
  | { readonly kind: 'page'; readonly next: string | null; readonly cursor: string | null }
  | { readonly kind: 'applied'; readonly changed: number }
  | { readonly kind: 'unconfirmed'; readonly remote_ids: readonly string[] }
  | { readonly kind: 'needs_confirmation' }
  /** A link to tell the calendar about; `unread`: the outcome of an earlier write must be read first. */
  | { readonly kind: 'chosen'; readonly link: string; readonly write: 'create' | 'update' | 'delete' | 'unread' }
  | {
      readonly kind: 'failed'
      readonly is: ErrorClass
      readonly retry_after_ms: number | null
      /** What the server answered with; null or absent: it did not. */
      readonly status?: number | null
    }
  /** Someone else holds the lease by now: what this run would store is refused, and it ends without a word. */
  | { readonly kind: 'fenced' }

/** Where a calendar stands between two runs. */
export interface Outcome {
  readonly state: 'idle' | 'backoff' | 'needs_reauth' | 'paused' | 'quarantined' | 'needs_confirmation' | 'error'
  readonly because: ErrorClass | null
  /** How often in a row a run got nothing done. */
  readonly failures: number
  /** Null: when the next push or poll is due. */
  readonly wait_ms: number | null
  readonly pulled: number
  readonly pushed: number
  readonly rejected: number
  readonly full: boolean
}

export interface RunState {
  readonly at: Effect['do'] | 'over'
  readonly cursor: string | null
  readonly page: string | null
  readonly last_cursor: string | null
  readonly first: boolean
  readonly size: number | null
  readonly full: boolean
  /** Whether what was read is stored; what fails from then on is about telling. */
  readonly applied: boolean
  /** How often the whole was read anew since the cursor was dead. */
  readonly resyncs: number
  readonly refreshed: boolean
  readonly chosen: { readonly link: string; readonly write: 'create' | 'update' | 'delete' | 'unread' } | null
  readonly races: Readonly<Record<string, number>>
  readonly failures: number
  readonly pulled: number
  readonly pushed: number
  readonly rejected: number
  readonly outcome: Outcome | null
}

export interface Next {
  readonly state: RunState
  readonly effect: Effect | null
}

/** The next page, or the first one. */
export const fetch = (state: RunState): Effect => {
  const { cursor, page, size } = state
  return { do: 'fetch', cursor, page, size }
}

/** Goes to an effect. */
export function to(state: RunState, effect: Effect): Next {
  return { state: { ...state, at: effect.do }, effect }
}

/** Ends the run with an outcome, and lets go of the lease. */
export function release(state: RunState, how: Pick<Outcome, 'state' | 'because' | 'wait_ms' | 'failures'>): Next {
  const { pulled, pushed, rejected, full } = state
  const outcome: Outcome = { ...how, pulled, pushed, rejected, full }
  return to({ ...state, outcome }, { do: 'release', outcome })
}
