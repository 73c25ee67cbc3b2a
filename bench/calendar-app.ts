import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { parseConfig } from '#platform/config.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { makeLog } from '#platform/log.ts'
import { createApp } from '#server/app.ts'
import type { App } from '#server/app.ts'
import type { Asked } from '#kit/calendar/real-accounts.ts'

/** The app with a database of its own, in this process. */
export interface BenchApp {
  readonly app: App
  readonly postmaster: number
  /** Someone new, who asks the app. */
  person(): Promise<Asked>
  close(): Promise<void>
}

const Registered = z.object({ access_token: z.string() })

export async function startBenchApp(variables: Readonly<Record<string, string>> = {}): Promise<BenchApp> {
  const folder = await mkdtemp(join(tmpdir(), 'career-copilot-bench-'))
  const log = makeLog('error')
  const database = await startEmbedded({ dataDir: folder, log })
  const config = parseConfig({
    ...{ NODE_ENV: 'test', PORT: '0', DATA_DIR: folder, RATE_LIMIT: '10000000', ALLOW_PRIVATE_HOSTS: '127.0.0.1' },
    SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
    ...variables,
  })
  const app = await createApp(config, { admin_url: database.adminUrl, log, web_folder: null })
  let people = 0

  const asking =
    (token: string): Asked =>
    async (method, path, body) => {
      const answer = await app.server.inject({
        method: method as 'GET',
        url: `/api/v1${path}`,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      })
      if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${answer.body}`)
      return answer.body === '' ? null : answer.json()
    }

  return {
    app,
    postmaster: database.pid(),
    async person() {
      people += 1
      const account = {
        username: `bench${people}`,
        email: `bench${people}@example.org`,
        password: 'correct horse bench 42',
      }
      const { access_token } = Registered.parse(await asking('')('POST', '/auth/register', account))
      return asking(access_token)
    },
    async close() {
      await app.close()
      await database.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
