import { sql } from 'kysely'
import type { Tx } from '#platform/db/db.ts'
import { waitTurn } from '#platform/db/turn.ts'
import type { Defaulted, FolderRow, RunRow } from './tables.ts'

export interface LatestRun {
  readonly run: RunRow
  /** Of all runs that are remembered. */
  readonly brought: number
  readonly passed_over: number
}

/** One change of a person's folders at a time, so that what is checked first still holds at the end. */
export async function lockFolders(tx: Tx, user_id: string): Promise<void> {
  await waitTurn(tx, `mail_folders ${user_id}`)
}

export function listFolders(tx: Tx, user_id: string): Promise<FolderRow[]> {
  return tx.selectFrom('mail_folders').selectAll().where('user_id', '=', user_id).orderBy('id').execute()
}

export async function findFolder(tx: Tx, id: string): Promise<FolderRow | null> {
  return (await tx.selectFrom('mail_folders').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
}

export async function insertFolder(tx: Tx, row: Omit<FolderRow, Defaulted>): Promise<void> {
  await tx.insertInto('mail_folders').values(row).execute()
}

export async function updateFolder(tx: Tx, id: string, change: Partial<FolderRow>): Promise<void> {
  await tx.updateTable('mail_folders').set(change).where('id', '=', id).execute()
}

export async function deleteFolder(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('mail_folders').where('id', '=', id).execute()
}

/** Adds a run unless one is open; gives the run that is open now. */
export async function openRun(
  tx: Tx,
  run: Pick<RunRow, 'id' | 'folder_id' | 'user_id' | 'by' | 'queued_at'>,
): Promise<{ id: string; is_new: boolean }> {
  await sql`
    INSERT INTO mail_folder_runs (id, folder_id, user_id, status, by, queued_at)
    VALUES (${run.id}, ${run.folder_id}, ${run.user_id}, 'queued', ${run.by}, ${run.queued_at})
    ON CONFLICT (folder_id) WHERE status IN ('queued', 'running') DO NOTHING`.execute(tx)
  const open = await tx
    .selectFrom('mail_folder_runs')
    .select('id')
    .where('folder_id', '=', run.folder_id)
    .where('status', 'in', ['queued', 'running'])
    .executeTakeFirstOrThrow()
  return { id: open.id, is_new: open.id === run.id }
}

export async function findRun(tx: Tx, id: string): Promise<RunRow | null> {
  return (await tx.selectFrom('mail_folder_runs').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
}

/** Changes a run that is open; null when it was ended in the meantime. */
export async function updateRun(tx: Tx, id: string, change: Partial<RunRow>): Promise<RunRow | null> {
  const changed = await tx
    .updateTable('mail_folder_runs')
    .set(change)
    .where('id', '=', id)
    .where('status', 'in', ['queued', 'running'])
    .returningAll()
    .executeTakeFirst()
  return changed ?? null
}

/** Ends the run that is open: what it reads is no longer what is wanted. */
export async function endOpenRun(tx: Tx, folder_id: string, end: { now: string; message: string }): Promise<void> {
  await tx
    .updateTable('mail_folder_runs')
    .set({ status: 'failed', finished_at: end.now, message: end.message })
    .where('folder_id', '=', folder_id)
    .where('status', 'in', ['queued', 'running'])
    .execute()
}

export function listRuns(tx: Tx, folder_id: string, page: { before: string | null; limit: number }): Promise<RunRow[]> {
  return tx
    .selectFrom('mail_folder_runs')
    .selectAll()
    .where('folder_id', '=', folder_id)
    .$if(page.before !== null, (query) => query.where('id', '<', page.before ?? ''))
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
}

/** The latest run of each of a person's folders, and what all that are remembered brought and left out. */
export async function latestRuns(tx: Tx, user_id: string): Promise<Map<string, LatestRun>> {
  const { rows } = await sql<RunRow & { brought: number; all_passed_over: number }>`
    SELECT DISTINCT ON (folder_id) *, sum(added) OVER (PARTITION BY folder_id) AS brought,
      sum(passed_over) OVER (PARTITION BY folder_id) AS all_passed_over
    FROM mail_folder_runs WHERE user_id = ${user_id} ORDER BY folder_id, id DESC`.execute(tx)
  return new Map(
    rows.map(({ brought, all_passed_over: passed_over, ...run }) => [run.folder_id, { run, brought, passed_over }]),
  )
}

/** Folders whose time has come. */
export async function dueFolders(tx: Tx, now: string): Promise<FolderRow[]> {
  const { rows } = await sql<FolderRow>`
    SELECT f.* FROM mail_folders f WHERE f.next_run_at <= ${now} AND f.status <> 'paused'
      AND NOT EXISTS (SELECT FROM mail_folder_runs r WHERE r.folder_id = f.id AND r.status IN ('queued', 'running'))
    ORDER BY f.next_run_at LIMIT 200`.execute(tx)
  return rows
}

/** Whether another folder of the same person is being read. What began before `stuck_before` is not. */
export async function hasOtherRunning(
  tx: Tx,
  { id, user_id }: Pick<RunRow, 'id' | 'user_id'>,
  stuck_before: string,
): Promise<boolean> {
  const other = await tx
    .selectFrom('mail_folder_runs')
    .select('id')
    .where('user_id', '=', user_id)
    .where('id', '<>', id)
    .where('status', '=', 'running')
    .where('started_at', '>', stuck_before)
    .executeTakeFirst()
  return other !== undefined
}

/** Ends runs whose node is gone for good or whose job was lost, and forgets runs of long ago. */
export async function tidyRuns(
  tx: Tx,
  at: { now: string; stuck_before: string; lost_before: string; old_before: string },
): Promise<void> {
  await sql`
    UPDATE mail_folder_runs SET status = 'failed', finished_at = ${at.now}, message = 'The look was interrupted and did not go on.'
    WHERE status = 'running' AND started_at < ${at.stuck_before} OR status = 'queued' AND queued_at < ${at.lost_before}`.execute(
    tx,
  )
  await tx
    .deleteFrom('mail_folder_runs')
    .where('queued_at', '<', at.old_before)
    .where('status', 'in', ['done', 'failed'])
    .execute()
}
