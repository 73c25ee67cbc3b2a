import { sql } from 'kysely'
import type pg from 'pg'
import type { PgBoss } from 'pg-boss'
import type { z } from 'zod'
import type { Clock } from '#platform/clock.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import type { Log } from '#platform/log.ts'
import type { Metrics } from '#platform/metrics.ts'
import type { Signals } from '#platform/signals.ts'
import { makeBoss } from './queue/boss.ts'
import { deadLetters, runAgain } from './queue/dead-letters.ts'
import type { DeadLetter } from './queue/dead-letters.ts'
import { Worker } from './queue/worker.ts'

export { createQueueSchema } from './queue/boss.ts'

/** A job as the queue runs it: raw data in. */
export interface BoundJob<C> {
  readonly name: string
  /** Tries after the first, with exponential backoff. */
  readonly retries: number
  readonly timeout_s: number
  /** Cron in UTC, for scheduled jobs whose `data` accepts `{}`. */
  readonly cron: string | null
  /** True: also when a node starts, for what a new release makes due. */
  readonly at_start: boolean
  /** How many of this job run at once on one node. */
  readonly concurrency: number
  /** Parses what was stored, then runs. */
  readonly handle: (ctx: C, stored: unknown, signal: AbortSignal) => Promise<void>
}

/** A background job. It may run twice: it carries ids, re-reads state and is idempotent. */
export interface Job<C extends Ctx = Ctx, Data extends z.ZodType = z.ZodType> extends BoundJob<C> {
  readonly data: Data
  readonly run: (ctx: C, data: z.output<Data>, signal: AbortSignal) => Promise<void>
}

