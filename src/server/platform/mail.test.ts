import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseConfig } from '#platform/config.ts'
import type { Ctx } from '#platform/ctx.ts'
import { makeMail, mailJobs } from '#platform/mail.ts'
import type { Mail } from '#platform/mail.ts'
import { makeQueue } from '#platform/queue.ts'
import type { RunningQueue } from '#platform/queue.ts'
import { makeMachine } from '#kit/machine.ts'
import type { Machine } from '#kit/machine.ts'

const person = { user_id: '01939d6c-7f00-7000-8000-000000000001', firm_id: '01939d6c-7f00-7000-8000-000000000002' }
const message = {
  to: 'ada@example.org',
  subject: 'Grüße',
  text: 'Reset: https://copilot.example/reset?token=s3cret',
  html: '<p>Reset</p>',
}

let machine: Machine
let queue: RunningQueue
let data_dir = ''

beforeEach(async () => {
  machine = await makeMachine()
  data_dir = await mkdtemp(join(tmpdir(), 'mail-'))
})
afterEach(async () => {
  await queue.stop()
  await machine.close()
  await rm(data_dir, { recursive: true })
})

async function startMail(variables: Readonly<Record<string, string>> = {}): Promise<Mail> {
  const { base, pools } = machine
  const config = parseConfig({ DATA_DIR: data_dir, PUBLIC_URL: 'https://copilot.example', ...variables })
  queue = makeQueue({
    ...base,
    pool: pools.system,
    worker: 'off',
    housekeeping: false,
    metrics: { job: () => {} },
    retry_delay_s: 0,
  })
  await queue.start({ ...base, config } as Ctx, mailJobs)
  return makeMail({ config, queue, ...base })
}

const outbox = () => readdir(join(data_dir, 'outbox')).catch(() => [])

test('without SMTP a message becomes a file in the outbox, readable by any mail program', async () => {
  const mail = await startMail()
  expect(mail.delivers).toBe(false)
  await machine.db.as(person, (tx) => mail.send(tx, message))
  expect(await outbox()).toEqual([])
  await queue.drain()
  const [name] = await outbox()
  expect(name).toMatch(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z-[0-9a-f-]{36}\.eml$/)
  const eml = await readFile(join(data_dir, 'outbox', name ?? ''), 'utf8')
  expect(eml).toContain('To: ada@example.org\r\n')
  expect(eml).toContain('From: Career Copilot <copilot@localhost>\r\n')
  expect(eml).toContain('=?UTF-8?')
  expect(eml).toMatch(/^Date: \w{3}, \d{2} \w{3} \d{4} [\d:]{8} \+0000\r$/m)
  expect(eml).toMatch(/Message-ID: <[0-9a-f-]{36}@copilot\.example>/)
  expect(eml).toContain('https://copilot.example/reset?token=s3cret')
})

test('a message is not sent when the transaction that wanted it rolls back', async () => {
  const mail = await startMail()
  const undone = machine.db.as(person, async (tx) => {
    await mail.send(tx, message)
    throw new Error('no')
  })
  await expect(undone).rejects.toThrow('no')
  await queue.drain()
  expect(await outbox()).toEqual([])
})

test('the queue keeps a message sealed', async () => {
  const mail = await startMail()
  await machine.db.as(person, (tx) => mail.send(tx, message))
  const { rows } = await machine.admin.query<{ data: unknown }>('SELECT data FROM pgboss.job')
  expect(JSON.stringify(rows)).toContain('sealed')
  expect(JSON.stringify(rows)).not.toMatch(/s3cret|ada@/)
})

test('a header cannot be smuggled in through the subject or the recipient', async () => {
  const mail = await startMail()
  const smuggled = { to: 'ada@example.org', subject: 'Hi\r\nBcc: eve@example.org', text: 'x' }
  await machine.db.as(person, (tx) => mail.send(tx, smuggled))
  await queue.drain()
  const [name] = await outbox()
  expect(await readFile(join(data_dir, 'outbox', name ?? ''), 'utf8')).not.toMatch(/^Bcc:/m)
})

test('with SMTP a message is delivered, and again after the server was down', async () => {
  const received: string[] = []
  const server = createServer((socket) => {
    let data = false
    socket.write('220 test\r\n')
    socket.on('data', (chunk) => {
      const text = chunk.toString()
      received.push(text)
      if (data && text.endsWith('\r\n.\r\n')) {
        data = false
        socket.write('250 taken\r\n')
      } else if (!data) {
        data = text.startsWith('DATA')
        socket.write(data ? '354 go\r\n' : text.startsWith('QUIT') ? '221 bye\r\n' : '250 ok\r\n')
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  const mail = await startMail({ SMTP_URL: `smtp://127.0.0.1:${port}` })
  expect(mail.delivers).toBe(true)
  await machine.db.as(person, (tx) => mail.send(tx, message))
  await queue.drain()
  expect((await queue.deadLetters(1))[0]?.tries).toBe(9)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const [dead] = await queue.deadLetters(1)
  await queue.runAgain(dead?.id ?? '')
  await queue.drain()
  await new Promise((resolve) => server.close(resolve))
  expect(received.join('')).toContain('RCPT TO:<ada@example.org>')
  expect(received.join('')).toContain('reset?token=s3cret')
  expect(await outbox()).toEqual([])
})
