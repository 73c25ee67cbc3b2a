import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { StartError } from './start-error.ts'

export interface OsUser {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

const NEW_USER = 'career-copilot'

/** What the machine is asked for; tests give another one. */
export interface Machine {
  /** Who we are; undefined where there are no such numbers (Windows). */
  readonly uid: number | undefined
  readonly users: () => readonly OsUser[]
  readonly create: () => void
}

const thisMachine = (): Machine => ({ uid: process.getuid?.(), users: () => readPasswd(), create: createUser })

/**
 * Whom PostgreSQL runs as. It refuses to run as root, so root lends it another user: `postgres` where there is one,
 * else a system user of our own, else `nobody`. Null: not root, so it runs as whoever started us.
 */
export function databaseUser(machine: Machine = thisMachine()): OsUser | null {
  if (machine.uid !== 0) return null
  const named = (name: string) => machine.users().find((user) => user.name === name)
  const known = named('postgres') ?? named(NEW_USER)
  if (known !== undefined) return known
  machine.create()
  const made = named(NEW_USER) ?? named('nobody')
  if (made !== undefined) return made
  throw new StartError(
    'PostgreSQL does not run as root, and there is no other user on this machine to run it as.',
    'Start Career Copilot as an ordinary user, or set DATABASE_URL to a PostgreSQL server of your own.',
  )
}

function createUser(): void {
  const useradd = ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', NEW_USER]
  const done = spawnSync('useradd', useradd, { stdio: 'ignore' })
  // Alpine and BusyBox have adduser instead.
  if (done.status !== 0) spawnSync('adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', NEW_USER], { stdio: 'ignore' })
}

/** The users of this machine but root, of the text of its `/etc/passwd`. */
export function readPasswd(text = passwdText()): OsUser[] {
  return text
    .split('\n')
    .map((line) => line.split(':'))
    .flatMap(([name, , uid, gid]) =>
      name === undefined || uid === undefined ? [] : [{ name, uid: Number(uid), gid: Number(gid ?? uid) }],
    )
    .filter((user) => user.uid > 0)
}

function passwdText(): string {
  try {
    return readFileSync('/etc/passwd', 'utf8')
  } catch {
    return ''
  }
}

/** What to spawn a program as this user with. */
export function asUser(user: OsUser | null): { uid?: number; gid?: number } {
  return user === null ? {} : { uid: user.uid, gid: user.gid }
}

/** True when the user can go into the folder. */
export function canEnter(user: OsUser | null, folder: string): boolean {
  if (user === null) return true
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...asUser(user), stdio: 'ignore' }).status === 0
}
