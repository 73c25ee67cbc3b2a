import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { tenOn } from '#kit/calendar/events.ts'
import { blankEvent } from '#domain/calendar/event.ts'
import type { CalendarEvent } from '#domain/calendar/event.ts'
import { CAPABILITIES } from './capability.ts'
import { decide, matrix } from './decide.ts'
import type { Verdict } from './decide.ts'
import { needsConfirmation } from './guard.ts'
import { newLink } from './link.ts'
import type { Link, ListedRow, LocalSide, RemoteItem, RemoteRow, SyncPolicy } from './link.ts'
import { inProviderTime, newest } from './newest.ts'
import { project } from './projection.ts'
import { reconcile } from './reconcile.ts'
import type { Reading } from './reconcile.ts'
import { remoteIdOf } from './remote-id.ts'
import { resolveDelete, resolveFields } from './resolve.ts'
import { afterTaken, finish, nextWrite } from './write.ts'

const { google, microsoft } = CAPABILITIES
const POLICY: SyncPolicy = {
  ...{ capability: google, direction: 'both', strategy: 'ask', when_deleted_there: 'delete', writes_people: false },
  wants: () => true,
  reaches: () => true,
  occurs: () => false,
}
const BASE: CalendarEvent = { ...blankEvent('u1', tenOn(1)), title: 'Interview' }
const said = (change: Partial<CalendarEvent> = {}) => project({ ...BASE, ...change }, google)
const LINK: Link = {
  ...newLink('ev1', google),
  ...{ remote_id: 'r1', etag: 'e1', base: { local: said(), remote: said() }, seen: said() },
}
const here = (change: Partial<CalendarEvent> = {}): LocalSide => {
  return { kind: 'event', event: { ...BASE, ...change }, edited: null, elsewhere: false }
}
const DELETED: LocalSide = { kind: 'deleted', by: 'person', event: { ...BASE, categories: ['job'] } }
const there = (change: Partial<CalendarEvent> = {}, more: Partial<RemoteItem> = {}): RemoteItem => {
  return {
    kind: 'item',
    remote_id: 'r1',
    etag: 'e2',
    event: { ...BASE, ...change },
    updated: null,
    mark: null,
    ...more,
  }
}
const GONE: RemoteRow = { kind: 'gone', remote_id: 'r1', certain: true }
const with_ = (change: Partial<SyncPolicy>): SyncPolicy => ({ ...POLICY, ...change })

test.each([
  ['same', 'same', 'noop'],
  ['same', 'changed', 'pull'],
  ['same', 'deleted', 'deleted_there'],
  ['changed', 'same', 'push'],
  ['changed', 'changed', 'merge'],
  ['changed', 'deleted', 'edit_vs_delete'],
  ['deleted', 'same', 'delete_there'],
  ['deleted', 'changed', 'delete_vs_edit'],
  ['deleted', 'deleted', 'both_gone'],
] as const)('here %s, there %s: %s', (local, remote, verdict) => {
  expect(matrix(local, remote)).toBe(verdict)
  const sides = { same: here(), changed: here({ title: 'Call' }), deleted: DELETED }
  const rows = { same: there(), changed: there({ location: 'Room 1' }), deleted: GONE }
  expect(decide(LINK, sides[local], rows[remote], POLICY).verdict).toBe(verdict)
})

test.each([
  ['2026-06-01T10:00:00Z', '2026-06-01T10:00:00.5Z', 'pull'],
  ['2026-06-01T10:00:00.5Z', '2026-06-01T10:00:00Z', 'stale'],
  ['2026-06-01T10:00:00Z', '2026-06-01T10:00:00Z', 'pull'],
  ['2026-06-01T10:00:00.1234567Z', '2026-06-01T10:00:00.9999999Z', 'pull'],
])('read as of %s, a row of %s is told apart: %s', (updated, at, verdict) => {
  expect(decide({ ...LINK, updated }, here(), there({ title: 'Call' }, { updated: at }), POLICY).verdict).toBe(verdict)
})

