import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const root = resolve(import.meta.dirname, '../..')

/** The real program in a process of its own. */
export interface RunningApp {
  readonly url: string
  readonly pid: number
  readonly data_dir: string
  /** Asks it to stop, waits until it has, and removes its data. */
  stop(): Promise<void>
}

/** Starts `src/server/main.ts` on a folder of its own, and waits until it is ready. */
export async function startRunningApp(variables: Readonly<Record<string, string>> = {}): Promise<RunningApp> {
  const data_dir = variables['DATA_DIR'] ?? (await mkdtemp(join(tmpdir(), 'career-copilot-run-')))
  const port = variables['PORT'] ?? String(await freePort())
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [resolve(root, 'src/server/main.ts')], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'test',
      PORT: port,
      DATA_DIR: data_dir,
      LOG_LEVEL: 'warn',
      RATE_LIMIT: '10000000',
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const hear = (chunk: Buffer) => {
    said = `${said}${chunk.toString()}`.slice(-20_000)
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    await ended
    await rm(data_dir, { recursive: true, force: true })
  }
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`The app ended while it started:\n${said}`)
    const ready = await fetch(`${url}/health/ready`).then(
      (answer) => answer.status === 200,
      () => false,
    )
    if (ready) return { url, pid: child.pid ?? 0, data_dir, stop }
    await wait(100)
  }
  await stop()
  throw new Error(`The app was not ready within 30 s:\n${said}`)
}

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

/** Registers a person at a running app; gives the token and the cookie of the session. */
export async function registerAt(
  url: string,
  username: string,
): Promise<{ token: string; cookie: string; password: string }> {
  const password = `correct horse ${username} 42`
  const answer = await fetch(`${url}/api/v1/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, email: `${username}@example.org`, password }),
  })
  if (answer.status !== 201) throw new Error(`Registration failed: ${answer.status} ${await answer.text()}`)
  const body: unknown = await answer.json()
  const cookie =
    answer.headers
      .getSetCookie()
      .find((line) => line.startsWith('cc_session='))
      ?.split(';')[0] ?? ''
  return { token: String(Object(body).access_token), cookie, password }
}
