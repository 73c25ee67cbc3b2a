import { rm } from 'node:fs/promises'
import { waitForNoDisk } from '#kit/no-disk.ts'
import { startRunningApp } from '#kit/running-app.ts'
import { startBoards } from '#kit/vendors/boards/server.ts'
import { startFakeGoogle } from '#kit/vendors/google/server.ts'
import { startFakeMicrosoft } from '#kit/vendors/microsoft/server.ts'
import { runningEmbedded } from '#platform/db/embedded.ts'
import { dataDir } from './data-dir.ts'

// What the browser tests run against: the real program with its own database, and boards and calendars that answer from
// here. Google and Microsoft show their pages of consent, for the browser to go through.
const boards = await startBoards()
const google = await startFakeGoogle()
const microsoft = await startFakeMicrosoft()
google.google.oauth.consent.page = true
microsoft.login.consent = 'ask'
// A run that was cut off may have left its own.
await rm(dataDir, { recursive: true, force: true })
const app = await startRunningApp({
  DATA_DIR: dataDir,
  PORT: process.env['E2E_PORT'] ?? '4173',
  OUTBOUND_REWRITE: JSON.stringify({ ...boards.rewrites, ...google.rewrite, ...microsoft.rewrite }),
  ...{ GOOGLE_CLIENT_ID: 'development', GOOGLE_CLIENT_SECRET: 'development' },
  ...{ MICROSOFT_CLIENT_ID: 'development', MICROSOFT_CLIENT_SECRET: 'development' },
  ALLOW_PRIVATE_HOSTS: '127.0.0.1',
  PASSWORD_WORK: 'light',
})
const database = await runningEmbedded(dataDir)
if (database !== null) await waitForNoDisk(database)
console.log(`Serving ${app.url}, boards at ${boards.origin}`)

let stopping = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) return
    stopping = true
    void app.stop().then(() => Promise.all([boards.close(), google.close(), microsoft.close()]))
  })
}
