import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { apiOf } from './client.ts'
import type { Api } from './client.ts'
import { startFakeGoogle } from './server.ts'
import type { FakeGoogle } from './server.ts'

const EVENTS = '/calendars/primary/events'
const MARA = 'mara@example.org'
const on = (day: number, summary = `On ${day}`) => ({
  summary,
  start: { date: `2026-03-${String(day).padStart(2, '0')}` },
  end: { date: `2026-03-${String(day + 1).padStart(2, '0')}` },
})
/** Each Monday at nine in Berlin, through the change of clocks. */
const WEEKLY = {
  summary: 'Stand-up',
  start: { dateTime: '2026-03-16T09:00:00', timeZone: 'Europe/Berlin' },
  end: { dateTime: '2026-03-16T09:30:00', timeZone: 'Europe/Berlin' },
  recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4'],
}

let fake: FakeGoogle
let api: Api

beforeEach(async () => {
  fake = await startFakeGoogle({ now: () => Date.parse('2026-03-01T08:00:00Z') })
  api = apiOf(fake)
})
afterEach(() => fake.close())

const list = async (query = '') => (await api('GET', `${EVENTS}?${query}`)).body
const since = (token: string, more = '') => `syncToken=${encodeURIComponent(token)}${more}`
const summaries = (page: { items: { summary?: string }[] }) => page.items.map(({ summary }) => summary)
const create = (fields: object) => fake.google.person.createEvent(MARA, { ...fields })

describe('A listing', () => {
  it('comes in pages, with a sync token on the last one only', async () => {
    for (const day of [1, 2, 3, 4, 5]) create(on(day))
    const first = await list('maxResults=2')
    const second = await list(`maxResults=2&pageToken=${encodeURIComponent(first.nextPageToken)}`)
    const last = await list(`maxResults=2&pageToken=${encodeURIComponent(second.nextPageToken)}`)
    expect([first, second, last].flatMap(summaries)).toEqual(['On 1', 'On 2', 'On 3', 'On 4', 'On 5'])
    expect([first, second, last].map((page) => typeof page.nextSyncToken)).toEqual(['undefined', 'undefined', 'string'])
    expect(last.nextPageToken).toBeUndefined()
    const other = await api('GET', `${EVENTS}?singleEvents=true&pageToken=${encodeURIComponent(first.nextPageToken)}`)
    expect(other.status).toBe(400)
  })

  it('misses nothing that happens between two of its pages', async () => {
    for (const day of [1, 2, 3]) create(on(day))
    const first = await list('maxResults=2')
    create(on(9, 'Meanwhile'))
    const last = await list(`maxResults=2&pageToken=${encodeURIComponent(first.nextPageToken)}`)
    expect(summaries(last)).toEqual(['On 3'])
    expect(summaries(await list(since(last.nextSyncToken)))).toEqual(['Meanwhile'])
  })

  it('may begin with an empty page that goes on', async () => {
    create(on(1))
    fake.google.tokens.emptyPages = 1
    const empty = await list()
    expect([empty.items, empty.nextSyncToken]).toEqual([[], undefined])
    expect(summaries(await list(`pageToken=${encodeURIComponent(empty.nextPageToken)}`))).toEqual(['On 1'])
  })

  it.each(['orderBy=updated', 'q=on', 'iCalUID=x', 'updatedMin=2026-01-01T00:00:00Z', 'privateExtendedProperty=a%3D1'])(
    'with %s gives no sync token',
    async (query) => {
      create(on(1))
      expect((await list(query)).nextSyncToken).toBeUndefined()
    },
  )

  it('finds by words, UID, properties, type and change', async () => {
    const first = create({ ...on(1), extendedProperties: { private: { ccId: 'x=1' } } })
    create({ ...on(2), eventType: 'birthday', location: 'Köln' })
    for (const [query, found] of [
      ['q=köln', 'On 2'],
      [`iCalUID=${first.iCalUID}`, 'On 1'],
      ['privateExtendedProperty=ccId%3Dx%3D1', 'On 1'],
      ['eventTypes=birthday', 'On 2'],
      ['updatedMin=2026-03-02T00:00:00Z', undefined],
      ['timeMin=2026-03-02T00:00:00%2B01:00', 'On 2'],
      ['timeMax=2026-03-02T00:00:00%2B01:00', 'On 1'],
    ] as const)
      expect(summaries(await list(query)), query).toEqual(found === undefined ? [] : [found])
  })

  it.each([
    ['orderBy=startTime', 'badRequest'],
    ['timeMin=2026-03-01', 'badRequest'],
    ['timeMin=2026-03-02T00:00:00Z&timeMax=2026-03-02T00:00:00Z', 'timeRangeEmpty'],
    ['maxResults=0', 'invalid'],
    ['pageToken=none', 'invalid'],
  ])('is refused with %s', async (query, reason) => {
    const refused = await api('GET', `${EVENTS}?${query}`)
    expect([refused.status, refused.body.error.errors[0].reason]).toEqual([400, reason])
  })
})

