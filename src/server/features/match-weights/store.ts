import { sql } from 'kysely'
import { z } from 'zod'
import { MatchShares, MatchWeights } from '#contract/match.ts'
import type { Answer } from '#domain/match-weights/learn.ts'
import type { Shares } from '#domain/match-weights/weights.ts'
import { WEIGHTS } from '#domain/postings/match.ts'
import type { Tx } from '#platform/db/db.ts'

declare module '#platform/db/tables.ts' {
  interface Tables {
    match_weights: { user_id: string; version: number }
    match_answers: {
      user_id: string
      posting_id: string
      verdict: Answer['verdict']
      reasons: string[]
      has_hidden: boolean
      answered_at: string
    }
  }
}

/** What a person set, and what counts now. */
export interface Kept {
  readonly base: MatchWeights | null
  readonly base_since: string | null
  readonly weights: MatchWeights
  readonly learning: boolean
  readonly version: number
}

const Row = z.object({
  base: MatchWeights.nullable(),
  base_since: z.string().nullable(),
  weights: MatchWeights,
  learning: z.boolean(),
  version: z.int(),
})

const UNTOUCHED: Kept = { base: null, base_since: null, weights: WEIGHTS, learning: true, version: 1 }

export async function findKept(tx: Tx, user_id: string): Promise<Kept> {
  const { rows } = await sql`SELECT * FROM match_weights WHERE user_id = ${user_id}`.execute(tx)
  return rows.length === 0 ? UNTOUCHED : Row.parse(rows[0])
}

/** The same, so that nobody else changes it before this transaction ends. */
export async function lockKept(tx: Tx, user_id: string, now: string): Promise<Kept> {
  await sql`
    INSERT INTO match_weights (user_id, weights, updated_at) VALUES (${user_id}, ${JSON.stringify(WEIGHTS)}::jsonb, ${now})
    ON CONFLICT DO NOTHING`.execute(tx)
  const { rows } = await sql`SELECT * FROM match_weights WHERE user_id = ${user_id} FOR UPDATE`.execute(tx)
  return Row.parse(rows[0])
}

export async function saveKept(
  tx: Tx,
  user_id: string,
  { kept, now }: { kept: Omit<Kept, 'version'>; now: string },
): Promise<void> {
  await sql`
    UPDATE match_weights SET base = ${kept.base === null ? null : JSON.stringify(kept.base)}::jsonb, base_since = ${kept.base_since},
      weights = ${JSON.stringify(kept.weights)}::jsonb, learning = ${kept.learning}, version = version + 1, updated_at = ${now}
    WHERE user_id = ${user_id}`.execute(tx)
}

// More would say little more, and are of a time when the person looked for something else.
const LATEST = 500

/** What a person said of postings since an instant, the latest first. */
export async function answersSince(tx: Tx, user_id: string, since: string | null): Promise<Answer[]> {
  const { rows } = await sql<Answer>`
    SELECT verdict, reasons, shares FROM match_answers WHERE user_id = ${user_id} AND (${since}::timestamptz IS NULL OR answered_at > ${since}::timestamptz)
    ORDER BY answered_at DESC, posting_id LIMIT ${LATEST}`.execute(tx)
  return rows.map((row) => ({ ...row, shares: MatchShares.parse(row.shares) }))
}

/** What a person said of one posting. */
export interface KeptAnswer {
  readonly verdict: Answer['verdict']
  readonly reasons: readonly string[]
  readonly has_hidden: boolean
  readonly answered_at: string
}

export async function answerOf(tx: Tx, user_id: string, posting_id: string): Promise<KeptAnswer | null> {
  const row = await tx
    .selectFrom('match_answers')
    .select(['verdict', 'reasons', 'has_hidden', 'answered_at'])
    .where('user_id', '=', user_id)
    .where('posting_id', '=', posting_id)
    .executeTakeFirst()
  return row ?? null
}

/** Keeps what a person says of a posting; what was said of it before is forgotten. */
export async function keepAnswer(
  tx: Tx,
  of: { user_id: string; posting_id: string },
  answer: KeptAnswer & { shares: Shares },
): Promise<void> {
  await sql`
    INSERT INTO match_answers (user_id, posting_id, verdict, reasons, shares, has_hidden, answered_at)
    VALUES (${of.user_id}, ${of.posting_id}, ${answer.verdict}, ${[...answer.reasons]}::text[], ${JSON.stringify(answer.shares)}::jsonb, ${answer.has_hidden}, ${answer.answered_at})
    ON CONFLICT (user_id, posting_id) DO UPDATE SET verdict = excluded.verdict, reasons = excluded.reasons, shares = excluded.shares,
      has_hidden = excluded.has_hidden, answered_at = excluded.answered_at`.execute(tx)
}

export async function dropAnswer(tx: Tx, user_id: string, posting_id: string): Promise<void> {
  await tx.deleteFrom('match_answers').where('user_id', '=', user_id).where('posting_id', '=', posting_id).execute()
}
