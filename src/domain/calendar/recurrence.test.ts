import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { blankEvent } from './event.ts'
import type { CalendarEvent, When } from './event.ts'
import { expand } from './expand.ts'
import { answers, DST_DECK, EXCEPTION_DECK } from './recurrence-deck.suite.ts'

const DECK = [...DST_DECK, ...EXCEPTION_DECK]
const expected = DECK.map(({ starts }) => starts)

test.each(DECK)('$name', (one) => {
  expect(answers([one], 'Europe/Berlin')).toEqual([one.starts])
})

test.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/Los_Angeles'])(
  'who looks from %s sees the same instants and the same dates',
  (zone) => {
    expect(answers(DECK, zone)).toEqual(expected)
  },
)

test.each(['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati'])(
  'a machine that stands at TZ=%s gives the same answers',
  (TZ) => {
    const module = resolve('src/domain/calendar/recurrence-deck.suite.ts')
    const script = `import { answers, DST_DECK, EXCEPTION_DECK } from ${JSON.stringify(module)}
    console.log(JSON.stringify({ zone: new Date(2026, 0, 1).getTimezoneOffset(), answers: answers([...DST_DECK, ...EXCEPTION_DECK], 'Europe/Berlin') }))`
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { PATH: process.env.PATH, TZ },
    })
    const offset = { UTC: 0, 'America/Los_Angeles': 480, 'Pacific/Kiritimati': -840 }[TZ]
    expect(JSON.parse(output.toString())).toEqual({ zone: offset, answers: expected })
  },
)

const LIMITS = { instances: 1_000, ms: 10_000, now: () => 0 }
const berlin = (start: string, rrule: string | null, duration = 'PT1H'): CalendarEvent => ({
  ...blankEvent('u', { kind: 'timed', start, zone: 'Europe/Berlin', duration }),
  recurrence: { rrule, rdates: [], exdates: [] },
})
const VIEW = { from: '2026-03-28T00:00:00Z', to: '2026-03-31T00:00:00Z', zone: 'Europe/Berlin' }

describe('what is in a window', () => {
  test('what began before it and goes on into it is', () => {
    const { instances } = expand(berlin('2026-03-27T20:00:00', null, 'P1D'), VIEW, LIMITS)
    expect(instances.map(({ span }) => span)).toEqual([
      { kind: 'instants', start: '2026-03-27T19:00:00Z', end: '2026-03-28T19:00:00Z' },
    ])
  })

  test('what ends as it begins, or begins as it ends, is not; what takes no time is there at its start', () => {
    const at = (start: string, duration: string) => expand(berlin(start, null, duration), VIEW, LIMITS).instances.length
    expect(at('2026-03-28T00:00:00', 'PT1H')).toBe(0)
    expect(at('2026-03-28T00:00:00', 'PT1H1M')).toBe(1)
    expect(at('2026-03-31T02:00:00', 'PT1H')).toBe(0)
    expect(at('2026-03-28T01:00:00', 'PT0S')).toBe(1)
  })

  test('a day is in it that the viewer’s clock is in', () => {
    const when: When = { kind: 'all_day', date: '2026-03-31', days: 1 }
    const from = (zone: string) => expand(blankEvent('u', when), { ...VIEW, zone }, LIMITS).instances.length
    expect([from('Europe/Berlin'), from('UTC'), from('America/New_York')]).toEqual([1, 0, 0])
  })

  test('a floating time is when the viewer’s wall clock shows it', () => {
    const event = blankEvent('u', { kind: 'floating', start: '2026-03-29T09:00:00', duration: 'PT1H' })
    const seen = (zone: string) => expand(event, { ...VIEW, zone }, LIMITS).instances[0]?.span.start
    expect([seen('Europe/Berlin'), seen('Asia/Tokyo')]).toEqual(['2026-03-29T07:00:00Z', '2026-03-29T00:00:00Z'])
  })

  test('a night through the change of clocks: a day is until the same hour, 24 hours are 24 hours', () => {
    const end = (duration: string) =>
      expand(berlin('2026-03-28T12:00:00', null, duration), VIEW, LIMITS).instances[0]?.span.end
    expect([end('P1D'), end('PT24H')]).toEqual(['2026-03-29T10:00:00Z', '2026-03-29T11:00:00Z'])
  })

  test('both turns of the hour that comes twice are told apart in a rule by the half hour', () => {
    const view = { from: '2026-10-25T00:00:00Z', to: '2026-10-25T02:00:00Z', zone: 'Europe/Berlin' }
    const { instances } = expand(berlin('2026-10-25T00:00:00', 'FREQ=MINUTELY;INTERVAL=30', 'PT10M'), view, LIMITS)
    expect(instances.map(({ span }) => span.start.slice(11, 16))).toEqual(['00:00', '00:30', '01:00', '01:30'])
  })

  test('an instance that was changed is known by its original start', () => {
    const event: CalendarEvent = {
      ...berlin('2026-03-28T09:00:00', 'FREQ=DAILY'),
      overrides: [
        {
          recurrence_id: '2026-03-29T07:00:00Z',
          when: { kind: 'timed', start: '2026-03-29T14:00:00', zone: 'Europe/Berlin', duration: 'PT2H' },
          details: {},
        },
      ],
    }
    const { instances } = expand(event, VIEW, LIMITS)
    expect(instances.map(({ key, span }) => [key, span.start, span.end])).toEqual([
      ['2026-03-28T08:00:00Z', '2026-03-28T08:00:00Z', '2026-03-28T09:00:00Z'],
      ['2026-03-29T07:00:00Z', '2026-03-29T12:00:00Z', '2026-03-29T14:00:00Z'],
      ['2026-03-30T07:00:00Z', '2026-03-30T07:00:00Z', '2026-03-30T08:00:00Z'],
    ])
  })
})

