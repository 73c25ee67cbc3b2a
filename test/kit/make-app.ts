import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { createApp } from '#server/app.ts'
import type { App } from '#server/app.ts'
import { clockFrom } from '#platform/clock.ts'
import { parseConfig } from '#platform/config.ts'
import { makeLog } from '#platform/log.ts'
import { TEST_LOGIN, withDatabase } from './database.ts'

/** Shortly before Europe leaves daylight saving time (Sunday 2026-10-25, 01:00 UTC). */
export const START = Date.parse('2026-10-24T08:00:00Z')
const SECRET_KEY = Buffer.alloc(32, 7).toString('base64')

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>
  // oxlint-disable-next-line typescript/no-explicit-any -- a test says itself what it expects to find
  readonly body: any
}

export interface RequestOptions {
  readonly body?: unknown
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly token?: string | null
  readonly headers?: Readonly<Record<string, string>>
}

export interface TestUser {
  readonly token: string
  readonly user: { id: string; username: string; email: string }
  readonly password: string
  /** A request as this person. */
  request(method: string, path: string, options?: RequestOptions): Promise<Answer>
}

export interface TestApp extends App {
  /** A request to `/api/v1` + path (or to a path that starts with `/api`, `/health` or `/metrics`). */
  request(method: string, path: string, options?: RequestOptions): Promise<Answer>
  register(name?: string): Promise<TestUser>
  /** The same person with a new token: an old one ends after a day. */
  login(person: TestUser): Promise<TestUser>
  /** The clock, and how to move it. */
  readonly time: { advance(ms: number): void; set(iso: string): void }
  /** Rows as the database has them, past row-level security: to assert state. */
  rows<Row extends pg.QueryResultRow = pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>
  readonly admin_url: string
  readonly data_dir: string
}

/**
 * The real app on a database of its own, with a clock that stands still until a test moves it. `beside`: as another node,
 * on the database of that one, which is to be closed last.
 */
export async function makeApp(
  variables: Readonly<Record<string, string>> = {},
  beside: Pick<TestApp, 'admin_url'> | null = null,
): Promise<TestApp> {
  const own = beside === null ? await makeDatabase() : null
  const admin_url = beside?.admin_url ?? own?.url ?? ''
  const data_dir = await mkdtemp(join(tmpdir(), 'career-copilot-data-'))
  let now = START
  const app = await createApp(
    parseConfig({
      NODE_ENV: 'test',
      PORT: '0',
      DATA_DIR: data_dir,
      DATABASE_POOL: '5',
      SECRET_KEY,
      RATE_LIMIT: '10000000',
      PASSWORD_WORK: 'light',
      ...variables,
    }),
    {
      admin_url,
      login: TEST_LOGIN,
      clock: clockFrom(() => now),
      log: makeLog(process.env['TEST_LOG'] ?? 'fatal'),
      web_folder: null,
    },
  )
  const reader = new pg.Client({ connectionString: admin_url })
  // Where a test ends the database, the reader says so at its next use.
  reader.on('error', () => {})
  await reader.connect()
  const request = requestTo(app)
  return {
    ...app,
    admin_url,
    data_dir,
    request,
    register: (name) => register(request, name),
    login: (person) => login(request, person),
    time: {
      advance: (ms) => void (now += ms),
      set: (iso) => void (now = Date.parse(iso)),
    },
    rows: async (sql, values = []) => (await reader.query(sql, values)).rows,
    close: async () => {
      await app.close()
      await reader.end()
      await own?.drop()
      await rm(data_dir, { recursive: true, force: true })
    },
  }
}

async function makeDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const { admin_url, template } = inject('database')
  const name = `cc_test_${randomUUID().replaceAll('-', '').slice(0, 16)}`
  const admin = new pg.Client({ connectionString: admin_url })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  return {
    url: withDatabase(admin_url, name),
    drop: async () => {
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
      await admin.end()
    },
  }
}

type Request = TestApp['request']

function requestTo(app: App): Request {
  return async (method, path, options = {}) => {
    const base = /^\/(api|health|metrics)(\/|$)/.test(path) ? path : `/api/v1${path}`
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries(options.query ?? {}))
      if (value !== undefined) query.set(name, String(value))
    const answer = await app.server.inject({
      method: method as 'GET',
      url: query.size === 0 ? base : `${base}?${query}`,
      headers: {
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
        ...options.headers,
      },
      ...(options.body === undefined
        ? {}
        : { payload: typeof options.body === 'string' ? options.body : JSON.stringify(options.body) }),
    })
    const json = String(answer.headers['content-type'] ?? '').includes('json')
    return { status: answer.statusCode, headers: answer.headers, body: json ? answer.json() : answer.body }
  }
}

let people = 0

async function register(request: Request, name?: string): Promise<TestUser> {
  people += 1
  const username = name ?? `person${people}`
  const password = `correct horse ${username} 42`
  const answer = await request('POST', '/auth/register', {
    body: { username, email: `${username}@example.org`, password },
  })
  if (answer.status !== 201) throw new Error(`Registration failed: ${JSON.stringify(answer.body)}`)
  return personOf(request, answer, password)
}

async function login(request: Request, { user, password }: TestUser): Promise<TestUser> {
  const answer = await request('POST', '/auth/login', { body: { username: user.username, password } })
  if (answer.status !== 200) throw new Error(`Logging in failed: ${JSON.stringify(answer.body)}`)
  return personOf(request, answer, password)
}

function personOf(request: Request, { body }: Answer, password: string): TestUser {
  const token: string = body.access_token
  return {
    token,
    user: body.user,
    password,
    request: (method, path, options = {}) => request(method, path, { token, ...options }),
  }
}
