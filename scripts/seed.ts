import { compose, explain, leave, readConfig } from '#server/start.ts'
import { DEMO, seedDemo } from '#features/sample/index.ts'
import { makeLog } from '#platform/log.ts'

// Makes an account to look around with: a profile, 1,500 made-up postings, 60 applications. Run it while the app is stopped,
// or over DATABASE_URL beside it.
try {
  const running = await compose(readConfig(), makeLog('warn'))
  try {
    const made = await seedDemo(running.app.ctx)
    await running.app.ctx.queue.drain()
    process.stdout.write(
      `${made ? 'Made' : 'There is'} the account "${DEMO.username}" with the password "${DEMO.password}". Start the app and log in.\n`,
    )
  } finally {
    await running.stop()
  }
} catch (error) {
  leave(explain(error))
}
