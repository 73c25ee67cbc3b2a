import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp } from '#kit/make-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await makeApp()
})
afterAll(() => app.close())

const OWNED = `SELECT DISTINCT c.relname AS name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
    (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid) AS policies
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
    AND a.attname IN ('user_id', 'firm_id', 'owner_id') ORDER BY 1`

describe('the database', () => {
  it('guards every table with rows of a person or a firm, even from the owner of the table', async () => {
    const tables = await app.rows<{ name: string; enabled: boolean; forced: boolean; policies: number }>(OWNED)
    expect(tables.length).toBeGreaterThan(15)
    const open = tables.filter(({ enabled, forced, policies }) => !enabled || !forced || policies === 0)
    expect(open).toEqual([])
  })

  it('guards or shares every other table on purpose', async () => {
    const open = await app.rows<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
       AND NOT (relrowsecurity AND relforcerowsecurity) ORDER BY 1`,
    )
    expect(open.map(({ name }) => name)).toEqual(SHARED_TABLES)
  })

  it('lets the app in with roles that cannot bypass its policies', async () => {
    const roles = await app.rows(
      `SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE ${appRoles('rolname')} ORDER BY 1`,
    )
    expect(roles.length).toBeGreaterThanOrEqual(3)
    for (const role of roles) {
      expect(role, role['rolname']).toMatchObject({
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
      })
    }
  })

  it('lets no app role own a table, since an owner may lift its policies', async () => {
    const owned = await app.rows(
      `SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
       AND ${appRoles('pg_get_userbyid(relowner)')}`,
    )
    expect(owned).toEqual([])
  })

  it('has every function with raised rights fixed to its search path', async () => {
    const loose = await app.rows(
      `SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace
       AND NOT coalesce(array_to_string(proconfig, ',') LIKE '%search_path=%', false)`,
    )
    expect(loose).toEqual([])
  })
})

// The two roles of row-level security and the log-ins that may take them; the embedded server's own superuser is
// `copilot_admin`, with which only migrations connect.
const appRoles = (name: string) => `(${name} IN ('copilot_app', 'copilot_system') OR ${name} LIKE 'copilot\\_login%')`

/** Tables without rows of a person: what everybody shares. */
const SHARED_TABLES: readonly string[] = ['cache_epoch', 'schema_migrations']
