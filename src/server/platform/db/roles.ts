import type pg from 'pg'

/**
 * Makes the roles of row-level security and the login role of this app, and answers with its connection URL.
 * `copilot_app` and `copilot_system` hold the grants; the login role may take either, inherits neither,
 * and can bypass nothing. `admin` is a connection that may create roles.
 */
export async function ensureRoles(
  admin: pg.ClientBase,
  adminUrl: string,
  login: { name: string; password: string },
): Promise<string> {
  const name = `"${login.name.replaceAll('"', '""')}"`
  const password = `'${login.password.replaceAll("'", "''")}'`
  // Several nodes or test files may do this at once; the lock is per cluster database, so duplicates are caught too.
  await admin.query('SELECT pg_advisory_lock(7216012)')
  try {
    for (const role of ['copilot_app', 'copilot_system']) await admin.query(createRole(role, 'NOLOGIN'))
    await admin.query(createRole(login.name, 'LOGIN'))
    await retryTuple(() => admin.query(`ALTER ROLE ${name} LOGIN NOINHERIT PASSWORD ${password}`))
    await refuseMightyRole(admin, login.name)
    await retryTuple(() => admin.query(`GRANT copilot_app, copilot_system TO ${name}`))
  } finally {
    await admin.query('SELECT pg_advisory_unlock(7216012)')
  }
  const url = new URL(adminUrl)
  url.username = encodeURIComponent(login.name)
  url.password = encodeURIComponent(login.password)
  return url.toString()
}

// Only a superuser may write NOSUPERUSER or NOBYPASSRLS, so what a new role is by itself is checked instead of said.
async function refuseMightyRole(admin: pg.ClientBase, name: string): Promise<void> {
  const mighty = await admin.query(
    `SELECT rolname FROM pg_roles
     WHERE (rolsuper OR rolbypassrls OR rolcreaterole) AND rolname IN ($1, 'copilot_app', 'copilot_system')`,
    [name],
  )
  if (mighty.rows.length === 0) return
  const names = mighty.rows.map((row) => row.rolname).join(', ')
  throw new Error(
    `The database role ${names} could bypass row-level security: take SUPERUSER, BYPASSRLS, CREATEROLE away.`,
  )
}

function createRole(name: string, kind: 'LOGIN' | 'NOLOGIN'): string {
  const literal = name.replaceAll("'", "''")
  return `DO $$ BEGIN
    CREATE ROLE "${name.replaceAll('"', '""')}" ${kind} NOINHERIT;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN
    RAISE DEBUG 'role ${literal} exists';
  END $$`
}

// Roles are shared by a cluster: two databases that start at once may touch the same catalogue row.
async function retryTuple(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await work()
      return
    } catch (error) {
      const busy = error instanceof Error && /tuple concurrently updated|unique constraint/.test(error.message)
      if (!busy || attempt === 10) throw error
    }
  }
}
