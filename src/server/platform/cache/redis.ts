import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { Log } from '#platform/log.ts'
import { connectRedis } from '#platform/redis.ts'

/** What the tags of a value stood at when its load began. A value is valid as long as they still stand there. */
export type Stand = readonly string[]

export interface Read {
  readonly stand: Stand
  /** JSON, or null when there is nothing or only something outdated. */
  readonly text: string | null
}

/**
 * Values in Redis. Every tag stands at a random token, an expiry sets another, and a value is stored with the
 * tokens from before its load: no clocks are compared, and a token that Redis dropped makes values invalid, not valid.
 */
export interface Shared {
  /** Null when Redis does not answer. */
  read(key: string, tags: readonly string[]): Promise<Read | null>
  write(key: string, value: { text: string; stand: Stand; ttl_s: number }): Promise<void>
  /** False when Redis does not answer: then its values may be outdated. */
  expire(tags: readonly string[]): Promise<boolean>
  /** All values from before are out of reach. */
  moveTo(epoch: number): void
  close(): void
}

const TAG_TTL_S = 7 * 86_400

export function connectShared(options: { url: string; prefix: string; log: Log }): Shared {
  const { redis, ask, close } = connectRedis({ ...options, without: 'the cache goes on without it' })
  let epoch = 0
  const name = (kind: 'v' | 't', key: string) => `cc:${options.prefix}:${epoch}:${kind}:${key}`

  return {
    read: (key, tags) =>
      ask(async () => {
        const [stored, ...found] = await redis.mget(name('v', key), ...tags.map((tag) => name('t', tag)))
        const stand = await Promise.all(
          tags.map(async (tag, index) => found[index] ?? (await begin(redis, name('t', tag)))),
        )
        return { stand, text: stored === null || stored === undefined ? null : textAt(stored, stand) }
      }),
    async write(key, { text, stand, ttl_s }) {
      await ask(() => redis.set(name('v', key), `${stand.join(' ')}\n${text}`, 'EX', Math.max(1, Math.ceil(ttl_s))))
    },
    async expire(tags) {
      const done = await ask(async () => {
        const change = redis.multi()
        for (const tag of tags) change.set(name('t', tag), randomUUID(), 'EX', TAG_TTL_S)
        const results = await change.exec()
        return results !== null && results.every(([error]) => error === null)
      })
      return done === true
    },
    moveTo: (next) => void (epoch = next),
    close,
  }
}

async function begin(redis: Redis, tag: string): Promise<string> {
  const token = randomUUID()
  // Another node may begin the same tag at the same time: whose token stands is what counts.
  const before = await redis.set(tag, token, 'EX', TAG_TTL_S, 'NX', 'GET')
  return before ?? token
}

function textAt(stored: string, stand: Stand): string | null {
  const end = stored.indexOf('\n')
  return stored.slice(0, end) === stand.join(' ') ? stored.slice(end + 1) : null
}
