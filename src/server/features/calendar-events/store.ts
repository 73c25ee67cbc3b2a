import { sql } from 'kysely'
import type { ColumnType } from 'kysely'
import { Event } from '#contract/calendar-events.ts'
import { CalendarEvent } from '#domain/calendar/event.ts'
import { reachOf } from '#domain/calendar-events/reach.ts'
import type { Tx } from '#platform/db/db.ts'

/** A row as it is read: the event itself comes as text of JSON made by us, and is parsed once. */
interface EventTable {
  id: string
  user_id: string
  uid: string
  recurrence_id: string | null
  event: ColumnType<unknown, string, string>
  first_at: string
  last_at: string | null
  application_id: string | null
  interview_id: string | null
  appointment_id: string | null
  invites: boolean
  edited_at: string | null
  deleted_at: string | null
  deleted_by: 'person' | 'sync' | 'filter' | null
  created_at: string
  updated_at: string
  version: number
}

declare module '#platform/db/tables.ts' {
  interface Tables {
    calendar_events: EventTable
  }
}

/** An event with what we keep about it. */
export interface StoredEvent {
  readonly id: string
  readonly event: CalendarEvent
  readonly application_id: string | null
  readonly application: Event['application']
  readonly interview_id: string | null
  /** Of which it is the event: of its host, or of a guest with an account. */
  readonly appointment_id: string | null
  /** The person wants the attendees to be invited. */
  readonly invites: boolean
  readonly edited_at: string | null
  readonly deleted_at: string | null
  readonly deleted_by: 'person' | 'sync' | 'filter' | null
  readonly created_at: string
  readonly updated_at: string
  readonly version: number
}

const ROW = [
  'id',
  'event',
  'application_id',
  'interview_id',
  'invites',
  'edited_at',
  'deleted_at',
  'deleted_by',
  'created_at',
  'updated_at',
  'version',
] as const

// What the application is by now; one that was deleted is none.
const APPLICATION = sql<unknown>`(SELECT jsonb_build_object('company', a.company, 'title', a.title, 'status', a.status)
  FROM applications a WHERE a.id = calendar_events.application_id AND a.deleted_at IS NULL)`.as('application')

// The host's event follows its appointment, and says so; which one is the guest's, the appointment says.
const APPOINTMENT = sql<string | null>`coalesce(calendar_events.appointment_id,
  (SELECT p.id FROM appointments p WHERE p.guest_event_id = calendar_events.id))`.as('appointment_id')
const LINKED = [APPLICATION, APPOINTMENT] as const

function storedOf(
  row: Omit<StoredEvent, 'event' | 'application'> & { event: unknown; application: unknown },
): StoredEvent {
  const { event, application, ...rest } = row
  return { ...rest, event: CalendarEvent.parse(event), application: Event.shape.application.parse(application) }
}

/** What of an event is kept in columns of its own, to find it by. */
function columnsOf(event: CalendarEvent) {
  return { uid: event.uid, recurrence_id: event.recurrence_id, event: JSON.stringify(event), ...reachOf(event) }
}

/** A new event of a person. */
export interface NewEvent {
  readonly id: string
  readonly event: CalendarEvent
  readonly application_id: string | null
  readonly interview_id: string | null
  readonly invites: boolean
  /** Null: a calendar brought it. */
  readonly edited_at: string | null
}

/** `standing`: where somebody else made one of them a moment ago, that one stays. */
export async function insertEvents(
  tx: Tx,
  user_id: string,
  events: readonly NewEvent[],
  { now, standing }: { readonly now: string; readonly standing?: 'stays' },
): Promise<void> {
  const rows = events.map(({ event, ...rest }) => ({
    ...{ ...rest, ...columnsOf(event), user_id, deleted_at: null, deleted_by: null },
    ...{ created_at: now, updated_at: now, version: 1 },
  }))
  // A statement takes 65,535 parameters.
  for (let at = 0; at < rows.length; at += 1000)
    await tx
      .insertInto('calendar_events')
      .values(rows.slice(at, at + 1000))
      .$if(standing === 'stays', (query) => query.onConflict((conflict) => conflict.column('id').doNothing()))
      .execute()
}

/** What an event says from now on. `edited_at`: null where a calendar said so, which leaves when a person last did. */
export async function changeEvent(
  tx: Tx,
  user_id: string,
  id: string,
  change: { event: CalendarEvent; application_id?: string | null; invites?: boolean; edited_at: string | null },
  now: string,
): Promise<void> {
  await tx
    .updateTable('calendar_events')
    .set({
      ...columnsOf(change.event),
      ...(change.application_id === undefined ? {} : { application_id: change.application_id }),
      ...(change.invites === undefined ? {} : { invites: change.invites }),
      ...(change.edited_at === null ? {} : { edited_at: change.edited_at }),
      ...{ deleted_at: null, deleted_by: null, updated_at: now },
      version: sql`version + 1`,
    })
    .where('user_id', '=', user_id)
    .where('id', '=', id)
    .execute()
}

