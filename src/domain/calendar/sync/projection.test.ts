import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyEvent, keyOn, tenOn } from '#kit/calendar/events.ts'
import { blankEvent } from '#domain/calendar/event.ts'
import type { CalendarEvent } from '#domain/calendar/event.ts'
import { CAPABILITIES, unsupported } from './capability.ts'
import { canonicalRule } from './canonical-rule.ts'
import { eventOf, project, withFields } from './projection.ts'
import { hashOf, sameValue, stableText } from './value.ts'

const { google, microsoft, caldav } = CAPABILITIES
const capability = fc.constantFrom(google, microsoft, caldav)
const INTERVIEW: CalendarEvent = { ...blankEvent('u1', tenOn(1)), title: 'Interview' }
const SERIES: CalendarEvent = { ...INTERVIEW, recurrence: { rrule: 'FREQ=DAILY;COUNT=3', rdates: [], exdates: [] } }
const sha256 = (text: string): Uint8Array => createHash('sha256').update(text).digest()

describe('what a calendar can say of an event', () => {
  test('is written and read again unchanged', () => {
    fc.assert(
      fc.property(anyEvent, capability, (event, can) => {
        const fields = project(event, can)
        expect(project(eventOf('uid', fields), can)).toEqual(fields)
      }),
      { seed: 1, numRuns: 500 },
    )
  })

  test('put into an event says exactly that, and the event keeps what the calendar cannot say', () => {
    fc.assert(
      fc.property(anyEvent, anyEvent, capability, (mine, theirs, can) => {
        const [before, wanted] = [project(mine, can), project(theirs, can)]
        const changes = Object.fromEntries(
          [...new Set([...Object.keys(before), ...Object.keys(wanted)])]
            .filter((path) => !sameValue(before[path], wanted[path]))
            .map((path) => [path, wanted[path]]),
        )
        const after = withFields(mine, changes)
        expect(project(after, can)).toEqual(wanted)
        if (!can.fields.has('colour')) expect(after.colour).toBe(mine.colour)
        if (!can.fields.has('categories')) expect(after.categories).toEqual(mine.categories)
      }),
      { seed: 2, numRuns: 1_000 },
    )
  })

  test('leaves a store as it is where nothing changed', () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        expect(withFields(event, {})).toEqual(event)
      }),
      { seed: 3, numRuns: 200 },
    )
  })

  test('names an instance only where it differs from its series', () => {
    const event: CalendarEvent = {
      ...SERIES,
      overrides: [{ recurrence_id: keyOn(2), when: null, details: { title: 'Interview', location: 'Room 2' } }],
    }
    expect(project(event, caldav)).toMatchObject({ [`@${keyOn(2)}/location`]: 'Room 2' })
    expect(project(event, caldav)).not.toHaveProperty([`@${keyOn(2)}/title`])
  })

  test('does not take an instance for moved that a calendar gives with the time that the series has for it', () => {
    const at = (when: CalendarEvent['when']) =>
      project({ ...SERIES, overrides: [{ recurrence_id: keyOn(2), when, details: {} }] }, caldav)
    expect(at(tenOn(2))).toEqual(project(SERIES, caldav))
    expect(at(tenOn(3))).toHaveProperty([`@${keyOn(2)}/when`])
  })

  test('has a cancelled instance once, however it was said', () => {
    const fields = project({ ...SERIES, recurrence: { rrule: 'FREQ=DAILY', rdates: [], exdates: [keyOn(2)] } }, google)
    expect(fields[`@${keyOn(2)}/cancelled`]).toBe(true)
    expect(eventOf('u1', fields).recurrence?.exdates).toEqual([keyOn(2)])
  })

  test('keeps the reminder nearest to the start where only one can be said', () => {
    const reminders = [15, 1440, 60].map((minutes_before) => ({ minutes_before, method: 'email' as const }))
    expect(project({ ...INTERVIEW, reminders }, microsoft)['reminders']).toEqual([
      { minutes_before: 15, method: 'popup' },
    ])
  })

  test('gives a length to what has none where the calendar refuses that', () => {
    const event = { ...INTERVIEW, when: tenOn(1, 0) }
    expect(project(event, google)['when']).toMatchObject({ duration: 'PT1M' })
    expect(project(event, caldav)['when']).toMatchObject({ duration: 'PT0M' })
  })

  test('has a length in hours where a calendar knows only a start and an end', () => {
    const duration = (start: string) => {
      const when = { kind: 'timed', start, zone: 'Europe/Berlin', duration: 'P1DT1H' } as const
      return [google, microsoft, caldav].map((capability) => project({ ...INTERVIEW, when }, capability)['when'])
    }
    const of = (length: string) => expect.objectContaining({ duration: length })
    expect(duration('2026-06-01T10:00:00')).toEqual([of('PT25H'), of('PT25H'), of('P1DT1H')])
    expect(duration('2026-03-28T10:00:00')).toEqual([of('PT24H'), of('PT24H'), of('P1DT1H')])
  })

  test('leaves out a reminder after the start where that cannot be said', () => {
    const late = { ...INTERVIEW, reminders: [{ minutes_before: -10, method: 'popup' as const }] }
    expect(project(late, microsoft)['reminders']).toEqual([])
    expect(project(late, caldav)['reminders']).toHaveLength(1)
  })

  test.each([
    ['#dc2127', '#dc2127'],
    ['#FF0000', '#dc2127'],
    ['#7bd148', '#51b749'],
    ['tomato', null],
  ])('has of a palette the colour that is nearest to %s', (colour, nearest) => {
    expect(project({ ...INTERVIEW, colour }, google)['colour']).toBe(nearest)
    expect(project({ ...INTERVIEW, colour }, caldav)['colour']).toBe(colour)
  })

  test('leaves out reminders that a calendar cannot have, and what it cannot say of an attendee', () => {
    const reminders = [-5, 0, 40_320, 50_000].map((minutes_before) => ({ minutes_before, method: 'popup' as const }))
    const attendees = [{ email: 'A@x.org', name: null, role: 'chair', answer: 'delegated', kind: 'room' } as const]
    expect(project({ ...INTERVIEW, reminders, attendees }, google)).toMatchObject({
      reminders: [{ minutes_before: 0 }, { minutes_before: 40_320 }],
      attendees: [{ email: 'a@x.org', name: null, role: 'required', answer: 'needs_action', kind: 'resource' }],
    })
  })

  test('does not see line ends, trailing blanks or another composition of an umlaut', () => {
    const one = project({ ...INTERVIEW, description: 'a\r\nGru\u0308n \n' }, caldav)
    expect(one['description']).toBe('a\nGrün')
  })
})

