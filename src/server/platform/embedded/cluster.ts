import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  lchownSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Log } from '#platform/log.ts'
import { REACHABLE } from './binaries.ts'
import type { Binaries } from './binaries.ts'
import { asUser, canEnter } from './os-user.ts'
import type { OsUser } from './os-user.ts'
import { lastLines, StartError } from './start-error.ts'

const Settings = z.object({ port: z.int(), password: z.string(), folder: z.string() })
export type Settings = z.output<typeof Settings>

export const SUPERUSER = 'copilot_admin'
const FIRST_PASSWORD = 'career-copilot-password'

/** What is remembered of a cluster beside it: its port, the password of its superuser, where it lies. */
export function readSettings(dataDir: string): Settings | null {
  const path = settingsPath(dataDir)
  if (!existsSync(path)) return null
  return Settings.parse(JSON.parse(readFileSync(path, 'utf8')))
}

export function writeSettings(dataDir: string, settings: Settings): void {
  const path = settingsPath(dataDir)
  const file = openSync(`${path}.new`, 'w', 0o600)
  writeSync(file, JSON.stringify(settings))
  // Without the password nobody opens the database again: it is on the disk before it counts.
  fsyncSync(file)
  closeSync(file)
  renameSync(`${path}.new`, path)
}

function settingsPath(dataDir: string): string {
  return join(dataDir, 'postgres.json')
}

/**
 * Where the cluster of a data folder lies: in it, or, where the database user cannot go there, in a place of its own
 * that belongs to this data folder alone. A copy of a data folder never opens the database of the original.
 */
export function clusterFolder(dataDir: string, user: OsUser | null, log: Log): string {
  const inside = join(dataDir, 'postgres')
  const mark = createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 12)
  const outside = join(REACHABLE, `data-${mark}`, 'postgres')
  const remembered = readSettings(dataDir)?.folder
  if (isCluster(inside)) {
    if (!canPass(dataDir, user)) throw unreachable(dataDir, user)
    giveTo(user, inside)
    return inside
  }
  if (remembered === outside && isCluster(outside)) return outside
  if (remembered !== undefined) throw missing(dataDir, remembered, inside)
  if (canPass(dataDir, user)) return inside
  mkdirSync(join(outside, '..'), { recursive: true })
  chmodSync(REACHABLE, 0o755)
  chmodSync(join(outside, '..'), 0o755)
  log.warn(
    { folder: outside, user: user?.name },
    'the database user cannot enter DATA_DIR: the database lies elsewhere',
  )
  return outside
}

function isCluster(folder: string): boolean {
  return existsSync(join(folder, 'PG_VERSION'))
}

/** Whether the database user can go into the folder; where the folder itself is in the way, it is let through. */
function canPass(dataDir: string, user: OsUser | null): boolean {
  if (canEnter(user, dataDir)) return true
  // Passing through is enough for the database user; what lies in the folder stays unreadable to it.
  chmodSync(dataDir, statSync(dataDir).mode | 0o011)
  return canEnter(user, dataDir)
}

/** Root may have restored the cluster from a backup, or somebody else have made it: the database user has to own it. */
function giveTo(user: OsUser | null, folder: string): void {
  if (user === null || statSync(folder).uid === user.uid || existsSync(join(folder, 'postmaster.pid'))) return
  for (const name of ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]) {
    lchownSync(join(folder, name), user.uid, user.gid)
  }
  chmodSync(folder, 0o700)
}

function unreachable(dataDir: string, user: OsUser | null): StartError {
  return new StartError(
    `The database in ${dataDir} runs as the user ${user?.name}, who cannot enter that folder.`,
    'Move the data folder to a place that every user may enter, for example below /var/lib, and set DATA_DIR to it.',
  )
}

function missing(dataDir: string, remembered: string, inside: string): StartError {
  return new StartError(
    `The data folder ${dataDir} has the password of a database (postgres.json), but not the database; it was made in ${remembered}.`,
    `Put the database back as ${inside}. To begin with an empty one, move postgres.json away.`,
  )
}

/**
 * Makes a new cluster beside its place and moves it there when it is whole: a start that was killed half-way leaves
 * rubbish that is cleared, never a cluster that looks ready.
 */
export async function initialise(folder: string, binaries: Binaries, user: OsUser | null): Promise<void> {
  const parent = join(folder, '..')
  for (const name of readdirSync(parent)) {
    if (name.startsWith('postgres.new-')) rmSync(join(parent, name), { recursive: true, force: true })
  }
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new StartError(
      `The folder ${folder} holds something that is not a PostgreSQL database.`,
      'Move it away, or give Career Copilot another folder with DATA_DIR.',
    )
  }
  const password = randomBytes(24).toString('base64url')
  const fresh = join(parent, `postgres.new-${process.pid}`)
  mkdirSync(fresh, { mode: 0o700 })
  const passwordFile = join(parent, `postgres.new-${process.pid}.pw`)
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user !== null) {
    chownSync(fresh, user.uid, user.gid)
    chownSync(passwordFile, user.uid, user.gid)
  }
  try {
    await runInitdb(binaries.initdb, fresh, passwordFile, user)
  } finally {
    rmSync(passwordFile, { force: true })
  }
  // Travels with the cluster until it is remembered, so that a kill in between does not part them.
  writeFileSync(join(fresh, FIRST_PASSWORD), password, { mode: 0o600, flush: true })
  rmSync(folder, { recursive: true, force: true })
  renameSync(fresh, folder)
}

/** Remembers the password of a cluster that was just made. */
export function rememberPassword(dataDir: string, folder: string, port: number): void {
  const path = join(folder, FIRST_PASSWORD)
  if (!existsSync(path)) return
  if (readSettings(dataDir) === null) writeSettings(dataDir, { port, password: readFileSync(path, 'utf8'), folder })
  rmSync(path)
}

async function runInitdb(initdb: string, folder: string, passwordFile: string, user: OsUser | null): Promise<void> {
  const options = ['-D', folder, '-U', SUPERUSER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8']
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const child = spawn(initdb, [...options, ...locale], { ...asUser(user), stdio: ['ignore', 'pipe', 'pipe'], cwd: '/' })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  if (code !== 0) {
    rmSync(folder, { recursive: true, force: true })
    throw new StartError(`The database could not be made:\n${lastLines(said)}`, remedyFor(said))
  }
}

/** Refuses a cluster of another major version before PostgreSQL does it in fewer words. */
export function checkVersion(folder: string, binaries: Binaries): void {
  const version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
  if (version === binaries.major) return
  throw new StartError(
    `The database in ${folder} was made by PostgreSQL ${version}; this release brings ${binaries.major}.`,
    `Start the release of Career Copilot that made it, or open it with a PostgreSQL ${version} of your own and set DATABASE_URL.`,
  )
}

/** What to do about what PostgreSQL said. */
export function remedyFor(said: string): string {
  if (/No space left/i.test(said)) return 'The disk is full: make room, then start again. Nothing was lost.'
  if (/Permission denied|could not access/i.test(said)) {
    return 'The database user may not read or write the data folder: correct its owner, or set DATA_DIR to another folder.'
  }
  if (/Address already in use/i.test(said))
    return 'The port of the database is taken: start again, another one is chosen.'
  if (/shared memory/i.test(said))
    return 'A former database process is still ending: wait a few seconds, then start again.'
  return 'See postgres.log in the data folder, or set DATABASE_URL to a PostgreSQL server of your own.'
}
