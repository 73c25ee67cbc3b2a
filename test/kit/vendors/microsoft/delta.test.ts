import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { daily, program, tenOn } from './program.ts'
import type { Answered } from './program.ts'
import { startFakeMicrosoft } from './server.ts'
import type { FakeMicrosoft } from './server.ts'

let fake: FakeMicrosoft
let graph: ReturnType<typeof program>
let person: ReturnType<FakeMicrosoft['person']>
beforeEach(async () => {
  fake = await startFakeMicrosoft()
  graph = program(fake)
  person = fake.person()
})
afterEach(() => fake.close())

// The days of June that these tests look at.
const WINDOW = 'startDateTime=2026-06-02T00:00:00Z&endDateTime=2026-06-10T00:00:00Z'
const START = `/me/calendarView/delta?${WINDOW}`
const PREFER = 'IdType="ImmutableId"'

type Row = Answered['body']

/** Follows a round to its end. */
async function round(link: string, prefer = PREFER): Promise<{ rows: Row[]; pages: number; next: string }> {
  const rows: Row[] = []
  for (let [url, pages] = [link, 1]; ; pages += 1) {
    const { status, body } = await graph.get(url, prefer)
    expect(status).toBe(200)
    rows.push(...body['value'])
    if (body['@odata.deltaLink'] !== undefined) return { rows, pages, next: body['@odata.deltaLink'] }
    url = body['@odata.nextLink']
  }
}

const told = (rows: readonly Row[]) =>
  rows.map((row) =>
    row['@removed'] === undefined ? `${row['type']} ${row['start'].dateTime.slice(8, 10)}` : 'removed',
  )

describe('The first round', () => {
  it('tells all that is in the window: whole events, bare occurrences, no deleted ones', async () => {
    person.createEvent({ subject: 'In', ...tenOn(3) })
    person.createEvent(tenOn(20))
    const series = person.createEvent({ subject: 'Daily', ...daily(4, 3) })
    person.deleteOccurrence(series, '2026-06-05')
    person.patchOccurrence(series, '2026-06-06', { subject: 'Other' })
    const { rows } = await round(START)
    expect(told(rows)).toEqual(['singleInstance 03', 'seriesMaster 04', 'occurrence 04', 'exception 06'])
    expect(rows[0]).toMatchObject({ subject: 'In', '@odata.type': '#microsoft.graph.event' })
    expect(Object.keys(rows[2] ?? {}).toSorted()).toEqual(
      ['@odata.etag', '@odata.type', 'end', 'id', 'seriesMasterId', 'start', 'type'].toSorted(),
    )
    expect(rows[3]).toMatchObject({ subject: 'Other', seriesMasterId: series })
    expect(rows.every((row) => !('cancelledOccurrences' in row || 'singleValueExtendedProperties' in row))).toBe(true)
  })

  it.each([
    ['without a window', '', 'ErrorInvalidParameter'],
    ['with half a window', 'startDateTime=2026-06-02T00:00:00Z', 'ErrorInvalidParameter'],
    ['with $select', `${WINDOW}&$select=subject`, 'ErrorInvalidUrlQuery'],
    ['with $filter', `${WINDOW}&$filter=subject eq 'a'`, 'ErrorInvalidUrlQuery'],
    ['with $expand', `${WINDOW}&$expand=instances`, 'ErrorInvalidUrlQuery'],
  ])('%s is refused', async (_what, query, code) => {
    expect(await graph.get(`/me/calendarView/delta?${query}`)).toMatchObject({ status: 400, code })
  })

  it('comes in pages of the size that is preferred; a series is not split, a row may come twice', async () => {
    for (const day of [3, 4]) person.createEvent({ subject: `${day}`, ...tenOn(day) })
    person.createEvent(daily(5, 3))
    person.createEvent(tenOn(8))
    const { rows, pages, next } = await round(START, `${PREFER}, odata.maxpagesize=2`)
    expect(pages).toBe(3)
    expect(told(rows).map((row) => row.slice(-2))).toEqual(['03', '04', '04', '05', '05', '06', '07', '05', '08'])
    expect(next).toMatch(/^https:\/\/graph\.microsoft\.com\/v1\.0\/me\/calendarView\/delta\?\$deltatoken=\w+$/)
    fake.traits.repeated_rows = false
    expect((await round(START, `${PREFER}, odata.maxpagesize=2`)).rows).toHaveLength(7)
  })

  it('of a series that began earlier has a master with the times of the first occurrence in the window, or none', async () => {
    person.createEvent({
      ...tenOn(1),
      recurrence: { pattern: { type: 'daily', interval: 4 }, range: { type: 'noEnd', startDate: '2026-06-01' } },
    })
    expect(told((await round(START)).rows)).toEqual(['seriesMaster 05', 'occurrence 05', 'occurrence 09'])
    fake.traits.earlier_master = 'none'
    expect(told((await round(START)).rows)).toEqual(['occurrence 05', 'occurrence 09'])
  })

  it('is of one calendar', async () => {
    const work = person.createCalendar('Work')
    person.createEvent(tenOn(3))
    person.createEvent(tenOn(4), work.id)
    const { rows, next } = await round(`/me/calendars/${work.id}/calendarView/delta?${WINDOW}`)
    expect(told(rows)).toEqual(['singleInstance 04'])
    person.deleteCalendar(work.id)
    expect(await graph.get(next)).toMatchObject({ status: 404, code: 'ErrorItemNotFound' })
  })
})

