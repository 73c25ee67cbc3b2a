import { sql } from 'kysely'
import type { Seeker } from '#contract/coaching.ts'
import { OpenArea } from '#contract/grants.ts'
import type { Area } from '#contract/grants.ts'
import { asName } from '#platform/db/collate.ts'
import type { Tx } from '#platform/db/db.ts'

declare module '#platform/db/tables.ts' {
  interface Tables {
    grants: {
      id: string
      firm_id: string
      seeker_id: string
      coach_id: string
      area: Area
      created_at: string
      expires_at: string
      revoked_at: string | null
    }
    access_log: {
      id: string
      seeker_id: string
      coach_id: string | null
      grant_id: string | null
      coach_name: string
      firm_name: string
      area: Area
      what: string
      at: string
    }
  }
}

export interface GrantRow {
  readonly id: string
  readonly firm_id: string
  readonly seeker_id: string
  readonly seeker_name: string
  readonly coach_id: string
  readonly coach_name: string
  readonly area: Area
  readonly created_at: string
  readonly expires_at: string
  readonly revoked_at: string | null
  readonly last_used_at: string | null
}

const grants = sql`
  SELECT g.id, g.firm_id, g.seeker_id, coalesce(s.full_name, s.username, '?') AS seeker_name,
         g.coach_id, coalesce(c.full_name, c.username, '?') AS coach_name, g.area, g.created_at, g.expires_at, g.revoked_at,
         (SELECT max(at) FROM access_log l WHERE l.grant_id = g.id) AS last_used_at
  FROM grants g LEFT JOIN users s ON s.id = g.seeker_id LEFT JOIN users c ON c.id = g.coach_id`

/** Grants that a person gave or received in a firm, open ones first, newest first. */
export async function grantsOf(tx: Tx, firm_id: string, user_id: string): Promise<GrantRow[]> {
  const found = await sql<GrantRow>`${grants}
    WHERE g.firm_id = ${firm_id} AND (g.seeker_id = ${user_id} OR g.coach_id = ${user_id})
    ORDER BY (g.revoked_at IS NULL) DESC, g.created_at DESC LIMIT 500`.execute(tx)
  return found.rows
}

export async function grantById(tx: Tx, id: string): Promise<GrantRow | null> {
  const found = await sql<GrantRow>`${grants} WHERE g.id = ${id}`.execute(tx)
  return found.rows[0] ?? null
}

/** A coach in a firm, and when: what is open to them depends on it. */
export interface Coach {
  readonly user_id: string
  readonly firm_id: string
  readonly now: string
}

// Grants that hold now: both are in the firm, and the coach is on its staff.
const openTo = (coach: Coach) => sql`
  grants g JOIN firm_members m ON m.firm_id = g.firm_id AND m.user_id = g.coach_id AND m.role IN ('owner', 'admin', 'coach')
    JOIN firm_members n ON n.firm_id = g.firm_id AND n.user_id = g.seeker_id
  WHERE g.coach_id = ${coach.user_id} AND g.firm_id = ${coach.firm_id}
    AND g.revoked_at IS NULL AND g.expires_at > ${coach.now}`

/** The grant that lets this coach see this area of this seeker. */
export async function openGrant(
  tx: Tx,
  coach: Coach,
  of: { seeker_id: string; area: OpenArea },
): Promise<{ id: string; coach_name: string; firm_name: string } | null> {
  const found = await sql<{ id: string; coach_name: string; firm_name: string }>`
    SELECT g.id, coalesce(u.full_name, u.username) AS coach_name, f.name AS firm_name
    FROM (SELECT g.* FROM ${openTo(coach)} AND g.seeker_id = ${of.seeker_id} AND g.area = ${of.area}) g
      JOIN firms f ON f.id = g.firm_id JOIN users u ON u.id = g.coach_id
    ORDER BY g.expires_at DESC LIMIT 1`.execute(tx)
  return found.rows[0] ?? null
}

type SeekerRow = Seeker & { sort_key: string }

