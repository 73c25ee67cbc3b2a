import { sql } from 'kysely'
import type { Tx } from '#platform/db/db.ts'
import type { KeyRow, RunRow, SourceRow } from './tables.ts'

/** Adds a source that is not there yet. */
export async function ensureSource(
  tx: Tx,
  row: Pick<SourceRow, 'id' | 'board_id' | 'kind' | 'name' | 'homepage' | 'config' | 'created_by' | 'created_at'>,
): Promise<void> {
  await sql`
    INSERT INTO sources (id, board_id, kind, name, homepage, config, created_by, created_at)
    VALUES (${row.id}, ${row.board_id}, ${row.kind}, ${row.name}, ${row.homepage}, ${JSON.stringify(row.config)}::jsonb, ${row.created_by}, ${row.created_at})
    ON CONFLICT (id) DO NOTHING`.execute(tx)
}

export async function findSource(tx: Tx, id: string): Promise<SourceRow | null> {
  return (await tx.selectFrom('sources').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
}

export function listSources(tx: Tx): Promise<SourceRow[]> {
  return tx.selectFrom('sources').selectAll().orderBy('created_at').orderBy('id').execute()
}

export async function updateSource(tx: Tx, id: string, change: Partial<SourceRow>): Promise<void> {
  const { config, cursor, fills, missing_fields, ...plain } = change
  await tx
    .updateTable('sources')
    .set({
      ...plain,
      ...(config === undefined ? {} : { config: asJson(config) }),
      ...(cursor === undefined ? {} : { cursor: asJson(cursor) }),
      ...(fills === undefined ? {} : { fills: asJson(fills) }),
      ...(missing_fields === undefined ? {} : { missing_fields: asJson(missing_fields) }),
    })
    .where('id', '=', id)
    .execute()
}

/** The sources that have a key; what it is, only the system may read. */
export async function keyedSources(tx: Tx): Promise<Set<string>> {
  const rows = await tx.selectFrom('source_keys').select('source_id').execute()
  return new Set(rows.map((row) => row.source_id))
}

export async function findKey(tx: Tx, source_id: string): Promise<KeyRow | null> {
  const found = await tx.selectFrom('source_keys').selectAll().where('source_id', '=', source_id).executeTakeFirst()
  return found ?? null
}

export async function saveKey(tx: Tx, row: KeyRow): Promise<void> {
  const { source_id: _, ...change } = row
  await tx
    .insertInto('source_keys')
    .values(row)
    .onConflict((conflict) => conflict.column('source_id').doUpdateSet(change))
    .execute()
}

export async function deleteKey(tx: Tx, source_id: string): Promise<void> {
  await tx.deleteFrom('source_keys').where('source_id', '=', source_id).execute()
}

/** Adds a run unless one is open; gives the run that is open now. */
export async function openRun(
  tx: Tx,
  run: { id: string; source_id: string; by: RunRow['by']; requested_by: string | null; queued_at: string },
): Promise<{ id: string; is_new: boolean }> {
  await sql`
    INSERT INTO source_runs (id, source_id, status, by, requested_by, queued_at)
    VALUES (${run.id}, ${run.source_id}, 'queued', ${run.by}, ${run.requested_by}, ${run.queued_at})
    ON CONFLICT (source_id) WHERE status IN ('queued', 'running') DO NOTHING`.execute(tx)
  const open = await tx
    .selectFrom('source_runs')
    .select('id')
    .where('source_id', '=', run.source_id)
    .where('status', 'in', ['queued', 'running'])
    .executeTakeFirstOrThrow()
  return { id: open.id, is_new: open.id === run.id }
}

export async function findRun(tx: Tx, id: string): Promise<RunRow | null> {
  return (await tx.selectFrom('source_runs').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
}

export function updateRun(tx: Tx, id: string, { fill, ...plain }: Partial<RunRow>): Promise<RunRow> {
  const change = { ...plain, ...(fill === undefined ? {} : { fill: asJson(fill) }) }
  return tx.updateTable('source_runs').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow()
}

export function listRuns(tx: Tx, source_id: string, page: { before: string | null; limit: number }): Promise<RunRow[]> {
  return tx
    .selectFrom('source_runs')
    .selectAll()
    .where('source_id', '=', source_id)
    .$if(page.before !== null, (query) => query.where('id', '<', page.before ?? ''))
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
}

/** The latest run of each source. */
export async function latestRuns(tx: Tx): Promise<Map<string, RunRow>> {
  const { rows } =
    await sql<RunRow>`SELECT DISTINCT ON (source_id) * FROM source_runs ORDER BY source_id, id DESC`.execute(tx)
  return new Map(rows.map((row) => [row.source_id, row]))
}

/** Sources that somebody has on and whose time has come. */
export async function dueSources(tx: Tx, now: string): Promise<SourceRow[]> {
  const { rows } = await sql<SourceRow>`
    SELECT s.* FROM sources s WHERE (s.next_run_at IS NULL OR s.next_run_at <= ${now})
      AND EXISTS (SELECT FROM source_subscriptions b WHERE b.source_id = s.id AND b.enabled)
      AND NOT EXISTS (SELECT FROM source_runs r WHERE r.source_id = s.id AND r.status IN ('queued', 'running'))
    ORDER BY s.next_run_at NULLS FIRST LIMIT 50`.execute(tx)
  return rows
}

/** Ends runs whose node is gone for good, and forgets runs of long ago. */
export async function tidyRuns(tx: Tx, at: { now: string; stuck_before: string; old_before: string }): Promise<void> {
  await sql`
    UPDATE source_runs SET status = 'failed', outcome = 'stopped', finished_at = ${at.now}, message = 'The run was interrupted and did not go on.'
    WHERE status IN ('queued', 'running') AND coalesce(started_at, queued_at) < ${at.stuck_before}`.execute(tx)
  await tx
    .deleteFrom('source_runs')
    .where('queued_at', '<', at.old_before)
    .where('status', 'in', ['done', 'failed'])
    .execute()
}

// The driver takes an array for one of the database.
function asJson<Value>(value: Value) {
  return sql<Value>`${value === null ? null : JSON.stringify(value)}::jsonb`
}
