import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { arbitraryDetails, arbitraryEvent } from './ics/arbitrary-event.suite.ts'
import { editAll, editFollowing, editThis, removeFollowing, removeThis } from './edit.ts'
import type { Edited } from './edit.ts'
import { blankEvent, CalendarEvent, detailsAt } from './event.ts'
import type { EventDetails, When } from './event.ts'
import { expand, regularAt } from './expand.ts'
import type { Instance } from './expand.ts'
import { clockOf, keyAt, wallStart, wallText } from './moment.ts'
import { splitAt } from './split.ts'

const ZONE = 'Europe/Berlin'
const LIMITS = { instances: 100_000, ms: 1, now: () => 0 }

/** What the viewer sees from a day before the event until 150 days on. */
function seen(events: readonly CalendarEvent[], around: CalendarEvent, days = 150): Seen[] {
  const start = Temporal.PlainDate.from(wallStart(around.when).toPlainDate()).toZonedDateTime('UTC').toInstant()
  const view = { from: String(start.subtract({ hours: 48 })), to: String(start.add({ hours: days * 24 })), zone: ZONE }
  const all = events.flatMap((event) =>
    expand(event, view, LIMITS).instances.map((instance) => ({ instance, details: detailsAt(event, instance.key) })),
  )
  return all.sort((a, b) => (text(a) < text(b) ? -1 : 1))
}
interface Seen {
  readonly instance: Instance
  readonly details: EventDetails
}
const text = ({ instance, details }: Seen) => `${instance.span.start}/${instance.span.end} ${JSON.stringify(details)}`
const texts = (list: readonly Seen[]) => list.map(text)
const events = (edited: Edited) => {
  if (edited.kind !== 'edited') throw new Error(edited.kind)
  return edited.events
}

/** A series, and one of the instances that are seen of it. */
const seriesAndKey = fc
  .tuple(arbitraryEvent, fc.nat(1_000))
  .filter(([event]) => event.recurrence !== null)
  .map(([event, nth]) => ({ event, all: seen([event], event), nth }))
  .filter(({ all }) => all.length > 0)
  .map(({ event, all, nth }) => {
    const picked = all[nth % all.length]
    if (picked === undefined) throw new Error('there is one')
    return { event, all, picked, key: picked.instance.key }
  })
const RUNS = { numRuns: 60 }

test('"this" changes one instance and no other', () => {
  fc.assert(
    fc.property(seriesAndKey, arbitraryDetails, ({ event, all, key, picked }, details) => {
      const edited = editThis(event, key, { details })
      expect(CalendarEvent.parse(edited)).toEqual(edited)
      const expected = all.map((one) => (one === picked ? { ...one, details } : one))
      expect(texts(seen([edited], event))).toEqual(texts(expected).sort())
    }),
    RUNS,
  )
})

test('"this" moved goes there, and back again leaves the series as it was', () => {
  fc.assert(
    fc.property(seriesAndKey, ({ event, all, key, picked }) => {
      const to: When = { kind: 'timed', start: '2026-07-01T12:00:00', zone: 'Asia/Kathmandu', duration: 'PT30M' }
      const moved = editThis(event, key, { when: to })
      const there = expand(moved, { from: '2026-07-01T00:00:00Z', to: '2026-07-02T00:00:00Z', zone: ZONE }, LIMITS)
      expect(there.instances.find((one) => one.key === key)?.span.start).toBe('2026-07-01T06:15:00Z')
      expect(texts(seen([editThis(moved, key, { when: picked.instance.when })], event))).toEqual(texts(all))
    }),
    RUNS,
  )
})

test('a series cut in two shows what it showed', () => {
  fc.assert(
    fc.property(seriesAndKey, ({ event, all, key }) => {
      const parts = splitAt(event, key, 'new')
      if (typeof parts === 'string') expect([parts, keyOf(event) >= key]).toEqual(['first', true])
      else {
        expect(CalendarEvent.parse(parts.before)).toEqual(parts.before)
        expect(CalendarEvent.parse(parts.after)).toEqual(parts.after)
        expect(texts(seen([parts.before, parts.after], event))).toEqual(texts(all))
        expect(seen([parts.after], event).every(({ instance }) => instance.key >= key)).toBe(true)
        expect([parts.after.uid, parts.after.split_from]).toEqual(['new', event.uid])
      }
    }),
    { numRuns: 120 },
  )
})

