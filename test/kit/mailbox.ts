import { createServer } from 'node:net'
import type { Socket } from 'node:net'
import { z } from 'zod'

export interface Mailbox {
  /** What `SMTP_URL` says. */
  readonly url: string
  /** Every message as it came, oldest first, without the soft line ends of quoted-printable. */
  messages(): string[]
  close(): Promise<void>
}

/** A mail server that takes everything and keeps it. */
export async function startMailbox(): Promise<Mailbox> {
  const taken: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    let message: string | null = null
    socket.on('error', () => {})
    socket.write('220 test\r\n')
    socket.on('data', (chunk) => {
      const text = chunk.toString()
      if (message === null) {
        if (text.startsWith('DATA')) message = ''
        socket.write(text.startsWith('DATA') ? '354 go\r\n' : text.startsWith('QUIT') ? '221 bye\r\n' : '250 ok\r\n')
        return
      }
      message += text
      if (!message.endsWith('\r\n.\r\n')) return
      taken.push(message.slice(0, -5))
      message = null
      socket.write('250 taken\r\n')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = z.object({ port: z.number() }).parse(server.address())
  return {
    url: `smtp://127.0.0.1:${port}`,
    messages: () => taken.map(unquoted),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function unquoted(message: string): string {
  const body = message.indexOf('\r\n\r\n')
  const bytes = message
    .slice(body)
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return message.slice(0, body) + Buffer.from(bytes, 'latin1').toString('utf8')
}
