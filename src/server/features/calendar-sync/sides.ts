import type { Link, LocalSide, RemoteItem } from '#domain/calendar/sync/link.ts'
import { inProviderTime } from '#domain/calendar/sync/newest.ts'
import type { Tx } from '#platform/db/db.ts'
import { eventsByIds, eventsByUid } from '#features/calendar-events/index.ts'
import { whereTheyLie } from './links.ts'
import type { LeasedCalendar } from './tables.ts'

/** Our side of an event, and the version in which it was read. */
export interface Side {
  readonly side: LocalSide
  readonly version: number
  /** The person wants its attendees to be invited. */
  readonly invites: boolean
}

/** Our events as one calendar meets them. */
export interface Sides {
  readonly of: (event_id: string | null) => Side | null
  /**
   * Which of our events an object is that no live link knows: by our mark, else by its UID and the key of its instance; one
   * that is not deleted before one that is.
   */
  readonly twin: (row: RemoteItem) => string | null
}

type Meeting = Pick<LeasedCalendar, 'id' | 'user_id' | 'clock_offset_ms'>

/** Reads the events of these links, and those that `strangers` (objects without a live link) may be. */
export async function loadSides(
  tx: Tx,
  calendar: Meeting,
  links: readonly Link[],
  strangers: readonly RemoteItem[] = [],
): Promise<Sides> {
  const same = await eventsByUid(
    tx,
    calendar.user_id,
    strangers.map(({ event }) => event.uid),
  )
  const linked = links.flatMap(({ state, event_id }) => (state === 'live' && event_id !== null ? [event_id] : []))
  const ids = [...new Set([...linked, ...markedIds(strangers), ...same.map(({ id }) => id)])]
  const stored = await eventsByIds(tx, calendar.user_id, ids)
  const { here, elsewhere } = await whereTheyLie(tx, calendar.id, ids)
  const sides = new Map<string, Side>()
  for (const { id, event, edited_at, deleted_by, version, invites } of stored) {
    const edited = edited_at === null ? null : inProviderTime(edited_at, calendar.clock_offset_ms)
    const side: LocalSide =
      deleted_by === null
        ? { kind: 'event', event, edited, elsewhere: elsewhere.has(id) }
        : { kind: 'deleted', by: deleted_by, event }
    sides.set(id, { side, version, invites })
  }
  const free = same.filter(({ id }) => !here.has(id)).toReversed()
  const byKey = new Map(free.map(({ id, uid, recurrence_id }) => [keyOf(uid, recurrence_id), id]))
  return {
    of: (id) => (id === null ? null : (sides.get(id) ?? null)),
    twin: ({ mark, event }) =>
      mark !== null && sides.has(mark.event_id) && !here.has(mark.event_id)
        ? mark.event_id
        : (byKey.get(keyOf(event.uid, event.recurrence_id)) ?? null),
  }
}

const keyOf = (uid: string, recurrence_id: string | null): string => JSON.stringify([uid, recurrence_id])

/** The events that these objects say they are; a mark that is no id of ours says nothing. */
export function markedIds(items: readonly RemoteItem[]): string[] {
  return items.flatMap(({ mark }) => (mark !== null && UUID.test(mark.event_id) ? [mark.event_id] : []))
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
