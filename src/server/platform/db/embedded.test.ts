import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startEmbedded } from '#platform/db/embedded.ts'
import type { EmbeddedDatabase } from '#platform/db/embedded.ts'
import { remedyFor } from '#platform/embedded/cluster.ts'
import { processLives } from '#platform/embedded/process-lock.ts'
import { StartError } from '#platform/embedded/start-error.ts'
import { makeLog } from '#platform/log.ts'

const log = makeLog('silent')
const base = mkdtempSync(join(tmpdir(), 'career-copilot-embedded-'))
const dataDir = join(base, 'data')
const cluster = join(dataDir, 'postgres')
let running: EmbeddedDatabase | null = null

async function start(folder = dataDir): Promise<EmbeddedDatabase> {
  running = await startEmbedded({ dataDir: folder, log })
  return running
}

async function stop(): Promise<void> {
  const ending = running
  running = null
  await ending?.stop()
}

async function ask(url: string, text: string): Promise<Record<string, unknown>> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(text)).rows[0] ?? {}
  } finally {
    await client.end()
  }
}

async function refusal(folder = dataDir): Promise<StartError> {
  const error: unknown = await start(folder).catch((reason: unknown) => reason)
  if (!(error instanceof StartError)) throw new Error(`not refused in words: ${String(error)}`)
  return error
}

/** Starts the database in another process. */
async function startElsewhere() {
  const program = `
    const { startEmbedded } = await import('#platform/db/embedded.ts')
    const { makeLog } = await import('#platform/log.ts')
    const database = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log: makeLog('silent') })
    process.stdout.write(String(database.pid()))
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = await once(child.stdout, 'data')
  const kill = async () => {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  return { pid: child.pid, postmaster: Number(String(said)), kill }
}

/** Kills the process that started the database, so that the postmaster stays behind. */
async function abandon(): Promise<number> {
  const other = await startElsewhere()
  await other.kill()
  return other.postmaster
}

beforeAll(async () => {
  // As root, the database runs as another user, who has to pass through.
  chmodSync(base, 0o755)
  const database = await start()
  await ask(database.adminUrl, 'CREATE TABLE kept AS SELECT 42 AS answer')
  await stop()
})
afterEach(stop)
afterAll(() => rmSync(base, { recursive: true, force: true }))

describe('a start on an empty folder', () => {
  it('makes a safe UTF-8 database that only this machine reaches, with a password', async () => {
    const { adminUrl, attached } = await start()
    expect(attached).toBe(false)
    const settings = await ask(
      adminUrl,
      `SELECT current_setting('fsync') AS fsync, current_setting('data_checksums') AS checksums,
         current_setting('listen_addresses') AS reached_from, current_setting('server_encoding') AS encoding,
         current_setting('synchronous_commit') AS synchronous_commit, current_database() AS name`,
    )
    expect(settings).toEqual({
      fsync: 'on',
      checksums: 'on',
      reached_from: '127.0.0.1',
      encoding: 'UTF8',
      synchronous_commit: 'on',
      name: 'career_copilot',
    })
    expect(statSync(join(dataDir, 'postgres.json')).mode & 0o777).toBe(0o600)
    const without = new URL(adminUrl)
    without.password = 'guessed'
    await expect(ask(without.href, 'SELECT 1')).rejects.toThrow('password authentication failed')
  })

  it('clears what a first start left that was killed half-way', async () => {
    const folder = join(base, 'half')
    mkdirSync(join(folder, 'postgres.new-1'), { recursive: true })
    writeFileSync(join(folder, 'postgres.new-1', 'PG_VERSION'), '18\n')
    const { adminUrl } = await start(folder)
    expect(await ask(adminUrl, 'SELECT 1 AS one')).toEqual({ one: 1 })
    expect(readdirSync(folder).filter((name) => name.includes('.new-'))).toEqual([])
  })

  it('finds the password of a database whose first start was killed just before it was remembered', async () => {
    const { password } = JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8'))
    writeFileSync(join(cluster, 'career-copilot-password'), password)
    rmSync(join(dataDir, 'postgres.json'))
    const { adminUrl } = await start()
    expect(await ask(adminUrl, 'SELECT answer FROM kept')).toEqual({ answer: 42 })
    expect(existsSync(join(cluster, 'career-copilot-password'))).toBe(false)
  })

  it('leaves a folder alone that holds something else', async () => {
    const folder = join(base, 'other')
    mkdirSync(join(folder, 'postgres'), { recursive: true })
    writeFileSync(join(folder, 'postgres', 'letter.txt'), 'Dear Mara')
    expect((await refusal(folder)).remedy).toContain('DATA_DIR')
    expect(readFileSync(join(folder, 'postgres', 'letter.txt'), 'utf8')).toBe('Dear Mara')
    expect(existsSync(join(folder, 'process.lock'))).toBe(false)
  })
})

describe('a later start', () => {
  it('finds what was written, on the port of before', async () => {
    const first = await start()
    await stop()
    const second = await start()
    expect(await ask(second.adminUrl, 'SELECT answer FROM kept')).toEqual({ answer: 42 })
    expect(second.adminUrl).toBe(first.adminUrl)
  })

  it('takes another port when the one of before is taken', async () => {
    const port = Number(new URL((await start()).adminUrl).port)
    await stop()
    const squatter = createServer().listen(port, '127.0.0.1')
    await once(squatter, 'listening')
    try {
      const { adminUrl } = await start()
      expect(Number(new URL(adminUrl).port)).not.toBe(port)
      expect(await ask(adminUrl, 'SELECT answer FROM kept')).toEqual({ answer: 42 })
    } finally {
      squatter.close()
    }
  })

  it('takes over the database of a process that was killed, and ends it at the stop', async () => {
    const left = await abandon()
    expect(processLives(left)).toBe(true)
    const database = await start()
    expect([database.attached, database.pid()]).toEqual([true, left])
    expect(await ask(database.adminUrl, 'SELECT answer FROM kept')).toEqual({ answer: 42 })
    await stop()
    expect(processLives(left)).toBe(false)
  })

  it('on a copy of the data folder opens the copy, not the original', async () => {
    const copy = join(base, 'copy')
    cpSync(dataDir, copy, { recursive: true })
    const copied = await start(copy)
    await ask(copied.adminUrl, 'UPDATE kept SET answer = 43')
    await stop()
    const original = await start()
    expect(await ask(original.adminUrl, 'SELECT answer FROM kept')).toEqual({ answer: 42 })
  })

  it('removes the lock of a database that was killed too', async () => {
    process.kill(await abandon(), 'SIGKILL')
    const database = await start()
    expect(database.attached).toBe(false)
    expect(await ask(database.adminUrl, 'SELECT answer FROM kept')).toEqual({ answer: 42 })
  })

  it('does not take another program for the database that has the process id of a dead one', async () => {
    writeFileSync(join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n1\n5\n\n127.0.0.1\n`)
    writeFileSync(join(dataDir, 'process.lock'), JSON.stringify({ pid: process.ppid, started: '1' }))
    const database = await start()
    expect(database.attached).toBe(false)
    expect(await ask(database.adminUrl, 'SELECT answer FROM kept')).toEqual({ answer: 42 })
  })
})

