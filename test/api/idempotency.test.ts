import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { forgetKeys } from '#platform/serve/idempotency.ts'

let app: TestApp
beforeAll(async () => {
  app = await makeApp()
})
afterAll(() => app.close())

const found = (person: TestUser, key: string, name = 'Nordlicht') =>
  person.request('POST', '/firms', { body: { name }, headers: { 'idempotency-key': key } })
const practicesOf = async (person: TestUser) => (await person.request('GET', '/firms')).body.items.length - 1

describe('a write with an Idempotency-Key', () => {
  test('that comes many times at the same moment is done once, and each gets that answer or is told to wait', async () => {
    const person = await app.register()
    const answers = await Promise.all(Array.from({ length: 8 }, () => found(person, 'many')))
    const done = answers.filter((answer) => answer.status === 201)
    const waiting = answers.filter((answer) => answer.body.error?.code === 'idempotency_in_progress')
    expect(done.length).toBeGreaterThan(0)
    expect(done.length + waiting.length).toBe(8)
    expect(new Set(done.map((answer) => answer.body.id)).size).toBe(1)
    const again = await found(person, 'many')
    expect([again.status, again.body, again.headers['idempotency-replayed'], again.headers['etag']]).toEqual([
      ...[201, done[0]?.body, 'true', '"1"'],
    ])
    expect(await practicesOf(person)).toBe(1)
  })

  test('is refused when the key was for another request, and belongs to its person', async () => {
    const [person, other] = [await app.register(), await app.register()]
    await found(person, 'mine')
    expect((await found(person, 'mine', 'Südlicht')).body.error.code).toBe('idempotency_key_reused')
    const elsewhere = await person.request('POST', '/applications', {
      body: { name: 'Nordlicht' },
      headers: { 'idempotency-key': 'mine' },
    })
    expect(elsewhere.body.error.code).toBe('idempotency_key_reused')
    expect((await found(other, 'mine')).headers['idempotency-replayed']).toBeUndefined()
    expect(await practicesOf(other)).toBe(1)
  })

  test('that was refused may be sent again', async () => {
    const person = await app.register()
    expect((await found(person, 'again', '')).status).toBe(422)
    expect((await found(person, 'again')).status).toBe(201)
  })

  test('whose process died is done by a repetition when nothing had come of it, and never a second time', async () => {
    const person = await app.register()
    const { id } = (await found(person, 'died')).body
    const leave = (written: boolean) =>
      app.rows(
        `UPDATE idempotency_keys SET status = NULL, written = $2, created_at = now() - interval '3 minutes' WHERE user_id = $1`,
        [person.user.id, written],
      )
    await leave(true)
    const unknown = await found(person, 'died')
    expect([unknown.status, unknown.body.error.code]).toEqual([409, 'idempotency_answer_lost'])
    expect(await practicesOf(person)).toBe(1)
    await leave(false)
    const repeated = await found(person, 'died')
    expect([repeated.status, repeated.body.id === id]).toEqual([201, false])
  })

  test('that fails after it wrote something is not done again', async () => {
    const person = await app.register()
    // The answer cannot be kept: by then the practice is there.
    await app.rows(`ALTER TABLE idempotency_keys ADD CONSTRAINT full_disk CHECK (status IS NULL) NOT VALID`)
    const failed = await found(person, 'half').finally(() =>
      app.rows(`ALTER TABLE idempotency_keys DROP CONSTRAINT full_disk`),
    )
    expect(failed.status).toBe(500)
    expect((await found(person, 'half')).body.error.code).toBe('idempotency_in_progress')
    expect(await practicesOf(person)).toBe(1)
  })

  test('is forgotten after a day', async () => {
    const person = await app.register()
    await found(person, 'old')
    await forgetKeys.handle(app.ctx, {}, AbortSignal.timeout(9_000))
    expect(await keysOf(person)).toEqual(['old'])
    await app.rows(`UPDATE idempotency_keys SET created_at = now() - interval '25 hours'`)
    await forgetKeys.handle(app.ctx, {}, AbortSignal.timeout(9_000))
    expect(await keysOf(person)).toEqual([])
  })
})

describe('an answer that opens a door', () => {
  test('is not kept, be it a link, a ticket or a log-in', async () => {
    const person = await app.register()
    const firm_id = (await found(person, 'firm')).body.id
    const headers = { 'idempotency-key': 'door' }
    const body = { email: 'guest@example.org', role: 'coach' }
    expect((await person.request('POST', `/firms/${firm_id}/invitations`, { body, headers })).status).toBe(201)
    expect((await person.request('POST', '/live/ticket', { headers })).status).toBe(201)
    const login = { username: person.user.username, password: person.password }
    expect((await person.request('POST', '/auth/login', { body: login, headers })).status).toBe(200)
    expect(await keysOf(person)).toEqual(['firm'])
  })
})

async function keysOf(person: TestUser): Promise<string[]> {
  const rows = await app.ctx.db.asSystem('keys of a person', (tx) =>
    sql<{ key: string }>`SELECT key FROM idempotency_keys WHERE user_id = ${person.user.id} ORDER BY key`.execute(tx),
  )
  return rows.rows.map((row) => row.key)
}