describe('where both changed the same', () => {
  const both = (policy: Partial<SyncPolicy>, edited: string | null = null, updated: string | null = null) =>
    decide(
      LINK,
      { ...here({ title: 'Mine' }), edited } as LocalSide,
      there({ title: 'Theirs' }, { updated }),
      with_(policy),
    )

  test('a person is asked, and each side keeps what it has', () => {
    const { verdict, event, link } = both({})
    expect([verdict, event.do]).toEqual(['conflict', 'keep'])
    expect(link?.trouble).toMatchObject({
      kind: 'fields',
      conflicts: [{ base: 'Interview', mine: 'Mine', theirs: 'Theirs' }],
    })
  })

  test('mine is told to the calendar, theirs is taken over, and the journal has what was overruled', () => {
    const mine = both({ strategy: 'mine' })
    expect([mine.event.do, mine.overruled.length]).toEqual(['keep', 1])
    expect(nextWrite(mine.link ?? LINK, here({ title: 'Mine' }), POLICY, 't')).toMatchObject({
      write: { kind: 'update', if_match: 'e2', changes: { title: 'Mine' } },
    })
    const theirs = both({ strategy: 'theirs' })
    expect(theirs.event).toMatchObject({ do: 'put', event: { title: 'Theirs' } })
    expect(nextWrite(theirs.link ?? LINK, here({ title: 'Theirs' }), POLICY, 't').do).toBe('nothing')
  })

  test('the newest wins by the clock of the calendar, and a person is asked where that is not known', () => {
    const [early, late] = ['2026-06-01T10:00:00.000Z', '2026-06-01T10:01:00.000Z']
    expect(both({ strategy: 'newest' }, late, early).event.do).toBe('keep')
    expect(both({ strategy: 'newest' }, late, early).overruled).toHaveLength(1)
    expect(both({ strategy: 'newest' }, early, late).event).toMatchObject({ event: { title: 'Theirs' } })
    expect(both({ strategy: 'newest' }, late, null).verdict).toBe('conflict')
  })

  test.each(['mine', 'theirs'] as const)('decided for %s it is no conflict any more', (take) => {
    const { link } = both({})
    const local = here({ title: 'Mine' })
    const after = resolveFields(link ?? LINK, local, [{ path: 'title', take }], POLICY)
    expect(after.link?.trouble).toBeNull()
    const next = after.event.do === 'put' ? here(after.event.event) : local
    expect(decide(after.link ?? LINK, next, null, POLICY).link?.trouble).toBeNull()
    expect(nextWrite(after.link ?? LINK, next, POLICY, 't').do).toBe(take === 'mine' ? 'write' : 'nothing')
  })

  test('and decided for something else, that is what both say', () => {
    const { link } = both({})
    const after = resolveFields(
      link ?? LINK,
      here({ title: 'Mine' }),
      [{ path: 'title', take: { value: 'Both' } }],
      POLICY,
    )
    expect(after.event).toMatchObject({ do: 'put', event: { title: 'Both' } })
    expect(nextWrite(after.link ?? LINK, here({ title: 'Both' }), POLICY, 't')).toMatchObject({
      write: { changes: { title: 'Both' } },
    })
  })
})

