import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { clockFrom } from '#platform/clock.ts'
import { recordingLog } from '#kit/machine.ts'
import type { Line } from '#kit/machine.ts'
import { Windows, makeCounters } from './counters.ts'
import type { Counters } from './counters.ts'

const MINUTE = { ms: 60_000, max: 3 }
let now = 0
const clock = clockFrom(() => now)
const running: Counters[] = []
const lines: Line[] = []

afterEach(() => {
  for (const counters of running.splice(0)) counters.close()
  lines.splice(0)
})

function start(redis_url: string | null, prefix = randomUUID()): Counters {
  const counters = makeCounters({ redis_url, prefix, clock, log: recordingLog(lines) })
  running.push(counters)
  return counters
}

describe('counts of one node', () => {
  test('belong to a key, and begin anew when the window that the first one opened is over', async () => {
    const counters = start(null)
    expect(await counters.count('a', MINUTE)).toEqual({ current: 1, ttl: 60_000 })
    now += 20_000
    expect(await counters.count('a', MINUTE)).toEqual({ current: 2, ttl: 40_000 })
    expect(await counters.count('b', MINUTE)).toEqual({ current: 1, ttl: 60_000 })
    now += 40_000
    expect(await counters.count('a', MINUTE)).toEqual({ current: 1, ttl: 60_000 })
  })

  test('are of so many keys and no more: the one not counted for longest is forgotten', () => {
    const windows = new Windows(clock, 3)
    for (const key of ['a', 'b', 'c', 'a', 'd']) windows.add(key, 60_000)
    expect(['a', 'b', 'c', 'd'].map((key) => windows.read(key).current)).toEqual([2, 0, 1, 1])
    for (let n = 0; n < 1_000; n += 1) windows.add(`key ${n}`, 60_000)
    expect(windows.size).toBe(3)
  })
})

test('without the Redis that it should have, a node counts by itself and says so once', async () => {
  const counters = start('redis://127.0.0.1:1')
  for (const current of [1, 2, 3, 4]) expect(await counters.count('a', MINUTE)).toMatchObject({ current })
  const warnings = lines.filter((line) => line.level === 'warn').map((line) => line.message)
  expect(warnings).toEqual(['Redis does not answer; each node counts by itself'])
})

const redis_url = process.env['TEST_REDIS_URL'] ?? ''

describe.skipIf(redis_url === '')('counts of several nodes with Redis (TEST_REDIS_URL)', () => {
  test('are one, and end together', async () => {
    const prefix = randomUUID()
    const [one, two] = [start(redis_url, prefix), start(redis_url, prefix)]
    expect(await one.count('a', MINUTE)).toMatchObject({ current: 1 })
    expect(await two.count('a', MINUTE)).toMatchObject({ current: 2 })
    const third = await one.count('a', MINUTE)
    expect(third.current).toBe(3)
    expect(third.ttl).toBeGreaterThan(0)
    expect(third.ttl).toBeLessThanOrEqual(60_000)
    expect(await two.count('b', MINUTE)).toMatchObject({ current: 1 })
    expect(await start(redis_url).count('a', MINUTE)).toMatchObject({ current: 1 })
  })

  test('that Redis forgot are no fewer than a node saw itself', async () => {
    const counters = start(redis_url)
    const short = { ms: 1, max: 100 }
    // For Redis each of these windows is over at once; on the clock of this node no time passes.
    for (let current = 1; current <= 50; current += 1)
      expect((await counters.count('a', short)).current).toBeGreaterThanOrEqual(current)
  })
})
