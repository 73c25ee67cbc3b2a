import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ListedRow } from '#domain/calendar/sync/link.ts'
import { valueOf } from '#connectors/calendar/calendar-port.suite.ts'
import { connect } from './connected.suite.ts'
import type { ConnectedGoogle } from './connected.suite.ts'

const DAILY = {
  summary: 'Stand-up',
  start: { dateTime: '2026-06-01T10:00:00+02:00', timeZone: 'Europe/Berlin' },
  end: { dateTime: '2026-06-01T10:30:00+02:00', timeZone: 'Europe/Berlin' },
  recurrence: ['RRULE:FREQ=DAILY;COUNT=5'],
}
const TALK = {
  summary: 'Talk',
  start: { dateTime: '2026-06-03T10:00:00+02:00' },
  end: { dateTime: '2026-06-03T11:00:00+02:00' },
}
const key = (day: number) => `2026-06-0${day}T08:00:00Z`
const instance = (id: string, day: number) => `${id}_2026060${day}T080000Z`

let there: ConnectedGoogle
let calendar: string

beforeEach(async () => {
  there = await connect()
  calendar = there.calendar.remote_id
})
afterEach(() => there.close())

const ask = (cursor: string | null = null, size: number | null = null) =>
  there.port.list(there.account, {
    ...{ calendar: there.calendar, cursor, page: null, size },
    window: { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' },
  })
const list = async (cursor: string | null = null, size: number | null = null) => valueOf(await ask(cursor, size))
const changesSince = async (change: () => void) => {
  const { cursor } = await list()
  change()
  there.requests()
  return list(cursor)
}
const itemIn = (rows: readonly ListedRow[], remote_id: string) => {
  const row = rows.find((one) => one.remote_id === remote_id)
  return row?.kind === 'item' ? row : null
}

describe('everything', () => {
  test('is one answer over all pages, also empty ones, with series and their instances put together', async () => {
    const { google } = there
    const { id } = google.person.createEvent(calendar, DAILY)
    google.person.createEvent(calendar, TALK)
    google.person.deleteEvent(calendar, instance(id, 2))
    google.person.patchEvent(calendar, instance(id, 3), { summary: 'Longer', location: 'Room 3' })
    const late = { dateTime: '2026-06-04T15:00:00+02:00', timeZone: 'Europe/Berlin' }
    const end = { dateTime: '2026-06-04T16:00:00+02:00', timeZone: 'Europe/Berlin' }
    google.person.patchEvent(calendar, instance(id, 4), { start: late, end })
    google.tokens.emptyPages = 1
    const { rows, next, cursor } = await list(null, 2)
    expect([rows.length, next, cursor === null]).toEqual([2, null, false])
    expect(there.requests()).toHaveLength(4)
    expect(itemIn(rows, id)?.event).toMatchObject({
      title: 'Stand-up',
      when: { kind: 'timed', start: '2026-06-01T10:00:00', zone: 'Europe/Berlin', duration: 'PT30M' },
      recurrence: { rrule: 'FREQ=DAILY;COUNT=5', exdates: [key(2)] },
      overrides: [
        { recurrence_id: key(3), when: null, details: { title: 'Longer', location: 'Room 3' } },
        { recurrence_id: key(4), when: { start: '2026-06-04T15:00:00', duration: 'PT1H' }, details: {} },
      ],
    })
  })

  test('has an instance that one was invited to alone as an event of its own', async () => {
    const { google } = there
    const { id } = google.person.createEvent(calendar, DAILY)
    google.person.patchEvent(calendar, instance(id, 3), { summary: 'Only this one' })
    google.state.calendar(calendar).events.delete(id)
    const { rows } = await list()
    expect(rows).toHaveLength(1)
    expect(itemIn(rows, instance(id, 3))?.event).toMatchObject({
      ...{ title: 'Only this one', recurrence: null, recurrence_id: key(3), uid: `${id}@google.com` },
    })
  })

  test('tells what was deleted as gone, and what cannot be read as there', async () => {
    const { google } = there
    const { id } = google.person.createEvent(calendar, DAILY)
    google.person.deleteEvent(calendar, id)
    const odd = { id: 'odd00', status: 'confirmed', summary: 7 }
    const timeless = {
      id: 'timeless',
      status: 'confirmed',
      start: { dateTime: 'tomorrow' },
      end: { dateTime: 'later' },
    }
    expect((await list()).rows).toEqual([{ kind: 'gone', remote_id: id, certain: true }])
    const body = JSON.stringify({ items: [odd, timeless], nextSyncToken: 'x' })
    there.faults.add({ kind: 'answer', status: 200, body })
    expect((await list()).rows).toEqual([
      { kind: 'unreadable', remote_id: 'timeless' },
      { kind: 'unreadable', remote_id: 'odd00' },
    ])
  })

  test('without a cursor at its end is no listing', async () => {
    there.faults.add({ kind: 'answer', status: 200, body: JSON.stringify({ items: [] }) })
    expect(await ask()).toMatchObject({ is: 'protocol', code: 'missing_cursor', requests: 1 })
  })

  test('has no instances of an endless series, and asks for nothing that would spoil the cursor', async () => {
    const { google } = there
    google.person.createEvent(calendar, { ...DAILY, recurrence: ['RRULE:FREQ=DAILY'] })
    await list()
    const query = Object.fromEntries(google.log.entries.at(-1)?.query ?? [])
    expect(query).toEqual({ maxResults: '2500', singleEvents: 'false', showDeleted: 'true' })
    expect((await list()).rows).toHaveLength(1)
  })
})

describe('what changed', () => {
  test('is nothing, for one request', async () => {
    there.google.person.createEvent(calendar, DAILY)
    expect((await changesSince(() => {})).rows).toEqual([])
    expect(there.requests()).toEqual(['GET events'])
  })

  test('is told as it is now, where what was before is told as well', async () => {
    const { google } = there
    const { id } = google.person.createEvent(calendar, TALK)
    google.state.tellsHistory = true
    const { rows } = await changesSince(() => {
      google.person.patchEvent(calendar, id, { summary: 'One' })
      google.person.patchEvent(calendar, id, { summary: 'Two' })
    })
    expect(rows).toHaveLength(1)
    expect(itemIn(rows, id)?.event.title).toBe('Two')
  })

  test('in a series is the series with all its instances, for one request more', async () => {
    const { google } = there
    const { id } = google.person.createEvent(calendar, DAILY)
    google.person.patchEvent(calendar, instance(id, 2), { summary: 'Before' })
    const { rows } = await changesSince(() => {
      google.person.patchEvent(calendar, id, { summary: 'Daily' })
      google.person.patchEvent(calendar, instance(id, 3), { location: 'Room 3' })
      google.person.deleteEvent(calendar, instance(id, 4))
    })
    expect(there.requests()).toEqual(['GET events', 'GET events'])
    expect(rows).toHaveLength(2)
    expect(rows).toContainEqual({ kind: 'gone', remote_id: instance(id, 4), certain: true })
    const event = itemIn(rows, id)?.event
    expect(event).toMatchObject({ title: 'Daily', recurrence: { exdates: [key(4)] } })
    expect(event?.overrides.map(({ recurrence_id }) => recurrence_id)).toEqual([key(2), key(3)])
  })

  test('in a series of which only the id is told is read by that', async () => {
    const { cursor } = await list()
    const originalStartTime = { dateTime: key(3), timeZone: 'UTC' }
    const row = { id: 'series_1', status: 'cancelled', recurringEventId: 'series', originalStartTime }
    there.faults.add({ kind: 'answer', status: 200, body: JSON.stringify({ items: [row], nextSyncToken: 'x' }) })
    expect((await list(cursor)).rows).toContainEqual({ kind: 'dirty', remote_id: 'series' })
  })

  test('of a single instance that one was invited to is told under its own id, also that it is gone', async () => {
    const { google } = there
    const { id } = google.person.createEvent(calendar, DAILY)
    google.person.patchEvent(calendar, instance(id, 3), { summary: 'Only this one' })
    google.state.calendar(calendar).events.delete(id)
    const changed = await changesSince(() =>
      google.person.patchEvent(calendar, instance(id, 3), { summary: 'Changed' }),
    )
    expect(changed.rows).toHaveLength(1)
    expect(itemIn(changed.rows, instance(id, 3))?.event.title).toBe('Changed')
    const gone = await changesSince(() => google.person.deleteEvent(calendar, instance(id, 3)))
    expect(gone.rows).toEqual([{ kind: 'gone', remote_id: instance(id, 3), certain: true }])
  })

  test('is that a series is gone, whole, and that an event went to another calendar', async () => {
    const { google } = there
    const { id } = google.person.createEvent(calendar, DAILY)
    google.person.patchEvent(calendar, instance(id, 3), { summary: 'Other' })
    const talk = google.person.createEvent(calendar, TALK)
    const { rows } = await changesSince(() => {
      google.person.deleteEvent(calendar, id)
      google.person.moveEvent(calendar, talk.id, 'mara@example.org')
    })
    expect(rows).toContainEqual({ kind: 'gone', remote_id: id, certain: true })
    expect(rows).toContainEqual({ kind: 'gone', remote_id: talk.id, certain: true })
    expect(rows.every(({ kind }) => kind === 'gone')).toBe(true)
  })

  test('by "this and following" are two series', async () => {
    const { google } = there
    const { id } = google.person.createEvent(calendar, DAILY)
    const { rows } = await changesSince(() =>
      google.person.splitSeries(calendar, id, { dateTime: key(3), timeZone: 'Europe/Berlin' }, { summary: 'Later' }),
    )
    expect(rows.map((row) => row.kind === 'item' && [row.event.title, row.event.recurrence?.rrule])).toEqual([
      ['Stand-up', 'FREQ=DAILY;UNTIL=20260603T075959Z'],
      ['Later', 'FREQ=DAILY;COUNT=3'],
    ])
  })

  test('since a cursor that Google forgot is not told', async () => {
    const { cursor } = await list()
    there.google.tokens.expireSyncTokens()
    expect(await ask(cursor)).toMatchObject({ is: 'cursor_dead', status: 410, code: 'fullSyncRequired' })
  })
})

test('of a calendar that is no longer shared it is said that the calendar is gone', async () => {
  const { google } = there
  google.person.unshareCalendar('mara@example.org', calendar)
  expect(await ask()).toMatchObject({ is: 'calendar_gone', status: 404 })
})

test('the calendars of the list are told with role, colour, zone and which is the main one', async () => {
  const { google, port, account } = there
  google.person.shareCalendar('mara@example.org', 'jonas@example.org', 'freeBusyReader')
  const calendars = valueOf(await port.calendars(account))
  expect(calendars.map(({ name, role, is_primary }) => [name, role, is_primary])).toEqual([
    ['Mara Feldkamp', 'owner', true],
    ['Interviews', 'owner', false],
    ['Holidays in Germany', 'reader', false],
  ])
  expect(calendars[1]).toMatchObject({ remote_id: calendar, time_zone: 'Europe/Berlin', colour: '#16a765' })
})

test('without the right to see the list nobody is told that there are no calendars', async () => {
  const limited = await connect(['https://www.googleapis.com/auth/calendar.events'])
  expect(await limited.port.calendars(limited.account)).toMatchObject({ is: 'scope', status: 403 })
  await limited.close()
})
