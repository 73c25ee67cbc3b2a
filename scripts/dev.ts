import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startBoards } from '#kit/vendors/boards/server.ts'
import { Mailbox, alertMail, letter } from '#kit/vendors/imap/mailbox.ts'
import { startFakeImap } from '#kit/vendors/imap/server.ts'
import { startFakeGoogle } from '#kit/vendors/google/server.ts'
import { startFakeMicrosoft } from '#kit/vendors/microsoft/server.ts'
import { startFakeOAuth } from '#kit/vendors/oauth/oauth.ts'
import { DEMO, seedDemo } from '#features/sample/index.ts'
import { parseConfig } from '#platform/config.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { makeLog } from '#platform/log.ts'
import { createApp } from '#server/app.ts'
import { followParent } from '#server/follow-parent.ts'
import { explain, leave } from '#server/start.ts'

// Everything that development needs in one command, offline: a database of its own with sample data, boards and
// sign-in providers that answer from here, the server that restarts when a file changes, and Vite in front of it.
const root = resolve(import.meta.dirname, '..')
const port = process.env['PORT'] ?? '3000'
const webPort = process.env['WEB_PORT'] ?? '5173'
const dataDir = process.env['DATA_DIR'] ?? resolve(root, '.cache/dev')
const log = makeLog(process.env['LOG_LEVEL'] ?? 'warn')
const client = { CLIENT_ID: 'development', CLIENT_SECRET: 'development' }

try {
  // The database belongs to this process, so that a restart of the server takes a moment, not a shutdown.
  const database = await startEmbedded({ dataDir, log })
  const boards = await startBoards()
  const providers = await startFakeOAuth()
  const calendars = [await startFakeGoogle(), await startFakeMicrosoft()]
  const imap = await startFakeImap({ mailbox: mailboxWithAlerts(), port: Number(process.env['IMAP_PORT'] ?? 3143) })
  const env = {
    ...{ NODE_ENV: 'development', LOG_LEVEL: 'info', RATE_LIMIT: '100000' },
    ...process.env,
    ...Object.fromEntries(
      ['GOOGLE', 'GITHUB', 'LINKEDIN', 'MICROSOFT'].flatMap((name) =>
        Object.entries(client).map(([key, value]) => [`${name}_${key}`, value]),
      ),
    ),
    PORT: port,
    PUBLIC_URL: `http://127.0.0.1:${webPort}`,
    DATA_DIR: dataDir,
    DATABASE_URL: database.adminUrl,
    OUTBOUND_REWRITE: JSON.stringify(
      Object.assign({}, boards.rewrites, providers.rewrite, ...calendars.map(({ rewrite }) => rewrite)),
    ),
    ALLOW_PRIVATE_HOSTS: '127.0.0.1',
  }
  await seed(env, database.adminUrl)

  const server = keep(['--watch', '--watch-preserve-output', resolve(root, 'src/server/main.ts')], env)
  await untilReady()
  // In a process of its own, since Vite ends the process that it runs in when it is asked to stop.
  const vite = keep([resolve(root, 'node_modules/vite/bin/vite.js'), '--port', webPort, '--strictPort'], {
    ...process.env,
    API_URL: `http://127.0.0.1:${port}`,
  })
  process.stdout.write(
    `\n  Career Copilot is at http://127.0.0.1:${webPort}\n  Log in as "${DEMO.username}" with the password "${DEMO.password}".\n  Boards, sign-in providers and calendars of Google and Microsoft answer from this machine; nothing leaves it. Mail: ${dataDir}/outbox\n  A mailbox with job alerts (IMAP, no encryption) is at ${imap.host}:${imap.port}: ${imap.login.username}, "${imap.login.password}".\n\n`,
  )

  let stopping = false
  const stop = async () => {
    if (stopping) process.exit(130)
    stopping = true
    await Promise.all([
      vite.stop(),
      server.stop(),
      boards.close(),
      providers.close(),
      imap.close(),
      ...calendars.map((fake) => fake.close()),
    ])
    await database.stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop())
  if (process.env['npm_lifecycle_event'] !== undefined) followParent()
} catch (error) {
  leave(explain(error))
}

/** A child in a group of its own: Ctrl+C comes to us, and we end things in their order. */
function keep(words: readonly string[], env: NodeJS.ProcessEnv): { stop: () => Promise<void> } {
  const detached = process.platform !== 'win32'
  const child = spawn(process.execPath, words, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'], detached })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  return {
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

// A page that is opened before the server answers shows an error; the address is told when it does.
async function untilReady(): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null)
    if (answer?.status === 200) return
    await wait(100)
  }
}

/** A mailbox as people have it: alerts in a folder of their own, letters in the inbox. */
function mailboxWithAlerts(): Mailbox {
  const mailbox = new Mailbox('Job alerts', 'Archive', 'Entwürfe')
  const titles = ['Bäcker (m/w/d)', 'Senior Platform Engineer', 'Werkstudent Finanzbuchhaltung', 'Pflegefachkraft']
  for (const [day, title] of titles.entries()) {
    const id = 3_900_000_000 + day * 2
    const alert = alertMail([
      { id, title, company: 'Acme Backwaren', place: 'Köln' },
      { id: id + 1, title: `${title}, Vertretung`, company: 'Wirtshaus am Dom', place: 'Bonn' },
    ])
    mailbox.deliver('Job alerts', alert, new Date(Date.now() - (titles.length - day) * 86_400_000))
  }
  mailbox.deliver('INBOX', letter('Kuchen am Sonntag'), new Date())
  return mailbox
}

async function seed(env: Readonly<Record<string, string | undefined>>, admin_url: string): Promise<void> {
  const app = await createApp({ ...parseConfig(env), worker: 'off' }, { admin_url, log, web_folder: null })
  try {
    if (await seedDemo(app.ctx)) await app.ctx.queue.drain()
  } finally {
    await app.close()
  }
}
