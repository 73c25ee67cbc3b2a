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
import { inReadingThread } from '#connectors/reading-thread.ts'
import type { ThreadBounds } from '#connectors/reading-thread.ts'

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

/** What a thread read of one answer or mail, with its postings. */
function aside<Read>(work: { task: object; most: ThreadBounds }, ended: (beyond: Beyond) => Read) {
  const worker = new URL('./reading-worker.ts', import.meta.url)
  return inReadingThread<JobPosting, Read>({ worker, ...work }, (what) =>
    ended({
      outcome: what === 'memory' ? 'too_large' : 'timeout',
      message: `What the source sent takes more ${what} to read than a source may use.`,
    }),
  )
}
