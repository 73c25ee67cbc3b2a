import { blankEvent } from '#domain/calendar/event.ts'
import type { CalendarEvent } from '#domain/calendar/event.ts'
import { CAPABILITIES } from '#domain/calendar/sync/capability.ts'
import type { ListedRow, RemoteItem } from '#domain/calendar/sync/link.ts'
import type { ListQuestion, Listing } from '#domain/calendar/sync/port.ts'
import { difference, project } from '#domain/calendar/sync/projection.ts'
import type { Write, WriteAnswer } from '#domain/calendar/sync/write.ts'
import { valueOf } from '#connectors/calendar/calendar-port.suite.ts'
import type { ConnectedMicrosoft } from './connected.suite.ts'

type Done = WriteAnswer & { kind: 'done' }

export const WINDOW = { from: '2026-05-01T00:00:00Z', to: '2026-08-01T00:00:00Z' }
/** Ten o'clock in Berlin on a day of June 2026, which is 08:00 in UTC. */
export const tenOn = (day: number, duration = 'PT1H') =>
  ({
    kind: 'timed',
    start: `2026-06-${String(day).padStart(2, '0')}T10:00:00`,
    zone: 'Europe/Berlin',
    duration,
  }) as const
export const keyOn = (day: number): string => `2026-06-${String(day).padStart(2, '0')}T08:00:00Z`

export const anEvent = (change: Partial<CalendarEvent> = {}): CalendarEvent => ({
  ...blankEvent('u1', tenOn(3)),
  title: 'Interview',
  ...change,
})
/** Five days from the third on, one cancelled and one renamed. */
export const aSeries = (change: Partial<CalendarEvent> = {}): CalendarEvent =>
  anEvent({
    recurrence: { rrule: 'FREQ=DAILY;COUNT=5', rdates: [], exdates: [keyOn(5)] },
    overrides: [{ recurrence_id: keyOn(4), when: null, details: { title: 'Panel' } }],
    ...change,
  })

let made = 0

/** What the engine asks about one event. */
export function asking(subject: ConnectedMicrosoft, time_zone = subject.calendar.time_zone) {
  const { port, account } = subject
  const calendar = { ...subject.calendar, time_zone }
  const ids = { event_id: `event-${(made += 1)}`, wanted_id: `wanted-${made}` }
  const mark = (token: string) => ({ event_id: ids.event_id, token })
  const send = (write: Write, invites = false) =>
    port.write(account, { calendar, write, wanted_id: ids.wanted_id, invites })
  const create = (event: CalendarEvent, token = 't1', invites = false) =>
    send({ kind: 'create', event, mark: mark(token) }, invites)
  const read = async (remote_id: string | null): Promise<RemoteItem | null> =>
    valueOf(await port.read(account, { calendar, remote_id, uid: 'u', ...ids }))
  const there = async (remote_id: string): Promise<RemoteItem> => {
    const item = await read(remote_id)
    if (item === null) throw new Error('It is not there.')
    return item
  }
  const { microsoft } = CAPABILITIES

  /** Says what is different from what is there by now, as the engine does. */
  async function change(remote_id: string, event: CalendarEvent, { token = 't2', invites = false } = {}) {
    const was = await there(remote_id)
    const changes = difference(project(was.event, microsoft), project(event, microsoft))
    subject.fake.log.clear()
    return send({ kind: 'update', remote_id, if_match: was.etag, event, changes, mark: mark(token) }, invites)
  }

  const list = async (question: Partial<ListQuestion> = {}) =>
    port.list(account, { calendar, cursor: null, page: null, size: null, window: WINDOW, ...question })

  /** All pages. */
  async function listAll(
    cursor: string | null = null,
    window = WINDOW,
  ): Promise<{ rows: ListedRow[]; cursor: string }> {
    const rows: ListedRow[] = []
    for (let page: string | null = null; ;) {
      const listing: Listing = valueOf(await list({ cursor, page, window, size: 2 }))
      rows.push(...listing.rows)
      if (listing.next === null) return { rows, cursor: listing.cursor ?? '' }
      page = listing.next
    }
  }

  return { mark, send, create, read, there, change, list, listAll }
}

export function doneIn(answer: Parameters<typeof valueOf<WriteAnswer>>[0]): Done {
  const value = valueOf(answer)
  if (value.kind !== 'done') throw new Error(JSON.stringify(value))
  return value
}
