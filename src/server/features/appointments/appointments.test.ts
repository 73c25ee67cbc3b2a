import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeJobs } from '#features/accounts/index.ts'
import { bookWith, eventsOf, mailTo, typeOf } from '#kit/bookings.ts'
import { forgetMails, mailsOf } from '#kit/invitations.ts'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { employ, openPractice } from '#kit/practice.ts'

let app: TestApp
let owner: TestUser
let coach: TestUser
let colleague: TestUser
let member: TestUser
let stranger: TestUser
let firm_id: string

beforeAll(async () => {
  app = await makeApp()
  const people = []
  for (let at = 0; at < 5; at += 1) people.push(await app.register())
  ;[owner, coach, colleague, member, stranger] = people as [TestUser, TestUser, TestUser, TestUser, TestUser]
  await app.rows('UPDATE users SET email_verified_at = now()')
})
afterAll(() => app.close())
beforeEach(async () => {
  await forgetMails(app)
  await app.rows('DELETE FROM appointments')
  await app.rows('DELETE FROM calendar_events')
  app.time.set('2026-10-24T08:00:00Z')
  firm_id = await openPractice(owner)
  await employ(firm_id, owner, { who: coach, role: 'coach' })
  await employ(firm_id, owner, { who: colleague, role: 'coach' })
  await employ(firm_id, owner, { who: member, role: 'member' })
})

const NINE = '2026-11-02T09:00:00.000Z'

const AN_HOUR = { duration_min: 60, step_min: 60 }

/** An appointment that the member booked with the coach. */
const booked = (type: Record<string, unknown> = {}, start_time = NINE) =>
  bookWith(coach, member, { type: { ...AN_HOUR, ...type }, start_time })

const get = async (id: string, by = coach) => (await by.request('GET', `/appointments/${id}`)).body
const act = (id: string, what: string, by = coach, body: Record<string, unknown> = {}) =>
  by.request('POST', `/appointments/${id}/${what}`, { body })
const history = async (id: string) =>
  (await coach.request('GET', `/appointments/${id}/history`)).body.items.map(
    (step: { from_status: string | null; to_status: string; by: string }) =>
      `${step.from_status} ${step.to_status} ${step.by}`,
  )
const run = async (name: string) => {
  await app.rows(`SELECT pgboss.enqueue_job(gen_random_uuid(), $1, '{}'::jsonb, NULL, 0)`, [name])
  await app.ctx.queue.drain()
}

