import { sql } from 'kysely'
import { z } from 'zod'
import type { Unsupported } from '#domain/calendar/sync/capability.ts'
import type { Link } from '#domain/calendar/sync/link.ts'
import type { Tx } from '#platform/db/db.ts'
import { Overtaken } from './tables.ts'

const Fields = z.record(z.string(), z.unknown())
const Clash = z.object({
  key: z.string(),
  field: z.string(),
  base: z.unknown().optional(),
  mine: z.unknown().optional(),
  theirs: z.unknown().optional(),
})
const Base = z.object({ local: Fields, remote: Fields })
const Pending = z.object({
  event_id: z.string(),
  token: z.string(),
  sent: Fields,
  local: Fields,
  held: z.array(z.string()),
})
const UNSUPPORTED: Readonly<Record<Unsupported, Unsupported>> = {
  ...{ floating_time: 'floating_time', unknown_zone: 'unknown_zone', too_large: 'too_large' },
  ...{ recurrence_rule: 'recurrence_rule', extra_dates: 'extra_dates' },
  ...{ first_instance: 'first_instance', moved_instance: 'moved_instance' },
}
const Trouble = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('fields'),
    conflicts: z.array(Clash.transform(({ key, field, base, mine, theirs }) => ({ key, field, base, mine, theirs }))),
  }),
  z.object({ kind: z.literal('edit_vs_delete') }),
  z.object({ kind: z.literal('delete_vs_edit') }),
  z.object({ kind: z.literal('unsupported'), reason: z.enum(UNSUPPORTED) }),
  z.object({ kind: z.literal('rejected'), reason: z.string(), local: Fields }),
])
const StoredParts = z.object({ base: Base, seen: Fields, pending: Pending.nullable(), trouble: Trouble.nullable() })

interface LinkRow extends Omit<Link, 'base' | 'seen' | 'pending' | 'trouble'> {
  readonly id: string
  readonly calendar_id: string
  readonly row: string
  readonly base: unknown
  readonly seen: unknown
  readonly pending: unknown
  readonly trouble: unknown
}

/**
 * A link as it is stored. `row` is the version of its row: PostgreSQL gives a new one with each write, also with that of
 * someone who only notes that there is something to tell.
 */
export interface StoredLink {
  readonly id: string
  readonly calendar_id: string
  readonly row: string
  readonly link: Link
}

/** One link to be stored. `to_tell`: whether its calendar is to be told something by now. */
export interface LinkChange {
  readonly was: StoredLink | null
  /** Null: the link goes. */
  readonly link: Link | null
  readonly to_tell: boolean
  /** Its event was changed in this transaction, which noted on the link that there is something to tell. */
  readonly touched?: boolean
}

/** The columns of `calendar_links AS l`, for `storedLink`. */
export const LINK_COLUMNS = sql`l.id, l.calendar_id, l.xmin::text AS "row", l.event_id, l.remote_id, l.etag, l.updated, l.state, l.origin, l.generation,
  l.attempts, l.base, l.seen, l.gone, l.pending, l.trouble`

export function storedLink({ id, calendar_id, row, ...said }: LinkRow): StoredLink {
  const { base, seen, pending, trouble } = StoredParts.parse(said)
  const { event_id, remote_id, etag, updated, state, origin, generation, attempts, gone } = said
  const link: Link = {
    ...{ event_id, remote_id, etag, updated, state, origin, generation, attempts, gone },
    ...{ base, seen, pending, trouble },
  }
  return { id, calendar_id, row, link }
}

export async function allLinks(tx: Tx, calendar_id: string): Promise<StoredLink[]> {
  const { rows } = await sql<LinkRow>`
    SELECT ${LINK_COLUMNS} FROM calendar_links l WHERE l.calendar_id = ${calendar_id} ORDER BY l.id`.execute(tx)
  return rows.map(storedLink)
}

/** What a part of a reading is about: its objects, the events that they are marked as, and what is open anyway. */
export async function linksOf(
  tx: Tx,
  calendar: { readonly id: string; readonly user_id: string },
  about: { readonly remote_ids: readonly string[]; readonly event_ids: readonly string[] },
): Promise<StoredLink[]> {
  const { rows } = await sql<LinkRow>`
    SELECT ${LINK_COLUMNS} FROM calendar_links l
    WHERE l.calendar_id = ${calendar.id} AND (
      md5(l.remote_id) = ANY(ARRAY(SELECT md5(x) FROM unnest(${about.remote_ids}::text[]) x))
      OR (l.state = 'live' AND l.event_id = ANY(${about.event_ids}::uuid[]))
      OR (l.state = 'live' AND l.to_tell)
      OR (l.user_id = ${calendar.user_id} AND l.trouble IS NOT NULL))
    ORDER BY l.id`.execute(tx)
  return rows.map(storedLink)
}

