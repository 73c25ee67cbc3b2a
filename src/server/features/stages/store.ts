import { sql } from 'kysely'
import type { Status } from '#contract/stages.ts'
import { STATUSES } from '#contract/stages.ts'
import type { Tx } from '#platform/db/db.ts'
import { waitTurn } from '#platform/db/turn.ts'

declare module '#platform/db/tables.ts' {
  interface Tables {
    stages: StageRow & { user_id: string; created_at: string; updated_at: string }
  }
}

export interface StageRow {
  id: string
  name: string
  status: Status
  position: number
  version: number
}

const ROW = ['id', 'name', 'status', 'position', 'version'] as const

/** The stages of a person's own, in the order of the board. */
export async function ownStages(tx: Tx, user_id: string): Promise<StageRow[]> {
  const rows = await tx
    .selectFrom('stages')
    .select(ROW)
    .where('user_id', '=', user_id)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.toSorted((a, b) => STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status))
}

/** A stage that something moves into: it stays until the transaction ends. */
export async function stageForMove(tx: Tx, user_id: string, id: string): Promise<StageRow | null> {
  return (await stageOf(tx, user_id, id).forKeyShare().executeTakeFirst()) ?? null
}

/** A stage, locked until the transaction ends: nothing moves into it meanwhile. */
export async function lockStage(tx: Tx, user_id: string, id: string): Promise<StageRow | null> {
  return (await stageOf(tx, user_id, id).forUpdate().executeTakeFirst()) ?? null
}

function stageOf(tx: Tx, user_id: string, id: string) {
  return tx.selectFrom('stages').select(ROW).where('user_id', '=', user_id).where('id', '=', id)
}

/** One change of a person's stages after the other: their names and their number depend on all of them. */
export async function takeTurn(tx: Tx, user_id: string): Promise<void> {
  await waitTurn(tx, `stages of ${user_id}`)
}

/** Whether another stage of the person has this name. */
export async function nameTaken(tx: Tx, user_id: string, name: string, except: string | null): Promise<boolean> {
  const row = await tx
    .selectFrom('stages')
    .select('id')
    .where('user_id', '=', user_id)
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .$if(except !== null, (query) => query.where('id', '!=', except ?? ''))
    .executeTakeFirst()
  return row !== undefined
}

export async function insertStage(tx: Tx, user_id: string, row: Omit<StageRow, 'version'>, now: string): Promise<void> {
  await tx
    .insertInto('stages')
    .values({ ...row, user_id, version: 1, created_at: now, updated_at: now })
    .execute()
}

/** Changes a stage; false when it has another version by now. */
export async function updateStage(tx: Tx, user_id: string, row: StageRow, now: string): Promise<boolean> {
  const done = await tx
    .updateTable('stages')
    .set({ name: row.name, position: row.position, version: row.version + 1, updated_at: now })
    .where('user_id', '=', user_id)
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

export async function deleteStage(tx: Tx, user_id: string, id: string): Promise<void> {
  await tx.deleteFrom('stages').where('user_id', '=', user_id).where('id', '=', id).execute()
}
