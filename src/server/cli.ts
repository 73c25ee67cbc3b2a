import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { version } from './app.ts'
import type { App } from './app.ts'
import { sealedColumns } from './features.ts'
import { DEMO, seedDemo } from '#features/sample/index.ts'
import { compose, composeBeside, explain, leave, readConfig, startProcess } from './start.ts'
import type { Running } from './start.ts'
import { makeLog } from '#platform/log.ts'
import { rotateSecrets } from '#platform/rotate-secrets.ts'

const HELP = `career-copilot ${version}

  start            start the app (http://127.0.0.1:3000); stop it with Ctrl+C
  migrate          bring the database up to date, then end
  seed             make an account to look around with, full of sample data
  doctor           look at the configuration and the database, and say what is wrong
  jobs             list background jobs that failed for good (kept for a week)
  jobs retry <id>  put one of them back into the queue
  rotate-secrets   seal every stored secret with the first key of SECRET_KEY
  help             this text

The app is configured by environment variables; see docs/operate/configuration.md.
`

/** Runs one command of the command line. */
export async function run(words: readonly string[]): Promise<void> {
  const [command = 'help'] = words
  const commands: Readonly<Record<string, () => Promise<void>>> = {
    start: startProcess,
    migrate: () => once(async () => say('The database is up to date.')),
    seed: () => once(seed),
    doctor,
    jobs: () => once((running) => jobs(running, words.slice(1)), composeBeside),
    'rotate-secrets': () => once(rotate),
    help: async () => say(HELP),
    '--help': async () => say(HELP),
    '--version': async () => say(version),
  }
  const chosen = Object.hasOwn(commands, command) ? commands[command] : undefined
  if (chosen === undefined) leave(`There is no command "${command}".\n\n${HELP}`)
  await chosen()
}

/** Composes the app without listening, does one thing, stops. Jobs are left to the running nodes. */
async function once(work: (running: Running) => Promise<void>, make = compose): Promise<void> {
  const config = { ...readConfig(), worker: 'off' as const }
  try {
    const running = await make(config, makeLog('warn'))
    await work(running).finally(running.stop)
  } catch (error) {
    leave(explain(error))
  }
}

async function rotate({ app }: Running): Promise<void> {
  const done = await rotateSecrets(app.ctx, sealedColumns)
  for (const { column, read, resealed } of done) say(`${column}: ${read} read, ${resealed} sealed anew`)
  say('Done. Keys after the first in SECRET_KEY are not needed any more.')
}

async function seed({ app }: Running): Promise<void> {
  const made = await seedDemo(app.ctx)
  say(`${made ? 'Made' : 'There is'} the account "${DEMO.username}" with the password "${DEMO.password}".`)
}

async function jobs({ app }: Running, [verb, id]: readonly string[]): Promise<void> {
  if (verb === undefined) return listFailedJobs(app)
  if (verb !== 'retry' || !z.uuid().safeParse(id).success) return complain('Say "jobs", or "jobs retry <id>".')
  if (id === undefined || !(await app.failed_jobs.runAgain(id))) return complain('No failed job has this id.')
  say('It is in the queue again; a running node takes it up.')
}

async function listFailedJobs(app: App): Promise<void> {
  const failed = await app.failed_jobs.deadLetters(100)
  if (failed.length === 0) say('No job failed for good.')
  // Not what the job carries: it may name people.
  for (const job of failed) say(`${job.id}  ${job.failed_at}  ${job.job}, tried ${job.tries} times: ${job.error}`)
}

function complain(text: string): void {
  process.stderr.write(`${text}\n`)
  process.exitCode = 1
}

async function doctor(): Promise<void> {
  const config = readConfig()
  say(`Career Copilot ${version}, Node ${process.versions.node}`)
  say(`Data folder:  ${config.data_dir}`)
  say(`Database:     ${config.database_url === null ? 'embedded' : new URL(config.database_url).host}`)
  say(`Cache:        ${config.redis_url === null ? 'in memory' : 'in memory and Redis'}`)
  say(`Mail:         ${config.smtp_url === null ? 'written to the outbox folder, not sent' : 'SMTP'}`)
  await once(async ({ app }) => {
    const checks = await readiness(app)
    for (const [name, failure] of Object.entries(checks)) say(`${name.padEnd(13)} ${failure ?? 'ok'}`)
    if (Object.values(checks).some((failure) => failure !== null)) process.exitCode = 1
  }, composeBeside)
}

const Ready = z.object({ checks: z.record(z.string(), z.string().nullable()) })

/** What `/health/ready` says. A machine that is slow at the start turns requests away for a moment, so it is asked again. */
async function readiness(app: App): Promise<Readonly<Record<string, string | null>>> {
  const { metrics_token } = app.ctx.config
  const headers = metrics_token === null ? {} : { authorization: `Bearer ${metrics_token}` }
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const answer = await app.server.inject({ method: 'GET', url: '/health/ready', headers })
    const said = Ready.safeParse(answer.json())
    if (said.success) return said.data.checks
    await sleep(250)
  }
  return { readiness: 'The machine is too busy to answer.' }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
