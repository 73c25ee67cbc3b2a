import type pg from 'pg'
import { readMigrations } from '#platform/db/migrate.ts'

/** Each check of `/health/ready` with what is wrong in words, or null. */
export type Readiness = () => Promise<Readonly<Record<'database' | 'migrations' | 'queue' | 'live', string | null>>>

export interface ReadinessOptions {
  readonly pool: pg.Pool
  readonly queue: { trouble(): string | null }
  readonly signals: { trouble(): string | null }
  readonly migrations_folder: string
}

const ANSWER_MS = 2_000

/** Whether this node can do its work: the database answers, knows this program's schema, and the queue runs. */
export function makeReadiness(options: ReadinessOptions): Readiness {
  const known = readMigrations(options.migrations_folder).then((migrations) => migrations.length)
  return async () => {
    const version = await schemaVersion(options.pool)
    const wanted = await known
    return {
      database: version === null ? 'The database does not answer.' : null,
      migrations:
        version === null || version === wanted
          ? null
          : `The database is at version ${version}, this program needs ${wanted}.`,
      queue: options.queue.trouble(),
      live: options.signals.trouble(),
    }
  }
}

async function schemaVersion(pool: pg.Pool): Promise<number | null> {
  const late = Promise.withResolvers<null>()
  const timer = setTimeout(() => late.resolve(null), ANSWER_MS)
  try {
    const asked = pool.query<{ version: number }>('SELECT coalesce(max(version), 0) AS version FROM schema_migrations')
    const answer = await Promise.race([asked.catch(() => null), late.promise])
    return answer?.rows[0]?.version ?? null
  } finally {
    clearTimeout(timer)
  }
}
