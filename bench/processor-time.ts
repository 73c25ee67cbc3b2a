import { readFileSync, readdirSync } from 'node:fs'

/** What the kernel counts processor time in. */
const TICK_MS = 10

/** Milliseconds of processor time: unlike postings a second they are about the same on a machine that others use as well. */
export interface ProcessorTime {
  readonly node: number
  /** Of that, the thread that answers people. */
  readonly main: number
  /** Of all processes of the database; null where the system does not tell (all but Linux). */
  readonly database: number | null
}

/** What this process and the database under this postmaster have used so far. */
export function processorTime(postmaster: number): ProcessorTime {
  const [all, main] = [process.cpuUsage(), process.threadCpuUsage()].map(({ user, system }) => (user + system) / 1000)
  return { node: all ?? 0, main: main ?? 0, database: process.platform === 'linux' ? ofDatabase(postmaster) : null }
}

/** What was used between two moments. */
export function between(before: ProcessorTime, after: ProcessorTime): ProcessorTime {
  const known = before.database !== null && after.database !== null
  return {
    node: after.node - before.node,
    main: after.main - before.main,
    database: known ? after.database - before.database : null,
  }
}

/** Both together. */
export function sumOf(a: ProcessorTime, b: ProcessorTime): ProcessorTime {
  const known = a.database !== null && b.database !== null
  return { node: a.node + b.node, main: a.main + b.main, database: known ? a.database + b.database : null }
}

function ofDatabase(postmaster: number): number {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const running = all.map((pid) => fieldsOf(Number(pid))).filter(({ parent }) => parent === postmaster)
  const { used, ended } = fieldsOf(postmaster)
  return (running.reduce((sum, each) => sum + each.used, 0) + used + ended) * TICK_MS
}

/** Of a process: its parent, its ticks, and those of its children that ended (`man 5 proc`); noughts for one that is gone. */
function fieldsOf(pid: number): { parent: number; used: number; ended: number } {
  const fields = statOf(pid).split(' ').map(Number)
  const [, parent = 0] = fields
  const [user = 0, system = 0, ended_user = 0, ended_system = 0] = fields.slice(11)
  return { parent, used: user + system, ended: ended_user + ended_system }
}

function statOf(pid: number): string {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2)
  } catch {
    return ''
  }
}
