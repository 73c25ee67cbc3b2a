import { sql } from 'kysely'
import type { HistoryEntry } from '#contract/application-history.ts'
import type { Derived, History } from '#domain/applications/history.ts'
import { derive, inOrder } from '#domain/applications/history.ts'
import type { Step } from '#domain/applications/move.ts'
import type { Tx } from '#platform/db/db.ts'
import type { ApplicationRow, HistoryRow, NoteRow } from './tables.ts'

/** An application that is not deleted, locked until the transaction ends. */
export async function lockApplication(tx: Tx, user_id: string, id: string): Promise<ApplicationRow | null> {
  const row = await tx
    .selectFrom('applications')
    .selectAll()
    .where('user_id', '=', user_id)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

/** Applications that are not deleted, locked in one order so that two bulk changes never wait for each other. */
export async function lockApplications(
  tx: Tx,
  user_id: string,
  ids: readonly string[],
): Promise<Map<string, ApplicationRow>> {
  const rows = await tx
    .selectFrom('applications')
    .selectAll()
    .where('user_id', '=', user_id)
    .where('id', 'in', [...ids])
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** The application of a person for a posting, if there is one. */
export async function findByPosting(tx: Tx, user_id: string, posting_id: string): Promise<ApplicationRow | null> {
  const row = await tx
    .selectFrom('applications')
    .selectAll()
    .where('user_id', '=', user_id)
    .where('posting_id', '=', posting_id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

/** The companies that a person tracks applications at, as they are written. */
export async function companiesOf(tx: Tx, user_id: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('applications')
    .select('company')
    .distinct()
    .where('user_id', '=', user_id)
    .where('deleted_at', 'is', null)
    .execute()
  return rows.map((row) => row.company)
}

/** Applications at any of these companies, or for this posting, the latest first. */
export async function findCandidates(
  tx: Tx,
  user_id: string,
  about: { companies: readonly string[]; posting_id: string | null },
): Promise<ApplicationRow[]> {
  return tx
    .selectFrom('applications')
    .selectAll()
    .where('user_id', '=', user_id)
    .where('deleted_at', 'is', null)
    .where((or) =>
      or.or([
        ...(about.companies.length === 0 ? [] : [or('company', 'in', [...about.companies])]),
        ...(about.posting_id === null ? [] : [or('posting_id', '=', about.posting_id)]),
      ]),
    )
    .orderBy('status_at', 'desc')
    .limit(200)
    .execute()
}

/** Writes a new application; false when the posting is tracked already, also by a request at the same time. */
export async function insertApplication(tx: Tx, row: ApplicationRow): Promise<boolean> {
  const done = await tx
    .insertInto('applications')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function insertNote(tx: Tx, row: NoteRow): Promise<void> {
  await tx.insertInto('application_notes').values(row).execute()
}

/** Changes an application and raises its version. The caller holds its lock. */
export async function updateApplication(
  tx: Tx,
  row: Pick<ApplicationRow, 'user_id' | 'id'>,
  fields: Partial<ApplicationRow>,
  now: string,
): Promise<void> {
  await tx
    .updateTable('applications')
    .set({ ...fields, updated_at: now })
    .set((current) => ({ version: current('version', '+', 1) }))
    .where('user_id', '=', row.user_id)
    .where('id', '=', row.id)
    .execute()
}

/** The history of one application. */
export async function historyOf(tx: Tx, user_id: string, application_id: string): Promise<History<HistoryRow>> {
  const histories = await historiesOf(tx, user_id, [application_id])
  return histories.get(application_id) ?? inOrder<HistoryRow>([])
}

/** The histories of many applications. */
export async function historiesOf(
  tx: Tx,
  user_id: string,
  ids: readonly string[],
): Promise<Map<string, History<HistoryRow>>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('application_history')
    .selectAll()
    .where('user_id', '=', user_id)
    .where('application_id', 'in', [...ids])
    .execute()
  const grouped = Map.groupBy(rows, (row) => row.application_id)
  return new Map([...grouped].map(([id, entries]) => [id, inOrder(entries)]))
}

export async function insertHistory(tx: Tx, rows: readonly HistoryRow[]): Promise<void> {
  if (rows.length > 0)
    await tx
      .insertInto('application_history')
      .values([...rows])
      .execute()
}

/** Carries the steps of a plan out on the rows of a history. */
export async function carryOutSteps(
  tx: Tx,
  steps: readonly Step[],
  row: Pick<HistoryRow, 'id' | 'user_id' | 'application_id' | 'recorded_at' | 'by_user_id' | 'note'>,
): Promise<void> {
  for (const step of steps) {
    if (step.step === 'insert') {
      const entry = { status: step.status, stage_id: step.stage_id, at: step.at, corrected_at: null }
      await insertHistory(tx, [{ ...row, ...entry }])
    } else if (step.step === 'redate') {
      await updateHistory(tx, { user_id: row.user_id, id: step.id }, { at: step.at, corrected_at: row.recorded_at })
    } else {
      await tx.deleteFrom('application_history').where('user_id', '=', row.user_id).where('id', '=', step.id).execute()
    }
  }
}

export async function updateHistory(
  tx: Tx,
  row: Pick<HistoryRow, 'user_id' | 'id'>,
  fields: Partial<Pick<HistoryRow, 'at' | 'note' | 'corrected_at'>>,
): Promise<void> {
  await tx
    .updateTable('application_history')
    .set(fields)
    .where('user_id', '=', row.user_id)
    .where('id', '=', row.id)
    .execute()
}

/** What of an application's row follows from its history. */
export function derivedColumns(history: History): Derived & { applied_on: string | null } {
  const derived = derive(history)
  return { ...derived, applied_on: derived.applied_at?.slice(0, 10) ?? null }
}

/** A history as the wire has it. */
export function presentHistory(history: History<HistoryRow>): HistoryEntry[] {
  return history.map((row, index) => {
    const from = history[index - 1]
    return {
      id: row.id,
      from: from?.status ?? null,
      to: row.status,
      from_stage_id: from?.stage_id ?? null,
      to_stage_id: row.stage_id,
      at: row.at,
      recorded_at: row.recorded_at,
      backdated: isBackdated(row),
      corrected_at: row.corrected_at,
      by: row.by_user_id,
      note: row.note,
    }
  })
}

/** Written down more than five minutes after it happened. */
export function isBackdated(row: { at: string; recorded_at: string }): boolean {
  return Date.parse(row.recorded_at) - Date.parse(row.at) > 5 * 60_000
}

/** Applications that stand in each column of the board, by its key. */
export async function countByColumn(tx: Tx, user_id: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: string; count: number }>`
    SELECT coalesce(stage_id::text, status) AS key, count(*) AS count FROM applications
    WHERE user_id = ${user_id} AND deleted_at IS NULL AND archived_at IS NULL GROUP BY 1`.execute(tx)
  return new Map(rows.map((row) => [row.key, row.count]))
}

/** Whether an application stands in a stage, in the archive too. */
export async function standsInStage(tx: Tx, user_id: string, stage_id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('applications')
    .select('id')
    .where('user_id', '=', user_id)
    .where('stage_id', '=', stage_id)
    .where('deleted_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Applications that stand or ever stood in a stage, deleted ones too. */
export async function idsOfStage(tx: Tx, user_id: string, stage_id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT application_id AS id FROM application_history WHERE user_id = ${user_id} AND stage_id = ${stage_id}
    UNION SELECT id FROM applications WHERE user_id = ${user_id} AND stage_id = ${stage_id}`.execute(tx)
  return rows.map((row) => row.id)
}

/** Moves everything that stands or stood in one stage to another, or to the status itself. Gives who stands there. */
export async function restage(tx: Tx, user_id: string, from: string, to: string | null): Promise<string[]> {
  const rows = await tx
    .updateTable('applications')
    .set((current) => ({ stage_id: to, version: current('version', '+', 1) }))
    .where('user_id', '=', user_id)
    .where('stage_id', '=', from)
    .returning(['id', 'deleted_at'])
    .execute()
  await tx
    .updateTable('application_history')
    .set({ stage_id: to })
    .where('user_id', '=', user_id)
    .where('stage_id', '=', from)
    .execute()
  return rows.filter((row) => row.deleted_at === null).map((row) => row.id)
}

/** Days from applying to the first reply, over everything the person applied to; null under eight replies. */
export async function replyDays(tx: Tx, user_id: string): Promise<{ n: number; median: number; p90: number } | null> {
  const { rows } = await sql<{ n: number; median: number | null; p90: number | null }>`
    SELECT count(*) AS n, percentile_cont(0.5) WITHIN GROUP (ORDER BY days) AS median,
           percentile_cont(0.9) WITHIN GROUP (ORDER BY days) AS p90
    FROM (SELECT extract(epoch FROM first_reply_at - applied_at)::float8 / 86400 AS days FROM applications
          WHERE user_id = ${user_id} AND deleted_at IS NULL AND first_reply_at IS NOT NULL AND applied_at IS NOT NULL) r`.execute(
    tx,
  )
  const found = rows[0]
  if (found === undefined || found.n < 8 || found.median === null || found.p90 === null) return null
  return { n: found.n, median: found.median, p90: found.p90 }
}

/** What applications, deleted ones too, say of their postings. */
export async function standings(
  tx: Tx,
  user_id: string,
  ids: readonly string[],
): Promise<Pick<ApplicationRow, 'user_id' | 'posting_id' | 'applied_at' | 'deleted_at'>[]> {
  return tx
    .selectFrom('applications')
    .select(['user_id', 'posting_id', 'applied_at', 'deleted_at'])
    .where('user_id', '=', user_id)
    .where('id', 'in', [...ids])
    .execute()
}

/** Removes for good what was deleted before a moment. */
export async function deleteOld(tx: Tx, before: string): Promise<void> {
  await tx.deleteFrom('applications').where('deleted_at', '<', before).execute()
}

/** Removes a person's sample applications for good. Gives how many. */
export async function deleteSampleApplications(tx: Tx, user_id: string): Promise<number> {
  const done = await tx
    .deleteFrom('applications')
    .where('user_id', '=', user_id)
    .where('is_sample', '=', true)
    .executeTakeFirst()
  return Number(done.numDeletedRows)
}
