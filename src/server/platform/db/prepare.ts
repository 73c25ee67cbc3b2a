import { createHash } from 'node:crypto'
import pg from 'pg'
import type { Log } from '#platform/log.ts'
import { migrate, readMigrations } from './migrate.ts'
import { ensureRoles } from './roles.ts'

export interface PrepareOptions {
  /** A connection that may create roles and owns the schema. */
  readonly admin_url: string
  readonly migrations_folder: string
  /** Derived from the secret key, so that every node of an installation knows it. */
  readonly login_password: string
  readonly login_name?: string
  /** What else lives in the database and is made by its owner (the queue's schema). */
  readonly also: (admin: pg.Client) => Promise<void>
  readonly log: Log
}

/** Roles, then migrations; answers with the URL under which the app itself connects. */
export async function prepareDatabase(options: PrepareOptions): Promise<string> {
  const admin = new pg.Client({ connectionString: options.admin_url, application_name: 'career-copilot-migrate' })
  await admin.connect()
  try {
    const login = { name: options.login_name ?? loginName(options.admin_url), password: options.login_password }
    const appUrl = await ensureRoles(admin, options.admin_url, login)
    const applied = await migrate(admin, await readMigrations(options.migrations_folder))
    await options.also(admin)
    if (applied > 0) options.log.info({ applied }, 'database migrated')
    return appUrl
  } finally {
    await admin.end()
  }
}

// Roles belong to a cluster, not to a database: two installations on one cluster get one each.
function loginName(adminUrl: string): string {
  const database = new URL(adminUrl).pathname.slice(1)
  const mark = createHash('sha256').update(database).digest('hex').slice(0, 6)
  return `copilot_login_${database
    .replaceAll(/[^a-z0-9_]/gi, '')
    .slice(0, 30)
    .toLowerCase()}_${mark}`
}
