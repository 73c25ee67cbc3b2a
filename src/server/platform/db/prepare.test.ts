import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { withDatabase } from '#kit/database.ts'
import { migrate, readMigrations } from '#platform/db/migrate.ts'
import { prepareDatabase } from '#platform/db/prepare.ts'
import { createQueueSchema } from '#platform/queue.ts'
import { makeLog } from '#platform/log.ts'

const { admin_url } = inject('database')
const name = `cc_prepare_${process.pid}`
const owner = `${name}_owner`
const admin = new pg.Client({ connectionString: admin_url })
const folders: string[] = []

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'career-copilot-migrations-'))
  folders.push(folder)
  for (const [file, sql] of Object.entries(files)) writeFileSync(join(folder, file), sql)
  return folder
}

async function run(files: Readonly<Record<string, string>>): Promise<number> {
  const client = new pg.Client({ connectionString: withDatabase(admin_url, name) })
  await client.connect()
  try {
    return await migrate(client, await readMigrations(folderWith(files)))
  } finally {
    await client.end()
  }
}

async function tables(): Promise<string[]> {
  const client = new pg.Client({ connectionString: withDatabase(admin_url, name) })
  await client.connect()
  try {
    const { rows } = await client.query(
      `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migrations' ORDER BY 1`,
    )
    return rows.map((row) => row.tablename)
  } finally {
    await client.end()
  }
}

beforeAll(() => admin.connect())
beforeEach(() => admin.query(`CREATE DATABASE ${name}`))
afterEach(() => admin.query(`DROP DATABASE ${name} WITH (FORCE)`))
afterAll(async () => {
  await admin.end()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const one = { '0001-one.sql': 'CREATE TABLE one ();' }
const two = { ...one, '0002-two.sql': 'CREATE TABLE two ();' }

describe('migrations', () => {
  it('run once each, in their order', async () => {
    expect([await run(one), await run(two), await run(two)]).toEqual([1, 1, 0])
    expect(await tables()).toEqual(['one', 'two'])
  })

  it('run once when two nodes start at the same moment', async () => {
    const applied = await Promise.all([run(two), run(two)])
    expect(applied.toSorted((a, b) => a - b)).toEqual([0, 2])
  })

  it('that fail leave nothing behind, and the ones before them stay', async () => {
    const broken = { ...one, '0002-broken.sql': 'CREATE TABLE half (); SELECT 1 / 0;' }
    await expect(run(broken)).rejects.toThrow('Migration 2 (broken) failed; nothing of it was kept.')
    expect(await tables()).toEqual(['one'])
    expect(await run(two)).toBe(1)
  })

  it.each([
    ['leave a gap', { ...one, '0003-three.sql': '' }, 'leaves a gap'],
    ['carry no number', { 'first.sql': '' }, 'NNNN-name.sql'],
  ])('that %s are refused', async (_, files, words) => {
    await expect(run(files)).rejects.toThrow(words)
  })

  it('that were edited after they ran stop the start', async () => {
    await run(one)
    await expect(run({ '0001-one.sql': 'CREATE TABLE other ();' })).rejects.toThrow('in another form')
  })

  it('of a newer release stop an older one', async () => {
    await run(two)
    await expect(run(one)).rejects.toThrow('Start a newer release')
  })
})

it('a user who owns the database and may create roles is enough, and the app gets one that bypasses nothing', async () => {
  await admin.query(`CREATE ROLE ${owner} LOGIN CREATEROLE PASSWORD 'a word'`)
  // From PostgreSQL 16 on, only who made a role may hand it on; another installation on this server made these.
  await admin.query(`GRANT copilot_app, copilot_system TO ${owner} WITH ADMIN OPTION`)
  await admin.query(`ALTER DATABASE ${name} OWNER TO ${owner}`)
  const url = new URL(withDatabase(admin_url, name))
  url.username = owner
  url.password = 'a word'
  const app = await prepareDatabase({
    admin_url: url.href,
    migrations_folder: resolve('migrations'),
    login_name: `${name}_login`,
    login_password: 'another',
    also: createQueueSchema,
    log: makeLog('silent'),
  })
  try {
    const { rows } = await admin.query(
      'SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb AS mighty FROM pg_roles WHERE rolname = $1',
      [new URL(app).username],
    )
    expect(rows).toEqual([{ mighty: false }])
    expect(await tables()).toContain('users')
  } finally {
    await admin.query(`ALTER DATABASE ${name} OWNER TO CURRENT_USER`)
    const inside = new pg.Client({ connectionString: withDatabase(admin_url, name) })
    await inside.connect()
    await inside.query(`SET client_min_messages = error; DROP OWNED BY ${owner} CASCADE`)
    await inside.end()
    await admin.query(`DROP ROLE ${name}_login; DROP ROLE ${owner}`)
  }
})

it('a database role that could bypass row-level security stops the start', async () => {
  await admin.query(`CREATE ROLE ${name}_mighty LOGIN BYPASSRLS`)
  const starting = prepareDatabase({
    admin_url: withDatabase(admin_url, name),
    migrations_folder: resolve('migrations'),
    login_name: `${name}_mighty`,
    login_password: 'another',
    also: async () => {},
    log: makeLog('silent'),
  })
  await expect(starting).rejects.toThrow('could bypass row-level security')
  await admin.query(`DROP ROLE ${name}_mighty`)
})
