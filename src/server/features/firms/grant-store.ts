import { sql } from 'kysely'
import type { Area } from '#contract/grants.ts'
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

/** The grant that lets this coach see this area of this seeker now, while both are in the firm and the coach on its staff. */
export async function openGrant(
  tx: Tx,
  of: { coach_id: string; seeker_id: string; area: Area; now: string },
): Promise<{ id: string; coach_name: string; firm_name: string } | null> {
  const found = await sql<{ id: string; coach_name: string; firm_name: string }>`
    SELECT g.id, coalesce(u.full_name, u.username) AS coach_name, f.name AS firm_name
    FROM grants g JOIN firms f ON f.id = g.firm_id JOIN users u ON u.id = g.coach_id
      JOIN firm_members m ON m.firm_id = g.firm_id AND m.user_id = g.coach_id AND m.role IN ('owner', 'admin', 'coach')
    WHERE g.coach_id = ${of.coach_id} AND g.seeker_id = ${of.seeker_id} AND g.area = ${of.area}
      AND g.revoked_at IS NULL AND g.expires_at > ${of.now}
    ORDER BY g.expires_at DESC LIMIT 1`.execute(tx)
  return found.rows[0] ?? null
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
    grant_id: string
    coach_name: string
    firm_name: string
    area: Area
    what: string
    at: string
  },
): Promise<void> {
  await tx.insertInto('access_log').values(entry).execute()
}

export async function accessLogOf(tx: Tx, seeker_id: string) {
  return tx
    .selectFrom('access_log')
    .select(['id', 'at', 'coach_name', 'firm_name', 'area', 'what'])
    .where('seeker_id', '=', seeker_id)
    .orderBy('at', 'desc')
    .limit(200)
    .execute()
}
