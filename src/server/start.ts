import { createApp } from './app.ts'
import type { App } from './app.ts'
import { saveCompiled } from './compile-cache.ts'
import { ConfigError, configOfProcess } from '#platform/config.ts'
import type { Config } from '#platform/config.ts'
import { runningEmbedded, startEmbedded } from '#platform/db/embedded.ts'
import { StartError } from '#platform/embedded/start-error.ts'
import { makeLog } from '#platform/log.ts'
import type { Log } from '#platform/log.ts'
import { giveBackWhenQuiet } from '#platform/quiet-memory.ts'

export interface Running {
  readonly app: App
  /** The app first, then the database under it. */
  readonly stop: () => Promise<void>
}

/** The database, embedded or given, and the app over it; not listening yet. */
export async function compose(config: Config, log: Log): Promise<Running> {
  if (config.database_url !== null) {
    const app = await createApp(config, { admin_url: config.database_url, log })
    return { app, stop: app.close }
  }
  const database = await startEmbedded({ dataDir: config.data_dir, log })
  try {
    const app = await createApp(config, { admin_url: database.adminUrl, log })
    return {
      app,
      stop: async () => {
        await app.close()
        await database.stop()
      },
    }
  } catch (error) {
    await database.stop()
    throw error
  }
}

/** The app beside the process that holds the data folder, on its database, which goes on undisturbed; without one, `compose`. */
export async function composeBeside(config: Config, log: Log): Promise<Running> {
  const admin_url = config.database_url === null ? await runningEmbedded(config.data_dir) : null
  if (admin_url === null) return compose(config, log)
  const app = await createApp(config, { admin_url, prepared: true, log })
  return { app, stop: app.close }
}

/** Starts the whole process: answers on its port, stops cleanly on SIGTERM and SIGINT. */
export async function startProcess(): Promise<void> {
  const config = readConfig()
  const log = makeLog(config.log_level)
  process.on('unhandledRejection', (error) => log.error({ error }, 'a promise was rejected that nobody waits for'))
  const composing = compose(config, log)
  // From the first moment on: a stop in the middle of a start waits for the start, and leaves no database behind.
  stopOnSignals(composing, log)
  const running = await composing.catch((error: unknown) => leave(explain(error)))
  try {
    const url = await running.app.listen()
    giveBackWhenQuiet()
    saveCompiled()
    log.info(
      { url, public_url: config.public_url, data_dir: config.data_dir, worker: config.worker },
      'Career Copilot is ready',
    )
    if (process.stdout.isTTY) process.stdout.write(`\n  Career Copilot is at ${config.public_url}\n\n`)
  } catch (error) {
    await running.stop()
    leave(explain(error))
  }
}

/** The configuration of this process, or the whole list of what is wrong with it. */
export function readConfig(): Config {
  try {
    return configOfProcess()
  } catch (error) {
    return leave(explain(error))
  }
}

/** What went wrong at the start, and what to do about it. */
export function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message
  if (error instanceof StartError) return `${error.message}\n${error.remedy}`
  // A name with several addresses fails once for each, and the whole then has no words of its own.
  if (error instanceof AggregateError && error.message === '' && error.errors.length > 0)
    return explain(error.errors[0])
  const text = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'EADDRINUSE') return `${text}\nAnother program has this port: stop it, or choose another with PORT.`
  if (code === 'EACCES') return `${text}\nChoose a port above 1023 with PORT, or correct the rights of the data folder.`
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND') {
    return `The database at DATABASE_URL cannot be reached: ${text}\nStart it, or correct the address.`
  }
  if (code === '28P01' || code === '28000')
    return `The database refuses the log-in of DATABASE_URL: ${text}\nCorrect its user and password.`
  if (code === '42501') {
    return `The user of DATABASE_URL lacks a right: ${text}\nIt must own the database and be allowed to create roles (CREATEROLE).`
  }
  return error instanceof Error && error.cause instanceof Error ? `${text}\n${error.cause.message}` : text
}

/** Ends the process with words instead of a stack. */
export function leave(message: string): never {
  process.stderr.write(`\n${message}\n\n`)
  process.exit(1)
}

function stopOnSignals(composing: Promise<Running>, log: Log): void {
  let stopping = false
  const stop = (code: number) => {
    // A second signal means that somebody is in a hurry.
    if (stopping) process.exit(130)
    stopping = true
    composing
      .then((running) => running.stop())
      .then(
        () => process.exit(code),
        (error: unknown) => {
          log.error({ error }, 'the stop did not go cleanly')
          process.exit(1)
        },
      )
  }
  // A closed terminal stops the app too; without a terminal (`nohup`) a hang-up means nothing.
  const signals = ['SIGTERM', 'SIGINT', ...(process.stdout.isTTY ? ['SIGHUP'] : [])]
  for (const signal of signals) {
    process.on(signal, () => {
      log.info({ signal }, 'stopping')
      stop(0)
    })
  }
  // After an error that nobody caught the state of the process is unknown: it ends, and a supervisor starts it anew.
  process.on('uncaughtException', (error) => {
    log.error({ error }, 'an error that nobody caught; stopping')
    if (!stopping) stop(1)
  })
}
