import pg from 'pg'
import type { Log } from '#platform/log.ts'

const CHANNELS = ['copilot_live', 'copilot_jobs', 'copilot_cache'] as const
export type Channel = (typeof CHANNELS)[number]

/** NOTIFY between the nodes. */
export interface Signals {
  /** Calls `handler` with each payload on the channel; the answer ends it. */
  on(channel: Channel, handler: (payload: string) => void): () => void
  /** Calls `handler` after the connection was lost and found again: what was announced meanwhile is gone. */
  onGap(handler: () => void): () => void
}

export interface RunningSignals extends Signals {
  /** Null while it listens, else what is wrong. */
  trouble(): string | null
  stop(): Promise<void>
}

const HEARTBEAT_MS = 20_000
const LONGEST_PAUSE_MS = 5_000

/**
 * One connection of this node that listens, and does nothing else. It is made again whenever it is lost; a silent
 * loss is found by a heartbeat. Rejects when the first connection cannot be made.
 */
export async function startSignals(options: { url: string; log: Log }): Promise<RunningSignals> {
  const listener = new Listener(options)
  await listener.connect()
  return listener
}

class Listener implements RunningSignals {
  readonly #options: { url: string; log: Log }
  readonly #handlers = new Map<string, Set<(payload: string) => void>>()
  readonly #gapHandlers = new Set<() => void>()
  #client: pg.Client | null = null
  #timer: NodeJS.Timeout | null = null
  #failures = 0
  #stopped = false

  constructor(options: { url: string; log: Log }) {
    this.#options = options
  }

  on(channel: Channel, handler: (payload: string) => void): () => void {
    const handlers = this.#handlers.get(channel) ?? new Set()
    this.#handlers.set(channel, handlers.add(handler))
    return () => void handlers.delete(handler)
  }

  onGap(handler: () => void): () => void {
    this.#gapHandlers.add(handler)
    return () => void this.#gapHandlers.delete(handler)
  }

  trouble(): string | null {
    return this.#client === null ? 'The connection that listens for news is lost; it is being made again.' : null
  }

  async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#options.url,
      options: '-c role=copilot_system',
      application_name: 'career-copilot-listen',
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
      query_timeout: 10_000,
    })
    client.on('error', () => this.#lost(client))
    client.on('end', () => this.#lost(client))
    client.on('notification', ({ channel, payload }) => {
      for (const handler of this.#handlers.get(channel) ?? []) handler(payload ?? '')
    })
    try {
      await client.connect()
      await client.query(CHANNELS.map((channel) => `LISTEN ${channel}`).join(';'))
    } catch (error) {
      await client.end().catch(() => {})
      throw error
    }
    if (this.#stopped) return client.end()
    this.#client = client
    this.#failures = 0
    this.#after(HEARTBEAT_MS, () => this.#beat(client))
  }

  async stop(): Promise<void> {
    this.#stopped = true
    if (this.#timer !== null) clearTimeout(this.#timer)
    const client = this.#client
    this.#client = null
    await client?.end()
  }

  async #beat(client: pg.Client): Promise<void> {
    try {
      await client.query('SELECT 1')
      if (this.#client === client) this.#after(HEARTBEAT_MS, () => this.#beat(client))
    } catch {
      this.#lost(client)
      await client.end().catch(() => {})
    }
  }

  #lost(client: pg.Client): void {
    if (this.#stopped || this.#client !== client) return
    this.#client = null
    this.#options.log.warn({}, 'the listening connection was lost')
    this.#after(0, () => this.#reconnect())
  }

  async #reconnect(): Promise<void> {
    try {
      await this.connect()
      this.#options.log.info({}, 'listening again')
      for (const handler of this.#gapHandlers) handler()
    } catch (error) {
      this.#failures += 1
      this.#options.log.warn({ error, failures: this.#failures }, 'listening again failed')
      this.#after(Math.min(LONGEST_PAUSE_MS, 100 * 2 ** this.#failures), () => this.#reconnect())
    }
  }

  #after(ms: number, work: () => Promise<void>): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    if (!this.#stopped) this.#timer = setTimeout(() => void work(), ms)
  }
}
