import { Redis } from 'ioredis'
import type { Log } from '#platform/log.ts'

/** A connection to Redis that never holds anybody up. */
export interface RedisDoor {
  readonly redis: Redis
  /** What Redis answers, or null when it does not: a failure means "slower", and is no error. */
  ask<Result>(work: () => Promise<Result>): Promise<Result | null>
  close(): void
}

const PAUSE_MS = 2_000

/** Connects in the background, and again whenever the connection is lost. `without`: what goes on meanwhile, for the log. */
export function connectRedis(options: { url: string; log: Log; without: string }): RedisDoor {
  const redis = new Redis(options.url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2_000,
    // Slower than this, the database is the better place to ask.
    commandTimeout: 250,
    retryStrategy: (attempt) => Math.min(attempt * 200, PAUSE_MS),
  })
  let well = true
  redis.on('error', (error) => {
    if (well) options.log.warn({ error }, `Redis does not answer; ${options.without}`)
    well = false
  })
  redis.on('ready', () => void (well = true))
  const connected = redis.connect().catch(() => {})
  return {
    redis,
    async ask(work) {
      await connected
      try {
        return await work()
      } catch (error) {
        options.log.debug({ error }, 'a request to Redis failed')
        return null
      }
    },
    close: () => redis.disconnect(),
  }
}