describe('what the calendar deleted', () => {
  test.each([
    ['delete', { do: 'delete', by: 'sync' }, 'deleted_there'],
    ['unlink', { do: 'keep' }, 'unlinked'],
    ['cancel', { do: 'put', event: { ...BASE, status: 'cancelled' } }, 'cancel_marked'],
  ] as const)('by the policy %s', (when_deleted_there, event, verdict) => {
    const decision = decide(LINK, here(), GONE, with_({ when_deleted_there }))
    expect(decision).toMatchObject({ event, verdict, link: { state: 'ended', seen: {} } })
  })

  test('is read first where it may only have left what is listed', () => {
    expect(decide(LINK, here(), { ...GONE, certain: false }, POLICY)).toMatchObject({ verdict: 'confirm', link: LINK })
  })

  test('stays here where it was moved to another calendar that is synced', () => {
    const local: LocalSide = { ...here(), elsewhere: true } as LocalSide
    expect(decide(LINK, local, GONE, POLICY)).toMatchObject({ verdict: 'unlinked', event: { do: 'keep' } })
  })

  test('while it was changed here is a question; kept, it goes on under another id', () => {
    const { verdict, link } = decide(LINK, here({ title: 'Call' }), GONE, POLICY)
    expect(verdict).toBe('edit_vs_delete')
    expect(nextWrite(link ?? LINK, here({ title: 'Call' }), POLICY, 't').do).toBe('nothing')
    const kept = resolveDelete(link ?? LINK, here({ title: 'Call' }), 'keep', POLICY)
    expect([kept.link?.generation, kept.burnt?.remote_id, kept.burnt?.state]).toEqual([1, 'r1', 'ended'])
    expect(nextWrite(kept.link ?? LINK, here({ title: 'Call' }), POLICY, 't')).toMatchObject({
      write: { kind: 'create' },
    })
    expect(resolveDelete(link ?? LINK, here(), 'delete', POLICY)).toMatchObject({ event: { do: 'delete' } })
  })

  test('while it was changed here is decided by the other strategies', () => {
    expect(decide(LINK, here({ title: 'Call' }), GONE, with_({ strategy: 'mine' })).verdict).toBe('made_again')
    expect(decide(LINK, here({ title: 'Call' }), GONE, with_({ strategy: 'theirs' })).event.do).toBe('delete')
    expect(decide(LINK, here({ title: 'Call' }), GONE, with_({ strategy: 'newest' })).verdict).toBe('edit_vs_delete')
  })
})

describe('what was deleted here', () => {
  test('is deleted there under the version that was read', () => {
    expect(nextWrite(LINK, DELETED, POLICY, 't')).toMatchObject({
      write: { kind: 'delete', remote_id: 'r1', if_match: 'e1' },
    })
  })

  test('while it was changed there is a question; either answer is carried out', () => {
    const { link } = decide(LINK, DELETED, there({ title: 'Theirs' }), POLICY)
    expect(nextWrite(link ?? LINK, DELETED, POLICY, 't').do).toBe('nothing')
    expect(resolveDelete(link ?? LINK, DELETED, 'keep', POLICY).event).toMatchObject({
      do: 'make',
      event: { uid: 'u1', title: 'Theirs', categories: ['job'] },
    })
    const gone = resolveDelete(link ?? LINK, DELETED, 'delete', POLICY)
    expect(nextWrite(gone.link ?? LINK, DELETED, POLICY, 't')).toMatchObject({
      write: { kind: 'delete', if_match: 'e2' },
    })
  })

  test('is not deleted there as long as the calendar says something that nobody here has seen', () => {
    const { link } = decide(LINK, here({ title: 'Mine' }), there({ title: 'Theirs' }), POLICY)
    expect(link?.trouble?.kind).toBe('fields')
    expect(nextWrite(link ?? LINK, DELETED, POLICY, 't').do).toBe('nothing')
  })

  test('by a filter is deleted nowhere else', () => {
    expect(nextWrite(LINK, { kind: 'deleted', by: 'filter', event: BASE }, POLICY, 't').do).toBe('nothing')
  })
})

describe('a calendar that is read or written only', () => {
  test('is not written where it is read only, and not read where it is written only', () => {
    expect(nextWrite(LINK, here({ title: 'Call' }), with_({ direction: 'pull' }), 't').do).toBe('nothing')
    expect(nextWrite(LINK, here({ title: 'Call' }), with_({ capability: CAPABILITIES.ics }), 't').do).toBe('nothing')
    const push = with_({ direction: 'push' })
    const { event, link } = decide(LINK, here({ title: 'Call' }), there({ location: 'Room 1' }), push)
    expect(event.do).toBe('keep')
    expect(nextWrite(link ?? LINK, here({ title: 'Call' }), push, 't')).toMatchObject({
      write: { changes: { title: 'Call' } },
    })
  })

  test('gets nothing again that was deleted in it where it is written only', () => {
    expect(decide(LINK, here(), GONE, with_({ direction: 'push' }))).toMatchObject({
      verdict: 'unlinked',
      event: { do: 'keep' },
    })
  })

  test('is left alone where it is off', () => {
    expect(decide(LINK, here(), GONE, with_({ direction: 'none' }))).toMatchObject({ verdict: 'noop', link: LINK })
  })
})

