import { sql } from 'kysely'
import type { Generated } from 'kysely'
import type { User } from '#contract/accounts.ts'
import type { Tx } from '#platform/db/db.ts'

declare module '#platform/db/tables.ts' {
  interface Tables {
    users: {
      id: string
      username: string
      email: string
      full_name: string | null
      email_verified_at: string | null
      is_sample: boolean
      deletion_due_at: string | null
      created_at: string
      updated_at: string
    }
    verifications: {
      id: string
      kind: LinkKind
      user_id: string | null
      token_hash: string
      data: unknown
      attempts: Generated<number>
      created_at: string
      expires_at: string
      used_at: string | null
    }
  }
}

export type LinkKind = 'email' | 'password' | 'two_factor' | 'oauth'

const userFields = sql`u.id, u.username, u.email, u.email_verified_at IS NOT NULL AS email_verified, u.full_name,
  c.password_hash IS NOT NULL AS has_password, c.totp_confirmed_at IS NOT NULL AS two_factor_enabled, u.is_sample,
  u.deletion_due_at, u.created_at`

export async function userById(tx: Tx, id: string): Promise<User | null> {
  const found = await sql<User>`
    SELECT ${userFields} FROM users u LEFT JOIN credentials c ON c.user_id = u.id WHERE u.id = ${id}`.execute(tx)
  return found.rows[0] ?? null
}

/** By username or e-mail; a username holds no @, so it can only be one of the two. */
export async function userByName(tx: Tx, name: string): Promise<(User & { password_hash: string | null }) | null> {
  const found = await sql<User & { password_hash: string | null }>`
    SELECT ${userFields}, c.password_hash FROM users u LEFT JOIN credentials c ON c.user_id = u.id
    WHERE lower(u.username) = lower(${name}) OR lower(u.email) = lower(${name})`.execute(tx)
  return found.rows[0] ?? null
}

export interface NewUser {
  readonly id: string
  readonly username: string
  readonly email: string
  readonly full_name: string | null
  readonly email_verified_at: string | null
  readonly is_sample: boolean
}

/** Adds a person; gives what is taken instead when username or e-mail are somebody's. */
export async function insertUser(tx: Tx, user: NewUser, now: string): Promise<'added' | 'username' | 'email'> {
  const added = await tx
    .insertInto('users')
    .values({ ...user, deletion_due_at: null, created_at: now, updated_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if ((added.numInsertedOrUpdatedRows ?? 0n) > 0n) return 'added'
  const taken = await sql`SELECT 1 FROM users WHERE lower(username) = lower(${user.username})`.execute(tx)
  return taken.rows.length > 0 ? 'username' : 'email'
}

export async function markEmailVerified(tx: Tx, user_id: string, email: string, now: string): Promise<boolean> {
  const result = await tx
    .updateTable('users')
    .set({ email_verified_at: now, updated_at: now })
    .where('id', '=', user_id)
    .where('email', '=', email)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function setDeletionDue(
  tx: Tx,
  user_id: string,
  deletion_due_at: string | null,
  now: string,
): Promise<void> {
  await tx.updateTable('users').set({ deletion_due_at, updated_at: now }).where('id', '=', user_id).execute()
}

export async function dueForDeletion(tx: Tx, now: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('users')
    .select('id')
    .where('deletion_due_at', '<=', now)
    .orderBy('deletion_due_at')
    .limit(100)
    .execute()
  return rows.map((row) => row.id)
}

/** Whether the grace of an account is over, which stays so until the transaction ends. */
export async function lockIfDue(tx: Tx, user_id: string, now: string): Promise<boolean> {
  const row = await tx
    .selectFrom('users')
    .select('id')
    .where('id', '=', user_id)
    .where('deletion_due_at', '<=', now)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteUser(tx: Tx, user_id: string): Promise<void> {
  await tx.deleteFrom('users').where('id', '=', user_id).execute()
}

export interface Link {
  readonly id: string
  readonly user_id: string | null
  readonly data: unknown
}

export async function insertLink(
  tx: Tx,
  link: {
    id: string
    kind: LinkKind
    user_id: string | null
    token_hash: string
    data: unknown
    created_at: string
    expires_at: string
  },
): Promise<void> {
  await tx
    .insertInto('verifications')
    .values({ ...link, data: JSON.stringify(link.data), used_at: null })
    .execute()
}

export async function findLink(tx: Tx, kind: LinkKind, token_hash: string, now: string): Promise<Link | null> {
  const row = await tx
    .selectFrom('verifications')
    .select(['id', 'user_id', 'data'])
    .where('token_hash', '=', token_hash)
    .where('kind', '=', kind)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function useLink(tx: Tx, id: string, now: string): Promise<void> {
  await tx.updateTable('verifications').set({ used_at: now }).where('id', '=', id).execute()
}

/** Makes older links of the same kind worthless: the newest one counts. */
export async function voidLinks(tx: Tx, kind: LinkKind, user_id: string, now: string): Promise<void> {
  await tx
    .updateTable('verifications')
    .set({ used_at: now })
    .where('kind', '=', kind)
    .where('user_id', '=', user_id)
    .where('used_at', 'is', null)
    .execute()
}

export async function newestLinkAt(tx: Tx, kind: LinkKind, user_id: string): Promise<string | null> {
  const row = await tx
    .selectFrom('verifications')
    .select((select) => select.fn.max('created_at').as('at'))
    .where('kind', '=', kind)
    .where('user_id', '=', user_id)
    .executeTakeFirst()
  return row?.at ?? null
}

export async function deleteOldLinks(tx: Tx, before: string): Promise<void> {
  await tx.deleteFrom('verifications').where('expires_at', '<', before).execute()
}