/** Declares a job. */
export function job<C extends Ctx, Data extends z.ZodType>(definition: {
  name: string
  data: Data
  retries?: number
  timeout_s?: number
  cron?: string
  at_start?: boolean
  concurrency?: number
  run: (ctx: C, data: z.output<Data>, signal: AbortSignal) => Promise<void>
}): Job<C, Data> {
  return {
    name: definition.name,
    data: definition.data,
    retries: definition.retries ?? 3,
    timeout_s: definition.timeout_s ?? 60,
    cron: definition.cron ?? null,
    at_start: definition.at_start ?? false,
    concurrency: definition.concurrency ?? 1,
    run: definition.run,
    handle: (ctx, stored, signal) => definition.run(ctx, definition.data.parse(stored ?? {}), signal),
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
  /** Runs what is due and waits until nothing is; for tests. */
  drain(): Promise<void>
}

/** The queue as the composition root and the operator's command line know it. */
export interface RunningQueue extends Queue {
  start<C extends Ctx>(ctx: C, jobs: readonly BoundJob<C>[]): Promise<void>
  stop(): Promise<void>
  /** Null while it runs, else what is wrong. */
  trouble(): string | null
  /** Jobs that failed for good, latest first. */
  deadLetters(limit: number): Promise<readonly DeadLetter[]>
  /** Puts a dead letter back into the queue; false when there is none of this id. */
  runAgain(id: string): Promise<boolean>
}

export interface QueueOptions {
  /** A pool of `copilot_system`. */
  readonly pool: pg.Pool
  readonly worker: 'inline' | 'only' | 'off'
  /** Schedules, and the clean-up of old and orphaned jobs; tests go without. */
  readonly housekeeping: boolean
  /** How often schedules and orphaned jobs are looked at. */
  readonly housekeeping_s?: number
  readonly id: () => string
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Pick<Metrics, 'job'>
  /** Wakes the worker at once; without it jobs wait for the next look. */
  readonly signals?: Signals
  readonly poll_ms?: number
  readonly stop_ms?: number
  readonly retry_delay_s?: number
}

/** The queue of one node. Between `enqueue` and its run stands the database alone, so any node may run it. */
export function makeQueue(options: QueueOptions): RunningQueue {
  const { pool, log } = options
  const housekeeping = options.housekeeping && options.worker !== 'off'
  const boss = makeBoss(pool, { housekeeping, migrate: true, every_s: options.housekeeping_s })
  boss.on('error', (error: unknown) => log.error({ error }, 'the queue met an error'))
  boss.on('warning', (warning: unknown) => log.warn({ warning }, 'the queue warns'))
  let worker: Pick<Worker<never>, 'drain' | 'stop'> | null = null
  let trouble: string | null = 'The queue has not started yet.'
  return {
    async enqueue(tx, to, data, how = {}) {
      to.data.parse(data)
      const added = await sql<{ id: string | null }>`
        SELECT pgboss.enqueue_job(${options.id()}, ${to.name}, ${JSON.stringify(data ?? {})}::jsonb, ${how.key ?? null}, ${how.start_after_s ?? 0}) AS id
      `.execute(tx)
      return added.rows[0]?.id ?? null
    },
    async start(ctx, jobs) {
      await boss.start()
      await declare(boss, pool, { jobs, retry_delay_s: options.retry_delay_s ?? 5 })
      if (housekeeping) await schedule(boss, jobs)
      if (housekeeping) await begin(pool, options.id, jobs)
      const started = new Worker({
        ...{ boss, pool, ctx, clock: options.clock, log, metrics: options.metrics },
        jobs: new Map(jobs.map((item) => [item.name, item])),
        poll_ms: options.poll_ms ?? 1_000,
        stop_ms: options.stop_ms ?? 20_000,
      })
      if (options.worker !== 'off') {
        started.start()
        options.signals?.on('copilot_jobs', () => started.wake())
      }
      worker = started
      trouble = null
    },
    async stop() {
      trouble = 'The queue is stopping.'
      await worker?.stop()
      await boss.stop({ graceful: false, close: false })
    },
    async drain() {
      await worker?.drain()
    },
    trouble: () => trouble,
    deadLetters: (limit) => deadLetters(pool, limit),
    runAgain: (id) => runAgain(boss, pool, id),
  }
}

type Settings = { jobs: readonly BoundJob<never>[]; retry_delay_s: number }

/** Makes the queue of each job, and updates those whose settings changed. */
async function declare(boss: PgBoss, pool: pg.Pool, { jobs, retry_delay_s }: Settings): Promise<void> {
  const names = jobs.map((item) => item.name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new Error(`Two jobs are called ${twice}.`)
  const wanted = jobs.map((item) => ({
    name: item.name,
    options: {
      // One waiting job for each key; a job without a key has its own id as key.
      policy: 'short' as const,
      retryLimit: item.retries,
      retryDelay: retry_delay_s,
      retryBackoff: retry_delay_s > 0,
      retryDelayMax: 3_600,
      // Beyond our own timeout: for jobs whose node died. The heartbeat mostly finds those earlier.
      expireInSeconds: Math.ceil(item.timeout_s) + 30,
      heartbeatSeconds: 60,
      deleteAfterSeconds: 7 * 86_400,
      // How long a job may wait before it is forgotten: longer than any outage.
      retentionSeconds: 30 * 86_400,
    },
  }))
  await pool.query(
    `SELECT pgboss.create_queue(wanted.name, wanted.options) FROM jsonb_to_recordset($1::jsonb) AS wanted (name text, options jsonb)
     WHERE NOT EXISTS (SELECT FROM pgboss.queue q WHERE q.name = wanted.name)`,
    [JSON.stringify(wanted)],
  )
  const known = new Map((await boss.getQueues(names)).map((queue) => [queue.name, queue]))
  for (const { name, options } of wanted) {
    const now = known.get(name)
    const { policy: _, ...changeable } = options
    const differs =
      now?.retryLimit !== options.retryLimit ||
      now.retryDelay !== options.retryDelay ||
      now.expireInSeconds !== options.expireInSeconds
    if (differs) await boss.updateQueue(name, changeable)
  }
}

/** Cron by cron as the jobs say, and none that no job says any longer. */
async function schedule(boss: PgBoss, jobs: readonly BoundJob<never>[]): Promise<void> {
  const crons = new Map(jobs.flatMap((item) => (item.cron === null ? [] : [[item.name, item.cron] as const])))
  for (const known of await boss.getSchedules()) if (!crons.has(known.name)) await boss.unschedule(known.name)
  for (const [name, cron] of crons) await boss.schedule(name, cron, {}, { tz: 'UTC' })
}

/** Once for all nodes that start at the same time. */
async function begin(pool: pg.Pool, id: () => string, jobs: readonly BoundJob<never>[]): Promise<void> {
  for (const { name } of jobs.filter(({ at_start }) => at_start))
    await pool.query(`SELECT pgboss.enqueue_job($1, $2, '{}'::jsonb, 'at start', 0)`, [id(), name])
}
