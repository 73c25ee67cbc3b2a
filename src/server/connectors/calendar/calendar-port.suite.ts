import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { blankEvent } from '#domain/calendar/event.ts'
import type { CalendarEvent } from '#domain/calendar/event.ts'
import { CAPABILITIES } from '#domain/calendar/sync/capability.ts'
import type { ErrorClass } from '#domain/calendar/sync/errors.ts'
import type { ListedRow, RemoteItem } from '#domain/calendar/sync/link.ts'
import type { Account, Answer, CalendarAt, CalendarPort, Listing, ListQuestion } from '#domain/calendar/sync/port.ts'
import { difference, project } from '#domain/calendar/sync/projection.ts'
import { remoteIdOf } from '#domain/calendar/sync/remote-id.ts'
import type { Write, WriteAnswer } from '#domain/calendar/sync/write.ts'
import type { FaultQueue } from '#kit/vendors/faults.ts'

/** A provider to hold a port against: a fake one, or a real server behind a way on which things go wrong. */
export interface CalendarSubject {
  readonly port: CalendarPort
  readonly account: Account
  /** An empty calendar that may be written to. */
  readonly calendar: CalendarAt
  readonly faults: FaultQueue
  /** A path that requests about events of the calendar have. */
  readonly path: string
  /** Makes the provider know a cursor no more; gives the cursor as it was kept by us. */
  kill(cursor: string): Promise<string> | string
  close(): Promise<void>
}

type Done = WriteAnswer & { kind: 'done' }

const sha256 = (text: string): Uint8Array => createHash('sha256').update(text).digest()
const WINDOW = { from: '2026-05-01T00:00:00Z', to: '2026-08-01T00:00:00Z' }

