import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { START, makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { Mailbox, alertMail, letter } from '#kit/vendors/imap/mailbox.ts'
import { startFakeImap } from '#kit/vendors/imap/server.ts'
import type { FakeImap } from '#kit/vendors/imap/server.ts'
import { jobs } from './run.ts'
import { soon } from '#kit/soon.ts'

const DAY = 86_400_000
const MINUTE = 60_000
const BAKER = { id: 3_800_000_001, title: 'Bäcker (m/w/d)', company: 'Acme Backwaren', place: 'Köln' }
const COOK = { id: 3_800_000_002, title: 'Cook', company: 'Wirtshaus', place: 'Bonn' }

let imap: FakeImap
let app: TestApp
let mara: TestUser
let tom: TestUser

beforeAll(async () => {
  app = await makeApp({ ALLOW_PRIVATE_HOSTS: '127.0.0.1' })
})
afterAll(() => app.close())
beforeEach(async () => {
  imap = await startFakeImap({ mailbox: new Mailbox('Jobs', 'Other') })
  mara = await app.register()
  tom = await app.register()
})
afterEach(() => imap.close())

const account = () => ({ host: imap.host, port: imap.port, security: 'plain', ...imap.login })
const list = async (who = mara) => (await who.request('GET', '/mail-folders')).body.items
const addressed = (id: string, rest = '') => `/mail-folders/${id}${rest}`
const jobsOf = async (who: TestUser) => (await who.request('GET', '/jobs')).body.items
const runsOf = async (id: string) => (await mara.request('GET', addressed(id, '/runs'))).body.items

async function add(change: object = {}): Promise<string> {
  const added = await mara.request('POST', '/mail-folders', { body: { ...account(), folder: 'Jobs', ...change } })
  expect(added.status).toBe(201)
  return added.body.id
}

/** The schedule comes by, `after_ms` later. */
async function comeBy(after_ms: number): Promise<void> {
  app.time.advance(after_ms)
  mara = await app.login(mara)
  const [, due] = jobs
  await due?.handle(app.ctx, {}, new AbortController().signal)
  await app.ctx.queue.drain()
}

test('a folder brings the postings of its alerts, and nothing of other mails', async () => {
  imap.mailbox.deliver('Jobs', alertMail([BAKER, COOK]), new Date(START - DAY))
  imap.mailbox.deliver('Jobs', letter('Kuchen am Sonntag'), new Date(START))
  const id = await add()
  await app.ctx.queue.drain()
  expect(await list()).toMatchObject([
    {
      id,
      status: 'active',
      problem: null,
      last_ok_at: expect.any(String),
      brought: 2,
      last_run: { status: 'done', total: 2, mails: 2, alerts: 1, found: 2, added: 2, existing: 0, by: 'person' },
    },
  ])
  const feed = await jobsOf(mara)
  expect(feed.map(({ title }: { title: string }) => title).toSorted()).toEqual(['Bäcker (m/w/d)', 'Cook'])
  const news = await mara.request('GET', '/jobs', { query: { state: 'new' } })
  expect(news.body.items).toHaveLength(2)
  expect(await jobsOf(tom)).toEqual([])
  const tables = ['mail_folders', 'mail_folder_runs', 'postings', 'posting_sources', 'live_events']
  const rows = []
  for (const table of tables) rows.push(...(await app.rows(`SELECT * FROM ${table}`)))
  expect(JSON.stringify(rows)).not.toMatch(/Kuchen|oma@example/i)
  expect(imap.mailbox.folder('Jobs').mails.map(({ seen }) => seen)).toEqual([false, false])
})

test('a posting that comes again is not there twice, whether by mail or by hand', async () => {
  const mail = alertMail([BAKER])
  const key = `linkedin:${BAKER.id}`
  await mara.request('POST', '/jobs/import/list', { body: { mail, keys: [key] } })
  imap.mailbox.deliver('Jobs', alertMail([BAKER, COOK]), new Date(START))
  const id = await add()
  await app.ctx.queue.drain()
  imap.mailbox.deliver('Jobs', alertMail([COOK]), new Date(START))
  await mara.request('POST', addressed(id, '/run'))
  await app.ctx.queue.drain()
  expect(await runsOf(id)).toMatchObject([
    { mails: 1, found: 1, added: 0, existing: 1 },
    { mails: 1, found: 2, added: 1, existing: 1 },
  ])
  expect(await jobsOf(mara)).toHaveLength(2)
})

test('what is known from a source that its owner switched off is new to them, unless they hid it', async () => {
  const keys = [BAKER, COOK].map(({ id }) => `linkedin:${id}`)
  const brought = await tom.request('POST', '/jobs/import/list', { body: { mail: alertMail([BAKER, COOK]), keys } })
  const [baker, cook] = brought.body.imported.map(({ id }: { id: string }) => id)
  // A source of all brought them, not Tom.
  await app.rows(`UPDATE posting_sources SET owner_user_id = NULL, source_id = 'board' WHERE posting_id = ANY($1)`, [
    [baker, cook],
  ])
  await app.rows(`UPDATE postings SET owner_user_id = NULL, source_ids = '{board}' WHERE id = ANY($1)`, [[baker, cook]])
  expect((await mara.request('PUT', `/jobs/${cook}/state`, { body: { hidden: true } })).status).toBe(200)
  imap.mailbox.deliver('Jobs', alertMail([BAKER, COOK]), new Date(START))
  imap.mailbox.deliver('Jobs', alertMail([BAKER]), new Date(START))
  const id = await add()
  await app.ctx.queue.drain()
  expect(await runsOf(id)).toMatchObject([{ found: 3, added: 1, existing: 2 }])
  expect(await jobsOf(mara)).toMatchObject([{ title: BAKER.title }])
  await app.rows('DELETE FROM postings WHERE id = ANY($1)', [[baker, cook]])
})

test('the schedule reads what is new, and a folder whose UIDs changed brings nothing twice', async () => {
  imap.mailbox.deliver('Jobs', alertMail([BAKER]), new Date(START))
  const id = await add()
  await app.ctx.queue.drain()
  await comeBy(5 * MINUTE)
  expect(await runsOf(id)).toHaveLength(1)
  imap.mailbox.deliver('Jobs', alertMail([COOK]), new Date(START))
  await comeBy(15 * MINUTE)
  expect((await runsOf(id))[0]).toMatchObject({ by: 'schedule', mails: 1, added: 1 })
  imap.mailbox.renumber('Jobs')
  await comeBy(20 * MINUTE)
  expect((await runsOf(id))[0]).toMatchObject({ mails: 2, added: 0, existing: 2 })
})

test('the password is sealed, and neither told nor logged', async () => {
  const { password } = imap.login
  const id = await add()
  await app.ctx.queue.drain()
  const tested = await mara.request('POST', addressed(id, '/test'))
  expect(tested.body).toEqual({ folders: ['INBOX', 'Jobs', 'Other'], folder_found: true })
  const told = [await list(), await runsOf(id), await app.rows('SELECT * FROM mail_folders, mail_folder_runs')]
  expect(JSON.stringify(told)).not.toContain(password)
  const [row] = await app.rows<{ password_sealed: string }>('SELECT password_sealed FROM mail_folders WHERE id = $1', [
    id,
  ])
  const place = { table: 'mail_folders', column: 'password_sealed' }
  expect(app.ctx.secrets.open(row?.password_sealed ?? '', { ...place, row: id })).toBe(password)
  expect(() => app.ctx.secrets.open(row?.password_sealed ?? '', { ...place, row: mara.user.id })).toThrow()
  expect(await app.rows(`SELECT data FROM pgboss.job WHERE data::text LIKE '%password%'`)).toEqual([])
})

test('looking lists the folders to choose from, or says what to mend and where', async () => {
  const looked = await mara.request('POST', '/mail-folders/look', { body: account() })
  expect(looked.body).toEqual({ folders: ['INBOX', 'Jobs', 'Other'] })
  const refusedWith = async (change: object) =>
    (await mara.request('POST', '/mail-folders/look', { body: { ...account(), ...change } })).body.error
  expect(await refusedWith({ password: 'wrong' })).toMatchObject({
    code: 'mailbox_not_opened',
    details: { problem: 'wrong_password' },
    field_errors: [{ field: 'password', message: expect.stringMatching(/does not accept this name and password/) }],
  })
  expect(await refusedWith({ security: 'starttls' })).toMatchObject({ field_errors: [{ field: 'security' }] })
  expect(await refusedWith({ host: '10.0.0.1', security: 'tls' })).toMatchObject({
    field_errors: [{ field: 'host', code: 'private_address' }],
  })
  expect(await refusedWith({ host: 'imap.example.org' })).toMatchObject({
    code: 'validation_failed',
    field_errors: [{ field: 'security', message: expect.stringMatching(/Choose TLS/) }],
  })
  expect(await refusedWith({ password: 'two\r\nlines' })).toMatchObject({ field_errors: [{ field: 'password' }] })
  expect(await list()).toEqual([])
})

test('after three refused log-ins it is left alone, until its owner gives another password', async () => {
  imap.mailbox.deliver('Jobs', alertMail([BAKER]), new Date(START))
  const id = await add({ password: 'of last year' })
  await app.ctx.queue.drain()
  expect(await list()).toMatchObject([{ status: 'error', problem: 'wrong_password', next_run_at: expect.any(String) }])
  const told = () =>
    app.rows<{ data: object }>(`SELECT data FROM live_events WHERE user_id = $1 AND type = 'mail_folder_stopped'`, [
      mara.user.id,
    ])
  expect(await told()).toEqual([])
  for (let round = 1; round <= 4; round += 1) await comeBy(150 * MINUTE)
  expect(await list()).toMatchObject([{ status: 'error', problem: 'wrong_password', next_run_at: null }])
  const stopped = async (who: TestUser) => (await who.request('GET', '/mail-folders/stopped')).body.items
  const message = expect.stringMatching(/does not accept this name and password/)
  expect(await stopped(mara)).toEqual([{ id, folder: 'Jobs', username: imap.login.username, message }])
  expect(await stopped(tom)).toEqual([])
  expect(await told()).toEqual([{ data: expect.objectContaining({ id, folder: 'Jobs', message }) }])
  expect(imap.asked.filter((line) => /^AUTHENTICATE|^LOGIN/.test(line))).toHaveLength(3)
  const { password } = imap.login
  const mended = await mara.request('PATCH', addressed(id), { body: { password } })
  expect(mended.body).toMatchObject({ status: 'active', problem: null, last_run: { status: 'queued' } })
  expect(await stopped(mara)).toEqual([])
  await app.ctx.queue.drain()
  expect(await list()).toMatchObject([{ status: 'active', last_run: { status: 'done', added: 1 } }])
})

test('who guesses passwords is stopped for an hour, however often the password is changed', async () => {
  const id = await add({ password: 'guess 1' })
  await app.ctx.queue.drain()
  const guess = async (password: string) => {
    const answer = await mara.request('PATCH', addressed(id), { body: { password } })
    await app.ctx.queue.drain()
    return answer
  }
  for (let round = 2; round <= 6; round += 1) expect((await guess(`guess ${round}`)).status).toBe(200)
  const refused = await guess('guess 7')
  expect([refused.status, refused.body.error.code]).toEqual([429, 'too_many_logins'])
  expect((await mara.request('POST', addressed(id, '/run'))).body.error.code).toBe('too_many_logins')
  expect(imap.asked.filter((line) => /^AUTHENTICATE|^LOGIN/.test(line))).toHaveLength(6)
  app.time.advance(61 * MINUTE)
  mara = await app.login(mara)
  expect((await guess(imap.login.password)).status).toBe(200)
  expect(await list()).toMatchObject([{ status: 'active' }])
})

test('a failure of another kind is tried again, ever more seldom, and heals by itself', async () => {
  const id = await add({ folder: 'Gone' })
  await app.ctx.queue.drain()
  expect(await list()).toMatchObject([
    { status: 'error', problem: 'folder_missing', message: expect.stringMatching(/no folder Gone .*Choose another/) },
  ])
  imap.mailbox.folders.set('Gone', imap.mailbox.folder('Other'))
  await comeBy(40 * MINUTE)
  expect(await list()).toMatchObject([{ id, status: 'active', problem: null, message: null }])
})

test('what was read before the connection was cut stays, and the next look goes on from there', async () => {
  imap.mailbox.deliver('Jobs', alertMail([BAKER]), new Date(START))
  imap.mailbox.deliver('Jobs', alertMail([COOK]), new Date(START))
  imap.faults.cut_at_mail = 2
  const id = await add()
  await app.ctx.queue.drain()
  expect(await list()).toMatchObject([{ problem: 'broken_off', last_run: { status: 'failed', mails: 1, added: 1 } }])
  await mara.request('POST', addressed(id, '/run'))
  await app.ctx.queue.drain()
  expect((await runsOf(id))[0]).toMatchObject({ status: 'done', mails: 1, added: 1, existing: 0 })
})

test('a mail of more than 5 MB is counted and left alone', async () => {
  const huge = `${letter('huge')}${'x'.repeat(5_000_001)}`
  imap.mailbox.deliver('Jobs', huge, new Date(START))
  const id = await add()
  await app.ctx.queue.drain()
  expect(await runsOf(id)).toMatchObject([{ mails: 1, too_large: 1, found: 0 }])
})

test('a paused folder is not read, and goes on when it is told to', async () => {
  const id = await add()
  await app.ctx.queue.drain()
  const paused = await mara.request('PATCH', addressed(id), { body: { paused: true } })
  expect(paused.body).toMatchObject({ status: 'paused', next_run_at: null })
  expect((await mara.request('POST', addressed(id, '/run'))).body.error.code).toBe('folder_paused')
  await comeBy(60 * MINUTE)
  expect(await runsOf(id)).toHaveLength(1)
  const on = await mara.request('PATCH', addressed(id), { body: { paused: false } })
  expect(on.body).toMatchObject({ status: 'active', last_run: { status: 'queued' } })
})

/** A look that no worker knows of. */
async function lookAt(folder_id: string, status: 'queued' | 'running'): Promise<string> {
  const id = app.ctx.id()
  await app.rows(
    `INSERT INTO mail_folder_runs (id, folder_id, user_id, status, by, queued_at, started_at)
     VALUES ($1, $2, $3, $4, 'schedule', $5, CASE $4 WHEN 'running' THEN $5::timestamptz END)`,
    [id, folder_id, mara.user.id, status, app.ctx.clock.iso()],
  )
  return id
}

test('a look that is aborted, or meets an error of ours, ends at once and is tried later', async () => {
  const [read] = jobs
  const id = await add()
  await app.ctx.queue.drain()
  for (const posting of [BAKER, COOK]) imap.mailbox.deliver('Jobs', alertMail([posting]), new Date(START))
  await read?.handle(app.ctx, { run_id: await lookAt(id, 'queued') }, AbortSignal.abort())
  const broken = { status: 'failed', problem: null, message: expect.stringMatching(/read again by itself/) }
  expect(await list()).toMatchObject([{ status: 'active', brought: 0, last_run: broken }])
  await app.rows(`UPDATE mail_folders SET password_sealed = 'garbled' WHERE id = $1`, [id])
  await read?.handle(app.ctx, { run_id: await lookAt(id, 'queued') }, new AbortController().signal)
  const [folder] = await list()
  expect(folder.last_run).toMatchObject(broken)
  expect(Date.parse(folder.next_run_at) - app.ctx.clock.ms()).toBeGreaterThan(40 * MINUTE)
})

test('one folder of a person is read at a time, and what waits for its turn is not given up', async () => {
  const [read, due] = jobs
  const [slow, other] = [await add(), await add({ folder: 'Other' })]
  await app.ctx.queue.drain()
  // They come one after the other, so the second one may have to wait for its turn.
  await app.rows('DELETE FROM mail_folder_runs WHERE user_id = $1', [mara.user.id])
  const running = await lookAt(slow, 'running')
  const waiting = await lookAt(other, 'queued')
  const { signal } = new AbortController()
  await read?.handle(app.ctx, { run_id: waiting }, signal)
  expect(await runsOf(other)).toMatchObject([{ id: waiting, status: 'queued' }])
  app.time.advance(31 * MINUTE)
  mara = await app.login(mara)
  await due?.handle(app.ctx, {}, signal)
  expect((await runsOf(slow)).at(-1)).toMatchObject({ id: running, status: 'failed' })
  expect(await runsOf(other)).toMatchObject([{ id: waiting, status: 'queued' }])
  await app.ctx.queue.drain()
  await read?.handle(app.ctx, { run_id: waiting }, signal)
  expect(await runsOf(other)).toMatchObject([{ id: waiting, status: 'done' }])
})

test('a folder that is removed while it is read brings no more', async () => {
  for (const posting of [BAKER, COOK]) imap.mailbox.deliver('Jobs', alertMail([posting]), new Date(START))
  imap.faults.slow_ms = 40
  const id = await add()
  const reading = app.ctx.queue.drain()
  await soon(() => expect(imap.asked.some((line) => line.startsWith('EXAMINE'))).toBe(true))
  expect((await mara.request('DELETE', addressed(id))).status).toBe(204)
  await reading
  expect([await list(), await jobsOf(mara)]).toEqual([[], []])
  expect(await app.rows('SELECT * FROM mail_folder_runs WHERE folder_id = $1', [id])).toEqual([])
})

test('the kept password goes to the server that it was given for, and to no other', async () => {
  const id = await add()
  for (const change of [
    { host: 'mail.attacker.example' },
    { port: 1993 },
    { username: 'x' },
    { security: 'starttls' },
  ]) {
    const { error } = (await mara.request('PATCH', addressed(id), { body: change })).body
    expect(error).toMatchObject({ code: 'password_needed', field_errors: [{ field: 'password' }] })
  }
  const bare = { host: 'mail.example.org', password: 'x' }
  expect((await mara.request('PATCH', addressed(id), { body: bare })).body.error.field_errors).toMatchObject([
    { field: 'security' },
  ])
  const moved = await mara.request('PATCH', addressed(id), { body: { folder: 'Other' } })
  expect(moved.body).toMatchObject({ folder: 'Other', status: 'active' })
})

test('the same folder is there once, and ten are the most', async () => {
  const id = await add()
  const again = await mara.request('POST', '/mail-folders', { body: { ...account(), folder: 'Jobs' } })
  expect(again.body.error).toMatchObject({ code: 'already_exists', details: { existing_id: id } })
  for (let more = 1; more < 10; more += 1) await add({ folder: `Folder ${more}` })
  const eleventh = await mara.request('POST', '/mail-folders', { body: { ...account(), folder: 'Eleven' } })
  expect(eleventh.body.error.code).toBe('too_many_folders')
})

test('a personal token reads how folders do, and gives no password away', async () => {
  const made = await mara.request('POST', '/users/me/tokens', { body: { name: 'script', scopes: ['read', 'write'] } })
  const token: string = made.body.token
  expect((await app.request('GET', '/mail-folders', { token })).status).toBe(200)
  const added = await app.request('POST', '/mail-folders', { token, body: { ...account(), folder: 'Jobs' } })
  expect(added.status).toBe(403)
})

test('two looks at once are one', async () => {
  const id = await add()
  const asked = await Promise.all([1, 2, 3].map(() => mara.request('POST', addressed(id, '/run'))))
  expect(new Set(asked.map(({ body }) => body.run_id)).size).toBe(1)
  await app.ctx.queue.drain()
  expect(imap.asked.filter((line) => line.startsWith('EXAMINE'))).toHaveLength(1)
})
