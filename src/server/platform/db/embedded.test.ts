import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startEmbedded } from './embedded.ts'
import type { EmbeddedDatabase } from './embedded.ts'
import { processLives } from '#platform/embedded/process-lock.ts'
import { StartError } from '#platform/embedded/start-error.ts'
import { makeLog } from '#platform/log.ts'

const root = resolve(import.meta.dirname, '../../../..')
const log = makeLog('silent')
let folder = ''
let running: EmbeddedDatabase | null = null

const start = async () => (running = await startEmbedded({ dataDir: folder, log }))
const stop = async () => {
  await running?.stop()
  running = null
}
const inFolder = (...names: string[]) => join(folder, ...names)
const settings = () => JSON.parse(readFileSync(inFolder('postgres.json'), 'utf8'))

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'career-copilot-embedded-'))
})
afterEach(async () => {
  await stop()
  rmSync(folder, { recursive: true, force: true })
})

it('starts on an empty folder, keeps what was written for a later start, and stops cleanly', async () => {
  const first = await start()
  expect(first.attached).toBe(false)
  await query(first.adminUrl, 'CREATE TABLE kept (word text)')
  await query(first.adminUrl, "INSERT INTO kept VALUES ('here')")
  const pid = first.pid()
  await stop()
  expect(processLives(pid)).toBe(false)
  expect(existsSync(inFolder('postgres', 'postmaster.pid'))).toBe(false)
  expect(existsSync(inFolder('process.lock'))).toBe(false)

  const second = await start()
  expect(second.attached).toBe(false)
  expect(await query(second.adminUrl, 'SELECT word FROM kept')).toEqual([{ word: 'here' }])
  expect(readFileSync(inFolder('postgres.log'), 'utf8')).not.toMatch(/not properly shut down/)
})

it('takes over the server of a process that was killed, and stops it in the end', async () => {
  const killed = await startElsewhere()
  expect(processLives(killed.postmaster)).toBe(true)
  const taken = await start()
  expect([taken.attached, taken.pid(), taken.adminUrl]).toEqual([true, killed.postmaster, killed.url])
  expect(await query(taken.adminUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await stop()
  expect(processLives(killed.postmaster)).toBe(false)
})

it('starts again by itself when the server dies', async () => {
  const database = await start()
  const pid = database.pid()
  await query(database.adminUrl, 'CREATE TABLE kept (word text)')
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => database.pid() !== pid, { timeout: 20_000 }).toBe(true)
  expect(await query(database.adminUrl, 'SELECT * FROM kept')).toEqual([])
})

it('removes the lock of a server that is gone, also when its process id is taken by another program', async () => {
  await start()
  const [, ...rest] = readFileSync(inFolder('postgres', 'postmaster.pid'), 'utf8').split('\n')
  await stop()
  writeFileSync(inFolder('postgres', 'postmaster.pid'), [String(process.pid), ...rest].join('\n'))
  const again = await start()
  expect(again.attached).toBe(false)
  expect(again.pid()).not.toBe(process.pid)
})

it('makes a database anew whose making was interrupted', async () => {
  mkdirSync(inFolder('postgres.new-4711', 'base'), { recursive: true })
  mkdirSync(inFolder('postgres'))
  writeFileSync(inFolder('postgres.new-4711.pw'), 'half')
  const database = await start()
  expect(await query(database.adminUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  expect(readdirSync(folder).filter((name) => name.includes('.new'))).toEqual([])
})

it('takes another port when its own was given away meanwhile', async () => {
  await start()
  await stop()
  const before = settings().port
  const squatter = createServer()
  await new Promise<void>((done) => squatter.listen(before, '127.0.0.1', done))
  try {
    const database = await start()
    expect(settings().port).not.toBe(before)
    expect(await query(database.adminUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  } finally {
    await new Promise((done) => squatter.close(done))
  }
})

it('refuses a folder with something else in it, in words, and touches nothing', async () => {
  mkdirSync(inFolder('postgres'))
  writeFileSync(inFolder('postgres', 'thesis.odt'), 'years of work')
  const refused = await refusal()
  expect(refused.message).toContain('holds something that is not a PostgreSQL database')
  expect(refused.remedy).toContain('DATA_DIR')
  expect(readFileSync(inFolder('postgres', 'thesis.odt'), 'utf8')).toBe('years of work')
  expect(existsSync(inFolder('process.lock'))).toBe(false)
})

it('refuses the database of another PostgreSQL release, in words', async () => {
  await start()
  await stop()
  writeFileSync(inFolder('postgres', 'PG_VERSION'), '14\n')
  const refused = await refusal()
  expect(refused.message).toMatch(/was made by PostgreSQL 14; this release brings \d+/)
  expect(refused.remedy).toContain('DATABASE_URL')
})

it('refuses a database whose password is gone, in words', async () => {
  await start()
  await stop()
  rmSync(inFolder('postgres.json'))
  const refused = await refusal()
  expect(refused.message).toContain('postgres.json')
  expect(refused.remedy).toContain('backup')
})

it('refuses a second process in words while the first one lives', async () => {
  const first = await startElsewhere({ thenKill: false })
  try {
    const refused = await refusal()
    expect(refused.message).toContain(`already running on the data folder ${folder} (process ${first.node.pid})`)
    expect(refused.remedy).toContain('DATA_DIR')
    expect(await query(first.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  } finally {
    await killed(first.node)
  }
  // Clears away what the first one left.
  await start()
})

it('refuses a folder that cannot be made, in words', async () => {
  writeFileSync(inFolder('a-file'), '')
  folder = inFolder('a-file', 'data')
  const refused = await refusal()
  expect(refused.message).toContain('cannot be made')
  folder = resolve(folder, '../..')
})

async function refusal(): Promise<StartError> {
  const outcome = await start().then(
    () => 'it started',
    (error: unknown) => error,
  )
  if (!(outcome instanceof StartError)) throw new Error(`Expected a refusal in words, got ${String(outcome)}`)
  return outcome
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

/** Starts the database of the folder from another Node, which is then killed without a chance to clean up. */
async function startElsewhere({ thenKill = true } = {}) {
  const program = `
    import { startEmbedded } from '#platform/db/embedded.ts'
    import { makeLog } from '#platform/log.ts'
    const database = await startEmbedded({ dataDir: process.argv[1], log: makeLog('silent') })
    console.log(JSON.stringify({ url: database.adminUrl, postmaster: database.pid() }))
    setInterval(() => {}, 1000)`
  const node = spawn(process.execPath, ['--input-type=module', '-e', program, folder], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const said = await new Promise<string>((done, fail) => {
    node.once('exit', (code) => fail(new Error(`The other process ended with ${code}.`)))
    node.stdout.once('data', (chunk: Buffer) => done(chunk.toString()))
  })
  if (thenKill) await killed(node)
  const { url, postmaster } = JSON.parse(said)
  return { node, url: String(url), postmaster: Number(postmaster) }
}

async function killed(node: ReturnType<typeof spawn>): Promise<void> {
  const ended = new Promise((done) => node.once('exit', done))
  node.kill('SIGKILL')
  await ended
}
