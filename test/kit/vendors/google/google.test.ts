import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { apiOf } from './client.ts'
import type { Api } from './client.ts'
import type { Reason } from './answer.ts'
import { startFakeGoogle } from './server.ts'
import type { FakeGoogle } from './server.ts'

const EVENTS = '/calendars/primary/events'
const MARA = 'mara@example.org'
const TALK = {
  summary: 'Talk',
  start: { dateTime: '2026-03-10T10:00:00+01:00' },
  end: { dateTime: '2026-03-10T11:00:00+01:00' },
}
const DAY = { summary: 'Day off', start: { date: '2026-03-10' }, end: { date: '2026-03-11' } }

let fake: FakeGoogle
let api: Api
let now = Date.parse('2026-03-01T08:00:00Z')

beforeEach(async () => {
  now = Date.parse('2026-03-01T08:00:00Z')
  fake = await startFakeGoogle({ now: () => now })
  api = apiOf(fake)
})
afterEach(() => fake.close())

const ids = (page: { items: { id: string }[] }) => page.items.map(({ id }) => id)
const insert = async (event: object) => (await api('POST', EVENTS, event)).body
const reasonOf = (body: { error: { errors: { reason: string }[] } }) => body.error.errors[0]?.reason

describe('Events', () => {
  it('are answered as they are stored: with an etag, a UID, and times in the zone of the calendar', async () => {
    const made = await api('POST', EVENTS, { ...TALK, start: { dateTime: '2026-03-10T09:00:00Z' } })
    expect(made.status).toBe(200)
    expect(made.headers.get('etag')).toBe(made.body.etag)
    expect(made.body).toMatchObject({
      kind: 'calendar#event',
      status: 'confirmed',
      summary: 'Talk',
      sequence: 0,
      iCalUID: `${made.body.id}@google.com`,
      start: { dateTime: '2026-03-10T10:00:00+01:00', timeZone: 'Europe/Berlin' },
      organizer: { email: MARA, self: true },
      updated: '2026-03-01T08:00:00.000Z',
    })
    expect((await api('GET', `${EVENTS}/${made.body.id}`)).body).toEqual(made.body)
    const same = await api('GET', `${EVENTS}/${made.body.id}`, undefined, { 'if-none-match': made.body.etag })
    expect(same.status).toBe(304)
  })

  it.each<[string, object, Reason]>([
    ['without an end', { summary: 'x', start: TALK.start }, 'required'],
    ['a day that becomes an hour', { start: DAY.start, end: TALK.end }, 'invalid'],
    ['a time without an offset or a zone', { ...TALK, start: { dateTime: '2026-03-10T10:00:00' } }, 'required'],
    ['an unknown zone', { ...TALK, start: { ...TALK.start, timeZone: 'Europe/Köln' } }, 'invalid'],
    ['no length', { ...TALK, end: TALK.start }, 'timeRangeEmpty'],
    ['less than no length', { ...TALK, end: { dateTime: '2026-03-10T09:00:00+01:00' } }, 'timeRangeEmpty'],
    ['a day that ends on itself', { ...DAY, end: DAY.start }, 'timeRangeEmpty'],
    ['a series without a zone', { ...TALK, recurrence: ['RRULE:FREQ=DAILY'] }, 'required'],
    ['a rule that is none', { ...DAY, recurrence: ['RRULE:FREQ=SOMETIMES'] }, 'invalid'],
    ['DTSTART among the rules', { ...DAY, recurrence: ['DTSTART:20260310'] }, 'invalid'],
    ['an id in other letters', { ...DAY, id: 'xyz-1' }, 'invalid'],
    ['an id of four letters', { ...DAY, id: 'abcd' }, 'invalid'],
    ['an id and a UID', { ...DAY, id: 'abcde', iCalUID: 'a@b' }, 'invalid'],
  ])('are refused with 400: %s', async (_name, event, reason) => {
    const refused = await api('POST', EVENTS, event)
    expect([refused.status, refused.body.error.code, reasonOf(refused.body)]).toEqual([400, 400, reason])
    expect(refused.body.error.message).toBe(refused.body.error.errors[0].message)
  })

  it('take the id of the caller once; it stays taken when they are deleted, and when their tombstone is gone', async () => {
    expect((await insert({ ...DAY, id: 'abcde012' })).id).toBe('abcde012')
    for (const then of [
      () => {},
      () => fake.google.person.deleteEvent(MARA, 'abcde012'),
      () => fake.google.state.forgetTombstones(),
    ]) {
      then()
      const again = await api('POST', EVENTS, { ...DAY, id: 'abcde012' })
      expect([again.status, reasonOf(again.body)]).toEqual([409, 'duplicate'])
    }
    expect((await api('GET', `${EVENTS}/abcde012`)).status).toBe(404)
    fake.google.state.undetectedCollisions = 1
    const twin = await api('POST', EVENTS, { ...DAY, id: 'abcde012' })
    expect(twin.status).toBe(200)
    expect(twin.body.id).not.toBe('abcde012')
  })

  it('change by patch field by field: objects merge, lists are replaced, null clears', async () => {
    const { id, etag } = await insert({
      ...TALK,
      location: 'Köln',
      extendedProperties: { private: { ccId: '1', ccRev: '1' } },
      attendees: [{ email: 'a@example.org' }, { email: 'b@example.org' }],
    })
    now += 60_000
    const { body } = await api('PATCH', `${EVENTS}/${id}`, {
      location: null,
      extendedProperties: { private: { ccRev: '2' } },
      attendees: [{ email: 'c@example.org' }],
    })
    expect(body).toMatchObject({
      summary: 'Talk',
      sequence: 0,
      updated: '2026-03-01T08:01:00.000Z',
      extendedProperties: { private: { ccId: '1', ccRev: '2' } },
      attendees: [{ email: 'c@example.org' }],
    })
    expect(body.location).toBeUndefined()
    expect(body.etag).not.toBe(etag)
    const cleared = await api('PATCH', `${EVENTS}/${id}`, {
      extendedProperties: { private: { ccId: null, ccRev: null } },
    })
    expect(cleared.body.extendedProperties).toBeUndefined()
  })

  it('become days only when the hours are cleared', async () => {
    const { id } = await insert(TALK)
    const days = { start: { date: '2026-03-10' }, end: { date: '2026-03-11' } }
    expect((await api('PATCH', `${EVENTS}/${id}`, days)).status).toBe(400)
    const cleared = { dateTime: null, timeZone: null }
    const patch = { start: { ...days.start, ...cleared }, end: { ...days.end, ...cleared } }
    const { body } = await api('PATCH', `${EVENTS}/${id}`, patch)
    expect([body.start, body.end, body.sequence]).toEqual([{ date: '2026-03-10' }, { date: '2026-03-11' }, 1])
  })

  it('are replaced by an update: what is not named is gone', async () => {
    const { id, iCalUID } = await insert({ ...TALK, location: 'Köln', extendedProperties: { private: { a: '1' } } })
    const { body } = await api('PUT', `${EVENTS}/${id}`, { ...TALK, summary: 'Speech', iCalUID: 'other' })
    expect([body.summary, body.location, body.extendedProperties, body.iCalUID]).toEqual([
      'Speech',
      undefined,
      undefined,
      iCalUID,
    ])
    const moved = { ...TALK, start: { dateTime: '2026-03-10T09:00:00Z' }, end: { dateTime: '2026-03-10T12:00:00Z' } }
    expect((await api('PUT', `${EVENTS}/${id}`, moved)).body.sequence).toBe(1)
    expect((await api('PUT', `${EVENTS}/${id}`, { ...moved, sequence: 0 })).status).toBe(400)
  })

  it.each(['PATCH', 'PUT', 'DELETE'])('are not changed by %s when somebody else was faster', async (method) => {
    const { id, etag } = await insert(TALK)
    const changed = fake.google.person.patchEvent(MARA, id, { summary: 'Changed there' })
    const late = await api(method, `${EVENTS}/${id}`, method === 'DELETE' ? undefined : TALK, { 'if-match': etag })
    expect([late.status, reasonOf(late.body)]).toEqual([412, 'conditionNotMet'])
    expect((await api('GET', `${EVENTS}/${id}`)).body.summary).toBe('Changed there')
    const headers = { 'if-match': changed.etag }
    const inTime = await api(method, `${EVENTS}/${id}`, method === 'DELETE' ? undefined : TALK, headers)
    expect(inTime.status).toBeLessThan(300)
  })

  it('are deleted once: then they are there as cancelled, and a second delete is told 410', async () => {
    const { id } = await insert(TALK)
    expect(await api('DELETE', `${EVENTS}/${id}`)).toMatchObject({ status: 204, body: '' })
    const gone = await api('GET', `${EVENTS}/${id}`)
    expect([gone.status, gone.body.status, gone.body.summary]).toEqual([200, 'cancelled', 'Talk'])
    const again = await api('DELETE', `${EVENTS}/${id}`)
    expect([again.status, reasonOf(again.body)]).toEqual([410, 'deleted'])
    expect((await api('PATCH', `${EVENTS}/${id}`, { summary: 'x' })).body.status).toBe('cancelled')
    expect((await api('PATCH', `${EVENTS}/${id}`, { status: 'confirmed' })).body.status).toBe('confirmed')
    expect((await api('GET', `${EVENTS}/nothing`)).status).toBe(404)
  })

  it('are imported by their UID: a second time changes the first', async () => {
    const once = await api('POST', `${EVENTS}/import`, { ...TALK, iCalUID: 'talk@example.org' })
    const twice = await api('POST', `${EVENTS}/import`, { ...TALK, iCalUID: 'talk@example.org', summary: 'Speech' })
    expect([twice.body.id, twice.body.summary]).toEqual([once.body.id, 'Speech'])
    expect((await api('POST', `${EVENTS}/import`, TALK)).status).toBe(400)
  })

  it('move to another calendar with their id, and leave a tombstone with nothing else', async () => {
    const { id } = await insert(TALK)
    const to = 'interviews@group.calendar.google.com'
    const moved = await api('POST', `${EVENTS}/${id}/move?destination=${to}`)
    expect([moved.status, moved.body.id, moved.body.organizer.email]).toEqual([200, id, to])
    expect(Object.keys((await api('GET', `${EVENTS}/${id}`)).body).sort()).toEqual(['etag', 'id', 'kind', 'status'])
    expect((await api('POST', `/calendars/${to}/events/${id}/move?destination=primary`)).status).toBe(200)
    expect((await api('GET', `${EVENTS}/${id}`)).body.summary).toBe('Talk')
  })

  it('come back with what Google makes of them: HTML respelt, long properties dropped or cut', async () => {
    const { description, extendedProperties } = await insert({
      ...TALK,
      description: '<B onclick="x()">Hi</B><br/>\r\nthere<script>x()</script>  ',
      extendedProperties: { private: { ['k'.repeat(45)]: 'dropped', v: 'x'.repeat(2000) } },
    })
    expect(description).toBe('<b>Hi</b><br>\nthere')
    expect(extendedProperties).toEqual({ private: { v: 'x'.repeat(1024) } })
  })
})

