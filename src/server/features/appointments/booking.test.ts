import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { forgetMails, mailsOf } from '#kit/invitations.ts'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { employ, openPractice } from '#kit/practice.ts'

let app: TestApp
let owner: TestUser
let coach: TestUser
let member: TestUser
let stranger: TestUser
let firm_id: string

beforeAll(async () => {
  app = await makeApp()
  ;[owner, coach, member, stranger] = [
    ...[await app.register(), await app.register(), await app.register(), await app.register()],
  ] as [TestUser, TestUser, TestUser, TestUser]
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
const DAY = { from: '2026-11-02T00:00:00Z', to: '2026-11-03T00:00:00Z' }

interface Offer {
  readonly token: string
  readonly type_id: string
  readonly link_id: string
}

async function offer(type: Record<string, unknown> = {}, link: Record<string, unknown> = {}): Promise<Offer> {
  const made = await coach.request('POST', '/appointments/types', {
    body: { title: 'First talk', duration_min: 60, step_min: 60, ...type },
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const linked = await coach.request('POST', '/appointments/links', {
    body: { audience: 'public', type_id: made.body.id, ...link },
  })
  expect(linked.status, JSON.stringify(linked.body)).toBe(201)
  return { token: linked.body.token, type_id: made.body.id, link_id: linked.body.id }
}

const MARA = { name: 'Mara', email: 'mara@elsewhere.example' }
const said = ({ type_id }: Offer, more: Record<string, unknown> = {}) => ({
  ...{ type_id, start_time: NINE, time_zone: 'America/New_York' },
  ...more,
})
const asStranger = (at: Offer, more: Record<string, unknown> = {}) =>
  app.request('POST', `/booking/${at.token}`, { body: said(at, { ...MARA, ...more }) })
const asMember = (at: Offer, more: Record<string, unknown> = {}, who = member) =>
  who.request('POST', `/booking/${at.token}`, { body: said(at, more) })
const freeOf = async (at: Offer, query = DAY) => {
  const { body } = await app.request('GET', `/booking/${at.token}/slots`, { query: { ...query, type_id: at.type_id } })
  return body.items.map(({ start_time }: { start_time: string }) => start_time.slice(11, 16)).join(' ')
}
const mailTo = async (to: string) => (await mailsOf(app)).findLast((mail) => mail.to === to)

describe('the page of a link', () => {
  test('tells with whom and what, and nothing else', async () => {
    const at = await offer({ place: 'https://meet.example/secret', place_kind: 'video', needs_confirmation: true })
    const { status, body } = await app.request('GET', `/booking/${at.token}`)
    expect(status).toBe(200)
    expect(body).toEqual({
      ...{ host_name: coach.user.username, firm_name: 'Nordlicht', timezone: 'Europe/Berlin', you: null },
      types: [
        {
          ...{ id: at.type_id, title: 'First talk', description: null, duration_min: 60, needs_confirmation: true },
          ...{ place_kind: 'video', questions: [], needs_phone: false },
        },
      ],
    })
    expect((await member.request('GET', `/booking/${at.token}`)).body.you).toEqual({
      name: member.user.username,
      email: member.user.email,
    })
  })

  test('tells a personal token that may not read nothing of its person', async () => {
    const at = await offer()
    const made = await member.request('POST', '/users/me/tokens', { body: { name: 'bookmark', scopes: ['import'] } })
    const { token } = made.body
    const look = { token, query: { ...DAY, type_id: at.type_id } }
    const answers = [
      await app.request('GET', `/booking/${at.token}`, { token }),
      await app.request('GET', `/booking/${at.token}/slots`, look),
    ]
    expect(answers.map(({ body }) => body.error?.code)).toEqual(['token_scope', 'token_scope'])
  })

  test.each([
    ['public', 200, 200, 200],
    ['members', 401, 200, 200],
    ['firm', 401, 403, 200],
  ])('%s: nobody %i, somebody else %i, of the firm %i', async (audience, nobody, other, own) => {
    const at = await offer({}, { audience })
    const path = `/booking/${at.token}`
    expect((await app.request('GET', path)).status).toBe(nobody)
    expect((await stranger.request('GET', path)).status).toBe(other)
    expect((await member.request('GET', path)).status).toBe(own)
    const slots = { query: { ...DAY, type_id: at.type_id } }
    expect((await app.request('GET', `${path}/slots`, slots)).status).toBe(nobody)
    expect((await asStranger(at)).status).toBe(nobody === 200 ? 201 : nobody)
  })

  test.each([
    ['was revoked', (at: Offer) => coach.request('DELETE', `/appointments/links/${at.link_id}`)],
    [
      'ended',
      (at: Offer) =>
        app.rows('UPDATE booking_links SET expires_at = $1 WHERE id = $2', [app.ctx.clock.iso(), at.link_id]),
    ],
    ['leads to a type that was deleted', (at: Offer) => coach.request('DELETE', `/appointments/types/${at.type_id}`)],
    [
      'leads to a type that is off',
      (at: Offer) => coach.request('PATCH', `/appointments/types/${at.type_id}`, { body: { active: false } }),
    ],
    ['is of a coach who is none any more', () => owner.request('DELETE', `/firms/${firm_id}/members/${coach.user.id}`)],
  ])('is gone where it %s', async (_, end) => {
    const at = await offer()
    await end(at)
    const answers = [await app.request('GET', `/booking/${at.token}`), await freshSlots(at), await asStranger(at)]
    expect(answers.map(({ body }) => body.error.code)).toEqual(['link_gone', 'link_gone', 'link_gone'])
    expect((await app.request('GET', '/booking/nobody-made-this-one')).body.error.code).toBe('link_gone')
  })
  const freshSlots = (at: Offer) =>
    app.request('GET', `/booking/${at.token}/slots`, { query: { ...DAY, type_id: at.type_id } })
})

describe('slots', () => {
  test('leave out what the calendar of the host has, and appointments with their buffers', async () => {
    const at = await offer({ buffer_after_min: 30 })
    expect(await freeOf(at)).toBe('08:00 09:00 10:00 11:00 12:00 13:00 14:00 15:00')
    const event = { title: 'Dentist', start_time: '2026-11-02T10:00:00Z', end_time: '2026-11-02T10:30:00Z' }
    const made = await coach.request('POST', '/calendar/events', { body: event })
    expect(await freeOf(at)).toBe('08:00 11:00 12:00 13:00 14:00 15:00')
    await coach.request('PATCH', `/calendar/events/${made.body.id}`, { body: { busy: false } })
    expect((await asMember(at, { start_time: '2026-11-02T10:00:00Z' })).status).toBe(201)
    expect(await freeOf(at)).toBe('08:00 12:00 13:00 14:00 15:00')
    expect(await freeOf(await offer({ duration_min: 30, step_min: 30 }))).toBe(
      '08:00 08:30 09:00 09:30 11:30 12:00 12:30 13:00 13:30 14:00 14:30 15:00 15:30',
    )
  })

  test('are free only where the calendars of the host could be looked through', async () => {
    const at = await offer()
    const busy = {
      ...{ title: 'Ward', start_time: '2026-10-26T00:00:00Z', end_time: '2026-10-26T00:01:00Z' },
      ...{ timezone: 'UTC', recurrence: 'FREQ=MINUTELY;BYHOUR=0,1,2,3,4,5,6,11' },
    }
    expect((await coach.request('POST', '/calendar/events', { body: busy })).status).toBe(201)
    const [taken, free] = [
      await asMember(at, { start_time: '2026-11-02T11:00:00Z' }),
      await asMember(at, { start_time: '2026-11-02T12:00:00Z' }),
    ]
    expect([taken.body.error?.code, free.status]).toEqual(['slot_not_free', 201])
  })

  test('too soon and too late are not looked for, and the next ones are named', async () => {
    const at = await offer({ notice_min: 1440, horizon_days: 10 })
    const at8 = (day: string) => asMember(at, { start_time: `${day}T08:00:00Z` })
    const next = async (day: string) =>
      (await at8(day)).body.error.details.next.map(({ start_time }: { start_time: string }) => start_time.slice(0, 13))
    expect((await next('2026-10-24'))[0]).toBe('2026-10-26T08')
    expect(await next('2026-12-01')).toEqual([])
  })

  test('are asked for over 62 days at most, and end at the horizon', async () => {
    const at = await offer({ horizon_days: 10 })
    const look = (to: string) =>
      app.request('GET', `/booking/${at.token}/slots`, { query: { from: DAY.from, to, type_id: at.type_id } })
    expect((await look('2027-01-04T00:00:00Z')).body.error.code).toBe('slots_too_long')
    const last = (await look('2027-01-02T00:00:00Z')).body.items.at(-1)
    expect(last.start_time).toBe('2026-11-02T15:00:00.000Z')
  })
})

describe('a stranger', () => {
  test('confirms the address by a mail, and is then expected', async () => {
    const at = await offer({
      place: 'https://meet.example/jonas',
      questions: [{ key: 'goal', label: 'Goal?', kind: 'text', required: true }],
    })
    const booked = await asStranger(at, { answers: { goal: 'Work\nConfirm it here' } })
    expect(booked.status).toBe(201)
    expect(booked.body).toMatchObject({
      status: 'awaiting_confirmation',
      id: null,
      held_until: '2026-10-24T08:30:00.000Z',
    })
    expect(await freeOf(at)).not.toMatch(/^08:00/)
    expect((await coach.request('GET', '/calendar/events')).body.items).toEqual([])
    const mail = await mailTo(MARA.email)
    expect(mail?.subject).toMatch(/^Confirm your booking: First talk with /)
    expect(mail?.text).toContain('Monday, 2 November 2026, 03:00 to 04:00 (America/New_York)')
    expect(mail?.text).toMatch(/^Hello,\r?\n/)
    expect(mail?.text).not.toContain('Mara')
    expect(mail?.ics).toBeNull()
    const path = `/booked/${mail?.secret}`
    expect((await app.request('GET', path)).body).toMatchObject({
      status: 'awaiting_confirmation',
      place: null,
      can: ['confirm', 'cancel'],
    })
    const confirmed = await app.request('POST', `${path}/confirm`)
    expect(confirmed.body).toMatchObject({
      status: 'confirmed',
      place: 'https://meet.example/jonas',
      can: ['reschedule', 'cancel'],
    })
    expect((await app.request('POST', `${path}/confirm`)).body.status).toBe('confirmed')
    const invitation = await mailTo(MARA.email)
    expect(invitation?.ics).toMatch(/METHOD:REQUEST[\s\S]*SEQUENCE:0/)
    expect((await mailTo(coach.user.email))?.subject).toMatch(/^Booked: First talk with Mara/)
    expect((await mailTo(coach.user.email))?.text).toMatch(/Goal\?\r?\n> Work\r?\n> Confirm it here/)
    const [event] = (await coach.request('GET', '/calendar/events')).body.items
    expect(event).toMatchObject({
      title: 'First talk: Mara',
      start_time: '2026-11-02T08:00:00Z',
      url: 'https://meet.example/jonas',
    })
    expect(event.description).toContain('Goal?\nWork')
  })

  test('who does not confirm within 30 minutes loses the time, and the link its use back', async () => {
    const at = await offer({}, { max_uses: 1 })
    await asStranger(at)
    const secret = (await mailTo(MARA.email))?.secret
    expect((await asStranger(at, { email: 'other@elsewhere.example' })).body.error.code).toBe('link_gone')
    const before = (await mailsOf(app)).length
    app.time.advance(30 * 60_000)
    expect((await app.request('POST', `/booked/${secret}/confirm`)).body.error.code).toBe('wrong_status')
    await runJob('appointments-held')
    expect((await app.request('GET', `/booked/${secret}`)).body).toMatchObject({
      status: 'cancelled',
      can: [],
      held_until: null,
    })
    expect((await asStranger(at, { email: 'third@elsewhere.example' })).status).toBe(201)
    app.time.advance(-30 * 60_000)
    expect((await mailsOf(app)).length).toBe(before + 1)
  })

  test('has three bookings to confirm at the most', async () => {
    const at = await offer()
    for (const hour of ['08', '09', '10'])
      expect((await asStranger(at, { start_time: `2026-11-02T${hour}:00:00Z` })).status).toBe(201)
    const fourth = await asStranger(at, { start_time: '2026-11-02T11:00:00Z', email: MARA.email.toUpperCase() })
    expect([fourth.status, fourth.body.error.code, fourth.headers['retry-after']]).toEqual([
      429,
      'too_many_bookings',
      '1800',
    ])
  })

  test('is answered alike whether or not the address has an account', async () => {
    const at = await offer()
    const [known, unknown] = [
      await asStranger(at, { email: member.user.email }),
      await asStranger(at, { email: 'nobody@elsewhere.example', start_time: '2026-11-02T09:00:00Z' }),
    ]
    expect({ ...known.body, start_time: '', end_time: '' }).toEqual({ ...unknown.body, start_time: '', end_time: '' })
    expect((await member.request('GET', '/appointments')).body.items).toEqual([])
  })

  test.each([
    ['name', { name: undefined }, 'validation_failed'],
    ['email', { email: undefined }, 'validation_failed'],
    ['email', { email: 'nowhere' }, 'validation_failed'],
    ['phone', {}, 'validation_failed'],
    ['answers.goal', { phone: '1' }, 'answer_missing'],
    ['answers.how', { phone: '1', answers: { goal: 'x', how: 'Soon' } }, 'answer_unfit'],
    ['start_time', { phone: '1', answers: { goal: 'x' }, start_time: '2026-11-02T08:10:00Z' }, 'slot_not_free'],
    ['start_time', { phone: '1', answers: { goal: 'x' }, start_time: '2026-10-20T08:00:00Z' }, 'slot_not_free'],
    ['start_time', { phone: '1', answers: { goal: 'x' }, start_time: '0002-01-01T00:00:00Z' }, 'slot_not_free'],
    ['start_time', { phone: '1', answers: { goal: 'x' }, start_time: '9998-12-31T23:59:58Z' }, 'slot_not_free'],
  ])('is told what is wrong with %s: %o', async (field, wrong, code) => {
    const questions = [
      { key: 'goal', label: 'Goal?', kind: 'text', required: true },
      { key: 'how', label: 'How?', kind: 'choice', options: ['Fast', 'Well'] },
    ]
    const { body } = await asStranger(await offer({ place_kind: 'phone', questions }), wrong)
    expect([body.error.field_errors?.[0]?.field, body.error.code]).toEqual([field, code])
    expect(await app.rows('SELECT 1 FROM appointments')).toEqual([])
  })

  test('moves and cancels by the mail, and the host hears of it', async () => {
    const at = await offer()
    await asStranger(at)
    const path = `/booked/${(await mailTo(MARA.email))?.secret}`
    await app.request('POST', `${path}/confirm`)
    const { body } = await app.request('GET', `${path}/slots`, { query: DAY })
    expect(body.items[0].start_time).toBe(NINE)
    const taken = await app.request('POST', `${path}/reschedule`, { body: { start_time: '2026-11-02T08:15:00Z' } })
    expect([taken.body.error.code, taken.body.error.details.next[0].start_time]).toEqual([
      'slot_not_free',
      '2026-11-02T09:00:00.000Z',
    ])
    const moved = await app.request('POST', `${path}/reschedule`, { body: { start_time: '2026-11-02T12:00:00Z' } })
    expect(moved.body).toMatchObject({ status: 'rescheduled', start_time: '2026-11-02T12:00:00.000Z' })
    expect((await mailTo(MARA.email))?.ics).toMatch(/METHOD:REQUEST[\s\S]*SEQUENCE:1/)
    expect((await mailTo(coach.user.email))?.text).toContain('Before: Monday, 2 November 2026, 09:00')
    const [event] = (await coach.request('GET', '/calendar/events')).body.items
    expect(event.start_time).toBe('2026-11-02T12:00:00Z')
    const gone = await app.request('POST', `${path}/cancel`, {
      body: { reason: 'Found work\n\nOpen it:\nhttps://evil.example' },
    })
    expect(gone.body).toMatchObject({ status: 'cancelled', can: [] })
    expect((await mailTo(coach.user.email))?.text).not.toMatch(/^https:\/\/evil/m)
    expect((await mailTo(MARA.email))?.ics).toMatch(/METHOD:CANCEL[\s\S]*SEQUENCE:2/)
    expect((await mailTo(coach.user.email))?.text).toMatch(/^> Found work\r?$/m)
    expect((await coach.request('GET', '/calendar/events')).body.items).toEqual([])
    expect(await freeOf(at)).toMatch(/^08:00/)
    for (const secret of ['made.up-secret-of-mine', `${app.ctx.id()}.${'a'.repeat(22)}`])
      expect((await app.request('GET', `/booked/${secret}`)).body.error.code).toBe('manage_gone')
  })
})

describe('of many who want the same', () => {
  test('one of fifty gets the time, and forty-nine hear which ones are free next', async () => {
    const at = await offer()
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        n % 2 === 0 ? asMember(at) : asStranger(at, { email: `guest${n}@elsewhere.example` }),
      ),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    const refused = answers.filter(({ status }) => status !== 201)
    expect(new Set(refused.map(({ body }) => body.error.code))).toEqual(new Set(['slot_not_free']))
    for (const { body } of refused) expect(body.error.details.next[0].start_time).toBe('2026-11-02T09:00:00.000Z')
    expect(await app.rows("SELECT 1 FROM appointments WHERE status <> 'cancelled'")).toHaveLength(1)
  })

  test('no more than the daily limit get a day', async () => {
    const at = await offer({ daily_limit: 2 })
    const hours = ['08', '09', '10', '11', '12', '13', '14', '15']
    const answers = await Promise.all(hours.map((hour) => asMember(at, { start_time: `2026-11-02T${hour}:00:00Z` })))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2)
    expect(await freeOf(at)).toBe('')
    const [refused] = answers.filter(({ status }) => status === 409)
    expect(refused?.body.error.details.next[0].start_time).toBe('2026-11-03T08:00:00.000Z')
  })

  test('two types of one host do not overlap, and a link is used as often as it may be', async () => {
    const long = await offer({ duration_min: 120 }, { max_uses: 3 })
    const short = await offer({ duration_min: 30, step_min: 30 }, { max_uses: 3 })
    const starts = ['08:00', '08:30', '09:00', '09:30'].map((time) => `2026-11-02T${time}:00Z`)
    const answers = await Promise.all([
      ...starts.map((start_time) => asMember(short, { start_time })),
      asMember(long),
      ...starts.map((start_time) => asMember(short, { start_time }, stranger)),
    ])
    const kept = await app.rows<{ n: string }>(
      `SELECT count(*) AS n FROM appointments a JOIN appointments b ON a.id < b.id AND a.kept && b.kept`,
    )
    expect(Number(kept[0]?.n)).toBe(0)
    const made = answers.filter(({ status }) => status === 201).length
    expect([1, 3]).toContain(made)
    const uses = await app.rows<{ uses: number }>('SELECT uses FROM booking_links WHERE id = ANY($1)', [
      [long.link_id, short.link_id],
    ])
    expect(uses.reduce((sum, row) => sum + row.uses, 0)).toBe(made)
  })

  test('not even the database takes two that overlap', async () => {
    const at = await offer({ buffer_after_min: 30 })
    await asMember(at)
    const copy = (minutes: number) =>
      app.rows(
        `INSERT INTO appointments SELECT (r).* FROM (SELECT jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(),
           'kept', tstzrange(lower(a.kept) + make_interval(mins => $1), upper(a.kept) + make_interval(mins => $1)))) AS r
         FROM appointments a LIMIT 1) x`,
        [minutes],
      )
    await expect(copy(89)).rejects.toThrow(/appointments_apart/)
    await copy(90)
  })
})

async function runJob(name: string): Promise<void> {
  await app.rows(`SELECT pgboss.enqueue_job(gen_random_uuid(), $1, '{}'::jsonb, NULL, 0)`, [name])
  await app.ctx.queue.drain()
}
