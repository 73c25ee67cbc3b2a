import { mkdir, readFile, rm } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { z } from 'zod'
import { findChromium } from '#kit/chromium.ts'
import { check, run } from './check.ts'
import type { Counted } from './check.ts'

const results = resolve(import.meta.dirname, '../test-results')

interface Part {
  readonly name: string
  readonly count: () => Promise<Counted>
}

/** Everything that CI runs. */
const PARTS: readonly Part[] = [
  { name: 'check', count: check },
  { name: 'unit', count: () => vitest('unit') },
  { name: 'slices', count: () => vitest('slices') },
  { name: 'e2e', count: e2e },
]

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numFailedTestSuites: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()) }),
      ),
    }),
  ),
})
const PlaywrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(z.unknown()),
})

async function vitest(project: string): Promise<Counted> {
  const file = resolve(results, `${project}.json`)
  const code = await run([
    'vitest',
    'run',
    ...folders,
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  const report = VitestReport.safeParse(await readJson(file))
  if (!report.success) return { passed: 0, failed: 1 }
  const { numPassedTests, numFailedTests, numFailedTestSuites } = report.data
  // A file that cannot even be loaded fails without a failed test.
  const failed = Math.max(numFailedTests, numFailedTestSuites > 0 || code !== 0 ? 1 : 0)
  for (const { name, message, assertionResults } of report.data.testResults) {
    const where = relative(resolve(results, '..'), name)
    if (message !== '') red.push(`${where}: ${message.split('\n', 1)[0]}`)
    for (const { status, fullName, failureMessages } of assertionResults)
      if (status === 'failed') red.push(`${where}: ${fullName}: ${failureMessages[0]?.split('\n', 1)[0]}`)
  }
  return { passed: numPassedTests, failed }
}

async function e2e(): Promise<Counted> {
  const browser = await findChromium()
  console.log(`The browser is ${browser}`)
  const built = await run(['vite', 'build'])
  if (built !== 0) return { passed: 0, failed: 1 }
  const file = resolve(results, 'e2e.json')
  const code = await run(['playwright', 'test', '--reporter=list,json'], {
    CHROMIUM_PATH: browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  })
  const report = PlaywrightReport.safeParse(await readJson(file))
  if (!report.success) return { passed: 0, failed: 1 }
  const { expected, unexpected, flaky } = report.data.stats
  if (flaky > 0)
    console.log(`${flaky} of the journeys passed only when they were tried again: look for a race in each.`)
  return { passed: expected + flaky, failed: Math.max(unexpected, code === 0 ? 0 : 1) }
}

async function readJson(file: string): Promise<unknown> {
  return readFile(file, 'utf8').then(JSON.parse, () => null)
}

// `npm test -- slices src/server/features`: the tests of a part that lie below a folder.
const folders = process.argv.slice(2).filter((name) => name.includes('/'))
const wanted = process.argv.slice(2).filter((name) => !folders.includes(name))
const unknown = wanted.filter((name) => PARTS.every((part) => part.name !== name))
if (unknown.length > 0)
  throw new Error(`There is no part ${unknown.join(', ')}: ${PARTS.map((part) => part.name).join(', ')}`)

await mkdir(results, { recursive: true })
await Promise.all(['unit', 'slices', 'e2e'].map((name) => rm(resolve(results, `${name}.json`), { force: true })))
const lines: string[] = []
/** What failed, told once more at the end: the parts after it print a lot. */
const red: string[] = []
let passed = 0
let failed = 0
for (const part of PARTS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  console.log(`\n# ${part.name}`)
  const started = performance.now()
  const counted = await part.count()
  // A part that found nothing to run has not passed.
  const failures = counted.failed === 0 && counted.passed === 0 ? 1 : counted.failed
  passed += counted.passed
  failed += failures
  lines.push(
    `${part.name.padEnd(8)}${counted.passed} passed, ${failures} failed (${((performance.now() - started) / 1000).toFixed(0)} s)`,
  )
}
console.log(`\n${[...red, ...lines].join('\n')}\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
