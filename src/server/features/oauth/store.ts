import { sql } from 'kysely'
import type { Provider } from '#contract/oauth.ts'
import type { Tx } from '#platform/db/db.ts'

declare module '#platform/db/tables.ts' {
  interface Tables {
    oauth_accounts: {
      id: string
      user_id: string
      provider: Provider
      subject: string
      email: string | null
      created_at: string
    }
  }
}

export async function ownerOf(tx: Tx, provider: Provider, subject: string): Promise<string | null> {
  const row = await tx
    .selectFrom('oauth_accounts')
    .select('user_id')
    .where('provider', '=', provider)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row?.user_id ?? null
}

/** Connects an account of a provider, in the place of another one of the same provider. */
export async function connect(
  tx: Tx,
  account: {
    id: string
    user_id: string
    provider: Provider
    subject: string
    email: string | null
    created_at: string
  },
): Promise<void> {
  await tx
    .deleteFrom('oauth_accounts')
    .where('user_id', '=', account.user_id)
    .where('provider', '=', account.provider)
    .execute()
  await tx.insertInto('oauth_accounts').values(account).execute()
}

export async function connectedOf(tx: Tx, user_id: string) {
  return tx
    .selectFrom('oauth_accounts')
    .select(['id', 'provider', 'email', 'created_at'])
    .where('user_id', '=', user_id)
    .orderBy('created_at')
    .execute()
}

export async function deleteConnected(tx: Tx, user_id: string, id: string): Promise<void> {
  await tx.deleteFrom('oauth_accounts').where('id', '=', id).where('user_id', '=', user_id).execute()
}

export async function disconnectAll(tx: Tx, user_id: string): Promise<void> {
  await tx.deleteFrom('oauth_accounts').where('user_id', '=', user_id).execute()
}

/** A username made of `wish` that nobody has. */
export async function freeUsername(tx: Tx, wish: string): Promise<string> {
  const base = wish
    .normalize('NFKD')
    .replaceAll(/[^a-zA-Z0-9_.-]/g, '')
    .replace(/^[^a-zA-Z0-9]+/, '')
    .slice(0, 30)
  const stem = base.length >= 3 ? base : `person${base}`
  const found = await sql<{ name: string }>`
    SELECT lower(username) AS name FROM users WHERE lower(username) = lower(${stem}) OR lower(username) LIKE lower(${stem.replaceAll(/[_%\\]/g, '\\$&')}) || '-%'`.execute(
    tx,
  )
  const taken = new Set(found.rows.map((row) => row.name))
  if (!taken.has(stem.toLowerCase())) return stem
  let number = 2
  while (taken.has(`${stem}-${number}`.toLowerCase())) number += 1
  return `${stem}-${number}`
}
