import { setImmediate as nextTurn } from 'node:timers/promises'
import { MessageChannel, Worker, receiveMessageOnPort } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import { inReadingTurn } from './reading-turn.ts'

/** What reading may take before it is ended. */
export interface ThreadBounds {
  readonly mb: number
  readonly ms: number
}

interface Work {
  /** The file that reads: it posts parts on `workerData.parts`, then the rest to its parent. */
  readonly worker: URL
  readonly task: object
  readonly most: ThreadBounds
}

/**
 * Reads what a stranger sent in a thread of its own, with memory and time of its own that end nothing else. `ended`: what
 * it counts as when it took too much of either.
 */
export function inReadingThread<Part, Read>(
  work: Work,
  ended: (what: 'memory' | 'time') => Read,
): Promise<{ read: Read; items: readonly Part[] }> {
  return inReadingTurn(() => inThread<Part, Read>(work, ended))
}

// The items come in parts, and others get their turn in between.
async function inThread<Part, Read>(
  { worker: file, task, most }: Work,
  ended: (what: 'memory' | 'time') => Read,
): Promise<{ read: Read; items: readonly Part[] }> {
  const { port1: parts, port2 } = new MessageChannel()
  const worker = new Worker(file, {
    workerData: { task, parts: port2 },
    transferList: [port2],
    resourceLimits: { maxOldGenerationSizeMb: most.mb },
  })
  const late = AbortSignal.timeout(most.ms)
  try {
    const read = await new Promise<Read>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', (error: Error & { code?: string }) =>
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(ended('memory')) : reject(error),
      )
      worker.once('exit', () => reject(new Error('What a source sent was not read to its end.')))
      late.addEventListener('abort', () => resolve(ended('time')))
    })
    const items: Part[] = []
    // Each part was there before the word that there are no more.
    for (let part = partOf<Part>(parts); part !== null; part = partOf<Part>(parts)) {
      items.push(...part)
      await nextTurn()
    }
    return { read, items }
  } finally {
    parts.close()
    await worker.terminate()
  }
}

function partOf<Part>(parts: MessagePort): readonly Part[] | null {
  const part: { message: readonly Part[] } | undefined = receiveMessageOnPort(parts)
  return part?.message ?? null
}
