import { describe, expect, it } from 'vitest'
import {
  addDays,
  dateIn,
  daysBetween,
  formatAgo,
  formatClock,
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

  it('gives an instant next to the gap for a time that the change to summer time skips', () => {
    const instant = Date.parse(fromLocalInput('2026-03-29T02:30', 'Europe/Berlin'))
    expect(Math.abs(instant - Date.parse('2026-03-29T01:00:00Z'))).toBeLessThanOrEqual(30 * 60_000)
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