describe('The list of calendars', () => {
  it('says who may do what, in which colour and zone', async () => {
    const { body } = await api('GET', '/users/me/calendarList')
    const told = body.items.map((one: Record<string, unknown>) => [one['summary'], one['accessRole'], one['primary']])
    expect(told).toEqual([
      ['Mara Feldkamp', 'owner', true],
      ['Interviews', 'owner', undefined],
      ['Holidays in Germany', 'reader', undefined],
    ])
    expect(body.items[1]).toMatchObject({ timeZone: 'Europe/Berlin', backgroundColor: '#16a765', colorId: '8' })
    expect((await api('GET', '/colors')).body.calendar['8'].background).toBe('#16a765')
    expect((await api('GET', '/calendars/primary')).body).toMatchObject({ id: MARA, timeZone: 'Europe/Berlin' })
    expect((await api('GET', '/users/me/calendarList?minAccessRole=writer')).body.items).toHaveLength(2)
  })

  it('comes in pages, and tells what changed since', async () => {
    const first = await api('GET', '/users/me/calendarList?maxResults=2')
    expect([first.body.items.length, first.body.nextSyncToken]).toEqual([2, undefined])
    const last = await api('GET', `/users/me/calendarList?maxResults=2&pageToken=${first.body.nextPageToken}`)
    const since = `/users/me/calendarList?syncToken=${encodeURIComponent(last.body.nextSyncToken)}`
    expect((await api('GET', since)).body.items).toEqual([])
    const { person } = fake.google
    const interviews = 'interviews@group.calendar.google.com'
    const made = person.createCalendar(MARA, { summary: 'Learning' }).id
    person.renameCalendar(MARA, 'Me')
    person.unshareCalendar(MARA, interviews)
    expect((await api('GET', since)).body.items).toMatchObject([
      { id: MARA, summary: 'Me' },
      { id: interviews, deleted: true },
      { id: made, summary: 'Learning' },
    ])
    expect((await api('GET', `/calendars/${interviews}/events`)).status).toBe(404)
    person.shareCalendar(MARA, interviews, 'reader')
    expect((await api('GET', `/calendars/${interviews}/events`)).body.accessRole).toBe('reader')
    expect((await api('POST', `/calendars/${interviews}/events`, DAY)).status).toBe(403)
    person.recolourCalendar(MARA, MARA, '#d06b64')
    person.deleteCalendar(made)
    const { items } = (await api('GET', since)).body
    expect(items).toMatchObject([{ backgroundColor: '#d06b64' }, { accessRole: 'reader' }, { id: made, deleted: true }])
    expect((await api('GET', `${since}&minAccessRole=owner`)).status).toBe(400)
    expect((await api('GET', `${since}&showDeleted=false`)).status).toBe(400)
    fake.google.tokens.expireSyncTokens()
    expect((await api('GET', since)).status).toBe(410)
    expect(ids((await api('GET', '/users/me/calendarList')).body)).not.toContain(made)
  })
})

it('Free and busy times are told without what takes them', async () => {
  await insert(TALK)
  await insert({ ...TALK, end: { dateTime: '2026-03-10T12:00:00+01:00' } })
  await insert({ ...TALK, transparency: 'transparent', end: { dateTime: '2026-03-10T18:00:00+01:00' } })
  const items = [{ id: MARA }, { id: 'jonas@example.org' }]
  const { body } = await api('POST', '/freeBusy', {
    timeMin: '2026-03-10T00:00:00Z',
    timeMax: '2026-03-11T00:00:00Z',
    items,
  })
  expect(body.calendars[MARA].busy).toEqual([{ start: '2026-03-10T09:00:00Z', end: '2026-03-10T11:00:00Z' }])
  expect(body.calendars['jonas@example.org'].errors[0].reason).toBe('notFound')
})
