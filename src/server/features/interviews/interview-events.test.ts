import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'

let app: TestApp
let mara: TestUser
let path: string
let application_id: string
let made: { undo_id: string }

beforeAll(async () => {
  app = await makeApp()
})
afterAll(() => app.close())
beforeEach(async () => {
  mara = await app.register()
  const { body } = await mara.request('POST', '/applications', { body: { title: 'Engineer', company: 'Elbkontor' } })
  made = body
  application_id = body.id
  path = `/applications/${application_id}/interviews`
})

const add = async () =>
  (
    await mara.request('POST', path, {
      body: {
        ...{ kind: 'onsite', start_time: '2026-11-25T13:00:00Z', time_zone: 'Europe/Berlin', duration_min: 90 },
        location: 'Am Sandtorkai 41',
      },
    })
  ).body
const eventOf = async (id: string) => (await mara.request('GET', `/calendar/events/${id}`)).body
const undo = (body: { undo_id: string }) => mara.request('POST', `/undo/${body.undo_id}`)

test('an interview has an event in the calendar, with its application', async () => {
  const interview = await add()
  expect(await eventOf(interview.id)).toMatchObject({
    ...{ title: 'Interview: Elbkontor', start_time: '2026-11-25T13:00:00Z', end_time: '2026-11-25T14:30:00Z' },
    ...{ timezone: 'Europe/Berlin', location: 'Am Sandtorkai 41', interview_id: interview.id, application_id },
    ...{ reminder_1hour: true, reminder_1day: true, application: { company: 'Elbkontor', status: 'interested' } },
  })
})

test('the event moves with the interview, and the interview with the event', async () => {
  const interview = await add()
  await mara.request('PATCH', `${path}/${interview.id}`, {
    body: { start_time: '2026-11-26T09:00:00Z', location: 'Room 4' },
  })
  expect(await eventOf(interview.id)).toMatchObject({ start_time: '2026-11-26T09:00:00Z', location: 'Room 4' })
  await mara.request('PATCH', `/calendar/events/${interview.id}`, {
    body: { start_time: '2026-11-27T15:00', end_time: '2026-11-27T15:45', location: null },
  })
  const [moved] = (await mara.request('GET', path)).body.items
  expect(moved).toMatchObject({ start_time: '2026-11-27T14:00:00Z', duration_min: 45, location: null, version: 3 })
})

test('an event that was deleted by hand comes back as the interview is by now, and undo takes it away again', async () => {
  const interview = await add()
  await mara.request('DELETE', `/calendar/events/${interview.id}`)
  await mara.request('PATCH', `${path}/${interview.id}`, { body: { location: 'Room 4' } })
  expect((await mara.request('GET', path)).body.items).toMatchObject([{ in_calendar: false, location: 'Room 4' }])
  const back = await mara.request('POST', `${path}/${interview.id}/calendar`)
  expect(back).toMatchObject({
    status: 200,
    body: { id: interview.id, in_calendar: true, undo_id: expect.any(String) },
  })
  expect(await eventOf(interview.id)).toMatchObject({ location: 'Room 4', interview_id: interview.id, application_id })
  expect((await mara.request('GET', '/interviews')).body.items).toMatchObject([{ in_calendar: true }])
  expect((await undo(back.body)).status).toBe(200)
  expect((await mara.request('GET', `/calendar/events/${interview.id}`)).status).toBe(404)
  const other = await app.register()
  expect((await other.request('POST', `${path}/${interview.id}/calendar`)).status).toBe(404)
})

test('what a person wrote on the event stays when the interview moves', async () => {
  const interview = await add()
  const body = { title: 'Meet Annegret', reminders: [{ minutes_before: 30 }] }
  await mara.request('PATCH', `/calendar/events/${interview.id}`, { body })
  await mara.request('PATCH', `${path}/${interview.id}`, { body: { duration_min: 30 } })
  expect(await eventOf(interview.id)).toMatchObject({ title: 'Meet Annegret', end_time: '2026-11-25T13:30:00Z' })
})

test('a cancelled interview is cancelled in the calendar, and takes place again', async () => {
  const interview = await add()
  await mara.request('PATCH', `${path}/${interview.id}`, { body: { outcome: 'cancelled' } })
  expect((await eventOf(interview.id)).status).toBe('cancelled')
  await mara.request('PATCH', `${path}/${interview.id}`, { body: { outcome: 'pending' } })
  expect((await eventOf(interview.id)).status).toBe('confirmed')
})

test('both go together, and come back together', async () => {
  const interview = await add()
  const gone = await mara.request('DELETE', `${path}/${interview.id}`)
  expect((await mara.request('GET', `/calendar/events/${interview.id}`)).status).toBe(404)
  expect((await undo(gone.body)).status).toBe(200)
  expect(await eventOf(interview.id)).toMatchObject({ interview_id: interview.id, title: 'Interview: Elbkontor' })
  expect((await undo(interview)).status).toBe(200)
  expect((await mara.request('GET', `/calendar/events/${interview.id}`)).status).toBe(404)
  expect((await mara.request('GET', path)).body.items).toEqual([])
})

