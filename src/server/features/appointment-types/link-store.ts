import { sql } from 'kysely'
import type { Generated } from 'kysely'
import type { Audience } from '#contract/booking-links.ts'
import type { Tx } from '#platform/db/db.ts'
import type { Owner } from './store.ts'

export interface LinkRow {
  readonly id: string
  readonly firm_id: string
  readonly user_id: string
  readonly type_id: string | null
  readonly label: string | null
  readonly audience: Audience
  readonly token_sealed: string
  readonly expires_at: string | null
  readonly max_uses: number | null
  readonly uses: number
  readonly revoked_at: string | null
  readonly created_at: string
}

/** A link with what decides whether it works. */
export interface LinkWithTypes extends LinkRow {
  /** Something can be booked by it. */
  readonly bookable: boolean
}

declare module '#platform/db/tables.ts' {
  interface Tables {
    booking_links: Omit<LinkRow, 'uses'> & { uses: Generated<number>; token_hash: string }
  }
}

const BOOKABLE = sql`EXISTS (SELECT FROM appointment_types t WHERE t.user_id = l.user_id AND t.firm_id = l.firm_id
  AND t.active AND t.deleted_at IS NULL AND (l.type_id IS NULL OR l.type_id = t.id)) AS bookable`
const COLUMNS = sql`l.id, l.firm_id, l.user_id, l.type_id, l.label, l.audience, l.token_sealed, l.expires_at, l.max_uses,
  l.uses, l.revoked_at, l.created_at, ${BOOKABLE}`

export async function linksOf(tx: Tx, { user_id, firm_id }: Owner): Promise<LinkWithTypes[]> {
  const { rows } = await sql<LinkWithTypes>`SELECT ${COLUMNS} FROM booking_links l
    WHERE l.user_id = ${user_id} AND l.firm_id = ${firm_id} ORDER BY l.id DESC LIMIT 500`.execute(tx)
  return rows
}

export async function findLink(tx: Tx, id: string): Promise<LinkWithTypes | null> {
  const { rows } = await sql<LinkWithTypes>`SELECT ${COLUMNS} FROM booking_links l WHERE l.id = ${id}`.execute(tx)
  return rows[0] ?? null
}

/** A link as somebody meets it who was given its token: with its host, while that one is on the staff of the firm. */
export interface MetLink extends LinkWithTypes {
  readonly host_name: string
  readonly firm_name: string | null
}

const MET = sql`SELECT ${COLUMNS}, coalesce(u.full_name, u.username) AS host_name,
    CASE f.kind WHEN 'practice' THEN f.name END AS firm_name
  FROM booking_links l JOIN users u ON u.id = l.user_id AND u.deletion_due_at IS NULL JOIN firms f ON f.id = l.firm_id
    JOIN firm_members m ON m.firm_id = l.firm_id AND m.user_id = l.user_id AND m.role <> 'member'`

/** Needs a system transaction: whoever has the token is somebody else. */
export async function meetLink(tx: Tx, token_hash: string): Promise<MetLink | null> {
  const { rows } = await sql<MetLink>`${MET} WHERE l.token_hash = ${token_hash}`.execute(tx)
  return rows[0] ?? null
}

/** The links of others for the people of a firm. Needs a system transaction. */
export async function linksForFirm(tx: Tx, { user_id, firm_id }: Owner): Promise<MetLink[]> {
  const { rows } = await sql<MetLink>`${MET}
    WHERE l.firm_id = ${firm_id} AND l.audience = 'firm' AND l.user_id <> ${user_id} AND l.revoked_at IS NULL
      AND EXISTS (SELECT FROM firm_members v WHERE v.firm_id = l.firm_id AND v.user_id = ${user_id})
    ORDER BY host_name, l.id LIMIT 500`.execute(tx)
  return rows
}

export async function isInFirm(tx: Tx, { user_id, firm_id }: Owner): Promise<boolean> {
  const { rows } = await sql`SELECT FROM firm_members WHERE firm_id = ${firm_id} AND user_id = ${user_id}`.execute(tx)
  return rows.length > 0
}

export async function insertLink(tx: Tx, row: LinkRow & { token_hash: string }): Promise<void> {
  await tx.insertInto('booking_links').values(row).execute()
}

export async function revoke(tx: Tx, owner: Owner, id: string, now: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('booking_links')
    .set({ revoked_at: sql`coalesce(revoked_at, ${now})` })
    .where('id', '=', id)
    .where('user_id', '=', owner.user_id)
    .where('firm_id', '=', owner.firm_id)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Ends the links of a host in a firm that they left. Needs a system transaction. */
export async function revokeAll(tx: Tx, { user_id, firm_id }: Owner, now: string): Promise<void> {
  await sql`UPDATE booking_links SET revoked_at = ${now}
    WHERE user_id = ${user_id} AND firm_id = ${firm_id} AND revoked_at IS NULL`.execute(tx)
}

/** Counts one more booking; false where the link is used up, over or revoked by now. */
export async function useLink(tx: Tx, id: string, now: string): Promise<boolean> {
  const { numAffectedRows } = await sql`UPDATE booking_links SET uses = uses + 1
    WHERE id = ${id} AND revoked_at IS NULL AND (max_uses IS NULL OR uses < max_uses)
      AND (expires_at IS NULL OR expires_at > ${now})`.execute(tx)
  return numAffectedRows === 1n
}

/** Takes a booking back that came to nothing. */
export async function giveBackUse(tx: Tx, id: string): Promise<void> {
  await sql`UPDATE booking_links SET uses = greatest(0, uses - 1) WHERE id = ${id}`.execute(tx)
}
