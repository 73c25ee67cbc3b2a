import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'

export interface Migration {
  readonly version: number
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

// Any constant will do, as long as every node uses the same.
const MIGRATION_LOCK = 7_216_011

/** Reads `NNNN-name.sql` files in order; throws when a number is missing or used twice. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (file, index) => {
      const match = /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(file)
      if (match?.[1] === undefined || match[2] === undefined)
        throw new Error(`Migration ${file} is not named NNNN-name.sql.`)
      if (Number(match[1]) !== index + 1)
        throw new Error(`Migration ${file} leaves a gap: number ${index + 1} is next.`)
      const sql = await readFile(join(folder, file), 'utf8')
      return { version: index + 1, name: match[2], sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/**
 * Brings the schema up to date, each migration in a transaction of its own, under an advisory lock so that
 * several nodes may start at once. Throws when an applied migration was edited or the database is newer than the code.
 */
export async function migrate(client: pg.ClientBase, migrations: readonly Migration[]): Promise<number> {
  await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
  try {
    await client.query(
      `CREATE TABLE IF NOT EXISTS schema_migrations (
         version int PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
    )
    const { rows } = await client.query<{ version: number; checksum: string; name: string }>(
      'SELECT version, checksum, name FROM schema_migrations ORDER BY version',
    )
    checkApplied(rows, migrations)
    for (const migration of migrations.slice(rows.length)) await apply(client, migration)
    return migrations.length - rows.length
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK])
  }
}

function checkApplied(
  applied: readonly { version: number; checksum: string; name: string }[],
  known: readonly Migration[],
) {
  if (applied.length > known.length) {
    throw new Error(
      `The database is at version ${applied.length}, this program knows ${known.length}. Start a newer release of Career Copilot.`,
    )
  }
  for (const [index, row] of applied.entries()) {
    const migration = known[index]
    if (migration === undefined || migration.version !== row.version || migration.checksum !== row.checksum) {
      throw new Error(
        `Migration ${row.version} (${row.name}) was applied in another form than the one in this program.`,
      )
    }
  }
}

async function apply(client: pg.ClientBase, migration: Migration): Promise<void> {
  try {
    await client.query('BEGIN')
    await client.query(migration.sql)
    await client.query('INSERT INTO schema_migrations (version, name, checksum) VALUES ($1, $2, $3)', [
      migration.version,
      migration.name,
      migration.checksum,
    ])
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw new Error(`Migration ${migration.version} (${migration.name}) failed; nothing of it was kept.`, {
      cause: error,
    })
  }
}
