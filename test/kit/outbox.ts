import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestApp } from './make-app.ts'

export interface SentMail {
  readonly to: string
  readonly subject: string
  readonly text: string
  /** What stands after # in the first link. */
  readonly token: string
}

/** The mails of the outbox folder, oldest first, after waiting until none is under way. */
export async function outboxOf(app: TestApp): Promise<SentMail[]> {
  await app.ctx.queue.drain()
  const folder = join(app.data_dir, 'outbox')
  const names = await readdir(folder).catch(() => [])
  const mails = await Promise.all(
    names
      .filter((name) => name.endsWith('.eml'))
      .sort()
      .map((name) => readFile(join(folder, name), 'utf8')),
  )
  return mails.map(parseMail)
}

/** The newest mail to an address. */
export async function mailTo(app: TestApp, address: string): Promise<SentMail> {
  const mail = (await outboxOf(app)).findLast((candidate) => candidate.to.toLowerCase() === address.toLowerCase())
  if (mail === undefined) throw new Error(`No mail to ${address}.`)
  return mail
}

function parseMail(source: string): SentMail {
  const [head = '', ...rest] = source.split(/\r?\n\r?\n/)
  const header = (name: string) =>
    new RegExp(`^${name}: (.*)$`, 'im').exec(head.replaceAll(/\r?\n[ \t]+/g, ' '))?.[1]?.trim() ?? ''
  const body = rest.join('\n\n')
  const text = header('Content-Transfer-Encoding').toLowerCase() === 'quoted-printable' ? unquoted(body) : body
  return { to: header('To'), subject: header('Subject'), text, token: /#([\w-]{20,})/.exec(text)?.[1] ?? '' }
}

function unquoted(text: string): string {
  const bytes = text
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
