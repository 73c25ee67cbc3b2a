import { sql } from 'kysely'
import type { ColumnType, Generated } from 'kysely'
import { z } from 'zod'
import { Question } from '#contract/appointment-types.ts'
import type { AppointmentType } from '#contract/appointment-types.ts'
import { asName } from '#platform/db/collate.ts'
import type { Tx } from '#platform/db/db.ts'
import { waitTurn } from '#platform/db/turn.ts'

/** A type with whose it is. */
export type TypeRow = AppointmentType & { readonly user_id: string }

type Stored = Omit<TypeRow, 'questions' | 'version'> & {
  questions: ColumnType<unknown, string, string>
  deleted_at: string | null
  version: Generated<number>
}

declare module '#platform/db/tables.ts' {
  interface Tables {
    appointment_types: Stored
  }
}

/** Whose types, and in which firm. */
export interface Owner {
  readonly user_id: string
  readonly firm_id: string
}

const COLUMNS = [
  ...(['id', 'firm_id', 'user_id', 'title', 'slug', 'description', 'duration_min'] as const),
  ...(['buffer_before_min', 'buffer_after_min', 'notice_min', 'horizon_days', 'step_min', 'daily_limit'] as const),
  ...(['place_kind', 'place', 'questions', 'needs_confirmation', 'active'] as const),
  ...(['created_at', 'updated_at', 'version'] as const),
] as const

const rowOf = (row: Omit<TypeRow, 'questions'> & { questions: unknown }): TypeRow => ({
  ...row,
  questions: z.array(Question).parse(row.questions),
})

const own = (tx: Tx, { user_id, firm_id }: Owner) =>
  tx
    .selectFrom('appointment_types')
    .select(COLUMNS)
    .where('user_id', '=', user_id)
    .where('firm_id', '=', firm_id)
    .where('deleted_at', 'is', null)

export async function typesOf(tx: Tx, owner: Owner): Promise<TypeRow[]> {
  const rows = await own(tx, owner)
    .orderBy(asName(sql`title`))
    .orderBy('id')
    .execute()
  return rows.map(rowOf)
}

/** The types of several hosts in one firm. */
export async function typesOfHosts(tx: Tx, firm_id: string, hosts: readonly string[]): Promise<TypeRow[]> {
  const rows = await tx
    .selectFrom('appointment_types')
    .select(COLUMNS)
    .where('firm_id', '=', firm_id)
    .where('user_id', 'in', [...hosts])
    .where('deleted_at', 'is', null)
    .orderBy(asName(sql`title`))
    .orderBy('id')
    .execute()
  return rows.map(rowOf)
}

export async function findType(tx: Tx, owner: Owner, id: string): Promise<TypeRow | null> {
  const row = await own(tx, owner).where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : rowOf(row)
}

export async function lockType(tx: Tx, owner: Owner, id: string): Promise<TypeRow | null> {
  const row = await own(tx, owner).where('id', '=', id).forUpdate().executeTakeFirst()
  return row === undefined ? null : rowOf(row)
}

/** One change of a person's types and links after the other: their names and their number depend on all of them. */
export async function takeTurn(tx: Tx, user_id: string): Promise<void> {
  await waitTurn(tx, `appointment types of ${user_id}`)
}

export async function insertType(tx: Tx, row: TypeRow): Promise<void> {
  await tx
    .insertInto('appointment_types')
    .values({ ...row, questions: JSON.stringify(row.questions), deleted_at: null })
    .execute()
}

export async function replaceType(tx: Tx, { id, user_id, firm_id: _, created_at: __, ...row }: TypeRow): Promise<void> {
  await tx
    .updateTable('appointment_types')
    .set({ ...row, questions: JSON.stringify(row.questions) })
    .where('user_id', '=', user_id)
    .where('id', '=', id)
    .execute()
}

export async function markDeleted(tx: Tx, { id, user_id }: TypeRow, now: string): Promise<void> {
  await tx
    .updateTable('appointment_types')
    .set({ deleted_at: now, updated_at: now, version: sql`version + 1` })
    .where('user_id', '=', user_id)
    .where('id', '=', id)
    .execute()
}
