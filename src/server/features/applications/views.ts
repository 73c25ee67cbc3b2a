import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Application, ApplicationFilter, ApplicationSort } from '#contract/applications.ts'
import { companyKey } from '#domain/applications/similar.ts'
import { asName } from '#platform/db/collate.ts'
import type { Tx } from '#platform/db/db.ts'
import { isoOf } from '#platform/clock.ts'

/** An application as the wire has it, with the key that its list is sorted by. */
export type Listed = Application & { sort_key: string }

/** A filter, and the one column of the board that is meant (a built-in one has no `stage_id`). */
export type Filter = ApplicationFilter & { column?: { status: string; id: string | null } }

/** Who looks, and when: what is upcoming depends on it. */
export interface Viewer {
  readonly user_id: string
  readonly now: string
}

const iso = (instant: RawBuilder<unknown>) =>
  sql`replace(to_char(${instant}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), '.000Z', 'Z')`

function columns(now: string): RawBuilder<unknown> {
  const upcoming = sql`SELECT jsonb_build_object('id', i.id, 'kind', i.kind, 'round', i.round, 'time_zone', i.time_zone,
      'duration_min', i.duration_min, 'start_time', ${iso(sql`i.start_time`)})
    FROM interviews i WHERE i.application_id = a.id AND i.outcome = 'pending'
      AND i.start_time + make_interval(mins => i.duration_min) > ${now} ORDER BY i.start_time LIMIT 1`
  return sql`a.id, a.posting_id AS job_id, a.title, a.company, a.location, a.url, a.source, a.salary_min, a.salary_max,
    a.salary_currency, a.salary_period, a.status, a.stage_id, s.name AS stage_name, a.status_at, a.applied_at,
    a.applied_on, a.first_reply_at, a.closed_at, a.next_action, a.next_action_at, a.archived_at, a.is_sample,
    a.created_at, a.updated_at, a.version, (${upcoming}) AS next_interview,
    (SELECT o.deadline_at FROM offers o WHERE o.application_id = a.id) AS offer_deadline_at,
    jsonb_build_object(
      'interviews', (SELECT count(*) FROM interviews i WHERE i.application_id = a.id),
      'contacts', (SELECT count(*) FROM application_contacts c WHERE c.application_id = a.id),
      'notes', (SELECT count(*) FROM application_notes n WHERE n.application_id = a.id),
      'reminders', (SELECT count(*) FROM application_reminders r WHERE r.application_id = a.id AND r.done_at IS NULL)
    ) AS counts`
}

const FROM = sql`applications a LEFT JOIN stages s ON s.id = a.stage_id`

/** One application that is not deleted. */
export async function findApplication(tx: Tx, viewer: Viewer, id: string): Promise<Application | null> {
  const [found] = await findApplications(tx, viewer, sql`a.id = ${id}`, sql`a.id`)
  return found ?? null
}

/** Applications by a condition, for the summary and the like. */
export async function findApplications(
  tx: Tx,
  viewer: Viewer,
  where: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
): Promise<Application[]> {
  const { rows } = await sql<Application>`SELECT ${columns(viewer.now)} FROM ${FROM}
    WHERE a.user_id = ${viewer.user_id} AND a.deleted_at IS NULL AND (${where}) ORDER BY ${order} LIMIT 200`.execute(tx)
  return rows
}

const STATUS_ORDER = sql`array_position(ARRAY['interested','applied','interview','offer','accepted','rejected','declined','withdrawn','ghosted'], a.status)`

// What a sort sorts by: an expression that is never null, and its type for the cursor.
const SORTS = {
  updated_at: [sql`a.updated_at`, sql`timestamptz`],
  created_at: [sql`a.created_at`, sql`timestamptz`],
  status_at: [sql`a.status_at`, sql`timestamptz`],
  company: [asName(sql`a.company`), sql`text`],
  title: [asName(sql`a.title`), sql`text`],
  status: [STATUS_ORDER, sql`int`],
  next_action_at: [sql`coalesce(a.next_action_at, 'infinity')`, sql`timestamptz`],
  applied_on: [sql`coalesce(a.applied_on, '-infinity')`, sql`date`],
} as const

/** A page of the list: one row more than `limit`, so that the caller sees whether there is another page. */
export async function listApplications(
  tx: Tx,
  viewer: Viewer,
  page: { filter: Filter; sort: ApplicationSort; after: readonly [string, string] | null; limit: number },
): Promise<Listed[]> {
  const descending = page.sort.startsWith('-')
  const [key, type] = SORTS[sortName(page.sort)]
  const direction = descending ? sql`DESC` : sql`ASC`
  const beyond = descending ? sql`<` : sql`>`
  const after =
    page.after === null
      ? sql`true`
      : sql`(${key}, a.id) ${beyond} (${page.after[0]}::text::${type}, ${page.after[1]}::uuid)`
  const { rows } = await sql<Listed>`SELECT ${columns(viewer.now)}, (${key})::text AS sort_key FROM ${FROM}
    WHERE ${matching(viewer, page.filter)} AND ${after}
    ORDER BY ${key} ${direction}, a.id ${direction} LIMIT ${page.limit + 1}`.execute(tx)
  return rows
}

