import type pg from 'pg'
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

export interface Metrics {
  /** What `/metrics` serves, and what tells it of a request. */
  readonly endpoint: {
    readonly content_type: string
    readonly render: () => Promise<string>
    readonly observe: (request: { method: string; route: string; status: number; seconds: number }) => void
  }
  job(run: { job: string; outcome: 'done' | 'retried' | 'failed'; seconds: number }): void
  /** `outcome`: the status class of an answer (`2xx`), `not_modified`, or the reason of a failure. */
  outbound(request: { host: string; outcome: string; seconds: number }): void
  /** One more (1) or one less (-1) open WebSocket. */
  sockets(change: 1 | -1): void
}

const HTTP_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const SLOW_BUCKETS = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300]

/** A registry of its own, so that two apps in one process (tests) don't count together. */
export function makeMetrics(options: { pools: Readonly<Record<string, pg.Pool>> }): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const http = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Requests answered, by route; the count is the number of requests.',
    labelNames: ['method', 'route', 'status'],
    buckets: HTTP_BUCKETS,
    registers,
  })
  const jobs = new Histogram({
    name: 'job_duration_seconds',
    help: 'Background jobs run, by outcome: done, retried, failed (a dead letter).',
    labelNames: ['job', 'outcome'],
    buckets: SLOW_BUCKETS,
    registers,
  })
  const outbound = new Histogram({
    name: 'outbound_request_duration_seconds',
    help: 'Requests to the outside, by host and outcome.',
    labelNames: ['host', 'outcome'],
    buckets: SLOW_BUCKETS,
    registers,
  })
  const errors = new Counter({
    name: 'http_server_errors_total',
    help: 'Answers with a status of 500 or above.',
    labelNames: ['route'],
    registers,
  })
  const sockets = new Gauge({ name: 'live_sockets', help: 'Open WebSocket connections of this node.', registers })
  gaugePools(options.pools, registers)
  return {
    endpoint: {
      content_type: registry.contentType,
      render: () => registry.metrics(),
      observe: ({ method, route, status, seconds }) => {
        http.observe({ method, route, status: String(status) }, seconds)
        if (status >= 500) errors.inc({ route })
      },
    },
    job: ({ job, outcome, seconds }) => jobs.observe({ job, outcome }, seconds),
    outbound: ({ host, outcome, seconds }) => outbound.observe({ host, outcome }, seconds),
    sockets: (change) => sockets.inc(change),
  }
}

function gaugePools(pools: Readonly<Record<string, pg.Pool>>, registers: Registry[]): void {
  const connections = new Gauge({
    name: 'db_pool_connections',
    help: 'Connections of each pool: in use, idle, and callers that wait for one.',
    labelNames: ['pool', 'state'],
    registers,
    collect() {
      for (const [name, pool] of Object.entries(pools)) {
        connections.set({ pool: name, state: 'used' }, pool.totalCount - pool.idleCount)
        connections.set({ pool: name, state: 'idle' }, pool.idleCount)
        connections.set({ pool: name, state: 'waiting' }, pool.waitingCount)
      }
    },
  })
}