/** Links that ended with a delete of ours and whose events came back; `missing`: by now they lack one to this calendar. */
export async function linksOfReturned(
  tx: Tx,
  calendar_id: string,
): Promise<{ readonly was: StoredLink; readonly missing: boolean }[]> {
  const { rows } = await sql<LinkRow & { missing: boolean }>`
    SELECT ${LINK_COLUMNS}, e.deleted_at IS NULL AND NOT EXISTS (
      SELECT FROM calendar_links o WHERE o.calendar_id = l.calendar_id AND o.event_id = l.event_id AND o.state = 'live') AS missing
    FROM calendar_links l JOIN calendar_events e ON e.id = l.event_id
    WHERE l.calendar_id = ${calendar_id} AND l.to_tell AND l.state = 'ended'`.execute(tx)
  return rows.map((row) => ({ was: storedLink(row), missing: row.missing }))
}

/** How many live links a calendar has. */
export async function countLive(tx: Tx, calendar_id: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) FROM calendar_links WHERE calendar_id = ${calendar_id} AND state = 'live'`.execute(tx)
  return rows[0]?.count ?? 0
}

export async function findLink(tx: Tx, id: string): Promise<StoredLink | null> {
  const { rows } = await sql<LinkRow>`SELECT ${LINK_COLUMNS} FROM calendar_links l WHERE l.id = ${id}`.execute(tx)
  return rows[0] === undefined ? null : storedLink(rows[0])
}

/**
 * Stores links, each kind of change in one statement, however many there are. One that was written by someone else since it
 * was read makes the whole fail with `Overtaken`.
 */
export async function saveLinks(
  tx: Tx,
  to: { readonly id: string; readonly user_id: string; readonly newId: () => string; readonly now: string },
  changes: readonly LinkChange[],
): Promise<void> {
  const known = changes.flatMap(({ was, link, to_tell, touched = false }) =>
    was === null || link === null ? [] : [{ id: was.id, row: was.row, to_tell, touched, ...link }],
  )
  const gone = changes.flatMap(({ was, link }) => (was === null || link !== null ? [] : [was]))
  const added = changes.flatMap(({ was, link, to_tell }) =>
    was !== null || link === null ? [] : [{ id: to.newId(), to_tell, ...link }],
  )
  await removeLinks(tx, gone)
  // What ends first, so that its event is free for the link that goes on.
  for (const live of [false, true]) {
    const some = known.filter(({ state }) => (state === 'live') === live)
    if (some.length > 0 && (await updateLinks(tx, some, to.now)).length !== some.length) throw new Overtaken()
  }
  if (added.length > 0) await insertLinks(tx, to, added)
}

async function removeLinks(tx: Tx, gone: readonly StoredLink[]): Promise<void> {
  if (gone.length === 0) return
  const { numAffectedRows } = await sql`
    DELETE FROM calendar_links l USING jsonb_to_recordset(${JSON.stringify(gone.map(({ id, row }) => ({ id, row })))}::jsonb) AS x (id uuid, "row" text)
    WHERE l.id = x.id AND l.xmin::text = x."row"`.execute(tx)
  if (Number(numAffectedRows) !== gone.length) throw new Overtaken()
}

const RECORD = sql`x (id uuid, "row" text, event_id uuid, remote_id text, etag text, updated text, state text, origin text, generation int,
  attempts int, base jsonb, seen jsonb, gone boolean, pending jsonb, trouble jsonb, to_tell boolean, touched boolean)`

type Version = Pick<StoredLink, 'id' | 'row'>

/** The rows that were written, with their new versions: those that nobody else wrote since they were read. */
async function updateLinks(
  tx: Tx,
  changes: readonly (Link & Version & { readonly to_tell: boolean; readonly touched: boolean })[],
  now: string,
): Promise<readonly Version[]> {
  const { rows } = await sql<Version>`
    UPDATE calendar_links l SET event_id = x.event_id, remote_id = x.remote_id, etag = x.etag, updated = x.updated, state = x.state,
      origin = x.origin, generation = x.generation, attempts = x.attempts, base = x.base, seen = x.seen, gone = x.gone,
      pending = x.pending, trouble = x.trouble, to_tell = x.to_tell,
      troubled_at = CASE WHEN x.trouble IS NULL THEN NULL WHEN x.trouble ->> 'kind' = l.trouble ->> 'kind' THEN l.troubled_at ELSE ${now} END
    FROM jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) AS ${RECORD}
    WHERE l.id = x.id AND (l.xmin::text = x."row" OR (x.touched AND l.xmin = pg_current_xact_id()::xid)) RETURNING l.id, l.xmin::text AS "row"`.execute(
    tx,
  )
  return rows
}

/** Another link in the place of one that was read. */
export interface Replacement {
  readonly was: StoredLink
  readonly link: Link
  readonly to_tell: boolean
}

/** Each of these links with another in its place, in one statement; null: someone else wrote it since it was read. */
export async function replaceLinks(
  tx: Tx,
  changes: readonly Replacement[],
  now: string,
): Promise<readonly (StoredLink | null)[]> {
  if (changes.length === 0) return []
  const wanted = changes.map(({ was: { id, row }, link, to_tell }) => ({ ...link, id, row, to_tell, touched: false }))
  const rows = new Map((await updateLinks(tx, wanted, now)).map(({ id, row }) => [id, row]))
  return changes.map(({ was, link }) => {
    const row = rows.get(was.id)
    return row === undefined ? null : { ...was, row, link }
  })
}

/** Nothing is to be told of these, unless somebody noted otherwise since they were read. */
export async function nothingToTell(tx: Tx, links: readonly StoredLink[]): Promise<void> {
  if (links.length === 0) return
  await sql`
    UPDATE calendar_links l SET to_tell = false
    FROM jsonb_to_recordset(${JSON.stringify(links.map(({ id, row }) => ({ id, row })))}::jsonb) AS x (id uuid, "row" text)
    WHERE l.id = x.id AND l.xmin::text = x."row"`.execute(tx)
}

async function insertLinks(
  tx: Tx,
  to: { readonly id: string; readonly user_id: string; readonly now: string },
  rows: readonly Link[],
): Promise<void> {
  await sql`
    INSERT INTO calendar_links (id, user_id, calendar_id, event_id, remote_id, etag, updated, state, origin, generation, attempts,
      base, seen, gone, pending, trouble, troubled_at, to_tell)
    SELECT x.id, ${to.user_id}, ${to.id}, x.event_id, x.remote_id, x.etag, x.updated, x.state, x.origin, x.generation, x.attempts,
      x.base, x.seen, x.gone, x.pending, x.trouble, CASE WHEN x.trouble IS NOT NULL THEN ${to.now}::timestamptz END, x.to_tell
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS ${RECORD}`.execute(tx)
}

/** The other calendars in which these events lie: whoever changes an event leaves a note there that it is to be told. */
export async function calendarsOf(
  tx: Tx,
  event_ids: readonly string[],
  except_calendar_id: string | null,
): Promise<string[]> {
  if (event_ids.length === 0) return []
  const { rows } = await sql<{ calendar_id: string }>`
    SELECT DISTINCT calendar_id FROM calendar_links
    WHERE event_id = ANY(${event_ids}::uuid[]) AND state = 'live' AND calendar_id IS DISTINCT FROM ${except_calendar_id}::uuid`.execute(
    tx,
  )
  return rows.map(({ calendar_id }) => calendar_id)
}

/** Of these events: which have a live link to this calendar, and which lie in another one and not from us. */
export async function whereTheyLie(
  tx: Tx,
  calendar_id: string,
  event_ids: readonly string[],
): Promise<{ readonly here: ReadonlySet<string>; readonly elsewhere: ReadonlySet<string> }> {
  if (event_ids.length === 0) return { here: new Set(), elsewhere: new Set() }
  const { rows } = await sql<{ event_id: string; here: boolean; elsewhere: boolean }>`
    SELECT event_id, bool_or(calendar_id = ${calendar_id}) AS here, bool_or(calendar_id <> ${calendar_id} AND origin <> 'made') AS elsewhere
    FROM calendar_links WHERE event_id = ANY(${event_ids}::uuid[]) AND state = 'live' GROUP BY event_id`.execute(tx)
  const of = (which: 'here' | 'elsewhere') => new Set(rows.flatMap((row) => (row[which] ? [row.event_id] : [])))
  return { here: of('here'), elsewhere: of('elsewhere') }
}
