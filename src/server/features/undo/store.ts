import { sql } from 'kysely'
import type { ColumnType } from 'kysely'
import { z } from 'zod'
import type { UndoEntry } from '#contract/undo.ts'
import type { RowChange, Row as UndoRow, Snapshot, UndoStep } from '#domain/undo/undo.ts'
import type { Tx } from '#platform/db/db.ts'

declare module '#platform/db/tables.ts' {
  interface Tables {
    undo_entries: {
      id: string
      user_id: string
      kind: string
      label: string
      application_ids: string[]
      changes: ColumnType<unknown, string, never>
      created_at: string
      expires_at: string
      undone_at: string | null
    }
  }
}

/** The tables whose rows can be put back, parents before children. */
export const UNDOABLE = [
  'stages',
  'applications',
  'application_history',
  'application_notes',
  'application_reminders',
  'interviews',
  'offers',
  'contacts',
  'application_contacts',
  'contact_interactions',
  'saved_searches',
  'calendar_events',
  'appointment_types',
] as const
export type Undoable = (typeof UNDOABLE)[number]

/** Rows that a change may touch: those of `table` whose `column` is one of `ids`. */
export interface Scope {
  readonly table: Undoable
  readonly column: 'id' | 'application_id' | 'contact_id' | 'stage_id'
  readonly ids: readonly string[]
}

const Row = z.record(z.string(), z.unknown())
const Change = z.object({ table: z.enum(UNDOABLE), id: z.string(), before: Row.nullable(), after: Row.nullable() })
const Identified = z.looseObject({ id: z.string() })

const HAS_VERSION: ReadonlySet<string> = new Set(
  UNDOABLE.filter((table) => !['application_history', 'application_contacts'].includes(table)),
)
const HAS_UPDATED_AT: ReadonlySet<string> = new Set(
  [...HAS_VERSION].filter((table) => table !== 'contact_interactions'),
)

/** Holds the rows in scope as they are until the transaction ends; waits for whoever changes one right now. */
export async function lockRows(tx: Tx, user_id: string, scopes: readonly Scope[]): Promise<void> {
  for (const { table, column, ids } of scopes) {
    if (ids.length === 0) continue
    await sql`SELECT 1 FROM ${sql.table(table)} WHERE user_id = ${user_id} AND ${sql.ref(column)} = ANY(${[...ids]}::uuid[])
      ORDER BY id FOR UPDATE`.execute(tx)
  }
}

/** All rows in scope as they are now. */
export async function snapshot(tx: Tx, user_id: string, scopes: readonly Scope[]): Promise<Snapshot> {
  const found = new Map<string, { table: string; id: string; row: Record<string, unknown> }>()
  for (const { table, column, ids } of scopes) {
    if (ids.length === 0) continue
    const { rows } = await sql<{ row: unknown }>`
      SELECT to_jsonb(t) AS row FROM ${sql.table(table)} t
      WHERE t.user_id = ${user_id} AND t.${sql.ref(column)} = ANY(${[...ids]}::uuid[])`.execute(tx)
    for (const { row } of rows) {
      const { id } = Identified.parse(row)
      found.set(`${table} ${id}`, { table, id, row: Row.parse(row) })
    }
  }
  return found
}

export async function insertEntry(
  tx: Tx,
  entry: {
    id: string
    user_id: string
    kind: string
    label: string
    application_ids: string[]
    created_at: string
    expires_at: string
  },
  changes: readonly RowChange[],
): Promise<void> {
  await tx
    .insertInto('undo_entries')
    .values({ ...entry, changes: JSON.stringify(changes), undone_at: null })
    .execute()
}

const ENTRY = ['id', 'label', 'kind', 'created_at', 'expires_at', 'undone_at', 'application_ids'] as const

/** An entry with its changes, locked until the transaction ends. */
export async function lockEntry(
  tx: Tx,
  user_id: string,
  id: string,
): Promise<{ entry: UndoEntry; changes: z.output<typeof Change>[] } | null> {
  const row = await tx
    .selectFrom('undo_entries')
    .select([...ENTRY, 'changes'])
    .where('user_id', '=', user_id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return null
  const { changes, ...entry } = row
  return { entry, changes: z.array(Change).parse(changes) }
}

export async function listEntries(
  tx: Tx,
  user_id: string,
  page: { before: string | null; now: string; limit: number },
): Promise<UndoEntry[]> {
  return tx
    .selectFrom('undo_entries')
    .select(ENTRY)
    .where('user_id', '=', user_id)
    .where('expires_at', '>', page.now)
    .$if(page.before !== null, (query) => query.where('id', '<', page.before ?? ''))
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
}

export async function markUndone(tx: Tx, user_id: string, id: string, at: string): Promise<void> {
  await tx
    .updateTable('undo_entries')
    .set({ undone_at: at })
    .where('user_id', '=', user_id)
    .where('id', '=', id)
    .execute()
}

export async function deleteExpired(tx: Tx, now: string): Promise<void> {
  await tx.deleteFrom('undo_entries').where('expires_at', '<=', now).execute()
}

/** Carries out an undo: removals from the children up, then the rest from the parents down. */
export async function carryOut(tx: Tx, user_id: string, steps: readonly UndoStep[], now: string): Promise<void> {
  const order = (step: UndoStep) => UNDOABLE.findIndex((table) => table === step.table)
  const deletions = steps.filter((step) => step.step === 'delete').toSorted((a, b) => order(b) - order(a))
  for (const step of deletions) {
    await sql`DELETE FROM ${sql.table(step.table)} WHERE user_id = ${user_id} AND id = ${step.id}`.execute(tx)
  }
  for (const step of steps.toSorted((a, b) => order(a) - order(b))) {
    if (step.step === 'insert') {
      await sql`INSERT INTO ${sql.table(step.table)}
        SELECT * FROM jsonb_populate_record(NULL::${sql.table(step.table)}, ${JSON.stringify(step.row)}::jsonb)`.execute(
        tx,
      )
    } else if (step.step === 'update') await update(tx, user_id, { ...step, row: deletedNow(step.row, now) }, now)
  }
}

// Its thirty days begin when it goes, not when it went before.
function deletedNow(row: UndoRow, now: string): UndoRow {
  return (row['deleted_at'] ?? null) === null ? row : { ...row, deleted_at: now }
}

async function update(
  tx: Tx,
  user_id: string,
  step: Extract<UndoStep, { step: 'update' }>,
  now: string,
): Promise<void> {
  const fields = sql.join(Object.keys(step.row).map((field) => sql`${sql.ref(field)} = r.${sql.ref(field)}`))
  const version = HAS_VERSION.has(step.table) ? sql`, version = t.version + 1` : sql``
  const updated = HAS_UPDATED_AT.has(step.table) ? sql`, updated_at = ${now}` : sql``
  await sql`UPDATE ${sql.table(step.table)} t SET ${fields}${version}${updated}
    FROM jsonb_populate_record(NULL::${sql.table(step.table)}, ${JSON.stringify(step.row)}::jsonb) r
    WHERE t.user_id = ${user_id} AND t.id = ${step.id}`.execute(tx)
}