describe('a write', () => {
  const begun = nextWrite(newLink('ev1', google), here(), POLICY, 't1')
  const sent = begun.do === 'write' ? begun.link : LINK

  test('whose answer did not come is read before anything is sent again', () => {
    expect(nextWrite(sent, here(), POLICY, 't2')).toEqual({ do: 'read', remote_id: null, mark: sent.pending })
  })

  test('is known by its mark, and what was changed since then is someone’s change', () => {
    const row = there({ location: 'Room 1' }, { mark: { event_id: 'ev1', token: 't1' } })
    expect(decide(sent, here({ title: 'Call' }), row, POLICY)).toMatchObject({
      verdict: 'merge',
      event: { do: 'put', event: { title: 'Call', location: 'Room 1' } },
      link: { remote_id: 'r1', pending: null },
    })
  })

  test('that came only half way goes on: what it has not brought is nobody’s change there', () => {
    const event = { location: 'Room 1' }
    const begun_ = nextWrite(newLink('ev1', google), here(event), POLICY, 't1')
    const half = { mark: { event_id: 'ev1', token: 't1' }, unfinished: true } as const
    const { event: change, link } = decide(
      begun_.do === 'write' ? begun_.link : LINK,
      here(event),
      there({}, half),
      POLICY,
    )
    expect(change).toEqual({ do: 'keep' })
    const next = nextWrite(link ?? LINK, here(event), POLICY, 't2')
    expect(next).toMatchObject({ write: { kind: 'update', remote_id: 'r1', changes: { location: 'Room 1' } } })
  })

  test('is compared with what the calendar made of it, not with what was sent', () => {
    const local = here({ description: '<b>Bring</b> a pen' })
    const next = nextWrite(LINK, local, POLICY, 't1')
    const echo = { ...BASE, description: 'Bring a pen' }
    const answer = { kind: 'done', remote_id: 'r1', etag: 'e2', updated: null, echo } as const
    const { link } = finish(next.do === 'write' ? next.link : LINK, answer, POLICY)
    expect(nextWrite(link ?? LINK, local, POLICY, 't2').do).toBe('nothing')
    expect(decide(link ?? LINK, local, there(echo), POLICY)).toMatchObject({ verdict: 'noop', event: { do: 'keep' } })
  })

  test('that is refused waits for another version of the event', () => {
    const { link } = finish(sent, { kind: 'rejected', reason: 'poison' }, POLICY)
    expect(nextWrite(link ?? LINK, here(), POLICY, 't2').do).toBe('nothing')
    expect(nextWrite(link ?? LINK, here({ title: 'Call' }), POLICY, 't2').do).toBe('write')
  })

  test('whose id is taken adopts what is ours, takes another id for what is not, and asks where ours was deleted', () => {
    const ours = there({}, { mark: { event_id: 'ev1', token: 't0' } })
    expect(afterTaken(sent, here(), ours, POLICY)).toMatchObject({ event: { do: 'keep' }, link: { remote_id: 'r1' } })
    expect(afterTaken(sent, here(), there({ uid: 'u2' }), POLICY).link).toMatchObject({
      ...{ generation: 1, remote_id: null },
    })
    expect(afterTaken({ ...sent, attempts: 2 }, here(), null, POLICY).verdict).toBe('edit_vs_delete')
  })

  test('of an event that the calendar has under its UID and refuses to have twice is about that one', () => {
    const { link } = afterTaken(sent, here(), there({ location: 'Room 4' }, { remote_id: 'other.ics' }), POLICY)
    expect(link).toMatchObject({ generation: 0, remote_id: 'other.ics', seen: { location: 'Room 4' } })
  })

  test('of what the calendar cannot say is not done, and that is shown', () => {
    const series = here({ recurrence: { rrule: 'FREQ=HOURLY', rdates: [], exdates: [] } })
    const graph = with_({ capability: microsoft })
    expect(decide(LINK, series, null, graph).link?.trouble).toEqual({ kind: 'unsupported', reason: 'recurrence_rule' })
    expect(nextWrite(LINK, series, graph, 't').do).toBe('nothing')
  })
})