/** What every port of calendars does, whatever is behind it; skipped, and said to be, where that is not installed. */
export function calendarPortSuite(name: string, start: () => Promise<CalendarSubject>, isThere = true): void {
  describe.skipIf(!isThere)(`calendars of ${name}`, () => {
    let subject: CalendarSubject
    let made = 0

    beforeAll(async () => {
      subject = await start()
    })
    afterEach(() => subject.faults.clear())
    afterAll(() => subject.close())

    const capability = () => CAPABILITIES[subject.port.provider]
    const said = (event: CalendarEvent) => project(event, capability())
    const ten = (day: number) => `2026-06-${String(day).padStart(2, '0')}T10:00:00`

    function anEvent(change: Partial<CalendarEvent> = {}): CalendarEvent {
      made += 1
      const when = { kind: 'timed', start: ten(3), zone: 'Europe/Berlin', duration: 'PT1H' } as const
      return { ...blankEvent(`uid-${made}@example.org`, when), title: `Interview ${made}`, ...change }
    }

    const idsOf = (event: CalendarEvent) => ({
      event_id: `event of ${event.uid}`,
      wanted_id: remoteIdOf({ tenant_id: 't', connection_id: 'c', event_id: event.uid, generation: 0 }, sha256),
    })

    const send = (event: CalendarEvent, write: Write) =>
      subject.port.write(subject.account, {
        ...{ calendar: subject.calendar, write, wanted_id: idsOf(event).wanted_id, invites: false },
      })

    async function create(event: CalendarEvent, token = 'first'): Promise<Done> {
      const answer = await send(event, { kind: 'create', event, mark: { event_id: idsOf(event).event_id, token } })
      return doneIn(answer)
    }

    function update(event: CalendarEvent, was: Done, change: Partial<CalendarEvent>, token = 'second') {
      const next = { ...event, ...change }
      const changes = difference(said(event), said(next))
      const mark = { event_id: idsOf(event).event_id, token }
      const { remote_id, etag: if_match } = was
      return send(event, { kind: 'update', remote_id, if_match, event: next, changes, mark })
    }

    const remove = (event: CalendarEvent, { remote_id, etag: if_match }: Pick<Done, 'remote_id' | 'etag'>) =>
      send(event, { kind: 'delete', remote_id, if_match })

    const read = (event: CalendarEvent, remote_id: string | null) =>
      subject.port.read(subject.account, {
        ...{ calendar: subject.calendar, remote_id, uid: event.uid, ...idsOf(event) },
      })

    const page = (question: Partial<ListQuestion> = {}) =>
      subject.port.list(subject.account, {
        ...{ calendar: subject.calendar, cursor: null, page: null, size: null, window: WINDOW, ...question },
      })

    /** Every page of a listing. A row that only hints at a change is read, as the engine does. */
    async function list(cursor: string | null = null, size: number | null = null) {
      const rows: ListedRow[] = []
      let next: string | null = null
      for (let pages = 1; ; pages += 1) {
        const listing: Listing = valueOf(await page({ cursor, page: next, size }))
        rows.push(...(await Promise.all(listing.rows.map(settled))))
        next = listing.next
        if (next === null) return { rows, pages, cursor: listing.cursor ?? '' }
        expect(listing.cursor).toBeNull()
      }
    }

    async function settled(row: ListedRow): Promise<ListedRow> {
      if (row.kind !== 'dirty') return row
      const item = valueOf(await read(anEvent(), row.remote_id))
      return item ?? { kind: 'gone', remote_id: row.remote_id, certain: true }
    }

    const itemOf = (rows: readonly ListedRow[], remote_id: string): RemoteItem | undefined =>
      rows.findLast((row): row is RemoteItem => row.kind === 'item' && row.remote_id === remote_id)

    test('are listed with what one needs to choose among them', async () => {
      const calendars = valueOf(await subject.port.calendars(subject.account))
      const own = calendars.find(({ remote_id }) => remote_id === subject.calendar.remote_id)
      expect(own).toMatchObject({ name: expect.stringMatching(/\S/), role: expect.stringMatching(/^(owner|writer)$/) })
      expect(own?.colour ?? '#000000').toMatch(/^#[0-9a-f]{6}$/)
    })

    test('list every event, over as many pages as it takes, and then a cursor', async () => {
      const all = [await create(anEvent()), await create(anEvent()), await create(anEvent())]
      const { rows, cursor } = await list(null, 2)
      for (const { remote_id } of all) expect(itemOf(rows, remote_id)).toBeDefined()
      expect(new Set(rows.map((row) => row.remote_id)).size).toBe(rows.length)
      expect(cursor).not.toBe('')
    })

    test('tell by a cursor what is new, what changed and what is gone, and nothing else', async () => {
      const [stays, changes, goes] = [anEvent(), anEvent(), anEvent()]
      await create(stays)
      const [before, doomed] = [await create(changes), await create(goes)]
      const first = await list()
      const fresh = await create(anEvent({ title: 'New' }))
      doneIn(await update(changes, before, { title: 'Changed' }))
      valueOf(await remove(goes, doomed))
      const second = await list(first.cursor)
      expect(itemOf(second.rows, fresh.remote_id)?.event.title).toBe('New')
      expect(itemOf(second.rows, before.remote_id)?.event.title).toBe('Changed')
      expect(second.rows).toContainEqual({ kind: 'gone', remote_id: doomed.remote_id, certain: expect.any(Boolean) })
      expect(second.rows).toHaveLength(3)
      expect((await list(second.cursor)).rows).toEqual([])
    })

    test('say that a cursor is dead, and list everything without it', async () => {
      const { remote_id } = await create(anEvent())
      const cursor = await subject.kill((await list()).cursor)
      expect(await page({ cursor })).toMatchObject({ kind: 'failed', is: 'cursor_dead' })
      expect(itemOf((await list()).rows, remote_id)).toBeDefined()
    })

    test('make an event once, however often it is asked for', async () => {
      const event = anEvent()
      const { remote_id } = await create(event)
      const again = await send(event, { kind: 'create', event, mark: { ...idsOf(event), token: 'again' } })
      if (again.kind === 'ok') expect(again.value).toMatchObject({ kind: 'done', remote_id })
      else expect(again.is).toMatch(/^(duplicate|identity)$/)
      const found = valueOf(await read(event, null))
      expect(found).toMatchObject({ remote_id, mark: { event_id: idsOf(event).event_id } })
      const titled = (await list()).rows.filter((row) => row.kind === 'item' && row.event.title === event.title)
      expect(titled).toHaveLength(1)
    })

    test('leave our mark, with the token of the write that came last', async () => {
      const event = anEvent()
      const was = await create(event)
      expect(valueOf(await read(event, was.remote_id))?.mark?.token).toBe('first')
      doneIn(await update(event, was, { title: 'Later' }))
      expect(valueOf(await read(event, was.remote_id))?.mark?.token).toBe('second')
    })

    test('answer a write with what a reading says next', async () => {
      const event = anEvent({ description: 'Two lines,\nand a comma; "quoted"', location: 'Löwenstraße 1, Zürich' })
      const created = await create(event)
      const first = valueOf(await read(event, created.remote_id))
      expect(first).toMatchObject({ etag: created.etag, updated: created.updated })
      expect(first === null ? null : said(first.event)).toEqual(said(created.echo))
      const updated = doneIn(await update(event, created, { title: 'Second round', location: null }))
      const second = valueOf(await read(event, created.remote_id))
      expect(second).toMatchObject({ etag: updated.etag, event: { title: 'Second round', location: null } })
      expect(second === null ? null : said(second.event)).toEqual(said(updated.echo))
    })

    test('refuse an update and a delete of what someone changed meanwhile', async () => {
      const event = anEvent()
      const was = await create(event)
      const now = doneIn(await update(event, was, { title: 'Theirs' }))
      expect(await update(event, was, { title: 'Mine' })).toMatchObject({ kind: 'failed', is: 'race' })
      expect(await remove(event, was)).toMatchObject({ kind: 'failed', is: 'race' })
      expect(valueOf(await read(event, was.remote_id))).toMatchObject({ etag: now.etag, event: { title: 'Theirs' } })
    })

    test('delete once: then it is gone, for whoever reads, changes or deletes it', async () => {
      const event = anEvent()
      const was = await create(event)
      expect(valueOf(await remove(event, was))).toEqual({ kind: 'deleted' })
      expect(valueOf(await read(event, was.remote_id))).toBeNull()
      expect(await remove(event, was)).toMatchObject({ kind: 'failed', is: 'gone' })
      // Where a deleted event is kept, it is one that changed: it is read either way.
      const late = await update(event, was, { title: 'Late' })
      expect(late).toMatchObject({ kind: 'failed', is: expect.stringMatching(/^(gone|race)$/) })
    })

    test('find nothing where there never was anything', async () => {
      expect(valueOf(await read(anEvent(), null))).toBeNull()
    })

    test.each<[string, () => Partial<CalendarEvent>]>([
      [
        'that lasts days',
        () => ({ when: { kind: 'all_day', date: '2026-06-29', days: 3 }, transparency: 'transparent' }),
      ],
      [
        'in another zone',
        () => ({ when: { kind: 'timed', start: ten(9), zone: 'America/New_York', duration: 'PT30M' } }),
      ],
      ['over midnight', () => ({ when: { kind: 'timed', start: ten(9), zone: 'Asia/Tokyo', duration: 'PT26H' } })],
      ['with a reminder', () => ({ reminders: [{ minutes_before: 15, method: 'popup' }] })],
      [
        'that repeats, with a moved, a renamed and a cancelled instance',
        () => ({
          recurrence: { rrule: 'FREQ=WEEKLY;COUNT=6', rdates: [], exdates: ['2026-06-17T08:00:00Z'] },
          overrides: [
            { recurrence_id: '2026-06-10T08:00:00Z', when: null, details: { title: 'Other words' } },
            {
              recurrence_id: '2026-06-24T08:00:00Z',
              when: { kind: 'timed', start: ten(25), zone: 'Europe/Berlin', duration: 'PT2H' },
              details: {},
            },
          ],
        }),
      ],
      [
        'that repeats by the day',
        () => ({
          when: { kind: 'all_day', date: '2026-06-01', days: 1 },
          transparency: 'transparent',
          recurrence: { rrule: 'FREQ=MONTHLY;COUNT=3', rdates: [], exdates: ['2026-07-01'] },
        }),
      ],
    ])('give back an event %s as it was', async (_, change) => {
      const event = anEvent(change())
      const { remote_id } = await create(event)
      const back = valueOf(await read(event, remote_id))
      expect(back === null ? null : said(back.event)).toEqual(said(event))
      const listed = itemOf((await list()).rows, remote_id)
      expect(listed === undefined ? null : said(listed.event)).toEqual(said(event))
    })

    test('give back a time without a zone, where they know such', async () => {
      if (!capability().floating) return
      const event = anEvent({ when: { kind: 'floating', start: ten(12), duration: 'PT1H' } })
      const { remote_id } = await create(event)
      expect(valueOf(await read(event, remote_id))?.event.when).toEqual(event.when)
    })

    test.each<[number, Record<string, string>, ErrorClass, number | null]>([
      [401, {}, 'token', null],
      [429, { 'retry-after': '17' }, 'throttle', 17_000],
      [500, {}, 'transient', null],
      [503, { 'retry-after': '5' }, 'transient', 5_000],
    ])('tell %i for what it is, whatever was asked', async (status, headers, is, retry_after_ms) => {
      const event = anEvent()
      const was = await create(event)
      subject.faults.add({ kind: 'answer', status, headers, body: 'no' }, { times: null })
      const failure = { kind: 'failed', is, status, retry_after_ms }
      expect(await subject.port.calendars(subject.account)).toMatchObject(failure)
      expect(await page()).toMatchObject(failure)
      expect(await read(event, was.remote_id)).toMatchObject(failure)
      expect(await update(event, was, { title: 'No' })).toMatchObject(failure)
      expect(await remove(event, was)).toMatchObject(failure)
    })

    test('never take a page for people, half an answer or none for an empty calendar', async () => {
      await create(anEvent())
      for (const kind of ['html', 'truncate', 'reset-before', 'reset-after'] as const) {
        subject.faults.add({ kind }, { times: null })
        const answer = await page()
        expect([kind, answer.kind === 'failed' ? answer.is : 'ok']).toEqual([
          kind,
          expect.stringMatching(/^(protocol|transient)$/),
        ])
        subject.faults.clear()
      }
    })

    test('do not know how a write ended whose answer was lost; a reading tells', async () => {
      const event = anEvent()
      const [lost, path] = [{ kind: 'reset-after' } as const, subject.path]
      subject.faults.add(lost, { path })
      const mark = { event_id: idsOf(event).event_id, token: 'lost' }
      expect(await send(event, { kind: 'create', event, mark })).toMatchObject({ is: 'unknown_outcome' })
      const there = valueOf(await read(event, null))
      expect(there).toMatchObject({ mark, event: { title: event.title } })
      subject.faults.add(lost, { path, method: 'DELETE' })
      const { remote_id = '', etag = null } = there ?? {}
      expect(await remove(event, { remote_id, etag })).toMatchObject({ kind: 'failed', is: 'unknown_outcome' })
      expect(valueOf(await read(event, remote_id))).toBeNull()
    })

    test('count their requests, and tell the time of their own clock', async () => {
      const answer = await page()
      expect(answer).toMatchObject({ kind: 'ok', requests: expect.any(Number), clock_ms: expect.any(Number) })
    })
  })
}

/** The value of an answer, or a failed test that says why there is none. */
export function valueOf<T>(answer: Answer<T>): T {
  if (answer.kind === 'failed') throw new Error(`failed: ${answer.is} ${answer.status} ${answer.code}`)
  return answer.value
}

function doneIn(answer: Answer<WriteAnswer>): Done {
  const value = valueOf(answer)
  if (value.kind !== 'done') throw new Error(`not done: ${value.kind}`)
  return value
}
