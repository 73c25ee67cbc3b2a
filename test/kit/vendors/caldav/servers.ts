import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

// Real CalDAV servers, each in a folder of its own on the loopback interface. Where they are not installed
// (`apt-get install radicale xandikos`) the tests that need them are skipped, and say so.

export type RealServer = 'radicale' | 'xandikos'

export interface RunningCaldav {
  readonly origin: string
  readonly username: string
  readonly password: string
  close(): Promise<void>
}

export interface RealCaldav extends RunningCaldav {
  readonly kind: RealServer
}

const PERSON = { username: 'mara', password: 'a long password' }

export function isInstalled(program: RealServer | 'vdirsyncer'): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))
}

export async function startCaldav(server: RealServer): Promise<RealCaldav> {
  const folder = await mkdtemp(join(tmpdir(), `career-copilot-${server}-`))
  const port = await freePort()
  const child = spawn(server, await argumentsFor(server, { folder, port }), { stdio: 'ignore', cwd: folder })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const origin = `http://127.0.0.1:${port}`
  await answering(origin, child)
  return {
    kind: server,
    origin,
    ...PERSON,
    async close() {
      child.kill()
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function argumentsFor(server: RealServer, { folder, port }: { folder: string; port: number }): Promise<string[]> {
  const data = join(folder, 'data')
  if (server === 'xandikos') return ['-l', '127.0.0.1', '-p', `${port}`, '-d', data, '--defaults']
  const users = join(folder, 'users')
  await writeFile(users, `${PERSON.username}:${PERSON.password}\n`)
  const auth = ['--auth-type', 'htpasswd', '--auth-htpasswd-filename', users, '--auth-htpasswd-encryption', 'plain']
  return ['-H', `127.0.0.1:${port}`, ...auth, '--storage-filesystem-folder', data, '--auth-delay', '0']
}

async function answering(origin: string, child: ReturnType<typeof spawn>): Promise<void> {
  for (let look = 0; look < 300 && child.exitCode === null; look += 1) {
    const answer = await fetch(origin, { method: 'OPTIONS' }).catch(() => null)
    if (answer !== null) return
    await wait(50)
  }
  throw new Error(`${child.spawnfile} did not start.`)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
