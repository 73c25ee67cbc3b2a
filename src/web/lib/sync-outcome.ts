import type { SyncAttempt, SyncResult } from '#contract/calendar-sync.ts'

type Counts = Pick<SyncResult, 'pulled' | 'pushed' | 'conflicts' | 'rejected'>
type Ended = Pick<SyncAttempt, 'status' | 'imported' | 'changed' | 'deleted' | 'pushed' | 'conflicts' | 'rejected'>

/** How an attempt ended, with the tone of its badge. */
export function outcomeOf(attempt: Ended): { tone: 'ok' | 'warn' | 'bad' | 'info' | 'plain'; word: string } {
  const { status, imported, changed, deleted, pushed, conflicts, rejected } = attempt
  if (status === 'running') return { tone: 'info', word: 'Running' }
  if (status === 'failed') return { tone: 'bad', word: 'Failed' }
  if (status === 'waiting') return { tone: 'warn', word: 'Waits' }
  if (status === 'lost') return { tone: 'plain', word: 'Begun again' }
  const open = countsOf({ pulled: 0, pushed: 0, conflicts, rejected })
  if (open !== null) return { tone: 'warn', word: open }
  return { tone: 'ok', word: imported + changed + deleted + pushed === 0 ? 'Nothing new' : 'Done' }
}

/** `3 came in, 1 conflict`; null where nothing happened. */
export function countsOf(of: Counts): string | null {
  const words = [
    ...(of.pulled > 0 ? [`${of.pulled} came in`] : []),
    ...(of.pushed > 0 ? [`${of.pushed} went out`] : []),
    ...(of.conflicts > 0 ? [of.conflicts === 1 ? '1 conflict' : `${of.conflicts} conflicts`] : []),
    ...(of.rejected > 0 ? [`${of.rejected} refused there`] : []),
  ]
  return words.length === 0 ? null : words.join(', ')
}
