import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { manageSecret } from './secret.ts'

// Mails would go out: they wait in the queue for a worker that does not run.
let app: TestApp
let host: TestUser
let guest: TestUser
let type_id: string
let token: string

beforeAll(async () => {
  app = await makeApp({ SMTP_URL: 'smtp://127.0.0.1:9', WORKER: 'off', TRUST_PROXY: 'true' })
  host = await app.register()
  guest = await app.register()
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start: '00:00', end: '24:00' }))
  const set = await host.request('PUT', '/appointments/availability', {
    body: { time_zone: 'UTC', weekly: hours, other_days: [] },
  })
  expect(set.status, JSON.stringify(set.body)).toBe(200)
  const type = { title: 'First talk', duration_min: 60, step_min: 60 }
  type_id = (await host.request('POST', '/appointments/types', { body: type })).body.id
  token = (await host.request('POST', '/appointments/links', { body: { audience: 'public', type_id } })).body.token
})
afterAll(() => app.close())
beforeEach(async () => {
  await app.rows('DELETE FROM appointments')
  await app.rows('DELETE FROM appointment_mails')
  await app.rows('DELETE FROM calendar_events')
  await app.rows('DELETE FROM pgboss.job')
  await app.rows('UPDATE users SET email_verified_at = now()')
})

const unproven = (who: TestUser) => app.rows('UPDATE users SET email_verified_at = NULL WHERE id = $1', [who.user.id])
const hour = (n: number) => new Date(Date.parse('2026-11-02T00:00:00Z') + n * 3_600_000).toISOString()
const make = (n: number, email = `guest${n}@elsewhere.example`) =>
  host.request('POST', '/appointments', { body: { type_id, start_time: hour(n), name: 'Ada', email } })
const book = (n: number, more: Record<string, unknown> = {}, from = `192.0.2.${n}`) =>
  app.request('POST', `/booking/${token}`, {
    body: { ...{ type_id, start_time: hour(n), time_zone: 'UTC', name: 'Ada', email: `guest${n}@x.example` }, ...more },
    headers: { 'x-forwarded-for': from },
  })
const bookAs = (who: TestUser, n: number) =>
  who.request('POST', `/booking/${token}`, { body: { type_id, start_time: hour(n), time_zone: 'UTC' } })
const toSend = async () => (await app.rows(`SELECT FROM pgboss.job WHERE name = 'mail.send'`)).length
const codes = (answers: { status: number; body: { error?: { code: string } } }[]) =>
  answers.map(({ status, body }) => body.error?.code ?? status)
const inTurn = async <T>(count: number, act: (n: number) => Promise<T>): Promise<T[]> => {
  const answers = []
  for (let n = 0; n < count; n += 1) answers.push(await act(n))
  return answers
}

