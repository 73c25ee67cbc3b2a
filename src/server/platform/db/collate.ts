import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

/**
 * What names are sorted by: upper and lower case alike, "Ç" beside "C" and not behind "Z". By the collation of ICU
 * that every database has, since that of the database itself may know nothing but ASCII.
 */
export function asName(text: RawBuilder<unknown>): RawBuilder<string> {
  return sql`lower(${text} COLLATE "und-x-icu")`
}