describe('16: an imported event that a filter keeps out', () => {
  const imported: Link = { ...LINK, origin: 'imported' }
  const out = with_({ wants: () => false })

  test('is taken away here, and nothing but its id and version stays', () => {
    const { event, link } = decide(imported, here(), there(), out)
    expect(event).toEqual({ do: 'delete', by: 'filter' })
    expect(link).toMatchObject({ state: 'filtered', remote_id: 'r1', etag: 'e2', event_id: null, seen: {} })
  })

  test('stays until the calendar has been told what was changed here', () => {
    const { event, link } = decide(imported, here({ title: 'Call' }), there(), out)
    expect(event.do).toBe('keep')
    expect(nextWrite(link ?? LINK, here({ title: 'Call' }), out, 't').do).toBe('write')
  })

  test('stays where it was made here', () => {
    expect(decide(LINK, here(), there(), out).event.do).toBe('keep')
  })
})

describe('an object that no link knows', () => {
  const reading = (change: Partial<Reading>): Reading => ({
    ...{ rows: [there()], complete: false, links: [], local: () => null, twin: () => null, policy: POLICY },
    ...{ confirmed: new Set(), verified: new Set(), live: 5 },
    ...change,
  })
  const verdicts = (change: Partial<Reading>): Verdict[] | string => {
    const result = reconcile(reading(change))
    return result.kind === 'apply' ? result.steps.map(({ decision }) => decision.verdict) : result.kind
  }

  test('is imported, kept out by a filter, or left where the calendar is written only', () => {
    expect(verdicts({})).toEqual(['import'])
    expect(verdicts({ policy: with_({ wants: () => false }) })).toEqual(['filtered'])
    expect(verdicts({ policy: with_({ direction: 'push' }) })).toEqual([])
  })

  test('is adopted where it is the same as ours, and asked about where ours was deleted', () => {
    const twin = (): string => 'ev1'
    expect(verdicts({ twin, local: () => here() })).toEqual(['adopt'])
    expect(verdicts({ twin, local: () => here({ title: 'Call' }) })).toEqual(['conflict'])
    expect(verdicts({ twin, local: () => DELETED })).toEqual(['delete_vs_edit'])
  })

  test('that lies outside the days that are synced is kept out, unless we have it', () => {
    const policy = with_({ reaches: () => false })
    expect(verdicts({ policy })).toEqual(['filtered'])
    expect(verdicts({ policy, twin: () => 'ev1', local: () => here() })).toEqual(['adopt'])
    expect(verdicts({ policy, links: [LINK], local: () => here() })).toEqual(['noop'])
  })

  test('of which only a part came is read first', () => {
    const rows = [{ kind: 'dirty', remote_id: 'r1' } as const]
    expect(reconcile(reading({ rows }))).toEqual({ kind: 'unconfirmed', remote_ids: ['r1'] })
    expect(verdicts({ rows: [...rows, there()], verified: new Set(['r1']) })).toEqual(['import'])
  })

  test('whose mark a listing does not tell is read before it is taken for a new one, and only then', () => {
    const rows = [there({}, { mark_untold: true })]
    expect(reconcile(reading({ rows }))).toEqual({ kind: 'unconfirmed', remote_ids: ['r1'] })
    expect(verdicts({ rows, verified: new Set(['r1']) })).toEqual(['import'])
    expect(verdicts({ rows, links: [LINK], local: () => here() })).toEqual(['noop'])
  })

  test('only the first of two that say to be the same is', () => {
    const rows = [there(), there({}, { remote_id: 'r2' })]
    expect(verdicts({ rows, twin: () => 'ev1', local: () => here() })).toEqual(['adopt', 'import'])
  })

  test('that is told to be gone and there in one reading is read', () => {
    expect(reconcile(reading({ rows: [GONE, there()] }))).toEqual({ kind: 'unconfirmed', remote_ids: ['r1'] })
  })

  test('does not come back by a late answer, and comes back where someone restored it', () => {
    const ended: Link = { ...LINK, event_id: null, state: 'ended', etag: 'e2', updated: '2026-06-01T10:00:00.000Z' }
    const late = there({}, { updated: '2026-06-01T09:00:00.000Z' })
    expect(verdicts({ links: [ended], rows: [late] })).toEqual(['stale'])
    const newer = [{ ...late, updated: '2026-06-01T11:00:00.000Z' }]
    expect(reconcile(reading({ links: [ended], rows: newer }))).toEqual({ kind: 'unconfirmed', remote_ids: ['r1'] })
    expect(verdicts({ links: [ended], rows: newer, verified: new Set(['r1']) })).toEqual(['import'])
  })

  test('that is there and cannot be read is left as it is, also beside a row that says it is gone', () => {
    const unreadable: ListedRow = { kind: 'unreadable', remote_id: 'r1' }
    const links = [LINK]
    expect(verdicts({ links, local: () => here(), complete: true, rows: [unreadable] })).toEqual([])
    expect(verdicts({ links, local: () => here(), complete: true, rows: [GONE, unreadable] })).toEqual([])
  })

  test('a listing of everything deletes what it leaves out, unless it may only not list it', () => {
    const links = [LINK, { ...LINK, event_id: 'ev2', remote_id: 'r2' }]
    const local = (): LocalSide => here()
    expect(verdicts({ links, local, complete: true })).toEqual(['noop', 'deleted_there'])
    expect(verdicts({ links, local, complete: false })).toEqual(['noop'])
    const windowed = reading({ links, local, complete: true, policy: with_({ capability: microsoft }) })
    expect(reconcile(windowed)).toEqual({ kind: 'unconfirmed', remote_ids: ['r2'] })
  })
})

