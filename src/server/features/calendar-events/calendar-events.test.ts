import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'

let app: TestApp
let mara: TestUser
let other: TestUser
beforeAll(async () => {
  app = await makeApp()
  ;[mara, other] = await Promise.all([app.register(), app.register()])
  await mara.request('PUT', '/users/me/settings', { body: { time_zone: 'Europe/Berlin' } })
})
afterAll(() => app.close())

const add = async (body: object, who = mara) => (await who.request('POST', '/calendar/events', { body })).body
const within = async (from: string, to: string, query: object = {}) =>
  (await mara.request('GET', '/calendar/events', { query: { from, to, ...query } })).body
const ofSeries = async (id: string, from: string, to: string) =>
  (await within(from, to)).items.filter((one: { id: string }) => one.id === id)
const starts = (items: { start_time: string }[]) => items.map((one) => one.start_time)

describe('a new event', () => {
  test('says what was written, by the clock of its zone', async () => {
    const made = await add({
      ...{ title: 'On-site interview', start_time: '2026-11-25T14:00', end_time: '2026-11-25T15:30' },
      ...{
        location: 'Am Sandtorkai 41',
        reminder_1day: true,
        reminder_15min: true,
        reminders: [{ minutes_before: 5 }],
      },
    })
    expect(made).toMatchObject({
      ...{ title: 'On-site interview', timezone: 'Europe/Berlin', all_day: false, busy: true, recurrence_id: null },
      ...{ start_time: '2026-11-25T13:00:00Z', end_time: '2026-11-25T14:30:00Z', location: 'Am Sandtorkai 41' },
      ...{ reminder_15min: true, reminder_1hour: false, reminder_1day: true, calendars: [], version: 1 },
      reminders: [5, 15, 1440].map((minutes_before) => ({ minutes_before, method: 'popup' })),
    })
    expect((await mara.request('GET', `/calendar/events/${made.id}`)).body).toMatchObject({
      title: 'On-site interview',
    })
  })

  test.each([
    [
      'an instant and no end',
      { start_time: '2026-07-01T12:00:00Z' },
      ['2026-07-01T12:00:00Z', '2026-07-01T13:00:00Z', 'Europe/Berlin'],
    ],
    [
      'an instant with an offset',
      { start_time: '2026-07-01T08:00:00-04:00' },
      ['2026-07-01T12:00:00Z', '2026-07-01T13:00:00Z', 'Europe/Berlin'],
    ],
    [
      'a clock far away',
      { start_time: '2026-07-01T12:00', timezone: 'Asia/Tokyo' },
      ['2026-07-01T03:00:00Z', '2026-07-01T04:00:00Z', 'Asia/Tokyo'],
    ],
    ['a date', { start_time: '2026-07-01' }, ['2026-07-01', '2026-07-02', null]],
    [
      'two days',
      { start_time: '2026-07-01', end_time: '2026-07-03', all_day: true },
      ['2026-07-01', '2026-07-03', null],
    ],
    [
      'a time that a changed clock leaves out',
      { start_time: '2026-03-29T02:30' },
      ['2026-03-29T01:30:00Z', '2026-03-29T02:30:00Z', 'Europe/Berlin'],
    ],
  ])('takes %s', async (_, times, expected) => {
    const { start_time, end_time, timezone } = await add({ title: 'Call', ...times })
    expect([start_time, end_time, timezone]).toEqual(expected)
  })

  test.each([
    ['an end before its start', { end_time: '2026-11-25T13:00' }, 'end_time'],
    ['a date where a time is meant', { start_time: '2026-11-25', all_day: false }, 'start_time'],
    ['a day that there is not', { start_time: '2026-02-30T10:00' }, 'start_time'],
    ['an hour that there is not', { start_time: '2026-02-20T24:00' }, 'start_time'],
    ['a year that nothing can hold', { start_time: '9999-12-31T23:59' }, 'start_time'],
    ['a rule that is none', { recurrence: 'FREQ=SOMETIMES' }, 'recurrence'],
    ['an application of nobody', { application_id: '01939d6c-7f00-7000-8000-000000000001' }, 'application_id'],
    ['a calendar of nobody', { calendar_id: '01939d6c-7f00-7000-8000-000000000001' }, 'calendar_id'],
    ['a provider that is not connected', { provider: 'google' }, 'provider'],
  ])('is refused with %s, which is named', async (_, change, field) => {
    const body = { title: 'Call', start_time: '2026-11-25T14:00', ...change }
    const refused = await mara.request('POST', '/calendar/events', { body })
    expect(refused.status).toBeGreaterThanOrEqual(400)
    expect(refused.body.error.field_errors).toMatchObject([{ field }])
  })

  test('belongs to nobody else', async () => {
    const { id } = await add({ title: 'Secret', start_time: '2026-05-04T09:00' })
    for (const [method, path] of [
      ['GET', `/calendar/events/${id}`],
      ['DELETE', `/calendar/events/${id}`],
    ] as const)
      expect((await other.request(method, path)).status).toBe(404)
    expect((await other.request('GET', '/calendar/events')).body.items).toEqual([])
  })
})

