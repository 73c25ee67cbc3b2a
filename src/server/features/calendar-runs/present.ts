import type { SyncAttempt, SyncResult } from '#contract/calendar-sync.ts'
import { ERROR_WORDS } from '#domain/calendar/sync/errors.ts'
import { csvTable } from '#platform/serve/csv.ts'
import type { AttemptRow } from './store.ts'

const CONFIRM = {
  message: 'So much is gone from the calendar at once that it may be a mistake.',
  remedy: 'Say that it was meant, or look at the calendar first. Nothing is deleted here before.',
}

const LOST = {
  message: 'It ended before it was through. The next sync went on from there.',
  remedy: null,
}

const RESTS = 'That was so often in a row that the account is left alone for a while.'

export function presentAttempt({ rests, ...row }: AttemptRow): SyncAttempt {
  if (row.because === null) return { ...row, ...wordsWithoutCause(row.status) }
  const { reason, remedy } = ERROR_WORDS[row.because]
  return { ...row, message: rests ? `${reason} ${RESTS}` : reason, remedy }
}

function wordsWithoutCause(status: AttemptRow['status']): Pick<SyncAttempt, 'message' | 'remedy'> {
  if (status === 'waiting') return CONFIRM
  return status === 'lost' ? LOST : { message: null, remedy: null }
}

/** What came of the attempts that somebody waits for, as far as it is known by now. */
export function resultOf(attempt_ids: readonly string[], rows: readonly AttemptRow[]): SyncResult {
  const sum = (of: (row: AttemptRow) => number): number => rows.reduce((total, row) => total + of(row), 0)
  return {
    finished: rows.length === attempt_ids.length && rows.every(({ status }) => status !== 'running'),
    pulled: sum(({ imported, changed, deleted }) => imported + changed + deleted),
    pushed: sum(({ pushed }) => pushed),
    conflicts: sum(({ conflicts }) => conflicts),
    rejected: sum(({ rejected }) => rejected),
    attempt_ids: [...attempt_ids],
    attempts: rows.map(presentAttempt),
  }
}

const COLUMNS = [
  ...([
    'started_at',
    'finished_at',
    'calendar_name',
    'trigger',
    'status',
    'because',
    'full',
    'imported',
    'changed',
  ] as const),
  ...(['deleted', 'pushed', 'conflicts', 'rejected', 'requests', 'id', 'parent_id'] as const),
]

export function attemptsAsCsv(rows: readonly AttemptRow[]): string {
  return csvTable(COLUMNS, rows)
}
