import type { Tx } from '#platform/db/db.ts'
import type { FlowRow } from './tables.ts'

export async function addFlow(tx: Tx, flow: Omit<FlowRow, 'used_at'>): Promise<void> {
  await tx
    .insertInto('calendar_oauth_flows')
    .values({ ...flow, used_at: null })
    .execute()
}

/** Takes a state that is the session's own and still counts, in one statement: of two who bring it, one gets it. */
export async function takeFlow(
  tx: Tx,
  of: Pick<FlowRow, 'state_hash' | 'session_hash' | 'provider'> & { readonly now: string },
): Promise<FlowRow | null> {
  const taken = await tx
    .updateTable('calendar_oauth_flows')
    .set({ used_at: of.now })
    .where('state_hash', '=', of.state_hash)
    .where('session_hash', '=', of.session_hash)
    .where('provider', '=', of.provider)
    .where('used_at', 'is', null)
    .where('expires_at', '>', of.now)
    .returningAll()
    .executeTakeFirst()
  return taken ?? null
}

export async function findFlow(tx: Tx, state_hash: string): Promise<FlowRow | null> {
  const flow = await tx
    .selectFrom('calendar_oauth_flows')
    .selectAll()
    .where('state_hash', '=', state_hash)
    .executeTakeFirst()
  return flow ?? null
}

export async function forgetFlows(tx: Tx, before: string): Promise<void> {
  await tx.deleteFrom('calendar_oauth_flows').where('expires_at', '<', before).execute()
}
