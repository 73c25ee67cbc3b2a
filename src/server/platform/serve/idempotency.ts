import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import { refusal } from '#contract/endpoint.ts'
import type { Actor } from '#platform/actor.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { RefusedError, refuse } from '#platform/errors.ts'
import { job } from '#platform/queue.ts'
import { invalidInput } from './input.ts'

export const keyReused = refusal('idempotency_key_reused', 422, 'This Idempotency-Key was used for another request.')
export const inProgress = refusal(
  'idempotency_in_progress',
  409,
  'The first request with this Idempotency-Key is still running.',
)
export const answerLost = refusal(
  'idempotency_answer_lost',
  409,
  'The first request with this Idempotency-Key changed something, then broke off. Look before you send it with a new key.',
)

declare module '#platform/db/tables.ts' {
  interface Tables {
    idempotency_keys: {
      user_id: string
      key: string
      request_hash: string
      status: number | null
      body: string | null
      written: boolean
      created_at: string
    }
  }
}

/** The longest key that is taken. */
export const KEY_LENGTH = 200
/** How long an answer is told again. */
export const KEPT_HOURS = 24
// A request that died with its process leaves its key behind; after this long another may take it over.
const TAKE_OVER = '2 minutes'

export interface KeyedRequest {
  readonly key: string
  readonly method: string
  readonly url: string
  readonly body: unknown
}

type Answer = { status: number; body: unknown }
type Outcome = Answer & { replayed: boolean }

/**
 * Whether a request to this endpoint may carry a key. What passwords and tokens go in and out of is never kept, not
 * even to be told again.
 */
export function takesKey({ method, access, secret }: Endpoint): boolean {
  return method !== 'GET' && access !== 'public' && access !== 'session' && !secret
}

/**
 * Runs `work` once per person and key; a repetition is answered with what the first one gave. `work` has to write
 * through the ctx that it is given. Refuses `keyReused`, `inProgress`, `answerLost`.
 */
export async function once<C extends Ctx>(
  ctx: C,
  actor: Actor,
  request: KeyedRequest,
  work: (ctx: C) => Promise<Answer>,
): Promise<Outcome> {
  const { key } = request
  if (!/^[\x21-\x7e]+$/.test(key) || key.length > KEY_LENGTH) {
    const message = `Use 1 to ${KEY_LENGTH} visible characters.`
    return refuse(invalidInput, { field_errors: [{ field: 'Idempotency-Key', code: 'invalid', message }] })
  }
  const hash = createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
    .digest('hex')
  const before = await claim(ctx, actor, key, hash)
  if (before !== null) return before
  const own = sql`user_id = ${actor.user_id} AND key = ${key}`
  try {
    const { status, body } = await work(notingWrites(ctx, { user_id: actor.user_id, key }))
    await ctx.db.as(actor, (tx) =>
      sql`UPDATE idempotency_keys SET status = ${status}, body = ${JSON.stringify(body ?? null)}::jsonb WHERE ${own}`.execute(
        tx,
      ),
    )
    return { status, body, replayed: false }
  } catch (error) {
    // A refusal may be met another time; what broke off after it wrote must not be done again.
    const unlessWritten = error instanceof RefusedError ? sql`` : sql` AND NOT written`
    await ctx.db.as(actor, (tx) => sql`DELETE FROM idempotency_keys WHERE ${own}${unlessWritten}`.execute(tx))
    throw error
  }
}

/** The ctx of a keyed request: each of its transactions that wrote says so at the key, before it commits. */
function notingWrites<C extends Ctx>(ctx: C, of: { user_id: string; key: string }): C {
  const noted = <Result>(work: (tx: Tx) => Promise<Result>) => {
    return async (tx: Tx) => {
      const result = await work(tx)
      await sql`UPDATE idempotency_keys SET written = true WHERE user_id = ${of.user_id} AND key = ${of.key}
        AND pg_current_xact_id_if_assigned() IS NOT NULL`.execute(tx)
      return result
    }
  }
  const { db } = ctx
  const noting: Ctx['db'] = {
    ...db,
    as: (reader, work) => db.as(reader, reader.read_only === true ? work : noted(work)),
    asSystem: (reason, work) => db.asSystem(reason, noted(work)),
    besideSystem: (reason, work) => db.besideSystem(reason, noted(work)),
  }
  return { ...ctx, db: noting }
}

async function claim(ctx: Ctx, actor: Actor, key: string, hash: string): Promise<Outcome | null> {
  return ctx.db.as(actor, async (tx) => {
    const inserted = await sql<{ key: string }>`
      INSERT INTO idempotency_keys AS k (user_id, key, request_hash) VALUES (${actor.user_id}, ${key}, ${hash})
      ON CONFLICT (user_id, key) DO UPDATE SET created_at = now()
        WHERE k.status IS NULL AND NOT k.written AND k.request_hash = excluded.request_hash AND ${abandoned}
      RETURNING key`.execute(tx)
    if (inserted.rows.length > 0) return null
    const found = await sql<{ request_hash: string; status: number | null; body: unknown; abandoned: boolean }>`
      SELECT request_hash, status, body, ${abandoned} AS abandoned FROM idempotency_keys k
      WHERE user_id = ${actor.user_id} AND key = ${key}`.execute(tx)
    const row = found.rows[0]
    if (row !== undefined && row.request_hash !== hash) return refuse(keyReused)
    if (row === undefined || (row.status === null && !row.abandoned)) return refuse(inProgress, { retry_after_s: 1 })
    return row.status === null ? refuse(answerLost) : { status: row.status, body: row.body, replayed: true }
  })
}

const abandoned = sql`k.created_at < now() - ${sql.lit(TAKE_OVER)}::interval`

export const forgetKeys = job({
  name: 'serve.forget-keys',
  data: z.object({}),
  cron: '53 * * * *',
  run: (ctx: Ctx) =>
    ctx.db.asSystem('forget old idempotency keys', async (tx) => {
      await sql`DELETE FROM idempotency_keys WHERE created_at < now() - make_interval(hours => ${KEPT_HOURS})`.execute(
        tx,
      )
    }),
})
