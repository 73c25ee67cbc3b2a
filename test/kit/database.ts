import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { createQueueSchema } from '#platform/queue.ts'
import { readMigrations } from '#platform/db/migrate.ts'
import { prepareDatabase } from '#platform/db/prepare.ts'
import { makeLog } from '#platform/log.ts'
import { waitForNoDisk } from './no-disk.ts'

declare module 'vitest' {
  interface ProvidedContext {
    database: { admin_url: string; template: string; login: { name: string; password: string } }
  }
}

export const TEST_LOGIN = { name: 'copilot_login_test', password: 'test-only' }
const migrations_folder = resolve(import.meta.dirname, '../../migrations')

/** One server and one migrated template for the whole run; each test file gets a copy of the template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await testServer()
  const template = await ensureTemplate(server.admin_url)
  project.provide('database', { admin_url: server.admin_url, template, login: TEST_LOGIN })
  return server.stop
}

async function testServer(): Promise<{ admin_url: string; stop: () => Promise<void> }> {
  const given = process.env['TEST_DATABASE_URL']
  if (given !== undefined && given !== '') return { admin_url: given, stop: async () => {} }
  const { startEmbedded } = await import('#platform/db/embedded.ts')
  const folder = await mkdtemp(join(tmpdir(), 'career-copilot-test-'))
  const embedded = await startEmbedded({ dataDir: folder, log: makeLog('warn') })
  await waitForNoDisk(embedded.adminUrl)
  return {
    admin_url: embedded.adminUrl,
    stop: async () => {
      await embedded.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Migrates a database once per state of the migrations, and keeps it as the template of all others. */
async function ensureTemplate(admin_url: string): Promise<string> {
  const migrations = await readMigrations(migrations_folder)
  const hash = createHash('sha256').update(migrations.map((migration) => migration.checksum).join())
  hash.update(readFileSync(resolve(import.meta.dirname, '../../package-lock.json')))
  const name = `cc_template_${hash.digest('hex').slice(0, 12)}`
  const admin = new pg.Client({ connectionString: admin_url })
  await admin.connect()
  try {
    await admin.query('SELECT pg_advisory_lock(7216013)')
    const found = await admin.query('SELECT datistemplate FROM pg_database WHERE datname = $1', [name])
    if (found.rows[0]?.datistemplate === true) return name
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await admin.query(`CREATE DATABASE ${name}`)
    await prepareDatabase({
      admin_url: withDatabase(admin_url, name),
      migrations_folder,
      login_name: TEST_LOGIN.name,
      login_password: TEST_LOGIN.password,
      also: createQueueSchema,
      log: makeLog('warn'),
    })
    await admin.query(`ALTER DATABASE ${name} IS_TEMPLATE true`)
    return name
  } finally {
    await admin.end()
  }
}

/** The same server, another database. */
export function withDatabase(url: string, database: string): string {
  const copy = new URL(url)
  copy.pathname = `/${database}`
  return copy.toString()
}
