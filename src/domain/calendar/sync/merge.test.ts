import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyEvent, keyOn, tenOn } from '#kit/calendar/events.ts'
import { blankEvent } from '#domain/calendar/event.ts'
import type { CalendarEvent } from '#domain/calendar/event.ts'
import { CAPABILITIES } from './capability.ts'
import { merge } from './merge.ts'
import type { Base, Decider, Merged, MergeRules } from './merge.ts'
import { nothingAgreed, pathOf, project } from './projection.ts'
import type { Projection } from './projection.ts'
import { sameValue } from './value.ts'

const { caldav } = CAPABILITIES
const RULES: MergeRules = {
  decider: 'ask',
  pull_only: new Set(['attendees', 'organizer']),
  fits: () => true,
  occurs: () => false,
}
const of = (event: CalendarEvent): Projection => project(event, caldav)
const agreed = (fields: Projection): Base => ({ local: fields, remote: fields })
const fields = anyEvent.map(of)
const decider = fc.constantFrom<Decider>('ask', 'mine', 'theirs')
const nameOf = ({ key, field }: { key: string; field: string }): string => `${key} ${field}`
/** What an instance says there, or its series for it. */
const said = (side: Projection, path: string): unknown => side[path] ?? side[pathOf(path).field]
const run = (base: Projection, mine: Projection, theirs: Projection, change: Partial<MergeRules> = {}): Merged =>
  merge(agreed(base), mine, theirs, { ...RULES, ...change })

const BASE: CalendarEvent = { ...blankEvent('u1', tenOn(1)), title: 'Interview', location: 'Room 1' }
const SERIES: CalendarEvent = { ...BASE, recurrence: { rrule: 'FREQ=DAILY;COUNT=5', rdates: [], exdates: [] } }
const popup = (minutes_before: number) => ({ minutes_before, method: 'popup' as const })
const moved = (event: CalendarEvent, day: number, change: Partial<CalendarEvent> = {}): Projection =>
  of({ ...event, overrides: [{ recurrence_id: keyOn(day), when: null, details: { location: 'Room 9' } }], ...change })

describe('a merge, whatever the two sides did', () => {
  const holds = (check: (base: Projection, mine: Projection, theirs: Projection, decided: Decider) => void): void =>
    fc.assert(fc.property(fields, fields, fields, decider, check), { seed: 4, numRuns: 400 })

  test('leaves both as they are where neither changed, also where the calendar rewrote what it was given', () => {
    holds((mine, theirs) => {
      const result = merge({ local: mine, remote: theirs }, mine, theirs, RULES)
      expect(result).toMatchObject({ local: mine, remote: theirs, conflicts: [] })
      expect(result.changed).toEqual({ local: false, remote: false })
    })
  })

  test('takes what one side says where the other said nothing new', () => {
    holds((base, side) => {
      expect(run(base, side, base)).toMatchObject({ local: side, remote: side, conflicts: [] })
      expect(run(base, base, side)).toMatchObject({ local: side, remote: side, conflicts: [] })
    })
  })

  test('is the same from either side', () => {
    holds((base, one, other) => {
      const free = { pull_only: new Set<string>() }
      const [here, there] = [run(base, one, other, free), run(base, other, one, free)]
      expect(here.local).toEqual(there.remote)
      expect(here.remote).toEqual(there.local)
      expect(here.conflicts.map(nameOf)).toEqual(there.conflicts.map(nameOf))
    })
  })

  test('done again changes nothing and finds the same conflicts', () => {
    holds((base, mine, theirs, decided) => {
      const rules = { ...RULES, decider: decided }
      const first = merge(agreed(base), mine, theirs, rules)
      const again = merge(first.base, first.local, first.remote, rules)
      expect(again).toMatchObject({ local: first.local, remote: first.remote, conflicts: first.conflicts })
    })
  })

  test('loses no field: each change stands on both sides, or in a conflict that names it', () => {
    holds((base, mine, theirs) => {
      const result = run(base, mine, theirs)
      const open = new Set(result.conflicts.map(({ key, field }) => (key === '' ? field : `@${key}/${field}`)))
      for (const path of new Set([base, mine, theirs].flatMap((side) => Object.keys(side)))) {
        const [here, there] = [!sameValue(mine[path], base[path]), !sameValue(theirs[path], base[path])]
        if (open.has(path)) {
          expect(said(result.local, path)).toEqual(mine[path] ?? said(result.local, path))
          expect(said(result.remote, path)).toEqual(theirs[path] ?? said(result.remote, path))
        } else if (here !== there && !path.startsWith('@')) {
          expect(result.local[path]).toEqual(here ? mine[path] : theirs[path])
          expect(result.remote[path]).toEqual(result.local[path])
        } else if (!path.startsWith('@')) expect(result.local[path]).toEqual(result.remote[path])
      }
    })
  })

  test('leaves nothing in conflict once a side was chosen, and tells what was overruled', () => {
    holds((base, mine, theirs) => {
      const asked = run(base, mine, theirs)
      for (const side of ['mine', 'theirs'] as const) {
        const decided = run(base, mine, theirs, { decider: side })
        expect(decided.conflicts).toEqual([])
        expect(decided.overruled.map(nameOf)).toEqual(expect.arrayContaining(asked.conflicts.map(nameOf)))
        expect(decided.local).toEqual(decided.remote)
      }
    })
  })

  test('sees no clash where nothing was agreed and one side says nothing', () => {
    holds((side) => {
      const nothing = nothingAgreed(caldav)
      const rules = { ...RULES, pull_only: new Set<string>() }
      expect(merge(agreed(nothing), side, side, rules).conflicts).toEqual([])
      expect(merge(agreed(nothing), { ...nothing, when: side['when'] }, side, rules).local).toEqual(side)
    })
  })
})

