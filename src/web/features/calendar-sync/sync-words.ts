import type { CalendarPreview, SyncAttempt, SyncResult } from '#contract/calendar-sync.ts'
import { countsOf } from '#lib/sync-outcome.ts'

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
export function resultWords({ finished, attempts, pulled, pushed, conflicts, rejected }: SyncResult): string {
  if (!finished) return 'The sync goes on; this page follows it'
  const bad = attempts.find(({ status, message }) => (status === 'failed' || status === 'waiting') && message !== null)
  if (bad !== undefined) return `“${bad.calendar_name}”: ${bad.message ?? ''}`
  return countsOf({ pulled, pushed, conflicts, rejected }) ?? 'Nothing new on either side'
}

/** Seconds that an attempt took; null while it runs. */
export function secondsOf({ started_at, finished_at }: Pick<SyncAttempt, 'started_at' | 'finished_at'>): number | null {
  return finished_at === null ? null : (Date.parse(finished_at) - Date.parse(started_at)) / 1000
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
