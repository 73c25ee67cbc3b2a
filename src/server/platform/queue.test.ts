import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { parseConfig } from '#platform/config.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { job, makeQueue } from '#platform/queue.ts'
import type { BoundJob, QueueOptions, RunningQueue } from '#platform/queue.ts'
import { gate, makeMachine } from '#kit/machine.ts'
import type { Machine } from '#kit/machine.ts'

const person = { user_id: '01939d6c-7f00-7000-8000-000000000001', firm_id: '01939d6c-7f00-7000-8000-000000000002' }
const Data = z.object({ n: z.int() })

let machine: Machine
let queues: RunningQueue[] = []
let runs: number[] = []
let outcomes: string[] = []
const note = job({ name: 'test.note', data: Data, run: async (_: Ctx, { n }) => void runs.push(n) })

beforeEach(async () => {
  machine = await makeMachine()
  ;[queues, runs, outcomes] = [[], [], []]
})
afterEach(async () => {
  for (const queue of queues) await queue.stop()
  await machine.close()
})

async function startQueue(jobs: readonly BoundJob<Ctx>[], options: Partial<QueueOptions> = {}): Promise<RunningQueue> {
  const { pools, base } = machine
  const metrics = { job: (run: { job: string; outcome: string }) => void outcomes.push(`${run.job} ${run.outcome}`) }
  const queue = makeQueue({
    ...{ pool: pools.system, worker: 'off', housekeeping: false, metrics, retry_delay_s: 0, stop_ms: 2_000 },
    ...{ id: base.id, clock: base.clock, log: base.log, ...options },
  })
  await queue.start({ ...base, config: parseConfig({}) } as Ctx, jobs)
  queues.push(queue)
  return queue
}

const asPerson = <Result>(work: (tx: Tx) => Promise<Result>) => machine.db.as(person, work)

describe('enqueueing', () => {
  test('adds the job when the transaction commits, and not when it rolls back', async () => {
    const queue = await startQueue([note])
    await asPerson((tx) => queue.enqueue(tx, note, { n: 1 }))
    const undone = asPerson(async (tx) => {
      await queue.enqueue(tx, note, { n: 2 })
      throw new Error('changed my mind')
    })
    await expect(undone).rejects.toThrow('changed my mind')
    await queue.drain()
    expect(runs).toEqual([1])
    expect(outcomes).toEqual(['test.note done'])
  })

  test('works from background work too', async () => {
    const queue = await startQueue([note])
    const id = await machine.db.asSystem('test enqueue', (tx) => queue.enqueue(tx, note, { n: 1 }))
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
    await queue.drain()
    expect(runs).toEqual([1])
  })

  test('lets a person neither read nor change the jobs of others', async () => {
    await startQueue([note])
    for (const statement of [
      'SELECT * FROM pgboss.job',
      'DELETE FROM pgboss.job',
      'UPDATE pgboss.queue SET retry_limit = 0',
    ]) {
      await expect(asPerson((tx) => tx.client.query(statement))).rejects.toThrow('permission denied')
    }
  })

  test('adds one job for a key as long as it waits, and another once it ran', async () => {
    const queue = await startQueue([note])
    expect(await asPerson((tx) => queue.enqueue(tx, note, { n: 1 }, { key: 'a' }))).not.toBeNull()
    expect(await asPerson((tx) => queue.enqueue(tx, note, { n: 2 }, { key: 'a' }))).toBeNull()
    expect(await asPerson((tx) => queue.enqueue(tx, note, { n: 3 }, { key: 'b' }))).not.toBeNull()
    await queue.drain()
    await asPerson((tx) => queue.enqueue(tx, note, { n: 4 }, { key: 'a' }))
    await queue.drain()
    expect(runs).toEqual([1, 3, 4])
  })

  test('holds a waiting job of the same key back until the change it must see is committed', async () => {
    await machine.admin.query('CREATE TABLE seen (n int); GRANT ALL ON seen TO copilot_app, copilot_system')
    const look = job({
      name: 'test.look',
      data: z.object({}),
      run: async (ctx: Ctx) => {
        const { rows } = await ctx.db.asSystem('test look', (tx) =>
          tx.client.query<{ n: number }>('SELECT n FROM seen'),
        )
        runs.push(...rows.map((row) => row.n))
      },
    })
    const queue = await startQueue([look])
    await asPerson((tx) => queue.enqueue(tx, look, {}, { key: 'a' }))
    const [enqueued, drained] = [gate(), gate()]
    const change = asPerson(async (tx) => {
      await tx.client.query('INSERT INTO seen VALUES (7)')
      expect(await queue.enqueue(tx, look, {}, { key: 'a' })).toBeNull()
      enqueued.open()
      await drained.opened
    })
    await enqueued.opened
    const free = await machine.admin.query('SELECT id FROM pgboss.job FOR UPDATE SKIP LOCKED')
    expect(free.rows).toEqual([])
    const drain = queue.drain()
    drained.open()
    await Promise.all([change, drain])
    expect(runs).toEqual([7])
  })

  test('runs nothing before its time, and moves a waiting job of the same key to the earlier time', async () => {
    const queue = await startQueue([note])
    await asPerson((tx) => queue.enqueue(tx, note, { n: 1 }, { key: 'a', start_after_s: 3_600 }))
    await queue.drain()
    expect(runs).toEqual([])
    await asPerson((tx) => queue.enqueue(tx, note, { n: 2 }, { key: 'a' }))
    await queue.drain()
    expect(runs).toEqual([1])
  })

  test('refuses data that the job does not take, and jobs that nobody declared', async () => {
    const queue = await startQueue([note])
    await expect(asPerson((tx) => queue.enqueue(tx, note, { n: 1.5 }))).rejects.toThrow()
    const unknown = job({ name: 'test.unknown', data: z.object({}), run: async () => {} })
    await expect(asPerson((tx) => queue.enqueue(tx, unknown, {}))).rejects.toThrow('No job is called test.unknown')
  })
})

