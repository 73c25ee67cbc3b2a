import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { START, makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { Mailbox, alertMail, letter } from '#kit/vendors/imap/mailbox.ts'
import { startFakeImap } from '#kit/vendors/imap/server.ts'
import type { FakeImap } from '#kit/vendors/imap/server.ts'
import { jobs } from './run.ts'

const MINUTE = 60_000
const BAKER = { id: 3_800_000_001, title: 'Bäcker (m/w/d)', company: 'Acme Backwaren', place: 'Köln' }

let imap: FakeImap
let app: TestApp
let mara: TestUser

beforeAll(async () => {
  app = await makeApp({ ALLOW_PRIVATE_HOSTS: '127.0.0.1', RATE_LIMIT: '1200' })
})
afterAll(() => app.close())
beforeEach(async () => {
  imap = await startFakeImap({ mailbox: new Mailbox('Jobs', 'Other') })
  mara = await app.register()
})
afterEach(() => imap.close())

const account = () => ({ host: imap.host, port: imap.port, security: 'plain', ...imap.login })
const add = (change: object = {}) =>
  mara.request('POST', '/mail-folders', { body: { ...account(), folder: 'Jobs', ...change } })
const look = (password: string) => mara.request('POST', '/mail-folders/look', { body: { ...account(), password } })
const list = async () => (await mara.request('GET', '/mail-folders')).body.items
const lookAgain = async (id: string) => {
  await mara.request('POST', `/mail-folders/${id}/run`)
  await app.ctx.queue.drain()
}
const logins = () => imap.asked.filter((line) => /^AUTHENTICATE|^LOGIN/.test(line)).length

test('a folder that is removed and added again does not forget the log-ins that were refused', async () => {
  for (let round = 1; round <= 6; round += 1) {
    const added = await add({ password: `guess ${round}` })
    expect(added.status).toBe(201)
    await app.ctx.queue.drain()
    await mara.request('DELETE', `/mail-folders/${added.body.id}`)
    app.time.advance(MINUTE)
  }
  const refused = await add({ password: 'guess 7' })
  expect([refused.status, refused.body.error.code]).toEqual([429, 'too_many_logins'])
  expect(Number(refused.headers['retry-after'])).toBe(54 * 60)
  expect((await look('guess 8')).body.error.code).toBe('too_many_logins')
  expect(logins()).toBe(6)
  app.time.advance(55 * MINUTE)
  mara = await app.login(mara)
  expect((await add()).status).toBe(201)
})

test('folders that were added before the first look began are not tried more often than one is', async () => {
  for (let n = 1; n <= 9; n += 1) expect((await add({ folder: `Jobs ${n}`, password: `guess ${n}` })).status).toBe(201)
  await app.ctx.queue.drain()
  // Those that waited for their turn.
  const [read] = jobs
  const { signal } = new AbortController()
  const waiting = () =>
    app.rows<{ id: string }>(`SELECT id FROM mail_folder_runs WHERE status = 'queued' AND user_id = $1`, [mara.user.id])
  for (const { id } of await waiting()) await read?.handle(app.ctx, { run_id: id }, signal)
  expect(await waiting()).toEqual([])
  expect(logins()).toBe(6)
  const folders = await list()
  const put_off = folders.filter(({ problem }: { problem: string | null }) => problem === null)
  expect(put_off).toHaveLength(3)
  for (const { last_run, next_run_at } of put_off) {
    expect(last_run).toMatchObject({ status: 'failed', message: expect.stringMatching(/too many log-ins/) })
    expect(Date.parse(next_run_at) - app.ctx.clock.ms()).toBe(60 * MINUTE)
  }
})

test('looking for folders counts as well, and a right password forgives what was mistyped before', async () => {
  for (let round = 1; round <= 5; round += 1) expect((await look(`typo ${round}`)).status).toBe(422)
  expect((await look(imap.login.password)).status).toBe(200)
  for (let round = 1; round <= 6; round += 1) expect((await look(`typo ${round}`)).status).toBe(422)
  expect((await look(imap.login.password)).body.error.code).toBe('too_many_logins')
  const elsewhere = { ...account(), username: 'tom@example.org' }
  expect((await mara.request('POST', '/mail-folders/look', { body: elsewhere })).status).toBe(422)
})

test('what came to no log-in does not count as a refused one', async () => {
  for (let round = 1; round <= 7; round += 1) {
    const body = { ...account(), security: 'starttls' }
    const { error } = (await mara.request('POST', '/mail-folders/look', { body })).body
    expect(error.details.problem).toBe('wrong_security')
  }
})

test('whatever has a mailbox opened is counted together, for one person', async () => {
  const added = await add()
  const id: string = added.body.id
  await app.ctx.queue.drain()
  const ways = [
    () => mara.request('POST', `/mail-folders/${id}/test`),
    () => mara.request('POST', `/mail-folders/${id}/run`),
    () => look(imap.login.password),
    () => mara.request('PATCH', `/mail-folders/${id}`, { body: { paused: false } }),
  ]
  const statuses: number[] = []
  for (let round = 0; round < 15; round += 1) statuses.push((await ways[round % ways.length]?.())?.status ?? 0)
  expect(statuses.slice(0, 14).every((status) => status < 300)).toBe(true)
  expect(statuses[14]).toBe(429)
  const tom = await app.register()
  expect((await tom.request('POST', '/mail-folders/look', { body: account() })).status).toBe(200)
  expect((await mara.request('GET', '/mail-folders')).status).toBe(200)
  await app.ctx.queue.drain()
})

test('a mail that cannot be read holds its folder up three times, then is tried after all others, and passed over', async () => {
  const stuck = imap.mailbox.deliver('Jobs', letter('cannot be read'), new Date(START))
  imap.mailbox.deliver('Jobs', alertMail([BAKER]), new Date(START))
  imap.faults.cut_at_uid = stuck
  const { id } = (await add()).body
  await app.ctx.queue.drain()
  const again = () => lookAgain(id)
  await again()
  // That the server wants to be left alone says nothing of the mail.
  imap.faults.refuse_login = '[UNAVAILABLE] Try again later'
  await again()
  imap.faults.refuse_login = null
  await again()
  expect(await list()).toMatchObject([{ status: 'error', problem: 'broken_off', passed_over: 0, brought: 0 }])
  await again()
  expect(await list()).toMatchObject([
    {
      ...{ status: 'active', problem: null, passed_over: 1, brought: 1 },
      last_run: { status: 'done', total: 2, mails: 2, passed_over: 1, added: 1 },
    },
  ])
  imap.mailbox.deliver('Jobs', letter('after it'), new Date(START))
  await again()
  expect(await list()).toMatchObject([{ passed_over: 1, last_run: { mails: 1, passed_over: 0 } }])
})

test('a mail that can be read after all is not lost, however often its reading was cut off', async () => {
  const cut = imap.mailbox.deliver('Jobs', alertMail([BAKER]), new Date(START))
  imap.mailbox.deliver('Jobs', letter('behind it'), new Date(START))
  imap.faults.cut_at_uid = cut
  const { id } = (await add()).body
  await app.ctx.queue.drain()
  const again = () => lookAgain(id)
  await again()
  await again()
  imap.faults.cut_at_uid = null
  await again()
  expect(await list()).toMatchObject([
    { status: 'active', passed_over: 0, brought: 1, last_run: { status: 'done', total: 2, mails: 2, alerts: 1 } },
  ])
  await again()
  expect(await list()).toMatchObject([{ passed_over: 0, brought: 1, last_run: { mails: 0 } }])
})

test('what was left for the end is tried by the next look when this one comes to none', async () => {
  const cut = imap.mailbox.deliver('Jobs', alertMail([BAKER]), new Date(START))
  imap.faults.cut_at_uid = cut
  const { id } = (await add()).body
  await app.ctx.queue.drain()
  const again = () => lookAgain(id)
  await again()
  await again()
  imap.faults.cut_at_uid = imap.mailbox.deliver('Jobs', letter('cut off as well'), new Date(START))
  await again()
  expect(await list()).toMatchObject([{ status: 'error', passed_over: 0, brought: 0 }])
  imap.faults.cut_at_uid = null
  await again()
  expect(await list()).toMatchObject([{ status: 'active', passed_over: 0, brought: 1, last_run: { mails: 2 } }])
})

test('only the mail at which looks ended is passed over, not the one behind it when it is gone', async () => {
  const stuck = imap.mailbox.deliver('Jobs', letter('cannot be read'), new Date(START))
  imap.faults.cut_at_uid = stuck
  const { id } = (await add()).body
  await app.ctx.queue.drain()
  const again = () => lookAgain(id)
  await again()
  await again()
  imap.mailbox.folder('Jobs').mails.splice(0)
  imap.mailbox.deliver('Jobs', alertMail([BAKER]), new Date(START))
  await again()
  expect(await list()).toMatchObject([{ status: 'active', passed_over: 0, brought: 1 }])
})

test('connections that break off at one mail and then at another hold neither up', async () => {
  const { id } = (await add()).body
  await app.ctx.queue.drain()
  const again = () => lookAgain(id)
  for (const round of [1, 2, 3]) {
    imap.mailbox.folder('Jobs').mails.splice(0)
    imap.faults.cut_at_uid = imap.mailbox.deliver(
      'Jobs',
      alertMail([{ ...BAKER, id: BAKER.id + round }]),
      new Date(START),
    )
    await again()
  }
  imap.faults.cut_at_uid = null
  await again()
  expect(await list()).toMatchObject([{ status: 'active', passed_over: 0, brought: 1 }])
})

test('a mail at which we fail ourselves is passed over, too', async () => {
  const [read] = jobs
  const { id } = (await add()).body
  await app.ctx.queue.drain()
  imap.mailbox.deliver('Jobs', letter('unheard of'), new Date(START))
  imap.mailbox.deliver('Jobs', alertMail([BAKER]), new Date(START))
  const importMail = (mail: string) => {
    if (mail.includes('unheard of')) throw new Error('nobody thought of this')
    return app.ctx.boards.importMail(mail)
  }
  for (let round = 1; round <= 5; round += 1) {
    const run_id = app.ctx.id()
    await app.rows(
      `INSERT INTO mail_folder_runs (id, folder_id, user_id, status, by, queued_at) VALUES ($1, $2, $3, 'queued', 'schedule', $4)`,
      [run_id, id, mara.user.id, app.ctx.clock.iso()],
    )
    const ctx = { ...app.ctx, boards: { ...app.ctx.boards, importMail } }
    await read?.handle(ctx, { run_id }, new AbortController().signal)
  }
  expect(await list()).toMatchObject([{ passed_over: 1, brought: 1, last_run: { status: 'done', mails: 0 } }])
})
