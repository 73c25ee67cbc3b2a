import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { freePort } from '#kit/running-app.ts'
import { median } from './row.ts'
import type { Row } from './row.ts'

const main = resolve(import.meta.dirname, '../src/server/main.ts')
const ROUNDS = 3
const SETTLE = 10_000

/** From starting the process to ready, on an empty folder and on an existing one; and what all processes hold idle. */
export async function measure(): Promise<Row[]> {
  const fresh: number[] = []
  const existing: number[] = []
  const memory: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const folder = await mkdtemp(join(tmpdir(), 'career-copilot-bench-'))
    try {
      const first = await startAndTime(folder)
      fresh.push(first.seconds)
      await first.stop()
      const second = await startAndTime(folder)
      existing.push(second.seconds)
      if (process.platform === 'linux') {
        await wait(SETTLE)
        memory.push(await heldMemory(second.pid, folder))
      }
      await second.stop()
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
    console.log(
      `round ${round + 1}: fresh ${fresh.at(-1)?.toFixed(2)} s, existing ${existing.at(-1)?.toFixed(2)} s, idle ${memory.at(-1)?.toFixed(0) ?? '?'} MB`,
    )
  }
  const bar = (at_most: number) => ({ reference: null, bar: { at_most } })
  return [
    { what: 'start to ready, empty data folder', ours: median(fresh), unit: 's', ...bar(6) },
    { what: 'start to ready, existing data', ours: median(existing), unit: 's', ...bar(3) },
    // Read from /proc, which only Linux has.
    ...(memory.length === 0
      ? []
      : [{ what: 'idle memory of Node and PostgreSQL (PSS)', ours: median(memory), unit: 'MB', ...bar(300) }]),
  ]
}

async function startAndTime(folder: string): Promise<{ seconds: number; pid: number; stop: () => Promise<void> }> {
  const port = await freePort()
  const began = performance.now()
  const child = spawn(process.execPath, [main], {
    // As an operator starts it: only the place differs.
    env: { ...process.env, NODE_ENV: 'production', PORT: String(port), DATA_DIR: folder, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  while (child.exitCode === null) {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null)
    if (answer?.status === 200) break
    await wait(10)
  }
  if (child.exitCode !== null || child.pid === undefined) throw new Error('The app ended while it started.')
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  return { seconds: (performance.now() - began) / 1000, pid: child.pid, stop }
}

/** Megabytes of Node, the postmaster and everything below them; shared pages are counted once (PSS). */
async function heldMemory(node: number, folder: string): Promise<number> {
  const { folder: cluster } = z
    .object({ folder: z.string() })
    .parse(JSON.parse(await readFile(join(folder, 'postgres.json'), 'utf8')))
  const postmaster = Number((await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')[0])
  const wanted = new Set([node, postmaster])
  const parents = await parentsOfAll()
  for (let grew = true; grew;) {
    grew = false
    for (const [pid, parent] of parents) {
      if (wanted.has(pid) || !wanted.has(parent)) continue
      wanted.add(pid)
      grew = true
    }
  }
  const sizes = await Promise.all([...wanted].map(pssOf))
  return sizes.reduce((sum, kilobytes) => sum + kilobytes, 0) / 1024
}

async function pssOf(pid: number): Promise<number> {
  // A backend may end while we count; then it holds nothing.
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0)
}

async function parentsOfAll(): Promise<Map<number, number>> {
  const parents = new Map<number, number>()
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
    const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]
    if (parent !== undefined) parents.set(Number(name), Number(parent))
  }
  return parents
}