describe('a series', () => {
  const weekly = (more: object = {}) =>
    add({ title: 'Coaching', start_time: '2026-10-13T18:00', recurrence: 'RRULE:FREQ=WEEKLY;COUNT=4', ...more })

  test('is shown date by date, on the same clock through a change of clocks', async () => {
    const { id } = await weekly()
    const items = await ofSeries(id, '2026-10-01T00:00:00Z', '2026-12-01T00:00:00Z')
    expect(starts(items)).toEqual([
      ...['2026-10-13T16:00:00Z', '2026-10-20T16:00:00Z', '2026-10-27T17:00:00Z', '2026-11-03T17:00:00Z'],
    ])
    expect(items[1]).toMatchObject({ recurrence_id: '2026-10-20T16:00:00Z', recurrence: 'FREQ=WEEKLY;COUNT=4' })
  })

  test('asks which dates an edit is for', async () => {
    const { id } = await weekly()
    const refused = await mara.request('PATCH', `/calendar/events/${id}`, { body: { title: 'x' } })
    expect([refused.status, refused.body.error.code]).toEqual([422, 'scope_needed'])
    const unknown = await mara.request(
      'PATCH',
      `/calendar/events/${id}?scope=this&recurrence_id=2026-10-21T16:00:00Z`,
      {
        body: { title: 'x' },
      },
    )
    expect([unknown.status, unknown.body.error.code]).toEqual([404, 'unknown_instance'])
  })

  test('changes at one date, from one date on, or as a whole', async () => {
    const { id } = await weekly()
    const edit = (scope: string, key: string, body: object) =>
      mara.request('PATCH', `/calendar/events/${id}?scope=${scope}&recurrence_id=${key}`, { body })
    const one = await edit('this', '2026-10-20T16:00:00Z', { start_time: '2026-10-21T10:00' })
    expect(one.body).toMatchObject({
      ...{ id, recurrence_id: '2026-10-20T16:00:00Z', is_exception: true, start_time: '2026-10-21T08:00:00Z' },
    })
    const rest = await edit('following', '2026-10-27T17:00:00Z', { title: 'Last talks' })
    expect(rest.body.id).not.toBe(id)
    await edit('all', '2026-10-13T16:00:00Z', { location: 'Room 4' })
    const all = (await within('2026-10-01T00:00:00Z', '2026-12-01T00:00:00Z')).items.filter(
      (one_: { id: string }) => one_.id === id || one_.id === rest.body.id,
    )
    expect(all.map((one_: Record<string, unknown>) => [one_['title'], one_['start_time'], one_['location']])).toEqual([
      ['Coaching', '2026-10-13T16:00:00Z', 'Room 4'],
      ['Coaching', '2026-10-21T08:00:00Z', 'Room 4'],
      ['Last talks', '2026-10-27T17:00:00Z', null],
      ['Last talks', '2026-11-03T17:00:00Z', null],
    ])
  })

  test('loses one date, or all from one on, or goes', async () => {
    const { id } = await weekly()
    const drop = (query: string) => mara.request('DELETE', `/calendar/events/${id}?${query}`)
    const left = async () => starts(await ofSeries(id, '2026-10-01T00:00:00Z', '2026-12-01T00:00:00Z'))
    await drop('scope=this&recurrence_id=2026-10-13T16:00:00Z')
    await drop('scope=following&recurrence_id=2026-11-03T17:00:00Z')
    expect(await left()).toEqual(['2026-10-20T16:00:00Z', '2026-10-27T17:00:00Z'])
    await drop('scope=all')
    expect(await left()).toEqual([])
  })

  test('that ends in the year 9999 goes on for ever', async () => {
    const { id } = await weekly({ recurrence: 'FREQ=YEARLY;UNTIL=99991231T235959Z' })
    expect(starts(await ofSeries(id, '2030-10-01T00:00:00Z', '2030-11-01T00:00:00Z'))).toEqual(['2030-10-13T16:00:00Z'])
  })

  test('that never ends is cut where it is looked at, and says when more was left out', async () => {
    const { id } = await weekly({ recurrence: 'FREQ=MINUTELY' })
    const look = await within('2027-01-01T00:00:00Z', '2027-01-02T00:00:00Z')
    expect(look.shortened).toBe(true)
    const shown = look.items.filter((one: { id: string }) => one.id === id)
    expect(shown[0].end_time > '2027-01-01T00:00:00Z').toBe(true)
    expect(shown.length).toBeLessThanOrEqual(1000)
    await mara.request('DELETE', `/calendar/events/${id}?scope=all`)
  })
})

