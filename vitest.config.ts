import { defineConfig } from 'vitest/config'

const unit = [
  'src/{contract,domain,web}/**/*.test.{ts,tsx}',
  'src/server/connectors/**/*.test.ts',
  'test/architecture.test.ts',
  'test/kit/**/*.test.ts',
]

export default defineConfig({
  test: {
    setupFiles: ['test/kit/quiet.ts'],
    env: { TZ: 'UTC' },
    pool: 'forks',
    maxWorkers: 2,
    // The modules of the product are loaded once for all files of a worker: loading them for each
    // took nearly a third of what some files take.
    isolate: false,
    unstubGlobals: true,
    // Room for a machine that others keep busy; what hangs is found all the same.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    projects: [
      // Rules, screens and connectors need no database, so their tests do not wait for one.
      { extends: true, test: { name: 'unit', include: unit } },
      {
        extends: true,
        test: {
          name: 'slices',
          // Once more on a machine that stalled; the report says which passed only then (retry x1): look for a race in each.
          retry: 1,
          include: ['src/server/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: [
            'src/server/connectors/**',
            'test/architecture.test.ts',
            'test/kit/**',
            'test/e2e/**',
            'node_modules/**',
          ],
          globalSetup: ['test/kit/database.ts'],
        },
      },
    ],
  },
})
