/**
 * In which ways Graph is not the same everywhere, or not documented: a program has to stand all of them. Tests set them, and
 * whoever starts the fake begins with the kinder ones.
 */
export interface Traits {
  /** What the first round of a delta tells of the master of a series that began before the window (calendar.md §4.4.6). */
  earlier_master: 'first_times' | 'none'
  /** A row of one page comes again on the next (learn.microsoft.com/graph/delta-query-overview, "Replays"). */
  repeated_rows: boolean
  /** How the same event under the same `transactionId` is answered: with the first one, or refused (calendar.md §4.4.4). */
  repeated_transaction: 201 | 400 | 409
  /** Whether one calendar's events can be subscribed to; documented are only those of all (calendar.md §4.4.9). */
  calendar_subscriptions: boolean
  /** Whether a refresh token is good once more after it was used (learn.microsoft.com/entra/identity-platform/refresh-tokens). */
  spent_refresh_tokens: 'refused' | 'accepted'
}

export const usualTraits = (): Traits => ({
  earlier_master: 'first_times',
  repeated_rows: true,
  repeated_transaction: 201,
  calendar_subscriptions: false,
  spent_refresh_tokens: 'refused',
})
