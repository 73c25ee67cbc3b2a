import type { CalendarPreview, SyncAttempt, SyncResult } from '#contract/calendar-sync.ts'
import { countsOf } from '#lib/sync-outcome.ts'
import type { Said } from '#lib/undo.ts'

const TRIGGERS: Readonly<Record<SyncAttempt['trigger'], string>> = {
  schedule: 'by the clock',
  push: 'told by the provider',
  change: 'after a change here',
  person: 'by you',
  replay: 'done again',
  resync: 'read as a whole',
}

export function triggerWords(trigger: SyncAttempt['trigger']): string {
  return TRIGGERS[trigger]
}

/** What a sync that was asked for came to. */
export function resultWords({ finished, attempts, pulled, pushed, conflicts, rejected }: SyncResult): Said {
  if (!finished) return { message: 'The sync goes on; this page follows it' }
  const bad = attempts.find(({ status, message }) => (status === 'failed' || status === 'waiting') && message !== null)
  if (bad !== undefined) return { message: `“${bad.calendar_name}”: ${bad.message ?? ''}`, tone: 'bad' }
  return { message: countsOf({ pulled, pushed, conflicts, rejected }) ?? 'Nothing new on either side' }
}

/** How long an attempt took; a dash while it runs. */
export function tookWords({ started_at, finished_at }: Pick<SyncAttempt, 'started_at' | 'finished_at'>): string {
  if (finished_at === null) return '–'
  const seconds = (Date.parse(finished_at) - Date.parse(started_at)) / 1000
  return seconds < 0.1 ? '< 0.1 s' : `${seconds.toFixed(1)} s`
}

/** What a sync would do on one side. */
export function plannedWords(side: Pick<CalendarPreview['here'], 'create' | 'change' | 'delete' | 'ask'>): string {
  const words = [
    ...(side.create > 0 ? [`${side.create} new`] : []),
    ...(side.change > 0 ? [`${side.change} changed`] : []),
    ...(side.delete > 0 ? [`${side.delete} deleted`] : []),
    ...(side.ask > 0 ? [`${side.ask} to decide`] : []),
  ]
  return words.length === 0 ? 'nothing changes' : words.join(', ')
}