describe('who sees an appointment, and what they may do', () => {
  test.each<[string, () => TestUser, number, string, string]>([
    ['its host', () => coach, 200, 'host', 'reschedule cancel'],
    ['its guest', () => member, 200, 'guest', 'reschedule cancel'],
    ['the owner of the firm', () => owner, 200, 'firm', 'cancel'],
    ['another coach', () => colleague, 404, '', ''],
    ['somebody else', () => stranger, 404, '', ''],
  ])('%s', async (_, who, status, you_are, can) => {
    const { id } = await booked()
    const answer = await who().request('GET', `/appointments/${id}`)
    expect(answer.status).toBe(status)
    const steps = await who().request('GET', `/appointments/${id}/history`)
    expect(steps.status).toBe(status)
    if (status === 200) expect([answer.body.you_are, answer.body.can.join(' ')]).toEqual([you_are, can])
    const refused = you_are === 'firm' ? 403 : 404
    if (!can.includes('reschedule')) {
      for (const what of ['confirm', 'complete', 'no-show']) expect((await act(id, what, who())).status).toBe(refused)
      expect((await act(id, 'reschedule', who(), { start_time: NINE })).status).toBe(refused)
      if (can === '') expect((await act(id, 'cancel', who())).status).toBe(refused)
      expect((await get(id)).version).toBe(1)
    }
  })

  test('lists hold one’s own, those of the firm for those who run it, and what is asked for', async () => {
    const first = await booked()
    const second = await booked({ needs_confirmation: true }, '2026-11-02T11:00:00Z')
    const list = async (by: TestUser, query = {}) =>
      (await by.request('GET', '/appointments', { query })).body.items?.map(({ id }: { id: string }) => id)
    for (const by of [coach, member]) expect(await list(by)).toEqual([first.id, second.id])
    expect(await list(coach, { status: ' ' })).toEqual([first.id, second.id])
    expect(await list(coach, { sort: '-start_time' })).toEqual([second.id, first.id])
    expect(await list(coach, { of: 'guest' })).toEqual([])
    expect(await list(member, { of: 'guest', status: 'requested' })).toEqual([second.id])
    expect(await list(coach, { from: '2026-11-02T10:30:00Z' })).toEqual([second.id])
    expect(await list(coach, { to: '2026-11-02T10:30:00Z', member_id: member.user.id })).toEqual([first.id])
    expect(await list(coach, { member_id: stranger.user.id })).toEqual([])
    expect(await list(owner)).toEqual([])
    expect(await list(owner, { of: 'firm', host_id: coach.user.id })).toEqual([first.id, second.id])
    expect((await coach.request('GET', '/appointments', { query: { of: 'firm' } })).status).toBe(403)
    expect(await list(stranger, { of: 'firm' })).toEqual([])
    expect(await list(stranger)).toEqual([])
    const page = await coach.request('GET', '/appointments', { query: { limit: 1 } })
    expect(await list(coach, { limit: 1, cursor: page.body.next_cursor })).toEqual([second.id])
    const other = await coach.request('GET', '/appointments', { query: { cursor: page.body.next_cursor, of: 'host' } })
    expect(other.body.error.code).toBe('invalid_cursor')
  })

  test('row-level security hides them where a query forgets to', async () => {
    await booked()
    const seenBy = (who: TestUser, firm = firm_id) =>
      app.ctx.db.as({ user_id: who.user.id, firm_id: firm }, async (tx) => {
        const counts = []
        for (const table of ['appointments', 'appointment_steps', 'booking_links'])
          counts.push((await sql`SELECT 1 FROM ${sql.table(table)}`.execute(tx)).rows.length)
        return counts
      })
    expect((await seenBy(coach)).slice(0, 2)).toEqual([1, 1])
    expect(await seenBy(member)).toEqual([1, 1, 0])
    expect(await seenBy(owner)).toEqual([1, 1, 0])
    expect(await seenBy(owner, app.ctx.id())).toEqual([0, 0, 0])
    expect(await seenBy(stranger)).toEqual([0, 0, 0])
    expect(await seenBy(colleague)).toEqual([0, 0, 0])
    const write = app.ctx.db.as({ user_id: member.user.id, firm_id }, (tx) =>
      sql`UPDATE appointments SET title = 'Mine'`.execute(tx),
    )
    expect((await write).numAffectedRows).toBe(0n)
  })
})