describe('people without an account are written to', () => {
  test('by nobody whose own address is not confirmed', async () => {
    await unproven(host)
    expect(codes([await make(1), await book(2)])).toEqual(['host_unproven', 'host_unproven'])
    expect(await toSend()).toBe(0)
    expect(await app.rows('SELECT 1 FROM appointments')).toEqual([])
    await app.rows('UPDATE users SET email_verified_at = now()')
    await book(2)
    await unproven(host)
    const [held] = await app.rows<{ id: string }>('SELECT id FROM appointments')
    const vouched = await host.request('POST', `/appointments/${held?.id}/confirm`, { body: {} })
    expect(codes([vouched])).toEqual(['host_unproven'])
  })

  test('by one host fifty times a day, and ten times by all, whatever is added to the address', async () => {
    const one = await inTurn(11, (n) => make(n, `ada+${n}@Elsewhere.example`))
    expect(codes(one)).toEqual([...Array.from({ length: 10 }, () => 201), 'too_many_mails'])
    expect(await toSend()).toBe(10)
    await app.rows(
      `INSERT INTO appointment_mails SELECT gen_random_uuid(), at, host_id, appointment_id, kind, gen_random_uuid()::text
       FROM appointment_mails, generate_series(1, 4) LIMIT 39`,
    )
    expect(codes([await make(20), await make(21)])).toEqual([201, 'too_many_mails'])
    const id = one[0]?.body.id
    const moved = await host.request('POST', `/appointments/${id}/reschedule`, { body: { start_time: hour(30) } })
    expect(codes([moved])).toEqual(['too_many_mails'])
    expect(codes([await host.request('POST', `/appointments/${id}/cancel`, { body: {} })])).toEqual([200])
    app.time.advance(86_400_000)
    host = await app.login(host)
    expect(codes([await make(22)])).toEqual([201])
    app.time.advance(-86_400_000)
    host = await app.login(host)
  })

  test('five times a day to ask whether an address is theirs', async () => {
    const answers = await inTurn(6, async (n) => {
      const answer = await book(n, { email: `Ada+${n}@x.example` })
      await app.rows(`UPDATE appointments SET status = 'cancelled', held_until = NULL`)
      return answer
    })
    expect(codes(answers)).toEqual([201, 201, 201, 201, 201, 'too_many_bookings'])
    expect(await toSend()).toBe(5)
  })

  test('of which three from one network without an answer, so that no stranger uses up those of a mailbox', async () => {
    const asked = await inTurn(4, async (n) => {
      const answer = await book(n, { email: 'ada@x.example' }, '192.0.2.66')
      await app.rows(`UPDATE appointments SET status = 'cancelled', held_until = NULL`)
      return answer
    })
    expect(codes(asked)).toEqual([201, 201, 201, 'too_many_bookings'])
    const answered = (email: string, network: string, first: number) => async (n: number) => {
      const answer = await book(first + n, { email }, network)
      const [held] = await app.rows<{ id: string }>(`SELECT id FROM appointments WHERE held_until IS NOT NULL`)
      const secret = manageSecret(app.ctx.secrets, held?.id ?? '')
      if (held !== undefined) await app.request('POST', `/booked/${secret}/confirm`, { body: {} })
      return answer
    }
    expect(codes(await inTurn(3, answered('ada@x.example', '192.0.2.7', 10)))).toEqual([201, 201, 'too_many_bookings'])
    const all = await inTurn(6, answered('bea@x.example', '192.0.2.8', 20))
    expect(codes(all)).toEqual([201, 201, 201, 201, 201, 'too_many_bookings'])
  })
})

describe('bookings that wait for their address', () => {
  test('are three from one network, and others still book', async () => {
    const v6 = (n: number) => book(n, {}, `2001:db8:1:1::${n + 1}`)
    expect(codes(await inTurn(4, v6))).toEqual([201, 201, 201, 'too_many_bookings'])
    expect(codes([await book(9, {}, '2001:db8:1:2::1')])).toEqual([201])
    const kept = await app.rows<{ client: string }>('SELECT DISTINCT client FROM appointment_mails')
    expect(JSON.stringify(kept)).not.toContain('2001')
  })

  test('are those of an account whose address is not confirmed as well', async () => {
    await unproven(guest)
    const booked = await inTurn(4, (n) => bookAs(guest, n))
    expect(codes(booked)).toEqual([201, 201, 201, 'too_many_bookings'])
    expect(booked[0]?.body).toMatchObject({ status: 'awaiting_confirmation', id: null })
    expect(await toSend()).toBe(3)
  })
})

test('an account has ten appointments to come with one host', async () => {
  const booked = await inTurn(11, (n) => bookAs(guest, n))
  expect(codes(booked)).toEqual([...Array.from({ length: 10 }, () => 201), 'too_many_appointments'])
  await guest.request('POST', `/appointments/${booked[0]?.body.id}/cancel`, { body: {} })
  expect(codes([await bookAs(guest, 20)])).toEqual([201])
})

test('an appointment is moved ten times an hour', async () => {
  const { id } = (await bookAs(guest, 0)).body
  const move = (n: number) =>
    guest.request('POST', `/appointments/${id}/reschedule`, { body: { start_time: hour(n + 1) } })
  expect(codes(await inTurn(11, move))).toEqual([...Array.from({ length: 10 }, () => 200), 'too_many_moves'])
})

test('nobody books by their own link', async () => {
  expect(codes([await bookAs(host, 1)])).toEqual(['own_link'])
})
