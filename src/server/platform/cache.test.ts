import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeCache } from '#platform/cache.ts'
import type { Cache } from '#platform/cache.ts'
import { startSignals } from '#platform/signals.ts'
import type { RunningSignals } from '#platform/signals.ts'
import { gate, makeMachine } from '#kit/machine.ts'
import type { Machine } from '#kit/machine.ts'

let machine: Machine
let closing: (() => Promise<void>)[] = []
let offset = 0

beforeEach(async () => {
  machine = await makeMachine()
  ;[closing, offset] = [[], 0]
})
afterEach(async () => {
  for (const close of closing.reverse()) await close()
  await machine.close()
})

async function startNode(redis_url: string | null = null): Promise<{ cache: Cache; signals: RunningSignals }> {
  const { base, pools, url } = machine
  const signals = await startSignals({ url, log: base.log })
  const clock = { ...base.clock, ms: () => base.clock.ms() + offset }
  const cache = makeCache({
    config: { redis_url },
    pool: pools.system,
    signals,
    clock,
    log: base.log,
    version: 'test',
    max_entries: 100,
  })
  closing.push(async () => {
    await cache.close()
    await signals.stop()
  })
  return { cache, signals }
}

/** Loads that count themselves: 1, 2, 3 … */
function counter(): () => Promise<number> {
  let count = 0
  return async () => (count += 1)
}
const how = { ttl_s: 60, tags: ['person:1'] }

/** Asks until the answer is another than `not`: NOTIFY takes a moment. */
async function until(cache: Cache, load: () => Promise<number>, not: number): Promise<number> {
  for (;;) {
    const value = await cache.get('key', how, load)
    if (value !== not) return value
    await new Promise((resolve) => setImmediate(resolve))
  }
}

describe('one node', () => {
  test('loads once, and again when the time is over', async () => {
    const { cache } = await startNode()
    const load = counter()
    expect([await cache.get('key', how, load), await cache.get('key', how, load)]).toEqual([1, 1])
    offset = 60_000
    expect(await cache.get('key', how, load)).toBe(2)
  })

  test('shares one load among those who ask at once', async () => {
    const { cache } = await startNode()
    const load = counter()
    expect(await Promise.all(Array.from({ length: 50 }, () => cache.get('key', how, load)))).toEqual(
      Array.from({ length: 50 }, () => 1),
    )
  })

  test('keeps nothing of a load that failed', async () => {
    const { cache } = await startNode()
    await expect(cache.get('key', how, () => Promise.reject(new Error('down')))).rejects.toThrow('down')
    expect(await cache.get('key', how, counter())).toBe(1)
  })

  test('forgets by tag, and keeps the rest', async () => {
    const { cache } = await startNode()
    const [mine, theirs] = [counter(), counter()]
    const other = { ttl_s: 60, tags: ['person:2', 'firm:1'] }
    await cache.get('key', how, mine)
    await cache.get('other', other, theirs)
    await cache.expire(['person:1', 'nobody'])
    expect([await cache.get('key', how, mine), await cache.get('other', other, theirs)]).toEqual([2, 1])
    await cache.expire(['firm:1'])
    expect(await cache.get('other', other, theirs)).toBe(2)
  })

  test('does not keep what was loaded from before an expiry, and lets nobody join that load', async () => {
    const { cache } = await startNode()
    const [began, finish] = [gate(), gate()]
    const slow = cache.get('key', how, async () => {
      began.open()
      await finish.opened
      return 'old'
    })
    await began.opened
    await cache.expire(['person:1'])
    expect(await cache.get('key', how, async () => 'new')).toBe('new')
    finish.open()
    expect(await slow).toBe('old')
    expect(await cache.get('key', how, async () => 'newer')).toBe('new')
  })

  test('drops the longest unused when it is full', async () => {
    const { cache } = await startNode()
    const load = counter()
    await cache.get('kept', how, load)
    for (let n = 0; n < 150; n += 1) {
      await cache.get(`key${n}`, how, async () => 0)
      await cache.get('kept', how, load)
    }
    expect(await cache.get('kept', how, load)).toBe(1)
    expect(await cache.get('key0', how, async () => 7)).toBe(7)
  })

  test('answers a hit in a few microseconds', async () => {
    const { cache } = await startNode()
    const tags = ['person:1', 'session:1']
    const rounds = 20_000
    await cache.get('key', { ttl_s: 60, tags }, counter())
    const from = process.hrtime.bigint()
    for (let n = 0; n < rounds; n += 1) await cache.get('key', { ttl_s: 60, tags }, counter())
    expect(Number(process.hrtime.bigint() - from) / rounds / 1000).toBeLessThan(20)
  })
})

