import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { daily, program, tenOn } from './program.ts'
import { startFakeMicrosoft } from './server.ts'
import type { FakeMicrosoft } from './server.ts'

let fake: FakeMicrosoft
let graph: ReturnType<typeof program>
beforeEach(async () => {
  fake = await startFakeMicrosoft()
  graph = program(fake)
})
afterEach(() => fake.close())

const berlin = (date: string, hour = 10) => ({ dateTime: `${date}T${hour}:00:00`, timeZone: 'W. Europe Standard Time' })
const repeating = (start: string, pattern: object, range: object = { type: 'noEnd' }) => ({
  start: berlin(start),
  end: berlin(start, 11),
  recurrence: { pattern: { interval: 1, ...pattern }, range: { startDate: start, ...range } },
})
const datesOf = async (id: string, from = '2026-01-01', to = '2027-01-01') => {
  const { body } = await graph.get(`/me/events/${id}/instances?startDateTime=${from}&endDateTime=${to}&$top=20`)
  return body['value'].map((event: { start: { dateTime: string } }) => event.start.dateTime.slice(0, 16))
}
const masterOf = async (id: string) => {
  const path = `/me/events/${id}?$select=subject,start,cancelledOccurrences&$expand=exceptionOccurrences`
  return (await graph.get(path)).body
}
const occurrenceOn = async (id: string, day: number) => {
  const { body } = await graph.get(`/me/events/${id}/instances?startDateTime=2026-06-01&endDateTime=2026-07-01`)
  return body['value'].find((event: { start: { dateTime: string } }) =>
    event.start.dateTime.startsWith(`2026-06-0${day}`),
  )
}

describe('A pattern', () => {
  it.each([
    [
      'keeps its hour on the wall',
      '2026-03-28',
      { type: 'daily' },
      ['2026-03-28T09:00', '2026-03-29T08:00', '2026-03-30T08:00'],
    ],
    [
      'every other week, on two days',
      '2026-06-01',
      { type: 'weekly', interval: 2, daysOfWeek: ['monday', 'friday'] },
      ['2026-06-01T08:00', '2026-06-05T08:00', '2026-06-15T08:00'],
    ],
    [
      'begins with the first day that is in it',
      '2026-06-02',
      { type: 'weekly', daysOfWeek: ['friday'] },
      ['2026-06-05T08:00', '2026-06-12T08:00', '2026-06-19T08:00'],
    ],
    [
      'on the 31st takes the last day of a shorter month',
      '2026-01-31',
      { type: 'absoluteMonthly', dayOfMonth: 31 },
      ['2026-01-31T09:00', '2026-02-28T09:00', '2026-03-31T08:00'],
    ],
    [
      'on the last weekday of a month',
      '2026-05-29',
      { type: 'relativeMonthly', index: 'last', daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] },
      ['2026-05-29T08:00', '2026-06-30T08:00', '2026-07-31T08:00'],
    ],
    ['once a year', '2026-06-01', { type: 'absoluteYearly', month: 6, dayOfMonth: 1 }, ['2026-06-01T08:00']],
  ])('%s', async (_fact, start, pattern, dates) => {
    const { status, body } = await graph.create(repeating(start, pattern))
    expect(status).toBe(201)
    expect((await datesOf(body['id'])).slice(0, 3)).toEqual(dates)
  })

  it.each([
    ['by the hour', { type: 'hourly' }, {}],
    ['without an interval', { type: 'daily', interval: 0 }, {}],
    ['weekly without days', { type: 'weekly' }, {}],
    ['monthly without its day', { type: 'absoluteMonthly' }, {}],
    ['yearly without its month', { type: 'absoluteYearly', dayOfMonth: 1 }, {}],
    ['on the fifth Monday', { type: 'relativeMonthly', daysOfWeek: ['monday'], index: 'fifth' }, {}],
    ['numbered without a number', { type: 'daily' }, { type: 'numbered' }],
    ['that ends before it begins', { type: 'daily' }, { type: 'endDate', endDate: '2026-05-01' }],
    ['that begins on another day than its event', { type: 'daily' }, { startDate: '2026-06-02' }],
  ])('%s is refused', async (_what, pattern, range) => {
    const refused = await graph.create(repeating('2026-06-01', pattern, { type: 'noEnd', ...range }))
    expect(refused).toMatchObject({ status: 400, code: 'ErrorPropertyValidationFailure' })
  })

  it('with parts of an RRULE is refused', async () => {
    const refused = await graph.create(repeating('2026-06-01', { type: 'daily', byHour: [9] }))
    expect(refused).toMatchObject({ status: 400, code: 'RequestBodyRead' })
  })

  it('is answered with all its properties, and ends with the day it names', async () => {
    const { body } = await graph.create(
      repeating('2026-06-01', { type: 'daily' }, { type: 'endDate', endDate: '2026-06-03' }),
    )
    expect(body['recurrence']).toMatchObject({
      pattern: { type: 'daily', interval: 1, month: 0, dayOfMonth: 0, firstDayOfWeek: 'sunday', index: 'first' },
      range: {
        type: 'endDate',
        endDate: '2026-06-03',
        recurrenceTimeZone: 'W. Europe Standard Time',
        numberOfOccurrences: 0,
      },
    })
    expect(await datesOf(body['id'])).toHaveLength(3)
  })
})