describe('the life of an appointment', () => {
  test('a request is confirmed, moved and held, and each step is written down', async () => {
    const { id, status } = await booked({ needs_confirmation: true })
    expect(status).toBe('requested')
    expect((await mailTo(app, coach.user.email))?.subject).toMatch(/^Request: First talk/)
    expect((await mailTo(app, member.user.email))?.ics).toBeNull()
    expect((await act(id, 'confirm', member)).body.error.code).toBe('wrong_status')
    expect((await act(id, 'confirm', coach, { version: 7 })).status).toBe(412)
    expect((await act(id, 'confirm', coach, { version: 1 })).body).toMatchObject({ status: 'confirmed', version: 2 })
    expect((await mailTo(app, member.user.email))?.ics).toMatch(/METHOD:REQUEST/)
    expect((await act(id, 'confirm')).body.error.code).toBe('wrong_status')
    const moved = await act(id, 'reschedule', coach, { start_time: '2026-11-02T20:10:00Z', reason: 'Train strike' })
    expect(moved.body).toMatchObject({ status: 'rescheduled', end_time: '2026-11-02T21:10:00.000Z' })
    expect((await mailTo(app, member.user.email))?.text).toMatch(/Before: Monday[\s\S]*^> Train strike/m)
    expect((await act(id, 'complete')).body.error.code).toBe('not_begun')
    app.time.set('2026-11-02T20:10:00Z')
    coach = await app.login(coach)
    await coach.request('POST', `/firms/${firm_id}/activate`)
    expect((await act(id, 'no-show')).body.status).toBe('no_show')
    expect((await act(id, 'complete')).body).toMatchObject({ status: 'completed', can: ['no_show'] })
    expect((await act(id, 'cancel')).body.error.code).toBe('wrong_status')
    expect(await history(id)).toEqual([
      ...['null requested guest', 'requested confirmed host', 'confirmed rescheduled host'],
      ...['rescheduled no_show host', 'no_show completed host'],
    ])
    expect(await eventsOf(coach)).toHaveLength(1)
  })

  test('a guest sees where one meets once the host agreed', async () => {
    const { id } = await booked({ needs_confirmation: true, place: 'https://meet.example/jonas' })
    expect([(await get(id)).place, (await get(id, member)).place]).toEqual(['https://meet.example/jonas', null])
    await act(id, 'confirm')
    expect((await get(id, member)).place).toBe('https://meet.example/jonas')
  })

  test('a start with parts of a second is that second, and moves nothing by itself', async () => {
    const { id } = await booked()
    const moved = await act(id, 'reschedule', coach, { start_time: '2026-11-02T20:10:00.700Z' })
    expect(moved.body.start_time).toBe('2026-11-02T20:10:00.000Z')
    await app.ctx.queue.drain()
    await coach.request('PATCH', `/calendar/events/${id}`, { body: { busy: false } })
    expect(await history(id)).toEqual(['null confirmed guest', 'confirmed rescheduled host'])
    expect((await eventsOf(coach))[0].start_time).toBe('2026-11-02T20:10:00Z')
  })

  test('a request that nobody confirmed is over when its time begins, and the guest hears of it', async () => {
    const { id } = await booked({ needs_confirmation: true })
    app.time.set('2026-11-02T09:00:00Z')
    coach = await app.login(coach)
    await coach.request('POST', `/firms/${firm_id}/activate`)
    expect((await get(id)).can).not.toContain('confirm')
    expect((await act(id, 'confirm')).body.error.code).toBe('already_begun')
    await run('appointments-held')
    expect((await get(id)).status).toBe('cancelled')
    expect((await history(id)).at(-1)).toBe('requested cancelled time')
    const mail = await mailTo(app, member.user.email)
    expect(mail?.subject).toMatch(/^Not confirmed in time: First talk/)
    expect(mail?.ics).toBeNull()
  })

  test('a guest who moves what the host confirms asks anew, and the invitation is taken back until then', async () => {
    const { id } = await booked({ needs_confirmation: true })
    await act(id, 'confirm')
    expect(await eventsOf(coach)).toHaveLength(1)
    expect((await act(id, 'reschedule', member, { start_time: '2026-11-02T20:00:00Z' })).body.error.code).toBe(
      'slot_not_free',
    )
    expect((await act(id, 'reschedule', member, { start_time: '2026-11-03T09:00:00Z' })).body.status).toBe('requested')
    expect((await mailTo(app, member.user.email))?.ics).toMatch(/METHOD:CANCEL[\s\S]*SEQUENCE:1/)
    expect(await eventsOf(coach)).toEqual([])
    await act(id, 'confirm')
    expect((await mailTo(app, member.user.email))?.ics).toMatch(/METHOD:REQUEST[\s\S]*SEQUENCE:2/)
    // Both lead to it.
    const event = { start_time: '2026-11-03T09:00:00Z', appointment_id: id }
    expect(await eventsOf(coach)).toMatchObject([{ id, ...event }])
    expect(await eventsOf(member)).toMatchObject([event])
  })

  test('a host makes one at any time but over another one, and the guest is invited', async () => {
    const type_id = await typeOf(coach, { ...AN_HOUR, place_kind: 'address', place: 'Kai 1' })
    const make = (body: Record<string, unknown>) =>
      coach.request('POST', '/appointments', { body: { type_id, start_time: '2026-11-01T20:00:00Z', ...body } })
    const made = await make({ guest_id: member.user.id })
    expect(made.body).toMatchObject({
      ...{ status: 'confirmed', place: 'Kai 1', you_are: 'host' },
      guest: { user_id: member.user.id, email: member.user.email },
    })
    expect((await make({ name: 'Ada', email: 'ada@elsewhere.example' })).body.error.code).toBe('slot_not_free')
    const other = await make({ name: 'Ada', email: 'ada@elsewhere.example', start_time: '2026-11-01T21:00:00Z' })
    expect(other.status).toBe(201)
    expect((await mailTo(app, 'ada@elsewhere.example'))?.ics).toMatch(/METHOD:REQUEST[\s\S]*LOCATION:Kai 1/)
    const fields = []
    for (const body of [{}, { name: 'Ada' }, { guest_id: stranger.user.id }, { guest_id: coach.user.id }])
      fields.push((await make(body)).body.error.field_errors[0].field)
    expect(fields).toEqual(['name', 'email', 'guest_id', 'guest_id'])
    for (const start_time of ['0002-01-01T00:00:00Z', '9998-12-31T23:59:58Z'])
      expect((await make({ guest_id: member.user.id, start_time })).body.error.code).toBe('slot_not_free')
    expect((await member.request('POST', '/appointments', { body: { type_id, start_time: NINE } })).status).toBe(403)
  })

  test('a repeated request with the same Idempotency-Key makes one appointment', async () => {
    const body = { type_id: await typeOf(coach, AN_HOUR), start_time: NINE, guest_id: member.user.id }
    const headers = { 'idempotency-key': 'once' }
    const [first, again] = [
      await coach.request('POST', '/appointments', { body, headers }),
      await coach.request('POST', '/appointments', { body, headers }),
    ]
    expect([again.status, again.body.id]).toEqual([201, first.body.id])
  })

  test('open screens of host, guest and those who run the firm hear of each step', async () => {
    const { id } = await booked()
    await act(id, 'cancel', member)
    const told = await app.rows(
      `SELECT user_id, data FROM live_events WHERE type = 'appointment' AND data->>'appointment_id' = $1 ORDER BY id`,
      [id],
    )
    for (const who of [coach, member, owner])
      expect(told.filter((one) => one['user_id'] === who.user.id).map((one) => one['data'].status)).toEqual([
        'confirmed',
        'cancelled',
      ])
    expect(told.filter((one) => one['user_id'] === colleague.user.id)).toEqual([])
  })
})

