import { setImmediate as nextTurn } from 'node:timers/promises'
import { MessageChannel, Worker, receiveMessageOnPort } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import type {
  BoardAnswer,
  BoardFailure,
  BoardRequest,
  ImportOutcome,
  OpenBoard,
  PageRead,
} from '#domain/postings/job-board-port.ts'
import type { JobPosting } from '#domain/postings/posting.ts'
import { readAlert } from './alert-mail/read.ts'
import { inReadingTurn } from './reading-turn.ts'

/** From here on an answer takes so long to read that people would wait for it. */
const LARGE = 1_500_000
/** A mail is smaller and knottier; those of boards are well below this. */
const LARGE_MAIL = 300_000
/** What reading may take: of the answer of a board with all its postings, and of one mail, which anybody may send. */
const ANSWER = { mb: 1_500, ms: 300_000 }
const MAIL = { mb: 400, ms: 30_000 }

/** Reads an answer; a large one in a thread of its own, with memory and time of its own that end nothing else. */
export async function readAside(board: OpenBoard, request: BoardRequest, answer: BoardAnswer): Promise<PageRead> {
  if (answer.text.length < LARGE) return board.read(request, answer)
  const task = { board_id: board.facts.id, settings: board.settings, request, answer }
  const { read, items } = await aside<PageRead>({ task, most: ANSWER }, (beyond) => ({ kind: 'failure', ...beyond }))
  return read.kind === 'page' ? { ...read, items } : read
}

/** Reads an alert that a board sent; whoever sent a large one keeps nobody waiting. */
export async function readAlertAside(mail: string): Promise<ImportOutcome> {
  if (mail.length < LARGE_MAIL) return readAlert(mail)
  const { read, items } = await aside<ImportOutcome>({ task: { mail }, most: MAIL }, (beyond) => ({
    ...beyond,
    retry_after_s: null,
  }))
  return read.outcome === 'ok' ? { ...read, items } : read
}

interface Beyond {
  readonly outcome: BoardFailure
  readonly message: string
}
interface Aside<Read> {
  readonly read: Read
  readonly items: readonly JobPosting[]
}

interface Work {
  readonly task: object
  readonly most: typeof ANSWER
}

function aside<Read>(work: Work, ended: (beyond: Beyond) => Read): Promise<Aside<Read>> {
  return inReadingTurn(() => inThread(work, ended))
}

/** What the thread read, without its postings; those come in parts, and others get their turn in between. */
async function inThread<Read>({ task, most }: Work, ended: (beyond: Beyond) => Read): Promise<Aside<Read>> {
  const { port1: parts, port2 } = new MessageChannel()
  const worker = new Worker(new URL('./reading-worker.ts', import.meta.url), {
    workerData: { task, parts: port2 },
    transferList: [port2],
    resourceLimits: { maxOldGenerationSizeMb: most.mb },
  })
  const late = AbortSignal.timeout(most.ms)
  try {
    const read = await new Promise<Read>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', (error: Error & { code?: string }) =>
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(ended(beyond('too_large', 'memory'))) : reject(error),
      )
      worker.once('exit', () => reject(new Error('What a source sent was not read to its end.')))
      late.addEventListener('abort', () => resolve(ended(beyond('timeout', 'time'))))
    })
    const items: JobPosting[] = []
    // Each part was there before the word that there are no more.
    for (let part = partOf(parts); part !== null; part = partOf(parts)) {
      items.push(...part)
      await nextTurn()
    }
    return { read, items }
  } finally {
    parts.close()
    await worker.terminate()
  }
}

function partOf(parts: MessagePort): readonly JobPosting[] | null {
  const part: { message: readonly JobPosting[] } | undefined = receiveMessageOnPort(parts)
  return part?.message ?? null
}

function beyond(outcome: BoardFailure, what: string): Beyond {
  return { outcome, message: `What the source sent takes more ${what} to read than a source may use.` }
}
