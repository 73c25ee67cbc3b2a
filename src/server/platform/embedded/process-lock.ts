import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { StartError } from './start-error.ts'

const Holder = z.object({ pid: z.int(), started: z.string() })

/**
 * Makes this process the only one on a data folder. A holder that was killed leaves nothing to clean up by hand:
 * its process id together with its start time is no longer alive, also when the id was given to another program.
 */
export function holdDataFolder(dataDir: string): { release: () => void } {
  const path = join(dataDir, 'process.lock')
  const own = { pid: process.pid, started: startOf(process.pid) ?? '' }
  for (let attempt = 0; ; attempt += 1) {
    try {
      writeFileSync(path, JSON.stringify(own), { flag: 'wx', mode: 0o600 })
      return { release: () => releaseIfOwn(path, own.pid) }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
    const other = otherHolder(dataDir)
    if (other !== null) refuseSecond(dataDir, other)
    if (attempt > 5) refuseSecond(dataDir, read(path)?.pid ?? 0)
    rmSync(path, { force: true })
  }
}

/** The id of the living process, other than this one, that holds the data folder. */
export function otherHolder(dataDir: string): number | null {
  const holder = read(join(dataDir, 'process.lock'))
  return holder !== null && holder.pid !== process.pid && isAlive(holder) ? holder.pid : null
}

function refuseSecond(dataDir: string, pid: number): never {
  throw new StartError(
    `Career Copilot is already running on the data folder ${dataDir} (process ${pid}).`,
    'Use that one, stop it first, or give this one another folder with DATA_DIR and another PORT.',
  )
}

function releaseIfOwn(path: string, pid: number): void {
  if (read(path)?.pid === pid) rmSync(path, { force: true })
}

function read(path: string): z.output<typeof Holder> | null {
  try {
    return Holder.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data ?? null
  } catch {
    return null
  }
}

function isAlive(holder: z.output<typeof Holder>): boolean {
  const started = startOf(holder.pid)
  return started === null ? false : started === holder.started
}

/** When a process began, as the system counts it; null when it is not there. Without /proc only whether it lives. */
function startOf(pid: number): string | null {
  const stat = statOf(pid)
  if (stat === null) return processLives(pid) ? '' : null
  return stat.state === 'Z' ? null : stat.started
}

/** True while a process of this id runs; one that has ended and was not yet reaped (a zombie) does not. */
export function processLives(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
  return statOf(pid)?.state !== 'Z'
}

// proc(5): the name stands in brackets and may hold anything; state is field 3, starttime field 22.
function statOf(pid: number): { state: string; started: string } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0] ?? '', started: fields[19] ?? '' }
  } catch {
    return null
  }
}
