import { sql } from 'kysely'
import type { Role } from '#platform/actor.ts'
import type { Tx } from '#platform/db/db.ts'

declare module '#platform/db/tables.ts' {
  interface Tables {
    sessions: {
      id: string
      user_id: string
      firm_id: string
      token_hash: string
      user_agent: string
      address: string
      created_at: string
      last_seen_at: string
      expires_at: string
    }
    personal_tokens: {
      id: string
      user_id: string
      firm_id: string
      name: string
      hint: string
      token_hash: string
      scopes: string[]
      created_at: string
      expires_at: string | null
      last_used_at: string | null
    }
  }
}

/** What one look-up of a credential finds out. */
export interface Found {
  readonly id: string
  readonly user_id: string
  readonly firm_id: string
  readonly role: Role
  readonly expires_at: string | null
  readonly scopes: string[] | null
}

// The firm that was active, or, when the person left it, the one they have been in for longest. The table of
// members belongs to firms; it is joined here because this runs for every request that is not cached.
const membership = sql`JOIN LATERAL (
  SELECT firm_id, role FROM firm_members WHERE user_id = c.user_id
  ORDER BY (firm_id = c.firm_id) DESC, joined_at, firm_id LIMIT 1) m ON true`

export async function findSession(
  tx: Tx,
  by: { token_hash: string } | { id: string },
  now: string,
): Promise<Found | null> {
  const match = 'id' in by ? sql`c.id = ${by.id}` : sql`c.token_hash = ${by.token_hash}`
  const found = await sql<Found>`
    SELECT c.id, c.user_id, m.firm_id, m.role, c.expires_at, NULL AS scopes FROM sessions c ${membership}
    WHERE ${match} AND c.expires_at > ${now}`.execute(tx)
  return found.rows[0] ?? null
}

export async function findPersonalToken(tx: Tx, token_hash: string, now: string): Promise<Found | null> {
  const found = await sql<Found>`
    SELECT c.id, c.user_id, m.firm_id, m.role, c.expires_at, c.scopes FROM personal_tokens c ${membership}
    WHERE c.token_hash = ${token_hash} AND (c.expires_at IS NULL OR c.expires_at > ${now})`.execute(tx)
  return found.rows[0] ?? null
}

/** Marks a session as used and lets it live on, at most once a minute. */
export async function touchSession(
  tx: Tx,
  id: string,
  at: { now: string; minute_ago: string; expires: string },
): Promise<void> {
  await tx
    .updateTable('sessions')
    .set({ last_seen_at: at.now, expires_at: at.expires })
    .where('id', '=', id)
    .where('last_seen_at', '<', at.minute_ago)
    .execute()
}

export async function touchPersonalToken(tx: Tx, id: string, at: { now: string; minute_ago: string }): Promise<void> {
  await tx
    .updateTable('personal_tokens')
    .set({ last_used_at: at.now })
    .where('id', '=', id)
    .where((row) => row.or([row('last_used_at', 'is', null), row('last_used_at', '<', at.minute_ago)]))
    .execute()
}

export interface NewSession {
  readonly id: string
  readonly user_id: string
  readonly firm_id: string
  readonly token_hash: string
  readonly user_agent: string
  readonly address: string
  readonly now: string
  readonly expires_at: string
}

export async function insertSession(tx: Tx, { now, ...session }: NewSession): Promise<void> {
  await tx
    .insertInto('sessions')
    .values({ ...session, created_at: now, last_seen_at: now })
    .execute()
}

export async function listSessions(tx: Tx, user_id: string, now: string) {
  return tx
    .selectFrom('sessions')
    .select(['id', 'user_agent', 'address', 'created_at', 'last_seen_at', 'expires_at'])
    .where('user_id', '=', user_id)
    .where('expires_at', '>', now)
    .orderBy('last_seen_at', 'desc')
    .limit(200)
    .execute()
}

/** Ends sessions of a person: one, or all but one, or all. Gives the ids of those that ended. */
export async function deleteSessions(
  tx: Tx,
  user_id: string,
  which: { id?: string; except?: string | null },
): Promise<string[]> {
  const ended = await tx
    .deleteFrom('sessions')
    .where('user_id', '=', user_id)
    .$if(which.id !== undefined, (query) => query.where('id', '=', which.id ?? ''))
    .$if(typeof which.except === 'string', (query) => query.where('id', '!=', which.except ?? ''))
    .returning('id')
    .execute()
  return ended.map((row) => row.id)
}

export async function setActiveFirm(tx: Tx, user_id: string, session_id: string, firm_id: string): Promise<void> {
  await tx
    .updateTable('sessions')
    .set({ firm_id })
    .where('id', '=', session_id)
    .where('user_id', '=', user_id)
    .execute()
}

export async function deleteExpired(tx: Tx, now: string): Promise<void> {
  await tx.deleteFrom('sessions').where('expires_at', '<', now).execute()
  await tx.deleteFrom('personal_tokens').where('expires_at', '<', now).execute()
}

const tokenFields = ['id', 'name', 'hint', 'scopes', 'created_at', 'expires_at', 'last_used_at'] as const

export async function listTokens(tx: Tx, user_id: string) {
  return tx
    .selectFrom('personal_tokens')
    .select(tokenFields)
    .where('user_id', '=', user_id)
    .orderBy('created_at', 'desc')
    .execute()
}

export async function insertToken(
  tx: Tx,
  token: {
    id: string
    user_id: string
    firm_id: string
    name: string
    hint: string
    token_hash: string
    scopes: string[]
    created_at: string
    expires_at: string | null
  },
) {
  return tx
    .insertInto('personal_tokens')
    .values({ ...token, last_used_at: null })
    .returning(tokenFields)
    .executeTakeFirstOrThrow()
}

export async function deleteToken(tx: Tx, user_id: string, id: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('personal_tokens')
    .where('id', '=', id)
    .where('user_id', '=', user_id)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

export async function deleteTokensOf(tx: Tx, user_id: string): Promise<void> {
  await tx.deleteFrom('personal_tokens').where('user_id', '=', user_id).execute()
}

/** When a session ends; null for a personal token, which has no session. */
export async function sessionEnd(tx: Tx, session_id: string | null): Promise<string | null> {
  if (session_id === null) return null
  const row = await tx.selectFrom('sessions').select('expires_at').where('id', '=', session_id).executeTakeFirst()
  return row?.expires_at ?? null
}
