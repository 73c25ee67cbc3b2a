import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import type { Ctx } from '#platform/ctx.ts'
import { systemClock } from '#platform/clock.ts'
import { makeDb, makePool } from '#platform/db/db.ts'
import type { Db } from '#platform/db/db.ts'
import type { Log } from '#platform/log.ts'
import { makeIds, systemRandom } from '#platform/random.ts'
import { makeSecrets } from '#platform/secrets.ts'

/** A line that the machine logged. */
export interface Line {
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly fields: Readonly<Record<string, unknown>>
  readonly message: string
}

export interface Machine {
  /** The parts of a `Ctx` that need nothing but a database. */
  readonly base: Pick<Ctx, 'clock' | 'random' | 'id' | 'log' | 'db' | 'secrets'>
  readonly db: Db
  readonly pools: { readonly app: pg.Pool; readonly system: pg.Pool }
  /** As the app connects: a role that can bypass nothing. */
  readonly url: string
  readonly admin: pg.Pool
  readonly lines: Line[]
  close(): Promise<void>
}

/** A migrated database of its own with the doors to it, for tests of single parts of the machine room. */
export async function makeMachine(): Promise<Machine> {
  const { admin_url, template, login } = inject('database')
  const database = `cc_test_${randomUUID().replaceAll('-', '').slice(0, 16)}`
  const server = new pg.Client({ connectionString: admin_url })
  await server.connect()
  await server.query(`CREATE DATABASE ${database} TEMPLATE ${template}`)
  const at = (user?: { name: string; password: string }) => {
    const url = new URL(admin_url)
    url.pathname = `/${database}`
    if (user !== undefined) Object.assign(url, { username: user.name, password: user.password })
    return url.toString()
  }
  const url = at(login)
  const pools = {
    app: makePool(url, 'copilot_app', 5),
    beside: makePool(url, 'copilot_app', 1),
    system: makePool(url, 'copilot_system', 5),
  }
  const admin = new pg.Pool({ connectionString: at(), max: 2 })
  admin.on('error', () => {})
  admin.on('connect', (client) => client.on('error', () => {}))
  const lines: Line[] = []
  const db = makeDb(pools.app, pools.beside)
  const base = {
    clock: systemClock,
    random: systemRandom,
    id: makeIds(systemClock.ms, systemRandom),
    log: recordingLog(lines),
    db,
    secrets: makeSecrets({ keys: [Buffer.alloc(32, 7)], random: systemRandom }),
  }
  return {
    ...{ base, db, pools, url, admin, lines },
    async close() {
      await Promise.all([...Object.values(pools).map((pool) => pool.end()), admin.end()])
      await server.query(`DROP DATABASE ${database} WITH (FORCE)`)
      await server.end()
    },
  }
}

/** A log that keeps its lines for a test to read. */
export function recordingLog(lines: Line[], more: object = {}): Log {
  const write = (level: Line['level']) => (fields: object, message: string) =>
    void lines.push({ level, fields: { ...more, ...fields }, message })
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (fields) => recordingLog(lines, { ...more, ...fields }),
  }
}

/** A promise and the function that keeps it. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { opened: promise, open: resolve }
}