describe('several nodes', () => {
  test('forget together', async () => {
    const [one, two] = [await startNode(), await startNode()]
    const load = counter()
    expect([await one.cache.get('key', how, load), await two.cache.get('key', how, load)]).toEqual([1, 2])
    await one.cache.expire(['person:1'])
    expect(await until(two.cache, load, 2)).toBe(3)
  })

  test('remember nothing while they cannot hear of expiries', async () => {
    const { cache, signals } = await startNode()
    const load = counter()
    await cache.get('key', how, load)
    const back = gate()
    signals.onGap(back.open)
    const lost = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'career-copilot-listen' AND datname = current_database()`
    await machine.admin.query(lost)
    await back.opened
    expect(await cache.get('key', how, load)).toBe(2)
    expect(await cache.get('key', how, load)).toBe(2)
    await signals.stop()
    expect([await cache.get('key', how, load), await cache.get('key', how, load)]).toEqual([3, 4])
  })
})

const redis = await freePort()

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function startRedis(): Promise<() => Promise<void>> {
  const child = spawn('redis-server', ['--port', String(redis), '--save', '', '--bind', '127.0.0.1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.stdout.on('data', (text: Buffer) => text.includes('Ready to accept') && resolve())
  })
  return () => new Promise((resolve) => (child.once('exit', () => resolve()), child.kill()))
}

const hasRedis = await startRedis().then(
  async (stop) => (await stop(), true),
  () => false,
)

describe.skipIf(!hasRedis)('with Redis', () => {
  const url = `redis://127.0.0.1:${redis}`

  test('a second node takes what the first one loaded, until it is expired', async () => {
    closing.push(await startRedis())
    const [one, two] = [await startNode(url), await startNode(url)]
    const load = counter()
    expect([await one.cache.get('key', how, load), await two.cache.get('key', how, load)]).toEqual([1, 1])
    await two.cache.expire(['person:1'])
    expect(await two.cache.get('key', how, load)).toBe(2)
    expect(await until(one.cache, load, 1)).toBe(2)
  })

  test('a value that was loaded before an expiry is not taken from Redis after it', async () => {
    closing.push(await startRedis())
    const [one, two] = [await startNode(url), await startNode(url)]
    const [began, finish] = [gate(), gate()]
    const slow = one.cache.get('key', how, async () => {
      began.open()
      await finish.opened
      return -1
    })
    await began.opened
    await two.cache.expire(['person:1'])
    finish.open()
    await slow
    expect(await two.cache.get('key', how, counter())).toBe(1)
  })

  test('works without it while it is away, and an expiry from then holds after it is back', async () => {
    const stop = await startRedis()
    const one = await startNode(url)
    const load = counter()
    expect(await one.cache.get('key', how, load)).toBe(1)
    await stop()
    expect(await one.cache.get('key', how, load)).toBe(1)
    await one.cache.expire(['person:1'])
    expect(await one.cache.get('key', how, load)).toBe(2)
    closing.push(await startRedis())
    const late = await startNode(url)
    expect(await late.cache.get('key', how, load)).toBe(3)
    expect((await machine.admin.query('SELECT epoch FROM cache_epoch')).rows).toEqual([{ epoch: 1 }])
  })
})
