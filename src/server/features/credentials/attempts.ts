import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { tooManyTries } from '#contract/accounts.ts'
import { isoOf } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import { refuse } from '#platform/errors.ts'

declare module '#platform/db/tables.ts' {
  interface Tables {
    login_attempts: { key: string; failures: number; first_at: string; last_at: string; blocked_until: string | null }
  }
}

const WINDOW_MS = 3600_000
const FIRST_PAUSE_MS = 5 * 60_000
const LONGEST_PAUSE_MS = 3600_000

/** What is counted: one account from one address, one account from anywhere, one address on any account. */
interface Counter {
  readonly key: string
  readonly limit: number
}

/** Guessing at one secret, by one person's name for it and where it came from. */
export interface Guess {
  readonly kind: 'password' | 'code'
  readonly account: string
  readonly address: string
}

/** Runs `attempt`, which gives null when the secret was wrong; counts failures and refuses when there were too many. */
export async function withAttempts<Result>(
  ctx: Ctx,
  guess: Guess,
  attempt: () => Promise<Result | null>,
): Promise<{ result: Result } | { result: null; tries_left: number }> {
  const counters = countersOf(ctx, guess)
  await refuseBlocked(ctx, counters)
  const result = await attempt()
  if (result !== null) {
    await forget(ctx, counters[0]?.key ?? '')
    return { result }
  }
  const tries_left = await recordFailure(ctx, counters)
  return { result: null, tries_left }
}

function countersOf(ctx: Ctx, guess: Guess): Counter[] {
  const account = createHash('sha256').update(guess.account.toLowerCase()).digest('hex').slice(0, 32)
  const factor = ctx.config.rate_limit_factor
  return [
    { key: `${guess.kind}:${account}:${guess.address}`, limit: 5 },
    // Many addresses at one account, and one address at many accounts. Generous: they also stop the rightful.
    { key: `${guess.kind}:${account}`, limit: 100 },
    { key: `${guess.kind}:${guess.address}`, limit: 200 * factor },
  ]
}

async function refuseBlocked(ctx: Ctx, counters: readonly Counter[]): Promise<void> {
  const now = ctx.clock.ms()
  const blocked = await ctx.db.asSystem('log-in attempts', (tx) =>
    tx
      .selectFrom('login_attempts')
      .select((row) => row.fn.max('blocked_until').as('until'))
      .where(
        'key',
        'in',
        counters.map((counter) => counter.key),
      )
      .where('blocked_until', '>', isoOf(now))
      .executeTakeFirst(),
  )
  const until = blocked?.until
  if (typeof until === 'string') refuse(tooManyTries, { retry_after_s: Math.ceil((Date.parse(until) - now) / 1000) })
}

async function recordFailure(ctx: Ctx, counters: readonly Counter[]): Promise<number> {
  const now = ctx.clock.ms()
  const failures = await ctx.db.asSystem('log-in attempts', async (tx) => {
    const counts: number[] = []
    for (const counter of counters) {
      const row = await sql<{ failures: number }>`
        INSERT INTO login_attempts AS a (key, failures, first_at, last_at) VALUES (${counter.key}, 1, ${isoOf(now)}, ${isoOf(now)})
        ON CONFLICT (key) DO UPDATE SET
          failures = CASE WHEN a.last_at < ${isoOf(now - WINDOW_MS)} THEN 1 ELSE a.failures + 1 END,
          first_at = CASE WHEN a.last_at < ${isoOf(now - WINDOW_MS)} THEN excluded.first_at ELSE a.first_at END,
          last_at = excluded.last_at
        RETURNING failures`.execute(tx)
      const count = row.rows[0]?.failures ?? 1
      counts.push(count)
      if (count < counter.limit) continue
      const until = isoOf(now + pauseOf(count - counter.limit))
      await tx.updateTable('login_attempts').set({ blocked_until: until }).where('key', '=', counter.key).execute()
    }
    return counts[0] ?? 1
  })
  return Math.max(0, (counters[0]?.limit ?? 0) - failures)
}

// Each further failure after a pause doubles the next one, up to an hour.
function pauseOf(beyond: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(beyond, 10))
}

async function forget(ctx: Ctx, key: string): Promise<void> {
  await ctx.db.asSystem('log-in attempts', (tx) => tx.deleteFrom('login_attempts').where('key', '=', key).execute())
}
