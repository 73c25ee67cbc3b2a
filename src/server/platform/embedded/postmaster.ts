import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs'
import { createServer } from 'node:net'
import { release, totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Binaries } from './binaries.ts'
import { remedyFor, SUPERUSER } from './cluster.ts'
import { asUser } from './os-user.ts'
import type { OsUser } from './os-user.ts'
import { processLives } from './process-lock.ts'
import { lastLines, StartError } from './start-error.ts'

/**
 * Small on a laptop, and safe: fsync stays on. Nothing here trades an acknowledged write for speed.
 * The synchronous I/O method saves the worker processes that PostgreSQL 18 starts by default.
 */
const TUNING: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: sharedBuffers(),
  work_mem: '8MB',
  maintenance_work_mem: '48MB',
  jit: 'off',
  random_page_cost: '1.5',
  io_method: 'sync',
  wal_level: 'minimal',
  max_wal_senders: '0',
  // After each checkpoint pages are written whole once more: at half of this, half of what an intake writes was that.
  max_wal_size: '1GB',
  autovacuum_max_workers: '1',
  autovacuum_worker_slots: '2',
  max_worker_processes: '2',
  max_parallel_workers: '2',
  huge_pages: 'off',
  log_min_messages: 'warning',
  log_line_prefix: '%m [%p] ',
  timezone: 'UTC',
  log_timezone: 'UTC',
  ...syncBeforeRecovery(),
}

// Held only as far as it is used: the tables of a hundred thousand postings that a search goes through fit in.
function sharedBuffers(): string {
  return `${Math.round(Math.min(256, Math.max(48, totalmem() / 2 ** 20 / 16)))}MB`
}

/**
 * Before it recovers from a crash, PostgreSQL has the data folder written to the disk. One call for the file system
 * takes a fraction of opening each of its 1,300 files; Linux before 5.8 may keep an error of it to itself.
 */
function syncBeforeRecovery(): Record<string, string> {
  const [major = 0, minor = 0] = release().split('.').map(Number)
  const reports = process.platform === 'linux' && (major > 5 || (major === 5 && minor >= 8))
  return reports ? { recovery_init_sync_method: 'syncfs' } : {}
}

export interface Postmaster {
  readonly pid: number
  readonly port: number
}

export interface ClusterPlace {
  readonly folder: string
  readonly log_file: string
  readonly binaries: Binaries
  readonly user: OsUser | null
}

/** The postmaster that already serves this cluster, left by a process that was killed; a stale lock is removed. */
export function findRunning(folder: string): Postmaster | null {
  const running = lookForRunning(folder)
  if (running === null) rmSync(join(folder, 'postmaster.pid'), { force: true })
  return running
}

/** The same, for a process that does not hold the data folder: it touches nothing. */
export function lookForRunning(folder: string): Postmaster | null {
  const path = join(folder, 'postmaster.pid')
  if (!existsSync(path)) return null
  const [pidText = '', , , portText = ''] = readFileSync(path, 'utf8').split('\n')
  const pid = Number(pidText)
  if (!Number.isInteger(pid) || pid <= 0 || !processLives(pid) || !isPostgres(pid, folder)) return null
  return { pid, port: Number(portText) }
}

// The id of a dead postmaster may belong to any program by now.
function isPostgres(pid: number, folder: string): boolean {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    return words.some((word) => word.includes('postgres')) && words.includes(folder)
  } catch {
    return !existsSync('/proc/self')
  }
}

/** Starts a postmaster and waits until it answers. */
export async function launch(place: ClusterPlace, port: number, password: string): Promise<Postmaster> {
  // A killed postmaster's children hold the shared memory for a moment; then a start is refused, and worth repeating.
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await launchOnce(place, port, password)
    } catch (error) {
      if (!(error instanceof StartError) || !/shared memory|lock file/.test(error.message) || attempt === 40)
        throw error
      await sleep(250)
    }
  }
}

async function launchOnce(place: ClusterPlace, port: number, password: string): Promise<Postmaster> {
  const log = openSync(place.log_file, 'a', 0o600)
  const from = statSync(place.log_file).size
  const settings = Object.entries({ ...TUNING, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const child = spawn(place.binaries.postgres, ['-D', place.folder, ...settings], {
    ...asUser(place.user),
    // In a group of its own: Ctrl+C reaches us, and we end it when nothing uses it any more.
    detached: true,
    stdio: ['ignore', log, log],
    cwd: '/',
  })
  closeSync(log)
  const ended = new Promise<Error | 'ended'>((resolve) => {
    child.on('error', resolve)
    child.on('exit', () => resolve('ended'))
  })
  const answered = waitUntilAnswers(port, password, () => child.exitCode === null && child.signalCode === null)
  const first = await Promise.race([answered.then(() => 'answered' as const), ended])
  if (first !== 'answered' || child.pid === undefined) {
    const said = first instanceof Error ? first.message : readFileSync(place.log_file, 'utf8').slice(from)
    throw new StartError(`The database did not start:\n${lastLines(said)}`, remedyFor(said))
  }
  child.unref()
  return { pid: child.pid, port }
}

/** Waits until the server takes connections; recovery after a crash may take a while. */
export async function waitUntilAnswers(port: number, password: string, worthWaiting: () => boolean): Promise<void> {
  for (let waited = 0; worthWaiting(); waited += 1) {
    const client = new pg.Client(connection(port, password, 'postgres'))
    client.on('error', () => {})
    try {
      await client.connect()
      await client.query('SELECT 1')
      await client.end()
      return
    } catch (error) {
      void client.end().catch(() => {})
      if (waited > 2400)
        throw new StartError('The database does not answer.', 'Look at postgres.log in the data folder.', error)
      await sleep(25)
    }
  }
}

/** Ends a postmaster: open transactions are rolled back, everything committed is written. */
export async function end(pid: number): Promise<void> {
  // SIGINT is PostgreSQL's "fast" shutdown, SIGQUIT its "immediate" one, which recovers at the next start.
  for (const [signal, patience] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
  ] as const) {
    if (!processLives(pid)) return
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    for (let waited = 0; waited < patience; waited += 20) {
      if (!processLives(pid)) return
      await sleep(20)
    }
  }
}

export function connection(port: number, password: string, database: string): pg.ClientConfig {
  return { host: '127.0.0.1', port, user: SUPERUSER, password, database, connectionTimeoutMillis: 5_000 }
}

/** The wished port when nobody has it, else any free one. */
export async function freePort(wished: number | null): Promise<number> {
  const bound = await bind(wished ?? 0)
  return bound ?? (await bind(0)) ?? 0
}

function bind(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.on('error', () => resolve(null))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : null))
    })
  })
}

/** Keeps the log of the database from growing for ever. */
export function trimLog(path: string): void {
  if (existsSync(path) && statSync(path).size > 10_000_000) truncateSync(path)
}
