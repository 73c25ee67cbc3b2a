import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { findBinaries } from '#platform/embedded/binaries.ts'
import {
  checkVersion,
  clusterFolder,
  initialise,
  readSettings,
  rememberPassword,
  SUPERUSER,
  writeSettings,
} from '#platform/embedded/cluster.ts'
import { databaseUser } from '#platform/embedded/os-user.ts'
import {
  connection,
  end,
  findRunning,
  freePort,
  launch,
  lookForRunning,
  trimLog,
  waitUntilAnswers,
} from '#platform/embedded/postmaster.ts'
import type { ClusterPlace, Postmaster } from '#platform/embedded/postmaster.ts'
import { holdDataFolder, otherHolder, processLives } from '#platform/embedded/process-lock.ts'
import { StartError } from '#platform/embedded/start-error.ts'
import type { Log } from '#platform/log.ts'

export interface EmbeddedDatabase {
  /** The app's database, as a user that may create roles. */
  readonly adminUrl: string
  /** The server was running already, left by a process that was killed. */
  readonly attached: boolean
  readonly pid: () => number
  stop(): Promise<void>
}

const DATABASE = 'career_copilot'

/**
 * Starts PostgreSQL on the data folder, or takes over the one that a killed process left, and keeps it running:
 * a server that dies is started again. Throws `StartError` with a remedy when it cannot.
 */
export async function startEmbedded(options: { dataDir: string; log: Log }): Promise<EmbeddedDatabase> {
  const { log } = options
  const dataDir = resolve(options.dataDir)
  makeFolder(dataDir)
  const lock = holdDataFolder(dataDir)
  try {
    const user = databaseUser()
    const binaries = await findBinaries(user, log)
    const folder = clusterFolder(dataDir, user, log)
    if (!existsSync(join(folder, 'PG_VERSION'))) await initialise(folder, binaries, user)
    rememberPassword(dataDir, folder, await freePort(null))
    checkVersion(folder, binaries)
    const place = { folder, log_file: join(dataDir, 'postgres.log'), binaries, user }
    return await serve(place, dataDir, log, lock.release)
  } catch (error) {
    lock.release()
    throw error
  }
}

/**
 * The app's database on a data folder that another living process holds, as `adminUrl` of that one; it stays the
 * other's to look after and to stop. Null when nobody holds the folder.
 */
export async function runningEmbedded(dataDir: string): Promise<string | null> {
  const holder = otherHolder(resolve(dataDir))
  if (holder === null) return null
  const settings = readSettings(resolve(dataDir))
  const running = settings === null ? null : lookForRunning(settings.folder)
  if (settings === null || running === null || running.port === 0) {
    throw new StartError(
      `Career Copilot (process ${holder}) is starting or stopping its database on the data folder ${dataDir}.`,
      'Try again in a moment.',
    )
  }
  await waitUntilAnswers(running.port, settings.password, () => processLives(running.pid))
  return adminUrl(running.port, settings.password)
}

async function serve(place: ClusterPlace, dataDir: string, log: Log, release: () => void): Promise<EmbeddedDatabase> {
  const settings = readSettings(dataDir)
  if (settings === null) {
    throw new StartError(
      `The database in ${place.folder} is here, but postgres.json, which holds its password, is not.`,
      'Put postgres.json back from your backup beside it.',
    )
  }
  trimLog(place.log_file)
  const running = findRunning(place.folder)
  if (running !== null) {
    log.info({ pid: running.pid }, 'taking over the database of a process that was killed')
    await waitUntilAnswers(running.port, settings.password, () => processLives(running.pid))
  }
  const port = running?.port ?? (await freePort(settings.port))
  if (port !== settings.port || settings.folder !== place.folder)
    writeSettings(dataDir, { ...settings, port, folder: place.folder })
  const first = running ?? (await launch(place, port, settings.password))
  await ensureDatabase(port, settings.password)
  const keeper = keepRunning(first, () => launch(place, port, settings.password), log)
  return {
    adminUrl: adminUrl(port, settings.password),
    attached: running !== null,
    pid: () => keeper.current().pid,
    stop: async () => {
      await keeper.stop()
      release()
    },
  }
}

function adminUrl(port: number, password: string): string {
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${DATABASE}`
}

/** Looks after the server: one that died is started again, with growing pauses. */
function keepRunning(first: Postmaster, start: () => Promise<Postmaster>, log: Log) {
  let current = first
  const stopping = new AbortController()
  const watch = async () => {
    let failures = 0
    while (!stopping.signal.aborted) {
      const pause = failures === 0 ? 200 : Math.min(10_000, 250 * 2 ** failures)
      await sleep(pause, undefined, { ref: false, signal: stopping.signal }).catch(() => {})
      if (stopping.signal.aborted || processLives(current.pid)) continue
      log.error({ pid: current.pid }, 'the database died; starting it again')
      try {
        current = await start()
        failures = 0
        log.info({ pid: current.pid }, 'the database is back')
      } catch (error) {
        failures += 1
        log.error({ error, failures }, 'the database did not start again')
      }
    }
  }
  const watching = watch()
  return {
    current: () => current,
    stop: async () => {
      stopping.abort()
      await watching
      await end(current.pid)
    },
  }
}

async function ensureDatabase(port: number, password: string): Promise<void> {
  const client = new pg.Client(connection(port, password, 'postgres'))
  await client.connect()
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE])
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`)
  } finally {
    await client.end()
  }
}

function makeFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o755 })
  } catch (error) {
    throw new StartError(
      `The data folder ${dataDir} cannot be made.`,
      'Set DATA_DIR to a folder that you may write to.',
      error,
    )
  }
}
