import { Temporal } from 'temporal-polyfill'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { arbitraryEvent } from '#domain/calendar/ics/arbitrary-event.suite.ts'
import { blankEvent } from '#domain/calendar/event.ts'
import { expand } from '#domain/calendar/expand.ts'
import { isBusy, merged } from './as-shown.ts'
import { detailsWritten, ruleWritten, whenWritten } from './as-written.ts'
import { reachOf } from './reach.ts'

describe('the reach of an event', () => {
  test('holds every date that it shows, wherever one looks at it', () => {
    const limits = { instances: 400, ms: 1, now: () => 0 }
    fc.assert(
      fc.property(arbitraryEvent, fc.constantFrom('Pacific/Kiritimati', 'Pacific/Niue', 'UTC'), (event, zone) => {
        const { first_at, last_at } = reachOf(event)
        const from = Temporal.Instant.from(first_at)
        const view = { from: from.subtract({ hours: 24 * 365 }).toString(), to: from.toString(), zone }
        expect(expand(event, view, limits).instances).toEqual([])
        if (last_at === null) return
        const end = Temporal.Instant.from(last_at)
        const after = { from: last_at, to: end.add({ hours: 24 * 365 }).toString(), zone }
        expect(expand(event, after, limits).instances).toEqual([])
      }),
      { seed: 5, numRuns: 300 },
    )
  })

  test.each([
    ['FREQ=DAILY', null],
    ['FREQ=DAILY;COUNT=3', null],
    ['FREQ=DAILY;UNTIL=20260310T090000Z', '2026-03-11T13:00:00.000Z'],
    ['FREQ=DAILY;UNTIL=99991231T235959Z', null],
  ])('%s ends by %s', (rrule, last_at) => {
    const when = { kind: 'timed', start: '2026-03-01T10:00:00', zone: 'Europe/Berlin', duration: 'PT1H' } as const
    const event = { ...blankEvent('u', when), recurrence: { rrule, rdates: [], exdates: [] } }
    expect(reachOf(event).last_at).toBe(last_at)
  })
})

describe('what a person wrote', () => {
  test('says nothing of the time where it names none', () => {
    expect(whenWritten({}, null, 'UTC')).toEqual({ kind: 'read', value: null })
  })

  test('an hour that is moved over a change of clocks keeps its length', () => {
    const when = { kind: 'timed', start: '2026-10-24T23:00:00', zone: 'Europe/Berlin', duration: 'PT5H' } as const
    const before = { when, start_time: '2026-10-24T21:00:00Z', end_time: '2026-10-25T02:00:00Z' }
    expect(whenWritten({ start_time: '2026-10-25T00:00' }, before, 'UTC')).toEqual({
      kind: 'read',
      value: { ...when, start: '2026-10-25T00:00:00' },
    })
  })

  test('a rule is taken with its name and in small letters, and its absence ends the repeating', () => {
    expect(ruleWritten('rrule:freq=daily')).toEqual({ kind: 'read', value: 'FREQ=DAILY' })
    expect(ruleWritten(null)).toEqual({ kind: 'read', value: null })
    expect(ruleWritten(undefined)).toEqual({ kind: 'read', value: undefined })
  })

  test('a named reminder is put beside those that are there, or taken out', () => {
    const before = [{ minutes_before: 15, method: 'popup' } as const, { minutes_before: 30, method: 'email' } as const]
    expect(
      detailsWritten({ reminder_1hour: true, reminder_15min: false }, { reminders: before, attendees: [] }).reminders,
    ).toEqual([before[1], { minutes_before: 60, method: 'popup' }])
    expect(detailsWritten({ title: 'x' }, { reminders: before, attendees: [] })).toEqual({ title: 'x' })
  })
})

describe('being busy', () => {
  const one = { busy: true, status: 'confirmed' as const, attendees: [] }
  const declined = [{ email: 'Me@example.org', name: null, role: 'required' as const, answer: 'declined' as const }]
  test.each([
    [one, true],
    [{ ...one, busy: false }, false],
    [{ ...one, status: 'cancelled' as const }, false],
    [{ ...one, attendees: declined }, false],
  ])('%j: %s', (event, expected) => {
    expect(isBusy(event, new Set(['me@example.org']))).toBe(expected)
  })

  test('whole days begin and end at midnight of the zone', () => {
    const day = { start_time: '2026-03-29', end_time: '2026-03-30', all_day: true }
    const touching = { start_time: '2026-03-29T22:00:00Z', end_time: '2026-03-29T23:00:00Z', all_day: false }
    expect(merged([touching, day], 'Europe/Berlin')).toEqual([
      { start_time: '2026-03-28T23:00:00Z', end_time: '2026-03-29T23:00:00Z' },
    ])
  })
})