describe('what a stranger’s rule may cost', () => {
  const long = { from: '2026-01-01T00:00:00Z', to: '2036-01-01T00:00:00Z', zone: 'UTC' }

  test.each([
    'FREQ=SECONDLY',
    'FREQ=DAILY;BYHOUR=1,2,3,4,5,6;BYMINUTE=1,2,3,4,5,6,7,8',
    'FREQ=MINUTELY;COUNT=99999999',
  ])('%s stops at the cap on instances', (rule) => {
    const { instances, stopped } = expand(berlin('2026-03-28T09:00:00', rule), long, { ...LIMITS, instances: 100 })
    expect(stopped).toBe('too_many')
    expect(instances.length > 50 && instances.length <= 100).toBe(true)
  })

  test('time that is up stops it', () => {
    let now = 0
    const limits = { instances: 1_000_000, ms: 50, now: () => (now += 20) }
    expect(expand(berlin('2026-03-28T09:00:00', 'FREQ=SECONDLY'), long, limits).stopped).toBe('too_slow')
    expect(expand(berlin('2026-03-28T09:00:00', 'FREQ=SECONDLY;COUNT=999999999'), long, limits).stopped).toBe(
      'too_slow',
    )
    expect(expand(berlin('2026-03-28T09:00:00', 'FREQ=YEARLY;BYWEEKNO=1'), long, { ...limits, ms: 1 }).stopped).toBe(
      'too_slow',
    )
  })

  test.each([
    'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1',
    'FREQ=DAILY;BYMONTHDAY=31;BYMONTH=4',
  ])('%s never happens, and comes to an end', (rule) => {
    expect(expand(berlin('2026-03-28T09:00:00', rule), long, LIMITS).instances).toHaveLength(1)
    expect(expand(berlin('2026-03-28T09:00:00', `${rule};COUNT=3`), long, LIMITS).instances).toHaveLength(1)
  })

  test('a rule by the second that never comes true comes to an end without a clock', () => {
    const event = berlin('2026-03-28T09:00:00', 'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30')
    const century = { from: '2026-01-01T00:00:00Z', to: '2126-01-01T00:00:00Z', zone: 'UTC' }
    expect(expand(event, century, LIMITS)).toMatchObject({ stopped: 'too_slow' })
  })

  test.each([
    ['FREQ=FORTNIGHTLY', 'bad_rule'],
    ['RSCALE=CHINESE;FREQ=YEARLY', 'bad_rule'],
    ['FREQ=DAILY;INTERVAL=0', 'bad_rule'],
  ])('%s is told of, and its start is shown', (rule, stopped) => {
    const expansion = expand(berlin('2026-03-28T09:00:00', rule), VIEW, LIMITS)
    expect([expansion.instances.length, expansion.stopped]).toEqual([1, stopped])
  })

  test('a zone that nobody knows is told of', () => {
    const event = blankEvent('u', {
      kind: 'timed',
      start: '2026-03-28T09:00:00',
      zone: 'Mars/Phobos',
      duration: 'PT1H',
    })
    expect(expand(event, VIEW, LIMITS)).toEqual({ instances: [], stopped: 'unknown_zone' })
  })
})
