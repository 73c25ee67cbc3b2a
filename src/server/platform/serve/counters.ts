import type { Clock } from '#platform/clock.ts'
import type { Log } from '#platform/log.ts'
import { connectRedis } from '#platform/redis.ts'
import type { RedisDoor } from '#platform/redis.ts'

/** How often something happened in the window of time that runs, and when that ends. */
export interface Counted {
  readonly current: number
  readonly ttl: number
}

/** Counts by key, each in windows of time that begin with the first one counted. */
export interface Counters {
  /** One more. Beyond `max` nobody else needs to be asked: it is too many here already. */
  count(key: string, window: { ms: number; max: number }): Promise<Counted>
  close(): void
}

export interface CountersOptions {
  readonly redis_url: string | null
  /** Names of one installation, where several share a Redis. */
  readonly prefix: string
  readonly clock: Clock
  readonly log: Log
}

const MOST_KEYS = 20_000

/**
 * Counts of this node, shared with the others through Redis when there is one. Every count is also kept here, so that a
 * node goes on from what it saw itself while Redis is away.
 */
export function makeCounters({ redis_url, prefix, clock, log }: CountersOptions): Counters {
  const local = new Windows(clock, MOST_KEYS)
  const door = redis_url === null ? null : connectRedis({ url: redis_url, log, without: 'each node counts by itself' })
  return {
    async count(key, { ms, max }) {
      const here = local.add(key, ms)
      if (door === null || here.current > max) return here
      const everywhere = await countShared(door, `cc:${prefix}:count:${key}`, ms)
      return everywhere === null || everywhere.current < here.current ? here : everywhere
    },
    close: () => door?.close(),
  }
}

async function countShared({ redis, ask }: RedisDoor, key: string, ms: number): Promise<Counted | null> {
  const answers = await ask(() => redis.multi().set(key, 0, 'PX', ms, 'NX').incr(key).pttl(key).exec())
  const [current, ttl] = answers?.slice(1).map(([, answer]) => answer) ?? []
  return typeof current === 'number' && typeof ttl === 'number' ? { current, ttl } : null
}

/** Counts in the memory of this node, of at most `most` keys: beyond, the one not counted for longest is forgotten. */
export class Windows {
  readonly #clock: Clock
  readonly #most: number
  readonly #windows = new Map<string, { current: number; ends_ms: number }>()

  constructor(clock: Clock, most: number) {
    this.#clock = clock
    this.#most = most
  }

  get size(): number {
    return this.#windows.size
  }

  add(key: string, ms: number): Counted {
    const now = this.#clock.ms()
    const before = this.#open(key)
    const window = { current: (before?.current ?? 0) + 1, ends_ms: before?.ends_ms ?? now + ms }
    this.#windows.delete(key)
    this.#windows.set(key, window)
    const oldest = this.#windows.keys().next()
    if (this.#windows.size > this.#most && oldest.done !== true) this.#windows.delete(oldest.value)
    return { current: window.current, ttl: window.ends_ms - now }
  }

  /** What was counted, without counting. */
  read(key: string): Counted {
    const window = this.#open(key)
    return { current: window?.current ?? 0, ttl: (window?.ends_ms ?? 0) - this.#clock.ms() }
  }

  #open(key: string) {
    const window = this.#windows.get(key)
    return window !== undefined && window.ends_ms > this.#clock.ms() ? window : undefined
  }
}
