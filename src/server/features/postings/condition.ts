import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

/** A part of a query that is true or false of a row. */
export type Condition = RawBuilder<unknown>

/** All of these; true when there are none. */
export function all(conditions: readonly Condition[]): Condition {
  return conditions.length === 0 ? sql`TRUE` : sql`(${sql.join(conditions, sql` AND `)})`
}