describe('a field', () => {
  test('that both changed differently is in conflict with all three versions', () => {
    const mine = of({ ...BASE, title: 'Second interview', location: 'Room 2' })
    const theirs = of({ ...BASE, title: 'Call' })
    const result = run(of(BASE), mine, theirs)
    expect(result.conflicts).toEqual([
      { key: '', field: 'title', base: 'Interview', mine: 'Second interview', theirs: 'Call' },
    ])
    expect(result.remote).toMatchObject({ title: 'Call', location: 'Room 2' })
    expect(result.local).toMatchObject({ title: 'Second interview', location: 'Room 2' })
  })

  test('that both changed to the same is none', () => {
    const both = of({ ...BASE, title: 'Call' })
    expect(run(of(BASE), both, both).conflicts).toEqual([])
  })

  test('start, end and zone go together', () => {
    const result = run(of(BASE), of({ ...BASE, when: tenOn(1, 30) }), of({ ...BASE, when: tenOn(2) }))
    expect(result.conflicts.map(({ field }) => field)).toEqual(['when'])
  })

  test('reminders and categories merge as sets', () => {
    const base = { ...BASE, reminders: [popup(15), popup(60)], categories: ['job'] }
    const mine = { ...base, reminders: [popup(15), popup(60), popup(1440)] }
    const theirs = { ...base, reminders: [popup(15)], categories: ['job', 'urgent'] }
    const result = run(of(base), of(mine), of(theirs))
    expect(result.conflicts).toEqual([])
    expect(result.local).toMatchObject({ reminders: [popup(1440), popup(15)], categories: ['job', 'urgent'] })
    expect(result.remote).toEqual(result.local)
  })

  test('a set that the calendar cannot hold is a conflict, not a set that is cut off', () => {
    const [base, mine, theirs] = [{ ...BASE }, { ...BASE, reminders: [popup(15)] }, { ...BASE, reminders: [popup(60)] }]
    const result = run(of(base), of(mine), of(theirs), { fits: () => false })
    expect(result.conflicts.map(({ field }) => field)).toEqual(['reminders'])
  })
})

