import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterEach, expect, test } from 'vitest'
import { clockFrom } from '#platform/clock.ts'
import { makeDial } from '#platform/http/dial.ts'
import { START } from '#kit/make-app.ts'
import { makeCertificate } from '#kit/vendors/imap/certificate.ts'
import { Mailbox, letter } from '#kit/vendors/imap/mailbox.ts'
import { startFakeImap } from '#kit/vendors/imap/server.ts'
import type { FakeImap, FakeImapOptions } from '#kit/vendors/imap/server.ts'
import type { Bookmark, MailAccount, ReadStep, Reading } from '#domain/mail-folders/port.ts'
import { makeMailFolders } from './index.ts'
import { soon } from '#kit/soon.ts'

const DAY = 86_400_000
const certificate = makeCertificate('localhost')
const clock = clockFrom(() => START)
const dial = makeDial({ config: { allow_private_hosts: ['127.0.0.1', 'localhost'] } })
const folders = makeMailFolders({
  dial,
  clock,
  patience: { connect_ms: 400, silence_ms: 400, list_ms: 1_000, read_ms: 1_000 },
})

const started: FakeImap[] = []
afterEach(async () => {
  for (const server of started.splice(0)) await server.close()
})

async function start(options: Partial<FakeImapOptions> = {}): Promise<FakeImap> {
  const server = await startFakeImap({ mailbox: new Mailbox('Jobs', 'Entwürfe & mehr'), ...options })
  started.push(server)
  return server
}

const accountAt = (server: FakeImap, change: Partial<MailAccount> = {}): MailAccount => ({
  ...{ host: server.host, port: server.port, security: 'plain' },
  ...server.login,
  ...change,
})

const READING: Reading = {
  ...{ folder: 'Jobs', bookmark: null, most_mails: 50, most_bytes: 10_000, last: null, stopped: () => false },
}

async function read(account: MailAccount, change: Partial<Reading> = {}) {
  const steps: ReadStep[] = []
  for await (const step of folders.read(account, { ...READING, ...change })) steps.push(step)
  return steps
}

const subjects = (steps: readonly ReadStep[]) =>
  steps.flatMap((step) => (step.kind === 'mail' ? [/Subject: (.*)\r/.exec(step.source ?? '')?.[1] ?? null] : []))
const bookmarkOf = (steps: readonly ReadStep[]): Bookmark => {
  const end = steps.at(-1)
  if (end?.kind !== 'end') throw new Error(`It ended with ${JSON.stringify(end)}`)
  return end.bookmark
}

test('lists the folders, the inbox first, names decoded', async () => {
  const listed = await folders.folders(accountAt(await start()))
  expect(listed).toEqual({
    kind: 'folders',
    folders: [
      { path: 'INBOX', readable: true },
      { path: '[Only others]', readable: false },
      { path: 'Entwürfe & mehr', readable: true },
      { path: 'Jobs', readable: true },
    ],
  })
})

