import type { Status } from '#contract/stages.ts'

/** Where an application can stand: a status, or an own stage that counts as it. */
export interface Place {
  readonly status: Status
  readonly stage_id: string | null
}

/** One row of a history: since `at`, the application stands there. `id` ascends with the time of recording. */
export interface Entry extends Place {
  readonly id: string
  /** RFC 3339 in UTC. */
  readonly at: string
}

/** Oldest first, never empty: the first entry is the creation. */
export type History<E extends Entry = Entry> = readonly [E, ...E[]]

/** Everything about an application that follows from its history and is never set by itself. */
export interface Derived extends Place {
  readonly status_at: string
  readonly applied_at: string | null
  readonly first_reply_at: string | null
  readonly closed_at: string | null
}

/** A stay in one place; `to` is null for the present one. */
export interface Stay extends Place {
  readonly from: string
  readonly to: string | null
  readonly ms: number
}

const CLOSED: ReadonlySet<Status> = new Set(['accepted', 'rejected', 'declined', 'withdrawn', 'ghosted'])
const REPLIES: ReadonlySet<Status> = new Set(['interview', 'offer', 'accepted', 'rejected'])

/** Whether an application of this status is over. */
export function isClosed(status: Status): boolean {
  return CLOSED.has(status)
}

export function samePlace(a: Place, b: Place): boolean {
  return a.status === b.status && a.stage_id === b.stage_id
}

/** Entries in the order of a history: by time, and by recording where times are equal. */
export function inOrder<E extends Entry>(entries: readonly E[]): History<E> {
  const [first, ...rest] = entries.toSorted(byTime)
  if (first === undefined) throw new Error('A history has at least its creation.')
  return [first, ...rest]
}

function byTime(a: Entry, b: Entry): number {
  const difference = Date.parse(a.at) - Date.parse(b.at)
  if (difference !== 0) return difference
  return a.id < b.id ? -1 : 1
}

/** Whether a history begins with its creation, which was recorded first, and never says the same place twice in a row. */
export function isSound(history: History): boolean {
  const [creation] = history
  return history.every((entry, index) => {
    const before = history[index - 1]
    return before === undefined || (creation.id < entry.id && !samePlace(before, entry))
  })
}

/** What stands at the end of a history. */
export function latestOf<E extends Entry>(history: History<E>): E {
  return history.at(-1) ?? history[0]
}

/** Everything that follows from a history. */
export function derive(history: History): Derived {
  const latest = latestOf(history)
  const applied = history.findIndex((entry) => entry.status === 'applied')
  const reply = applied === -1 ? undefined : history.slice(applied + 1).find((entry) => REPLIES.has(entry.status))
  return {
    status: latest.status,
    stage_id: latest.stage_id,
    status_at: latest.at,
    applied_at: history[applied]?.at ?? null,
    first_reply_at: reply?.at ?? null,
    closed_at: closedAt(history),
  }
}

// The first of the closings that it ends with: rejected, then noted as ghosted, was over when it was rejected.
function closedAt(history: History): string | null {
  const lastOpen = history.findLastIndex((entry) => !isClosed(entry.status))
  return history[lastOpen + 1]?.at ?? null
}

/** How long it stood where, oldest first; what time in stage is computed from. */
export function staysOf(history: History, now: string): Stay[] {
  return history.map((entry, index) => {
    const next = history[index + 1]
    const end = Date.parse(next?.at ?? now)
    return {
      status: entry.status,
      stage_id: entry.stage_id,
      from: entry.at,
      to: next?.at ?? null,
      ms: Math.max(0, end - Date.parse(entry.at)),
    }
  })
}
