import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hoursByDay, joined, USUAL_WEEK } from './hours.ts'
import type { Week } from './hours.ts'
import { isSlot, keptBy, slots } from './slots.ts'
import type { Diary, Rules } from './slots.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const ms = (text: string): number => Date.parse(text)
const at = (starts: readonly number[]): string[] => starts.map((start) => new Date(start).toISOString().slice(0, 16))

const RULES: Rules = {
  ...{ duration_min: 60, buffer_before_min: 0, buffer_after_min: 0, notice_min: 0 },
  ...{ horizon_days: 60, step_min: 60, daily_limit: null },
}
const BERLIN: Week = { time_zone: 'Europe/Berlin', weekly: USUAL_WEEK, other_days: [] }
const diary = (change: Partial<Diary> = {}, rules: Partial<Rules> = {}): Diary => ({
  ...{ week: BERLIN, busy: [], kept: [], same_type: [], now: ms('2026-11-20T00:00:00Z') },
  ...change,
  rules: { ...RULES, ...rules },
})
const MONDAY = { from: ms('2026-11-23T00:00:00Z'), to: ms('2026-11-24T00:00:00Z') }
const span = (from: string, to: string) => ({ from: ms(`2026-11-23T${from}Z`), to: ms(`2026-11-23T${to}Z`) })

describe('slots of a Monday, 09:00 to 17:00 in Berlin', () => {
  test.each<[string, Partial<Diary>, Partial<Rules>, string]>([
    ['an hour each', {}, {}, '08 09 10 11 12 13 14 15'],
    ['none that would end after the hours', {}, { duration_min: 90 }, '08 09 10 11 12 13 14'],
    ['none over what the calendar has', { busy: [span('09:30', '10:00')] }, {}, '08 10 11 12 13 14 15'],
    ['none whose buffers touch it', { busy: [span('10:00', '11:00')] }, { buffer_after_min: 1 }, '08 11 12 13 14 15'],
    ['one right beside it', { busy: [span('09:00', '14:00')] }, {}, '08 14 15'],
    ['none within the notice', { now: ms('2026-11-23T10:30:00Z') }, { notice_min: 120 }, '13 14 15'],
    ['one exactly at the end of the notice', { now: ms('2026-11-23T11:00:00Z') }, { notice_min: 120 }, '13 14 15'],
    ['none beyond the horizon', { now: ms('2026-11-21T12:00:00Z') }, { horizon_days: 2 }, '08 09 10 11'],
    ['none where the day is full', { same_type: [ms('2026-11-23T08:00:00Z')] }, { daily_limit: 1 }, ''],
    [
      'all where another day is full',
      { same_type: [ms('2026-11-24T08:00:00Z')] },
      { daily_limit: 1 },
      '08 09 10 11 12 13 14 15',
    ],
    ['none on a day off', { week: { ...BERLIN, other_days: [{ date: '2026-11-23', hours: [] }] } }, {}, ''],
    [
      'the hours of that day alone',
      { week: { ...BERLIN, other_days: [{ date: '2026-11-23', hours: [{ start: '18:00', end: '20:00' }] }] } },
      {},
      '17 18',
    ],
    [
      'with a buffer that reaches out of the hours',
      {},
      { buffer_before_min: 60, buffer_after_min: 60 },
      '08 09 10 11 12 13 14 15',
    ],
  ])('%s', (_, change, rules, hours) => {
    expect(at(slots(diary(change, rules), MONDAY)).map((text) => text.slice(11, 13))).toEqual(
      hours.split(' ').filter(Boolean),
    )
  })

  test('an appointment keeps its buffers from the next one, whose buffers come on top', () => {
    const rules = { buffer_before_min: 10, buffer_after_min: 20, step_min: 15, duration_min: 30 }
    const kept = [keptBy(ms('2026-11-23T10:00:00Z'), { ...RULES, ...rules })]
    const free = at(slots(diary({ kept }, rules), MONDAY))
    expect(free).toContain('2026-11-23T09:00')
    expect(free).not.toContain('2026-11-23T09:15')
    expect(free).not.toContain('2026-11-23T10:45')
    expect(free).toContain('2026-11-23T11:00')
  })

  test('hours that go past midnight are one', () => {
    const weekly = [
      { weekday: 1, start: '22:00', end: '24:00' },
      { weekday: 2, start: '00:00', end: '02:00' },
    ]
    const look = { from: ms('2026-11-23T00:00:00Z'), to: ms('2026-11-25T00:00:00Z') }
    const found = slots(diary({ week: { ...BERLIN, weekly } }, { duration_min: 120 }), look)
    expect(at(found)).toEqual(['2026-11-23T21:00', '2026-11-23T22:00', '2026-11-23T23:00'])
  })

  test('starts do not depend on where one begins to look', () => {
    const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start: '00:00', end: '24:00' }))
    const all = diary({ week: { ...BERLIN, weekly } }, { step_min: 50 })
    const whole = slots(all, { from: MONDAY.from, to: MONDAY.to + DAY })
    expect(slots(all, { from: MONDAY.from + 7 * HOUR, to: MONDAY.to })).toEqual(
      whole.filter((start) => start >= MONDAY.from + 7 * HOUR && start < MONDAY.to),
    )
    for (const start of whole) expect(isSlot(all, start)).toBe(true)
    expect(isSlot(all, (whole[0] ?? 0) + 60_000)).toBe(false)
  })
})

