import { sql } from 'kysely'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'

/** A column that holds sealed text. Slices export `sealedColumns`, so that a rotation finds them all. */
export interface SealedColumn {
  readonly table: string
  readonly column: string
  /** The column whose text is `row` of the `SecretPlace`, and by which rows are walked; unique. */
  readonly row: string
}

export interface Rotation {
  readonly column: string
  readonly read: number
  readonly resealed: number
}

const BATCH = 200

/**
 * Seals with the current key whatever an older one sealed, in batches, each in a transaction of its own: it may be
 * stopped and run again, and the app may serve meanwhile. After it the older keys can leave `SECRET_KEY`.
 */
export async function rotateSecrets(
  ctx: Pick<Ctx, 'db' | 'secrets'>,
  columns: readonly SealedColumn[],
): Promise<readonly Rotation[]> {
  const done: Rotation[] = []
  for (const column of columns) done.push(await rotateColumn(ctx, column))
  return done
}

async function rotateColumn(ctx: Pick<Ctx, 'db' | 'secrets'>, place: SealedColumn): Promise<Rotation> {
  let after: string | null = null
  let read = 0
  let resealed = 0
  for (;;) {
    const batch: Batch = await ctx.db.asSystem('rotate secrets', (tx) => rotateBatch(tx, ctx, place, after))
    read += batch.read
    resealed += batch.resealed
    if (batch.last === null) return { column: `${place.table}.${place.column}`, read, resealed }
    after = batch.last
  }
}

interface Batch {
  readonly read: number
  readonly resealed: number
  readonly last: string | null
}

async function rotateBatch(
  tx: Tx,
  ctx: Pick<Ctx, 'secrets'>,
  place: SealedColumn,
  after: string | null,
): Promise<Batch> {
  const [table, row, column] = [sql.table(place.table), sql.ref(place.row), sql.ref(place.column)]
  const { rows } = await sql<{ row: string; sealed: string }>`
    SELECT ${row}::text AS row, ${column} AS sealed FROM ${table}
    WHERE ${column} IS NOT NULL AND (${after}::text IS NULL OR ${row}::text > ${after})
    ORDER BY ${row}::text LIMIT ${BATCH} FOR UPDATE`.execute(tx)
  let resealed = 0
  for (const item of rows) {
    if (!ctx.secrets.isStale(item.sealed)) continue
    const at = { table: place.table, row: item.row, column: place.column }
    const fresh = ctx.secrets.seal(ctx.secrets.open(item.sealed, at), at)
    await sql`UPDATE ${table} SET ${column} = ${fresh} WHERE ${row}::text = ${item.row}`.execute(tx)
    resealed += 1
  }
  return { read: rows.length, resealed, last: rows.length < BATCH ? null : (rows.at(-1)?.row ?? null) }
}