test('"this and following" leaves what is before, and changes all after but what has a word of its own', () => {
  fc.assert(
    fc.property(seriesAndKey, ({ event, all, key }) => {
      const edited = events(editFollowing(event, key, { details: { location: 'New place' } }, 'new'))
      const expected = all.map((one) =>
        one.instance.key < key ? one : { ...one, details: { ...one.details, location: 'New place' } },
      )
      expect(texts(seen(edited, event))).toEqual(texts(expected).sort())
    }),
    RUNS,
  )
})

test('"all" changes the words of all but of those that have their own; the one before one takes them', () => {
  fc.assert(
    fc.property(seriesAndKey, ({ event, all, key }) => {
      const [edited] = events(editAll(event, key, { details: { title: 'New', description: null } }))
      const expected = all.map((one) => {
        const own = one.instance.key === key ? undefined : one.instance.override?.details.title
        return { ...one, details: { ...one.details, description: null, title: own ?? 'New' } }
      })
      expect(texts(seen(edited === undefined ? [] : [edited], event))).toEqual(texts(expected).sort())
    }),
    RUNS,
  )
})

test('"all" moved moves every instance as far, but those that were moved by themselves', () => {
  const shift = fc.record({ days: fc.integer({ min: -3, max: 3 }), minutes: fc.integer({ min: -180, max: 180 }) })
  let moved = 0
  fc.assert(
    fc.property(seriesAndKey, shift, ({ event, key }, by) => {
      const regular = regularAt(event, key)
      const to = shifted(regular, by)
      const edited = editAll(event, key, { when: to })
      expect(edited.kind).not.toBe('too_long')
      if (edited.kind !== 'edited') return
      moved += 1
      const [after = event] = edited.events
      expect(CalendarEvent.parse(after)).toEqual(after)
      const days = Temporal.PlainDate.from(wallStart(regular)).until(Temporal.PlainDate.from(wallStart(to))).days
      const time = wallStart(regular).toPlainTime().until(wallStart(to).toPlainTime())
      const clock = clockOf(after.when, after.custom_zones)
      const step = (when: When) => keyAt(after.when, wallStart(when).add({ days }).add(time), clock)
      const nominal = (one: CalendarEvent, length: number) =>
        seen([one], one, length).flatMap(({ instance }) =>
          instance.key === key || (instance.override?.when ?? null) === null ? [instance.key] : [],
        )
      const steps = (length: number) => nominal(event, length).map((one) => step(regularAt(event, one)))
      // Wider on one side each time: nothing is lost, and nothing is new.
      const [is, was] = [new Set(nominal(after, 170)), new Set(steps(170))]
      expect(steps(130).filter((one) => !is.has(one))).toEqual([])
      expect(nominal(after, 130).filter((one) => !was.has(one))).toEqual([])
      const own = (one: CalendarEvent) => one.overrides.flatMap(({ when }) => (when === null ? [] : [when]))
      expect(own(after)).toEqual(
        own({ ...event, overrides: event.overrides.filter(({ recurrence_id }) => recurrence_id !== key) }),
      )
    }),
    RUNS,
  )
  expect(moved).toBeGreaterThan(30)
})

test('what is taken out is gone, and nothing else', () => {
  fc.assert(
    fc.property(seriesAndKey, ({ event, all, key }) => {
      const one = removeThis(event, key)
      expect(texts(seen(one === null ? [] : [one], event))).toEqual(
        texts(all.filter(({ instance }) => instance.key !== key)),
      )
      const before = removeFollowing(event, key)
      expect(before).not.toBe('too_long')
      expect(texts(seen(before === null || before === 'too_long' ? [] : [before], event))).toEqual(
        texts(all.filter(({ instance }) => instance.key < key)),
      )
    }),
    RUNS,
  )
})

function keyOf(event: CalendarEvent): string {
  return keyAt(event.when, wallStart(event.when), clockOf(event.when, event.custom_zones))
}

function shifted(when: When, { days, minutes }: { days: number; minutes: number }): When {
  const to = wallStart(when).add({ days })
  if (when.kind === 'all_day') return { ...when, date: to.toPlainDate().toString() }
  return { ...when, start: wallText(to.add({ minutes })) }
}