describe('7: the mass-delete guard', () => {
  const gone = (n: number): string[] => Array.from({ length: n }, (_, index) => `r${index}`)
  test.each([
    [10, 10, false, 5, false],
    [11, 20, false, 5, true],
    [11, 100, false, 5, false],
    [20, 100, false, 5, false],
    [21, 100, false, 5, true],
    [1, 1, true, 0, true],
    [1, 1, false, 0, false],
    [1, 9, true, 8, false],
  ])('%i of %i gone, complete: %s, listed: %i: stops %s', (n, links, complete, listed, stops) => {
    expect(needsConfirmation({ gone: gone(n), links, complete, listed, confirmed: new Set() })).toBe(stops)
    expect(needsConfirmation({ gone: gone(n), links, complete, listed, confirmed: new Set(gone(n)) })).toBe(false)
  })
})

test('an id is the same for each try, another one for each generation, and of the letters that Google takes', () => {
  const sha256 = (text: string): Uint8Array => createHash('sha256').update(text).digest()
  const id = (generation: number): string =>
    remoteIdOf({ tenant_id: 't', connection_id: 'c', event_id: 'e', generation }, sha256)
  expect(id(0)).toBe(id(0))
  expect(id(0)).not.toBe(id(1))
  expect(id(0)).toMatch(/^[0-9a-v]{52}$/)
})

test('14: which is newest does not depend on our clock', () => {
  const updated = '2026-06-01T10:00:00.000Z'
  for (const skew of [-86_400_000, 0, 86_400_000]) {
    const ours = (ms: number): string => new Date(Date.parse(updated) + ms + skew).toISOString()
    expect(newest(inProviderTime(ours(5_000), -skew), updated)).toBe('mine')
    expect(newest(inProviderTime(ours(-5_000), -skew), updated)).toBe('theirs')
    expect(newest(inProviderTime(ours(1_000), -skew), updated)).toBe('ask')
  }
  expect(newest(inProviderTime(updated, null), updated)).toBe('ask')
})
