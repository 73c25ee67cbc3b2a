import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { tooManyTries } from '#contract/accounts.ts'
import { isoOf } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { refuse } from '#platform/errors.ts'
import { networkOf } from '#platform/serve/network.ts'

declare module '#platform/db/tables.ts' {
  interface Tables {
    login_attempts: { key: string; failures: number; first_at: string; last_at: string; blocked_until: string | null }
  }
}

const WINDOW_MS = 3600_000

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

/**
 * Runs `attempt`, which gives null when the secret was wrong. Every try is counted before it is made, so that many at
 * once count, too; a right one is taken off again. Refuses when there were too many.
 */
export async function withAttempts<Result>(
  ctx: Ctx,
  guess: Guess,
  attempt: () => Promise<Result | null>,
): Promise<{ result: Result } | { result: null; tries_left: number }> {
  const counters = countersOf(ctx, guess)
  const tries_left = await ctx.db.asSystem('log-in attempts', (tx) => count(ctx, tx, counters))
  const result = await attempt()
  if (result === null) return { result: null, tries_left }
  await ctx.db.asSystem('log-in attempts', (tx) => takeOff(tx, counters))
  return { result }
}

function countersOf(ctx: Ctx, guess: Guess): Counter[] {
  const account = createHash('sha256').update(guess.account.toLowerCase()).digest('hex').slice(0, 32)
  const network = networkOf(guess.address)
  const factor = ctx.config.rate_limit_factor
  return [
    { key: `${guess.kind}:${account}:${network}`, limit: 5 },
    // Many addresses at one account, and one address at many accounts. Generous: they also stop the rightful.
    { key: `${guess.kind}:${account}`, limit: 100 },
    { key: `${guess.kind}:${network}`, limit: 200 * factor },
  ]
}

async function count(ctx: Ctx, tx: Tx, counters: readonly Counter[]): Promise<number> {
  const now = ctx.clock.ms()
  const counts: number[] = []
  for (const counter of counters) {
    const counted = await countOne(tx, counter, { now: isoOf(now), window: isoOf(now - WINDOW_MS) })
    if (counted === null) return refuse(tooManyTries, { retry_after_s: await pauseLeft(tx, counter, now) })
    counts.push(counted)
  }
  return Math.max(0, (counters[0]?.limit ?? 0) - (counts[0] ?? 0))
}

/** One more try; null during a pause. The try that reaches the limit begins it, and each one after it doubles it. */
async function countOne(tx: Tx, { key, limit }: Counter, at: { now: string; window: string }): Promise<number | null> {
  const next = sql`CASE WHEN a.last_at < ${at.window} THEN 1 ELSE a.failures + 1 END`
  const row = await sql<{ failures: number }>`
    INSERT INTO login_attempts AS a (key, failures, first_at, last_at) VALUES (${key}, 1, ${at.now}, ${at.now})
    ON CONFLICT (key) DO UPDATE SET
      failures = ${next},
      first_at = CASE WHEN a.last_at < ${at.window} THEN excluded.first_at ELSE a.first_at END,
      last_at = excluded.last_at,
      blocked_until = CASE WHEN (${next}) >= ${limit}::int THEN
        excluded.last_at + least(interval '1 hour', interval '5 minutes' * power(2, least((${next}) - ${limit}::int, 10)))
      END
    WHERE a.blocked_until IS NULL OR a.blocked_until <= excluded.last_at
    RETURNING failures`.execute(tx)
  return row.rows[0]?.failures ?? null
}

async function pauseLeft(tx: Tx, { key }: Counter, now: number): Promise<number> {
  const row = await tx.selectFrom('login_attempts').select('blocked_until').where('key', '=', key).executeTakeFirst()
  return row?.blocked_until == null ? 1 : Math.max(1, Math.ceil((Date.parse(row.blocked_until) - now) / 1000))
}

async function takeOff(tx: Tx, counters: readonly Counter[]): Promise<void> {
  const [own, ...wider] = counters
  await tx
    .deleteFrom('login_attempts')
    .where('key', '=', own?.key ?? '')
    .execute()
  for (const { key, limit } of wider) {
    await sql`
      UPDATE login_attempts SET failures = greatest(failures - 1, 0),
        blocked_until = CASE WHEN failures > ${limit}::int THEN blocked_until END
      WHERE key = ${key}`.execute(tx)
  }
}
