import type { Random } from '#platform/random.ts'

const FIRST_MS = 500
const LONGEST_MS = 20_000

/** Full jitter: anywhere between nothing and the doubled ceiling, so that many clients do not come back together. */
export function backoffMs(failedTries: number, random: Random): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failedTries - 1))
  return Math.floor(random.fraction() * ceiling)
}
