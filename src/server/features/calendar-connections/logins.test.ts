import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { startFakeCaldav } from '#kit/vendors/caldav/fake.ts'
import type { FakeCaldav } from '#kit/vendors/caldav/fake.ts'
import { withLogin } from './logins.ts'

const MINUTE = 60_000
let app: TestApp
let beside: TestApp
let dav: FakeCaldav
let mara: TestUser

beforeAll(async () => {
  app = await makeApp({ ALLOW_PRIVATE_HOSTS: '127.0.0.1' })
  beside = await makeApp({ ALLOW_PRIVATE_HOSTS: '127.0.0.1' }, app)
})
afterAll(async () => {
  await beside.close()
  await app.close()
})
beforeEach(async () => {
  dav = await startFakeCaldav()
  mara = await app.register()
})
afterEach(() => dav.close())

const body = (password: string, change: object = {}) => ({
  ...{ url: dav.origin, username: dav.username, password, ...change },
})
const connect = (password: string, change: object = {}, person = mara) =>
  person.request('POST', '/calendar/connections/caldav', { body: body(password, change) })
const patch = (id: string, password: string) =>
  mara.request('PATCH', `/calendar/connections/${id}`, { body: { password } })
const refused = () => dav.log.entries.filter(({ status }) => status === 401).length
const advance = (ms: number) => {
  for (const node of [app, beside]) node.time.advance(ms)
}

test('after six wrong passwords within an hour no more are tried, over all nodes, and it says for how long', async () => {
  for (let round = 1; round <= 6; round += 1) {
    expect((await connect(`guess ${round}`)).status).toBe(422)
    advance(MINUTE)
  }
  const asked = dav.log.entries.length
  expect(refused()).toBe(6)
  const elsewhere = await beside.request('POST', '/calendar/connections/caldav', {
    token: mara.token,
    body: body(dav.password, { username: ` ${dav.username.toUpperCase()}`, url: `${dav.origin}/dav/` }),
  })
  for (const answer of [await connect(dav.password), elsewhere]) {
    expect([answer.status, answer.body.error.code, answer.headers['retry-after']]).toEqual([
      ...[429, 'too_many_calendar_logins', String(54 * 60)],
    ])
    expect(answer.body.error.field_errors).toEqual([
      { field: 'password', code: 'too_many', message: expect.stringMatching(/Try again in 54 minutes/) },
    ])
  }
  expect(dav.log.entries).toHaveLength(asked)
  advance(55 * MINUTE)
  expect((await connect(dav.password)).status).toBe(201)
})

test('a right password forgives what was mistyped before', async () => {
  for (let round = 1; round <= 5; round += 1) expect((await connect(`typo ${round}`)).status).toBe(422)
  const { id } = (await connect(dav.password)).body
  for (let round = 1; round <= 5; round += 1) expect((await patch(id, `typo ${round}`)).status).toBe(422)
  expect((await patch(id, dav.password)).status).toBe(200)
  for (let round = 1; round <= 6; round += 1) expect((await patch(id, `typo ${round}`)).status).toBe(422)
  expect((await patch(id, dav.password)).body.error.code).toBe('too_many_calendar_logins')
})

test('many at once count as well', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => connect(`guess ${n}`)))
  expect(answers.filter(({ status }) => status === 422)).toHaveLength(6)
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(4)
  expect(refused()).toBe(6)
})

test('many at once of one person count together, at however many accounts', async () => {
  await app.rows(
    `INSERT INTO calendar_logins (id, user_id, account, at)
      SELECT gen_random_uuid(), $1, 'account ' || n, $2 FROM generate_series(1, 27) AS n`,
    [mara.user.id, app.ctx.clock.iso()],
  )
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, n) => connect('guess', { username: `person ${n}@example.org` })),
  )
  expect(answers.filter(({ status }) => status === 422)).toHaveLength(3)
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(5)
})

test('many people guess at one account no longer than twenty times an hour, and one person at thirty accounts', async () => {
  const [tom, lena] = [await app.register(), await app.register()]
  await app.rows(
    `INSERT INTO calendar_logins (id, user_id, account, at)
      SELECT gen_random_uuid(), $1, l.account, l.at FROM calendar_logins l, generate_series(1, 18) WHERE l.user_id = $2`,
    [tom.user.id, (await guessOnce(mara)).user.id],
  )
  expect((await connect('guess', {}, lena)).status).toBe(422)
  expect((await connect('guess', {}, lena)).status).toBe(429)
  await app.rows(
    `INSERT INTO calendar_logins (id, user_id, account, at)
      SELECT gen_random_uuid(), $1, 'account ' || n, $2 FROM generate_series(1, 10) AS n`,
    [tom.user.id, app.ctx.clock.iso()],
  )
  const other = (n: number) => connect('guess', { username: `person ${n}@example.org` }, tom)
  expect([(await other(1)).status, (await other(2)).status, (await other(3)).status]).toEqual([422, 422, 429])
})

const guessOnce = async (person: TestUser): Promise<TestUser> => {
  expect((await connect('guess', {}, person)).status).toBe(422)
  return person
}

test('what came to no log-in is not counted', async () => {
  dav.faults.add({ kind: 'answer', status: 503 }, { times: null })
  for (let round = 1; round <= 8; round += 1)
    expect((await connect(dav.password)).body.error.field_errors).toMatchObject([{ code: 'transient' }])
  dav.faults.clear()
  // A host that failed so often is left alone for a while.
  advance(20 * MINUTE)
  expect((await connect(dav.password)).status).toBe(201)
  expect(await app.rows('SELECT FROM calendar_logins WHERE user_id = $1', [mara.user.id])).toEqual([])
})

test('an account whose password was changed is not tried with the old one for as often as somebody presses a button', async () => {
  const { id } = (await connect(dav.password)).body
  dav.faults.add({ kind: 'answer', status: 401 }, { times: null })
  for (let round = 1; round <= 10; round += 1) {
    const answer = await mara.request('POST', `/calendar/connections/${id}/refresh`)
    expect([answer.status, answer.body.error.details]).toEqual([502, { is: 'reauth' }])
  }
  expect(refused()).toBe(6)
})

test.each(['preview', 'sync'])('nor by a %s, which says that the account is to be opened anew', async (what) => {
  const { id, calendars } = (await connect(dav.password)).body
  await mara.request('PATCH', `/calendar/calendars/${calendars[0].id}`, { body: { selected: true, direction: 'both' } })
  await mara.request('PATCH', `/calendar/connections/${id}`, { body: { sync_enabled: true } })
  await app.ctx.queue.drain()
  dav.faults.add({ kind: 'answer', status: 401 }, { times: null })
  for (let round = 1; round <= 10; round += 1) {
    const { body } = await mara.request('POST', `/calendar/connections/${id}/${what}`)
    expect(what === 'preview' ? body.error.details.is : body.attempts[0].because).toBe('reauth')
  }
  expect(refused()).toBe(6)
  expect((await mara.request('GET', `/calendar/connections/${id}`)).body.status).toBe('expired')
})

test('a try that comes to a failure of ours is not counted', async () => {
  const at = { user_id: mara.user.id, url: dav.origin, username: dav.username }
  const broken = withLogin(app.ctx, at, () => Promise.reject(new Error('A bug.')))
  await expect(broken).rejects.toThrow('A bug.')
  expect(await app.rows('SELECT FROM calendar_logins WHERE user_id = $1', [mara.user.id])).toEqual([])
})
