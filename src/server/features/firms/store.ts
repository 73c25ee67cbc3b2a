import { sql } from 'kysely'
import type { Generated } from 'kysely'
import type { Role } from '#platform/actor.ts'
import { asName } from '#platform/db/collate.ts'
import type { Tx } from '#platform/db/db.ts'
import { waitTurn } from '#platform/db/turn.ts'

declare module '#platform/db/tables.ts' {
  interface Tables {
    firms: {
      id: string
      name: string
      kind: 'personal' | 'practice'
      created_by: string | null
      created_at: string
      version: Generated<number>
    }
    firm_members: { firm_id: string; user_id: string; role: Role; joined_at: string }
    firm_invitations: {
      id: string
      firm_id: string
      email: string
      role: Role
      token_hash: string
      invited_by: string | null
      created_at: string
      expires_at: string
      accepted_at: string | null
      declined_at: string | null
      revoked_at: string | null
    }
  }
}

/** A firm as one of its people sees it. */
export interface FirmRow {
  readonly id: string
  readonly name: string
  readonly kind: 'personal' | 'practice'
  readonly role: Role
  readonly members: number
  readonly created_at: string
  readonly version: number
}

const firmFields = sql`f.id, f.name, f.kind, m.role, f.created_at, f.version,
  (SELECT count(*) FROM firm_members c WHERE c.firm_id = f.id) AS members`

/** The firms of a person, the personal one first. Needs a system transaction: members of every firm are counted. */
export async function firmsOf(tx: Tx, user_id: string): Promise<FirmRow[]> {
  const found = await sql<FirmRow>`
    SELECT ${firmFields} FROM firm_members m JOIN firms f ON f.id = m.firm_id
    WHERE m.user_id = ${user_id} ORDER BY (f.kind = 'personal') DESC, f.created_at, f.id`.execute(tx)
  return found.rows
}

/** One firm, if the person belongs to it. */
export async function firmOf(tx: Tx, user_id: string, firm_id: string): Promise<FirmRow | null> {
  const found = await sql<FirmRow>`
    SELECT ${firmFields} FROM firm_members m JOIN firms f ON f.id = m.firm_id
    WHERE m.user_id = ${user_id} AND m.firm_id = ${firm_id}`.execute(tx)
  return found.rows[0] ?? null
}

export async function insertFirm(
  tx: Tx,
  firm: { id: string; name: string; kind: 'personal' | 'practice'; created_by: string; created_at: string },
): Promise<void> {
  await tx.insertInto('firms').values(firm).execute()
  await insertMember(tx, { firm_id: firm.id, user_id: firm.created_by, role: 'owner', joined_at: firm.created_at })
}

export async function renameFirm(tx: Tx, firm_id: string, name: string, if_match: number | null): Promise<boolean> {
  const result = await tx
    .updateTable('firms')
    .set((row) => ({ name, version: row('version', '+', 1) }))
    .where('id', '=', firm_id)
    .$if(if_match !== null, (query) => query.where('version', '=', if_match ?? 0))
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export interface MemberRow {
  readonly user_id: string
  readonly username: string
  readonly full_name: string | null
  readonly email: string
  readonly role: Role
  readonly joined_at: string
}

/** The people of a firm. Names come from the table of accounts, which is joined because a list needs them all at once. */
export async function membersOf(tx: Tx, firm_id: string): Promise<MemberRow[]> {
  const found = await sql<MemberRow>`
    SELECT m.user_id, u.username, u.full_name, u.email, m.role, m.joined_at
    FROM firm_members m JOIN users u ON u.id = m.user_id
    WHERE m.firm_id = ${firm_id} ORDER BY array_position(ARRAY['owner', 'admin', 'coach', 'member'], m.role::text), ${asName(sql`u.username`)}`.execute(
    tx,
  )
  return found.rows
}

/** What somebody is called in logs. */
export async function nameOf(tx: Tx, user_id: string): Promise<string> {
  const found = await sql<{ name: string }>`
    SELECT coalesce(full_name, username) AS name FROM users WHERE id = ${user_id}`.execute(tx)
  return found.rows[0]?.name ?? '?'
}

/**
 * The people of a firm, who stay as they are until the transaction ends: decide on what this reads, not on what was
 * read before. Not a row lock, which only those may take who may change the row, and everybody may leave.
 */
export async function lockMembers(tx: Tx, firm_id: string): Promise<MemberRow[]> {
  await waitTurn(tx, `members of ${firm_id}`)
  return membersOf(tx, firm_id)
}

export async function insertMember(
  tx: Tx,
  member: { firm_id: string; user_id: string; role: Role; joined_at: string },
): Promise<void> {
  await tx.insertInto('firm_members').values(member).execute()
}

export async function setRole(tx: Tx, firm_id: string, user_id: string, role: Role): Promise<void> {
  await tx
    .updateTable('firm_members')
    .set({ role })
    .where('firm_id', '=', firm_id)
    .where('user_id', '=', user_id)
    .execute()
}

export async function deleteMember(tx: Tx, firm_id: string, user_id: string): Promise<void> {
  await tx.deleteFrom('firm_members').where('firm_id', '=', firm_id).where('user_id', '=', user_id).execute()
}

export interface InvitationRow {
  readonly id: string
  readonly firm_id: string
  readonly firm_name: string
  readonly email: string
  readonly role: Role
  readonly invited_by: string
  readonly created_at: string
  readonly expires_at: string
}

const invitations = sql`
  SELECT i.id, i.firm_id, f.name AS firm_name, i.email, i.role, coalesce(u.full_name, u.username, 'somebody') AS invited_by,
         i.created_at, i.expires_at
  FROM firm_invitations i JOIN firms f ON f.id = i.firm_id LEFT JOIN users u ON u.id = i.invited_by`
const open = (now: string) =>
  sql`i.accepted_at IS NULL AND i.declined_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > ${now}`

export async function openInvitations(tx: Tx, firm_id: string, now: string): Promise<InvitationRow[]> {
  const found =
    await sql<InvitationRow>`${invitations} WHERE i.firm_id = ${firm_id} AND ${open(now)} ORDER BY i.created_at, i.id`.execute(
      tx,
    )
  return found.rows
}

export async function openInvitation(tx: Tx, token_hash: string, now: string): Promise<InvitationRow | null> {
  const found =
    await sql<InvitationRow>`${invitations} WHERE i.token_hash = ${token_hash} AND ${open(now)} FOR UPDATE OF i`.execute(
      tx,
    )
  return found.rows[0] ?? null
}

export async function insertInvitation(
  tx: Tx,
  invitation: {
    id: string
    firm_id: string
    email: string
    role: Role
    token_hash: string
    invited_by: string
    created_at: string
    expires_at: string
  },
): Promise<void> {
  await tx.insertInto('firm_invitations').values(invitation).execute()
}

export async function closeInvitation(
  tx: Tx,
  id: string,
  how: 'accepted_at' | 'declined_at' | 'revoked_at',
  now: string,
): Promise<boolean> {
  const result = await tx
    .updateTable('firm_invitations')
    .set({ [how]: now })
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('declined_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