describe('a start that cannot succeed says why', () => {
  it('on a database of another major version', async () => {
    const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8')
    writeFileSync(join(cluster, 'PG_VERSION'), '15\n')
    const error = await refusal()
    writeFileSync(join(cluster, 'PG_VERSION'), version)
    expect(error.message).toContain('made by PostgreSQL 15')
    expect(error.remedy).toContain('DATABASE_URL')
  })

  it('without the password of the database', async () => {
    const settings = readFileSync(join(dataDir, 'postgres.json'))
    rmSync(join(dataDir, 'postgres.json'))
    const error = await refusal()
    writeFileSync(join(dataDir, 'postgres.json'), settings, { mode: 0o600 })
    expect(error.remedy).toContain('postgres.json')
  })

  it('on a data folder that another living process holds, which goes on undisturbed', async () => {
    const other = await startElsewhere()
    try {
      const error = await refusal()
      expect(error.message).toContain(`already running on the data folder ${dataDir} (process ${other.pid})`)
      expect(error.remedy).toContain('PORT')
      expect(processLives(other.postmaster)).toBe(true)
    } finally {
      await other.kill()
    }
  })

  it('without the database whose password it has', async () => {
    const folder = join(base, 'lost')
    mkdirSync(folder)
    writeFileSync(join(folder, 'postgres.json'), readFileSync(join(dataDir, 'postgres.json')))
    const error = await refusal(folder)
    expect([error.message.includes(cluster), error.remedy.includes(join(folder, 'postgres'))]).toEqual([true, true])
  })

  it('on a data folder that is a file', async () => {
    const file = join(base, 'file')
    writeFileSync(file, '')
    expect((await refusal(join(file, 'data'))).remedy).toContain('DATA_DIR')
  })

  it.each([
    ['could not write to file "pg_wal/1": No space left on device', 'disk is full'],
    ['could not open directory "x": Permission denied', 'owner'],
    ['could not bind IPv4 address "127.0.0.1": Address already in use', 'port'],
    ['pre-existing shared memory block is still in use', 'wait'],
    ['something else', 'DATABASE_URL'],
  ])('%s', (said, words) => expect(remedyFor(said)).toContain(words))
})

it('a database that dies is started again, and nothing acknowledged is gone', async () => {
  const database = await start()
  const before = database.pid()
  process.kill(before, 'SIGKILL')
  await expect.poll(() => database.pid() !== before).toBe(true)
  expect(await ask(database.adminUrl, 'SELECT answer FROM kept')).toEqual({ answer: 42 })
})

it('a clean stop after the log was taken away harms nobody', async () => {
  const thrown: unknown[] = []
  const onThrown = (error: unknown): number => thrown.push(error)
  process.on('uncaughtExceptionMonitor', onThrown)
  await start()
  rmSync(join(dataDir, 'postgres.log'))
  await stop()
  // The exit of a child is told a moment after its process is gone.
  await sleep(200)
  process.off('uncaughtExceptionMonitor', onThrown)
  expect(thrown).toEqual([])
})

it('a clean stop leaves no process and no lock', async () => {
  const pid = (await start()).pid()
  await stop()
  expect(processLives(pid)).toBe(false)
  expect([existsSync(join(dataDir, 'process.lock')), existsSync(join(cluster, 'postmaster.pid'))]).toEqual([
    false,
    false,
  ])
})