/** Seekers with something open to a coach, by name: one more than `limit`, or the one who is asked for. */
export async function seekersOpenTo(
  tx: Tx,
  coach: Coach,
  page: { after: readonly [string, string] | null; limit: number; user_id?: string },
): Promise<SeekerRow[]> {
  const one = page.user_id === undefined ? sql`` : sql` AND g.seeker_id = ${page.user_id}`
  const after = page.after === null ? sql`TRUE` : sql`(sort_key, user_id) > (${page.after[0]}, ${page.after[1]}::uuid)`
  const { rows } = await sql<Omit<SeekerRow, 'areas'> & { area: OpenArea; until: string }>`
    WITH open AS (
      SELECT g.seeker_id, g.area, max(g.expires_at) AS until
      FROM ${openTo(coach)} AND g.area = ANY(${OpenArea.options}::text[])${one} GROUP BY 1, 2
    ), people AS (
      SELECT u.id AS user_id, coalesce(u.full_name, u.username) AS name, ${asName(sql`coalesce(u.full_name, u.username)`)} AS sort_key
      FROM users u WHERE u.id IN (SELECT seeker_id FROM open)
    ), page AS (
      SELECT * FROM people WHERE ${after} ORDER BY sort_key, user_id LIMIT ${page.limit + 1}
    )
    SELECT page.*, open.area, open.until FROM page JOIN open ON open.seeker_id = page.user_id
    ORDER BY sort_key, user_id, array_position(${OpenArea.options}::text[], open.area)`.execute(tx)
  return [...Map.groupBy(rows, (row) => row.user_id).values()].flatMap((areas) =>
    areas.slice(0, 1).map(({ user_id, name, sort_key }) => ({
      user_id,
      name,
      sort_key,
      areas: areas.map(({ area, until }) => ({ area, until })),
    })),
  )
}

export async function insertGrant(
  tx: Tx,
  grant: {
    id: string
    firm_id: string
    seeker_id: string
    coach_id: string
    area: Area
    created_at: string
    expires_at: string
  },
): Promise<void> {
  await tx.insertInto('grants').values(grant).execute()
}

/** Moves the end of the grant that is open for the same area and coach; gives its id, or null when there is none. */
export async function redateOpenGrant(
  tx: Tx,
  grant: { firm_id: string; seeker_id: string; coach_id: string; area: Area; expires_at: string },
  now: string,
): Promise<string | null> {
  const row = await tx
    .updateTable('grants')
    .set({ expires_at: grant.expires_at })
    .where('firm_id', '=', grant.firm_id)
    .where('seeker_id', '=', grant.seeker_id)
    .where('coach_id', '=', grant.coach_id)
    .where('area', '=', grant.area)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

export async function revokeGrant(
  tx: Tx,
  of: { firm_id: string; id: string; seeker_id: string; now: string },
): Promise<boolean> {
  const result = await tx
    .updateTable('grants')
    .set({ revoked_at: of.now })
    .where('id', '=', of.id)
    .where('firm_id', '=', of.firm_id)
    .where('seeker_id', '=', of.seeker_id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Ends every open grant of a coach, or of a seeker, in a firm that they left. */
export async function endGrantsBetween(
  tx: Tx,
  firm_id: string,
  who: { now: string; coach_id?: string; seeker_id?: string },
): Promise<void> {
  await tx
    .updateTable('grants')
    .set({ revoked_at: who.now })
    .where('firm_id', '=', firm_id)
    .where('revoked_at', 'is', null)
    .$if(who.coach_id !== undefined, (query) => query.where('coach_id', '=', who.coach_id ?? ''))
    .$if(who.seeker_id !== undefined, (query) => query.where('seeker_id', '=', who.seeker_id ?? ''))
    .execute()
}

export async function insertAccess(
  tx: Tx,
  entry: {
    id: string
    seeker_id: string
    coach_id: string
    grant_id: string | null
    coach_name: string
    firm_name: string
    area: Area
    what: string
    at: string
  },
): Promise<void> {
  await tx.insertInto('access_log').values(entry).execute()
}

/** What coaches looked at, newest first: one more than `limit`, after the moment and id of the page before. */
export async function accessLogOf(
  tx: Tx,
  seeker_id: string,
  page: { after: readonly [string, string] | null; limit: number },
) {
  const after = page.after
  return tx
    .selectFrom('access_log')
    .select(['id', 'at', 'coach_name', 'firm_name', 'area', 'what'])
    .where('seeker_id', '=', seeker_id)
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(at, id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
}
