import type { Sha256 } from './value.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

/** Full jitter: anything between nothing and a limit that doubles each time, so that many do not come back at once. */
function jittered(failures: number, most: number, random: () => number): number {
  const limit = Math.min(most, SECOND * 2 ** Math.min(Math.max(failures, 1) - 1, 30))
  return Math.round(limit * random())
}

export interface Wait {
  /** How often in a row it failed, this time included. */
  readonly failures: number
  readonly retry_after_ms: number | null
  readonly random: () => number
}

/** Until the next try after being told to slow down: what was asked for and a little more, else 1, 2, 4 … 64 s. */
export function throttleWait({ failures, retry_after_ms, random }: Wait): number {
  return (retry_after_ms ?? 0) + jittered(failures, 64 * SECOND, random)
}

/** Until the next try after a failure that passes by itself: never sooner than it was asked for (calendar.md §6.5). */
export function failureWait({ failures, retry_after_ms, random }: Wait): number {
  return Math.max(SECOND, retry_after_ms ?? 0) + jittered(failures, 15 * MINUTE, random)
}

/** How often in a row nobody may answer for an account before it is left alone. */
export const MOST_UNANSWERED = 5

/**
 * How long an account is left alone for which nobody answered so often in a row: 30 s, then twice as long each time, up to a
 * quarter of an hour. After that one run looks whether it answers again. 0: it is not left alone.
 */
export function restAfter(unanswered: number): number {
  const over = unanswered - MOST_UNANSWERED
  return over < 0 ? 0 : Math.min(15 * MINUTE, 30 * SECOND * 2 ** Math.min(over, 30))
}

/**
 * How long at most until a calendar is read without being told to (calendar.md §0.5, §6.6): pushes get lost, so a healthy
 * channel only makes it rarer. `plan_ms` is what the operator wants, from 60 s to 15 min.
 */
export function pollEvery(plan_ms: number, channelIsHealthy: boolean): number {
  const wanted = Math.min(15 * MINUTE, Math.max(MINUTE, plan_ms))
  return channelIsHealthy ? Math.max(5 * MINUTE, wanted) : wanted
}

/**
 * When a push channel is renewed: at 80 % of the life that the answer gave it, and a share of up to 5 % earlier that is
 * always the same for one channel, so that a restart does not renew all at once. Milliseconds since the epoch.
 */
export function renewAt(
  channel: { readonly id: string; readonly from_ms: number; readonly until_ms: number },
  sha256: Sha256,
): number {
  const life = channel.until_ms - channel.from_ms
  const [high = 0, low = 0] = sha256(channel.id)
  const stagger = ((high << 8) | low) / 65_536
  return Math.round(channel.from_ms + life * (0.8 - 0.05 * stagger))
}
