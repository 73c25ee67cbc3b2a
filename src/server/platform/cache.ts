import type pg from 'pg'
import type { Clock } from '#platform/clock.ts'
import type { Config } from '#platform/config.ts'
import type { Log } from '#platform/log.ts'
import type { Signals } from '#platform/signals.ts'
import { Memory } from './cache/memory.ts'
import { connectShared } from './cache/redis.ts'
import type { Shared } from './cache/redis.ts'

/**
 * Memory first, Redis second when it is configured. Redis down means slower, never wrong: what must be
 * revocable at once is read with `get` under a tag that its writer expires.
 */
export interface Cache {
  /**
   * The cached value of `key`, or what `load` gives, kept for `ttl_s` seconds. Concurrent callers share one load.
   * Everybody gets the same object: don't change it. With Redis it may come back through JSON.
   */
  get<Value>(
    key: string,
    options: { ttl_s: number; tags?: readonly string[] },
    load: () => Promise<Value>,
  ): Promise<Value>
  /** Forgets everything under these tags, on every node. Call it after the transaction that changed things, not in it. */
  expire(tags: readonly string[]): Promise<void>
  close(): Promise<void>
}

export interface CacheOptions {
  readonly config: Pick<Config, 'redis_url'>
  /** A pool of `copilot_system`, to announce expiries. */
  readonly pool: pg.Pool
  readonly signals: Signals & { trouble(): string | null }
  readonly clock: Clock
  readonly log: Log
  readonly version: string
  readonly max_entries?: number
}

// pg_notify takes 8,000 bytes.
const TAGS_PER_NOTE = 50

/** The cache of one node; expiries travel by NOTIFY, with Redis and without. */
export function makeCache(options: CacheOptions): Cache {
  const { redis_url } = options.config
  const shared =
    redis_url === null ? null : connectShared({ url: redis_url, prefix: options.version, log: options.log })
  return new TaggedCache(options, shared)
}

class TaggedCache implements Cache {
  readonly #options: CacheOptions
  readonly #shared: Shared | null
  readonly #memory: Memory
  readonly #loading = new Map<string, Promise<unknown>>()
  readonly #off: readonly (() => void)[]
  #epoch: Promise<void> | null = null

  constructor(options: CacheOptions, shared: Shared | null) {
    this.#options = options
    this.#shared = shared
    this.#memory = new Memory(options.max_entries ?? 20_000)
    this.#off = [
      options.signals.on('copilot_cache', (payload) => this.#heard(payload)),
      // Expiries may have been missed: start anew.
      options.signals.onGap(() => this.#startAnew()),
    ]
  }

  async get<Value>(
    key: string,
    how: { ttl_s: number; tags?: readonly string[] },
    load: () => Promise<Value>,
  ): Promise<Value> {
    // Who does not hear of expiries must not remember.
    if (this.#options.signals.trouble() !== null) return load()
    const found = this.#memory.get(key, this.#options.clock.ms())
    // oxlint-disable-next-line typescript/consistent-type-assertions -- what is under a key is what its callers load
    if (found !== undefined) return found.value as Value
    const running = this.#loading.get(key)
    // oxlint-disable-next-line typescript/consistent-type-assertions -- as above
    if (running !== undefined) return running as Promise<Value>
    const loading = this.#load(key, how, load).finally(() => {
      if (this.#loading.get(key) === loading) this.#loading.delete(key)
    })
    this.#loading.set(key, loading)
    return loading
  }

  async expire(tags: readonly string[]): Promise<void> {
    if (tags.length === 0) return
    this.#forget(tags)
    const reached = this.#shared === null || (await this.#shared.expire(tags))
    const { pool } = this.#options
    // Redis missed it: leave everything that it holds behind, for good and on all nodes.
    if (!reached) await pool.query(`UPDATE cache_epoch SET epoch = epoch + 1`)
    for (let from = 0; from < tags.length; from += TAGS_PER_NOTE) {
      const note = reached ? tags.slice(from, from + TAGS_PER_NOTE) : '*'
      await pool.query('SELECT pg_notify($1, $2)', ['copilot_cache', JSON.stringify(note)])
    }
    if (!reached) this.#startAnew()
  }

  async close(): Promise<void> {
    for (const off of this.#off) off()
    this.#shared?.close()
  }

  async #load<Value>(
    key: string,
    how: { ttl_s: number; tags?: readonly string[] },
    load: () => Promise<Value>,
  ): Promise<Value> {
    const tags = how.tags ?? []
    const watch = this.#memory.watch()
    try {
      const value = await this.#throughShared(key, { ...how, tags }, load)
      if (!watch.expired(tags))
        this.#memory.set(key, { value, tags, until_ms: this.#options.clock.ms() + how.ttl_s * 1000 })
      return value
    } finally {
      watch.end()
    }
  }

  async #throughShared<Value>(
    key: string,
    how: { ttl_s: number; tags: readonly string[] },
    load: () => Promise<Value>,
  ): Promise<Value> {
    if (this.#shared === null) return load()
    await (this.#epoch ??= this.#readEpoch())
    const read = await this.#shared.read(key, how.tags)
    if (read !== null && read.text !== null) return JSON.parse(read.text).value
    const value = await load()
    if (read !== null)
      await this.#shared.write(key, { text: JSON.stringify({ value }), stand: read.stand, ttl_s: how.ttl_s })
    return value
  }

  async #readEpoch(): Promise<void> {
    const { rows } = await this.#options.pool.query<{ epoch: number }>('SELECT epoch FROM cache_epoch')
    this.#shared?.moveTo(rows[0]?.epoch ?? 0)
  }

  #heard(payload: string): void {
    const note: unknown = JSON.parse(payload)
    if (Array.isArray(note)) this.#forget(note.map(String))
    else this.#startAnew()
  }

  #startAnew(): void {
    this.#memory.clear()
    this.#loading.clear()
    this.#epoch = null
  }

  #forget(tags: readonly string[]): void {
    this.#memory.expire(tags)
    // A load that runs now may have read the state from before: nobody may join it any more.
    this.#loading.clear()
  }
}
