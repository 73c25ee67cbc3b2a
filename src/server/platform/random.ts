import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'

/** The only source of randomness. Tests pass a seeded one. */
export interface Random {
  bytes(count: number): Buffer
  /** A number in [0, 1), for jitter and choice, never for secrets. */
  fraction(): number
}

// Asking the system for a few bytes costs as much as for many; a pool serves the small wishes of every request.
const POOL = 4096
let pool = randomBytes(POOL)
let used = 0

function pooled(count: number): Buffer {
  if (count > 64) return randomBytes(count)
  if (used + count > POOL) {
    pool = randomBytes(POOL)
    used = 0
  }
  used += count
  return pool.subarray(used - count, used)
}

export const systemRandom: Random = {
  bytes: pooled,
  fraction: () => randomBytes(4).readUInt32BE(0) / 2 ** 32,
}

/** Makes ids: UUIDv7 over the given clock and randomness, ascending within one process. */
export function makeIds(ms: () => number, random: Random): () => string {
  let last = 0
  let sequence = 0
  return () => {
    const now = ms()
    if (now > last) {
      last = now
      sequence = random.bytes(4).readUInt32BE(0) >>> 2
    } else {
      sequence += 1
    }
    return v7({ msecs: last, seq: sequence, random: random.bytes(16) })
  }
}
