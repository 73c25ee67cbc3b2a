import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { freePort } from '#kit/running-app.ts'

const root = resolve(import.meta.dirname, '../..')
const data_dir = mkdtempSync(join(tmpdir(), 'career-copilot-kill-'))
const port = await freePort()
const url = `http://127.0.0.1:${port}`
let node: ChildProcess | null = null

const VICTIMS = ['node', 'postgres', 'both'] as const
const ROUNDS = 20

afterAll(async () => {
  if (node !== null) {
    node.kill('SIGTERM')
    await exitOf(node)
  }
  rmSync(data_dir, { recursive: true, force: true })
}, 60_000)

it(`starts again by itself after each of ${ROUNDS} kills, and loses no acknowledged write`, async () => {
  node = start()
  await ready()
  const token = await register()
  const acknowledged = new Set<string>()

  for (let round = 0; round < ROUNDS; round += 1) {
    const victim = VICTIMS[round % VICTIMS.length] ?? 'both'
    const before = acknowledged.size
    const writing = writeUntil(token, acknowledged, before + 25)
    await wait(60 + ((round * 37) % 90))
    const postmaster = postmasterPid()
    if (victim !== 'node') process.kill(postmaster, 'SIGKILL')
    if (victim !== 'postgres') {
      node.kill('SIGKILL')
      await exitOf(node)
      node = start()
    }
    await writing
    await ready().catch((error: unknown) => expect.fail(`round ${round}, ${victim}: ${String(error)}`))
    expect(node.exitCode, `the process lives on after round ${round}, ${victim}`).toBeNull()
    expect(acknowledged.size, `writes are taken again after round ${round}, ${victim}`).toBeGreaterThanOrEqual(
      before + 25,
    )
    const kept = await keptIds(token)
    const lost = [...acknowledged].filter((id) => !kept.has(id))
    expect(lost, `lost in round ${round}, ${victim}`).toEqual([])
  }
}, 300_000)

it('refuses a second process on the same data folder in words', async () => {
  const second = start(await freePort())
  let said = ''
  second.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  expect(await exitOf(second)).toBe(1)
  expect(said).toContain('already running on the data folder')
  expect(said).toContain('DATA_DIR')
}, 60_000)

function start(on = port): ChildProcess {
  return spawn(process.execPath, [resolve(root, 'src/server/main.ts')], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'test',
      PORT: String(on),
      DATA_DIR: data_dir,
      LOG_LEVEL: 'fatal',
      RATE_LIMIT: '10000000',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

async function ready(): Promise<void> {
  let last = ''
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const answer = await fetch(`${url}/health/ready`).catch(() => null)
    if (answer?.status === 200) return
    last = answer === null ? 'no answer' : await answer.text()
    await wait(50)
  }
  throw new Error(`The app was not ready within 30 s: ${last}`)
}

async function register(): Promise<string> {
  const body = JSON.stringify({ username: 'mara', email: 'mara@example.org', password: 'sonnenblume 42x' })
  const answer = await fetch(`${url}/api/v1/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  expect(answer.status).toBe(201)
  const { access_token } = await answer.json()
  return access_token
}

/** Writes, four at a time, until so many writes were acknowledged in all; whatever fails in between is tried anew. */
async function writeUntil(token: string, acknowledged: Set<string>, wanted: number): Promise<void> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  const writer = async () => {
    for (let failures = 0; acknowledged.size < wanted && failures < 600;) {
      const body = JSON.stringify({ title: `Role ${acknowledged.size}`, company: `Company ${acknowledged.size}` })
      const answer = await fetch(`${url}/api/v1/applications`, { method: 'POST', headers, body }).catch(() => null)
      if (answer?.status === 201) acknowledged.add((await answer.json()).id)
      else {
        failures += 1
        // Killed in mid-answer or not up yet: no answer at all. Up, but without its database: 503 and when to retry.
        if (answer !== null) expect([answer.status, answer.headers.has('retry-after')]).toEqual([503, true])
        await wait(50)
      }
    }
  }
  await Promise.all([writer(), writer(), writer(), writer()])
}

async function keptIds(token: string): Promise<Set<string>> {
  const kept = new Set<string>()
  for (let cursor: string | null = ''; cursor !== null;) {
    const next: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page = await readPage(token, `${url}/api/v1/applications?limit=200${next}`)
    for (const item of page.items) kept.add(item.id)
    cursor = page.next_cursor
  }
  return kept
}

// A connection of the pool may have died with the server: that answers 503 and asks to come again, which a client does.
async function readPage(
  token: string,
  address: string,
): Promise<{ items: { id: string }[]; next_cursor: string | null }> {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } })
    if (answer.status === 200) return answer.json()
    expect([answer.status, answer.headers.has('retry-after'), attempt < 20]).toEqual([503, true, true])
    await wait(100)
  }
}

function postmasterPid(): number {
  const { folder } = JSON.parse(readFileSync(join(data_dir, 'postgres.json'), 'utf8'))
  return Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0])
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await new Promise((done) => child.once('exit', done))
  return child.exitCode
}