describe('the people of an event', () => {
  const person = (email: string, answer: 'accepted' | 'needs_action' = 'needs_action') => ({
    ...{ email, name: null, role: 'required' as const, answer, kind: 'person' as const },
  })
  const base = { ...BASE, attendees: [person('a@x.example')] }

  test('are never written where the person did not ask, and their answers are read', () => {
    const mine = { ...base, attendees: [person('a@x.example'), person('b@x.example')] }
    const theirs = { ...base, attendees: [person('a@x.example', 'accepted')] }
    expect(run(of(base), of(mine), of(base)).remote['attendees']).toEqual(base.attendees)
    const result = run(of(base), of(mine), of(theirs))
    expect(result.changed.local).toBe(false)
    expect(result.remote['attendees']).toEqual(theirs.attendees)
    expect(result.local['attendees']).toEqual([person('a@x.example', 'accepted'), person('b@x.example')])
  })

  test('merge by their address where the person asked', () => {
    const mine = { ...base, attendees: [person('a@x.example'), person('b@x.example')] }
    const theirs = { ...base, attendees: [person('a@x.example', 'accepted')] }
    const result = run(of(base), of(mine), of(theirs), { pull_only: new Set() })
    expect(result.conflicts).toEqual([])
    expect(result.remote['attendees']).toEqual([person('a@x.example', 'accepted'), person('b@x.example')])
  })
})

describe('a series', () => {
  const shorter = { ...SERIES, recurrence: { rrule: 'FREQ=DAILY;COUNT=2', rdates: [], exdates: [] } }
  const cancelled = (day: number) => ({
    ...SERIES,
    recurrence: { ...shorter.recurrence, rrule: 'FREQ=DAILY;COUNT=5', exdates: [keyOn(day)] },
  })
  const first2 = (_: Projection, key: string): boolean => key <= keyOn(2)

  test('has other instances changed on each side, and one cancelled', () => {
    const result = run(of(SERIES), moved(SERIES, 2), of(cancelled(3)))
    expect(result.conflicts).toEqual([])
    expect(result.remote).toMatchObject({ [`@${keyOn(2)}/location`]: 'Room 9', [`@${keyOn(3)}/cancelled`]: true })
  })

  test('is in conflict over an instance that one side cancelled and the other changed', () => {
    const result = run(of(SERIES), of(cancelled(2)), moved(SERIES, 2))
    expect(result.conflicts.map(({ key, field }) => [key, field])).toEqual([
      [keyOn(2), 'cancelled'],
      [keyOn(2), 'location'],
    ])
    expect(run(of(SERIES), of(cancelled(2)), moved(SERIES, 2), { decider: 'theirs' }).local).toEqual(moved(SERIES, 2))
    expect(run(of(SERIES), of(cancelled(2)), moved(SERIES, 2), { decider: 'mine' }).remote).toEqual(of(cancelled(2)))
  })

  test('cut short on one side keeps a change of an instance that it still has', () => {
    const result = run(of(SERIES), of(shorter), moved(SERIES, 2), { occurs: first2 })
    expect(result.conflicts).toEqual([])
    expect(result.local).toMatchObject({ rrule: 'FREQ=DAILY;COUNT=2', [`@${keyOn(2)}/location`]: 'Room 9' })
  })

  test('cut short on one side is in conflict over a change of an instance that is cut off', () => {
    const result = run(of(SERIES), of(shorter), moved(SERIES, 4), { occurs: first2 })
    expect(result.conflicts.map(({ field }) => field)).toEqual(['location', 'rrule'])
  })

  test('moved on one side and repeated otherwise on the other goes to one side as a whole', () => {
    const result = run(of(SERIES), of({ ...SERIES, when: tenOn(2) }), of(shorter))
    expect(result.conflicts.map(({ field }) => field)).toEqual(['rrule', 'when'])
    expect(run(of(SERIES), of({ ...SERIES, when: tenOn(1, 30) }), of(shorter)).conflicts).toEqual([])
  })

  test('and its instances follow a change of the series that they did not name', () => {
    const result = run(moved(SERIES, 2), moved({ ...SERIES, title: 'Call' }, 2), moved(SERIES, 2))
    expect(result.remote).toEqual(moved({ ...SERIES, title: 'Call' }, 2))
  })
})
