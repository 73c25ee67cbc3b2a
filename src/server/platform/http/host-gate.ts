import type { Clock } from '#platform/clock.ts'
import type { Wait } from './wait.ts'

interface Host {
  /** Requests that hold or wait for a turn. */
  present: number
  active: number
  lastStart: number | null
  /** Starts happen one after the other: each waits for the one before. */
  starts: Promise<void>
  readonly waiting: (() => void)[]
}

interface Limits {
  readonly interval_ms: number
  readonly concurrency: number
}

/** Lets requests to one host start at their interval, and never more than `concurrency` at once. */
export interface HostGate {
  /** Resolves when it is this request's turn; the function it gives must be called when the request is over. */
  enter(host: string, limits: Limits, signal: AbortSignal | undefined): Promise<() => void>
}

/** A gate over the given clock. */
export function makeHostGate(clock: Clock, wait: Wait): HostGate {
  const hosts = new Map<string, Host>()
  return {
    async enter(name, limits, signal) {
      const host = hosts.get(name) ?? { present: 0, active: 0, lastStart: null, starts: Promise.resolve(), waiting: [] }
      hosts.set(name, host)
      host.present += 1
      const start = host.starts.then(() => startOf(host, limits, signal))
      // A request that is given up while it waits must not hold back the ones behind it.
      host.starts = start.catch(() => {})
      try {
        await start
      } catch (error) {
        host.present -= 1
        throw error
      }
      return once(() => leave(name, host, limits))
    },
  }

  async function startOf(host: Host, limits: Limits, signal: AbortSignal | undefined): Promise<void> {
    while (host.active >= Math.max(1, limits.concurrency)) await oneLess(host, signal)
    const pause = host.lastStart === null ? 0 : host.lastStart + limits.interval_ms - clock.ms()
    if (pause > 0) await wait(Math.min(pause, limits.interval_ms), signal)
    signal?.throwIfAborted()
    host.lastStart = clock.ms()
    host.active += 1
  }

  function leave(name: string, host: Host, limits: Limits): void {
    host.active -= 1
    host.present -= 1
    host.waiting.shift()?.()
    const settled = host.lastStart === null || host.lastStart + limits.interval_ms <= clock.ms()
    if (host.present === 0 && settled) hosts.delete(name)
  }
}

function oneLess(host: Host, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const go = () => {
      signal?.removeEventListener('abort', giveUp)
      resolve()
    }
    const giveUp = () => {
      host.waiting.splice(host.waiting.indexOf(go), 1)
      reject(new DOMException('Given up while waiting for a turn.', 'AbortError'))
    }
    if (signal?.aborted === true) return reject(new DOMException('Given up before its turn.', 'AbortError'))
    signal?.addEventListener('abort', giveUp, { once: true })
    host.waiting.push(go)
  })
}

function once(work: () => void): () => void {
  let done = false
  return () => {
    if (done) return
    done = true
    work()
  }
}