describe('reminders', () => {
  const reminders = async () =>
    (await mailsOf(app)).filter(({ subject, to }) => subject.startsWith('Reminder') && to === member.user.email).length

  test('come the day before and the hour before, once each, and anew after it was moved', async () => {
    const before = await reminders()
    const { id } = await booked()
    const seen = []
    for (const at of [
      '2026-11-01T08:59:00Z',
      '2026-11-01T09:00:00Z',
      '2026-11-01T09:01:00Z',
      '2026-11-02T08:00:00Z',
      '2026-11-02T08:30:00Z',
    ]) {
      app.time.set(at)
      await run('appointments-remind')
      seen.push((await reminders()) - before)
    }
    expect(seen).toEqual([0, 1, 1, 2, 2])
    await app.rows(
      `UPDATE appointments SET start_time = start_time + interval '7 days', end_time = end_time + interval '7 days',
      kept = tstzrange(lower(kept) + interval '7 days', upper(kept) + interval '7 days') WHERE id = $1`,
      [id],
    )
    app.time.set('2026-11-08T10:00:00Z')
    await run('appointments-remind')
    expect((await reminders()) - before).toBe(3)
  })

  test('do not come for what was booked later than that, or does not take place', async () => {
    const before = await reminders()
    app.time.set('2026-11-01T12:00:00Z')
    const people = [await app.login(coach), await app.login(member)]
    const [was, other] = [coach, member]
    ;[coach, member] = people as [TestUser, TestUser]
    for (const who of people) await who.request('POST', `/firms/${firm_id}/activate`)
    const { id } = await booked()
    await run('appointments-remind')
    expect((await reminders()) - before).toBe(0)
    await act(id, 'cancel')
    ;[coach, member] = [was, other]
    app.time.set('2026-11-02T08:00:00Z')
    await run('appointments-remind')
    expect((await reminders()) - before).toBe(0)
  })
})

