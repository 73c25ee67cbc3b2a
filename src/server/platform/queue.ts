import type { z } from 'zod'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'

/** A background job. It may run twice: it carries ids, re-reads state and is idempotent. */
export interface Job<C extends Ctx = Ctx, Data extends z.ZodType = z.ZodType> {
  readonly name: string
  readonly data: Data
  /** Tries after the first, with exponential backoff. */
  readonly retries: number
  readonly timeout_s: number
  /** Cron in UTC, for scheduled jobs whose `data` accepts `{}`. */
  readonly cron: string | null
  /** How many of this job run at once on one node. */
  readonly concurrency: number
  readonly run: (ctx: C, data: z.output<Data>, signal: AbortSignal) => Promise<void>
}

/** Declares a job. */
export function job<C extends Ctx, Data extends z.ZodType>(definition: {
  name: string
  data: Data
  retries?: number
  timeout_s?: number
  cron?: string
  concurrency?: number
  run: (ctx: C, data: z.output<Data>, signal: AbortSignal) => Promise<void>
}): Job<C, Data> {
  return {
    name: definition.name,
    data: definition.data,
    retries: definition.retries ?? 3,
    timeout_s: definition.timeout_s ?? 60,
    cron: definition.cron ?? null,
    concurrency: definition.concurrency ?? 1,
    run: definition.run,
  }
}

export interface Queue {
  /**
   * Enqueues in the caller's transaction: the job exists if and only if the transaction commits.
   * With `key`, a job of the same name and key that still waits is not added again. Null then, else its id.
   */
  enqueue<Data extends z.ZodType>(
    tx: Tx,
    job: Job<never, Data>,
    data: z.input<Data>,
    options?: { key?: string; start_after_s?: number },
  ): Promise<string | null>
  /** Waits until nothing is due; for tests. */
  drain(): Promise<void>
}
