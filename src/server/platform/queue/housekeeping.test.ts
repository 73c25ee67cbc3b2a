import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { parseConfig } from '#platform/config.ts'
import type { Ctx } from '#platform/ctx.ts'
import { job, makeQueue } from '#platform/queue.ts'
import type { BoundJob, QueueOptions, RunningQueue } from '#platform/queue.ts'
import { gate, makeMachine } from '#kit/machine.ts'
import type { Machine } from '#kit/machine.ts'

let machine: Machine
let queues: RunningQueue[] = []

beforeEach(async () => {
  machine = await makeMachine()
  queues = []
})
afterEach(async () => {
  for (const queue of queues) await queue.stop()
  await machine.close()
})

/** A node of its own, with housekeeping every second where it has any. */
async function startNode(jobs: readonly BoundJob<Ctx>[], options: Partial<QueueOptions> = {}): Promise<RunningQueue> {
  const { pools, base } = machine
  const queue = makeQueue({
    ...{ pool: pools.system, worker: 'inline', housekeeping: true, housekeeping_s: 1, poll_ms: 20, stop_ms: 0 },
    ...{ id: base.id, clock: base.clock, log: base.log, metrics: { job: () => {} }, retry_delay_s: 0, ...options },
  })
  await queue.start({ ...base, config: parseConfig({}) } as Ctx, jobs)
  queues.push(queue)
  return queue
}

test('a job whose node died is run again by another one, once its heartbeats have stopped for a minute', async () => {
  const [began, again] = [gate(), gate()]
  const note = (run: (signal: AbortSignal) => Promise<void>) =>
    job({ name: 'test.note', data: z.object({}), timeout_s: 600, run: (_: Ctx, __, signal) => run(signal) })
  const endless = note((signal) => {
    began.open()
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  })
  // It does nothing by itself, and so sends no heartbeat either: for the others it is dead.
  const dead = await startNode([endless], { worker: 'off' })
  await machine.db.asSystem('test note', (tx) => dead.enqueue(tx, endless, {}))
  void dead.drain()
  await began.opened
  await startNode([note(async () => again.open())])
  const stored = async () => (await machine.admin.query('SELECT state, retry_count FROM pgboss.job')).rows
  expect(await stored()).toEqual([{ state: 'active', retry_count: 0 }])
  await machine.admin.query(`UPDATE pgboss.job SET heartbeat_on = heartbeat_on - interval '61 seconds'`)
  await again.opened
  await expect.poll(stored).toEqual([{ state: 'completed', retry_count: 1 }])
})

test('a job with a cron runs by itself when its time comes; one that the program has no longer is not scheduled', async () => {
  const ran = gate()
  const cron = (name: string) => job({ name, data: z.object({}), cron: '* * * * *', run: async (_: Ctx) => ran.open() })
  const known = async () => (await machine.admin.query('SELECT name FROM pgboss.schedule ORDER BY name')).rows
  await (await startNode([cron('test.gone'), cron('test.kept')], { poll_ms: 600_000 })).stop()
  expect(await known()).toEqual([{ name: 'test.gone' }, { name: 'test.kept' }])
  await startNode([cron('test.kept')])
  expect(await known()).toEqual([{ name: 'test.kept' }])
  await ran.opened
})

test('a job that is for the start of a node does not wait for its cron, and waits once for two of them', async () => {
  const ran = gate()
  const run = async (_: Ctx) => ran.open()
  const fresh = job({ name: 'test.fresh', data: z.object({}), cron: '0 0 29 2 *', at_start: true, run })
  await Promise.all([startNode([fresh], { worker: 'only', poll_ms: 600_000 }), startNode([fresh], { worker: 'off' })])
  await ran.opened
  await expect
    .poll(async () => (await machine.admin.query('SELECT name, state, singleton_key FROM pgboss.job')).rows)
    .toEqual([{ name: 'test.fresh', state: 'completed', singleton_key: 'at start' }])
})

test('a job with a cron runs once each time it comes, on one of two nodes that both look for it', async () => {
  const ran = gate()
  let runs = 0
  const tick = job({
    ...{ name: 'test.tick', data: z.object({}), cron: '* * * * *', concurrency: 2 },
    run: async (_: Ctx) => {
      runs += 1
      ran.open()
    },
  })
  await Promise.all([startNode([tick]), startNode([tick])])
  await ran.opened
  const ask = async (sql: string) => (await machine.admin.query(sql)).rows
  const looked = () => ask('SELECT cron_on::text FROM pgboss.version')
  const before = await looked()
  await expect.poll(looked).not.toEqual(before)
  // A minute may end meanwhile: the jobs of each are counted.
  const made = await ask(
    `SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'test.tick' GROUP BY date_trunc('minute', created_on)`,
  )
  expect(made.every(({ n }) => n === 1)).toBe(true)
  expect(runs).toBeLessThanOrEqual(made.length)
})
