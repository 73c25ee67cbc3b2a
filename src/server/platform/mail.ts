import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { z } from 'zod'
import { dateOf } from '#platform/clock.ts'
import type { Config } from '#platform/config.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Tx } from '#platform/db/db.ts'
import { job } from '#platform/queue.ts'
import type { Queue } from '#platform/queue.ts'
import type { Secrets } from '#platform/secrets.ts'

export interface Message {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  /** Where a program stops such mails with one request (RFC 8058), for mails that somebody subscribed to. */
  readonly unsubscribe_url?: string
  /** An invitation or its cancellation (RFC 6047): shown by mail programs, and attached for all others. */
  readonly invitation?: { readonly method: 'REQUEST' | 'CANCEL'; readonly ics: string }
}

export interface Mail {
  /** Queues a message in the caller's transaction; a job sends it, or writes it to the outbox folder without SMTP. */
  send(tx: Tx, message: Message): Promise<void>
  /** False when messages go to `DATA_DIR/outbox`: screens that wait for a mail say so. */
  readonly delivers: boolean
}

const StoredMessage = z.object({
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string().optional(),
  unsubscribe_url: z.string().optional(),
  invitation: z.object({ method: z.enum(['REQUEST', 'CANCEL']), ics: z.string() }).optional(),
})
const SendData = z.object({ id: z.uuid(), at: z.iso.datetime(), sealed: z.string() })

/** Messages carry links that sign people in: the queue keeps them sealed. */
const placeOf = (id: string) => ({ table: 'pgboss.job', row: id, column: 'data' })

const sendMail = job({
  name: 'mail.send',
  data: SendData,
  retries: 8,
  timeout_s: 60,
  concurrency: 4,
  async run(ctx: Ctx, { id, at, sealed }) {
    const message = StoredMessage.parse(JSON.parse(ctx.secrets.open(sealed, placeOf(id))))
    const envelope = {
      from: ctx.config.mail_from,
      to: message.to,
      subject: message.subject,
      text: message.text,
      ...(message.html === undefined ? {} : { html: message.html }),
      ...inviting(message),
      // The same at a second try, so that a mailbox that already has it can tell.
      messageId: `<${id}@${new URL(ctx.config.public_url).hostname}>`,
      date: dateOf(at),
      headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribing(message) },
      disableFileAccess: true,
      disableUrlAccess: true,
    }
    if (ctx.config.smtp_url === null) await writeToOutbox(ctx.config, `${at.replaceAll(':', '-')}-${id}.eml`, envelope)
    else await deliver(ctx.config.smtp_url, envelope)
    ctx.log.info({ mail_id: id, outbox: ctx.config.smtp_url === null }, 'mail sent')
  },
})

export const mailJobs = [sendMail]

/** Mail through the queue. */
export function makeMail(options: {
  config: Pick<Config, 'smtp_url'>
  queue: Queue
  secrets: Secrets
  id: () => string
  clock: { iso(): string }
}): Mail {
  return {
    delivers: options.config.smtp_url !== null,
    async send(tx, message) {
      const id = options.id()
      const sealed = options.secrets.seal(JSON.stringify(StoredMessage.parse(message)), placeOf(id))
      await options.queue.enqueue(tx, sendMail, { id, at: options.clock.iso(), sealed })
    },
  }
}

function inviting({ invitation }: z.output<typeof StoredMessage>) {
  if (invitation === undefined) return {}
  return { icalEvent: { method: invitation.method, filename: 'invite.ics', content: invitation.ics } }
}

// Prepared: a folded or encoded address is one that mail programs do not find.
function unsubscribing({ unsubscribe_url: url }: z.output<typeof StoredMessage>) {
  if (url === undefined) return {}
  return {
    'List-Unsubscribe': { prepared: true, value: `<${url}>` },
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
}

type Envelope = Parameters<ReturnType<typeof createTransport>['sendMail']>[0]

async function writeToOutbox(config: Config, name: string, envelope: Envelope): Promise<void> {
  const folder = join(config.data_dir, 'outbox')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const rendered = await createTransport({ streamTransport: true, buffer: true, newline: 'windows' }).sendMail(envelope)
  await writeFile(join(folder, name), z.instanceof(Buffer).parse(rendered.message), { mode: 0o600 })
}

async function deliver(smtp_url: string, envelope: Envelope): Promise<void> {
  const transport = createTransport({
    url: smtp_url,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 30_000,
  })
  try {
    await transport.sendMail(envelope)
  } finally {
    transport.close()
  }
}
