import { Worker } from 'node:worker_threads'
import type { BoardAnswer, BoardRequest, OpenBoard, PageRead } from '#domain/postings/job-board-port.ts'

/** From here on an answer takes so long to read that people would wait for it. */
const LARGE = 1_500_000
const MOST_MB = 1_500
const MOST_MS = 300_000

/** Reads an answer; a large one in a thread of its own, with memory and time of its own that end nothing else. */
export async function readAside(board: OpenBoard, request: BoardRequest, answer: BoardAnswer): Promise<PageRead> {
  if (answer.text.length < LARGE) return board.read(request, answer)
  const worker = new Worker(new URL('./reading-worker.ts', import.meta.url), {
    workerData: { board_id: board.facts.id, settings: board.settings, request, answer },
    resourceLimits: { maxOldGenerationSizeMb: MOST_MB },
  })
  const late = AbortSignal.timeout(MOST_MS)
  try {
    return await new Promise<PageRead>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', (error: Error & { code?: string }) =>
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(beyond('too_large', 'memory')) : reject(error),
      )
      worker.once('exit', () => reject(new Error(`The answer of ${board.facts.id} was not read to its end.`)))
      late.addEventListener('abort', () => resolve(beyond('timeout', 'time')))
    })
  } finally {
    await worker.terminate()
  }
}

function beyond(outcome: 'too_large' | 'timeout', what: string): PageRead {
  return { kind: 'failure', outcome, message: `What the source sent takes more ${what} to read than a source may use.` }
}
