import { performance } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const LOOK_MS = 3_000
/** The share of time in which a process that nobody waits for is at work. */
const QUIET = 0.1
/** What the heap may keep for nothing before it is worth a pause of a tenth of a second. */
const SPARE = 32 * 2 ** 20
const LOOKS_BETWEEN = 20

export interface Heap {
  /** The share of time at work since the last look, 0 to 1. */
  busy(): number
  /** Bytes held of the system, and of those the bytes in use. */
  size(): { readonly held: number; readonly used: number }
  /** Frees what is not in use, and gives it back to the system. */
  collect(): void
}

/**
 * Gives memory back once the process is quiet. V8 would do it itself for a page in the background, but takes a server
 * for one in the foreground, and keeps what the start and every busy minute have made it take: more than it uses.
 */
export function giveBackWhenQuiet(heap: Heap = ofThisProcess()): { look(): void; stop(): void } {
  let rest = 0
  const look = () => {
    // Asked at each look, so that the next one counts from here.
    const busy = heap.busy()
    rest = Math.max(0, rest - 1)
    if (rest > 0 || busy > QUIET) return
    const { held, used } = heap.size()
    if (held - used < SPARE) return
    heap.collect()
    rest = LOOKS_BETWEEN
  }
  const timer = setInterval(look, LOOK_MS)
  timer.unref()
  return { look, stop: () => clearInterval(timer) }
}

/** The heap of this process, measured and collected for real. */
export function ofThisProcess(): Heap {
  let before = performance.eventLoopUtilization()
  return {
    busy: () => {
      const now = performance.eventLoopUtilization()
      const { utilization } = performance.eventLoopUtilization(now, before)
      before = now
      return utilization
    },
    size: () => {
      const { heapTotal, heapUsed } = process.memoryUsage()
      return { held: heapTotal, used: heapUsed }
    },
    collect,
  }
}

// Node has no call for it. "Last resort" is the kind that returns the empty pages at once.
function collect(): void {
  setFlagsFromString('--expose-gc')
  try {
    runInNewContext(`gc({ type: 'major', flavor: 'last-resort' })`)
  } finally {
    setFlagsFromString('--no-expose-gc')
  }
}
