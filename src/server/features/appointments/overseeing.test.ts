import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bookWith, eventsOf, mailTo } from '#kit/bookings.ts'
import { forgetMails } from '#kit/invitations.ts'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'
import { employ, openPractice } from '#kit/practice.ts'

let app: TestApp
let owner: TestUser
let admin: TestUser
let coach: TestUser
let member: TestUser
let firm_id: string

beforeAll(async () => {
  app = await makeApp()
  const people = []
  for (let at = 0; at < 4; at += 1) people.push(await app.register())
  ;[owner, admin, coach, member] = people as [TestUser, TestUser, TestUser, TestUser]
  await app.rows('UPDATE users SET email_verified_at = now()')
})
afterAll(() => app.close())
beforeEach(async () => {
  await forgetMails(app)
  await app.rows('DELETE FROM appointments')
  await app.rows('DELETE FROM calendar_events')
  app.time.set('2026-10-24T08:00:00Z')
  firm_id = await openPractice(owner)
  await employ(firm_id, owner, { who: admin, role: 'admin' })
  await employ(firm_id, owner, { who: coach, role: 'coach' })
  await employ(firm_id, owner, { who: member, role: 'member' })
})

const booked = async (type: Record<string, unknown> = {}): Promise<string> =>
  (await bookWith(coach, member, { type, start_time: '2026-11-02T09:00:00Z' })).id
const cancel = (id: string, by: TestUser, body: Record<string, unknown> = {}) =>
  by.request('POST', `/appointments/${id}/cancel`, { body })

describe('who runs a practice', () => {
  test('cancels an appointment of a host there; host and guest are told by whom, and so is the history', async () => {
    const id = await booked()
    expect((await cancel(id, admin, { version: 7 })).status).toBe(412)
    const done = await cancel(id, admin, { version: 1, reason: 'The office is closed.' })
    expect(done.body).toMatchObject({ status: 'cancelled', you_are: 'firm', can: [], version: 2 })
    for (const who of [coach, member]) {
      const told = await mailTo(app, who.user.email)
      expect(told?.subject).toMatch(/^Cancelled: First talk/)
      expect(told?.text).toMatch(new RegExp(`${admin.user.username} of .+ cancelled[\\s\\S]*> The office is closed\\.`))
      expect(await eventsOf(who)).toEqual([])
    }
    expect((await mailTo(app, member.user.email))?.ics).toMatch(/METHOD:CANCEL/)
    for (const who of [coach, member, owner, admin]) {
      const { items } = (await who.request('GET', `/appointments/${id}/history`)).body
      expect(items.map((step: { by: string; overseer: unknown }) => [step.by, step.overseer])).toEqual([
        ['guest', null],
        ['firm', { user_id: admin.user.id, name: admin.user.username }],
      ])
    }
    expect((await cancel(id, owner)).body.error.code).toBe('wrong_status')
  })

  test('turns down a request as well', async () => {
    const id = await booked({ needs_confirmation: true })
    expect((await cancel(id, owner)).body).toMatchObject({ status: 'cancelled' })
    expect((await mailTo(app, member.user.email))?.subject).toMatch(/^Cancelled/)
  })

  test('leaves what has begun to its host', async () => {
    const id = await booked()
    app.time.set('2026-11-02T09:00:00Z')
    owner = await app.login(owner)
    await owner.request('POST', `/firms/${firm_id}/activate`)
    const seen = await owner.request('GET', `/appointments/${id}`)
    expect([seen.status, seen.body.can]).toEqual([200, []])
    expect((await cancel(id, owner)).body.error.code).toBe('already_begun')
  })

  test('does so in that practice alone, and while they run it', async () => {
    const id = await booked()
    await openPractice(owner)
    expect((await cancel(id, owner)).status).toBe(404)
    const body = { role: 'coach' }
    expect((await owner.request('PATCH', `/firms/${firm_id}/members/${admin.user.id}`, { body })).status).toBe(200)
    expect((await cancel(id, admin)).status).toBe(404)
    expect((await coach.request('GET', `/appointments/${id}`)).body).toMatchObject({ status: 'confirmed', version: 1 })
  })
})