describe('on a day of a changed clock', () => {
  const sunday = (start: string, end: string): Week => ({ ...BERLIN, weekly: [{ weekday: 7, start, end }] })
  const on = (date: string, week: Week) =>
    at(
      slots(diary({ week, now: ms(`${date}T00:00:00Z`) - 3 * DAY }, { step_min: 30, duration_min: 30 }), {
        from: ms(`${date}T00:00:00Z`) - DAY,
        to: ms(`${date}T00:00:00Z`) + DAY,
      }),
    ).map((text) => text.slice(11))

  test('the hour that is left out has no slot, and what begins in it begins after it', () => {
    expect(on('2026-03-29', sunday('01:30', '03:30'))).toEqual(['00:30', '01:00'])
    expect(on('2026-03-29', sunday('02:30', '04:00'))).toEqual(['01:30'])
  })
  test('the hour that comes twice is there twice, and what begins in it begins at the first', () => {
    expect(on('2026-10-25', sunday('01:30', '03:00'))).toEqual(['23:30', '00:00', '00:30', '01:00', '01:30'])
    expect(on('2026-10-25', sunday('02:30', '03:00'))).toEqual(['00:30', '01:00', '01:30'])
  })
})

const minutes = (most: number) => fc.integer({ min: 0, max: most })
const clock = fc.integer({ min: 0, max: 95 }).map((quarter) => quarter)
const text = (quarter: number): string =>
  `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`
const hours = fc
  .tuple(clock, fc.integer({ min: 1, max: 40 }))
  .map(([start, length]) => ({ start: text(start), end: text(Math.min(96, start + length)) }))
const zones = fc.constantFrom(
  'Europe/Berlin',
  'America/Los_Angeles',
  'Pacific/Kiritimati',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'America/Santiago',
)
// Days around each change of a clock of a year, and some others.
const day = fc
  .constantFrom(
    '2026-03-08',
    '2026-03-29',
    '2026-04-05',
    '2026-04-24',
    '2026-09-06',
    '2026-10-25',
    '2026-11-01',
    '2026-12-31',
  )
  .map(ms)
const stretch = fc
  .tuple(minutes(4 * 1440), minutes(300))
  .map(([from, length]) => ({ from: from * 60_000, to: (from + length) * 60_000 }))
const cases = fc.record({
  day,
  time_zone: zones,
  weekly: fc.array(
    fc.tuple(fc.integer({ min: 1, max: 7 }), hours).map(([weekday, one]) => ({ weekday, ...one })),
    { maxLength: 12 },
  ),
  off: fc.option(fc.array(hours, { maxLength: 2 })),
  rules: fc.record({
    duration_min: fc.integer({ min: 5, max: 200 }),
    buffer_before_min: minutes(60),
    buffer_after_min: minutes(60),
    notice_min: minutes(2000),
    horizon_days: fc.integer({ min: 1, max: 4 }),
    step_min: fc.integer({ min: 5, max: 90 }),
    daily_limit: fc.option(fc.integer({ min: 1, max: 3 })),
  }),
  busy: fc.array(stretch, { maxLength: 6 }),
  kept: fc.array(stretch, { maxLength: 4 }),
  same_type: fc.array(minutes(4 * 1440), { maxLength: 4 }),
})

test('every slot is open, free with its buffers, not too soon, not too far, and not one too many', () => {
  fc.assert(
    fc.property(cases, (one) => {
      const shift = <T extends { from: number; to: number }>(all: readonly T[]) =>
        all.map(({ from, to }) => ({ from: from + one.day, to: to + one.day }))
      const other_days =
        one.off === null ? [] : [{ date: new Date(one.day).toISOString().slice(0, 10), hours: one.off }]
      const week: Week = { time_zone: one.time_zone, weekly: one.weekly, other_days }
      const { rules } = one
      const given: Diary = {
        ...{ week, rules, busy: shift(one.busy), kept: shift(one.kept), now: one.day },
        same_type: one.same_type.map((at_min) => one.day + at_min * 60_000),
      }
      const look = { from: one.day - DAY, to: one.day + 5 * DAY }
      const found = slots(given, look)
      const open = joined(hoursByDay(week, look))
      const local = new Intl.DateTimeFormat('en-CA', { timeZone: one.time_zone, dateStyle: 'short' })
      for (const start of found) {
        const end = start + rules.duration_min * 60_000
        expect(open.some(({ from, to }) => from <= start && end <= to)).toBe(true)
        const kept = keptBy(start, rules)
        for (const { from, to } of [...given.busy, ...given.kept].filter(({ from, to }) => from < to))
          expect(to <= kept.from || from >= kept.to).toBe(true)
        expect(start).toBeGreaterThanOrEqual(given.now + rules.notice_min * 60_000)
        expect(start).toBeLessThan(given.now + rules.horizon_days * DAY)
        const same = given.same_type.filter((other) => local.format(other) === local.format(start))
        if (rules.daily_limit !== null) expect(same.length).toBeLessThan(rules.daily_limit)
      }
      expect(found).toEqual([...new Set(found)].sort((a, b) => a - b))
    }),
    { numRuns: 300 },
  )
})

test.each(['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati'])(
  'the machine’s own zone does not matter: %s',
  (zone) => {
    const before = process.env['TZ']
    try {
      process.env['TZ'] = zone
      expect(at(slots(diary({}, { step_min: 240 }), MONDAY))).toEqual(['2026-11-23T08:00', '2026-11-23T12:00'])
    } finally {
      process.env['TZ'] = before
    }
  },
)
