import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import type { Certificate } from './certificate.ts'
import type { Mailbox } from './mailbox.ts'
import { Session } from './session.ts'

/** What goes wrong from now on. */
export interface Faults {
  /** Every log-in is refused with these words. */
  refuse_login: string | null
  /** The connection is cut in the middle of the n-th mail that is fetched from now on. */
  cut_at_mail: number | null
  /** The connection is cut in the middle of this mail, whenever it is fetched. */
  cut_at_uid: number | null
  /** What is asked for is never answered. */
  silent: boolean
  /** A command that begins with `on` is answered with this line again and again: 60 MB of it. */
  flood: { on: string; line: string } | null
  /** How many bytes of it were sent. */
  flooded: number
  /** Answers are held back by so many milliseconds. */
  slow_ms: number
  /** Instead of a mail server, this is what answers. */
  greeting: string | null
}

export interface FakeImap {
  readonly host: string
  readonly port: number
  readonly mailbox: Mailbox
  readonly login: { username: string; password: string }
  readonly faults: Faults
  /** Every command as it came, without its tag; passwords are in it. */
  readonly asked: string[]
  /** Connections that are open now. */
  readonly open: () => number
  close(): Promise<void>
}

export interface FakeImapOptions {
  readonly mailbox: Mailbox
  readonly login?: { username: string; password: string }
  /** Encrypted from the start, or offered after a word. Absent: neither. */
  readonly tls?: { certificate: Certificate; from: 'start' | 'starttls' }
  readonly port?: number
}

/** A small mail server with one mailbox (RFC 3501, as far as reading needs it). */
export async function startFakeImap(options: FakeImapOptions): Promise<FakeImap> {
  const { mailbox, login = { username: 'mara@example.org', password: 'app password of mara' }, tls } = options
  const faults: Faults = {
    refuse_login: null,
    cut_at_mail: null,
    cut_at_uid: null,
    silent: false,
    flood: null,
    flooded: 0,
    slow_ms: 0,
    greeting: null,
  }
  const asked: string[] = []
  const sockets = new Set<Socket>()
  const serve = (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    const certificate = tls?.from === 'starttls' ? tls.certificate : null
    new Session({ mailbox, login, faults, asked, certificate }, socket).begin()
  }
  const server = tls?.from === 'start' ? createTlsServer({ ...tls.certificate }, serve) : createServer(serve)
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  return {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    ...{ mailbox, login, faults, asked },
    open: () => sockets.size,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
