import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { makeCache } from '#platform/cache.ts'
import { systemClock } from '#platform/clock.ts'
import type { Clock } from '#platform/clock.ts'
import type { Config } from '#platform/config.ts'
import type { Ctx } from '#platform/ctx.ts'
import { makeDb, makePool } from '#platform/db/db.ts'
import { prepareDatabase } from '#platform/db/prepare.ts'
import { makeHttp } from '#platform/http/make-http.ts'
import { makeReadiness } from '#platform/health.ts'
import { startLive } from '#platform/live.ts'
import { makeLog } from '#platform/log.ts'
import type { Log } from '#platform/log.ts'
import { makeMail, mailJobs } from '#platform/mail.ts'
import { makeMetrics } from '#platform/metrics.ts'
import { createQueueSchema, makeQueue } from '#platform/queue.ts'
import type { RunningQueue } from '#platform/queue.ts'
import { makeIds, systemRandom } from '#platform/random.ts'
import type { Random } from '#platform/random.ts'
import { loadKeys, makeSecrets } from '#platform/secrets.ts'
import { forgetKeys } from '#platform/serve/idempotency.ts'
import { makeServer } from '#platform/serve/server.ts'
import { startSignals } from '#platform/signals.ts'
import { features } from './features.ts'
import type { AppCtx } from './features.ts'

export interface App {
  readonly ctx: AppCtx
  readonly server: FastifyInstance
  /** Jobs that failed for good, for the operator. */
  readonly failed_jobs: Pick<RunningQueue, 'deadLetters' | 'runAgain'>
  /** Starts to answer; gives the address. */
  listen(): Promise<string>
  /** Stops taking requests, ends running jobs, closes every connection. */
  close(): Promise<void>
}

export interface AppOptions {
  /** A connection to the app's database that may create roles: embedded or `DATABASE_URL`. */
  readonly admin_url: string
  /** A running process made the database ready: neither its roles, whose password it may know better, nor its tables are touched. */
  readonly prepared?: true
  readonly web_folder?: string | null
  readonly login?: { name: string; password: string }
  readonly clock?: Clock
  readonly random?: Random
  readonly log?: Log
}

const root = resolve(import.meta.dirname, '../..')
const migrations_folder = resolve(root, 'migrations')

/** The version of the program, from package.json. */
export const version: string = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')).version

/** Composes the whole app over a configuration. The one place that knows everything. */
export async function createApp(config: Config, options: AppOptions): Promise<App> {
  const clock = options.clock ?? systemClock
  const random = options.random ?? systemRandom
  const log = options.log ?? makeLog(config.log_level)
  const secrets = makeSecrets({ keys: await loadKeys(config, random), random })
  const prepare = () =>
    prepareDatabase({
      admin_url: options.admin_url,
      migrations_folder,
      login_password: options.login?.password ?? secrets.derive('database role').toString('base64url'),
      ...(options.login === undefined ? {} : { login_name: options.login.name }),
      also: createQueueSchema,
      log,
    })
  const url = options.prepared ? options.admin_url : await prepare()
  const pools = {
    app: makePool(url, 'copilot_app', config.database_pool),
    beside: makePool(url, 'copilot_app', 1),
    system: makePool(url, 'copilot_system', Math.max(3, Math.floor(config.database_pool / 2))),
  }
  const metrics = makeMetrics({ pools })
  const db = makeDb(pools.app, pools.beside)
  const signals = await startSignals({ url, log })
  const live = startLive({ db, signals, clock, random, log, metrics, id: makeIds(clock.ms, random) })
  const base = {
    config,
    clock,
    random,
    id: makeIds(clock.ms, random),
    log,
    db,
    secrets,
    live,
    cache: makeCache({ config, signals, pool: pools.system, clock, log, version }),
    http: makeHttp({ config, clock, random, log, db, metrics, version }),
  }
  const queue = makeQueue({
    ...{ pool: pools.system, worker: config.worker, id: base.id, clock, log, metrics, signals },
    // Tests run what is due themselves; a schedule would come between.
    housekeeping: config.env !== 'test',
  })
  const platform: Ctx = { ...base, queue, mail: makeMail({ config, queue, secrets, clock, id: base.id }) }
  const { ctx, routes, jobs, authenticate } = features(platform, pools.system)
  const server = await makeServer({
    ctx,
    routes: [...live.routes, ...routes],
    authenticate,
    version,
    web_folder: options.web_folder === undefined ? resolve(root, 'dist/web') : options.web_folder,
    readiness: makeReadiness({ pool: pools.system, queue, signals, migrations_folder }),
    metrics: metrics.endpoint,
    extend: (fastify, who) => live.serve(fastify, { authenticate: who, ctx }),
  })
  await queue.start(ctx, [...mailJobs, ...live.jobs, forgetKeys, ...jobs])
  return {
    ctx,
    server,
    failed_jobs: queue,
    listen: () => server.listen({ port: config.port, host: config.host }),
    close: () =>
      closeAll(
        server,
        [() => queue.stop(), () => live.stop(), () => signals.stop(), () => ctx.http.close(), () => ctx.cache.close()],
        pools,
      ),
  }
}

async function closeAll(
  server: FastifyInstance,
  steps: readonly (() => Promise<void>)[],
  pools: Readonly<Record<string, pg.Pool>>,
): Promise<void> {
  await server.close()
  for (const step of steps) await step()
  await Promise.all(Object.values(pools).map((pool) => pool.end()))
}
