/** What a reading says is gone, and of how many. */
export interface Deletions {
  /** The links whose object the reading says is gone, though nobody here deleted it. */
  readonly gone: readonly string[]
  /** Links that live before the reading. */
  readonly links: number
  /** A listing of everything that came to its end; an incremental answer says nothing of what it leaves out. */
  readonly complete: boolean
  /** How many objects the listing had. */
  readonly listed: number
  /** Deletions that a person has confirmed. */
  readonly confirmed: ReadonlySet<string>
}

const FEW = 10
const SHARE = 0.2

/**
 * The mass-delete guard (calendar.md §6.4.7): more than 10 and more than 20 % of the links at once, or a calendar that had
 * something and is empty now, waits for a person. Deletes that a person asked for here are not counted: those were meant.
 */
export function needsConfirmation({ gone, links, complete, listed, confirmed }: Deletions): boolean {
  const unconfirmed = gone.filter((id) => !confirmed.has(id)).length
  if (unconfirmed === 0) return false
  return unconfirmed > Math.max(FEW, SHARE * links) || (complete && listed === 0)
}
