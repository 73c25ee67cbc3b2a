import { startRunningApp } from '#kit/running-app.ts'
import { startBoards } from '#kit/vendors/boards/server.ts'

// What the browser tests run against: the real program with its own database, and boards that answer from here.
const boards = await startBoards()
const app = await startRunningApp({
  PORT: process.env['E2E_PORT'] ?? '4173',
  OUTBOUND_REWRITE: JSON.stringify(boards.rewrites),
  ALLOW_PRIVATE_HOSTS: '127.0.0.1',
})
console.log(`Serving ${app.url}, boards at ${boards.origin}`)

let stopping = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) return
    stopping = true
    void app.stop().then(() => boards.close())
  })
}
