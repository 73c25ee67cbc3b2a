import { sql } from 'kysely'
import type { CalendarEvent } from '#domain/calendar/event.ts'
import { reachOf } from '#domain/calendar-events/reach.ts'
import type { Tx } from '#platform/db/db.ts'
import { insertEvents } from './store.ts'

/** What sync does to events. Each was read in a version; null: it is new. */
export interface EventsBySync {
  /** New ones, what they say from now on, and those that come back under their id. */
  readonly put: readonly { readonly id: string; readonly event: CalendarEvent; readonly version: number | null }[]
  readonly deleted: readonly {
    readonly id: string
    readonly by: 'person' | 'sync' | 'filter'
    readonly version: number
  }[]
}

/**
 * Stores what sync does, each kind of change in one statement however many there are. False: one of them was changed since
 * it was read, and the transaction must not go on.
 */
export async function storeBySync(
  tx: Tx,
  user_id: string,
  { put, deleted }: EventsBySync,
  now: string,
): Promise<boolean> {
  const blank = { application_id: null, interview_id: null, invites: false, edited_at: null }
  const fresh = put.flatMap(({ id, event, version }) => (version === null ? [{ id, event, ...blank }] : []))
  if (fresh.length > 0) await insertEvents(tx, user_id, fresh, { now })
  const known = put.filter(({ version }) => version !== null)
  return (await putAll(tx, user_id, known, now)) && (await deleteAll(tx, user_id, deleted, now))
}

async function putAll(tx: Tx, user_id: string, put: EventsBySync['put'], now: string): Promise<boolean> {
  if (put.length === 0) return true
  const rows = put.map(({ id, event, version }) => {
    const { uid, recurrence_id } = event
    return { id, version, uid, recurrence_id, event, ...reachOf(event) }
  })
  const { numAffectedRows } = await sql`
    UPDATE calendar_events e SET uid = x.uid, recurrence_id = x.recurrence_id, event = x.event, first_at = x.first_at,
      last_at = x.last_at, updated_at = ${now}, deleted_at = NULL, deleted_by = NULL, version = e.version + 1
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS x
      (id uuid, version int, uid text, recurrence_id text, event jsonb, first_at timestamptz, last_at timestamptz)
    WHERE e.user_id = ${user_id} AND e.id = x.id AND e.version = x.version`.execute(tx)
  return Number(numAffectedRows) === put.length
}

async function deleteAll(tx: Tx, user_id: string, gone: EventsBySync['deleted'], now: string): Promise<boolean> {
  if (gone.length === 0) return true
  const { numAffectedRows } = await sql`
    UPDATE calendar_events e SET deleted_at = ${now}, deleted_by = x.by, updated_at = ${now}, version = e.version + 1
    FROM jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) AS x (id uuid, by text, version int)
    WHERE e.user_id = ${user_id} AND e.id = x.id AND e.version = x.version`.execute(tx)
  return Number(numAffectedRows) === gone.length
}
