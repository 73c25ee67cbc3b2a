import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import type { JobWithMetadata, PgBoss } from 'pg-boss'
import type { Clock } from '#platform/clock.ts'
import type { Log } from '#platform/log.ts'
import type { Metrics } from '#platform/metrics.ts'
import type { BoundJob } from '#platform/queue.ts'

export interface WorkerOptions<C> {
  readonly boss: PgBoss
  readonly pool: pg.Pool
  readonly ctx: C
  readonly jobs: ReadonlyMap<string, BoundJob<C>>
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Pick<Metrics, 'job'>
  /** How often due jobs are looked for when nothing wakes the worker. */
  readonly poll_ms: number
  /** How long a stop waits for running jobs before it aborts them. */
  readonly stop_ms: number
}

interface Run {
  readonly job: JobWithMetadata<object>
  readonly abort: AbortController
  readonly ended: Promise<void>
}

const HEARTBEAT_MS = 20_000
const ABORT_GRACE_MS = 1_000

/** Takes due jobs and runs them: at most `concurrency` of each at once on this node. */
export class Worker<C> {
  readonly #options: WorkerOptions<C>
  readonly #runs = new Map<string, Run>()
  #pumping: Promise<void> = Promise.resolve()
  #timer: NodeJS.Timeout | null = null
  #heartbeat: NodeJS.Timeout | null = null
  #stopped = false

  constructor(options: WorkerOptions<C>) {
    this.#options = options
  }

  /** Looks for work from now on, by itself. */
  start(): void {
    this.#heartbeat = setInterval(() => void this.#beat(), HEARTBEAT_MS)
    this.#schedule(0)
  }

  /** Looks for work now. */
  wake(): void {
    if (this.#timer !== null) this.#schedule(0)
  }

  /** Runs everything that is due, and waits for it. */
  async drain(): Promise<void> {
    while (!this.#stopped) {
      await this.#pump()
      if (this.#runs.size > 0) await Promise.race([...this.#runs.values()].map((run) => run.ended))
      else if ((await this.#due([...this.#options.jobs.keys()])).length === 0) return
      // Due, but held back by a transaction that is still open.
      else await delay(5)
    }
  }

  /** Takes nothing more, waits for what runs, then aborts the rest and gives it back to be run again. */
  async stop(): Promise<void> {
    this.#stopped = true
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    await this.#pumping
    await this.#settled(this.#options.stop_ms)
    for (const run of this.#runs.values()) run.abort.abort(new Error('The server is stopping.'))
    await this.#settled(ABORT_GRACE_MS)
    if (this.#heartbeat !== null) clearInterval(this.#heartbeat)
  }

  #schedule(ms: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    if (this.#stopped) return
    this.#timer = setTimeout(() => void this.#tick(), ms)
  }

  async #tick(): Promise<void> {
    try {
      await this.#pump()
    } catch (error) {
      // The database is away; the next look finds it again, or fails again.
      this.#options.log.error({ error }, 'looking for due jobs failed')
    }
    this.#schedule(this.#options.poll_ms)
  }

  /** One look at a time: two would count the same free places. */
  #pump(): Promise<void> {
    const turn = this.#pumping.then(() => this.#take())
    this.#pumping = turn.catch(() => {})
    return turn
  }

  async #take(): Promise<void> {
    if (this.#stopped) return
    const names = [...this.#options.jobs.keys()].filter((name) => this.#free(name) > 0)
    for (const name of await this.#due(names)) {
      const fetched = await this.#options.boss.fetch<object>(name, {
        batchSize: this.#free(name),
        includeMetadata: true,
      })
      for (const job of fetched) this.#begin(job)
    }
  }

  async #due(names: readonly string[]): Promise<readonly string[]> {
    const { rows } = await this.#options.pool.query<{ name: string }>(
      `SELECT due.name FROM unnest($1::text[]) AS due (name) WHERE EXISTS (
         SELECT FROM pgboss.job j WHERE j.name = due.name AND j.state < 'active' AND NOT j.blocked AND j.start_after <= now())`,
      [names],
    )
    return rows.map((row) => row.name)
  }

  #free(name: string): number {
    const running = [...this.#runs.values()].filter((run) => run.job.name === name).length
    return (this.#options.jobs.get(name)?.concurrency ?? 0) - running
  }

  #begin(job: JobWithMetadata<object>): void {
    const abort = new AbortController()
    const ended = this.#run(job, abort).finally(() => {
      this.#runs.delete(job.id)
      this.wake()
    })
    this.#runs.set(job.id, { job, abort, ended })
  }

  /** The job edge: the one place where what a job throws is caught. */
  async #run(job: JobWithMetadata<object>, abort: AbortController): Promise<void> {
    const { boss, clock, ctx, jobs, metrics } = this.#options
    const bound = jobs.get(job.name)
    const log = this.#options.log.child({ job: job.name, job_id: job.id })
    const from = clock.ms()
    const timeout = setTimeout(
      () => abort.abort(new Error(`The job took longer than ${bound?.timeout_s} s.`)),
      (bound?.timeout_s ?? 0) * 1000,
    )
    try {
      await Promise.race([bound?.handle(ctx, job.data, abort.signal), aborted(abort.signal)])
      await boss.complete(job.name, job.id)
      metrics.job({ job: job.name, outcome: 'done', seconds: (clock.ms() - from) / 1000 })
      log.debug({ ms: clock.ms() - from }, 'job done')
    } catch (error) {
      const outcome = job.retryCount < job.retryLimit ? 'retried' : 'failed'
      log.error({ error, outcome, attempt: job.retryCount + 1 }, 'job failed')
      metrics.job({ job: job.name, outcome, seconds: (clock.ms() - from) / 1000 })
      await boss
        .fail(job.name, job.id, { message: error instanceof Error ? error.message : String(error) })
        .catch((failure: unknown) =>
          log.error({ error: failure }, 'the failure of a job could not be recorded; it runs again later'),
        )
    } finally {
      clearTimeout(timeout)
    }
  }

  /** Tells that these jobs are still worked on; one whose node died is run again a minute after its last beat. */
  async #beat(): Promise<void> {
    for (const { job } of this.#runs.values()) {
      await this.#options.boss
        .touch(job.name, job.id)
        .catch((error: unknown) => this.#options.log.warn({ error, job: job.name }, 'a heartbeat of a job failed'))
    }
  }

  async #settled(limit_ms: number): Promise<void> {
    if (this.#runs.size === 0) return
    const limit = new AbortController()
    const all = Promise.all([...this.#runs.values()].map((run) => run.ended))
    await Promise.race([all, delay(limit_ms, undefined, { signal: limit.signal }).catch(() => {})])
    limit.abort()
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
