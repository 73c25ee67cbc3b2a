import { defineConfig } from '@playwright/test'
import { CHROMIUM_ARGS, findChromium } from '#kit/chromium.ts'

const executablePath = await findChromium()

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  // One server, several people: every journey registers its own.
  fullyParallel: true,
  workers: 2,
  // Once more on a machine that stalled; what passes only then is told (scripts/test.ts).
  retries: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    baseURL: `http://127.0.0.1:${process.env['E2E_PORT'] ?? '4173'}`,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    // Recording takes a good part of a journey's time, and most pass.
    trace: 'on-first-retry',
    launchOptions: { executablePath, args: [...CHROMIUM_ARGS] },
  },
  webServer: {
    command: 'node test/e2e/serve.ts',
    url: `http://127.0.0.1:${process.env['E2E_PORT'] ?? '4173'}/health/ready`,
    timeout: 60_000,
    stdout: 'ignore',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
})
