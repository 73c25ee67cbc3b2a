import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { forgetMails, mailsOf } from '#kit/invitations.ts'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { employ, openPractice } from '#kit/practice.ts'

let app: TestApp
let owner: TestUser
let coach: TestUser
let member: TestUser
let firm_id: string

beforeAll(async () => {
  app = await makeApp()
  ;[owner, coach, member] = [await app.register(), await app.register(), await app.register()]
  await app.rows('UPDATE users SET email_verified_at = now()')
  await coach.request('PUT', '/appointments/availability', {
    body: {
      time_zone: 'Europe/Berlin',
      weekly: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, start: '09:00', end: '17:00' })),
      other_days: [],
    },
  })
})
afterAll(() => app.close())
beforeEach(async () => {
  await forgetMails(app)
  await app.rows('DELETE FROM appointments')
  await app.rows('DELETE FROM appointment_mails')
  await app.rows('DELETE FROM calendar_events')
  firm_id = await openPractice(owner)
  await employ(firm_id, owner, { who: coach, role: 'coach' })
  await employ(firm_id, owner, { who: member, role: 'member' })
})

// Monday 2026-11-02, 09:00 in Berlin.
const NINE = '2026-11-02T08:00:00.000Z'

interface Offer {
  readonly token: string
  readonly type_id: string
}

async function offer(link: Record<string, unknown> = {}): Promise<Offer> {
  const made = await coach.request('POST', '/appointments/types', {
    body: { title: 'First talk', duration_min: 60, step_min: 60 },
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const linked = await coach.request('POST', '/appointments/links', {
    body: { audience: 'public', type_id: made.body.id, ...link },
  })
  expect(linked.status, JSON.stringify(linked.body)).toBe(201)
  return { token: linked.body.token, type_id: made.body.id }
}

const MARA = { name: 'Mara', email: 'mara@elsewhere.example' }
const said = ({ type_id }: Offer, more: Record<string, unknown> = {}) => ({
  ...{ type_id, start_time: NINE, time_zone: 'America/New_York' },
  ...more,
})
const asStranger = (at: Offer, more: Record<string, unknown> = {}) =>
  app.request('POST', `/booking/${at.token}`, { body: said(at, { ...MARA, ...more }) })
const asMember = (at: Offer, more: Record<string, unknown> = {}) =>
  member.request('POST', `/booking/${at.token}`, { body: said(at, more) })
const mailTo = async (to: string) => (await mailsOf(app)).findLast((mail) => mail.to === to)

test('a guest who cancels before confirming gives the link its use back', async () => {
  const at = await offer({ max_uses: 1 })
  await asStranger(at)
  await app.request('POST', `/booked/${(await mailTo(MARA.email))?.secret}/cancel`, { body: {} })
  expect((await asStranger(at, { email: 'next@elsewhere.example' })).status).toBe(201)
})

test('a hold that ran out keeps nobody from being moved to that time', async () => {
  const at = await offer()
  const other = await asMember(at, { start_time: '2026-11-02T10:00:00Z' })
  await asStranger(at)
  app.time.advance(31 * 60_000)
  const moved = await member.request('POST', `/appointments/${other.body.id}/reschedule`, {
    body: { start_time: NINE },
  })
  app.time.advance(-31 * 60_000)
  expect([moved.status, moved.body.start_time]).toEqual([200, NINE])
})

test('a hold that ran out is forgotten a week later', async () => {
  const at = await offer()
  await asStranger(at)
  const kept = await asMember(at, { start_time: '2026-11-02T10:00:00Z' })
  const start = app.ctx.clock.ms()
  app.time.advance(31 * 60_000)
  await runJob('appointments-held')
  for (const [days, left] of [
    [6, 2],
    [8, 1],
  ] as const) {
    app.time.set(new Date(start + days * 86_400_000).toISOString())
    await runJob('appointments-forget')
    expect(await app.rows('SELECT id FROM appointments')).toHaveLength(left)
  }
  expect(await app.rows('SELECT id FROM appointments')).toEqual([{ id: kept.body.id }])
  app.time.set(new Date(start).toISOString())
})

test('a hold ends in the turn of the host, so that a booking and the job do not wait for each other', async () => {
  const at = await offer()
  await asStranger(at)
  app.time.advance(31 * 60_000)
  const waiting = await app.ctx.db.asSystem('a booking is under way', async (tx) => {
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`appointments of ${coach.user.id}`}, 0))`.execute(tx)
    const job = runJob('appointments-held')
    await expect
      .poll(async () => {
        const rows = await app.rows(`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`)
        return rows.length
      })
      .toBe(1)
    await sql`SELECT 1 FROM appointments WHERE user_id = ${coach.user.id} FOR UPDATE NOWAIT`.execute(tx)
    return { job }
  })
  await waiting.job
  app.time.advance(-31 * 60_000)
  expect(await app.rows('SELECT status FROM appointments')).toEqual([{ status: 'cancelled' }])
})

async function runJob(name: string): Promise<void> {
  await app.rows(`SELECT pgboss.enqueue_job(gen_random_uuid(), $1, '{}'::jsonb, NULL, 0)`, [name])
  await app.ctx.queue.drain()
}