describe('A later round', () => {
  type Act = (ids: { single: string; series: string }) => void
  const acts: readonly (readonly [string, Act, readonly string[]])[] = [
    ['nothing happened', () => {}, []],
    ['an event was made in the window', () => person.createEvent(tenOn(5)), ['singleInstance 05']],
    ['an event was made outside the window', () => person.createEvent(tenOn(20)), ['removed']],
    ['an event was changed', ({ single }) => person.patchEvent(single, { subject: 'x' }), ['singleInstance 03']],
    ['an event moved out of the window', ({ single }) => person.patchEvent(single, tenOn(20)), ['removed']],
    ['an event was deleted', ({ single }) => person.deleteEvent(single), ['removed']],
    [
      'an event went to another calendar',
      ({ single }) => person.moveEvent(single, person.createCalendar('Work').id),
      ['removed'],
    ],
    ['an occurrence was deleted', ({ series }) => person.deleteOccurrence(series, '2026-06-05'), ['seriesMaster 04']],
    [
      'an occurrence was changed',
      ({ series }) => person.patchOccurrence(series, '2026-06-05', { subject: 'x' }),
      ['seriesMaster 04', 'exception 05'],
    ],
    [
      'the last occurrence moved out of the window',
      ({ series }) => person.patchOccurrence(series, '2026-06-06', tenOn(20)),
      ['seriesMaster 04', 'removed'],
    ],
    [
      'a series was renamed',
      ({ series }) => person.patchEvent(series, { subject: 'x' }),
      ['seriesMaster 04', 'occurrence 04', 'occurrence 05', 'occurrence 06'],
    ],
    ['a series was deleted', ({ series }) => person.deleteEvent(series), ['removed']],
    ['an event was made and deleted', () => person.deleteEvent(person.createEvent(tenOn(5))), ['removed']],
  ]
  it.each(acts)('when %s', async (_what, act, rows) => {
    const ids = { single: person.createEvent(tenOn(3)), series: person.createEvent(daily(4, 3)) }
    const { next } = await round(START)
    act(ids)
    const second = await round(next)
    expect(told(second.rows)).toEqual(rows)
    expect((await round(second.next)).rows).toEqual([])
    // A link that was followed may be followed again, as after a crash.
    expect(told((await round(next)).rows)).toEqual(rows)
  })

  it('a tombstone has an id and nothing more', async () => {
    const id = person.createEvent(tenOn(3))
    const { next } = await round(START)
    person.deleteEvent(id)
    expect((await round(next)).rows).toEqual([
      { '@odata.type': '#microsoft.graph.event', id, '@removed': { reason: 'deleted' } },
    ])
  })

  it('without immutable ids an event that went away and came back is one removed and one new', async () => {
    const id = person.createEvent(tenOn(3))
    const { rows, next } = await round(START, 'outlook.timezone="UTC"')
    person.moveEvent(id, person.createCalendar('Work').id)
    person.moveEvent(id, person.mailbox.calendar(null).id)
    const ordinary = await round(next, 'outlook.timezone="UTC"')
    expect(told(ordinary.rows)).toEqual(['removed', 'singleInstance 03'])
    expect(ordinary.rows[0]?.['id']).toBe(rows[0]?.['id'])
    expect(told((await round(next)).rows)).toEqual(['singleInstance 03'])
  })

  it.each([
    [410, 'SyncStateNotFound'],
    [400, 'syncStateNotFound'],
    [404, 'resyncRequired'],
  ])('cannot be had when the token is dead: %s %s', async (status, code) => {
    const { next } = await round(START)
    fake.deltas.expire(status, code)
    const dead = await graph.get(next)
    expect(dead).toMatchObject({ status, code })
    expect(dead.headers.get('location')).toBe(
      status === 410 ? 'https://graph.microsoft.com/v1.0/me/calendarView/delta' : null,
    )
    expect((await round(START)).rows).toEqual([])
  })
})