describe('a change', () => {
  test('of the guests keeps what the others answered', async () => {
    const room = { email: 'room@example.org', name: 'Room 4', role: 'optional', answer: 'accepted' }
    const { id } = await add({ title: 'Round', start_time: '2026-12-01T10:00', attendees: [room] })
    await app.rows(
      `UPDATE calendar_events SET event = jsonb_set(event, '{attendees,0,kind}', '"room"') WHERE id = $1`,
      [id],
    )
    const body = { attendees: [room, { email: 'b@example.org' }] }
    const changed = await mara.request('PATCH', `/calendar/events/${id}`, { body })
    expect(changed.body.attendees).toMatchObject([room, { email: 'b@example.org', answer: 'needs_action' }])
    const [row] = await app.rows(`SELECT event->'attendees'->0->>'kind' AS kind FROM calendar_events WHERE id = $1`, [
      id,
    ])
    expect(row).toEqual({ kind: 'room' })
  })

  test('of the start takes the end along, and refuses a version that is old', async () => {
    const { id } = await add({ title: 'Call', start_time: '2026-12-01T10:00', end_time: '2026-12-01T10:45' })
    const moved = await mara.request('PATCH', `/calendar/events/${id}`, {
      body: { start_time: '2026-12-02T09:00', version: 1 },
    })
    expect(moved.body).toMatchObject({
      start_time: '2026-12-02T08:00:00Z',
      end_time: '2026-12-02T08:45:00Z',
      version: 2,
    })
    const stale = await mara.request('PATCH', `/calendar/events/${id}`, { body: { title: 'x', version: 1 } })
    expect(stale.status).toBe(412)
  })

  test('makes whole days of a time, and a time of whole days', async () => {
    const { id } = await add({ title: 'Fair', start_time: '2026-12-03T10:00' })
    const whole = await mara.request('PATCH', `/calendar/events/${id}`, { body: { all_day: true } })
    expect(whole.body).toMatchObject({ all_day: true, start_time: '2026-12-03', end_time: '2026-12-04' })
    const back = await mara.request('PATCH', `/calendar/events/${id}`, {
      body: { all_day: false, start_time: '2026-12-03T11:00' },
    })
    expect(back.body).toMatchObject({ all_day: false, start_time: '2026-12-03T10:00:00Z' })
  })

  test('can be taken back, as a delete and an addition can', async () => {
    const made = await add({ title: 'Lunch', start_time: '2026-12-05T12:00' })
    const path = `/calendar/events/${made.id}`
    const changed = await mara.request('PATCH', path, { body: { title: 'Dinner' } })
    await mara.request('POST', `/undo/${changed.body.undo_id}`)
    expect((await mara.request('GET', path)).body.title).toBe('Lunch')
    const gone = await mara.request('DELETE', path)
    expect((await mara.request('GET', path)).status).toBe(404)
    await mara.request('POST', `/undo/${gone.body.undo_id}`)
    expect((await mara.request('GET', path)).body.title).toBe('Lunch')
    expect((await mara.request('POST', `/undo/${made.undo_id}`)).status).toBe(200)
    expect((await mara.request('GET', path)).status).toBe(404)
  })
})

test('busy times of all events are told as one, without what leaves one free', async () => {
  const lone = await app.register()
  await lone.request('PUT', '/users/me/settings', { body: { time_zone: 'Europe/Berlin' } })
  await add({ title: 'A', start_time: '2026-08-03T09:00:00Z', end_time: '2026-08-03T10:00:00Z' }, lone)
  await add({ title: 'B', start_time: '2026-08-03T09:30:00Z', end_time: '2026-08-03T11:00:00Z' }, lone)
  await add({ title: 'free', start_time: '2026-08-03T14:00:00Z', busy: false }, lone)
  await add({ title: 'off', start_time: '2026-08-03T15:00:00Z', status: 'cancelled' }, lone)
  const query = { from: '2026-08-03T00:00:00Z', to: '2026-08-04T00:00:00Z' }
  expect((await lone.request('GET', '/calendar/busy', { query })).body.items).toEqual([
    { start_time: '2026-08-03T09:00:00Z', end_time: '2026-08-03T11:00:00Z' },
  ])
})

