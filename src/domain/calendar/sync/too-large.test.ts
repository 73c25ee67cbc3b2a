import { describe, expect, test } from 'vitest'
import { blankEvent } from '#domain/calendar/event.ts'
import type { CalendarEvent } from '#domain/calendar/event.ts'
import { tenOn } from '#kit/calendar/events.ts'
import { CAPABILITIES } from './capability.ts'
import { decide } from './decide.ts'
import { newLink } from './link.ts'
import type { Link, LocalSide, RemoteItem, SyncPolicy } from './link.ts'
import { project } from './projection.ts'
import { nextWrite } from './write.ts'

const POLICY: SyncPolicy = {
  ...{ capability: CAPABILITIES.caldav, direction: 'both', strategy: 'ask', when_deleted_there: 'delete' },
  ...{ writes_people: false, wants: () => true, reaches: () => true, occurs: () => true },
}
const BASE: CalendarEvent = { ...blankEvent('u1', tenOn(1)), title: 'Interview' }
const LINK: Link = { ...newLink('ev1', POLICY.capability), remote_id: 'r1', etag: 'e1' }
const here = (change: Partial<CalendarEvent>): LocalSide => {
  return { kind: 'event', event: { ...BASE, ...change }, edited: null, elsewhere: false }
}
const there = (change: Partial<CalendarEvent>): RemoteItem => {
  const event = { ...BASE, ...change }
  return { kind: 'item', remote_id: 'r1', etag: 'e2', event, updated: null, mark: null }
}

describe('a series whose two sides together differ on more dates than an event holds', () => {
  const dayAfter = (days: number) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10)
  const renamed = (from: number, count: number, title: string) =>
    Array.from({ length: count }, (_, n) => ({ recurrence_id: dayAfter(from + n), when: null, details: { title } }))
  const daily: Pick<CalendarEvent, 'when' | 'recurrence'> = {
    when: { kind: 'all_day', date: '2026-01-01', days: 1 },
    recurrence: { rrule: 'FREQ=DAILY', rdates: [], exdates: [] },
  }
  const caldav = POLICY
  const agreed = project({ ...BASE, ...daily }, caldav.capability)
  const link: Link = { ...LINK, base: { local: agreed, remote: agreed }, seen: agreed }
  const [mine, theirs] = [renamed(0, 600, 'Mine'), renamed(600, 600, 'Theirs')]

  test('stays as it is on both sides, and says so', () => {
    const decided = decide(link, here({ ...daily, overrides: mine }), there({ ...daily, overrides: theirs }), caldav)
    expect(decided).toMatchObject({
      ...{ verdict: 'unsupported', event: { do: 'keep' } },
      link: { trouble: { kind: 'unsupported', reason: 'too_large' } },
    })
    const after = decided.link ?? link
    expect(nextWrite(after, here({ ...daily, overrides: mine }), caldav, 'token')).toEqual({ do: 'nothing' })
  })

  test('is told and taken over once there are fewer', () => {
    const decided = decide(link, here({ ...daily, overrides: mine }), there({ ...daily, overrides: theirs }), caldav)
    const fewer = here({ ...daily, overrides: mine.slice(0, 100) })
    const next = nextWrite(decided.link ?? link, fewer, caldav, 'token')
    expect(next.do === 'write' && next.write.kind === 'update' ? next.write.event.overrides : []).toHaveLength(700)
    const row = there({ ...daily, overrides: theirs })
    const taken = decide(decided.link ?? link, fewer, row, caldav)
    expect([taken.verdict, taken.link?.trouble]).toEqual(['merge', null])
    expect(taken.event.do === 'put' ? taken.event.event.overrides : []).toHaveLength(700)
  })
})
