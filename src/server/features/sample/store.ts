import { sql } from 'kysely'
import type { SampleState } from '#contract/sample.ts'
import type { Tx } from '#platform/db/db.ts'

declare module '#platform/db/tables.ts' {
  interface Tables {
    sample_workspaces: {
      user_id: string
      state: 'creating' | 'ready' | 'removing'
      progress: number
      created_at: string
    }
  }
}

/** Begins a sample; false when there is one. */
export async function begin(tx: Tx, user_id: string, now: string): Promise<boolean> {
  const done = await tx
    .insertInto('sample_workspaces')
    .values({ user_id, state: 'creating', progress: 0, created_at: now })
    .onConflict((conflict) => conflict.column('user_id').doNothing())
    .executeTakeFirst()
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function setProgress(tx: Tx, user_id: string, progress: number): Promise<void> {
  await tx.updateTable('sample_workspaces').set({ progress }).where('user_id', '=', user_id).execute()
}

export async function finish(tx: Tx, user_id: string): Promise<void> {
  await tx
    .updateTable('sample_workspaces')
    .set({ state: 'ready', progress: 1 })
    .where('user_id', '=', user_id)
    .execute()
}

export async function forget(tx: Tx, user_id: string): Promise<void> {
  await tx.deleteFrom('sample_workspaces').where('user_id', '=', user_id).execute()
}

/** True while the sample is still wanted; who removes it waits for the end of this transaction. */
export async function isWanted(tx: Tx, user_id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('sample_workspaces')
    .select('state')
    .where('user_id', '=', user_id)
    .forUpdate()
    .executeTakeFirst()
  return row?.state === 'creating'
}

export async function stateOf(tx: Tx, user_id: string): Promise<SampleState> {
  const { rows } = await sql<SampleState>`
    SELECT w.state, w.created_at, CASE w.state WHEN 'ready' THEN NULL ELSE w.progress END AS progress,
      (SELECT count(*) FROM postings p WHERE p.owner_user_id = w.user_id AND p.is_sample) AS postings,
      (SELECT count(*) FROM applications a WHERE a.user_id = w.user_id AND a.is_sample AND a.deleted_at IS NULL) AS applications
    FROM sample_workspaces w WHERE w.user_id = ${user_id}`.execute(tx)
  return rows[0] ?? { state: 'none', postings: 0, applications: 0, progress: null, created_at: null }
}
