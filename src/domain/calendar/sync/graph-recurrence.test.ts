import { describe, expect, test } from 'vitest'
import { blankEvent } from '#domain/calendar/event.ts'
import type { CalendarEvent, Override, When } from '#domain/calendar/event.ts'
import { CAPABILITIES, unsupported } from './capability.ts'
import { fromGraph, toGraph } from './graph-recurrence.ts'
import type { GraphPattern, GraphRange } from './graph-recurrence.ts'

const at = (start: string): When => ({ kind: 'timed', start, zone: 'Europe/Berlin', duration: 'PT1H' })
/** A Wednesday. */
const THIRD = at('2026-06-03T10:00:00')
const days = (...all: string[]) => all

describe('a rule and the pattern that says the same', () => {
  test.each<[string, string, object]>([
    ['FREQ=DAILY', '2026-06-03', { type: 'daily', interval: 1 }],
    ['FREQ=DAILY;INTERVAL=3', '2026-06-03', { type: 'daily', interval: 3 }],
    ['FREQ=WEEKLY', '2026-06-03', { type: 'weekly', daysOfWeek: days('wednesday'), firstDayOfWeek: 'monday' }],
    ['FREQ=WEEKLY;BYDAY=MO,WE', '2026-06-03', { daysOfWeek: days('monday', 'wednesday') }],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU', '2026-06-02', { interval: 2, firstDayOfWeek: 'sunday' }],
    ['FREQ=MONTHLY', '2026-06-03', { type: 'absoluteMonthly', dayOfMonth: 3 }],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', '2026-06-30', { type: 'absoluteMonthly', dayOfMonth: 31 }],
    ['FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1', '2026-06-30', { type: 'absoluteMonthly', dayOfMonth: 30 }],
    [
      'FREQ=MONTHLY;BYDAY=1WE',
      '2026-06-03',
      { type: 'relativeMonthly', index: 'first', daysOfWeek: days('wednesday') },
    ],
    ['FREQ=MONTHLY;BYDAY=-1FR', '2026-06-26', { type: 'relativeMonthly', index: 'last', daysOfWeek: days('friday') }],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      '2026-06-30',
      { index: 'last', daysOfWeek: days('monday', 'tuesday', 'wednesday', 'thursday', 'friday') },
    ],
    ['FREQ=YEARLY', '2026-06-03', { type: 'absoluteYearly', month: 6, dayOfMonth: 3 }],
    ['FREQ=YEARLY', '2026-01-31', { type: 'absoluteYearly', month: 1, dayOfMonth: 31 }],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1', '2028-02-29', { type: 'absoluteYearly', month: 2, dayOfMonth: 29 }],
    ['FREQ=YEARLY;BYMONTH=6;BYDAY=1WE', '2026-06-03', { type: 'relativeYearly', month: 6, index: 'first' }],
  ])('%s from %s', (rrule, date, pattern) => {
    const when = at(`${date}T10:00:00`)
    const said = toGraph(rrule, when)
    expect(said).toMatchObject({ pattern, range: { type: 'noEnd', startDate: date } })
    expect(said === null ? null : fromGraph(said, when)).toBe(rrule)
  })

  test.each<[string, When, object, string]>([
    ['COUNT=5', THIRD, { type: 'numbered', numberOfOccurrences: 5 }, 'COUNT=5'],
    ['UNTIL=20260610T080000Z', THIRD, { type: 'endDate', endDate: '2026-06-10' }, 'UNTIL=20260610T080000Z'],
    ['UNTIL=20260610T215959Z', THIRD, { endDate: '2026-06-10' }, 'UNTIL=20260610T080000Z'],
    ['UNTIL=20260610T075959Z', THIRD, { endDate: '2026-06-09' }, 'UNTIL=20260609T080000Z'],
    ['UNTIL=20260610', THIRD, { endDate: '2026-06-10' }, 'UNTIL=20260610T080000Z'],
    ['UNTIL=20260610', { kind: 'all_day', date: '2026-06-03', days: 1 }, { endDate: '2026-06-10' }, 'UNTIL=20260610'],
    // In Tokyo it is the tenth when it is still the ninth in UTC.
    [
      'UNTIL=20260609T230000Z',
      { kind: 'timed', start: '2026-06-03T07:00:00', zone: 'Asia/Tokyo', duration: 'PT1H' },
      { endDate: '2026-06-10' },
      'UNTIL=20260609T220000Z',
    ],
  ])('to its end: %s', (end, when, range, back) => {
    const said = toGraph(`FREQ=DAILY;${end}`, when)
    expect(said?.range).toMatchObject(range)
    expect(said === null ? null : fromGraph(said, when)).toBe(`FREQ=DAILY;${back}`)
  })

  test.each<[string, Partial<GraphPattern>, Partial<GraphRange>, string]>([
    ['weekly, on the day that its start is', { type: 'weekly', daysOfWeek: ['wednesday'] }, {}, 'FREQ=WEEKLY'],
    ['with zeros where nothing matters', { type: 'absoluteMonthly', dayOfMonth: 3, month: 0 }, {}, 'FREQ=MONTHLY'],
    [
      'on another day than its start',
      { type: 'absoluteYearly', dayOfMonth: 5, month: 7 },
      { numberOfOccurrences: 0 },
      'FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=5',
    ],
    [
      'on the 29th, which February has not always',
      { type: 'absoluteMonthly', dayOfMonth: 29 },
      {},
      'FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1',
    ],
  ])('as Graph answers it: %s', (_, pattern, range, rrule) => {
    const given = { interval: 1, firstDayOfWeek: 'sunday', index: 'first', type: 'daily', ...pattern } as const
    expect(fromGraph({ pattern: given, range: { type: 'noEnd', startDate: '2026-06-03', ...range } }, THIRD)).toBe(
      rrule,
    )
  })

  test.each([
    'FREQ=HOURLY',
    'FREQ=DAILY;BYDAY=MO',
    'FREQ=DAILY;BYMONTH=6',
    'FREQ=DAILY;BYHOUR=9,17',
    'FREQ=DAILY;INTERVAL=1000',
    'FREQ=DAILY;COUNT=1000',
    'FREQ=DAILY;COUNT=3;UNTIL=20270101',
    'FREQ=DAILY;UNTIL=20260101',
    'FREQ=WEEKLY;BYMONTH=6',
    'FREQ=WEEKLY;BYDAY=WE;BYSETPOS=1',
    'FREQ=MONTHLY;BYMONTHDAY=31',
    'FREQ=MONTHLY;BYMONTHDAY=1,15',
    'FREQ=MONTHLY;BYMONTHDAY=-2',
    'FREQ=MONTHLY;BYMONTHDAY=28,30;BYSETPOS=-1',
    'FREQ=MONTHLY;BYDAY=WE',
    'FREQ=MONTHLY;BYDAY=5WE',
    'FREQ=MONTHLY;BYDAY=1WE,3WE',
    'FREQ=MONTHLY;BYDAY=WE;BYSETPOS=1,3',
    'FREQ=MONTHLY;BYDAY=WE;BYMONTHDAY=3',
    'FREQ=YEARLY;BYMONTHDAY=3',
    'FREQ=YEARLY;BYDAY=1WE',
    'FREQ=YEARLY;BYMONTH=6,7',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
    'FREQ=YEARLY;BYWEEKNO=23',
    'nonsense',
  ])('%s has none', (rrule) => {
    expect(toGraph(rrule, THIRD)).toBeNull()
  })

  test('a monthly series that begins on the 31st leaves months out that Outlook does not, and has none', () => {
    expect(toGraph('FREQ=MONTHLY', at('2026-05-31T10:00:00'))).toBeNull()
    expect(toGraph('FREQ=YEARLY', at('2028-02-29T10:00:00'))).toBeNull()
  })
})