const timed = (start: string): When => ({ kind: 'timed', start, zone: ZONE, duration: 'PT1H' })
const series = (start: string, rrule: string): CalendarEvent => ({
  ...blankEvent('u', timed(start)),
  recurrence: { rrule, rdates: [], exdates: [] },
})
const first = (edited: Edited) => events(edited)[0] ?? blankEvent('', timed('2026-01-01T00:00:00'))

describe('a rule that moves', () => {
  test.each([
    ['FREQ=WEEKLY;BYDAY=MO,WE', '2026-03-03T09:00:00', 'FREQ=WEEKLY;BYDAY=TU,TH;WKST=TU'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU', '2026-03-01T09:00:00', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,SA;WKST=SU'],
    ['FREQ=MONTHLY;BYMONTHDAY=2,20', '2026-03-05T09:00:00', 'FREQ=MONTHLY;BYMONTHDAY=5,23'],
    ['FREQ=DAILY;UNTIL=20260331T080000Z', '2026-03-02T11:30:00', 'FREQ=DAILY;UNTIL=20260331T103000Z'],
    ['FREQ=MONTHLY', '2026-03-05T09:00:00', 'FREQ=MONTHLY'],
  ])('%s, with its instance of 2 March at nine moved to %s, is %s', (rule, to, expected) => {
    const after = first(editAll(series('2026-03-02T09:00:00', rule), '2026-03-02T08:00:00Z', { when: timed(to) }))
    expect([after.recurrence?.rrule, after.when]).toEqual([expected, timed(to)])
  })

  test.each([
    ['FREQ=MONTHLY;BYDAY=1MO', '2026-03-03T09:00:00'],
    ['FREQ=MONTHLY', '2026-03-31T09:00:00'],
    ['FREQ=MONTHLY;BYMONTHDAY=2,28', '2026-03-03T09:00:00'],
    ['FREQ=DAILY;BYHOUR=9,15', '2026-03-02T10:00:00'],
  ])('%s cannot follow to %s: the person says the new rule', (rule, to) => {
    const before = series('2026-03-02T09:00:00', rule)
    expect(editAll(before, '2026-03-02T08:00:00Z', { when: timed(to) }).kind).toBe('rule_in_the_way')
    const after = first(editAll(before, '2026-03-02T08:00:00Z', { when: timed(to), rrule: 'FREQ=WEEKLY' }))
    expect([after.recurrence?.rrule, after.when]).toEqual(['FREQ=WEEKLY', timed(to)])
  })

  test('the rule goes by the start of the series, also when another day or hour was moved', () => {
    const added = (rule: string, rdate: string) => ({
      ...series('2026-03-28T09:00:00', rule),
      recurrence: { rrule: rule, rdates: [rdate], exdates: [] },
    })
    const day = editAll(added('FREQ=MONTHLY', '2026-06-10T07:00:00Z'), '2026-06-10T07:00:00Z', {
      when: timed('2026-06-13T09:00:00'),
    })
    expect(day.kind).toBe('rule_in_the_way')
    const hour = first(
      editAll(added('FREQ=WEEKLY;BYDAY=SA', '2026-06-10T18:00:00Z'), '2026-06-10T18:00:00Z', {
        when: timed('2026-06-11T07:00:00'),
      }),
    )
    expect([hour.recurrence?.rrule, hour.when]).toEqual(['FREQ=WEEKLY;BYDAY=SA', timed('2026-03-28T20:00:00')])
  })

  test('an instance that was taken out stays out through the hour that is left out', () => {
    const before = { ...series('2026-03-28T02:30:00', 'FREQ=DAILY;COUNT=4') }
    const without = removeThis(before, '2026-03-29T01:30:00Z') ?? before
    const after = first(editAll(without, '2026-03-28T01:30:00Z', { when: timed('2026-03-28T01:30:00') }))
    expect(after.recurrence?.exdates).toEqual(['2026-03-29T00:30:00Z'])
  })

  test('to another zone: the wall stays, the names of instances follow', () => {
    const before = removeThis(series('2026-03-27T09:00:00', 'FREQ=DAILY;COUNT=4'), '2026-03-30T07:00:00Z')
    const to: When = { kind: 'timed', start: '2026-03-27T09:00:00', zone: 'America/New_York', duration: 'PT1H' }
    const after = first(editAll(before ?? blankEvent('', to), '2026-03-27T08:00:00Z', { when: to }))
    expect(after.recurrence?.exdates).toEqual(['2026-03-30T13:00:00Z'])
    expect(seen([after], after).map(({ instance }) => instance.span.start)).toEqual([
      '2026-03-27T13:00:00Z',
      '2026-03-28T13:00:00Z',
      '2026-03-29T13:00:00Z',
    ])
  })

  test('timed to all-day and back: the last day is still in', () => {
    const before = series('2026-03-27T09:00:00', 'FREQ=DAILY;UNTIL=20260329T070000Z')
    const day = first(
      editAll(before, '2026-03-27T08:00:00Z', { when: { kind: 'all_day', date: '2026-03-27', days: 1 } }),
    )
    expect(day.recurrence?.rrule).toBe('FREQ=DAILY;UNTIL=20260329')
    const back = first(editAll(day, '2026-03-27', { when: timed('2026-03-27T15:00:00') }))
    expect(seen([back], back)).toHaveLength(3)
  })

  test('another rule keeps those changed instances that it gives too', () => {
    const changed = ['2026-03-03T08:00:00Z', '2026-03-04T08:00:00Z'].reduce(
      (event, key) => editThis(event, key, { details: { title: 'Own' } }),
      series('2026-03-02T09:00:00', 'FREQ=DAILY'),
    )
    const after = first(editAll(changed, '2026-03-02T08:00:00Z', { rrule: 'FREQ=WEEKLY;BYDAY=MO,WE' }))
    expect(after.overrides.map(({ recurrence_id }) => recurrence_id)).toEqual(['2026-03-04T08:00:00Z'])
  })

  test('no rule any more leaves the instance that one was at', () => {
    const after = first(editAll(series('2026-03-02T09:00:00', 'FREQ=DAILY'), '2026-03-04T08:00:00Z', { rrule: null }))
    expect([after.recurrence, after.when]).toEqual([null, timed('2026-03-04T09:00:00')])
  })
})