export async function countApplications(tx: Tx, viewer: Viewer, filter: Filter): Promise<number> {
  const { rows } = await sql<{
    count: number
  }>`SELECT count(*) AS count FROM applications a WHERE ${matching(viewer, filter)}`.execute(tx)
  return rows[0]?.count ?? 0
}

/** The first cards of every column, newest arrival first; one more than `limit` each. */
export async function boardCards(tx: Tx, viewer: Viewer, filter: Filter, limit: number): Promise<Listed[]> {
  const { rows } = await sql<Listed>`SELECT ${columns(viewer.now)}, a.status_at::text AS sort_key
    FROM (SELECT a.*, row_number() OVER (PARTITION BY a.status, a.stage_id ORDER BY a.status_at DESC, a.id DESC) AS place
          FROM applications a WHERE ${matching(viewer, filter)}) a
    LEFT JOIN stages s ON s.id = a.stage_id
    WHERE a.place <= ${limit + 1} ORDER BY a.status_at DESC, a.id DESC`.execute(tx)
  return rows
}

/** How many applications match in each column, by its key. */
export async function boardCounts(tx: Tx, viewer: Viewer, filter: Filter): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: string; count: number }>`
    SELECT coalesce(a.stage_id::text, a.status) AS key, count(*) AS count FROM applications a
    WHERE ${matching(viewer, filter)} GROUP BY 1`.execute(tx)
  return new Map(rows.map((row) => [row.key, row.count]))
}

function sortName(sort: ApplicationSort): keyof typeof SORTS {
  switch (sort) {
    case '-updated_at':
      return 'updated_at'
    case '-created_at':
    case 'created_at':
      return 'created_at'
    case '-status_at':
    case 'status_at':
      return 'status_at'
    case '-company':
    case 'company':
      return 'company'
    case '-title':
    case 'title':
      return 'title'
    case '-status':
    case 'status':
      return 'status'
    case '-applied_on':
    case 'applied_on':
      return 'applied_on'
    case 'next_action_at':
      return 'next_action_at'
  }
}

function matching(viewer: Viewer, filter: Filter): RawBuilder<unknown> {
  const conditions = [
    sql`a.user_id = ${viewer.user_id}`,
    sql`a.deleted_at IS NULL`,
    filter.archived === true ? sql`a.archived_at IS NOT NULL` : sql`a.archived_at IS NULL`,
  ]
  if (filter.column !== undefined) {
    const { status, id } = filter.column
    conditions.push(sql`a.status = ${status} AND a.stage_id IS NOT DISTINCT FROM ${id}::uuid`)
  }
  if (filter.q !== undefined && filter.q.trim() !== '') conditions.push(wordsMatch(filter.q))
  if (filter.status !== undefined && filter.status.length > 0)
    conditions.push(sql`a.status = ANY(${filter.status}::text[])`)
  if (filter.stage_id !== undefined) conditions.push(sql`a.stage_id = ${filter.stage_id}`)
  if (filter.company !== undefined) conditions.push(sql`a.company_key = ${companyKey(filter.company)}`)
  if (filter.source !== undefined) conditions.push(sql`a.source = ${filter.source}`)
  if (filter.next_action !== undefined) conditions.push(nextAction(viewer.now, filter.next_action))
  if (filter.waiting_days !== undefined)
    conditions.push(sql`a.status_at <= ${daysFrom(viewer.now, -filter.waiting_days)}::timestamptz`)
  return sql.join(conditions, sql` AND `)
}

// Every word has to occur somewhere in what a card shows.
function wordsMatch(q: string): RawBuilder<unknown> {
  const words = q.trim().split(/\s+/).slice(0, 8)
  const text = sql`concat_ws(' ', a.company, a.title, a.location, a.source, a.next_action)`
  return sql.join(
    words.map((word) => sql`${text} ILIKE ${`%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`}`),
    sql` AND `,
  )
}

function nextAction(now: string, kind: NonNullable<ApplicationFilter['next_action']>): RawBuilder<unknown> {
  switch (kind) {
    case 'overdue':
      return sql`a.next_action_at < ${now}`
    case 'today':
      return sql`a.next_action_at < ${daysFrom(now, 1)}`
    case 'week':
      return sql`a.next_action_at < ${daysFrom(now, 7)}`
    case 'any':
      return sql`(a.next_action IS NOT NULL OR a.next_action_at IS NOT NULL)`
    case 'none':
      return sql`(a.next_action IS NULL AND a.next_action_at IS NULL)`
  }
}

/** The instant a number of days from another. */
export function daysFrom(now: string, days: number): string {
  return isoOf(Date.parse(now) + days * 86_400_000)
}
