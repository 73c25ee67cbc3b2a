import type { Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { TLSSocket } from 'node:tls'
import type { Certificate } from './certificate.ts'
import { uidsIn } from './mailbox.ts'
import type { Mailbox, StoredFolder, StoredMail } from './mailbox.ts'
import type { Faults } from './server.ts'

interface Parts {
  readonly mailbox: Mailbox
  readonly login: { username: string; password: string }
  readonly faults: Faults
  readonly asked: string[]
  /** For STARTTLS; null: it is not offered. */
  readonly certificate: Certificate | null
}

/** One connection to the fake server. */
export class Session {
  readonly #parts: Parts
  #socket: Socket
  #rest = ''
  #turn: Promise<void> = Promise.resolve()
  #encrypted = false
  #known = false
  #folder: { stored: StoredFolder; read_only: boolean } | null = null
  /** The tag of an AUTHENTICATE whose answer is to come. */
  #authenticating: string | null = null

  constructor(parts: Parts, socket: Socket) {
    this.#parts = parts
    this.#socket = socket
  }

  begin(): void {
    this.#listen()
    if (!this.#parts.faults.silent) this.#say(this.#parts.faults.greeting ?? '* OK fake mail server ready')
  }

  #listen(): void {
    this.#socket.on('data', (chunk: Buffer) => {
      this.#rest += chunk.toString('latin1')
      for (let end = this.#rest.indexOf('\r\n'); end >= 0; end = this.#rest.indexOf('\r\n')) {
        const line = this.#rest.slice(0, end)
        this.#rest = this.#rest.slice(end + 2)
        this.#turn = this.#turn.then(() => this.#hear(line))
      }
    })
  }

  #say(...lines: readonly string[]): void {
    if (!this.#socket.destroyed) this.#socket.write(lines.map((line) => `${line}\r\n`).join(''), 'latin1')
  }

  async #hear(line: string): Promise<void> {
    const { faults, asked } = this.#parts
    if (faults.silent) return
    if (faults.slow_ms > 0) await wait(faults.slow_ms)
    if (this.#authenticating !== null) return this.#authenticated(this.#authenticating, line)
    const [, tag = '*', command = '', rest = ''] = /^(\S+) (UID \S+|\S+) ?(.*)$/.exec(line) ?? []
    asked.push(`${command} ${rest}`.trim())
    if (faults.flood !== null && `${command} ${rest}`.startsWith(faults.flood.on)) await this.#flood(faults.flood.line)
    this.#answer(tag, command.toUpperCase(), rest)
  }

  async #flood(line: string): Promise<void> {
    const part = `${line}\r\n`.repeat(Math.ceil(100_000 / line.length))
    const { faults } = this.#parts
    while (faults.flooded < 60_000_000 && !this.#socket.destroyed) {
      await new Promise<void>((resolve) => {
        this.#socket.write(part, 'latin1', () => resolve())
      })
      faults.flooded += part.length
    }
  }

  #answer(tag: string, command: string, rest: string): void {
    switch (command) {
      case 'CAPABILITY':
        return this.#say(`* CAPABILITY ${this.#capabilities()}`, `${tag} OK done`)
      case 'NOOP':
        return this.#say(`${tag} OK done`)
      case 'ID':
        return this.#say('* ID ("name" "Fake")', `${tag} OK done`)
      case 'STARTTLS':
        return this.#encrypt(tag)
      case 'LOGIN':
        return this.#login(tag, wordsIn(rest))
      case 'AUTHENTICATE':
        this.#authenticating = tag
        return this.#say('+ ')
      case 'LOGOUT':
        this.#say('* BYE see you', `${tag} OK done`)
        return void this.#socket.end()
      default:
        return this.#known ? this.#inside(tag, command, rest) : this.#say(`${tag} BAD log in first`)
    }
  }

  #inside(tag: string, command: string, rest: string): void {
    switch (command) {
      case 'NAMESPACE':
        return this.#say('* NAMESPACE (("" "/")) NIL NIL', `${tag} OK done`)
      case 'LIST':
      case 'LSUB':
        return this.#list(tag, command, wordsIn(rest)[1] ?? '*')
      case 'SELECT':
      case 'EXAMINE':
        return this.#open(tag, wordsIn(rest)[0] ?? '', command === 'EXAMINE')
      case 'UID SEARCH':
        return this.#search(tag, rest)
      case 'UID FETCH':
        return this.#fetch(tag, rest)
      default:
        return this.#say(`${tag} BAD unknown command`)
    }
  }

  #capabilities(): string {
    const offers = this.#parts.certificate !== null && !this.#encrypted
    return `IMAP4rev1 ID NAMESPACE AUTH=PLAIN${offers ? ' STARTTLS LOGINDISABLED' : ''}`
  }

  #encrypt(tag: string): void {
    const { certificate } = this.#parts
    if (certificate === null) return this.#say(`${tag} BAD unknown command`)
    this.#socket.removeAllListeners('data')
    this.#say(`${tag} OK begin`)
    const secure = new TLSSocket(this.#socket, { isServer: true, ...certificate })
    secure.on('error', () => {})
    this.#socket = secure
    this.#encrypted = true
    this.#listen()
  }

  #authenticated(tag: string, line: string): void {
    this.#authenticating = null
    const [, username = '', password = ''] = Buffer.from(line, 'base64').toString().split('\0')
    this.#login(tag, [username, password])
  }

  #login(tag: string, [username, password]: readonly string[]): void {
    const { login, faults } = this.#parts
    if (faults.refuse_login !== null) return this.#say(`${tag} NO ${faults.refuse_login}`)
    this.#known = username === login.username && password === login.password
    return this.#say(this.#known ? `${tag} OK welcome` : `${tag} NO [AUTHENTICATIONFAILED] Invalid credentials`)
  }

  #list(tag: string, command: string, pattern: string): void {
    const names = [...this.#parts.mailbox.folders.keys()].filter((name) => pattern === '*' || wire(name) === pattern)
    const lines = names.map((name) => `* ${command} (\\HasNoChildren) "/" "${wire(name)}"`)
    this.#say(...lines, ...(pattern === '*' ? [`* ${command} (\\Noselect) "/" "[Only others]"`] : []), `${tag} OK done`)
  }

  #open(tag: string, name: string, read_only: boolean): void {
    const found = [...this.#parts.mailbox.folders].find(([each]) => wire(each) === name)?.[1]
    if (found === undefined) return this.#say(`${tag} NO [NONEXISTENT] Unknown Mailbox: ${name}`)
    this.#folder = { stored: found, read_only }
    this.#say(
      '* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)',
      `* ${found.mails.length} EXISTS`,
      '* 0 RECENT',
      `* OK [UIDVALIDITY ${found.uid_validity}] UIDs valid`,
      `* OK [UIDNEXT ${found.uid_next}] Predicted next UID`,
      `${tag} OK [${read_only ? 'READ-ONLY' : 'READ-WRITE'}] done`,
    )
  }

  #search(tag: string, rest: string): void {
    const stored = this.#folder?.stored
    if (stored === undefined) return this.#say(`${tag} BAD no folder is open`)
    const set = /UID (\S+)/i.exec(rest)?.[1]
    const since = /SINCE (\S+)/i.exec(rest)?.[1]
    const uids = set === undefined ? stored.mails.map(({ uid }) => uid) : uidsIn(set, stored)
    const from = since === undefined ? 0 : Date.parse(`${since.replaceAll('"', '')} UTC`)
    const found = stored.mails.filter(({ uid, at }) => uids.includes(uid) && at.getTime() >= from)
    this.#say(`* SEARCH ${found.map(({ uid }) => uid).join(' ')}`.trim(), `${tag} OK done`)
  }

  #fetch(tag: string, rest: string): void {
    const folder = this.#folder
    if (folder === null) return this.#say(`${tag} BAD no folder is open`)
    const [, set = '', items = ''] = /^(\S+) (.*)$/.exec(rest) ?? []
    const uids = new Set(uidsIn(set, folder.stored))
    for (const [index, mail] of folder.stored.mails.entries()) {
      if (!uids.has(mail.uid)) continue
      if (!/BODY/i.test(items)) this.#say(`* ${index + 1} FETCH (UID ${mail.uid} RFC822.SIZE ${mail.source.length})`)
      else if (!this.#give(mail, { at: index + 1, items, read_only: folder.read_only })) return
    }
    this.#say(`${tag} OK done`)
  }

  /** False: the connection is cut. */
  #give(mail: StoredMail, { at, items, read_only }: { at: number; items: string; read_only: boolean }): boolean {
    const { faults } = this.#parts
    if (!/BODY\.PEEK/i.test(items) && !read_only) mail.seen = true
    const [, from, most] = /<(\d+)\.(\d+)>/.exec(items) ?? []
    const bytes = mail.source.subarray(Number(from ?? 0), Number(from ?? 0) + Number(most ?? mail.source.length))
    const name = from === undefined ? 'BODY[]' : `BODY[]<${from}>`
    const cut = faults.cut_at_mail === 1 || faults.cut_at_uid === mail.uid
    if (faults.cut_at_mail !== null) faults.cut_at_mail = cut ? null : faults.cut_at_mail - 1
    const head = `* ${at} FETCH (UID ${mail.uid} ${name} {${bytes.length}}\r\n`
    const part = bytes.subarray(0, cut ? bytes.length / 2 : bytes.length)
    if (!this.#socket.destroyed) this.#socket.write(Buffer.concat([Buffer.from(head), part]))
    if (cut) this.#socket.destroySoon()
    else this.#say(')')
    return !cut
  }
}

function wordsIn(rest: string): string[] {
  return [...rest.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(([, quoted, bare = '']) =>
    quoted === undefined ? bare : quoted.replaceAll(/\\(.)/g, '$1'),
  )
}

/** A name as it travels: UTF-7 with & for what is not ASCII (RFC 3501 §5.1.3). */
function wire(name: string): string {
  return name.replaceAll('&', '&-').replaceAll(/[^ -~]+/g, (text) => {
    const units = Buffer.from(text, 'utf16le').swap16().toString('base64')
    return `&${units.replaceAll('/', ',').replace(/=+$/, '')}-`
  })
}
