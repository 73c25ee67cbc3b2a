/**
 * Memory first, Redis second when it is configured. Redis down means slower, never wrong: what must be
 * revocable at once is read with `get` under a tag that its writer expires.
 */
export interface Cache {
  /** The cached value of `key`, or what `load` gives, kept for `ttl_s` seconds. Concurrent callers share one load. */
  get<Value>(key: string, options: { ttl_s: number; tags?: readonly string[] }, load: () => Promise<Value>): Promise<Value>
  /** Forgets everything under these tags, on every node. */
  expire(tags: readonly string[]): Promise<void>
  close(): Promise<void>
}
