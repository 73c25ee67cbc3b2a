interface Entry {
  readonly value: unknown
  readonly until_ms: number
  readonly tags: readonly string[]
}

/** Notes which tags were expired while a value was being loaded. */
export interface Watch {
  expired(tags: readonly string[]): boolean
  end(): void
}

/** A map of at most `max` entries that drops the longest unused, and finds entries by tag. */
export class Memory {
  readonly #max: number
  readonly #entries = new Map<string, Entry>()
  readonly #byTag = new Map<string, Set<string>>()
  readonly #watches = new Set<Set<string>>()
  #cleared = 0

  constructor(max: number) {
    this.#max = max
  }

  get(key: string, now_ms: number): Entry | undefined {
    const entry = this.#entries.get(key)
    if (entry === undefined) return undefined
    if (entry.until_ms <= now_ms) {
      this.#drop(key)
      return undefined
    }
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    return entry
  }

  set(key: string, entry: Entry): void {
    this.#drop(key)
    this.#entries.set(key, entry)
    for (const tag of entry.tags) {
      const keys = this.#byTag.get(tag)
      if (keys === undefined) this.#byTag.set(tag, new Set([key]))
      else keys.add(key)
    }
    const oldest = this.#entries.keys().next()
    if (this.#entries.size > this.#max && oldest.done !== true) this.#drop(oldest.value)
  }

  expire(tags: readonly string[]): void {
    for (const watch of this.#watches) for (const tag of tags) watch.add(tag)
    for (const tag of tags) for (const key of this.#byTag.get(tag) ?? []) this.#drop(key)
  }

  clear(): void {
    this.#cleared += 1
    this.#entries.clear()
    this.#byTag.clear()
  }

  /** What is loaded from a state before an expiry must not be kept after it. */
  watch(): Watch {
    const seen = new Set<string>()
    const cleared = this.#cleared
    this.#watches.add(seen)
    return {
      expired: (tags) => cleared !== this.#cleared || tags.some((tag) => seen.has(tag)),
      end: () => void this.#watches.delete(seen),
    }
  }

  #drop(key: string): void {
    const entry = this.#entries.get(key)
    if (entry === undefined) return
    this.#entries.delete(key)
    for (const tag of entry.tags) {
      const keys = this.#byTag.get(tag)
      keys?.delete(key)
      if (keys?.size === 0) this.#byTag.delete(tag)
    }
  }
}
