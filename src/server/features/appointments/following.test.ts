import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bookWith, eventsOf, mailTo } from '#kit/bookings.ts'
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
  const people = []
  for (let at = 0; at < 3; at += 1) people.push(await app.register())
  ;[owner, coach, member] = people as [TestUser, TestUser, TestUser]
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
/** Gives what takes it back. */
const deleteEvent = async (id: string): Promise<string> => {
  const { status, body } = await coach.request('DELETE', `/calendar/events/${id}`)
  expect(status).toBe(200)
  await app.ctx.queue.drain()
  return body.undo_id
}
const minutesLater = async () => {
  app.time.advance(5 * 60_000)
  await app.rows(`UPDATE pgboss.job SET start_after = now() WHERE name = 'appointment-follows' AND state = 'created'`)
  await app.ctx.queue.drain()
}

describe('the event in the calendar', () => {
  test('is there for host and guest, and goes with the appointment', async () => {
    const { id } = await booked()
    expect(await eventsOf(coach)).toMatchObject([
      { id, title: `First talk: ${member.user.username}`, start_time: '2026-11-02T09:00:00Z' },
    ])
    const [theirs] = await eventsOf(member)
    expect(theirs).toMatchObject({ title: `First talk: ${coach.user.username}`, reminder_1day: true })
    await act(id, 'reschedule', member, { start_time: '2026-11-02T11:00:00Z' })
    for (const who of [coach, member])
      expect(await eventsOf(who)).toMatchObject([{ start_time: '2026-11-02T11:00:00Z' }])
    await act(id, 'cancel')
    for (const who of [coach, member]) expect(await eventsOf(who)).toEqual([])
  })

  test('moves the appointment when the host moves it, and the guest is told', async () => {
    const { id } = await booked()
    const body = { start_time: '2026-11-04T19:00:00Z', end_time: '2026-11-04T19:30:00Z' }
    await coach.request('PATCH', `/calendar/events/${id}`, { body })
    await app.ctx.queue.drain()
    expect(await get(id)).toMatchObject({
      status: 'rescheduled',
      start_time: '2026-11-04T19:00:00Z',
      duration_min: 30,
      version: 2,
    })
    expect(await history(id)).toEqual(['null confirmed guest', 'confirmed rescheduled calendar'])
    expect((await mailTo(app, member.user.email))?.ics).toMatch(/METHOD:REQUEST[\s\S]*SEQUENCE:1/)
    expect(await eventsOf(member)).toMatchObject([body])
    await coach.request('PATCH', `/calendar/events/${id}`, { body: { title: 'Talk with M' } })
    await app.ctx.queue.drain()
    expect(await get(id)).toMatchObject({ version: 2 })
  })

  test.each<[string, Record<string, unknown>, RegExp]>([
    [
      'onto another appointment',
      { start_time: '2026-11-02T11:30:00Z', end_time: '2026-11-02T12:30:00Z' },
      /another appointment/,
    ],
    ['to a whole day', { start_time: '2026-11-05', end_time: '2026-11-06', all_day: true }, /whole days or a series/],
    ['into a series', { recurrence: 'FREQ=DAILY' }, /whole days or a series/],
  ])('goes back when the host moves it %s', async (_, body, why) => {
    const { id } = await booked()
    await booked({}, '2026-11-02T11:00:00Z')
    expect((await coach.request('PATCH', `/calendar/events/${id}`, { body })).status).toBe(200)
    await app.ctx.queue.drain()
    expect(await get(id)).toMatchObject({ status: 'confirmed', start_time: '2026-11-02T09:00:00Z', version: 1 })
    const [event] = (await eventsOf(coach)).filter((one: { id: string }) => one.id === id)
    expect(event).toMatchObject({ start_time: '2026-11-02T09:00:00Z', all_day: false, recurrence: null })
    const told = await mailTo(app, coach.user.email)
    expect([told?.subject, told?.text]).toEqual([
      expect.stringMatching(/^Could not be moved/),
      expect.stringMatching(why),
    ])
    expect((await history(id)).at(-1)).toBe('confirmed confirmed calendar')
    expect((await mailTo(app, member.user.email))?.subject).toMatch(/^Confirmed/)
  })

  test('that says another place takes the appointment and the guest’s event there, and the guest is told', async () => {
    const { id } = await booked({ place: 'https://meet.example/jonas' })
    await coach.request('PATCH', `/calendar/events/${id}`, { body: { location: 'Café Mitte, Linienstr. 3' } })
    await app.ctx.queue.drain()
    const there = { place: 'Café Mitte, Linienstr. 3', place_kind: 'address' }
    for (const who of [coach, member])
      expect(await get(id, who)).toMatchObject({ ...there, status: 'confirmed', version: 2 })
    expect(await eventsOf(member)).toMatchObject([{ location: there.place, start_time: '2026-11-02T09:00:00Z' }])
    const told = await mailTo(app, member.user.email)
    expect([told?.subject, told?.text]).toEqual([
      expect.stringMatching(/^Another place: First talk/),
      expect.stringMatching(/takes place somewhere else:[\s\S]*Café Mitte/),
    ])
    expect(told?.ics).toMatch(/METHOD:REQUEST[\s\S]*LOCATION:Café Mitte\\, Linienstr. 3[\s\S]*SEQUENCE:1/)
    const steps = (await coach.request('GET', `/appointments/${id}/history`)).body.items
    expect(steps.at(-1)).toMatchObject({
      ...{ by: 'calendar', from_status: 'confirmed', to_status: 'confirmed', from_start: null, to_start: null },
      ...{ from_place: 'https://meet.example/jonas', to_place: there.place },
    })
    await coach.request('PATCH', `/calendar/events/${id}`, { body: { location: null } })
    await app.ctx.queue.drain()
    expect(await get(id)).toMatchObject({ place: null, version: 3 })
    expect((await mailTo(app, member.user.email))?.text).toMatch(/is to be told:/)
  })

  test('that says another time and place is told in one mail', async () => {
    const { id } = await booked({ place: 'https://meet.example/jonas' })
    const mails = (await mailsOf(app)).length
    const when = { start_time: '2026-11-02T11:00:00Z', end_time: '2026-11-02T12:00:00Z' }
    await coach.request('PATCH', `/calendar/events/${id}`, { body: { ...when, location: '+49 30 123456' } })
    await app.ctx.queue.drain()
    const place = { place: '+49 30 123456', place_kind: 'phone' }
    expect(await get(id)).toMatchObject({ status: 'rescheduled', ...when, ...place, version: 2 })
    expect(await eventsOf(member)).toMatchObject([{ ...when, location: place.place }])
    expect(await mailsOf(app)).toHaveLength(mails + 1)
    expect((await mailTo(app, member.user.email))?.subject).toMatch(/^Moved/)
  })

  test('that goes back to its time keeps the place that the host wrote with the move', async () => {
    const { id } = await booked()
    await booked({}, '2026-11-02T11:00:00Z')
    const when = { start_time: '2026-11-02T11:30:00Z', end_time: '2026-11-02T12:30:00Z' }
    await coach.request('PATCH', `/calendar/events/${id}`, { body: { ...when, location: 'Café Mitte' } })
    await app.ctx.queue.drain()
    const there = { start_time: '2026-11-02T09:00:00Z', place: 'Café Mitte' }
    expect(await get(id)).toMatchObject({ status: 'confirmed', ...there })
    const [event] = (await eventsOf(coach)).filter((one: { id: string }) => one.id === id)
    expect(event).toMatchObject({ start_time: there.start_time, location: 'Café Mitte' })
  })

  test('cancels the appointment some minutes after the host deleted it', async () => {
    const { id } = await booked()
    await deleteEvent(id)
    expect((await get(id)).status).toBe('confirmed')
    await minutesLater()
    expect(await get(id)).toMatchObject({ status: 'cancelled', can: [] })
    expect(await history(id)).toEqual(['null confirmed guest', 'confirmed cancelled calendar'])
    expect((await mailTo(app, member.user.email))?.ics).toMatch(/METHOD:CANCEL/)
    expect(await eventsOf(member)).toEqual([])
  })

  test('that is deleted and comes back within minutes cancels nothing', async () => {
    const { id } = await booked()
    const undo_id = await deleteEvent(id)
    const mails = (await mailsOf(app)).length
    expect((await coach.request('POST', `/undo/${undo_id}`)).status).toBe(200)
    await minutesLater()
    expect(await get(id)).toMatchObject({ status: 'confirmed', version: 1 })
    expect(await mailsOf(app)).toHaveLength(mails)
  })

  test('that comes back later brings the appointment back, with an invitation newer than its cancellation', async () => {
    const { id } = await booked()
    const undo_id = await deleteEvent(id)
    await minutesLater()
    expect((await coach.request('POST', `/undo/${undo_id}`)).status).toBe(200)
    await app.ctx.queue.drain()
    expect(await get(id)).toMatchObject({ status: 'confirmed', cancel_reason: null })
    expect((await history(id)).at(-1)).toBe('cancelled confirmed calendar')
    expect((await mailTo(app, member.user.email))?.ics).toMatch(/METHOD:REQUEST[\s\S]*SEQUENCE:2/)
    expect(await eventsOf(coach)).toMatchObject([{ id }])
    expect(await eventsOf(member)).toMatchObject([{ start_time: '2026-11-02T09:00:00Z' }])
  })

  test('that comes back where another appointment is by now goes again, and the host is told', async () => {
    const { id } = await booked()
    const undo_id = await deleteEvent(id)
    await minutesLater()
    const other = await booked()
    expect((await coach.request('POST', `/undo/${undo_id}`)).status).toBe(200)
    await app.ctx.queue.drain()
    expect((await get(id)).status).toBe('cancelled')
    expect(await eventsOf(coach)).toMatchObject([{ id: other.id }])
    const told = await mailTo(app, coach.user.email)
    expect(told?.subject).toMatch(/^Stays cancelled: First talk/)
  })

  test('that comes back after the guest cancelled goes again', async () => {
    const { id } = await booked()
    await act(id, 'cancel', member)
    await app.rows('UPDATE calendar_events SET deleted_at = NULL, deleted_by = NULL WHERE id = $1', [id])
    await app.ctx.queue.drain()
    expect((await get(id)).status).toBe('cancelled')
    expect(await eventsOf(coach)).toEqual([])
    expect((await mailTo(app, coach.user.email))?.subject).toMatch(/^Stays cancelled/)
  })

  test('says nothing of an appointment that has begun', async () => {
    const { id } = await booked()
    app.time.set('2026-11-02T09:00:00Z')
    await app.rows(
      `UPDATE calendar_events SET event = jsonb_set(event, '{when,start}', '"2026-11-02T11:00:00"') WHERE id = $1`,
      [id],
    )
    await app.ctx.queue.drain()
    await app.rows(`UPDATE calendar_events SET deleted_at = $1, deleted_by = 'sync' WHERE id = $2`, [
      app.ctx.clock.iso(),
      id,
    ])
    await minutesLater()
    const [row] = await app.rows('SELECT status, start_time, version FROM appointments WHERE id = $1', [id])
    expect(row).toMatchObject({ status: 'confirmed', version: 1 })
  })

  test('that becomes shorter is written down with both ends', async () => {
    const { id } = await booked()
    await coach.request('PATCH', `/calendar/events/${id}`, { body: { end_time: '2026-11-02T09:30:00Z' } })
    await app.ctx.queue.drain()
    const steps = (await coach.request('GET', `/appointments/${id}/history`)).body.items
    expect(steps.at(-1)).toMatchObject({
      ...{ by: 'calendar', from_start: '2026-11-02T09:00:00Z', to_start: '2026-11-02T09:00:00Z' },
      ...{ from_end: '2026-11-02T10:00:00Z', to_end: '2026-11-02T09:30:00Z' },
    })
  })

  test('of the guest is the guest’s own: what they do to it moves nothing', async () => {
    const { id } = await booked()
    const [theirs] = await eventsOf(member)
    await member.request('DELETE', `/calendar/events/${theirs.id}`)
    await app.ctx.queue.drain()
    expect((await get(id)).status).toBe('confirmed')
    await act(id, 'reschedule', coach, { start_time: '2026-11-02T11:00:00Z' })
    expect(await eventsOf(member)).toEqual([])
  })
})
