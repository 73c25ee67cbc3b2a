import { resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makePool } from '#platform/db/db.ts'
import { makeReadiness } from '#platform/health.ts'
import { makeMetrics } from '#platform/metrics.ts'
import { makeMachine } from '#kit/machine.ts'
import type { Machine } from '#kit/machine.ts'

const well = { trouble: () => null }
const migrations_folder = resolve(import.meta.dirname, '../../../migrations')
let machine: Machine

beforeEach(async () => void (machine = await makeMachine()))
afterEach(() => machine.close())

test('a node is ready when the database answers at this version and the queue and the listener run', async () => {
  const readiness = makeReadiness({ pool: machine.pools.system, queue: well, signals: well, migrations_folder })
  expect(await readiness()).toEqual({ database: null, migrations: null, queue: null, live: null })
})

test('a database of another version is named', async () => {
  await machine.admin.query('INSERT INTO schema_migrations (version, name, checksum) VALUES (999, $1, $1)', ['later'])
  const readiness = makeReadiness({ pool: machine.pools.system, queue: well, signals: well, migrations_folder })
  expect((await readiness()).migrations).toMatch(/^The database is at version 999, this program needs \d+\.$/)
})

test('a database that does not answer is named, and so is what else is wrong', async () => {
  const nowhere = makePool('postgres://nobody@127.0.0.1:1/nothing', 'copilot_system', 1)
  const readiness = makeReadiness({
    pool: nowhere,
    queue: { trouble: () => 'The queue is stopping.' },
    signals: well,
    migrations_folder,
  })
  expect(await readiness()).toEqual({
    database: 'The database does not answer.',
    migrations: null,
    queue: 'The queue is stopping.',
    live: null,
  })
  await nowhere.end()
})

test('metrics count requests, jobs, requests to the outside, sockets and connections', async () => {
  const metrics = makeMetrics({ pools: { app: machine.pools.app } })
  metrics.endpoint.observe({ method: 'GET', route: '/api/v1/jobs', status: 200, seconds: 0.012 })
  metrics.endpoint.observe({ method: 'GET', route: '/api/v1/jobs', status: 503, seconds: 0.5 })
  metrics.job({ job: 'mail.send', outcome: 'done', seconds: 1 })
  metrics.outbound({ host: 'boards.example', outcome: 'timeout', seconds: 30 })
  metrics.sockets(1)
  await machine.pools.app.query('SELECT 1')
  const text = await metrics.endpoint.render()
  expect(text).toContain('http_request_duration_seconds_count{method="GET",route="/api/v1/jobs",status="200"} 1')
  expect(text).toContain('http_server_errors_total{route="/api/v1/jobs"} 1')
  expect(text).toContain('job_duration_seconds_count{job="mail.send",outcome="done"} 1')
  expect(text).toContain('outbound_request_duration_seconds_count{host="boards.example",outcome="timeout"} 1')
  expect(text).toContain('live_sockets 1')
  expect(text).toContain('db_pool_connections{pool="app",state="idle"} 1')
  expect(text).toContain('process_cpu_seconds_total')
  expect(metrics.endpoint.content_type).toContain('text/plain')
})
