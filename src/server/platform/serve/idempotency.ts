import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { refusal } from '#contract/endpoint.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import { refuse } from '#platform/errors.ts'
import { invalidInput } from './input.ts'

export const keyReused = refusal('idempotency_key_reused', 422, 'This Idempotency-Key was used for another request.')
export const inProgress = refusal(
  'idempotency_in_progress',
  409,
  'The first request with this Idempotency-Key is still running.',
)

declare module '#platform/db/tables.ts' {
  interface Tables {
    idempotency_keys: {
      user_id: string
      key: string
      request_hash: string
      status: number | null
      body: string | null
      created_at: string
    }
  }
}

// A request that died with its process leaves its key behind; after this long another may take it over.
const TAKE_OVER = '2 minutes'

export interface KeyedRequest {
  readonly key: string
  readonly method: string
  readonly url: string
  readonly body: unknown
}

type Outcome = { status: number; body: unknown; replayed: boolean }

/** Runs `work` once per person and key; a repetition is answered with what the first one gave. */
export async function once(
  ctx: Ctx,
  actor: Actor,
  request: KeyedRequest,
  work: () => Promise<{ status: number; body: unknown }>,
): Promise<Outcome> {
  if (!/^[\x21-\x7e]{1,200}$/.test(request.key)) {
    return refuse(invalidInput, {
      field_errors: [{ field: 'Idempotency-Key', code: 'invalid', message: 'Use 1 to 200 visible characters.' }],
    })
  }
  const hash = createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
    .digest('hex')
  const before = await claim(ctx, actor, request.key, hash)
  if (before !== null) return before
  try {
    const result = await work()
    await ctx.db.as(actor, (tx) =>
      sql`UPDATE idempotency_keys SET status = ${result.status}, body = ${JSON.stringify(result.body ?? null)}::jsonb
          WHERE user_id = ${actor.user_id} AND key = ${request.key}`.execute(tx),
    )
    return { ...result, replayed: false }
  } catch (error) {
    await ctx.db.as(actor, (tx) =>
      sql`DELETE FROM idempotency_keys WHERE user_id = ${actor.user_id} AND key = ${request.key}`.execute(tx),
    )
    throw error
  }
}

async function claim(ctx: Ctx, actor: Actor, key: string, hash: string): Promise<Outcome | null> {
  return ctx.db.as(actor, async (tx) => {
    const inserted = await sql<{ key: string }>`
      INSERT INTO idempotency_keys AS k (user_id, key, request_hash) VALUES (${actor.user_id}, ${key}, ${hash})
      ON CONFLICT (user_id, key) DO UPDATE SET created_at = now()
        WHERE k.status IS NULL AND k.request_hash = excluded.request_hash AND k.created_at < now() - ${sql.lit(TAKE_OVER)}::interval
      RETURNING key`.execute(tx)
    if (inserted.rows.length > 0) return null
    const found = await sql<{ request_hash: string; status: number | null; body: unknown }>`
      SELECT request_hash, status, body FROM idempotency_keys WHERE user_id = ${actor.user_id} AND key = ${key}`.execute(
      tx,
    )
    const row = found.rows[0]
    if (row === undefined || row.status === null) return refuse(inProgress, { retry_after_s: 1 })
    if (row.request_hash !== hash) return refuse(keyReused)
    return { status: row.status, body: row.body, replayed: true }
  })
}