describe('a series that Graph cannot have is refused with the reason', () => {
  const { microsoft } = CAPABILITIES
  const series = (rrule: string, change: Partial<CalendarEvent> = {}): CalendarEvent => ({
    ...blankEvent('u', THIRD),
    recurrence: { rrule, rdates: [], exdates: [] },
    ...change,
  })
  const moved = (day: number, to: string, duration = 'PT1H'): Override => {
    return { recurrence_id: `2026-06-${day}T08:00:00Z`, when: { ...at(to), duration } as When, details: {} }
  }
  const renamed = (recurrence_id: string): Override => ({ recurrence_id, when: null, details: { title: 'x' } })

  test.each<[string, CalendarEvent, string | null]>([
    ['it begins with a day that its rule does not give', series('FREQ=WEEKLY;BYDAY=FR'), 'first_instance'],
    [
      'an instance is changed that there is',
      series('FREQ=WEEKLY', { overrides: [renamed('2026-06-10T08:00:00Z')] }),
      null,
    ],
    [
      'one is changed that its rule does not give',
      series('FREQ=WEEKLY', { overrides: [renamed('2026-06-11T08:00:00Z')] }),
      'extra_dates',
    ],
    [
      'one is moved between its neighbours',
      series('FREQ=WEEKLY', { overrides: [moved(10, '2026-06-16T09:00:00')] }),
      null,
    ],
    [
      'one is moved to the day of the next',
      series('FREQ=WEEKLY', { overrides: [moved(10, '2026-06-17T08:00:00')] }),
      'moved_instance',
    ],
    [
      'one lasts into the day of the next',
      series('FREQ=WEEKLY', { overrides: [moved(10, '2026-06-16T23:30:00')] }),
      'moved_instance',
    ],
    [
      'one is moved to before the one before',
      series('FREQ=WEEKLY', { overrides: [moved(10, '2026-06-01T10:00:00')] }),
      'moved_instance',
    ],
    [
      'the next one makes way',
      series('FREQ=DAILY', { overrides: [moved(10, '2026-06-11T10:00:00'), moved(11, '2026-06-11T22:00:00')] }),
      'moved_instance',
    ],
    [
      'the next one is cancelled',
      series('FREQ=DAILY', {
        recurrence: { rrule: 'FREQ=DAILY', rdates: [], exdates: ['2026-06-11T08:00:00Z'] },
        overrides: [moved(10, '2026-06-11T10:00:00')],
      }),
      null,
    ],
    [
      'Windows has no name for its zone',
      { ...blankEvent('u', THIRD), when: { ...THIRD, zone: 'Antarctica/Troll' } as When },
      'unknown_zone',
    ],
  ])('%s', (_, event, reason) => {
    expect(unsupported(event, microsoft)).toBe(reason)
    expect(unsupported(event, CAPABILITIES.caldav)).toBeNull()
  })
})