describe('a job that fails', () => {
  test('is tried again as often as it says, then is a dead letter that can be run again', async () => {
    let healthy = false
    const flaky = job({
      name: 'test.flaky',
      data: Data,
      retries: 2,
      run: async (_: Ctx, { n }) => {
        runs.push(n)
        if (!healthy) throw new Error('no luck')
      },
    })
    const queue = await startQueue([flaky])
    await asPerson((tx) => queue.enqueue(tx, flaky, { n: 1 }))
    await queue.drain()
    expect(runs).toEqual([1, 1, 1])
    expect(outcomes).toEqual(['test.flaky retried', 'test.flaky retried', 'test.flaky failed'])
    expect(machine.lines.filter((line) => line.level === 'error').map((line) => line.fields['job'])).toEqual([
      'test.flaky',
      'test.flaky',
      'test.flaky',
    ])
    const [dead] = await queue.deadLetters(10)
    expect(dead).toMatchObject({ job: 'test.flaky', data: { n: 1 }, error: 'no luck', tries: 3 })
    healthy = true
    expect(await queue.runAgain(dead?.id ?? '')).toBe(true)
    await queue.drain()
    expect(await queue.deadLetters(10)).toEqual([])
    expect(outcomes.at(-1)).toBe('test.flaky done')
    expect(await queue.runAgain(dead?.id ?? '')).toBe(false)
  })

  test('waits longer after each failure', async () => {
    const flaky = job({
      name: 'test.flaky',
      data: Data,
      retries: 5,
      run: async () => Promise.reject(new Error('no luck')),
    })
    const queue = await startQueue([flaky], { retry_delay_s: 60 })
    await asPerson((tx) => queue.enqueue(tx, flaky, { n: 1 }))
    await queue.drain()
    const waits = async () =>
      (
        await machine.admin.query<{ s: number }>(
          `SELECT extract(epoch FROM start_after - now())::float8 AS s FROM pgboss.job`,
        )
      ).rows[0]?.s ?? 0
    const first = await waits()
    expect(first).toBeGreaterThan(25)
    await machine.admin.query(`UPDATE pgboss.job SET start_after = now()`)
    await queue.drain()
    await machine.admin.query(`UPDATE pgboss.job SET start_after = now()`)
    await queue.drain()
    expect(await waits()).toBeGreaterThan(first * 1.4)
  })

  test('is aborted when it takes longer than it may', async () => {
    const slow = job({
      name: 'test.slow',
      data: Data,
      retries: 0,
      timeout_s: 0.05,
      run: (_: Ctx, __, signal) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    })
    const queue = await startQueue([slow])
    await asPerson((tx) => queue.enqueue(tx, slow, { n: 1 }))
    await queue.drain()
    expect(await queue.deadLetters(1)).toMatchObject([{ error: 'The job took longer than 0.05 s.' }])
  })
})