test('reads two weeks at first, then what is new, and changes nothing', async () => {
  const server = await start()
  server.mailbox.deliver('Jobs', letter('old'), new Date(START - 40 * DAY))
  server.mailbox.deliver('Jobs', letter('one'), new Date(START - 3 * DAY))
  server.mailbox.deliver('Jobs', letter('two'), new Date(START - DAY))
  const first = await read(accountAt(server))
  expect(first[0]).toEqual({ kind: 'opened', total: 2, first: { uid_validity: expect.any(String), uid: 2 } })
  expect(subjects(first)).toEqual(['one', 'two'])
  expect(subjects(await read(accountAt(server), { bookmark: bookmarkOf(first) }))).toEqual([])
  server.mailbox.deliver('Jobs', letter('three'), new Date(START))
  expect(subjects(await read(accountAt(server), { bookmark: bookmarkOf(first) }))).toEqual(['three'])
  expect(server.mailbox.folder('Jobs').mails.map(({ seen }) => seen)).toEqual([false, false, false, false])
  expect(server.asked.filter((line) => /SELECT|STORE|EXPUNGE|MOVE|COPY|APPEND|BODY\[/.test(line))).toEqual([])
  await soon(() => expect(server.open()).toBe(0))
})

test('nothing new is not even searched for', async () => {
  const server = await start()
  server.mailbox.deliver('Jobs', letter('one'), new Date(START))
  const bookmark = bookmarkOf(await read(accountAt(server)))
  server.asked.length = 0
  await read(accountAt(server), { bookmark })
  expect(server.asked.filter((line) => line.startsWith('UID'))).toEqual([])
})

test('a folder whose UIDs were given out anew is read as at first', async () => {
  const server = await start()
  for (const subject of ['one', 'two']) server.mailbox.deliver('Jobs', letter(subject), new Date(START - DAY))
  const bookmark = bookmarkOf(await read(accountAt(server)))
  server.mailbox.renumber('Jobs')
  const again = await read(accountAt(server), { bookmark })
  expect(subjects(again)).toEqual(['one', 'two'])
  expect(bookmarkOf(again).uid_validity).not.toBe(bookmark.uid_validity)
})

test('one reading takes so many, the next one goes on', async () => {
  const server = await start()
  for (const subject of ['one', 'two', 'three']) server.mailbox.deliver('Jobs', letter(subject), new Date(START))
  const first = await read(accountAt(server), { most_mails: 2 })
  expect([subjects(first), first.at(-1)]).toEqual([['one', 'two'], expect.objectContaining({ more: true })])
  const next = await read(accountAt(server), { most_mails: 2, bookmark: bookmarkOf(first) })
  expect([subjects(next), next.at(-1)]).toEqual([['three'], expect.objectContaining({ more: false })])
})

test('a huge mail is named and left alone', async () => {
  const server = await start()
  server.mailbox.deliver('Jobs', letter('x'.repeat(20_000)), new Date(START))
  server.mailbox.deliver('Jobs', letter('small'), new Date(START))
  expect(subjects(await read(accountAt(server)))).toEqual([null, 'small'])
  expect(server.asked.filter((line) => line.includes('BODY.PEEK'))).toHaveLength(1)
})

test('a stop ends it between two mails', async () => {
  const server = await start()
  for (const subject of ['one', 'two']) server.mailbox.deliver('Jobs', letter(subject), new Date(START))
  let asked = 0
  const steps = await read(accountAt(server), { stopped: () => (asked += 1) > 1 })
  expect([subjects(steps), steps.at(-1)?.kind]).toEqual([['one'], 'mail'])
})

test.each([
  ['[AUTHENTICATIONFAILED] Invalid credentials (Failure)', 'wrong_password'],
  ['[ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833', 'app_password'],
  ['[ALERT] Your account is not enabled for IMAP use. Please visit your settings.', 'imap_off'],
  ['AUTHENTICATE failed. BasicAuthBlocked', 'no_passwords'],
  ['[UNAVAILABLE] Temporary authentication failure', 'busy'],
])('a log-in refused with "%s" is %s', async (words, problem) => {
  const server = await start()
  server.faults.refuse_login = words
  expect(await folders.folders(accountAt(server))).toEqual({ kind: 'failure', problem })
})

test('a wrong password is told, and tried once', async () => {
  const server = await start()
  const failed = await read(accountAt(server, { password: 'wrong' }))
  expect(failed).toEqual([{ kind: 'failure', problem: 'wrong_password' }])
  expect(server.asked.filter((line) => /^AUTHENTICATE|^LOGIN/.test(line))).toHaveLength(1)
})

test('a folder that is gone is told', async () => {
  expect(await read(accountAt(await start()), { folder: 'Gone' })).toEqual([
    { kind: 'failure', problem: 'folder_missing' },
  ])
})

test('what was read before the connection was cut is kept, and the cut is told', async () => {
  const server = await start()
  for (const subject of ['one', 'two', 'three']) server.mailbox.deliver('Jobs', letter(subject), new Date(START))
  server.faults.cut_at_mail = 2
  const steps = await read(accountAt(server))
  expect([subjects(steps), steps.at(-1)]).toEqual([['one'], { kind: 'failure', problem: 'broken_off' }])
})

test('a server that says nothing, or too little too slowly, is given up', async () => {
  const server = await start()
  server.faults.silent = true
  expect(await folders.folders(accountAt(server))).toEqual({ kind: 'failure', problem: 'timeout' })
  Object.assign(server.faults, { silent: false, slow_ms: 250 })
  expect(await folders.folders(accountAt(server))).toEqual({ kind: 'failure', problem: 'timeout' })
})

const LETTER = 'x'.repeat(1_000)
test.each([
  ['LIST "" "*"', `* LIST (\\HasNoChildren) "/" "${LETTER}"`],
  ['UID SEARCH', `* SEARCH ${'1 '.repeat(500)}1`],
  [
    'UID FETCH 1 (UID RFC822.SIZE',
    `* 1 FETCH (UID 1 RFC822.SIZE 10 ENVELOPE (NIL "${LETTER}" NIL NIL NIL NIL NIL NIL NIL NIL))`,
  ],
  ['UID FETCH 1 (UID BODY', `* 1 FETCH (UID 1 BODY[]<0> "${LETTER}")`],
])('a server that answers %s again and again is left before memory runs out', async (on, line) => {
  const server = await start()
  server.mailbox.deliver('Jobs', letter('one'), new Date(START))
  server.faults.flood = { on, line }
  const patient = makeMailFolders({ dial, clock, patience: { list_ms: 20_000, read_ms: 20_000 } })
  const steps: unknown[] = []
  if (on.startsWith('LIST')) steps.push(await patient.folders(accountAt(server)))
  else for await (const step of patient.read(accountAt(server), READING)) steps.push(step)
  expect(steps.at(-1)).toEqual({ kind: 'failure', problem: 'unreadable' })
  expect(server.faults.flooded).toBeLessThan(40_000_000)
})

test('what is no mail server is told', async () => {
  const server = await start()
  server.faults.greeting = 'HTTP/1.1 400 Bad Request'
  expect(await folders.folders(accountAt(server))).toMatchObject({
    problem: expect.stringMatching(/^(unreadable|timeout)$/),
  })
  const { port } = server
  await server.close()
  expect(await folders.folders(accountAt(server, { port }))).toEqual({ kind: 'failure', problem: 'unreachable' })
})

test('encryption is from the start or after a word, and only with a certificate that somebody vouches for', async () => {
  const direct = await start({ tls: { certificate, from: 'start' } })
  const after = await start({ tls: { certificate, from: 'starttls' } })
  const at = (server: FakeImap, security: MailAccount['security'], host = 'localhost') =>
    folders.folders(accountAt(server, { host, security }))
  expect(await at(direct, 'tls')).toEqual({ kind: 'failure', problem: 'certificate' })
  expect(await at(after, 'starttls')).toEqual({ kind: 'failure', problem: 'certificate' })
  const before = getCACertificates('default')
  setDefaultCACertificates([...before, certificate.cert])
  try {
    expect(await at(direct, 'tls')).toMatchObject({ kind: 'folders' })
    expect(await at(after, 'starttls')).toMatchObject({ kind: 'folders' })
    expect(await at(direct, 'tls', '127.0.0.1')).toEqual({ kind: 'failure', problem: 'certificate' })
    expect(await at(after, 'tls')).toEqual({ kind: 'failure', problem: 'wrong_security' })
    expect(await at(direct, 'starttls')).toMatchObject({ problem: expect.stringMatching(/timeout|wrong_security/) })
  } finally {
    setDefaultCACertificates(before)
  }
})

test('where STARTTLS is chosen and not offered, no password is sent', async () => {
  const server = await start()
  expect(await folders.folders(accountAt(server, { security: 'starttls' }))).toEqual({
    kind: 'failure',
    problem: 'wrong_security',
  })
  expect(server.asked.filter((line) => /^AUTHENTICATE|^LOGIN/.test(line))).toEqual([])
})
