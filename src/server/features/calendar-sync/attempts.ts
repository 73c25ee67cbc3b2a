import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { ErrorClass } from '#domain/calendar/sync/errors.ts'
import type { Tx } from '#platform/db/db.ts'
import type { LeasedCalendar, Trigger } from './tables.ts'

/** What a run did so far; it becomes the line of its attempt. */
export interface Tally {
  imported: number
  changed: number
  deleted: number
  pushed: number
  conflicts: number
  rejected: number
  requests: number
  /** Milliseconds. */
  http: number
  database: number
}

export const nothingDone = (): Tally => ({
  ...{ imported: 0, changed: 0, deleted: 0, pushed: 0, conflicts: 0, rejected: 0, requests: 0 },
  ...{ http: 0, database: 0 },
})

export async function beginAttempt(
  tx: Tx,
  attempt: {
    readonly id: string
    readonly calendar: Pick<LeasedCalendar, 'id' | 'user_id' | 'cursor'>
    readonly parent_id: string | null
    readonly trigger: Trigger
    readonly now: string
  },
): Promise<void> {
  const { id, calendar, parent_id, trigger, now } = attempt
  await sql`
    INSERT INTO calendar_attempts (id, user_id, calendar_id, parent_id, trigger, status, cursor_before, started_at)
    VALUES (${id}, ${calendar.user_id}, ${calendar.id}, ${parent_id}, ${trigger}, 'running', ${hashed(calendar.cursor)}, ${now})`.execute(
    tx,
  )
}

export async function endAttempt(
  tx: Tx,
  id: string,
  end: {
    readonly status: 'done' | 'failed' | 'waiting' | 'lost'
    readonly because: ErrorClass | null
    readonly full: boolean | null
    readonly cursor: string | null
    readonly tally: Tally
    readonly now: string
    /** When it is tried again by itself, and whether its account is left alone until then. */
    readonly retry_at?: string | null
    readonly rests?: boolean
  },
): Promise<void> {
  const { imported, changed, deleted, pushed, conflicts, rejected, requests, http, database } = end.tally
  await sql`
    UPDATE calendar_attempts SET status = ${end.status}, because = ${end.because}, "full" = ${end.full}, imported = ${imported},
      changed = ${changed}, deleted = ${deleted}, pushed = ${pushed}, conflicts = ${conflicts}, rejected = ${rejected},
      requests = ${requests}, phases = ${JSON.stringify({ http, database })}::jsonb, cursor_after = ${hashed(end.cursor)},
      finished_at = ${end.now}, retry_at = ${end.retry_at ?? null}, rests = ${end.rests ?? false}
    WHERE id = ${id} AND status = 'running'`.execute(tx)
}

/** A cursor may tell more than anybody needs to know of an attempt. */
const hashed = (cursor: string | null): string | null =>
  cursor === null ? null : createHash('sha256').update(cursor).digest('hex')
