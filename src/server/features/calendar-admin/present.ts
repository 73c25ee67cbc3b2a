import type { AdminAttempt, AdminConnection } from '#contract/calendar-admin.ts'
import { ERROR_WORDS } from '#domain/calendar/sync/errors.ts'
import type { ErrorClass } from '#domain/calendar/sync/errors.ts'
import type { AttemptRow, ConnectionRow } from './store.ts'

export function presentConnection({ live, refused, last_message_at, ...row }: ConnectionRow): AdminConnection {
  return { ...row, message: reasonOf(row.because), channels: { live, refused, last_message_at } }
}

export function presentAttempt(row: AttemptRow): AdminAttempt {
  return { ...row, message: reasonOf(row.because) }
}

/** What an export says of an attempt. */
export const ATTEMPT_COLUMNS = [
  ...(['started_at', 'finished_at', 'duration_ms', 'person', 'user_id', 'provider', 'trigger', 'status'] as const),
  ...(['because', 'full', 'imported', 'changed', 'deleted', 'pushed', 'conflicts', 'rejected', 'requests'] as const),
  ...(['http_ms', 'database_ms', 'cursor_before', 'cursor_after'] as const),
  ...(['id', 'parent_id', 'connection_id', 'calendar_id'] as const),
]

const reasonOf = (because: ErrorClass | null): string | null => (because === null ? null : ERROR_WORDS[because].reason)
