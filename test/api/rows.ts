import type { TestApp } from '#kit/make-app.ts'

/** Every row of the database as text, by table. */
export interface Snapshot {
  readonly rows: ReadonlyMap<string, ReadonlySet<string>>
  /** Ids of rows that belong to a person or a firm; no stranger has reason to see one. */
  readonly ids: readonly string[]
}

/** Reads every table, past row-level security. */
export async function snapshot(app: TestApp): Promise<Snapshot> {
  const tables = await app.rows<{ name: string; owned: boolean; has_id: boolean }>(
    `SELECT c.relname AS name,
            bool_or(a.attname IN ('user_id', 'firm_id', 'owner_user_id', 'seeker_id')) AS owned,
            bool_or(a.attname = 'id' AND a.atttypid = 'uuid'::regtype) AS has_id
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace GROUP BY c.relname ORDER BY 1`,
  )
  const rows = new Map<string, ReadonlySet<string>>()
  const ids: string[] = []
  for (const { name, owned, has_id } of tables) {
    const found = await app.rows<{ row: string }>(`SELECT to_jsonb(t)::text AS row FROM "${name}" t`)
    rows.set(name, new Set(found.map(({ row }) => row)))
    if (owned && has_id) {
      const owners = `to_jsonb(t) ->> 'user_id' IS NOT NULL OR to_jsonb(t) ->> 'firm_id' IS NOT NULL
        OR to_jsonb(t) ->> 'owner_user_id' IS NOT NULL OR to_jsonb(t) ->> 'seeker_id' IS NOT NULL`
      ids.push(...(await app.rows<{ id: string }>(`SELECT id FROM "${name}" t WHERE ${owners}`)).map(({ id }) => id))
    }
  }
  return { rows, ids }
}

/** The rows of `before` that name one of the given ids and are no longer there as they were. */
export function changedRows(before: Snapshot, after: Snapshot, owners: readonly string[]): string[] {
  return [...before.rows].flatMap(([table, rows]) =>
    [...rows]
      .filter((row) => owners.some((id) => row.includes(id)) && after.rows.get(table)?.has(row) !== true)
      .map((row) => `${table}: ${row.slice(0, 300)}`),
  )
}

/** How many rows name one of the given ids, by table. */
export function rowsOf(snapshot: Snapshot, owners: readonly string[]): Record<string, number> {
  const counts = [...snapshot.rows].map(([table, rows]): [string, number] => [
    table,
    [...rows].filter((row) => owners.some((id) => row.includes(id))).length,
  ])
  return Object.fromEntries(counts.filter(([, count]) => count > 0))
}
