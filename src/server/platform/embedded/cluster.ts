import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createHash } from 'node:crypto'
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

/** What is remembered of a cluster beside it: its port, the password of its superuser, where it lies. */
export function readSettings(dataDir: string): Settings | null {
  const path = settingsPath(dataDir)
  if (!existsSync(path)) return null
  return Settings.parse(JSON.parse(readFileSync(path, 'utf8')))
}

export function writeSettings(dataDir: string, settings: Settings): void {
  const path = settingsPath(dataDir)
  writeFileSync(`${path}.new`, JSON.stringify(settings), { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

function settingsPath(dataDir: string): string {
  return join(dataDir, 'postgres.json')
}

/** A data folder that both we and the database user can enter, and where in it the cluster lies. */
export function clusterFolder(dataDir: string, user: OsUser | null, log: Log): string {
  const known = readSettings(dataDir)?.folder
  if (known !== undefined && existsSync(join(known, 'PG_VERSION'))) return known
  if (canEnter(user, dataDir)) return join(dataDir, 'postgres')
  // Passing through is enough for the database user; what lies in the folder stays unreadable to it.
  chmodSync(dataDir, statSync(dataDir).mode | 0o011)
  if (canEnter(user, dataDir)) return join(dataDir, 'postgres')
  const mark = createHash('sha256').update(dataDir).digest('hex').slice(0, 12)
  const folder = join(REACHABLE, `data-${mark}`)
  mkdirSync(folder, { recursive: true })
  chmodSync(REACHABLE, 0o755)
  chmodSync(folder, 0o755)
  log.warn({ folder, user: user?.name }, 'the database user cannot enter DATA_DIR, so the database lies elsewhere')
  return join(folder, 'postgres')
}

/**
 * Makes a new cluster beside its place and moves it there when it is whole: a start that was killed half-way leaves
 * rubbish that is cleared, never a cluster that looks ready.
 */
export async function initialise(folder: string, binaries: Binaries, user: OsUser | null): Promise<string> {
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
  rmSync(folder, { recursive: true, force: true })
  renameSync(fresh, folder)
  return password
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