describe('what a calendar cannot say is refused with the reason', () => {
  const rule = (rrule: string): CalendarEvent => ({ ...INTERVIEW, recurrence: { rrule, rdates: [], exdates: [] } })
  test.each([
    ['FREQ=DAILY;INTERVAL=2;COUNT=3', null],
    ['FREQ=WEEKLY;BYDAY=MO,WE', null],
    ['FREQ=MONTHLY;BYDAY=1MO', null],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1', null],
    ['FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1', null],
    ['FREQ=MONTHLY;BYDAY=-1FR', 'first_instance'],
    ['FREQ=MONTHLY;BYMONTHDAY=31', 'recurrence_rule'],
    ['FREQ=MONTHLY;BYMONTHDAY=1,15', 'recurrence_rule'],
    ['FREQ=MONTHLY;BYDAY=5MO', 'recurrence_rule'],
    ['FREQ=MONTHLY;BYDAY=1MO,3MO', 'recurrence_rule'],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1,3', 'recurrence_rule'],
    ['FREQ=YEARLY;BYWEEKNO=20', 'recurrence_rule'],
    ['FREQ=HOURLY;COUNT=3', 'recurrence_rule'],
  ])('Graph and %s: %s', (rrule, reason) => {
    expect(unsupported(rule(rrule), microsoft)).toBe(reason)
    expect(unsupported(rule(rrule), caldav)).toBeNull()
  })

  test('Google has no hourly series, no floating times and no zones of its own', () => {
    expect(unsupported(rule('FREQ=HOURLY'), google)).toBe('recurrence_rule')
    const when = { kind: 'floating' as const, start: '2026-06-01T10:00:00', duration: 'PT1H' }
    expect(unsupported({ ...INTERVIEW, when }, google)).toBe('floating_time')
    const observances = [{ start: '1970-01-01T00:00:00', offset_from: 3600, offset_to: 3600, rrule: null, rdates: [] }]
    const own = { ...INTERVIEW, custom_zones: [{ tzid: 'Europe/Berlin', observances }] }
    expect(unsupported(own, google)).toBe('unknown_zone')
    expect(unsupported(own, caldav)).toBeNull()
  })

  test('Graph has no dates beside the rule', () => {
    const event = { ...SERIES, recurrence: { rrule: 'FREQ=DAILY', rdates: [keyOn(20)], exdates: [] } }
    expect(unsupported(event, microsoft)).toBe('extra_dates')
  })
})

test.each([
  ['count=3;freq=daily', 'FREQ=DAILY;COUNT=3'],
  ['FREQ=WEEKLY;WKST=MO;BYDAY=WE,MO;INTERVAL=1', 'FREQ=WEEKLY;BYDAY=MO,WE'],
  ['FREQ=MONTHLY;BYMONTHDAY=15,2,-1', 'FREQ=MONTHLY;BYMONTHDAY=-1,2,15'],
])('%s is %s', (rrule, canonical) => {
  expect(canonicalRule(rrule)).toBe(canonical)
})

test('a hash does not depend on the order of the keys', () => {
  expect(hashOf({ a: 1, b: { c: [1, 2], d: null } }, sha256)).toBe(hashOf({ b: { d: null, c: [1, 2] }, a: 1 }, sha256))
  expect(hashOf({ a: 1 }, sha256)).not.toBe(hashOf({ a: 2 }, sha256))
  expect(stableText({ b: undefined, a: 1 })).toBe('{"a":1}')
})
