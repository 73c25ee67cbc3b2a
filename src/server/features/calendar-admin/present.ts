import type {
  AdminAttempt,
  AdminConnection,
  AdminSyncResult,
  ProviderMetrics,
  SyncFigures,
} from '#contract/calendar-admin.ts'
import type { SyncResult } from '#contract/calendar-sync.ts'
import { ERROR_WORDS } from '#domain/calendar/sync/errors.ts'
import type { ErrorClass } from '#domain/calendar/sync/errors.ts'
import type { MetricsRow } from './metrics.ts'
import type { AttemptRow, ConnectionRow } from './store.ts'

export function presentConnection({
  live,
  refused,
  whole_account,
  last_message_at,
  ...row
}: ConnectionRow): AdminConnection {
  return { ...row, ...wordsOf(row.because), channels: { live, refused, whole_account, last_message_at } }
}

export function presentAttempt(row: AttemptRow): AdminAttempt {
  return { ...row, ...wordsOf(row.because) }
}

/** What a sync came to, without the names that its attempts tell. */
export function presentResult({ attempts, ...result }: SyncResult): AdminSyncResult {
  const badly = attempts.filter(({ status }) => status === 'failed' || status === 'waiting')
  return { ...result, ended_badly: badly.length }
}

/** What an export says of an attempt. */
export const ATTEMPT_COLUMNS = [
  ...(['started_at', 'finished_at', 'duration_ms', 'person', 'user_id', 'provider', 'trigger', 'status'] as const),
  ...(['because', 'full', 'imported', 'changed', 'deleted', 'pushed', 'conflicts', 'rejected', 'requests'] as const),
  ...(['http_ms', 'database_ms', 'cursor_before', 'cursor_after'] as const),
  ...(['id', 'parent_id', 'connection_id', 'calendar_id'] as const),
]

/** The figures of all providers together, and of each. */
export function presentMetrics(rows: readonly MetricsRow[]): { overall: SyncFigures; providers: ProviderMetrics[] } {
  const overall = rows.find(({ provider }) => provider === null)
  if (overall === undefined) throw new Error('the figures of all providers together are missing')
  const { provider: _, ...figures } = overall
  return {
    overall: figures,
    providers: rows.flatMap(({ provider, ...of }) => (provider === null ? [] : [{ provider, ...of }])),
  }
}

function wordsOf(because: ErrorClass | null): { message: string | null; remedy: string | null } {
  if (because === null) return { message: null, remedy: null }
  const { reason, remedy } = ERROR_WORDS[because]
  return { message: reason, remedy }
}