test('an event that was deleted by hand stays away', async () => {
  const interview = await add()
  await mara.request('DELETE', `/calendar/events/${interview.id}`)
  await mara.request('PATCH', `${path}/${interview.id}`, { body: { duration_min: 30 } })
  expect((await mara.request('GET', `/calendar/events/${interview.id}`)).status).toBe(404)
})

test('an interview stays where its event goes into a zone that nobody knows', async () => {
  const interview = await add()
  await app.rows(
    `UPDATE calendar_events SET event = jsonb_set(event, '{when,zone}', '"Customized Time Zone"') WHERE id = $1`,
    [interview.id],
  )
  expect((await mara.request('GET', path)).body.items).toMatchObject([
    { start_time: '2026-11-25T13:00:00Z', version: 1 },
  ])
  expect(await eventOf(interview.id)).toMatchObject({ timezone: null, tz_uncertain: true })
})

test('a start with parts of a second counts as one change', async () => {
  const interview = await add()
  const moved = await mara.request('PATCH', `${path}/${interview.id}`, {
    body: { start_time: '2026-11-26T09:00:00.400Z' },
  })
  expect(moved.body.version).toBe(2)
  const again = await mara.request('PATCH', `${path}/${interview.id}`, { body: { notes: 'x', version: 2 } })
  expect(again.status).toBe(200)
})

const titles = async () =>
  (await mara.request('GET', '/calendar/events')).body.items.map(({ title }: { title: string }) => title)

test('an application that is deleted takes the events of its interviews along, and brings them back', async () => {
  const [, byHand] = [await add(), await add()]
  await mara.request('DELETE', `/calendar/events/${byHand.id}`)
  const own = { title: 'Prepare', start_time: '2026-11-24T13:00:00Z', application_id }
  await mara.request('POST', '/calendar/events', { body: own })
  const gone = await mara.request('DELETE', `/applications/${application_id}`)
  expect(await titles()).toEqual(['Prepare'])
  const back = await undo(gone.body)
  expect(await titles()).toEqual(['Prepare', 'Interview: Elbkontor'])
  await undo(back.body)
  expect(await titles()).toEqual(['Prepare'])
})

test('of many that are deleted at once as well, and of one whose adding is undone', async () => {
  await add()
  const body = { action: 'delete', ids: [application_id] }
  const gone = await mara.request('POST', '/applications/bulk', { body })
  expect(await titles()).toEqual([])
  await undo(gone.body)
  expect(await titles()).toEqual(['Interview: Elbkontor'])
  await undo(made)
  expect(await titles()).toEqual([])
})

test('an event that its calendar brought back, and that was then deleted by hand, stays away when the application comes back', async () => {
  const interview = await add()
  const gone = await mara.request('DELETE', `/applications/${application_id}`)
  await app.rows('UPDATE calendar_events SET deleted_at = NULL, deleted_by = NULL WHERE id = $1', [interview.id])
  expect(await titles()).toEqual(['Interview: Elbkontor'])
  await mara.request('DELETE', `/calendar/events/${interview.id}`)
  expect((await undo(gone.body)).status).toBe(200)
  expect(await titles()).toEqual([])
})

test('an interview that another node is giving its event is left to that one', async () => {
  const { id } = await add()
  await app.rows('DELETE FROM calendar_events WHERE id = $1', [id])
  await app.ctx.db.asSystem('give it its event elsewhere', async (tx) => {
    await tx.client.query('SELECT FROM interviews WHERE id = $1 FOR UPDATE', [id])
    await giveEvents()
  })
  expect(await titles()).toEqual([])
  await giveEvents()
  expect(await titles()).toEqual(['Interview: Elbkontor'])
})

const giveEvents = async () => {
  await app.ctx.db.asSystem('run what gives events', (tx) =>
    tx.client.query(`SELECT pgboss.enqueue_job(gen_random_uuid(), 'interviews.give-events', '{}'::jsonb, 'due', 0)`),
  )
  await app.ctx.queue.drain()
}

test('an interview that stood before there were calendars gets its event, once', async () => {
  const [old, deleted] = [await add(), await add()]
  await mara.request('DELETE', `/calendar/events/${deleted.id}`)
  const before = await eventOf(old.id)
  await app.rows('DELETE FROM calendar_events WHERE id = $1', [old.id])
  await giveEvents()
  expect(await eventOf(old.id)).toEqual({ ...before, created_at: expect.any(String), updated_at: expect.any(String) })
  await giveEvents()
  expect(await titles()).toEqual(['Interview: Elbkontor'])
})
