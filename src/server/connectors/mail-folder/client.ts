import { ImapFlow } from 'imapflow'
import type { MailAccount, MailFailure } from '#domain/mail-folders/port.ts'
import type { Dial } from '#platform/http/dial.ts'
import { problemOf, TooMuchError } from './errors.ts'

export interface Opened {
  readonly kind: 'opened'
  readonly client: ImapFlow
  /** Waits for one command, which may be answered with so many bytes in all and no more. */
  within<Answer>(budget: number, command: () => Promise<Answer>): Promise<Answer>
  /** True when it was given up because it took too long in all. */
  isLate(): boolean
  /** Logs out if the server still listens; never waits for it. */
  leave(): Promise<void>
}

const PORTS = [143, 993] as const
// A search of a folder with half a million mails is one line of four megabytes.
const LONGEST_LINE = 8_000_000
const LARGEST_LITERAL = 6_000_000
// The greeting, what the server can do, and the log-in.
const GREETING_BYTES = 1_000_000
const LOOK_MS = 100

/** Connects, encrypts and logs in. */
export async function openMailbox(
  dial: Dial,
  account: MailAccount,
  patience: { connect_ms: number; silence_ms: number; total_ms: number },
): Promise<Opened | MailFailure> {
  const way = dial({ host: account.host, port: account.port, ports: PORTS })
  if (way.kind === 'failure') return { kind: 'failure', problem: 'private_address' }
  const client = new ImapFlow({
    host: way.host,
    port: way.port,
    secure: account.security === 'tls',
    // Without it STARTTLS would be used only where the server offers it, which somebody on the way can take out.
    ...(account.security === 'tls' ? {} : { doSTARTTLS: account.security === 'starttls' }),
    auth: { user: account.username, pass: account.password },
    tls: { ...way.socket },
    logger: false,
    clientInfo: { name: 'Career Copilot', version: false, vendor: false, 'support-url': false },
    disableAutoIdle: true,
    disableAutoEnable: true,
    // Packed answers could unpack to any size.
    disableCompression: true,
    connectionTimeout: patience.connect_ms,
    greetingTimeout: patience.connect_ms,
    socketTimeout: patience.silence_ms,
    maxLineLength: LONGEST_LINE,
    maxLiteralSize: LARGEST_LITERAL,
    maxResponseSize: LONGEST_LINE + LARGEST_LITERAL,
  })
  // What is pending is rejected with it; without a listener Node would end.
  client.on('error', () => {})
  const end = AbortSignal.timeout(patience.total_ms)
  const giveUp = () => client.close()
  end.addEventListener('abort', giveUp, { once: true })
  const isLate = () => end.aborted
  const leave = async () => {
    end.removeEventListener('abort', giveUp)
    if (client.usable) await Promise.race([client.logout().catch(() => {}), silence(1_000)])
    client.close()
  }
  const within = <Answer>(budget: number, command: () => Promise<Answer>) => watched(client, budget, command)
  try {
    await within(GREETING_BYTES, () => client.connect())
    return { kind: 'opened', client, within, isLate, leave }
  } catch (error) {
    await leave()
    return { kind: 'failure', problem: problemOf(error, { account, late: isLate() }) }
  }
}

/**
 * The limits of the client library hold for one response. A command may be answered with any number of them, which all
 * stay in memory until it ends, so what comes in is watched meanwhile.
 */
async function watched<Answer>(client: ImapFlow, budget: number, command: () => Promise<Answer>): Promise<Answer> {
  const before = client.stats().received
  const isTooMuch = () => client.stats().received - before > budget
  let stopped = false
  const look = setInterval(() => {
    if (!isTooMuch()) return
    stopped = true
    clearInterval(look)
    client.close()
  }, LOOK_MS)
  try {
    const answer = await command()
    // It may have come between two looks; and some commands end without an error when the connection is closed.
    if (stopped || isTooMuch()) throw new TooMuchError('The server answered with too much.')
    return answer
  } catch (error) {
    throw stopped ? new TooMuchError('The server answered with too much.', { cause: error }) : error
  } finally {
    clearInterval(look)
  }
}

function silence(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref()
  })
}