test('what was declined under the address of a connected account leaves one free', async () => {
  const lone = await app.register()
  await app.rows(
    `INSERT INTO calendar_connections (id, user_id, provider, subject, name, scopes, created_at, updated_at)
     SELECT gen_random_uuid(), $1, p, 's', n, '{}', now(), now()
     FROM (VALUES ('google', 'Mara.W@gmail.example'), ('ics', 'feed@elsewhere.example'), ('caldav', 'mara')) AS x (p, n)`,
    [lone.user.id],
  )
  const at = (hour: string) => ({ start_time: `2026-08-03T${hour}:00:00Z`, end_time: `2026-08-03T${hour}:30:00Z` })
  const declinedBy = (email: string) => ({ attendees: [{ email, answer: 'declined' }] })
  await add({ title: 'Mine', ...at('09'), ...declinedBy('mara.w@gmail.example') }, lone)
  await add({ title: 'Of a feed', ...at('10'), ...declinedBy('feed@elsewhere.example') }, lone)
  const query = { from: '2026-08-03T00:00:00Z', to: '2026-08-04T00:00:00Z' }
  expect((await lone.request('GET', '/calendar/busy', { query })).body.items).toEqual([at('10')])
})

test('what overlaps and what cannot be reached in time is told, of what makes one busy', async () => {
  const lone = await app.register()
  await lone.request('PUT', '/users/me/settings', { body: { time_zone: 'Europe/Berlin' } })
  const at = (from: string, to: string) => ({ start_time: `2026-08-03T${from}:00Z`, end_time: `2026-08-03T${to}:00Z` })
  const first = await add({ title: 'Elbkontor', ...at('08:00', '09:00'), location: 'Kai 1, 20457 Hamburg' }, lone)
  const call = await add(
    { title: 'Call', ...at('09:15', '10:15'), url: 'https://zoom.us/j/1', location: 'Berlin' },
    lone,
  )
  const second = await add({ title: 'Spree', ...at('10:00', '11:00'), location: '10115 Berlin, Germany' }, lone)
  await add({ title: 'free', ...at('08:00', '11:00'), busy: false, location: 'München' }, lone)
  await add({ title: 'day', start_time: '2026-08-03', location: 'München' }, lone)
  const declined = [{ email: lone.user.email, answer: 'declined' }]
  await add({ title: 'no', ...at('08:00', '11:00'), attendees: declined }, lone)
  const told = (query: { from: string; to: string }) => lone.request('GET', '/calendar/warnings', { query })
  const { body } = await told({ from: '2026-08-03T00:00:00Z', to: '2026-08-04T00:00:00Z' })
  const named = ({ id, title, start_time, end_time }: typeof first) => {
    return { id, recurrence_id: null, title, start_time, end_time }
  }
  expect(body).toEqual({
    shortened: false,
    items: [
      {
        ...{ kind: 'travel', first: named(first), second: named(second), minutes: 60, needed_minutes: 230 },
        ...{ distance_km: 255, from_place: 'Hamburg', to_place: 'Berlin' },
        message: 'The way from Hamburg to Berlin takes about 3 h 50 min, and 1 h is left.',
        assumption:
          'Reckoned over land: 255 km straight, 30 % more on the way, at 100 km/h, and 30 min to set out and arrive.',
      },
      { kind: 'overlap', first: named(call), second: named(second), minutes: 15 },
    ],
  })
  // One comes from where one was the evening before.
  const [way] = (await told({ from: '2026-08-03T09:59:00Z', to: '2026-08-04T00:00:00Z' })).body.items
  expect(way.kind).toBe('travel')
  expect((await told({ from: '2026-08-03T11:00:00Z', to: '2026-08-04T00:00:00Z' })).body.items).toEqual([])
  expect((await told({ from: '2026-01-01T00:00:00Z', to: '2027-12-31T00:00:00Z' })).status).toBe(422)
})

