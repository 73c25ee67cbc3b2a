import type { Said } from './event.ts'
import type { PatternedRecurrence } from './recurrence.ts'

/** What is different on one date of a series. */
export interface Exception {
  readonly said: Partial<Said>
  readonly version: number
  readonly created: number
  readonly modified: number
}

export interface Series {
  readonly recurrence: PatternedRecurrence
  /** By the date on which each would have been. */
  readonly cancelled: Set<string>
  readonly exceptions: Map<string, Exception>
}

/** A single event, or a series: its master with all that is different on some dates. */
export interface Item {
  readonly number: number
  place: number
  calendar: string
  version: number
  readonly transactionId: string | null
  readonly created: number
  modified: number
  said: Said
  series: Series | null
  readonly extended: Map<string, { readonly id: string; readonly value: string }>
}

/** One thing that happened in a mailbox; in the order in which they happened, these are what a delta is made of. */
export interface Change {
  readonly kind: 'created' | 'updated' | 'deleted'
  /** `all` of it, the `master` of a series alone, or the date of an occurrence, which the master comes with. */
  readonly what: string
  readonly item: Item
  /** Where it was, and what it was called, when it happened. */
  readonly calendar: string
  readonly number: number
  readonly place: number
}
