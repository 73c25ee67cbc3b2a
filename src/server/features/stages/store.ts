import type { Status } from '#contract/stages.ts'
import { STATUSES } from '#contract/stages.ts'
import type { Tx } from '#platform/db/db.ts'

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

export async function findStage(tx: Tx, user_id: string, id: string): Promise<StageRow | null> {
  const row = await tx
    .selectFrom('stages')
    .select(ROW)
    .where('user_id', '=', user_id)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** Whether another stage of the person has this name. */
export async function nameTaken(tx: Tx, user_id: string, name: string, except: string | null): Promise<boolean> {
  const rows = await ownStages(tx, user_id)
  return rows.some((row) => row.id !== except && row.name.toLowerCase() === name.toLowerCase())
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