test('free times leave out what is there, on the clock of the person', async () => {
  const lone = await app.register()
  await lone.request('PUT', '/users/me/settings', { body: { time_zone: 'Europe/Berlin' } })
  await add({ title: 'A', start_time: '2026-11-02T10:00', end_time: '2026-11-02T11:30' }, lone)
  const declined = [{ email: lone.user.email, answer: 'declined' }]
  await add({ title: 'Not mine', start_time: '2026-11-02T14:00', attendees: declined }, lone)
  const query = { from: '2026-10-31', to: '2026-11-02', day_start: '09:00', day_end: '15:00', duration_min: 90 }
  expect((await lone.request('GET', '/calendar/free', { query })).body).toEqual({
    timezone: 'Europe/Berlin',
    shortened: false,
    items: [{ start_time: '2026-11-02T10:30:00Z', end_time: '2026-11-02T14:00:00Z' }],
  })
  const long = await lone.request('GET', '/calendar/free', { query: { from: '2026-01-01', to: '2026-12-31' } })
  expect([long.status, long.body.error.code]).toEqual([422, 'window_too_long'])
})

test('a list without a stretch goes page by page, and one over more than 400 days is refused', async () => {
  const lone = await app.register()
  for (const day of ['01', '02', '03']) await add({ title: day, start_time: `2026-09-${day}T09:00:00Z` }, lone)
  const first = (await lone.request('GET', '/calendar/events', { query: { limit: 2 } })).body
  const next = (await lone.request('GET', '/calendar/events', { query: { limit: 2, cursor: first.next_cursor } })).body
  expect([...first.items, ...next.items].map((one: { title: string }) => one.title)).toEqual(['01', '02', '03'])
  expect(next.next_cursor).toBeNull()
  const refused = await lone.request('GET', '/calendar/events', {
    query: { from: '2026-01-01T00:00:00Z', to: '2027-03-01T00:00:00Z' },
  })
  expect([refused.status, refused.body.error.code]).toEqual([422, 'window_too_long'])
})

describe('the address for calendar programs', () => {
  test('gives the events as a file, until it is closed', async () => {
    await add({ title: 'Shown to the phone', start_time: '2026-11-05T09:00', attendees: [{ email: 'a@example.org' }] })
    const feed = await mara.request('POST', '/calendar/feeds', { body: { name: 'Phone' } })
    const token = new URL(feed.body.url).searchParams.get('token') ?? ''
    const file = await app.request('GET', '/calendar/feed.ics', { query: { token } })
    expect(file.headers['content-type']).toBe('text/calendar; charset=utf-8')
    expect(file.body).toContain('SUMMARY:Shown to the phone')
    expect(file.body).not.toContain('a@example.org')
    expect((await mara.request('GET', '/calendar/feeds')).body.items).toMatchObject([
      { name: 'Phone', last_used_at: '2026-10-24T08:00:00Z' },
    ])
    expect(JSON.stringify(await app.rows('SELECT * FROM calendar_feeds'))).not.toContain(token)
    await mara.request('DELETE', `/calendar/feeds/${feed.body.id}`)
    const closed = await app.request('GET', '/calendar/feed.ics', { query: { token } })
    expect([closed.status, closed.body.error.code]).toEqual([404, 'bad_feed_token'])
  })
})

describe('a stretch that is given by dates', () => {
  test('takes in both days, by the clock of the person', async () => {
    const lone = await app.register()
    await lone.request('PUT', '/users/me/settings', { body: { time_zone: 'Asia/Tokyo' } })
    await add({ title: 'Late', start_time: '2026-12-05T23:00', timezone: 'Asia/Tokyo' }, lone)
    await add({ title: 'Next day', start_time: '2026-12-06T00:30', timezone: 'Asia/Tokyo' }, lone)
    const query = { from: '2026-12-05', to: '2026-12-05' }
    const titles = (await lone.request('GET', '/calendar/events', { query })).body.items.map(
      (one: { title: string }) => one.title,
    )
    expect(titles).toEqual(['Late'])
    const busy = (await lone.request('GET', '/calendar/busy', { query })).body.items
    expect(busy).toMatchObject([{ start_time: '2026-12-05T14:00:00Z' }])
    const wrong = await lone.request('GET', '/calendar/events', { query: { from: 'soon' } })
    expect(wrong.body.error.field_errors).toEqual([
      {
        field: 'from',
        code: 'invalid_union',
        message: 'Use a date such as 2026-11-21, or an instant such as 2026-11-21T09:30:00Z.',
      },
    ])
  })
})
