import { monitorEventLoopDelay } from 'node:perf_hooks'

const EVERY_MS = 10

export interface Peak {
  /** The most memory that the process held beyond what it held before. */
  readonly grew_mb: number
  /** The longest time for which it answered nobody, as its own processor time had it: others on the machine don't count. */
  readonly stalled_ms: number
  readonly cpu_ms: number
}

/** What something costs the process while it goes on. */
export async function peakWhile(work: () => Promise<unknown>): Promise<Peak> {
  const before = process.memoryUsage.rss()
  const from = process.cpuUsage()
  const delay = monitorEventLoopDelay({ resolution: EVERY_MS })
  let most = before
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), EVERY_MS)
  delay.enable()
  try {
    await work()
  } finally {
    clearInterval(watch)
    delay.disable()
  }
  const { user, system } = process.cpuUsage(from)
  const grew_mb = (Math.max(most, process.memoryUsage.rss()) - before) / 1e6
  return { grew_mb, stalled_ms: delay.max / 1e6, cpu_ms: (user + system) / 1000 }
}