describe('What changed', () => {
  it('is told once for each event, as it is now, and what was deleted by its id alone', async () => {
    const [kept, gone] = [create(on(1)), create(on(2))]
    const { nextSyncToken } = await list()
    fake.google.person.deleteEvent(MARA, gone.id)
    fake.google.person.patchEvent(MARA, kept.id, { summary: 'Once' })
    fake.google.person.patchEvent(MARA, kept.id, { summary: 'Twice' })
    const { items, ...page } = await list(since(nextSyncToken))
    expect(items.map(Object.keys)[0].sort()).toEqual(['etag', 'id', 'kind', 'status'])
    expect(items).toMatchObject([
      { id: gone.id, status: 'cancelled' },
      { id: kept.id, summary: 'Twice' },
    ])
    expect((await list(since(page.nextSyncToken))).items).toEqual([])
    const whole = await list(since(nextSyncToken, '&showDeleted=true'))
    expect(whole.items[0]).toMatchObject({ id: gone.id, status: 'cancelled', summary: 'On 2' })
    expect((await list()).items).toHaveLength(1)
    expect((await list('showDeleted=true')).items).toHaveLength(2)
    expect((await list('updatedMin=2026-01-01T00:00:00Z')).items).toHaveLength(2)
    fake.google.person.restoreEvent(MARA, gone.id)
    expect(summaries(await list(since(page.nextSyncToken)))).toEqual(['On 2'])
  })

  it('may be told with what was in between, the newest last', async () => {
    const { id } = create(on(1))
    const { nextSyncToken } = await list()
    fake.google.person.patchEvent(MARA, id, { summary: 'Once' })
    fake.google.person.patchEvent(MARA, id, { summary: 'Twice' })
    fake.google.state.tellsHistory = true
    expect(summaries(await list(since(nextSyncToken)))).toEqual(['Once', 'Twice'])
  })

  it.each([
    'timeMin=2026-01-01T00:00:00Z',
    'timeMax=2027-01-01T00:00:00Z',
    'updatedMin=2026-01-01T00:00:00Z',
    'orderBy=updated',
    'q=x',
    'iCalUID=x',
    'privateExtendedProperty=a%3D1',
    'sharedExtendedProperty=a%3D1',
    'showDeleted=false',
    'singleEvents=true',
  ])('cannot be asked for together with %s', async (query) => {
    const { nextSyncToken } = await list()
    expect((await api('GET', `${EVENTS}?${since(nextSyncToken)}&${query}`)).status).toBe(400)
  })

  it('cannot be told for a token that Google no longer knows, or that belongs to another calendar', async () => {
    const { nextSyncToken } = await list()
    const elsewhere = `/calendars/interviews@group.calendar.google.com/events?${since(nextSyncToken)}`
    for (const path of [`${EVENTS}?syncToken=garbage`, elsewhere]) expect((await api('GET', path)).status).toBe(410)
    fake.google.tokens.expireSyncTokens()
    const refused = await api('GET', `${EVENTS}?${since(nextSyncToken)}`)
    expect([refused.status, refused.body.error.errors[0]]).toEqual([
      410,
      {
        domain: 'calendar',
        reason: 'fullSyncRequired',
        message: 'Sync token is no longer valid, a full sync is required.',
        locationType: 'parameter',
        location: 'syncToken',
      },
    ])
  })

  it('keeps to the window of the first listing, and tells also what left it', async () => {
    const inside = create(on(10))
    const { nextSyncToken } = await list('timeMin=2026-03-05T00:00:00Z&timeMax=2026-03-15T00:00:00Z')
    create(on(20, 'Beyond'))
    create(on(11, 'Within'))
    expect(summaries(await list(since(nextSyncToken)))).toEqual(['Within'])
    fake.google.person.patchEvent(MARA, inside.id, on(25, 'Left'))
    expect(summaries(await list(since(nextSyncToken)))).toEqual(['Within', 'Left'])
  })
})