describe('several nodes', () => {
  test('run each job once', async () => {
    const [one, two]: [number[], number[]] = [[], []]
    const counting = (into: number[]) =>
      job({ name: 'test.count', data: Data, concurrency: 5, run: async (_: Ctx, { n }) => void into.push(n) })
    const queue = await startQueue([counting(one)])
    const other = await startQueue([counting(two)])
    const all = Array.from({ length: 200 }, (_, n) => n)
    await asPerson(async (tx) => {
      for (const n of all) await queue.enqueue(tx, counting([]), { n })
    })
    await Promise.all([queue.drain(), other.drain()])
    expect([...one, ...two].sort((a, b) => a - b)).toEqual(all)
    expect(one.length).toBeGreaterThan(0)
    expect(two.length).toBeGreaterThan(0)
  })

  test('run at most as many of a job at once as it says', async () => {
    let [running, most] = [0, 0]
    const busy = job({
      name: 'test.busy',
      data: Data,
      concurrency: 3,
      run: async () => {
        running += 1
        most = Math.max(most, running)
        await new Promise((resolve) => setTimeout(resolve, 5))
        running -= 1
      },
    })
    const queue = await startQueue([busy])
    await asPerson(async (tx) => {
      for (let n = 0; n < 12; n += 1) await queue.enqueue(tx, busy, { n })
    })
    await queue.drain()
    expect(most).toBe(3)
  })
})

describe('a node that works by itself', () => {
  test('finds due jobs without being asked', async () => {
    const ran = gate()
    const ping = job({ name: 'test.ping', data: Data, run: async () => ran.open() })
    const queue = await startQueue([ping], { worker: 'inline', poll_ms: 10 })
    await asPerson((tx) => queue.enqueue(tx, ping, { n: 1 }))
    await ran.opened
    expect(queue.trouble()).toBeNull()
  })

  test('waits for a running job when it stops', async () => {
    const [began, finish] = [gate(), gate()]
    const steady = job({
      name: 'test.steady',
      data: Data,
      run: async () => {
        began.open()
        await finish.opened
      },
    })
    const queue = await startQueue([steady], { worker: 'inline', poll_ms: 10 })
    await asPerson((tx) => queue.enqueue(tx, steady, { n: 1 }))
    await began.opened
    const stopped = queue.stop()
    finish.open()
    await stopped
    expect(outcomes).toEqual(['test.steady done'])
    expect(queue.trouble()).not.toBeNull()
  })

  test('aborts what does not end in time, and another node runs it again', async () => {
    const began = gate()
    const stubborn = job({
      name: 'test.stubborn',
      data: Data,
      run: (_: Ctx, __, signal) => {
        began.open()
        return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      },
    })
    const queue = await startQueue([stubborn], { worker: 'inline', poll_ms: 10, stop_ms: 10 })
    await asPerson((tx) => queue.enqueue(tx, stubborn, { n: 1 }))
    await began.opened
    await queue.stop()
    expect(outcomes).toEqual(['test.stubborn retried'])
    const patient = job({ name: 'test.stubborn', data: Data, run: async (_: Ctx, { n }) => void runs.push(n) })
    await (await startQueue([patient])).drain()
    expect(runs).toEqual([1])
  })
})
