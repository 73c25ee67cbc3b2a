import { execFile, spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { registerAt, startRunningApp } from '#kit/running-app.ts'
import { median } from './row.ts'
import type { Row } from './row.ts'

const run = promisify(execFile)
const root = resolve(import.meta.dirname, '..')
const ROUNDS = 5
const SECONDS = 5
const CONNECTIONS = 32

const Report = z.object({ requests: z.object({ average: z.number() }), non2xx: z.number(), errors: z.number() })

/** A signed-in small read (`GET /auth/me`) against a bare Fastify route that answers the same bytes. */
export async function measure(): Promise<Row[]> {
  const app = await startRunningApp()
  const { cookie } = await registerAt(app.url, 'bench')
  const ours_url = `${app.url}/api/v1/auth/me`
  const headers = { cookie }
  const body = await (await fetch(ours_url, { headers })).text()
  const bare = await startBare(body)
  const ours: number[] = []
  const reference: number[] = []
  try {
    await load(ours_url, headers, 2)
    await load(bare.url, headers, 2)
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(await load(ours_url, headers, SECONDS))
      reference.push(await load(bare.url, headers, SECONDS))
      console.log(
        `round ${round + 1}: ${Math.round(ours.at(-1) ?? 0)} against ${Math.round(reference.at(-1) ?? 0)} requests/s`,
      )
    }
  } finally {
    bare.stop()
    await app.stop()
  }
  return [
    {
      what: `signed-in small read (GET /auth/me, ${body.length} bytes, ${CONNECTIONS} connections)`,
      ours: median(ours),
      unit: 'requests/s',
      reference: { name: 'bare Fastify route, same bytes', value: median(reference) },
      bar: { at_least: 0.35 },
    },
  ]
}

// In a process of its own, so that making load does not slow down who is loaded.
async function load(url: string, headers: Readonly<Record<string, string>>, seconds: number): Promise<number> {
  const flags = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}=${value}`])
  const cannon = resolve(root, 'node_modules/autocannon/autocannon.js')
  const args = [cannon, '--json', '--no-progress', '-c', String(CONNECTIONS), '-d', String(seconds), ...flags, url]
  const { stdout } = await run(process.execPath, args, { maxBuffer: 10_000_000 })
  const report = Report.parse(JSON.parse(stdout))
  if (report.non2xx > 0 || report.errors > 0)
    throw new Error(`${url}: ${report.non2xx} not 2xx, ${report.errors} errors`)
  return report.requests.average
}

function startBare(body: string): Promise<{ url: string; stop: () => void }> {
  const child = spawn(process.execPath, [resolve(import.meta.dirname, 'bare-server.ts')], {
    env: { ...process.env, BODY: Buffer.from(body).toString('base64') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((done, fail) => {
    child.once('exit', (code) => fail(new Error(`The bare server ended with ${code}.`)))
    child.stdout.once('data', (line: Buffer) =>
      done({ url: line.toString().trim(), stop: () => child.kill('SIGTERM') }),
    )
  })
}
