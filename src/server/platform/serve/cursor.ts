import type { z } from 'zod'
import { invalidCursor } from '#contract/endpoint.ts'
import { refuse } from '#platform/errors.ts'
import type { Secrets } from '#platform/secrets.ts'
import { isGenuine, signature } from '#platform/signature.ts'

/**
 * Makes an opaque, signed cursor out of the sort key of a page's last row. `scope` names the list and its
 * sorting and filters: a cursor of one list is refused by another.
 */
export function encodeCursor(secrets: Secrets, scope: string, key: readonly (string | number | null)[]): string {
  const body = Buffer.from(JSON.stringify(key)).toString('base64url')
  return `${body}.${signature(secrets, 'cursor', `${scope}\n${body}`)}`
}

/** The sort key inside a cursor, or null without one; refuses `invalidCursor` for anything we did not make. */
export function decodeCursor<Key extends z.ZodType>(
  secrets: Secrets,
  scope: string,
  cursor: string | undefined,
  key: Key,
): z.output<Key> | null {
  if (cursor === undefined) return null
  const [body = '', given = ''] = cursor.split('.')
  if (!isGenuine(secrets, 'cursor', `${scope}\n${body}`, given)) return refuse(invalidCursor)
  const parsed = key.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')))
  return parsed.success ? parsed.data : refuse(invalidCursor)
}

/** Cuts one row more than `limit` down to a page, with the cursor of its last row. */
export function toPage<Row>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => string,
): { items: Row[]; next_cursor: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next_cursor: rows.length > limit && last !== undefined ? cursorOf(last) : null }
}