export async function deleteEvents(
  tx: Tx,
  user_id: string,
  ids: readonly string[],
  gone: { by: 'person' | 'sync' | 'filter'; at: string },
): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('calendar_events')
    .set({ deleted_at: gone.at, deleted_by: gone.by, updated_at: gone.at, version: sql`version + 1` })
    .where('user_id', '=', user_id)
    .where('id', 'in', [...ids])
    .where('deleted_at', 'is', null)
    .execute()
}

/** An event of a person that is not deleted; `lock` holds it until the transaction ends. */
export async function findEvent(tx: Tx, user_id: string, id: string, lock: boolean): Promise<StoredEvent | null> {
  const row = await tx
    .selectFrom('calendar_events')
    .select(ROW)
    .select(LINKED)
    .where('user_id', '=', user_id)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  return row === undefined ? null : storedOf(row)
}

/** These events, also those that were deleted. */
export async function eventsByIds(tx: Tx, user_id: string, ids: readonly string[]): Promise<StoredEvent[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('calendar_events')
    .select(ROW)
    .select(LINKED)
    .where('user_id', '=', user_id)
    .where(sql<boolean>`id = ANY(${[...ids]}::uuid[])`)
    .execute()
  return rows.map(storedOf)
}

/** Which of them are the same by UID and, for an instance alone, its key; deleted ones too, those that live first. */
export async function eventsByUid(
  tx: Tx,
  user_id: string,
  uids: readonly string[],
): Promise<{ id: string; uid: string; recurrence_id: string | null; deleted: boolean }[]> {
  if (uids.length === 0) return []
  const rows = await tx
    .selectFrom('calendar_events')
    .select(['id', 'uid', 'recurrence_id', 'deleted_at'])
    .where('user_id', '=', user_id)
    .where(sql<boolean>`md5(uid) = ANY(ARRAY(SELECT md5(x) FROM unnest(${[...uids]}::text[]) x))`)
    .orderBy(sql`deleted_at NULLS FIRST`)
    .orderBy('id')
    .execute()
  return rows.map(({ deleted_at, ...row }) => ({ ...row, deleted: deleted_at !== null }))
}

/** Events that may touch a stretch of time; which do is known once they are expanded. */
export async function eventsBetween(
  tx: Tx,
  user_id: string,
  look: { from: string; to: string; application_id: string | null; calendar_id: string | null; samples?: boolean },
): Promise<StoredEvent[]> {
  const rows = await tx
    .selectFrom('calendar_events')
    .select(ROW)
    .select(LINKED)
    .where('user_id', '=', user_id)
    .where('deleted_at', 'is', null)
    .where(sql<boolean>`first_at < ${look.to} AND (last_at IS NULL OR last_at > ${look.from})`)
    .$if(look.application_id !== null, (query) => query.where('application_id', '=', look.application_id))
    .$if(look.calendar_id !== null, (query) => query.where(liesIn(look.calendar_id)))
    .$if(look.samples === false, (query) => query.where(NO_SAMPLE))
    .execute()
  return rows.map(storedOf)
}

const NO_SAMPLE = sql<boolean>`NOT EXISTS (
  SELECT FROM applications a WHERE a.id = calendar_events.application_id AND a.is_sample)`

const liesIn = (calendar_id: string | null) =>
  sql<boolean>`EXISTS (SELECT 1 FROM calendar_links l WHERE l.event_id = calendar_events.id AND l.state = 'live' AND l.calendar_id = ${calendar_id})`

/** Events by their start, a series once; one more than `limit`. */
export async function eventsPage(
  tx: Tx,
  user_id: string,
  page: {
    application_id: string | null
    calendar_id: string | null
    after: readonly [string, string] | null
    limit: number
  },
): Promise<(StoredEvent & { sort_key: string })[]> {
  const { application_id, calendar_id, after } = page
  const rows = await tx
    .selectFrom('calendar_events')
    .select(ROW)
    .select(LINKED)
    .select(sql<string>`first_at::text`.as('sort_key'))
    .where('user_id', '=', user_id)
    .where('deleted_at', 'is', null)
    .$if(application_id !== null, (query) => query.where('application_id', '=', application_id))
    .$if(calendar_id !== null, (query) => query.where(liesIn(calendar_id)))
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(first_at, id) > (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy('first_at')
    .orderBy('id')
    .limit(page.limit + 1)
    .execute()
  return rows.map(({ sort_key, ...row }) => ({ ...storedOf(row), sort_key }))
}
