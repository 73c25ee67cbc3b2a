import { readFile } from 'node:fs/promises'

/** Milliseconds of processor that each process below a postmaster has used, by its id; null where Linux does not tell. */
export type Used = ReadonlyMap<string, number> | null

export async function usedBy(postmaster: number): Promise<Used> {
  if (process.platform !== 'linux') return null
  const children = await readFile(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8')
  const pids = children.trim().split(' ')
  return new Map(await Promise.all(pids.map(async (pid) => [pid, await usedByOne(pid)] as const)))
}

/** What was used between two looks; a process that ended meanwhile is left out. */
export function between(before: Used, after: Used): number | null {
  if (before === null || after === null) return null
  return [...after].reduce((sum, [pid, ms]) => sum + Math.max(0, ms - (before.get(pid) ?? 0)), 0)
}

async function usedByOne(pid: string): Promise<number> {
  const told = await readFile(`/proc/${pid}/schedstat`, 'utf8').catch(() => '0')
  return Number(told.split(' ')[0]) / 1e6
}
