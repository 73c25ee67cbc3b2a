/** A mail in a folder of the fake server. */
export interface StoredMail {
  readonly uid: number
  readonly source: Buffer
  readonly at: Date
  seen: boolean
}

export interface StoredFolder {
  uid_validity: number
  uid_next: number
  readonly mails: StoredMail[]
}

/** The mailbox of one person: change it to change what the server has. */
export class Mailbox {
  readonly folders = new Map<string, StoredFolder>()

  constructor(...names: readonly string[]) {
    for (const name of ['INBOX', ...names])
      this.folders.set(name, { uid_validity: 1_700_000_000, uid_next: 1, mails: [] })
  }

  folder(name: string): StoredFolder {
    const found = this.folders.get(name)
    if (found === undefined) throw new Error(`There is no folder ${name}.`)
    return found
  }

  /** Puts a mail into a folder, as if it had just arrived. */
  deliver(name: string, source: string | Buffer, at: Date): number {
    const folder = this.folder(name)
    const uid = folder.uid_next
    folder.uid_next += 1
    folder.mails.push({ uid, source: Buffer.from(source), at, seen: false })
    return uid
  }

  /** Gives every mail a new UID, as servers do after a move or a repair. */
  renumber(name: string): void {
    const folder = this.folder(name)
    const mails = folder.mails.splice(0)
    folder.uid_validity += 1
    folder.uid_next = 1
    for (const { source, at } of mails) this.deliver(name, source, at)
  }
}

/** The UIDs of a set as `4`, `2,7:9` or `5:*`; a star is the last mail. */
export function uidsIn(set: string, folder: StoredFolder): number[] {
  const last = folder.mails.at(-1)?.uid ?? 0
  const ends = set.split(',').map((part) => part.split(':').map((end) => (end === '*' ? last : Number(end))))
  return folder.mails
    .map(({ uid }) => uid)
    .filter((uid) => ends.some(([from = 0, to = from]) => uid >= Math.min(from, to) && uid <= Math.max(from, to)))
}

/** An alert as LinkedIn sends them: each posting with its title, employer and place. */
export function alertMail(postings: readonly { id: number; title: string; company: string; place: string }[]): string {
  const cards = postings.map(
    ({ id, title, company, place }) =>
      `<tr><td><a href="https://www.linkedin.com/comm/jobs/view/${id}/?trackingId=x"><strong>${title}</strong></a><p>${company} · ${place}</p></td></tr>`,
  )
  return [
    'From: LinkedIn Job Alerts <jobalerts-noreply@linkedin.com>',
    'To: mara@example.org',
    `Subject: ${postings.length} new jobs for you`,
    'Date: Fri, 20 Nov 2026 08:00:00 +0000',
    'MIME-Version: 1.0',
    'Content-Type: text/html; charset=utf-8',
    '',
    `<html><body><table>${cards.join('\n')}</table></body></html>`,
    '',
  ].join('\r\n')
}

/** A mail that is nobody else's business. */
export function letter(subject: string): string {
  return `From: Oma <oma@example.org>\r\nTo: mara@example.org\r\nSubject: ${subject}\r\nDate: Fri, 20 Nov 2026 08:00:00 +0000\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nKuchen am Sonntag?\r\n`
}
