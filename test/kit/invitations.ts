import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestApp } from './make-app.ts'

/** A mail with its parts decoded. */
export interface ReadMail {
  readonly to: string
  readonly subject: string
  readonly text: string
  /** The invitation, with its lines unfolded. */
  readonly ics: string | null
  /** The secret of the link to manage an appointment. */
  readonly secret: string
}

/** The mails of the outbox folder, oldest first, after waiting until none is under way. */
export async function mailsOf(app: TestApp): Promise<ReadMail[]> {
  await app.ctx.queue.drain()
  return mailsIn(app.data_dir)
}

/** Empties the outbox: its files are sorted by the clock, which some tests put back. */
export async function forgetMails(app: TestApp): Promise<void> {
  await app.ctx.queue.drain()
  const folder = join(app.data_dir, 'outbox')
  for (const name of await readdir(folder).catch(() => [])) await rm(join(folder, name))
}

/** The mails that a server with this folder of data has written by now, oldest first. */
export async function mailsIn(data_dir: string): Promise<ReadMail[]> {
  const folder = join(data_dir, 'outbox')
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml')).sort()
  return Promise.all(names.map(async (name) => readMail(await readFile(join(folder, name), 'utf8'))))
}

function readMail(source: string): ReadMail {
  const { headers, body } = cut(source)
  const parts = partsOf(headers, body)
  const text = parts.find(({ type }) => type.startsWith('text/plain'))?.body ?? ''
  const ics = parts.find(({ type }) => type.startsWith('text/calendar'))?.body ?? null
  return {
    ...{ to: headers('to'), subject: decodedWords(headers('subject')), text },
    ics: ics === null ? null : ics.replaceAll(/\r?\n[ \t]/g, ''),
    secret: /\/booked#([\w.-]+)/.exec(text)?.[1] ?? '',
  }
}

type Headers = (name: string) => string

function cut(source: string): { headers: Headers; body: string } {
  const at = /\r?\n\r?\n/.exec(source)
  const head = source.slice(0, at?.index ?? source.length).replaceAll(/\r?\n[ \t]+/g, ' ')
  const headers: Headers = (name) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]?.trim() ?? ''
  return { headers, body: at === null ? '' : source.slice(at.index + at[0].length) }
}

function partsOf(headers: Headers, body: string): { type: string; body: string }[] {
  const type = headers('content-type')
  const boundary = /boundary="?([^";]+)/i.exec(type)?.[1]
  if (boundary === undefined) return [{ type, body: decoded(headers('content-transfer-encoding'), body) }]
  return body
    .split(`--${boundary}`)
    .slice(1, -1)
    .flatMap((part) => {
      const inner = cut(part.replace(/^\r?\n/, ''))
      return partsOf(inner.headers, inner.body)
    })
}

function decoded(encoding: string, body: string): string {
  if (encoding.toLowerCase() === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  if (encoding.toLowerCase() !== 'quoted-printable') return body
  const bytes = body
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

function decodedWords(text: string): string {
  return text.replaceAll(/=\?UTF-8\?([QB])\?([^?]*)\?= ?/gi, (_, how: string, word: string) =>
    how.toUpperCase() === 'B'
      ? Buffer.from(word, 'base64').toString('utf8')
      : decoded('quoted-printable', word.replaceAll('_', ' ')),
  )
}
