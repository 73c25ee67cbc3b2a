import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { afterAll, expect, it } from 'vitest'
import { freePort, startRunningApp } from '#kit/running-app.ts'

const root = resolve(import.meta.dirname, '../..')
const data_dir = mkdtempSync(join(tmpdir(), 'career-copilot-cli-'))

afterAll(() => rmSync(data_dir, { recursive: true, force: true }))

interface Outcome {
  readonly code: number | null
  readonly said: string
  readonly complained: string
}

/** Runs the command as a shell does, on a folder of its own. */
async function copilot(words: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  const child = spawn(process.execPath, [resolve(root, 'bin/career-copilot.mjs'), ...words], {
    // Elsewhere than in the project: a command works from any folder.
    cwd: tmpdir(),
    env: { ...process.env, NODE_ENV: 'test', DATA_DIR: data_dir, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let complained = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString()))
  const code = await new Promise<number | null>((done) => child.once('close', done))
  return { code, said, complained }
}

/** Asks the embedded database of a running app. */
async function ask<Result>(folder: string, work: (database: pg.Client) => Promise<Result>): Promise<Result> {
  const { port, password } = JSON.parse(readFileSync(join(folder, 'postgres.json'), 'utf8'))
  const client = new pg.Client(`postgres://copilot_admin:${password}@127.0.0.1:${port}/career_copilot`)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

it.each([[[]], [['help']], [['--help']]])('%j lists the commands', async (words) => {
  const { code, said } = await copilot(words)
  expect(code).toBe(0)
  for (const command of ['start', 'migrate', 'seed', 'doctor', 'jobs', 'rotate-secrets'])
    expect(said).toContain(command)
})

it('tells its version', async () => {
  expect(await copilot(['--version'])).toMatchObject({ code: 0, said: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
})

it.each(['strat', 'constructor', '__proto__'])(
  'refuses the unknown command "%s", and lists those there are',
  async (word) => {
    const { code, complained } = await copilot([word])
    expect(code).toBe(1)
    expect(complained).toContain(`There is no command "${word}".`)
    expect(complained).toContain('doctor')
  },
)

it('refuses a wrong configuration with the whole list, and no stack', async () => {
  const { code, complained } = await copilot(['doctor'], { PORT: 'http', WORKER: 'maybe' })
  expect(code).toBe(1)
  expect(complained).toContain('2 mistakes')
  expect(complained).toMatch(/- PORT: .*\n.*- WORKER: /)
  expect(complained).not.toContain('    at ')
  expect(readdirSync(data_dir)).toEqual([])
})

it('explains a database that does not answer', async () => {
  const port = await freePort()
  const { code, complained } = await copilot(['migrate'], { DATABASE_URL: `postgres://me@127.0.0.1:${port}/none` })
  expect(code).toBe(1)
  expect(complained).toContain('The database at DATABASE_URL cannot be reached')
  expect(complained).not.toContain('    at ')
})

it('brings a new database up to date, then says what is in force, and leaves nothing running', async () => {
  expect(await copilot(['migrate'])).toEqual({ code: 0, said: 'The database is up to date.\n', complained: '' })
  const { code, said } = await copilot(['doctor'])
  expect(code).toBe(0)
  expect(said).toContain(data_dir)
  expect(said).toMatch(/database +ok\nmigrations +ok\nqueue +ok\nlive +ok\n/)
  expect(existsSync(join(data_dir, 'process.lock'))).toBe(false)
})

it('says that no job failed for good, and that an unknown one cannot run again', async () => {
  expect(await copilot(['jobs'])).toEqual({ code: 0, said: 'No job failed for good.\n', complained: '' })
  const id = '01939d6c-7f00-7000-8000-000000000001'
  expect(await copilot(['jobs', 'retry', id])).toMatchObject({ code: 1, complained: 'No failed job has this id.\n' })
  expect(await copilot(['jobs', 'retry'])).toMatchObject({ code: 1, complained: 'Say "jobs", or "jobs retry <id>".\n' })
})

it('looks at a running app, and puts its failed job back, without disturbing it', async () => {
  const app = await startRunningApp()
  try {
    const beside = { DATA_DIR: app.data_dir, SECRET_KEY: randomBytes(32).toString('base64') }
    const id = '01939d6c-7f00-7000-8000-000000000002'
    await ask(app.data_dir, (database) =>
      database.query(
        `INSERT INTO pgboss.job (id, name, data, state, output, retry_limit, completed_on)
         VALUES ($1, 'mail.send', '{}', 'failed', '{"message": "Nobody answered."}', 0, now())`,
        [id],
      ),
    )
    expect(await copilot(['jobs'], beside)).toMatchObject({
      code: 0,
      said: expect.stringContaining('Nobody answered.'),
    })
    expect(await copilot(['jobs', 'retry', id], beside)).toMatchObject({ code: 0, complained: '' })
    const doctor = await copilot(['doctor'], beside)
    expect(doctor).toMatchObject({ code: 0, complained: '' })
    expect(doctor.said).toMatch(/database +ok\nmigrations +ok\nqueue +ok\nlive +ok\n/)
    // Its tries go on in the app, which still gets new connections, with the password of its own key.
    const tried = () =>
      ask(app.data_dir, (database) => database.query('SELECT output FROM pgboss.job WHERE id = $1', [id]))
    await expect.poll(async () => JSON.stringify((await tried()).rows)).not.toContain('Nobody')
    expect(await copilot(['migrate'], beside)).toMatchObject({
      ...{ code: 1, complained: expect.stringContaining(`already running on the data folder ${app.data_dir}`) },
    })
    expect((await fetch(`${app.url}/health/ready`)).status).toBe(200)
  } finally {
    await app.stop()
  }
})

// A shell as npm has it: it dies of the signal and tells nobody.
it.skipIf(process.platform === 'win32')(
  'started by npm, it stops when the shell in between is killed',
  async () => {
    const port = await freePort()
    const command = `"${process.execPath}" "${resolve(root, 'bin/career-copilot.mjs')}" start; true`
    const shell = spawn('/bin/sh', ['-c', command], {
      env: {
        ...process.env,
        ...{ NODE_ENV: 'test', DATA_DIR: data_dir, PORT: String(port), npm_lifecycle_event: 'start' },
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const ended = new Promise<void>((done) => shell.stdout.once('close', done))
    const said: string[] = []
    shell.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()))
    await expect.poll(() => said.join('')).toContain('Career Copilot is ready')
    shell.kill('SIGTERM')
    await ended
    expect(said.join('')).toContain('"signal":"SIGTERM"')
    expect(existsSync(join(data_dir, 'process.lock'))).toBe(false)
  },
  60_000,
)