describe('An occurrence', () => {
  it('has an id and an iCalUId of its own', async () => {
    const { body } = await graph.create(daily(2, 3))
    const found = await graph.get(`/me/events/${body['id']}/instances?startDateTime=2026-06-01&endDateTime=2026-07-01`)
    const all = [body, ...found.body['value']]
    expect(new Set(all.map(({ iCalUId }) => iCalUId)).size).toBe(4)
    expect(found.body['value']).toMatchObject(
      Array.from({ length: 3 }, () => ({ type: 'occurrence', seriesMasterId: body['id'] })),
    )
  })

  it('that is changed is an exception, which its master lists when asked', async () => {
    const { body } = await graph.create({ subject: 'Daily', ...daily(2, 3) })
    const second = await occurrenceOn(body['id'], 3)
    expect((await graph.change(second.id, { subject: 'Longer', ...tenOn(3, 90) })).body).toMatchObject({
      ...{ id: second.id, type: 'exception', subject: 'Longer', originalStart: '2026-06-03T08:00:00Z' },
    })
    const master = await masterOf(body['id'])
    expect(master['exceptionOccurrences']).toMatchObject([{ id: second.id, subject: 'Longer' }])
    expect(master['exceptionOccurrences'][0]).not.toHaveProperty('body')
    expect((await graph.get(`/me/events/${body['id']}`)).body).not.toHaveProperty('exceptionOccurrences')
  })

  it('that is deleted is only a line of its master', async () => {
    const { body } = await graph.create(daily(2, 3))
    const second = await occurrenceOn(body['id'], 3)
    expect((await graph.delete(second.id)).status).toBe(204)
    expect(await graph.get(`/me/events/${second.id}`)).toMatchObject({ status: 404 })
    expect((await masterOf(body['id']))['cancelledOccurrences']).toEqual([`OID.${body['id']}.2026-06-03`])
    expect(await datesOf(body['id'])).toEqual(['2026-06-02T08:00', '2026-06-04T08:00'])
  })

  it.each([
    ['to the day of the next', 4, 400],
    ['past the next', 5, 400],
    ['to the day of the one before', 2, 400],
    ['and stays between them', 3, 200],
  ])('moves %s', async (_where, day, status) => {
    const { body } = await graph.create(daily(2, 4))
    const second = await occurrenceOn(body['id'], 3)
    const moved = await graph.change(second.id, tenOn(day, 30))
    expect(moved).toMatchObject({ status, code: status === 200 ? undefined : 'ErrorOccurrenceCrossingBoundary' })
  })

  it('follows its series in all that was not changed for it', async () => {
    const { body } = await graph.create({ subject: 'Daily', ...daily(2, 3) })
    const second = await occurrenceOn(body['id'], 3)
    await graph.change(second.id, { showAs: 'oof' })
    await graph.change(body['id'], { subject: 'Renamed' })
    expect((await graph.get(`/me/events/${second.id}`)).body).toMatchObject({ subject: 'Renamed', showAs: 'oof' })
  })
})

describe('A series that begins at another time, or repeats otherwise', () => {
  const changed = async () => {
    const { body } = await graph.create(daily(2, 4))
    await graph.change((await occurrenceOn(body['id'], 3)).id, { subject: 'x' })
    await graph.delete((await occurrenceOn(body['id'], 4)).id)
    return body
  }

  it('loses what was changed and deleted on single dates', async () => {
    const body = await changed()
    await graph.change(body['id'], tenOn(2, 30))
    expect(await masterOf(body['id'])).toMatchObject({ cancelledOccurrences: [], exceptionOccurrences: [] })
  })

  it('keeps them when the same is said again, as it was answered', async () => {
    const body = await changed()
    const { recurrence } = body
    await graph.change(body['id'], { subject: 'Same', ...tenOn(2), recurrence })
    await graph.change(body['id'], { subject: 'Same', recurrence })
    const master = await masterOf(body['id'])
    expect(master['cancelledOccurrences']).toHaveLength(1)
    expect(master['exceptionOccurrences']).toHaveLength(1)
  })

  it('so does one that is sent back in UTC, where it was read: from then on it is a series of UTC', async () => {
    const body = await changed()
    const { start, end } = body
    expect((await graph.change(body['id'], { start, end })).body['originalStartTimeZone']).toBe('UTC')
    expect(await masterOf(body['id'])).toMatchObject({ cancelledOccurrences: [], exceptionOccurrences: [] })
  })

  it('may become a single event again', async () => {
    const body = await changed()
    expect((await graph.change(body['id'], { recurrence: null })).body).toMatchObject({
      type: 'singleInstance',
      recurrence: null,
    })
  })
})
