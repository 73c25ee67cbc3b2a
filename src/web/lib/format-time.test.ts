import { describe, expect, it } from 'vitest'
import {
  addDays,
  clockChange,
  closingDay,
  dateIn,
  daysBetween,
  formatAgo,
  formatClock,
  formatDay,
  formatLongDay,
  fromLocalInput,
  placeOfZone,
  toLocalInput,
} from './format-time.ts'

const berlin = { locale: 'en', time_zone: 'Europe/Berlin' }

describe('times as a person reads them', () => {
  it('are in the zone of the person', () => {
    expect(formatClock('2026-11-24T10:30:00Z', berlin)).toBe('11:30')
    expect(formatClock('2026-11-24T10:30:00Z', { ...berlin, time_zone: 'America/New_York' })).toBe('05:30')
  })

  it('name the weekday in full on the title of a day', () => {
    expect(formatLongDay('2026-11-24', berlin)).toBe('Tuesday, 24 November')
  })

  it('take the date from the zone and not from UTC', () => {
    expect(dateIn('2026-11-24T23:30:00Z', berlin)).toBe('2026-11-25')
  })

  it.each([
    ['2026-03-28T08:59:45Z', 'just now'],
    ['2026-03-28T08:55:00Z', '5 min ago'],
    ['2026-03-28T11:00:00Z', 'in 2 h'],
    ['2026-03-28T11:59:59Z', 'in 2 h'],
    ['2026-03-25T09:00:00Z', '3 d ago'],
    ['2026-03-24T21:00:00Z', '3 d ago'],
    ['2026-03-26T09:00:01Z', '1 d ago'],
    ['2026-02-27T09:00:00Z', '29 d ago'],
  ])('say of %s that it is %s', (instant, words) => {
    expect(formatAgo(instant, berlin, new Date('2026-03-28T09:00:00Z'))).toBe(words)
  })

  it('name the place of a zone', () => {
    expect(placeOfZone('America/New_York')).toBe('New York')
  })
})

describe('a clock on the wall', () => {
  it('is the same instant there and back, in winter and in summer', () => {
    expect(fromLocalInput('2026-01-15T14:00', 'Europe/Berlin')).toBe('2026-01-15T13:00:00.000Z')
    expect(fromLocalInput('2026-07-15T14:00', 'Europe/Berlin')).toBe('2026-07-15T12:00:00.000Z')
    expect(toLocalInput('2026-07-15T12:00:00Z', 'Europe/Berlin')).toBe('2026-07-15T14:00')
  })

  it.each([
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T03:30'],
    ['2026-03-08T02:30', 'America/New_York', '2026-03-08T03:30'],
    ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-04T02:45'],
  ])('reads %s in %s, which is skipped, as %s', (local, zone, shown) => {
    expect(toLocalInput(fromLocalInput(local, zone), zone)).toBe(shown)
    expect(clockChange(local, zone)).toBe('skipped')
  })

  it.each([
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00Z'],
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00Z'],
  ])('reads %s in %s, which comes twice, as the first, unless it was the second', (local, zone, first, second) => {
    expect(fromLocalInput(local, zone)).toBe(first)
    expect(fromLocalInput(toLocalInput(second, zone), zone, second)).toBe(second)
    expect(fromLocalInput('2026-10-25T04:00', zone, second)).not.toBe(second)
    expect(clockChange(local, zone)).toBe('twice')
  })

  it('changes nothing on other days', () => {
    expect(clockChange('2026-10-25T03:00', 'Europe/Berlin')).toBeNull()
    expect(clockChange('2026-03-29T03:00', 'Europe/Berlin')).toBeNull()
    expect(fromLocalInput('2026-12-30T12:00', 'Pacific/Kiritimati')).toBe('2026-12-29T22:00:00.000Z')
  })

  it('keeps the seconds of what was not touched', () => {
    expect(fromLocalInput('2026-07-15T14:00', 'Europe/Berlin', '2026-07-15T12:00:42Z')).toBe('2026-07-15T12:00:42Z')
  })

  it('keeps the hour right before the change to winter time', () => {
    expect(fromLocalInput('2026-10-25T01:30', 'Europe/Berlin')).toBe('2026-10-24T23:30:00.000Z')
  })
})

describe('dates', () => {
  it('count days over a change of the clock', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
  })

  it('go on into the next month', () => {
    expect(addDays('2026-02-27', 3)).toBe('2026-03-02')
  })
})

it.each([
  ['2026-12-13T23:59:59Z', 'Sun 13 Dec'],
  ['2026-12-13T23:59:59.000Z', 'Sun 13 Dec'],
  ['2026-12-13T22:59:00Z', 'Sun 13 Dec'],
  ['2026-12-13T23:30:00Z', 'Mon 14 Dec'],
  ['2026-12-13T11:00:00Z', 'Sun 13 Dec'],
])('a posting that closes at %s closes on %s, also where that second is in the next day', (instant, day) => {
  expect(formatDay(closingDay(instant), berlin)).toBe(day)
})