describe('A series', () => {
  const FOURTH = '20260330T070000Z'

  it('is one event with its lines, or its instances, each at nine on the wall', async () => {
    const { id } = create(WEEKLY)
    expect((await list()).items).toMatchObject([{ id, recurrence: WEEKLY.recurrence }])
    const { items } = (await api('GET', `${EVENTS}/${id}/instances`)).body
    expect(items.map((one: { id: string }) => one.id)).toEqual(
      ['20260316T080000Z', '20260323T080000Z', FOURTH, '20260406T070000Z'].map((start) => `${id}_${start}`),
    )
    expect(items[2]).toMatchObject({
      recurringEventId: id,
      originalStartTime: { dateTime: '2026-03-30T09:00:00+02:00', timeZone: 'Europe/Berlin' },
      start: { dateTime: '2026-03-30T09:00:00+02:00' },
      end: { dateTime: '2026-03-30T09:30:00+02:00' },
    })
    expect(items[2].recurrence).toBeUndefined()
    const single = await list('singleEvents=true&orderBy=startTime')
    expect(single.items).toEqual(items)
    const days = create({ ...on(30), recurrence: ['RRULE:FREQ=DAILY;COUNT=2'] })
    expect((await api('GET', `${EVENTS}/${days.id}_20260331`)).body.start).toEqual({ date: '2026-03-31' })
    expect((await api('GET', `${EVENTS}/${days.id}_20260401`)).status).toBe(404)
    await api('PATCH', `${EVENTS}/${days.id}`, {
      recurrence: ['EXDATE;VALUE=DATE:20260331', 'RRULE:FREQ=DAILY;COUNT=2'],
    })
    expect((await api('GET', `${EVENTS}/${days.id}_20260331`)).status).toBe(404)
    const alone = await api('PATCH', `${EVENTS}/${days.id}`, { recurrence: [] })
    expect(alone.body).not.toHaveProperty('recurrence')
  })

  it('is told with what is different about it: a moved instance and a cancelled one, by their original starts', async () => {
    const { id } = create(WEEKLY)
    const { nextSyncToken } = await list()
    const moved = await api('PATCH', `${EVENTS}/${id}_20260323T080000Z`, {
      start: { dateTime: '2026-03-24T15:00:00+01:00' },
      end: { dateTime: '2026-03-24T15:30:00+01:00' },
    })
    expect(moved.body.originalStartTime.dateTime).toBe('2026-03-23T09:00:00+01:00')
    expect((await api('DELETE', `${EVENTS}/${id}_${FOURTH}`)).status).toBe(204)
    expect((await api('DELETE', `${EVENTS}/${id}_${FOURTH}`)).status).toBe(410)
    const { items } = await list(since(nextSyncToken))
    expect(items).toHaveLength(2)
    expect(items[1]).toEqual({
      kind: 'calendar#event',
      etag: items[1].etag,
      id: `${id}_${FOURTH}`,
      status: 'cancelled',
      recurringEventId: id,
      originalStartTime: { dateTime: '2026-03-30T09:00:00+02:00', timeZone: 'Europe/Berlin' },
    })
    expect((await list()).items.map((one: { status: string }) => one.status)).toEqual([
      'confirmed',
      'confirmed',
      'cancelled',
    ])
    expect((await list('singleEvents=true')).items).toHaveLength(3)
    expect((await list('singleEvents=true&showDeleted=true')).items).toHaveLength(4)
    const original = encodeURIComponent('2026-03-23T09:00:00+01:00')
    const found = await api('GET', `${EVENTS}/${id}/instances?originalStart=${original}`)
    expect(found.body.items).toMatchObject([{ start: { dateTime: '2026-03-24T15:00:00+01:00' } }])
  })

  it('takes its instances with it when it is deleted, and brings them back', async () => {
    const { id } = create(WEEKLY)
    const instance = `${id}_20260323T080000Z`
    await api('PATCH', `${EVENTS}/${instance}`, { summary: 'Other' })
    const { nextSyncToken } = await list()
    await api('DELETE', `${EVENTS}/${id}`)
    expect((await list(since(nextSyncToken))).items).toMatchObject([{ id, status: 'cancelled' }])
    expect((await list()).items).toEqual([])
    expect((await api('GET', `${EVENTS}/${instance}`)).body.status).toBe('cancelled')
    await api('PATCH', `${EVENTS}/${id}`, { status: 'confirmed' })
    expect((await api('GET', `${EVENTS}/${instance}`)).body).toMatchObject({ status: 'confirmed', summary: 'Other' })
  })

  it('loses the instances that its new rule does not have', async () => {
    const { id } = create(WEEKLY)
    await api('PATCH', `${EVENTS}/${id}_20260406T070000Z`, { summary: 'Last' })
    const { nextSyncToken } = await list()
    await api('PATCH', `${EVENTS}/${id}`, { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=2'] })
    expect((await list(since(nextSyncToken))).items).toMatchObject([
      { id, recurrence: ['RRULE:FREQ=WEEKLY;COUNT=2'] },
      { id: `${id}_20260406T070000Z`, status: 'cancelled' },
    ])
  })

  it('that is split becomes two; the id of the second looks like that of an instance, and is none', async () => {
    const { id } = create(WEEKLY)
    const at = { dateTime: '2026-03-30T09:00:00+02:00', timeZone: 'Europe/Berlin' }
    const second = fake.google.person.splitSeries(MARA, id, at, { summary: 'Stand-up, new' })
    expect((await list()).items).toMatchObject([
      { id, recurrence: ['RRULE:FREQ=WEEKLY;UNTIL=20260330T065959Z'] },
      { id: `${id}_R20260330T090000`, summary: 'Stand-up, new', recurrence: ['RRULE:FREQ=WEEKLY;COUNT=2'] },
    ])
    const { items } = await list('singleEvents=true&orderBy=startTime')
    expect(items.map((one: { start: { dateTime: string } }) => one.start.dateTime.slice(5, 16))).toEqual([
      '03-16T09:00',
      '03-23T09:00',
      '03-30T09:00',
      '04-06T09:00',
    ])
    expect((await api('GET', `${EVENTS}/${second.id}_20260406T070000Z`)).body.summary).toBe('Stand-up, new')
  })

  it('tells each of its instances again to who asked for single events', async () => {
    const { id } = create(WEEKLY)
    const { nextSyncToken } = await list('singleEvents=true')
    fake.google.person.patchEvent(MARA, id, { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=2'], summary: 'New' })
    const { items } = await list(since(nextSyncToken, '&singleEvents=true'))
    expect(items.map((one: { status: string }) => one.status)).toEqual([
      'confirmed',
      'confirmed',
      'cancelled',
      'cancelled',
    ])
    fake.google.person.patchEvent(MARA, id, { recurrence: null })
    const once = await list(since(nextSyncToken, '&singleEvents=true'))
    expect(once.items.filter((one: { status: string }) => one.status === 'confirmed')).toMatchObject([{ id }])
  })
})