describe('the ends', () => {
  test('COUNT is shared out, and UNTIL ends a second before', () => {
    const cut = (rule: string) => splitAt(series('2026-03-27T09:00:00', rule), '2026-03-29T07:00:00Z', 'new')
    expect(cut('FREQ=DAILY;COUNT=10')).toMatchObject({
      before: { recurrence: { rrule: 'FREQ=DAILY;COUNT=2' } },
      after: { recurrence: { rrule: 'FREQ=DAILY;COUNT=8' }, when: { start: '2026-03-29T09:00:00' } },
    })
    expect(cut('FREQ=DAILY')).toMatchObject({
      before: { recurrence: { rrule: 'FREQ=DAILY;UNTIL=20260329T065959Z' } },
      after: { recurrence: { rrule: 'FREQ=DAILY' } },
    })
  })

  test('from the first instance on, it is the whole series, and no new one', () => {
    const event = series('2026-03-27T09:00:00', 'FREQ=DAILY')
    const edited = events(editFollowing(event, '2026-03-27T08:00:00Z', { details: { title: 'New' } }, 'new'))
    expect(edited).toMatchObject([{ uid: 'u', title: 'New', split_from: null }])
  })

  test('a single event is edited and removed as it is', () => {
    const event = blankEvent('u', timed('2026-03-27T09:00:00'))
    expect(editThis(event, '', { details: { title: 'New' } })).toMatchObject({
      title: 'New',
      overrides: [],
      sequence: 1,
    })
    expect(events(editAll(event, '', { when: timed('2026-03-28T09:00:00') }))).toMatchObject([
      { when: { start: '2026-03-28T09:00:00' } },
    ])
    expect([removeThis(event, ''), removeFollowing(event, '')]).toEqual([null, null])
  })

  test('more instances than an edit may look at are refused', () => {
    const event = series('2026-01-01T09:00:00', 'FREQ=SECONDLY')
    expect(editFollowing(event, '2026-03-01T09:00:00Z', { details: { title: 'New' } }, 'new').kind).toBe('too_long')
  })
})
