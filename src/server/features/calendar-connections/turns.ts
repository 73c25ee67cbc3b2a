import { sql } from 'kysely'
import type { Tx } from '#platform/db/db.ts'
import type { ConnectionRow, CredentialRow } from './tables.ts'

export type { Tx } from '#platform/db/db.ts'

/** What is kept to open a connected account, with how the account stands. */
export type Kept = CredentialRow & Pick<ConnectionRow, 'provider' | 'status' | 'because'>

/**
 * Locks it until the transaction ends: short ones only, and never over a request to the outside. How the account stands is
 * read after that: in one statement it would be as it was before whoever had the lock changed it.
 */
export async function lockKept(tx: Tx, connection_id: string): Promise<Kept | null> {
  const row = await tx
    .selectFrom('calendar_credentials')
    .selectAll()
    .where('connection_id', '=', connection_id)
    .forUpdate()
    .executeTakeFirst()
  const connection = await tx
    .selectFrom('calendar_connections')
    .select(['provider', 'status', 'because'])
    .where('id', '=', connection_id)
    .where('disconnected_at', 'is', null)
    .executeTakeFirst()
  return row === undefined || connection === undefined ? null : { ...row, ...connection }
}

export async function beginTurn(tx: Tx, { connection_id, refreshing_until }: Kept): Promise<void> {
  await tx
    .updateTable('calendar_credentials')
    .set({ refreshing_until })
    .where('connection_id', '=', connection_id)
    .execute()
}

/** Ends a turn with nothing, unless it ended by itself and somebody else has it. */
export async function giveUpTurn(tx: Tx, { connection_id, refreshing_until }: Kept): Promise<void> {
  await tx
    .updateTable('calendar_credentials')
    .set({ refreshing_until: null })
    .where('connection_id', '=', connection_id)
    .where('refreshing_until', '=', refreshing_until)
    .execute()
}

/** Keeps what came of a turn, and ends it. */
export async function storeToken(
  tx: Tx,
  { connection_id }: Kept,
  token: Pick<CredentialRow, 'credential_sealed' | 'expires_at' | 'updated_at'>,
): Promise<void> {
  await tx
    .updateTable('calendar_credentials')
    .set({ ...token, refreshing_until: null, generation: sql`generation + 1` })
    .where('connection_id', '=', connection_id)
    .execute()
}