describe('whoever is on the staff of a practice no more', () => {
  test.each<[string, () => Promise<{ status: number }>]>([
    ['was removed', () => owner.request('DELETE', `/firms/${firm_id}/members/${coach.user.id}`)],
    ['left', () => coach.request('DELETE', `/firms/${firm_id}/members/${coach.user.id}`)],
    [
      'is a member only',
      () => owner.request('PATCH', `/firms/${firm_id}/members/${coach.user.id}`, { body: { role: 'member' } }),
    ],
  ])('%s: what is to come is cancelled, links end, and nothing is seen of its guests', async (_, leave) => {
    const past = await booked()
    await app.rows(
      `UPDATE appointments SET start_time = start_time - interval '30 days', end_time = end_time - interval '30 days',
      kept = tstzrange(lower(kept) - interval '30 days', upper(kept) - interval '30 days') WHERE id = $1`,
      [past.id],
    )
    const { id } = await booked({}, '2026-11-02T11:00:00Z')
    expect((await leave()).status).toBeLessThan(300)
    await app.ctx.queue.drain()
    expect(await get(id, owner)).toMatchObject({ status: 'cancelled' })
    expect(await get(past.id, owner)).toMatchObject({ status: 'confirmed' })
    expect((await mailTo(app, member.user.email))?.ics).toMatch(/METHOD:CANCEL/)
    for (const one of [id, past.id]) {
      expect((await coach.request('GET', `/appointments/${one}`)).status).toBe(404)
      expect((await coach.request('GET', `/appointments/${one}/history`)).status).toBe(404)
      expect((await act(one, 'cancel')).status).toBe(404)
    }
    expect((await coach.request('GET', '/appointments')).body.items).toEqual([])
    const links = await app.rows('SELECT revoked_at FROM booking_links WHERE user_id = $1 AND firm_id = $2', [
      coach.user.id,
      firm_id,
    ])
    expect(links.length).toBeGreaterThan(0)
    expect(links.filter(({ revoked_at }) => revoked_at === null)).toEqual([])
    expect(await eventsOf(coach)).toMatchObject([{ id: past.id }])
  })
})

test('when a guest deletes their account the host hears of it, and keeps the appointment without a name', async () => {
  const [guest, kept] = [await app.register(), member]
  await app.rows('UPDATE users SET email_verified_at = now()')
  await employ(firm_id, owner, { who: guest, role: 'member' })
  member = guest
  const { id } = await booked()
  await act(id, 'reschedule', coach, { start_time: '2026-11-02T11:00:00Z', reason: 'Their child is ill' })
  const path = `/calendar/events/${id}`
  expect((await coach.request('PATCH', path, { body: { description: 'Bring the file' } })).body.undo_id).toBeTruthy()
  const past = await booked()
  await app.rows(
    `UPDATE appointments SET start_time = start_time - interval '30 days', end_time = end_time - interval '30 days',
    kept = tstzrange(lower(kept) - interval '30 days', upper(kept) - interval '30 days') WHERE id = $1`,
    [past.id],
  )
  const [was] = await app.rows('SELECT version FROM calendar_events WHERE id = $1', [past.id])
  member = kept
  await app.rows('UPDATE users SET deletion_due_at = $1 WHERE id = $2', [app.ctx.clock.iso(), guest.user.id])
  await makeJobs([])[0]?.handle(app.ctx, {}, AbortSignal.timeout(9_000))
  await app.ctx.queue.drain()
  const told = (await mailsOf(app)).filter(({ to }) => to === coach.user.email).map(({ subject }) => subject)
  expect(told).toContain(`Cancelled: First talk with ${guest.user.username}`)
  expect(await get(id)).toMatchObject({
    status: 'cancelled',
    guest: { user_id: null, name: 'A deleted account', email: '' },
  })
  const events = await app.rows('SELECT event FROM calendar_events WHERE id = $1', [id])
  expect(JSON.stringify(events)).not.toContain(guest.user.username)
  const [is] = await app.rows('SELECT version, event FROM calendar_events WHERE id = $1', [past.id])
  expect(is?.['version']).toBeGreaterThan(was?.['version'])
  expect(is?.['event']).toMatchObject({ title: 'First talk', description: null })
  const steps = await app.rows('SELECT reason FROM appointment_steps WHERE appointment_id = $1', [id])
  expect(steps.filter(({ reason }) => reason !== null)).toEqual([])
  const undo = await app.rows('SELECT changes FROM undo_entries WHERE user_id = $1', [coach.user.id])
  expect(JSON.stringify(undo)).not.toContain(guest.user.username)
})
